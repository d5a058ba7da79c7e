"""Many hand in at once, and a server stops in the middle: nothing acknowledged is lost."""

import hashlib
import multiprocessing
import threading
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from simulator.drills.collecting.grading import GRADER
from simulator.drills.desk.board import read_board
from simulator.drills.register.register import Interrupted, Register
from simulator.drills.stores.complaints import NoRegister, ServerAway
from simulator.drills.stores.opening import open_register
from simulator.drills.stores.postgres import (
    RIGHTS,
    RIGHTS_VERSION,
    PostgresStore,
    open_postgres,
    set_up,
)
from simulator.drills.stores.steps import STEPS
from simulator.problem import Problem
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.drills.handed_in import AT, submission
from tests.simulator.drills.server import Server

WRITERS, EACH = 8, 60


REPEATED = 5
"""Every so many of a writer's own are handed in a second time, as after an answer that got lost."""


def _hand_in(place: Path | str, writer: int, told: Connection) -> None:
    """A process that hands in sixty of its own, some of them twice, and what all of them hand in."""
    register = open_register(place)
    told.send(register.take(submission("everybody's"), AT))
    for attempt in range(1, EACH + 1):
        one = submission(f"{writer}-{attempt}", trainee=f"{writer}", attempt=attempt)
        told.send(register.take(one, AT))
        if attempt % REPEATED == 0:
            told.send(register.take(one, AT))
    register.store.close()


def test_eight_at_once_lose_nothing(place: Path | str) -> None:
    """Eight processes hand in sixty submissions each: 480 of 480 are acknowledged and on the board.

    What is handed in again on top of them, by the same process or by all eight, is acknowledged
    every time, as kept once and then as kept already, and stands there once.
    """
    register = open_register(place)
    register.add(drill_of(attempts=EACH), KEY)
    register.store.close()
    births = multiprocessing.get_context("fork")
    ours, theirs = births.Pipe(duplex=False)
    children = [
        births.Process(target=_hand_in, args=(place, writer, theirs)) for writer in range(WRITERS)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * WRITERS
    again = EACH // REPEATED
    said = Counter(ours.recv() for _ in range(WRITERS * (1 + EACH + again)))
    assert said == {"kept": WRITERS * EACH + 1, "already kept": WRITERS * again + WRITERS - 1}
    register = open_register(place)
    kept = Counter(row.trainee for row in register.submissions("spring-1"))
    board = read_board(register, "spring-1", grader=GRADER)
    register.store.close()
    assert kept == {"Ann": 1} | {f"{writer}": EACH for writer in range(WRITERS)}
    on_it = {trainee.name: trainee.standings[0].handed_in for trainee in board.trainees}
    assert on_it == kept


def test_a_server_that_stops_in_the_middle_loses_nothing(address: str, server: Server) -> None:
    """Stopped as by a power cut and started again while somebody hands in: all that was
    acknowledged is there, and handing in goes on by itself.
    """
    register = open_register(address)
    register.add(drill_of(), KEY)
    acknowledged: list[str] = []
    began, done = threading.Event(), threading.Event()

    def hand_in() -> None:
        number = 0
        while not done.is_set():
            number += 1
            one = submission(f"{number}", attempt=number)
            register.take(one, AT)
            acknowledged.append(one.id)
            began.set()

    writer = threading.Thread(target=hand_in)
    writer.start()
    began.wait()
    server.stop()
    before = len(acknowledged)
    server.start()
    while len(acknowledged) < before + 5 and writer.is_alive():
        began.clear()
        began.wait(1)
    done.set()
    writer.join()
    kept = {row.id for row in register.submissions("spring-1")}
    register.store.close()
    assert set(acknowledged) <= kept
    assert len(acknowledged) >= before + 5


def test_a_server_that_stays_away_is_said(address: str, server: Server) -> None:
    """After the patience one sentence: who does not answer, what to do, and that nothing is lost."""
    store = open_postgres(address, patience=0.5)
    register = Register(store)
    register.add(drill_of(), KEY)
    server.stop()
    try:
        with pytest.raises(ServerAway, match=r"does not answer .*start the server.*is kept"):
            register.drills()
    finally:
        server.start()
    assert [row.drill.id for row in register.drills()] == ["spring-1"]
    store.close()


def test_what_breaks_off_is_told(address: str, server: Server) -> None:
    """A connection lost inside a transaction: nothing of it is kept, and it is said."""
    store = open_postgres(address)
    with pytest.raises(Interrupted, match="nothing was kept"):
        _broken_off(store, server)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drills").scalar_one() == 0
    store.close()


def _broken_off(store: PostgresStore, server: Server) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO drills VALUES ('x', '{}', '', '', '')")
        server.stop()
        server.start()
        connection.exec_driver_sql("SELECT 1")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda a: a.replace("//admin@", "//nobody_known@"), "does not accept the password"),
        (lambda a: a.rpartition("/")[0] + "/none", "there is no such database"),
        (lambda a: a.replace("//admin@", "//admin:pw@"), "holds a password"),
        (lambda a: a + "?password=pw", "holds a password"),
        (lambda a: a + "?nonsense=1", "cannot be read"),
        (lambda a: a.rpartition("/")[0] + "/postgres", "there is no register"),
    ],
)
def test_an_address_that_does_not_serve_is_told(
    address: str, change: Callable[[str], str], sentence: str
) -> None:
    """One sentence with the mend, at once, and never a password in it."""
    with pytest.raises(Problem, match=sentence) as told:
        open_register(change(address))
    assert "pw" not in str(told.value)


def test_a_newer_register_is_left_alone(server: Server, address: str) -> None:
    """What a newer version set up is not opened, nor set up again; an older one asks for setup."""
    set_up(address, steps=(*STEPS, lambda _: None))
    for refuses in (open_postgres, set_up):
        with pytest.raises(NoRegister, match="newer version"):
            refuses(address)
    with pytest.raises(NoRegister, match="'prospect drill setup' again"):
        open_postgres(address, steps=(*STEPS, *STEPS, *STEPS))


def test_rights_of_an_older_version_ask_for_setup(address: str) -> None:
    """A register whose rights are from before today's is not opened, and the sentence names the
    command, which then makes it usable and keeps what is there.
    """
    register = open_register(address)
    register.add(drill_of(), KEY)
    with register.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE register_version DROP COLUMN rights")
    register.store.close()
    with pytest.raises(NoRegister, match=r"rights 1; .*rights 2.*'prospect drill setup' again"):
        open_register(address)
    assert set_up(address) == 0
    register = open_register(address)
    assert [row.drill.id for row in register.drills()] == ["spring-1"]
    with register.store.writing() as connection:
        connection.exec_driver_sql("UPDATE register_version SET rights = 3")
    register.store.close()
    for refuses in (open_postgres, set_up):
        with pytest.raises(NoRegister, match=r"newer version .*rights 3.*update the program"):
            refuses(address)


def test_changed_rights_have_another_version() -> None:
    """Whoever changes the rights raises their version, so that shared registers ask for setup."""
    written = hashlib.sha256(RIGHTS.read_bytes()).hexdigest()
    assert (RIGHTS_VERSION, written[:16]) == (2, "7459f834267ff67c")


def test_setting_up_again_changes_nothing(address: str) -> None:
    """What is kept stays, and the rights are stated anew."""
    register = open_register(address)
    register.add(drill_of(), KEY)
    assert set_up(address) == 0
    assert [row.drill.id for row in register.drills()] == ["spring-1"]
    register.store.close()


def test_a_login_that_may_not_set_up_is_told(server: Server, address: str) -> None:
    """Without the right to make roles and schemas: one sentence, nothing half made."""
    other = server.database("of_another")
    store = PostgresStore(address)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS tom")
        connection.exec_driver_sql("CREATE ROLE tom LOGIN PASSWORD 'x'")
    store.close()
    server.remember("tom", "x")
    with pytest.raises(Problem, match="tom may not set up a register"):
        set_up(other.replace("//admin@", "//tom@"))

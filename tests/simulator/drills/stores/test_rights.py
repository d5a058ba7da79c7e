"""A trainee's own credentials, used for everything but what they are for: the server refuses it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Comment, Grade, Mark
from simulator.drills.stores.complaints import NotAllowed
from simulator.drills.stores.logins import drop_login, give_login, login_for
from simulator.drills.stores.opening import open_register
from simulator.problem import Problem
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.drills.handed_in import AT, submission
from tests.simulator.drills.server import PASSWORD, Server

Open = Callable[[Path | str], Register]
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)
ROW = {
    "id": "id-forged",
    "drill": "spring-1",
    "trainee": "Ann",
    "scenario": "skeptical-owner",
    "attempt": 2,
    "call": "c",
    "head": "h",
    "checked": True,
    "gradable": True,
    "received": "2000-01-01T00:00:00+00:00",
    "sent": "",
    "flags": '[{"kind": "late", "why": "x", "turn": null}]',
    "header": "{}",
    "log": "{}",
}


@pytest.fixture(scope="module")
def address(server: Server, empty: str) -> str:
    """The class of this module."""
    return server.database("class_of_ann_and_bob", empty)


@pytest.fixture(scope="module")
def everything(address: str, server: Server) -> Iterator[Register]:
    """Ann and Bob each handed in a call, which was graded, marked, talked about and disputed."""
    found = open_register(address)
    found.add(drill_of(), KEY)
    people = Judgements(found.store)
    for name in ("Ann", "Bob"):
        found.enrol("spring-1", name, AT)
        found.give_login("spring-1", name, name.lower())
        give_login(address, name.lower(), "secret")
        server.remember(name.lower(), "secret")
        handed_in = submission(name, trainee=name)
        found.take(handed_in, AT)
        found.keep_grades([Grade(handed_in.id, "r", "1", "scored", 4, {"impact": 1}, "{}")])
        people.mark(Mark(handed_in.id, "impact", "Tom", 3, "Yes", "too_low", False, AT))
        people.comment(Comment(handed_in.id, 1, "Tom", "Well asked.", False, AT))
        number = people.dispute(handed_in.id, criterion="goals", turn=2, text="No.", at=AT)
        people.answer(number, trainer="Tom", outcome="refused", text="Sorry.", at=AT)
    yield found
    found.store.close()


@pytest.fixture
def register(everything: Register) -> Register:
    """The same at the beginning of every test."""
    with everything.store.writing() as connection:
        for statement in (
            "UPDATE drills SET closed = NULL, released = NULL",
            "DELETE FROM submissions WHERE id NOT IN ('id-Ann', 'id-Bob')",
            "DELETE FROM disputes WHERE number > 2",
            "UPDATE submissions SET sent = '2030-03-02T09:30:00+00:00'",
        ):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE drills SET json = %s", (drill_of().model_dump_json(),))
    return everything


@pytest.fixture
def anns(address: str, register: Register) -> Iterator[psycopg.Connection[Any]]:
    """A connection with Ann's own login, to be used as she likes."""
    with psycopg.connect(_as("ann", address), autocommit=True) as connection:
        connection.execute("SET search_path = prospect")
        yield connection


def _as(login: str, address: str) -> str:
    return address.replace("//admin@", f"//{login}@")


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM prospect.{table}").fetchone()
    assert row is not None
    return int(row[0])


def _insert(connection: psycopg.Connection[Any], **changed: object) -> None:
    row = ROW | changed
    places = ", ".join(f"%({name})s" for name in row)
    connection.execute(f"INSERT INTO submissions ({', '.join(row)}) VALUES ({places})", row)


def test_she_reads_her_own_and_no_more(anns: psycopg.Connection[Any], register: Register) -> None:
    """Of two of everything she sees one; the grade and the mark only when the drill opens them."""
    own = ("drills", "members", "submissions", "comments", "disputes", "answers")
    assert {table: _count(anns, table) for table in own} == dict.fromkeys(own, 1)
    assert anns.execute("SELECT trainee FROM submissions").fetchall() == [("Ann",)]
    graded = ("grades", "human_marks")
    assert {table: _count(anns, table) for table in graded} == dict.fromkeys(graded, 0)
    register.close_drill("spring-1", AT)
    assert {table: _count(anns, table) for table in graded} == dict.fromkeys(graded, 1)


@pytest.mark.parametrize(
    ("rules", "released", "seen"),
    [
        ({"score": "at_once"}, False, 1),
        ({"score": "after_deadline"}, False, 0),
        ({"score": "after_deadline", "deadline": "2031-01-01T00:00:00Z"}, False, 0),
        ({"score": "after_deadline", "deadline": "2020-01-01T00:00:00Z"}, False, 1),
        ({"score": "after_last_attempt"}, False, 0),
        ({"score": "after_last_attempt", "attempts": 1}, False, 1),
        ({"score": "at_once", "release": "by_trainer"}, False, 0),
        ({"score": "after_deadline", "release": "by_trainer"}, True, 1),
    ],
)
def test_a_grade_shows_when_the_drill_says(
    anns: psycopg.Connection[Any],
    register: Register,
    rules: dict[str, object],
    released: bool,
    seen: int,
) -> None:
    """The server reads the drill's own rules, the deadline by its own clock."""
    drill = drill_of(**rules).model_dump_json()
    with register.store.writing() as connection:
        connection.exec_driver_sql("UPDATE drills SET json = %s", (drill,))
    if released:
        register.release("spring-1", AT)
    assert _count(anns, "grades") == seen


@pytest.mark.parametrize("table", ["drill_keys", "seller_lines", "exported_files"])
def test_what_is_the_trainers_alone_she_cannot_read(
    anns: psycopg.Connection[Any], table: str
) -> None:
    """The drill's key would let her seal in anybody's name."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _count(anns, table)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO grades VALUES ('id-Ann', 'r', '2', 'scored', 400, '{}', '{}')",
        "UPDATE grades SET score = 400",
        "DELETE FROM grades",
        "INSERT INTO human_marks (submission, criterion, trainer, level, reason, label, blind, at)"
        " VALUES ('id-Ann', 'impact', 'Tom', 4, '', 'accurate', false, '')",
        "INSERT INTO comments (submission, turn, author, text, breakpoint, at)"
        " VALUES ('id-Ann', 1, 'Tom', 'Perfect', false, '')",
        "INSERT INTO answers VALUES (1, 'Tom', 'upheld', '', '')",
        "UPDATE answers SET outcome = 'upheld'",
        "UPDATE submissions SET gradable = true",
        "UPDATE submissions SET log = '{}' WHERE trainee = 'Ann'",
        "DELETE FROM submissions",
        "TRUNCATE submissions CASCADE",
        "UPDATE members SET login = 'ann'",
        "INSERT INTO members VALUES ('spring-1', 'Bob', '', 'ann')",
        "UPDATE drills SET released = 'now'",
        "INSERT INTO drill_keys VALUES ('spring-1', 'ff')",
        "INSERT INTO register_version VALUES (9)",
        "INSERT INTO disputes (number, submission, criterion, text, at)"
        " VALUES (999, 'id-Ann', '', '', '')",
        "INSERT INTO disputes (submission, criterion, text, at) VALUES ('id-Bob', '', 'x', '')",
        "SELECT setval('disputes_number_seq', 1)",
        "SET ROLE prospect_trainer",
        "SET ROLE admin",
        "SET ROLE bob",
        "SET SESSION AUTHORIZATION bob",
        "GRANT prospect_trainer TO ann",
        "ALTER ROLE ann BYPASSRLS",
        "ALTER ROLE ann CREATEROLE",
        "ALTER ROLE bob PASSWORD 'x'",
        "CREATE ROLE eve LOGIN",
        "DROP POLICY trainees_read ON submissions",
        "ALTER TABLE submissions DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY mine ON grades TO PUBLIC USING (true)",
        "CREATE OR REPLACE FUNCTION prospect.score_is_open(text, text, text, integer)"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE TABLE prospect.mine (x integer)",
        "CREATE VIEW prospect.mine AS SELECT 1",
        "ALTER FUNCTION prospect.handed_in() RENAME TO gone",
        "DROP TRIGGER handed_in ON submissions",
        "ALTER TABLE submissions DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "BEGIN; LOCK TABLE grades IN ACCESS EXCLUSIVE MODE",
        "COPY submissions TO PROGRAM 'cat'",
        "SELECT pg_read_file('postgresql.conf')",
        "SET row_security = off; SELECT * FROM submissions",
    ],
)
def test_what_is_not_hers_to_do_is_refused(anns: psycopg.Connection[Any], statement: str) -> None:
    """Each of these would be somebody else's right."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        anns.execute(statement)


@pytest.mark.parametrize(
    "forged",
    [
        {"trainee": "Bob"},
        {"drill": "other"},
        {"scenario": "none of the drill"},
        {"attempt": 0},
        {"attempt": 4},
        {"log": "x" * 4_000_001},
        {"header": "x" * 10_001},
        {"call": "x" * 1_001},
    ],
)
def test_she_hands_in_only_as_herself_and_only_what_fits(
    anns: psycopg.Connection[Any], forged: dict[str, object]
) -> None:
    """Not as Bob, not to another drill, no attempt there is none of, and nothing huge."""
    with pytest.raises(REFUSED):
        _insert(anns, **forged)


def test_what_she_hands_in_is_not_believed(
    anns: psycopg.Connection[Any], register: Register
) -> None:
    """The time is the server's, and it is neither checked nor gradable until the trainer says so."""
    _insert(anns)
    (row,) = register.unchecked("spring-1")
    assert (row.id, row.gradable, row.flags) == ("id-forged", False, ())
    assert row.received.startswith("20")
    assert row.received > "2020"
    assert "id-forged" not in register.gradable("spring-1")
    with pytest.raises(psycopg.errors.UniqueViolation):
        _insert(anns, id="id-forged-2")


def test_she_chooses_among_her_attempts(
    anns: psycopg.Connection[Any], address: str, opened: Open, register: Register
) -> None:
    """Handed in once more, by the server's clock, an attempt counts again; Bob's does not, and nothing
    does once the deadline has passed."""
    anns.execute("UPDATE submissions SET sent = '2999-01-01'")
    sent = {row.trainee: row.sent for row in register.submissions("spring-1")}
    assert sent["Bob"] == "2030-03-02T09:30:00+00:00"
    assert sent["Ann"][:2] == "20"
    assert sent["Ann"] < "2030"
    hers = opened(_as("ann", address))
    hers.choose(submission("Ann"))
    assert register.submission("id-Ann").sent > sent["Ann"]
    over = drill_of(deadline="2020-01-01T00:00:00Z").model_dump_json()
    with register.store.writing() as connection:
        connection.exec_driver_sql("UPDATE drills SET json = %s", (over,))
    with pytest.raises(Problem, match="its deadline has passed; what was handed in last"):
        hers.choose(submission("Ann"))


def test_a_closed_drill_takes_nothing(anns: psycopg.Connection[Any], register: Register) -> None:
    """What the trainer closed stays closed to her login too."""
    register.close_drill("spring-1", AT)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _insert(anns)


def test_no_trick_of_names_shows_other_rows(anns: psycopg.Connection[Any]) -> None:
    """Tables and functions of her own in front of the register's, a function that tells what it is
    shown, statistics and plans: none of it shows a row of Bob's.
    """
    anns.execute("CREATE TEMP TABLE members (drill text, trainee text, login text)")
    anns.execute("INSERT INTO pg_temp.members VALUES ('spring-1', 'Bob', 'ann')")
    anns.execute(
        "CREATE FUNCTION pg_temp.tells(value text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 "
        "AS $$ BEGIN RAISE NOTICE 'told %', value; RETURN true; END $$"
    )
    told: list[str] = []
    anns.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    anns.execute("SET search_path = pg_temp, prospect")
    rows = anns.execute("SELECT trainee FROM submissions WHERE pg_temp.tells(log)").fetchall()
    assert rows == [("Ann",)]
    assert len(told) == 1
    seen = anns.execute("SELECT * FROM pg_stats WHERE schemaname = 'prospect'").fetchall()
    assert "Bob" not in json.dumps(seen, default=str)


def test_she_cannot_flood_it_with_disputes(anns: psycopg.Connection[Any]) -> None:
    """Fifty on one submission, and the server's time on each."""
    add = (
        "INSERT INTO disputes (submission, criterion, text, at) VALUES ('id-Ann', '', 'x', 'never')"
    )
    for _ in range(49):
        anns.execute(add)
    with pytest.raises(psycopg.errors.CheckViolation, match="50 disputes"):
        anns.execute(add)
    assert anns.execute("SELECT count(*) FROM disputes WHERE at = 'never'").fetchone() == (0,)


def test_her_program_works_with_her_login(
    anns: psycopg.Connection[Any], address: str, opened: Open
) -> None:
    """With the same login, what she may do is done; what she may not is one sentence."""
    hers = opened(_as("ann", address))
    assert [row.drill.id for row in hers.drills()] == ["spring-1"]
    second = submission("second", attempt=2)
    assert hers.take(second, AT) == "kept"
    assert hers.take(second, AT) == "already kept"
    assert Judgements(hers.store).dispute("id-second", criterion="", turn=1, text="Hm.", at=AT) > 0
    with pytest.raises(NotAllowed, match="does not allow this to ann"):
        hers.key("spring-1")
    with pytest.raises(NotAllowed, match="row-level security"):
        hers.take(submission("bobs", trainee="Bob", attempt=2), AT)


def test_somebody_without_a_part_is_told_so(address: str, server: Server) -> None:
    """A database user that is in no group of ours learns whom to ask."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS stranger")
        connection.execute(f"CREATE ROLE stranger LOGIN PASSWORD '{PASSWORD}'")
    server.remember("stranger", PASSWORD)
    with pytest.raises(NotAllowed, match="stranger has no part in the register"):
        open_register(_as("stranger", address))


def test_a_login_is_made_once_and_never_from_somebody_elses(address: str) -> None:
    """A trainee's login cannot be a superuser's name, nor a trainer's."""
    with pytest.raises(Problem, match="for something else"):
        give_login(address, "admin", "x")
    assert give_login(address, "Ünï x", "x")
    assert not give_login(address, "Ünï x", "y")
    with pytest.raises(Problem, match="for something else"):
        give_login(address, "Ünï x", "x", trainer=True)
    assert drop_login(address, "Ünï x")
    assert not drop_login(address, "admin")
    assert login_for("Ann-Marie O'Neil") == "ann_marie_o_neil"
    with pytest.raises(Problem, match="--login"):
        login_for("李")

"""F74: who is purged leaves nothing in the register; what lies elsewhere is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.archive.archive import Archive
from simulator.archive.resume import begin
from simulator.cli.main import run
from simulator.drills.assigning.tickets import ticket_for
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Comment, Grade, Mark
from simulator.drills.stores.logins import give_login
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import Flag
from simulator.drills.trainee.attempting import begin_attempt
from simulator.drills.trainee.joining import Joined
from simulator.places import handed_in_folder
from simulator.voices.authored import AuthoredVoice
from tests.simulator.drills.classroom import (
    KEY,
    MADE,
    SCENARIO,
    attempt_of,
    drill_of,
    file_of,
    key_of,
    ticking,
)
from tests.simulator.drills.handed_in import AT, submission
from tests.simulator.drills.server import Server

NAME = "Annabella Quixote"
WORDS = "zebra crossing marmalade"


def _class_of_two(register: Register) -> None:
    """Two trainees; all that can be said of one is said, and her name stands in a flag on the other."""
    register.add(drill_of(), KEY)
    people = Judgements(register.store)
    for name in (NAME, "Bob"):
        register.enrol("spring-1", name, AT)
        one = submission(name, trainee=name, log=tuple(f'"{WORDS} {name}"' for _ in range(2000)))
        register.take(one, AT, [1, 2, 3])
        register.keep_grades(
            [Grade(one.id, "r", "1", "scored", 4, {}, f'{{"why": "{WORDS} {name}"}}')]
        )
        people.mark(Mark(one.id, "impact", "Tom", 3, f"{WORDS} {name}", "accurate", False, AT))
        people.comment(Comment(one.id, 1, "Tom", f"{WORDS} {name}", False, AT))
        number = people.dispute(one.id, criterion="", turn=2, text=f"{WORDS} {name}", at=AT)
        people.answer(number, trainer="Tom", outcome="refused", text=f"{WORDS} {name}", at=AT)
    register.flag("id-Bob", [Flag("copied", f"Bob: 6 of 6 lines are {NAME}'s.", 1)])
    register.exported("spring-1", "/reports/class.csv", AT)


def test_nothing_of_her_is_left_in_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in rows nor in free pages, nor in what stands beside the file; the rest is untouched."""
    register = open_register(folder / "drills.db")
    _class_of_two(register)
    register.store.close()
    assert run(["drill", "purge", "--trainee", NAME, "--yes"]) == 0
    said = capsys.readouterr()
    assert "Purged 1 submission(s), 1 membership(s), 0 call(s) and 0 file(s)." in said.out
    assert "/reports/class.csv" in said.err
    for path in folder.iterdir():
        data = path.read_bytes()
        assert NAME.encode() not in data
        assert b"Quixote" not in data
    register = open_register(folder / "drills.db")
    (row,) = register.submissions("spring-1")
    assert row.trainee == "Bob"
    assert row.flags[0].why == "Bob: 6 of 6 lines are somebody who was purged's."
    assert len(Judgements(register.store).comments("spring-1")) == 1
    register.store.close()


def test_a_name_that_nobody_has_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the pen purges nothing, and does not say it did."""
    register = open_register(folder / "drills.db")
    _class_of_two(register)
    register.store.close()
    assert run(["drill", "purge", "--trainee", NAME.lower(), "--yes"]) == 1
    assert f"nothing of anybody called '{NAME.lower()}'" in capsys.readouterr().err


def test_files_written_for_handing_in_go_too(folder: Path) -> None:
    """Hers, whole or damaged; another's stays."""
    drill = drill_of(deadline=None)
    handed_in_folder(folder).mkdir(parents=True)
    for name in (NAME, "Bob"):
        file = file_of(attempt_of(drill, 1), trainee=name, key=key_of(name), attempt=1)
        (handed_in_folder(folder) / f"{name}.submission").write_bytes(file)
    (handed_in_folder(folder) / "cut.submission").write_bytes(
        (handed_in_folder(folder) / f"{NAME}.submission").read_bytes()[:-300]
    )
    assert run(["drill", "purge", "--trainee", NAME, "--yes"]) == 0
    assert [file.name for file in handed_in_folder(folder).iterdir()] == ["Bob.submission"]


def test_nothing_of_her_is_left_in_postgresql(
    address: str,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    opened: Callable[[Path | str], Register],
) -> None:
    """The tables' files are written anew without her, her login is gone, and logs are spoken of."""
    register = opened(address)
    _class_of_two(register)
    give_login(address, "annabella", "x")
    register.give_login("spring-1", NAME, "annabella")
    with register.store.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    monkeypatch.setenv("PROSPECT_REGISTER", address)
    assert run(["drill", "purge", "--trainee", NAME, "--yes"]) == 0
    said = capsys.readouterr()
    assert "The login annabella is gone." in said.out
    assert "write-ahead log" in said.err
    server.checkpoint(address)
    assert server.holds(NAME) == []
    assert [row.trainee for row in register.submissions("spring-1")] == ["Bob"]


def test_her_attempts_held_here_go_too(
    folder: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    """'calls purge --trainee' is the same command: calls, ticket and register; other calls stay."""
    joined = Joined(archive)
    joined.join(ticket_for(drill_of(), KEY, NAME), NAME, AT)
    with begin_attempt(
        joined, drill_of(), SCENARIO, voice=AuthoredVoice(), clock=ticking(MADE)
    ) as call:
        call.session.say(f"Hello, this is {NAME}.")
    with begin(archive, call.session.meeting, voice=AuthoredVoice(), clock=ticking(MADE)) as other:
        other.session.say("Hello.")
    assert run(["calls", "purge", "--trainee", NAME, "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["calls"] == 1
    assert [row.id for row in archive.calls()] == [other.call_id]
    archive.close()
    assert not any(NAME.encode() in file.read_bytes() for file in folder.glob("*.*"))


def test_what_others_wrote_of_her_is_counted(folder: Path) -> None:
    """Words of a trainer about somebody else that hold her name are said to be there, not rewritten."""
    register = open_register(folder / "drills.db")
    _class_of_two(register)
    people = Judgements(register.store)
    people.comment(Comment("id-Bob", 1, "Tom", f"Better than {NAME}.", False, AT))
    gone = register.purge(NAME)
    register.store.close()
    assert (gone.submissions, gone.mentions, gone.files) == (1, 1, ("/reports/class.csv",))

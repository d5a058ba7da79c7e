"""A whole call as plain lines: begun, left, taken up again, looked back on, and judged."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scenarios.catalog import load_scenario
from scoring.grader import grade
from scoring.hearing.heard import LONGEST_TURN
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, LookedBack, MeetingEnded, MeetingOpened
from simulator.archive.archive import Archive
from simulator.archive.opening import open_archive
from simulator.archive.resume import LiveCall, begin
from simulator.call.meeting import Meeting
from simulator.cli.main import run
from simulator.debrief.readiness import ONLY_A_PITCH
from simulator.plain import call as plain
from simulator.voices.authored import AuthoredVoice


class Person:
    """Answers from a list, then is gone; remembers what was told."""

    def __init__(self, lines: Sequence[str], *, answers: bool = True) -> None:
        self.lines = list(lines)
        self.answers = answers
        self.told: list[str] = []
        self.asked: list[str] = []

    def tell(self, line: str = "") -> None:
        """Remembers."""
        self.told.append(line)

    def ask(self, prompt: str) -> str:
        """The next answer."""
        self.asked.append(prompt)
        if not self.lines:
            raise plain.Left
        return self.lines.pop(0)


def _graded(events: Sequence[AnyEvent]) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    card = grade(events, load_rubric())
    return card.to_json(), card.explain()


@pytest.fixture
def call(archive: Archive, played: Meeting) -> Iterator[LiveCall]:
    """A call just begun."""
    with begin(archive, played, voice=AuthoredVoice()) as live:
        yield live


def test_a_whole_call_ends_with_a_verdict(call: LiveCall, script: tuple[str, ...]) -> None:
    """Conversation, five questions, own account, then the score: in this order."""
    looked = ["yes", "n", "", "", "partly", "2", *["mine"] * 6]
    person = Person([*script, "/end", *looked])
    assert plain.whole_call(call, person, _graded)
    kinds = [type(event) for event in call.session.events]
    assert kinds.index(MeetingEnded) < kinds.index(LookedBack)
    back = next(e for e in call.session.events if isinstance(e, LookedBack))
    assert back.answers == {
        "goals_met": "yes",
        "could_do_more": "no",
        "next_step_written": "partly",
    }
    assert (back.turned_at, set(back.account.values())) == (3, {"mine"})
    score = next(
        i for i, line in enumerate(person.told) if line.startswith(("Score:", "No score:"))
    )
    over = next(i for i, line in enumerate(person.told) if line.startswith("The call is over."))
    assert over < score
    assert person.lines == []


def test_a_look_back_answer_that_is_not_known_is_asked_again(
    call: LiveCall, script: tuple[str, ...]
) -> None:
    """Neither "mostly" nor a turn that never was is dropped in silence."""
    person = Person(
        [script[0], "/end", "mostly", "partly", "", "", "", "", "the 1st", "9", "1", *[""] * 6]
    )
    plain.hold(call, person)
    plain.look_back(call.session, person)
    back = next(e for e in call.session.events if isinstance(e, LookedBack))
    assert (back.answers, back.turned_at) == ({"goals_met": "partly"}, 1)
    assert person.lines == []


def test_a_call_left_is_kept_and_taken_up_again(call: LiveCall, script: tuple[str, ...]) -> None:
    """End of input leaves the call; taken up, what was said is read again first."""
    assert not plain.whole_call(call, Person(script[:2]), _graded)
    again = Person(["/end"], answers=False)
    assert plain.whole_call(call, again, _graded)
    assert f"2. You: {script[1]}" in again.told
    assert again.asked == ["3. You: "]


def test_nobody_is_asked_who_is_not_there(call: LiveCall) -> None:
    """On a pipe no question beside the call is put."""
    person = Person(["/end"], answers=False)
    assert plain.whole_call(call, person, _graded)
    assert not any(isinstance(event, LookedBack) for event in call.session.events)


def test_commands_are_not_said(call: LiveCall) -> None:
    """/brief and /help, an empty line and a line too long cost nothing."""
    before = len(call.session.events)
    person = Person(["/brief", "/help", "  ", "x" * (LONGEST_TURN + 1)])
    plain.hold(call, person)
    assert len(call.session.events) == before
    assert any("at most 20,000" in line for line in person.told)
    assert any(line.startswith("Known 1: ") for line in person.told)


def test_preparing_can_be_skipped(played: Meeting) -> None:
    """Enter goes straight on; a yes asks eight questions, of which any can be skipped."""
    assert plain.prepare(played, Person([""])) == {}
    assert plain.prepare(played, Person([], answers=False)) == {}
    person = Person(["y", "", "more cash", *[""] * 6])
    assert plain.prepare(played, person) == {"their_goals": "more cash"}
    assert len(person.asked) == 9


def test_a_sheet_that_only_pitches_is_told_so(played: Meeting) -> None:
    """A prepare sheet about the seller's product gets a word."""
    person = Person(["y", "Demo our platform.", *[""] * 7])
    plain.prepare(played, person)
    assert ONLY_A_PITCH in person.told


def test_what_is_not_kept_is_said_once(call: LiveCall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told when it begins and when it is over, not at every turn."""
    from simulator.archive.errors import ArchiveFull

    kept, failures = call.recorder._append, [1, 2]

    def append(events: Sequence[AnyEvent]) -> None:
        if failures:
            failures.pop()
            raise ArchiveFull("no room")
        kept(events)

    monkeypatch.setattr(call.recorder, "_append", append)
    person = Person(["Why?", "Why so?", "And then?"])
    plain.hold(call, person)
    assert [line.startswith("Not on disk yet: no room") for line in person.told].count(True) == 1
    assert person.told.count("Everything is on disk again.") == 1


def test_a_piped_call_is_kept_and_resumed(
    folder: Path,
    script: tuple[str, ...],
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`practice --plain` on a pipe leaves the call at the end of input and says how to go on."""
    typed("\n".join(script[:2]) + "\n")
    assert run(["practice", "skeptical-owner", "--plain", "--seed", "5", "--level", "easy"]) == 0
    captured = capsys.readouterr()
    assert f"1. You: {script[0]}" in captured.out
    call_id = captured.err.strip().removeprefix("Kept. Go on with: prospect calls resume ")
    typed("/end\n")
    assert run(["calls", "resume", call_id]) == 0
    ended = capsys.readouterr().out
    assert "The call is over." in ended
    assert ended.rstrip().endswith(f"prospect review {call_id}")
    archive = open_archive(folder)
    opened = archive.events(call_id)[0]
    assert isinstance(opened, MeetingOpened)
    assert (opened.seed, opened.level, archive.unfinished()) == (5, "easy", [])
    archive.close()


def test_practice_runs_where_nothing_can_be_kept(
    tmp_path: Path,
    folder: Path,
    typed: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F12: the call is held to its verdict, and it is said twice that it is not kept."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "file"))
    typed("Why?\n/end\n")
    assert run(["practice", "skeptical-owner", "--plain"]) == 0
    captured = capsys.readouterr()
    assert "This call will not be kept" in captured.err
    assert captured.err.rstrip().endswith("This call was not kept.")
    assert "No score:" in captured.out
    assert "prospect review" not in captured.out


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, *arguments: str) -> None:
        self.screen = b""
        self.code: int | None = None
        self._program, self._ours = pty.fork()
        if not self._program:
            # Whoever runs the tests in the background has Ctrl-C ignored, and that is inherited.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execv(sys.executable, [sys.executable, "-m", "simulator.cli", *arguments])

    def wait_for(self, text: bytes) -> None:
        """Reads until the text is on the screen."""
        until = time.monotonic() + 30
        while text not in self.screen:
            ready, _, _ = select.select([self._ours], [], [], until - time.monotonic())
            assert ready, self.screen
            self.screen += os.read(self._ours, 65536)

    def type(self, text: bytes) -> None:
        """Types."""
        os.write(self._ours, text)

    def interrupt_until(self, text: bytes) -> None:
        """Presses Ctrl-C until the text is on the screen, as people do.

        One that comes between a program's look at signals and its wait for a key is seen at the next key.
        """
        until = time.monotonic() + 30
        while text not in self.screen:
            assert time.monotonic() < until, self.screen
            self.type(b"\x03")
            while text not in self.screen and select.select([self._ours], [], [], 3)[0]:
                self.screen += os.read(self._ours, 65536)

    def rest(self) -> bytes:
        """Reads to the end and waits for the program."""
        with suppress(OSError):  # a terminal whose program has gone gives an error, not an end
            while chunk := os.read(self._ours, 65536):
                self.screen += chunk
        os.close(self._ours)
        self.code = os.waitstatus_to_exitcode(os.waitpid(self._program, 0)[1])
        return self.screen


def test_ctrl_c_on_a_terminal_keeps_the_call(folder: Path, script: tuple[str, ...]) -> None:
    """F04: Ctrl-C during a call ends the program with code 0, the turn on disk, and how to go on."""
    terminal = Terminal("practice", "skeptical-owner", "--plain", "--seed", "1")
    terminal.wait_for(b"y or Enter: ")
    terminal.type(b"\n")
    terminal.wait_for(b"1. You: ")
    terminal.type(script[0].encode() + b"\n")
    terminal.wait_for(b"2. You: ")
    terminal.interrupt_until(b"Kept. Go on with: prospect calls resume")
    screen = terminal.rest()
    assert terminal.code == 0
    assert b"Traceback" not in screen
    archive = open_archive(folder)
    assert archive.unfinished()[0].turns == 1
    archive.close()


def test_no_byte_of_content_is_obeyed_by_a_terminal(folder: Path, tmp_path: Path) -> None:
    """F42: what was typed and kept is shown with nothing for a terminal to obey."""
    file = tmp_path / "call.txt"
    file.write_text(
        "Seller: a\x1b]52;c;aGk=\x07b\x9b2Jc\u202ed\nBuyer: \x1bcx\x7f\nSeller: y\nBuyer: z"
    )
    terminal = Terminal("grade", str(file))
    screen = terminal.rest()
    assert b"\x1b" not in screen
    assert not set("\x9b\u202e\x7f\x07") & set(screen.decode())


def test_lines_are_broken_between_words_on_a_terminal(folder: Path) -> None:
    """On a terminal no word is cut; no line is wider than the terminal."""
    terminal = Terminal("practice", "skeptical-owner", "--plain")
    terminal.wait_for(b"y or Enter: ")
    terminal.type(b"\x04")
    lines = terminal.rest().decode().replace("\r\n", "\n").split("\n")
    assert max(len(line) for line in lines) <= 80
    brief = load_scenario("skeptical-owner").scenario.brief.good_ending
    assert " ".join(brief.split()) in " ".join(" ".join(lines).split())


def test_the_debrief_is_told_to_who_asks_for_it(call: LiveCall, script: tuple[str, ...]) -> None:
    """After the verdict a person may hear what there was to know; Enter ends without it."""
    skipped = [""] * 12
    asked = Person([*script, "/end", *skipped, "y"])
    assert plain.whole_call(call, asked, _graded)
    assert any(line.startswith("What you never learned") for line in asked.told)
    again = Person([""])
    plain.debrief(call.session, again)
    assert again.told == []

"""Plays a class from the first ticket to the last export, and checks every result on the way.

    uv run python -m tests.class_end_to_end               # 30 trainees, 3 meetings, files
    uv run python -m tests.class_end_to_end --postgres    # every second one hands in with a login

Simulated sellers of mixed skill hold the attempts through the program's own code. Two submissions are
edited, one is a copy of another's, two are corrupt: each must be flagged by name and turn, all others
graded. The trainer's part is done by the program's commands.
"""

import csv
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from scoring.rubric import CRITERIA
from simulator.cli.main import run
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.drills.stores.opening import open_register
from tests.simulator.drills.server import OWNER, PASSWORD, Server
from tests.simulator.drills.whole_class import (
    Person,
    corrupt,
    edited,
    enrolled,
    hold,
    shortened,
)

SCENARIOS = ("skeptical-owner", "rfp-broker", "polite-cfo")
BLIND = 10
"""Calls that are marked blind: the least that agreement decides on."""
Line = dict[str, Any]


@dataclass
class Figures:
    """What came of it."""

    trainees: int
    meetings: int
    kept: int = 0
    graded: int = 0
    flags: dict[str, int] = field(default_factory=dict)
    """Submissions by kind of flag."""
    corrupt: int = 0
    mean: float = 0.0
    """Of the human scores."""
    statements: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """What each part took."""

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Times a part."""
        began = time.perf_counter()
        yield
        self.seconds[part] = round(time.perf_counter() - began, 1)


def prospect(*words: str, code: int = 0) -> list[Line]:
    """Runs a command with --json, which must end with this code; what it wrote."""
    written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    noted = io.StringIO()
    with redirect_stdout(written), redirect_stderr(noted):
        ended = run([*words, "--json"])
        written.flush()
    said = written.buffer.getvalue().decode()
    assert ended == code, f"{' '.join(words)} ended with {ended}: {noted.getvalue()}"
    return [json.loads(line) for line in said.splitlines()]


def play_class(
    folder: Path, trainees: int, scenarios: Sequence[str], server: Server | None = None
) -> Figures:
    """Plays a class in an empty folder; with a server, every second trainee has a login.

    Raises AssertionError at the first thing that is not as it must be.
    """
    place = {"PROSPECT_DATA": str(folder / "trainer"), "PROSPECT_CONFIG": str(folder / "settings")}
    if server is not None:
        place["PROSPECT_REGISTER"] = server.database(f"class_of_{trainees}")
    with patch.dict(os.environ, place):
        os.environ.pop("PROSPECT_REGISTER", None) if server is None else prospect("drill", "setup")
        return _played(Figures(trainees, len(scenarios)), folder, scenarios, server)


def _played(
    figures: Figures, folder: Path, scenarios: Sequence[str], server: Server | None
) -> Figures:
    with figures.timed("assign and join"):
        people = _class(figures.trainees, folder, scenarios, server)
    with figures.timed("hold and hand in"):
        expected = _handed_in(people, scenarios)
    with figures.timed("collect: verify, flag, grade"):
        _collected(figures, people, expected)
    drill = people[0].drill.id
    with figures.timed("board, marks, disputes"):
        _as_collected(figures, drill, people, expected)
        _judged(drill, people, scenarios)
    with figures.timed("agreement and exports"):
        _agreed(drill)
        _exported(figures, drill, folder)
    with figures.timed("verify, regrade, purge"):
        _kept_true(drill, figures)
        _purged(drill, people, folder)
    return figures


def _class(
    count: int, folder: Path, scenarios: Sequence[str], server: Server | None
) -> list[Person]:
    """The drill, its tickets, and everybody joined."""
    meetings = [word for name in scenarios for word in ("--scenario", name)]
    (made,) = prospect(
        "drill", "new", "End to end", *meetings, "--attempts", "2", "--deadline", "2130-03-08",
        "--trainer", "Tara", "--pass-score", "50", "--hold", "--output", str(folder),
    )  # fmt: skip
    drill = made["drill"]["id"]
    names = folder / "class.txt"
    names.write_text("".join(f"Trainee {number:02}\n" for number in range(count)))
    assigned = prospect("drill", "assign", drill, "--from", str(names), "--output", str(folder))

    def address_of(number: int, name: str) -> str:
        if server is None or number % 2 == 0:
            return ""
        (login,) = prospect("drill", "login", name, "--drill", drill)
        if login["password"]:
            server.remember(login["login"], login["password"])
        return os.environ["PROSPECT_REGISTER"].replace(f"//{OWNER}@", f"//{login['login']}@")

    return enrolled([Path(one["ticket"]) for one in assigned], folder / "trainees", address_of)


@dataclass
class Expected:
    """What the trainer's side must find; every place is a trainee's name and a scenario."""

    edited: dict[tuple[str, str], int]
    """With the turn that must be named."""
    copied: set[tuple[str, str]]
    corrupt: set[tuple[str, str]]
    switched: tuple[str, str]
    """Handed in attempt 1, then 2, then 1 again."""
    misheard: tuple[str, str]


def _handed_in(people: Sequence[Person], scenarios: Sequence[str]) -> Expected:
    """Everybody holds and hands in; some do what they should not.

    Two are edited, one is another's call, two are corrupt; with a server, one of each by a login.
    """
    first, second, third, fourth, *_, last = people
    scenario, other = scenarios[0], scenarios[1]
    for name in scenarios:
        hold(people, name)
    hold([fourth], other, attempt=2)
    third.marks_misheard(other)
    honest = {(person.name, name) for person in people for name in scenarios}
    found = Expected(
        edited={},
        copied={(last.name, scenario), (fourth.name, scenario)},
        corrupt={(first.name, other), (second.name, other)},
        switched=(fourth.name, other),
        misheard=(third.name, other),
    )
    for person, spoil in ((first, edited), (second, shortened)):
        bad, found.edited[person.name, scenario] = spoil(person.own(scenario))
        person.sends(bad, "edited")
        person.sends(corrupt(person.own(other)), "corrupt")
    last.sends(last.sealed(fourth.record(scenario)), "copied")
    dishonest = {*found.edited, *found.corrupt, (last.name, scenario)}
    for person in people:
        for name in scenarios:
            if (person.name, name) in honest - dishonest:
                person.hand_in(name)
    fourth.hand_in(other, attempt=2, hours=3)
    fourth.hand_in(other, attempt=1, hours=4)
    for person in people:
        person.archive.close()
    return found


def _collected(figures: Figures, people: Sequence[Person], expected: Expected) -> None:
    """What is edited and copied is flagged by name and turn, what is corrupt listed, all else clean."""
    outboxes = [str(person.outbox) for person in people if person.outbox.exists()]
    *lines, total = prospect("drill", "collect", *outboxes, code=3)
    flags: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line["state"] != "failed":
            flags.setdefault((line["trainee"], line["scenario"]), []).extend(line["flags"])
    for place, turn in expected.edited.items():
        told = [flag for flag in flags[place] if flag["kind"] == "edited"]
        assert any(flag["turn"] == turn or f"turn {turn}" in flag["why"] for flag in told), told
        assert all(place[0] in flag["why"] for flag in told)
    copies = {place for place, told in flags.items() if "copied" in {f["kind"] for f in told}}
    assert copies, "the copy was not flagged"
    assert copies <= expected.copied
    clean = [place for place, told in flags.items() if not told]
    assert {place for place, told in flags.items() if told} <= {*expected.edited, *expected.copied}
    reasons = [str(line["reason"]) for line in lines if line["state"] == "failed"]
    assert len(reasons) == len(expected.corrupt), reasons
    for name, scenario in expected.corrupt:
        assert any(name in why and scenario in why and "turn" in why for why in reasons), reasons
    assert len(clean) >= figures.trainees * figures.meetings - 6
    figures.kept, figures.graded = total["kept"], total["graded"]
    figures.corrupt = len(reasons)
    assert total["failed"] == len(expected.corrupt)
    # One more than the places: a second attempt was handed in, too.
    assert figures.graded == figures.trainees * figures.meetings - len(expected.edited) - 2 + 1


def _board(drill: str) -> dict[tuple[str, str], Line]:
    """The board by trainee and scenario."""
    (found,) = prospect("drill", "board", drill)
    return {
        (one["trainee"], meeting["scenario"]): meeting
        for one in found["trainees"]
        for meeting in one["meetings"]
    }


def _as_collected(
    figures: Figures, drill: str, people: Sequence[Person], expected: Expected
) -> None:
    """Every place of the class is on the board as it must be."""
    board = _board(drill)
    assert len(board) == figures.trainees * figures.meetings
    for place, meeting in board.items():
        kinds = {flag["kind"] for flag in meeting["flags"]}
        for kind in kinds:
            figures.flags[kind] = figures.flags.get(kind, 0) + 1
        if place in expected.edited:
            assert (meeting["state"], "edited" in kinds) == ("unreadable", True), place
        elif place in expected.corrupt:
            assert meeting["state"] in {"nothing", "unreadable"}, place
        else:
            assert meeting["state"] in {"scored", "not_evaluable"}, (place, meeting["why"])
            assert kinds == ({"copied"} if place in expected.copied else set()), (place, kinds)
        if place in expected.copied and meeting["state"] == "scored":
            assert meeting["result"] in {"undecided", "failed"}
    assert board[expected.switched]["attempt"] == 1
    assert board[expected.misheard]["open_disputes"] == 1
    scores = [one["human_score"] for one in board.values() if one["human_score"] is not None]
    assert max(scores) - min(scores) > 20, "sellers of mixed skill score alike"
    figures.mean = round(sum(scores) / len(scores), 1)


def _judged(drill: str, people: Sequence[Person], scenarios: Sequence[str]) -> None:
    """Levels of a person count and leave the engine's alone; disputes are raised and answered."""
    place = (people[2].name, scenarios[0])
    before = _board(drill)[place]
    name = before["submission"]
    level = 4 if before["engine_levels"]["goals"] < 4 else 0
    prospect("drill", "override", name, "goals", str(level), "--reason", "She asked it.")
    prospect("drill", "comment", name, "Stay with it here.", "--turn", "1", "--stop")
    (raised,) = prospect("drill", "dispute", name, "I put a sum to it.", "--criterion", "impact")
    prospect("drill", "answer", str(raised["dispute"]), "upheld", "So you did.")
    after = _board(drill)[place]
    assert after["engine_levels"] == before["engine_levels"]
    assert (after["levels"]["goals"], after["changed"]) == (level, ["goals"])
    assert after["human_score"] != before["human_score"]
    assert after["open_disputes"] == 0
    misheard = (people[2].name, scenarios[1])
    (found,) = prospect("drill", "board", drill)
    (number,) = [one["number"] for one in found["disputes"] if one["outcome"] is None]
    prospect("drill", "answer", str(number), "simulator_error", "It misheard you.")
    assert _board(drill)[misheard]["state"] == "not_evaluable"


def _agreed(drill: str) -> None:
    """Calls marked blind, every third level one apart: all of them count, and within one of another."""
    register = open_register(_place())
    try:
        desk = TrainersDesk(register, drill, clock=lambda: "2030-01-01T00:00:00+00:00")
        marked = 0
        while marked < BLIND and (submission := desk.next_blind()) is not None:
            opened = desk.handed(submission)
            assert opened.grade is not None
            engine = opened.grade.levels
            desk.mark_blind(
                submission,
                {
                    name: (max(0, engine[name] - ((marked + at) % 3 == 0)), "As I read it.")
                    for at, name in enumerate(CRITERIA)
                },
            )
            marked += 1
    finally:
        register.store.close()
    (agreement,) = prospect("drill", "agreement", drill)
    assert {pair["n"] for pair in agreement["pairs"]} == {marked}
    assert all(pair["within_one"]["value"] == 1.0 for pair in agreement["pairs"][: len(CRITERIA)])
    undecided = [one for one in agreement["criteria"] if one["advisory"] is None or one["why"]]
    assert bool(undecided) >= (marked < BLIND)


def _exported(figures: Figures, drill: str, folder: Path) -> None:
    """Held grades make no statement; let out, every format has the class, with the human score."""
    home = ("--home-page", "https://lms.example.com")
    prospect(
        "drill", "export", drill, "--format", "xapi", *home, "-o", str(folder / "early"), code=1
    )
    prospect("drill", "release", drill)
    for kind in ("csv", "html", "json", "xapi"):
        prospect("drill", "export", drill, "--format", kind, *home, "-o", str(folder / kind))
    board = _board(drill)
    rows = list(csv.DictReader(io.StringIO((folder / "csv").read_text(encoding="utf-8"))))
    assert {(row["trainee"], row["scenario"]) for row in rows} == board.keys()
    for row in rows:
        human = board[row["trainee"], row["scenario"]]["human_score"]
        assert (
            row["score"] == ("" if human is None else f"{human:.1f}")
            or float(row["score"]) == human
        )
    assert "<script" not in (folder / "html").read_text(encoding="utf-8")
    assert json.loads((folder / "json").read_text(encoding="utf-8"))["drill"] == drill
    statements = [json.loads(line) for line in (folder / "xapi").read_text().splitlines()]
    scored = [one for one in board.values() if one["state"] == "scored"]
    settled = [one for one in scored if one["result"] != "undecided"]
    figures.statements = len(statements)
    assert len({one["id"] for one in statements}) == len(statements) == len(scored) + len(settled)


def _kept_true(drill: str, figures: Figures) -> None:
    """What is kept is what was handed in, and graded anew it is the same."""
    (verified,) = prospect("drill", "verify", drill)
    assert (verified["verified"], verified["wrong"]) == (figures.graded, [])
    before = _board(drill)
    (again,) = prospect("drill", "regrade", drill, "--all")
    assert (again["graded"], again["failed"]) == (figures.graded, [])
    assert _board(drill) == before


def _purged(drill: str, people: Sequence[Person], folder: Path) -> None:
    """Who was copied is forgotten: not on the board, and the exported files are named."""
    name = people[3].name
    (gone,) = prospect("drill", "purge", "--trainee", name, "--yes")
    assert (gone["memberships"], gone["mentions"]) == (1, 0)
    assert set(gone["files"]) == {str(folder / kind) for kind in ("csv", "html", "json", "xapi")}
    (board,) = prospect("drill", "board", drill)
    assert name not in json.dumps(board)


def _place() -> Path | str:
    from simulator.settings import load_settings

    return load_settings().register_place


def main() -> None:
    """Plays the class in a folder that goes again, and tells what came of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        server = None
        if "--postgres" in sys.argv[1:]:
            passwords = folder / "pgpass"
            os.environ["PGPASSFILE"] = str(passwords)
            server = Server(passwords)
            server.remember(OWNER, PASSWORD)
        try:
            figures = play_class(folder / "class", 30, SCENARIOS, server)
        finally:
            if server is not None:
                server.close()
    for name, value in vars(figures).items():
        print(f"{name}: {value}")
    print(f"all: {sum(figures.seconds.values()):.1f} seconds")


if __name__ == "__main__":
    main()

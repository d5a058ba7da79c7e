"""The board as rows and sentences for the screens. Knows nothing of Textual."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.marked import CAP, LIFTED
from scoring.rubric import CRITERIA
from scoring.transcript import BuyerSpoke, SellerSpoke
from simulator.debrief.words import ACTS, NAMES, topic_words
from simulator.drills.desk.board_text import points, state_words

if TYPE_CHECKING:
    from simulator.drills.desk.board import Board, Trainee
    from simulator.drills.desk.handed import Handed
    from simulator.drills.desk.standing import Standing
    from simulator.drills.register.rows import Comment, Dispute

COLUMNS: tuple[tuple[str, int], ...] = (
    ("Trainee", 21),
    ("In", 5),
    ("Best", 6),
    ("Mean", 6),
    ("Passed", 8),
    ("Changed", 9),
    ("Disputes", 10),
    ("Flags", 40),
)
"""Heads of the class's table and how many cells each has; the last is cut where there is no room."""
STOP = "◆"
"""A turn at which a replay stops."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A criterion of a submission, or its cap."""

    criterion: str
    name: str
    engine: int | None
    """None for the cap."""
    level: int
    changed: bool
    advisory: bool
    words: str = ""
    """Of the cap: what it does."""


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn of a submission with what was said of it."""

    turn: int
    who: str
    by_buyer: bool
    text: str
    comments: tuple[Comment, ...]

    @property
    def stops(self) -> bool:
        """Whether a replay stops here."""
        return any(comment.breakpoint for comment in self.comments)


def title_of(board: Board) -> str:
    """The drill and its class in one line."""
    trainees = len(board.trainees)
    submitted = sum(item.submission is not None for item in board.standings)
    still_open = sum(item.outcome is None for item in board.disputes)
    parts = [
        f"{trainees} {'trainee' if trainees == 1 else 'trainees'}",
        f"{submitted} of {trainees * len(board.row.drill.meetings)} in",
    ]
    if still_open:
        parts.append(f"{still_open} {'dispute' if still_open == 1 else 'disputes'} open")
    if board.row.closed:
        parts.append("closed")
    if board.held:
        parts.append("grades held")
    return " · ".join(parts)


def trainee_row(trainee: Trainee) -> tuple[str, ...]:
    """A trainee in the columns of `COLUMNS`."""
    judged = [item for item in trainee.standings if item.result is not None]
    passed = sum(item.result == "passed" for item in judged)
    rank = f"{trainee.rank}. " if trainee.rank is not None else ""
    return (
        f"{rank}{trainee.name}",
        f"{trainee.submitted}/{len(trainee.standings)}",
        points(trainee.best),
        "–" if trainee.mean is None else f"{trainee.mean:.1f}",
        f"{passed}/{len(judged)}" if judged else "–",
        str(trainee.changed or ""),
        str(trainee.open_disputes or ""),
        " ".join(trainee.flags),
    )


def standing_line(item: Standing) -> tuple[str, str, str]:
    """A trainee's meeting: its name, its scores or what there is instead, and why."""
    if item.human is None:
        return item.scenario, state_words(item), item.why
    engine = "" if item.human == item.engine else f" (engine {points(item.engine)})"
    return item.scenario, f"{points(item.human)}{engine}  {item.result}", item.why


def handed_title(handed: Handed) -> str:
    """Whose attempt it is, and what it comes to."""
    row, result = handed.row, handed.marked
    parts = [row.trainee, row.scenario, f"attempt {row.attempt}"]
    if result is None:
        parts.append("no score")
    else:
        engine = handed.grade.score if handed.grade else None
        parts += [f"human {points(result.score)}", f"engine {points(engine)}"]
    return " · ".join(parts)


def level_rows(handed: Handed, advisory: Sequence[str]) -> list[LevelRow]:
    """The ten criteria and, where there is one that binds, the cap; empty without a score."""
    card, result = handed.card, handed.marked
    if card is None or result is None:
        return []
    people = handed.people
    rows = [
        LevelRow(
            item["id"],
            NAMES[item["id"]],
            item["level"],
            result.levels[item["id"]],
            changed=people.get(item["id"], item["level"]) != item["level"],
            advisory=item["advisory"] or item["id"] in advisory,
        )
        for item in card["criteria"]
    ]
    cap = card["cap"]
    if cap is not None and not cap["advisory"]:
        held = "lifted" if result.cap_lifted else f"at most {cap['limit']}"
        rows.append(LevelRow(CAP, "Cap", None, people.get(CAP, 0), result.cap_lifted, False, held))
    return rows


def why_of(handed: Handed, row: LevelRow) -> list[str]:
    """What a level rests on: the cap's reason or the engine's quotes, then what people said."""
    card = handed.card or {}
    if row.criterion == CAP:
        found = [f"Turn {card['cap']['turn']}: {card['cap']['why']}"]
    else:
        item = next(item for item in card["criteria"] if item["id"] == row.criterion)
        found = [
            f"{proof['rule']} Turn {proof['turn']}: “{proof['quote']}”"
            for proof in item["evidence"]
        ]
        found = found or ["Nothing in the call counts towards this."]
    for mark in handed.marks:
        if mark.criterion == row.criterion:
            given = level_words(row.criterion, mark.level)
            blind = ", blind" if mark.blind else ""
            found.append(f"{mark.trainer} gave {given}{blind}: {mark.reason}")
    return found


def disputed_lines(handed: Handed, dispute: Dispute) -> list[str]:
    """What a dispute is about: the line as it was heard, and the level as it stands.

    Raises Problem where the log cannot be read.
    """
    found = []
    for event in handed.events:
        if getattr(event, "turn", None) != dispute.turn or dispute.turn is None:
            continue
        if isinstance(event, SellerSpoke):
            acts = ", ".join(ACTS.get(act, act) for act in event.acts) or "nothing"
            about = f" about {topic_words(event.topics)}" if event.topics else ""
            found += [f"Turn {event.turn}: “{event.text}”", f"Heard as {acts}{about}."]
        elif isinstance(event, BuyerSpoke):
            found.append(f"Turn {event.turn}: “{event.text}”")
    for row in level_rows(handed, ()):
        if row.criterion == dispute.criterion:
            engine = "" if row.engine is None else f"the engine gave level {row.engine}"
            people = f"it stands at {row.words or f'level {row.level}'}"
            found.append(f"{row.name}: {', '.join(filter(None, (engine, people)))}.")
    return found


def level_words(criterion: str, level: int) -> str:
    """A level as it is said."""
    if criterion != CAP:
        return f"level {level}"
    return "lifted" if level == LIFTED else "kept"


def turn_rows(handed: Handed, *, seller: str) -> list[TurnRow]:
    """The call with what was said of its turns. Raises Problem where the log cannot be read."""
    said: dict[int, list[Comment]] = {}
    for comment in handed.comments:
        said.setdefault(comment.turn, []).append(comment)
    return [
        TurnRow(
            event.turn,
            "Buyer" if isinstance(event, BuyerSpoke) else seller,
            isinstance(event, BuyerSpoke),
            event.text,
            tuple(said.get(event.turn, ())),
        )
        for event in handed.events
        if isinstance(event, SellerSpoke | BuyerSpoke)
    ]


def draft_text(given: Mapping[str, tuple[int, str]]) -> str:
    """Levels given so far as text to keep."""
    return json.dumps(dict(given), ensure_ascii=False) if given else ""


def read_draft(text: str) -> dict[str, tuple[int, str]]:
    """Levels from kept text; what cannot be read is as if nothing had been given."""
    try:
        found = json.loads(text or "{}")
        return {
            name: (int(found[name][0]), str(found[name][1])) for name in CRITERIA if name in found
        }
    except (ValueError, TypeError, KeyError, IndexError):
        return {}

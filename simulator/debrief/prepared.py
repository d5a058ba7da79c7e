"""Prepared and real: which of the eight fields came true, and whether the two keys turned.

An answer about the buyer came true when it holds a fact that came out in the call, by its words,
figures and names (`matching`); answers about the meeting itself are held against the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from personas.vocabulary import Topic
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, meeting
from scoring.verdict import Verdict
from simulator.call.meeting import Meeting
from simulator.debrief.matching import matches_in
from simulator.debrief.quotes import told_as
from simulator.debrief.sheet import FieldGrade, SheetGrade, sheet_of


class Became(StrEnum):
    """What became of an answer."""

    CAME_TRUE = "came true"
    UNHEARD = "true, and it never came up"
    """It holds a fact, which the call did not bring out."""
    OPEN = "not borne out"
    EMPTY = "left empty"


ABOUT: dict[str, tuple[Topic, ...]] = {
    "reason": (Topic.GOAL, Topic.PROBLEM, Topic.PRIORITY, Topic.IMPACT),
    "their_goals": (Topic.GOAL,),
    "priorities": (Topic.PRIORITY, Topic.PROBLEM, Topic.IMPACT),
    "missing": (Topic.CAUSE, Topic.CHANGE, Topic.INACTION),
    "value": (Topic.CAUSE, Topic.IMPACT, Topic.INACTION),
}
"""The fields that foresee something of the buyer's, and which topics they are held against."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One field, prepared and real."""

    field: FieldGrade
    became: Became
    because: str
    """The buyer's words, or what the record says; empty where nothing was written."""
    words: str = ""
    """The trainee's own words by which it was recognised."""


@dataclass(frozen=True, slots=True)
class TurnedKey:
    """One of the two keys, before and after."""

    asks: str
    said: str
    before: str
    """What the sheet said to it."""
    turned: bool
    after: str
    """What the call said to it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet beside what happened."""

    grade: SheetGrade
    fields: tuple[Foreseen, ...]
    keys: tuple[TurnedKey, ...]


def prepared_of(played: Meeting, events: Sequence[AnyEvent]) -> Prepared | None:
    """The sheet of a call beside its record; None when none was written."""
    grade = sheet_of(meeting(events))
    if grade.empty and not any(key.said for key in grade.keys):
        return None
    verdicts = [event.verdict for event in events if isinstance(event, BuyerDecided)]
    return Prepared(
        grade=grade,
        fields=tuple(_foreseen(played, field, events, verdicts) for field in grade.fields),
        keys=_keys(grade, events, verdicts),
    )


def _foreseen(
    played: Meeting, field: FieldGrade, events: Sequence[AnyEvent], verdicts: Sequence[Verdict]
) -> Foreseen:
    if not field.wrote:
        return Foreseen(field, Became.EMPTY, "")
    if field.id in ABOUT:
        return _about_them(played, field, events)
    true, because = _METHODS[field.id](verdicts)
    return Foreseen(field, Became.CAME_TRUE if true else Became.OPEN, because)


def _about_them(played: Meeting, field: FieldGrade, events: Sequence[AnyEvent]) -> Foreseen:
    told = {event.fact for event in events if isinstance(event, FactDisclosed)}
    found = [
        match
        for match in matches_in(field.wrote, played.ledger, ABOUT[field.id], field.asks)
        if not match.other_figure
    ]
    best = next((match for match in found if match.fact in told), found[0] if found else None)
    if best is None:
        return Foreseen(field, Became.OPEN, "Nothing of theirs is recognised in it.")
    became = Became.CAME_TRUE if best.fact in told else Became.UNHEARD
    wordings = played.persona.fact(best.fact).wordings
    return Foreseen(field, became, told_as(wordings, best.fact, events), best.words)


def _they_prepare(verdicts: Sequence[Verdict]) -> tuple[bool, str]:
    steps = [v.next_step for v in verdicts if v.next_step and v.next_step.accepted]
    if any(step.buyer_brings or step.attendees for step in steps):
        return True, "The next step says what they bring or who comes."
    return False, "No next step was agreed to which they bring anything."


def _both_ready(verdicts: Sequence[Verdict]) -> tuple[bool, str]:
    steps = [v.next_step for v in verdicts if v.next_step and v.next_step.accepted]
    if any(step.purpose for step in steps):
        return True, "You agreed a next step with a purpose of theirs."
    if steps:
        return False, "A next step was agreed, without a purpose of theirs."
    return False, "Nothing was agreed by the end."


def _derail(verdicts: Sequence[Verdict]) -> tuple[bool, str]:
    dodged = sum(v.problem_question == "dodged" for v in verdicts)
    pitched = sum(v.pitch is not None and not v.pitch.invited for v in verdicts)
    upset = sum(bool(v.triggers) for v in verdicts)
    went_wrong = {
        "something they cannot stand": upset,
        "pitch nobody asked for": pitched,
        "question of theirs dodged": dodged,
    }
    named = [f"{what}: {number}" for what, number in went_wrong.items() if number]
    if named:
        return False, f"It was not kept out: {', '.join(named)}."
    return True, "Nothing derailed the call."


_METHODS = {"they_prepare": _they_prepare, "both_ready": _both_ready, "derail": _derail}


def _keys(
    grade: SheetGrade, events: Sequence[AnyEvent], verdicts: Sequence[Verdict]
) -> tuple[TurnedKey, ...]:
    told = {event.fact for event in events if isinstance(event, FactDisclosed)}
    known = len(meeting(events).facts)
    ours, theirs = grade.keys
    half = 2 * len(told) >= known > 0
    brought, said = _they_prepare(verdicts)
    return (
        TurnedKey(
            ours.asks,
            ours.said,
            ours.because,
            half,
            f"You heard {len(told)} of the {known} things there were to learn.",
        ),
        TurnedKey(theirs.asks, theirs.said, theirs.because, brought, said),
    )

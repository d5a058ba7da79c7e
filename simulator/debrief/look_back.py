"""Looking back before any score: what is asked, and what the record says to the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from personas.vocabulary import LADDER
from scoring.discovery import full_rungs
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, LookedBack, meeting
from scoring.verdict import NextStep, Verdict

ANSWERS = ("yes", "partly", "no")

TRUST_VALUED, TRUST_UNSURE = 60, 40
"""Trust at the end from which the buyer would call the time well spent, and perhaps."""
MOST_RUNGS = 4
"""Rungs worked through from which the buyer got what they came for."""
NEARLY_ALL = 0.9
"""Share of what there was to find from which little more could have been done."""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five questions about the meeting, or one part of the trainee's own account."""

    id: str
    asks: str


FIVE = (
    Question("goals_met", "Did you both get what you came for?"),
    Question("could_do_more", "Could the two of you have done more in this time?"),
    Question(
        "missed_something", "Is there something you should have asked, forgot or handled badly?"
    ),
    Question(
        "worth_their_time",
        "Would they say: I learned something, and I look forward to the next one?",
    ),
    Question("next_step_written", "Is there a next step you could write down, with a date?"),
)
"""What is asked about any meeting, whatever was sold in it."""

TURNED = "At which turn did it turn?"

ACCOUNT = (
    Question("goal", "What do they want to reach?"),
    Question("problem", "What goes wrong?"),
    Question("cause", "Why does it happen?"),
    Question("impact", "What does it cost them?"),
    Question("process", "How will they decide, and who with?"),
    Question("change", "What has changed on their side?"),
)
"""The trainee's own account of the buyer, one line each; ids are topics."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The record's own answer to one of the five."""

    answer: str
    because: str


def looked_back(
    answers: dict[str, str], turned_at: int | None, account: dict[str, str]
) -> LookedBack:
    """The event that keeps a look back; what was left empty is left out."""
    return LookedBack(
        seq=0,
        answers={key: value for key, value in answers.items() if value},
        turned_at=turned_at,
        account={key: value.strip() for key, value in account.items() if value.strip()},
    )


def recorded(events: Sequence[AnyEvent]) -> dict[str, Finding]:
    """What the record says to the five questions, by question id."""
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    verdicts = [event.verdict for event in decided]
    found = {event.fact for event in events if isinstance(event, FactDisclosed)}
    known = len(meeting(events).facts)
    rungs = full_rungs(decided[-1].rungs) if decided else 0  # type: ignore[arg-type]
    trust = decided[-1].trust if decided else None
    agreed = [v.next_step for v in verdicts if v.next_step and v.next_step.accepted]
    return {
        "goals_met": _goals_met(rungs, agreed=bool(agreed)),
        "could_do_more": Finding(
            "no" if known and len(found) >= NEARLY_ALL * known else "yes",
            f"You heard {len(found)} of the {known} things there were to learn.",
        ),
        "missed_something": _missed(verdicts, decided[-1].rungs if decided else {}),
        "worth_their_time": _worth_their_time(trust),
        "next_step_written": _next_step_written(agreed),
    }


def _goals_met(rungs: int, *, agreed: bool) -> Finding:
    met = (rungs >= MOST_RUNGS) + agreed
    because = (
        f"{rungs} of 6 rungs were worked through; {'a' if agreed else 'no'} next step was agreed."
    )
    return Finding(("no", "partly", "yes")[met], because)


def _worth_their_time(trust: float | None) -> Finding:
    if trust is None:
        return Finding("no", "Their trust is not known.")
    because = f"Their trust ended at {int(trust)} of 100."
    if trust >= TRUST_VALUED:
        return Finding("yes", because)
    return Finding("partly" if trust >= TRUST_UNSURE else "no", because)


def _next_step_written(agreed: Sequence[NextStep]) -> Finding:
    if any(step.date for step in agreed):
        return Finding("yes", "One was agreed, with a date.")
    if agreed:
        return Finding("partly", "One was agreed, without a date.")
    return Finding("no", "None was agreed.")


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Where a call turned, by the record: the turn after which their trust had moved most."""

    turn: int
    before: float
    after: float

    @property
    def because(self) -> str:
        """What moved, in one sentence."""
        way = "rose" if self.after > self.before else "fell"
        return f"Their trust {way} from {self.before:.0f} to {self.after:.0f}."


def turning_point(events: Sequence[AnyEvent], start: float) -> TurningPoint | None:
    """Where it turned; None when trust never moved or is not known. `start` is the trust before."""
    found: TurningPoint | None = None
    before = start
    for event in events:
        if isinstance(event, BuyerDecided) and event.trust is not None:
            moved = abs(event.trust - before)
            if moved > (abs(found.after - found.before) if found else 0):
                found = TurningPoint(event.turn, before, event.trust)
            before = event.trust
    return found


def _missed(verdicts: Sequence[Verdict], rungs: Mapping[str, int]) -> Finding:
    """What should have been asked, was forgotten or handled badly; `rungs` as at the end."""
    counts = {
        "rung never opened": sum(not rungs.get(topic, 0) for topic in LADDER),
        "hint left lying": sum(len(v.cues_expired) for v in verdicts),
        "question of theirs dodged": sum(v.problem_question == "dodged" for v in verdicts),
        "pitch too early": sum(v.pitch is not None and not v.pitch.invited for v in verdicts),
        "question asked twice": sum(v.repeated for v in verdicts),
    }
    named = [f"{what}: {number}" for what, number in counts.items() if number]
    if not named:
        return Finding(
            "no", "Every rung was opened, no hint left lying, no question of theirs dodged."
        )
    return Finding("yes", f"{', '.join(named).capitalize()}.")

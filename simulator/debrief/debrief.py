"""The whole debrief of a finished call, in the order in which it is read (`docs/debrief.md`).

Look back first, then the verdict with at most three priorities, which the scorecard holds; then what is
here: the trainee's view beside the record, what was done well, what was never learned, lies, the
account, the sheet, and questions to take along. Every sentence is filled from the record and content.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.transcript import AnyEvent, LookedBack, meeting
from simulator.call.meeting import Meeting
from simulator.debrief.account import Account, Recognised, account_of
from simulator.debrief.did_well import Done, did_well
from simulator.debrief.lie import LieTruth
from simulator.debrief.look_back import FIVE, Finding, TurningPoint, recorded, turning_point
from simulator.debrief.prepared import Prepared, prepared_of
from simulator.debrief.truth import Came, FactTruth, Truth, truth_of


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that is said after the score."""

    call_id: str
    looked: LookedBack | None
    """The trainee's own view, given before the score; None when it was skipped."""
    found: dict[str, Finding]
    """The record's answers to the five questions."""
    turned: TurningPoint | None
    """Where it turned by the record."""
    did_well: tuple[Done, ...]
    truth: Truth
    account: Account | None
    prepared: Prepared | None
    reflections: tuple[str, ...]

    @property
    def never_learned(self) -> tuple[FactTruth, ...]:
        """The facts that never came out: those in reach in the order in which they open, then the rest.

        What has to be known first stands before what waits for it, so the list is a way to go.
        """
        missed = {fact.fact: fact for fact in self.truth.facts if fact.came is Came.MISSED}
        steps = (step.fact for fact in missed.values() for step in fact.path)
        beyond = (fact for fact in self.truth.facts if fact.came is Came.OUT_OF_REACH)
        return (*(missed[name] for name in dict.fromkeys(steps) if name in missed), *beyond)

    def to_json(self) -> dict[str, Any]:
        """The object of the public interface; turns count all turns of the call from 0."""
        return {
            "call": self.call_id,
            "look_back": self._look_back(),
            "did_well": [
                {"turn": d.turn, "quote": d.quote, "what": d.what, "reply": d.reply}
                for d in self.did_well
            ],
            "never_learned": [_missed_json(fact) for fact in self.never_learned],
            "lie": self.truth.lie and _lie_json(self.truth.lie),
            "account": self.account and _account_json(self.account),
            "prepared": self.prepared and _prepared_json(self.prepared),
            "afterwards": self.truth.epilogue,
            "reflect_on": list(self.reflections),
        }

    def _look_back(self) -> dict[str, Any]:
        answers = self.looked.answers if self.looked else {}
        return {
            "five": [
                {
                    "id": question.id,
                    "asks": question.asks,
                    "you": answers.get(question.id),
                    "record": self.found[question.id].answer,
                    "because": self.found[question.id].because,
                }
                for question in FIVE
            ],
            "turned_at": {
                "you": self.looked.turned_at if self.looked else None,
                "record": self.turned and self.turned.turn,
                "because": self.turned and self.turned.because,
            },
        }


def debrief_of(played: Meeting, events: Sequence[AnyEvent]) -> Debrief:
    """The debrief of an own call that has ended."""
    return Debrief(
        call_id=meeting(events).id,
        looked=next((e for e in reversed(events) if isinstance(e, LookedBack)), None),
        found=recorded(events),
        turned=turning_point(events, played.ledger.terms.trust),
        did_well=did_well(events),
        truth=truth_of(played, events),
        account=account_of(played, events),
        prepared=prepared_of(played, events),
        reflections=played.scenario.reflections,
    )


def _missed_json(fact: FactTruth) -> dict[str, Any]:
    return {
        "fact": fact.fact,
        "topic": str(fact.topic),
        "specific": fact.specific,
        "text": fact.text,
        "out_of_reach": fact.came is Came.OUT_OF_REACH,
        "open_from": fact.open_from,
        "path": [
            {
                "fact": step.fact,
                "topic": str(step.topic),
                "ask": step.ask,
                "probe": step.probe or None,
                "trust": step.trust,
                "takes_up": step.takes_up or None,
            }
            for step in fact.path
        ],
    }


def _lie_json(lie: LieTruth) -> dict[str, Any]:
    return {
        "truth": lie.truth,
        "motive": lie.motive,
        "claims": [{"turn": c.turn, "told": c.told, "truth": c.truth} for c in lie.claims],
        "contradictions": [{"text": c.text, "named_at": c.named_at} for c in lie.contradictions],
        "probes": [
            {"turn": p.turn, "kind": p.kind, "quote": p.quote, "pressed": p.pressed}
            for p in lie.probes
        ],
        "untried": list(lie.untried),
        "surfaced": lie.surfaced,
        "never": lie.never,
        "verdict": lie.verdict,
    }


def _account_json(account: Account) -> dict[str, Any]:
    return {
        "points": account.points,
        "of": account.of,
        "parts": [
            {
                "id": part.id,
                "wrote": part.wrote,
                "points": part.points,
                "recognised": [_recognised_json(item) for item in part.recognised],
                "elsewhere": [_recognised_json(item) for item in part.elsewhere],
            }
            for part in account.parts
        ],
    }


def _recognised_json(item: Recognised) -> dict[str, Any]:
    return {
        "fact": item.match.fact,
        "words": item.match.words,
        "other_figure": item.match.other_figure,
        "heard": item.heard,
        "text": item.text,
    }


def _prepared_json(prepared: Prepared) -> dict[str, Any]:
    grade = prepared.grade
    return {
        "points": grade.points,
        "of": grade.of,
        "only_a_pitch": grade.only_a_pitch,
        "fields": [
            {
                "id": item.field.id,
                "wrote": item.field.wrote,
                "points": item.field.points,
                "cites": item.field.cites or None,
                "why": item.field.why,
                "became": str(item.became),
                "because": item.because,
                "words": item.words,
            }
            for item in prepared.fields
        ],
        "keys": [
            {
                "asks": k.asks,
                "you": k.said,
                "before": k.before,
                "turned": k.turned,
                "after": k.after,
            }
            for k in prepared.keys
        ],
    }

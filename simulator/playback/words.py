"""What stands beside a step: the same words on the screen, in plain lines and, as data, in JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.transcript import FactDisclosed
from simulator.archive.rows import Remark
from simulator.debrief.heard import HeardLine
from simulator.debrief.words import TOPICS, topics_told
from simulator.playback.playback import Playback
from simulator.playback.steps import Mood, Step, earned, volunteered
from simulator.review.turns import SIGNS, Reviewed, Worth


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is known about a turn."""

    label: str
    text: str
    tone: str = "quiet"
    """"good" for what helped, "loud" for what cost, "quiet" for the rest."""


def details(step: Step, remark: Remark) -> Iterator[Detail]:
    """Everything that stands beside a step, in the order in which it is read."""
    if remark.breakpoint:
        yield Detail("Stop", "a breakpoint: playing stops before this turn", "good")
    if remark.comment:
        yield Detail("Trainer", remark.comment, "good")
    if step.reviewed is not None and step.reviewed.worth is not None:
        yield _worth(step.reviewed, step.reviewed.worth)
    if step.heard is not None:
        yield Detail("Heard as", _heard(step.heard))
    if step.reviewed is not None and step.reviewed.why:
        yield Detail("Why", step.reviewed.why)
    if step.reviewed is not None:
        for better in step.reviewed.better:
            opens = f" It would have opened {topics_told(better.opens)}." if better.opens else ""
            yield Detail("Try", f"“{better.ask}”{opens}")
    if came := _facts(earned(step)):
        yield Detail("Earned", came, "good")
    if came := _facts(volunteered(step)):
        yield Detail("By itself", came)
    for sentence in step.missed:
        yield Detail("Missed", sentence, "loud")
    if step.mood is not None:
        yield Detail("Buyer", _mood(step.mood))
    if step.same_state is False:
        yield Detail("State", "not the recorded one: this engine decides otherwise here", "loud")
    if step.ending:
        yield Detail("The end", step.ending)


def step_json(step: Step, remark: Remark) -> dict[str, object]:
    """One object per turn (`prospect replay --json`). Unknown is null, nothing is an empty list."""
    reviewed = step.reviewed
    worth = reviewed.to_json() if reviewed else {}
    return {
        "turn": step.turn,
        "number": step.number,
        "speaker": "seller" if step.by_seller else "buyer",
        "name": step.name,
        "text": step.text,
        "line": step.line,
        "acts": list(step.acts) if step.by_seller else None,
        "topics": list(step.topics) if step.by_seller else None,
        "unsure": step.heard.unsure if step.heard else None,
        "attainable_before": worth.get("attainable_before"),
        "attainable_after": worth.get("attainable_after"),
        "verdict": worth.get("verdict"),
        "why": worth.get("why"),
        "better": worth.get("better"),
        "told": [
            {"fact": fact.fact, "topic": fact.topic, "depth": fact.depth, "how": fact.how}
            for fact in step.told
        ],
        "missed": list(step.missed),
        "trust": step.mood.trust if step.mood else None,
        "patience": step.mood.patience if step.mood else None,
        "same_state": step.same_state,
        "breakpoint": remark.breakpoint,
        "comment": remark.comment,
    }


def plain_lines(playback: Playback) -> Iterator[str]:
    """The whole call as numbered lines, each whole by itself; what is known about one stands under it."""
    yield from playback.notices
    for step in playback.steps:
        mark = f" [{step.mark}]" if step.mark else ""
        yield f"{step.number}. {step.name}: {step.text}{mark}"
        for detail in details(step, playback.remark(step.turn)):
            yield f"   {detail.label}: {detail.text}"


def _worth(turn: Reviewed, worth: Worth) -> Detail:
    tone = "loud" if turn.slip else "good" if worth is Worth.BEST else "quiet"
    reach = ""
    if turn.before is not None and turn.after is not None:
        fell = turn.before - turn.after >= 1
        reach = f", within reach {turn.before:.0f}" + (f", then {turn.after:.0f}" if fell else "")
    return Detail("Worth", f"{SIGNS[worth]} {worth}{reach}", tone)


def _heard(heard: HeardLine) -> str:
    clauses = dict.fromkeys(
        f"{clause.act} about {clause.topics}" if clause.topics else clause.act
        for clause in heard.clauses
    )
    said = "; ".join(clauses) or "nothing that could be made out"
    doubt = ", but not surely" if heard.unsure else ""
    return f"{said}{doubt}{' (marked as misheard)' if heard.misheard else ''}"


def _facts(facts: Iterable[FactDisclosed]) -> str:
    return "; ".join(
        f"{TOPICS[fact.topic]}, {'something specific' if fact.depth > 1 else 'a first answer'}"
        for fact in facts
    )


def _mood(mood: Mood) -> str:
    return f"trust {_moved(mood.trust, mood.trust_by)}, patience {_moved(mood.patience, mood.patience_by)}"


def _moved(value: float, by: float) -> str:
    change = f"{by:+.0f}".replace("-", "−")
    return f"{value:.0f}" if abs(by) < 0.5 else f"{value:.0f} ({change})"

"""Turns an imported transcript into a record: the same events, with facts and verdicts inferred.

There is no ledger and no buyer's mind behind such a call. What the buyer's engine would have
judged is read from both speakers' lines: a fact is a line that discloses something, a reflection is
accepted when the buyer confirms it, a next step when the buyer agrees. Every inferred fact says so.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from personas.vocabulary import BuyerAct, Outcome
from scoring.hearing import reader
from scoring.hearing.heard import Heard, Mark
from scoring.inferred import Line
from scoring.inferring import Inference
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    FactDisclosed,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
    digest,
)


class Turn(NamedTuple):
    """What one speaker said until another did."""

    role: str
    """"seller" or "buyer"."""
    text: str
    line: int | None = None
    """Line of the source file."""
    speaker: str = ""
    """The name in the source file."""


Hear = Callable[[Sequence[reader.Said]], list[Heard]]
"""`scoring.hearing.reader.hear_all` or one like it."""
CONTEXT = 2
"""Lines before a line that help to hear it."""


def read_call(
    said: Sequence[Turn | tuple[str, str, int | None]],
    *,
    hear: Hear | None = None,
    doubts: tuple[str, ...] = (),
) -> list[AnyEvent]:
    """The record of a transcript.

    Roles are "seller" and "buyer"; every item of `said` is a turn, counted from 0, and keeps its text as it
    is. `doubts` are kept in the record. Raises ValueError, naming the line, for another role, and
    when one of the two never speaks.
    """
    turns = [Turn(*item) for item in said]
    _check(turns)
    lines = _heard(turns, hear or reader.hear_all)
    opened = MeetingOpened(
        seq=0,
        id=digest([[turn.role, turn.text] for turn in turns]),
        source="imported",
        purpose="imported",
        opening=lines[0].text if lines[0].role == "buyer" else "",
        hearing=reader.version(),
        doubts=doubts,
    )
    inference = Inference(lines)
    events: list[AnyEvent] = [opened]
    for line in lines:
        events += _events(line, turns[line.turn].speaker, inference)
    events.append(_ended(lines, inference))
    return [event.model_copy(update={"seq": seq}) for seq, event in enumerate(events)]


def _check(turns: Sequence[Turn]) -> None:
    for turn in turns:
        if turn.role not in ("seller", "buyer"):
            where = f"line {turn.line}: " if turn.line is not None else ""
            raise ValueError(
                f"{where}the speaker is {turn.role!r}; a call has a seller and a buyer"
            )
    for role in ("seller", "buyer"):
        if not any(turn.role == role for turn in turns):
            raise ValueError(f"the transcript holds no {role} line; say who the seller is")


def _heard(turns: Sequence[Turn], hear: Hear) -> list[Line]:
    said = []
    for at, turn in enumerate(turns):
        context = tuple((before.role, before.text) for before in turns[max(0, at - CONTEXT) : at])
        said.append(reader.Said(turn.text, "seller" if turn.role == "seller" else "buyer", context))
    return [
        Line(at, turn.role, turn.text, turn.line, heard)
        for at, (turn, heard) in enumerate(zip(turns, hear(said), strict=True))
    ]


def _events(line: Line, speaker: str, inference: Inference) -> list[AnyEvent]:
    if line.role == "seller":
        heard = line.heard
        spoke = SellerSpoke(
            seq=0,
            turn=line.turn,
            text=line.text,
            acts=heard.acts,
            topics=heard.topics,
            unsure=heard.unsure,
            spans=heard.spans,
            marks=heard.marks,
            numbers=heard.numbers,
            names=heard.names,
            line=line.number,
            speaker=speaker,
        )
        decided = BuyerDecided(seq=0, turn=line.turn, verdict=inference.verdicts[line.turn])
        return [spoke, decided]
    told: list[AnyEvent] = [
        FactDisclosed(
            seq=0,
            turn=line.turn,
            asked_turn=fact.asked_turn,
            fact=fact.id,
            topic=fact.topic,
            depth=fact.depth,
            how=fact.how,
            quantified=fact.quantified,
            dated=fact.dated,
            inferred=True,
        )
        for fact in inference.facts
        if fact.turn == line.turn
    ]
    said = BuyerSpoke(
        seq=0,
        turn=line.turn,
        text=line.text,
        worded_by="imported",
        line=line.number,
        speaker=speaker,
    )
    return [*told, said]


def _ended(lines: Sequence[Line], inference: Inference) -> MeetingEnded:
    """How it ended, as far as the last lines show it; it enters no level."""
    last = lines[-1].turn
    spoken = [line for line in lines if line.role == "seller"]
    foreign = sum(Mark.OTHER_LANGUAGE in line.heard.marks for line in spoken)
    last_buyer = next(line for line in reversed(lines) if line.role == "buyer")
    if foreign * 2 > len(spoken):
        outcome, by = Outcome.OTHER_LANGUAGE, "seller"
    elif inference.step_accepted:
        outcome, by = Outcome.NEXT_STEP_AGREED, "agreement"
    elif BuyerAct.END_CALL in last_buyer.heard.acts:
        outcome, by = Outcome.WALKED_AWAY, "buyer"
    else:
        outcome, by = Outcome.SELLER_LEFT, "seller"
    return MeetingEnded.model_validate(
        {"seq": 0, "turn": last, "ending": str(outcome), "outcome": outcome, "ended_by": by}
    )

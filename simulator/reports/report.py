"""What a report says of a call, from its record and its scorecard: rows for any format.

Nothing of the buyer's mind is in it, neither trust nor an undisclosed fact: a report may be
forwarded to whoever plays the same buyer next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from personas.vocabulary import Act
from scoring.scorecard import Scorecard
from scoring.transcript import AnyEvent, BuyerSpoke, MeetingEnded, SellerSpoke, meeting
from simulator.debrief.turns import your_turn
from simulator.debrief.verdict import VerdictView, verdict_view
from simulator.debrief.words import OUTCOMES, topic_words
from simulator.review.turns import Reviewed


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a turn; those that are evidence name what for."""

    text: str
    proves: tuple[str, ...] = ()
    """Ids of the criteria these words are evidence for."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn."""

    turn: int
    """Counted over both speakers from 0."""
    your_turn: int
    """The seller's turn it is, or follows; 0 before the first."""
    speaker: str
    """"seller" or "buyer"."""
    name: str
    text: str
    stretches: tuple[Stretch, ...]
    acts: tuple[str, ...]
    topics: tuple[str, ...]
    at: str
    """When, as the record has it; empty when it does not say."""
    line: int | None
    """Line of the file it was imported from."""
    comment: str = ""
    """What a trainer wrote beside it."""

    @property
    def pitches(self) -> bool:
        """Whether it was heard to pitch."""
        return Act.PITCH in self.acts


@dataclass(frozen=True, slots=True)
class Report:
    """One call, graded."""

    call_id: str
    title: str
    about: tuple[tuple[str, str], ...]
    """Name and value of what identifies the call."""
    view: VerdictView
    card: Mapping[str, Any]
    """The scorecard in its public form."""
    said: tuple[Said, ...]
    ending: str
    doubts: tuple[str, ...]
    reviewed: tuple[Reviewed, ...] = ()
    """The seller's turns with the score that was within reach; none where that is not known."""

    @property
    def cap_turn(self) -> int | None:
        """The turn that set the cap; None without one."""
        cap = self.card["cap"]
        return None if cap is None else int(cap["turn"])

    def number_of(self, turn: int) -> int:
        """The seller's own count of a turn, from 1."""
        return next(said.your_turn for said in self.said if said.turn == turn)

    @property
    def first_pitch(self) -> int | None:
        """The seller's turn, from 1, that pitched first; None without a pitch."""
        turn = self.card["metrics"].get("first_pitch_turn")
        return next((said.your_turn for said in self.said if said.turn == turn), None)


def report_of(
    events: Sequence[AnyEvent],
    card: Scorecard,
    file: str = "",
    comments: Mapping[int, str] = MappingProxyType({}),
    reviewed: tuple[Reviewed, ...] = (),
) -> Report:
    """The report of a graded call.

    `file` is where it was read from, if it was; `comments` are a trainer's, by turn; `reviewed` is
    what its curve is drawn from.
    """
    opened = meeting(events)
    public = card.to_json()
    said = tuple(_said(events, public, comments))
    return Report(
        call_id=opened.id,
        title=file.replace("\\", "/").rpartition("/")[2] or f"A call with {opened.buyer}",
        about=tuple((name, value) for name, value in _about(events, said, public) if value),
        view=verdict_view(public, events, card.explain()),
        card=public,
        said=said,
        ending=next((OUTCOMES[e.outcome] for e in events if isinstance(e, MeetingEnded)), ""),
        doubts=opened.doubts,
        reviewed=reviewed,
    )


def _about(
    events: Sequence[AnyEvent], said: Sequence[Said], card: Mapping[str, Any]
) -> list[tuple[str, str]]:
    opened = meeting(events)
    names = {
        role: ", ".join(dict.fromkeys(item.name for item in said if item.speaker == role))
        for role in ("seller", "buyer")
    }
    own = opened.source == "own"
    sha = card["rubric"]["sha256"][:12]
    return [
        ("Call", opened.id),
        ("Begun", opened.at[:16].replace("T", " ")),
        ("Scenario", f"{opened.scenario}, {opened.level}, seed {opened.seed}" if own else ""),
        ("Source", "played in the simulator" if own else "imported; facts are inferred from words"),
        ("Seller", names["seller"]),
        ("Buyer", names["buyer"]),
        ("Rubric", f"{card['rubric']['id']} {card['rubric']['version']} ({sha})"),
        ("Hearing", card["hearing"]["version"]),
    ]


def _said(
    events: Sequence[AnyEvent], card: Mapping[str, Any], comments: Mapping[int, str]
) -> list[Said]:
    proofs: dict[int, list[tuple[int, int, str]]] = {}
    for criterion in card["criteria"]:
        for proof in criterion["evidence"]:
            place = (proof["start"], proof["end"], criterion["id"])
            proofs.setdefault(proof["turn"], []).append(place)
    buyer = meeting(events).buyer
    found = []
    for event in events:
        if not isinstance(event, SellerSpoke | BuyerSpoke):
            continue
        sells = isinstance(event, SellerSpoke)
        found.append(
            Said(
                turn=event.turn,
                your_turn=your_turn(events, event.turn),
                speaker="seller" if sells else "buyer",
                name=event.speaker or ("Seller" if sells else buyer),
                text=event.text,
                stretches=stretches(event.text, proofs.get(event.turn, ())),
                acts=event.acts if isinstance(event, SellerSpoke) else (),
                topics=event.topics if isinstance(event, SellerSpoke) else (),
                at=event.at,
                line=event.line,
                comment=comments.get(event.turn, ""),
            )
        )
    return found


def stretches(text: str, proofs: Sequence[tuple[int, int, str]]) -> tuple[Stretch, ...]:
    """A text cut where evidence begins and ends; quotes may overlap. Joined, it is the text."""
    edges = sorted({0, len(text), *(edge for start, end, _ in proofs for edge in (start, end))})
    return tuple(
        Stretch(
            text[start:end],
            tuple(dict.fromkeys(name for a, b, name in proofs if a <= start and end <= b)),
        )
        for start, end in pairwise(edges)
    )


def topics_of(said: Said) -> str:
    """What a turn was heard to be about, in plain words."""
    return topic_words(said.topics)

"""A cover story laid open: what was told, what was true, what did not fit, and what was tried.

It reads the persona, so it is shown only after the call. A lie is stated plainly, and so is a call in
which nothing more could have been done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from personas.checks import holds
from personas.persona import CoverStory, LieKind
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.debrief.quotes import bare, sentence_with, shortened, spoken


@dataclass(frozen=True, slots=True)
class ClaimTruth:
    """One thing the buyer told that was not so."""

    told: str
    turn: int
    truth: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that did not fit, and the turn that named it, when one did."""

    text: str
    named_at: int | None = None


@dataclass(frozen=True, slots=True)
class ProbeUsed:
    """A test of the story."""

    turn: int
    kind: str
    """In plain words."""
    quote: str
    pressed: bool = True
    """It added pressure; asked before, or in a way that invites a no, it adds none."""

    @property
    def told(self) -> str:
        """What it did, and when it did nothing, that."""
        return self.kind if self.pressed else f"{self.kind}, which pressed no further"


@dataclass(frozen=True, slots=True)
class LieTruth:
    """A cover story, laid open."""

    truth: str
    motive: str
    claims: tuple[ClaimTruth, ...]
    contradictions: tuple[Contradiction, ...]
    """Those that there were to notice."""
    probes: tuple[ProbeUsed, ...]
    surfaced: bool
    """It came out in this call."""
    never: bool
    """This buyer would not have told it to anyone: nothing more could be done."""
    untried: tuple[str, ...] = ()
    """Tests that were not made, in plain words."""
    lacking: tuple[str, ...] = ()
    """What it would still have taken, in plain words; empty when it came out or never would have."""

    @property
    def verdict(self) -> str:
        """Whether anything more could have been done, plainly."""
        if self.surfaced:
            return "You got it out."
        if self.never:
            tested = (
                "Testing it was right, and it counts."
                if self.probes
                else "The story was not tested; the score asks for that, and for no more."
            )
            return f"Nothing more could be done: this buyer would not have told anyone. {tested}"
        return f"It could have come out. It would still have taken {_listed(self.lacking)}."


PROBES = {
    "presuming": "asked as if it were so",
    "contradiction": "named what did not fit",
    "change": "asked what had changed",
    "process": "asked how it is decided",
    "exit": "offered a way out without blame",
    "assumes_none": "asked in a way that invites a no",
    "fishing": "asked if there was anything else",
    "accusation": "accused",
}
"""Kinds of probe in plain words."""

UNTRIED = {
    "presuming": "asking as if it were so: which other firm is it?",
    "contradiction": "naming calmly what did not fit",
    "change": "asking what had changed",
    "process": "asking how it is decided and who signs",
    "exit": "offering a way to say so without losing face",
}
"""The tests worth making, as they would have been."""


def lie_of(meeting: Meeting, events: Sequence[AnyEvent]) -> LieTruth | None:
    """The cover story of a call; None where this variant of the buyer tells none."""
    persona = meeting.persona
    story = persona.cover_story
    if story is None or persona.lie is LieKind.NONE:
        return None
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    surfaced = any(event.verdict.lie_stage == "confess" for event in decided)
    never = persona.lie is LieKind.NEVER_CONFESSES
    kinds = {probe.kind for event in decided for probe in event.verdict.probes}
    truth = spoken(persona.fact(story.truth).wordings, "")
    return LieTruth(
        truth=truth,
        motive=story.motive,
        claims=_claims(story, truth, decided, events),
        contradictions=_contradictions(story, decided, events),
        probes=_probes(decided, events),
        surfaced=surfaced,
        never=never,
        untried=tuple(words for kind, words in UNTRIED.items() if kind not in kinds),
        lacking=() if surfaced or never else tuple(_lacking(meeting, story, decided)),
    )


def _claims(
    story: CoverStory, truth: str, decided: Sequence[BuyerDecided], events: Sequence[AnyEvent]
) -> tuple[ClaimTruth, ...]:
    """What was told that was not so: claims by the record, the rest by the author's lines.

    What kept a claim up (a denial, a hedge, a slip) is in no verdict, so it is found by its words,
    and in a model's wording it is not.
    """
    lines = {e.turn: e.text for e in events if isinstance(e, BuyerSpoke)}
    by_id = {claim.id: claim for claim in story.claims}
    kept_up = (*story.denials, *story.hedges, *story.slips)
    found: list[ClaimTruth] = []
    for event in decided:
        reply = lines.get(event.turn + 1, "")
        claims = [by_id[name] for name in event.verdict.claims_told if name in by_id]
        found += [
            ClaimTruth(sentence_with(claim.lines, reply), event.turn, claim.truth)
            for claim in claims
        ]
        found += [
            ClaimTruth(bare(line), event.turn, truth) for line in kept_up if bare(line) in reply
        ]
    return tuple(found)


def _contradictions(
    story: CoverStory, decided: Sequence[BuyerDecided], events: Sequence[AnyEvent]
) -> tuple[Contradiction, ...]:
    heard = " ".join(event.text for event in events if isinstance(event, BuyerSpoke)).lower()
    cited = {
        probe.cites: event.turn
        for event in reversed(decided)
        for probe in event.verdict.probes
        if probe.cites
    }
    return tuple(
        Contradiction(item.text, cited.get(item.id))
        for item in story.contradictions
        if item.id in cited
        or not item.shown_by
        or any(holds(heard, phrase) for phrase in item.shown_by)
    )


def _probes(decided: Sequence[BuyerDecided], events: Sequence[AnyEvent]) -> tuple[ProbeUsed, ...]:
    asked = {e.turn: e.text for e in events if isinstance(e, SellerSpoke)}
    return tuple(
        ProbeUsed(
            event.turn,
            PROBES[probe.kind],
            shortened(asked.get(event.turn, "")),
            pressed=probe.strength > 0,
        )
        for event in decided
        for probe in event.verdict.probes
    )


def _lacking(meeting: Meeting, story: CoverStory, decided: Sequence[BuyerDecided]) -> list[str]:
    probes = [probe for event in decided for probe in event.verdict.probes]
    pressure = sum(probe.strength for probe in probes)
    trust = max((e.trust for e in decided if e.trust is not None), default=0.0)
    found = []
    if pressure < story.confess_at + meeting.ledger.terms.lie:
        found.append("more calm tests" if probes else "calm tests of the story")
    if trust < story.trust:
        found.append(f"their trust at {story.trust} (it reached {int(trust)})")
    if story.needs_exit and all(probe.kind != "exit" for probe in probes):
        found.append("a way to say so without losing face")
    return found or ["one more calm test once they trusted you"]


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"

"""A call as criteria, caps and metrics read it: built once from the record, and nothing is decided.

Everything a level rests on comes from the recorded hearing and verdicts. The buyer's words are
only quoted and counted, never judged, so a level does not depend on who worded the reply.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from personas.vocabulary import QUESTIONS, How, Topic
from scoring.discovery import Credit, Told, full_rungs, rung_depths
from scoring.hearing.heard import Mark
from scoring.hearing.words import WORD
from scoring.seller_turn import SellerTurn
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    FactDisclosed,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
    meeting,
)
from scoring.verdict import NextStep, Verdict


class Call:
    """One call. Build it with `read`."""

    def __init__(
        self,
        opened: MeetingOpened,
        seller: tuple[SellerTurn, ...],
        told: tuple[Told, ...],
        buyer: dict[int, str],
        ended: MeetingEnded | None,
    ) -> None:
        self.opened = opened
        self.seller = seller
        self.told = told
        self.buyer = buyer
        """The buyer's lines by turn."""
        self.ended = ended
        self.by_turn = {turn.turn: turn for turn in seller}
        self.facts = {item.fact: item for item in told}
        self.places: dict[tuple[int, int], tuple[int, int] | None] = {}
        """Where a fact already quoted stands, by the buyer's turn and its place in the reply."""

    @property
    def imported(self) -> bool:
        """Whether it was imported: facts and verdicts are then read from the lines."""
        return self.opened.source == "imported"

    @property
    def turns(self) -> int:
        """Turns of both speakers."""
        return len(self.seller) + len(self.buyer)

    @cached_property
    def earned(self) -> dict[Topic, list[Told]]:
        """Facts with full credit by topic, in the order they were told."""
        found: dict[Topic, list[Told]] = {}
        for item in self.told:
            if item.credit is Credit.FULL:
                found.setdefault(item.topic, []).append(item)
        return found

    def earned_on(self, *topics: Topic) -> list[Told]:
        """Facts with full credit on these topics, in the order they were told."""
        return [item for item in self.told if item.credit is Credit.FULL and item.topic in topics]

    def a_yes_on(self, topic: Topic) -> Told | None:
        """The first fact on a topic that only a yes/no or leading question got."""
        return next(
            (t for t in self.told if t.topic is topic and t.credit is Credit.YES),
            None,
        )

    def first_asked(self, topic: Topic) -> SellerTurn | None:
        """The first seller turn that asks honestly about a topic."""
        return next((t for t in self.seller if t.asks_honestly and t.asks_about(topic)), None)

    def played_back(self, topic: Topic, *, meaning: bool = False) -> SellerTurn | None:
        """The first confirmed summary holding a fact on a topic, or else accepted reflection.

        With `meaning` it must add some (join facts, reckon, name a feeling or consequence).
        """
        found = list(self._playing_back(topic, meaning=meaning))
        summed_up = (turn for turn in found if turn.verdict.summary == "confirmed")
        return next(summed_up, found[0] if found else None)

    def _playing_back(self, topic: Topic, *, meaning: bool) -> Iterator[SellerTurn]:
        for turn in self.seller:
            verdict = turn.verdict
            if not turn.accepted:
                continue
            holds = topic in verdict.confirms or any(
                fact in self.facts and self.facts[fact].topic is topic for fact in verdict.reflects
            )
            if holds and (not meaning or verdict.complex or verdict.summary == "confirmed"):
                yield turn

    def rungs_before(self, turn: int) -> int:
        """Rungs at depth 2 or more before a turn."""
        return full_rungs(rung_depths((t.topic, t.depth) for t in self.told if t.turn < turn))

    @cached_property
    def rungs(self) -> int:
        """Rungs at depth 2 or more at the end."""
        return full_rungs(rung_depths((t.topic, t.depth) for t in self.told))

    @cached_property
    def pitches(self) -> tuple[SellerTurn, ...]:
        """The seller turns that pitch."""
        return tuple(turn for turn in self.seller if turn.pitches)

    @property
    def invited_by(self) -> SellerTurn | None:
        """The seller turn after which the buyer asked 'how can you help?'; None if never."""
        return next((turn for turn in self.seller if turn.verdict.invited), None)

    @cached_property
    def dodges(self) -> tuple[SellerTurn, ...]:
        """The seller turns that dodge a problem-question."""
        return tuple(t for t in self.seller if t.verdict.problem_question == "dodged")

    @cached_property
    def opportunities(self) -> tuple[SellerTurn, ...]:
        """The seller turns with a question that come after at least one disclosed fact."""
        return tuple(turn for turn in self.seller if turn.verdict.opportunity)

    @cached_property
    def follow_ups(self) -> tuple[SellerTurn, ...]:
        """The opportunities that earn a follow-up."""
        return tuple(turn for turn in self.opportunities if turn.follows_up)

    @cached_property
    def missed_cues(self) -> tuple[int, ...]:
        """Buyer turns that dropped a cue which was not taken up in time, in order."""
        dropped: dict[str, int] = {}
        missed = []
        for turn in self.seller:
            missed += [dropped[cue] for cue in turn.verdict.cues_expired if cue in dropped]
            for cue in turn.verdict.cues_emitted:
                dropped[cue] = turn.turn + 1 if turn.reply is None else turn.reply
        return tuple(sorted(missed))

    @cached_property
    def talk_words(self) -> tuple[int, int]:
        """Words of the seller and of both."""
        own = sum(turn.words for turn in self.seller)
        return own, own + sum(len(WORD.findall(text)) for text in self.buyer.values())

    @cached_property
    def lie_blocks(self) -> bool:
        """Whether a lie hid the decision to the end, so that no invitation could come."""
        stages = [turn.verdict.lie_stage for turn in self.seller if turn.verdict.lie_stage]
        if "confess" in stages:
            return False
        return bool(stages) or any(turn.verdict.invitation_blocked for turn in self.seller)

    @cached_property
    def next_steps(self) -> tuple[tuple[SellerTurn, NextStep], ...]:
        """The turns that put a next step on the table, with its parts."""
        return tuple(
            (turn, turn.verdict.next_step)
            for turn in self.seller
            if turn.verdict.next_step is not None
        )

    @property
    def step_agreed(self) -> bool:
        """Whether a next step was accepted (an agreed 'no next step' is none)."""
        return any(step.accepted and not step.no_step_agreed for _, step in self.next_steps)


def read(events: Sequence[AnyEvent]) -> Call:
    """The call a record holds. Raises ValueError when it has no opening event."""
    verdicts: dict[int, Verdict] = {}
    buyer: dict[int, str] = {}
    spoken: list[SellerSpoke] = []
    disclosed: list[FactDisclosed] = []
    ended = None
    for event in events:
        if isinstance(event, SellerSpoke):
            spoken.append(event)
        elif isinstance(event, BuyerDecided):
            verdicts[event.turn] = event.verdict
        elif isinstance(event, BuyerSpoke):
            buyer[event.turn] = event.text
        elif isinstance(event, FactDisclosed):
            disclosed.append(event)
        elif isinstance(event, MeetingEnded):
            ended = event
    replies = _replies(spoken, buyer)
    seller: list[SellerTurn] = []
    facts: list[Told] = []
    answers: dict[int, list[FactDisclosed]] = {}
    for item in disclosed:
        answers.setdefault(item.asked_turn, []).append(item)
    for number, event in enumerate(spoken, 1):
        turn = SellerTurn(
            turn=event.turn,
            number=number,
            text=event.text,
            acts=event.acts,
            topics=event.topics,
            spans=event.spans,
            marks=event.marks,
            numbers=event.numbers,
            words=len(WORD.findall(event.text)),
            verdict=verdicts.get(event.turn, _NO_VERDICT),
            reply=replies.get(event.turn),
            questions=tuple(span for span in event.spans if span.act in QUESTIONS),
            asks=not QUESTIONS.isdisjoint(event.acts),
            told=[],
        )
        turn.told.extend(_told(answers.pop(event.turn, ()), turn))
        facts += turn.told
        seller.append(turn)
    for left in answers.values():
        facts += _told(left, None)
    facts.sort(key=lambda item: item.turn)
    return Call(meeting(events), tuple(seller), tuple(facts), buyer, ended)


_NO_VERDICT = Verdict()


def _replies(spoken: Sequence[SellerSpoke], buyer: dict[int, str]) -> dict[int, int]:
    """The first buyer turn between a seller's turn and the seller's next."""
    turns = [event.turn for event in spoken]
    lines = sorted(buyer)
    found: dict[int, int] = {}
    at = 0
    for turn, following in zip(turns, [*turns[1:], None], strict=False):
        while at < len(lines) and lines[at] <= turn:
            at += 1
        if at < len(lines) and (following is None or lines[at] < following):
            found[turn] = lines[at]
    return found


def _told(disclosed: Iterable[FactDisclosed], turn: SellerTurn | None) -> list[Told]:
    """The facts of one reply. `turn` is the seller's it answers; without one nothing is earned."""
    items = list(disclosed)
    return [
        Told(
            fact=item.fact,
            topic=item.topic,
            depth=item.depth,
            credit=_credit(item, turn),
            quantified=item.quantified,
            dated=item.dated,
            turn=item.turn,
            asked_turn=item.asked_turn,
            place=place,
            among=len(items),
        )
        for place, item in enumerate(items)
    ]


def _credit(item: FactDisclosed, turn: SellerTurn | None) -> Credit:
    """What it earns: nothing when volunteered, a yes when a yes/no or leading question got it.

    A yes/no question that got something specific got more than a yes.
    """
    if turn is None or item.how is not How.ELICITED:
        return Credit.NONE
    if turn.only_yes_or_no() and (item.depth < 2 or turn.has(Mark.LEADING)):
        return Credit.YES
    return Credit.FULL

"""One call, turn by turn, in one order: hear, decide, word, record, return.

The session is the only place where clock and chance enter, and both are recorded. Every batch of
events goes to `record` before `say` returns, so nothing is shown that is not kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from personas.vocabulary import LADDER, SIDE_TOPICS
from scoring.hearing.heard import Heard
from scoring.hearing.reader import Said, hear
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    CoachShown,
    FactDisclosed,
    MeetingEnded,
    SellerSpoke,
    meeting,
    sealed,
)
from scoring.wording import is_dated, is_quantified
from simulator.buyer.engine import decide, leave, opening_state
from simulator.buyer.state import State
from simulator.buyer.turn import Decision
from simulator.meeting import Meeting
from simulator.voices.voice import Voice

Clock = Callable[[], str]
"""Gives the time now as ISO 8601 with zone."""
Record = Callable[[Sequence[AnyEvent]], None]
"""Keeps events durably; raises when it cannot, and then nothing was said."""


class Session:
    """A call in progress. `events` is its record so far, sealed."""

    def __init__(self, meeting: Meeting, voice: Voice, *, clock: Clock, record: Record) -> None:
        self.meeting = meeting
        self.events: list[AnyEvent] = []
        self.state: State = opening_state(meeting.ledger)
        self._voice = voice
        self._clock = clock
        self._record = record
        self._gist = meeting.scenario.opening

    def open(
        self, call_id: str, *, purpose: str = "practice", prepared: dict[str, str] | None = None
    ) -> tuple[AnyEvent, ...]:
        """Opens the meeting; with a buyer who speaks first, that is turn 0."""
        opened = self.meeting.opened(
            call_id=call_id, at=self._clock(), purpose=purpose, prepared=prepared
        )
        return self._keep([opened, *self._begun()])

    def open_again(self, call_id: str, events: Sequence[AnyEvent], turn: int) -> None:
        """Opens a retry: the call of `events` up to, and without, its seller turn `turn`.

        What was said before is said again as it was heard then, so the buyer stands where they stood.
        Raises ValueError when no such turn was spoken.
        """
        spoken = [event for event in events if isinstance(event, SellerSpoke)]
        if turn not in [event.turn for event in spoken]:
            raise ValueError(f"turn {turn} of that call was not the seller's")
        original = meeting(events)
        opened = self.meeting.opened(
            call_id=call_id,
            at=self._clock(),
            purpose="retry",
            prepared=dict(original.prepared),
            retry_of=original.id,
            retry_from=turn,
        )
        self._keep([opened, *self._begun()])
        for event in spoken:
            if event.turn < turn:
                self.take(event.text, event.heard)

    def resume(self, events: Sequence[AnyEvent], state: State, last: Decision | None) -> None:
        """Goes on from a record; `state` and `last` come from replaying it (`simulator.replay`).

        What a record cut inside its last batch lacks is kept first, as one batch.
        """
        self.events = list(events)
        self.state = state
        if last is not None:
            self._gist = last.brief.gist
        missing = self._missing(last)
        if missing:
            self._keep(missing)

    def _missing(self, last: Decision | None) -> list[AnyEvent]:
        """What the batch that was being kept lacks: an opening, a reply, or the last words.

        Nothing lacks after the end, where looking back has its own events.
        """
        if self.ended:
            return []
        spoken = [i for i, event in enumerate(self.events) if isinstance(event, SellerSpoke)]
        kept = self.events[spoken[-1] :] if spoken else self.events
        whole = self._begun() if last is None else self._answered(last)
        expected = {_place(event) for event in whole}
        for event in kept:
            if isinstance(event, BuyerSpoke) and _place(event) not in expected:
                # Words beyond the reply are those with which the seller's leaving was answered.
                left = self._left(event.turn)
                self.state = left.state
                whole += self._worded(left)
        there = {_place(event) for event in kept}
        return [event for event in whole if _place(event) not in there]

    def go_on_from(self, events: Sequence[AnyEvent], state: State, last: Decision | None) -> None:
        """Goes on from a moment of a call: `events` up to it, and the state and decision there."""
        self.events = list(events)
        self.state = state
        self._gist = last.brief.gist if last is not None else self.meeting.scenario.opening

    @property
    def ended(self) -> bool:
        """Whether the meeting is over."""
        return any(isinstance(event, MeetingEnded) for event in self.events)

    @property
    def next_turn(self) -> int:
        """The turn the next line will have, counting all turns from 0."""
        turns = [e.turn for e in self.events if isinstance(e, SellerSpoke | BuyerSpoke)]
        return max(turns) + 1 if turns else 0

    def say(self, text: str) -> tuple[AnyEvent, ...]:
        """A seller's turn and the buyer's reply, kept before they are returned.

        Raises ValueError when the meeting is over; whatever `record` raises otherwise, with
        state and record unchanged.
        """
        return self.take(text, hear(*self.listening(text)))

    def listening(self, text: str) -> Said:
        """The line as hearing is given it: with the gist of the last reply, never its words."""
        context = (("buyer", self._gist),) if self._gist else ()
        return Said(text, "seller", context, self.meeting.ledger.own_words)

    def take(self, text: str, heard: Heard) -> tuple[AnyEvent, ...]:
        """`say` for a line that was heard already, as `listening` gives it."""
        if self.ended:
            raise ValueError("the meeting is over; start another with 'prospect practice'")
        turn = self.next_turn
        spoke = SellerSpoke.model_validate(
            {"seq": 0, "turn": turn, "text": text, **_recorded(asdict(heard))}
        )
        decision = decide(
            self.meeting.ledger,
            self.state,
            spoke.heard,
            text,
            seed=self.meeting.seed,
            buyer_turn=turn + 1,
        )
        kept = self._keep([spoke, *self._answered(decision)])
        self.state = decision.state
        self._gist = decision.brief.gist
        return kept

    def leave(self) -> tuple[AnyEvent, ...]:
        """The seller ends the call; nothing happens when it is over already."""
        if self.ended:
            return ()
        decision = self._left(self.next_turn)
        kept = self._keep(self._worded(decision))
        self.state = decision.state
        return kept

    def show_coach(self) -> tuple[AnyEvent, ...]:
        """Records that the trainee looked at the coach at this turn."""
        return self._keep([CoachShown(seq=0, turn=self.next_turn)])

    def add(self, event: AnyEvent) -> tuple[AnyEvent, ...]:
        """Keeps an event of after the call (a look back, a misheard mark)."""
        return self._keep([event])

    def _begun(self) -> list[AnyEvent]:
        """The buyer's words at turn 0; none where the seller opens."""
        opening = self.meeting.scenario.opening
        return [BuyerSpoke(seq=0, turn=0, text=opening)] if opening else []

    def _answered(self, decision: Decision) -> list[AnyEvent]:
        """The buyer's side of a turn: the decision, then the reply."""
        return [decided_event(decision, decision.brief.turn - 1), *self._worded(decision)]

    def _left(self, turn: int) -> Decision:
        """How the buyer takes it that the seller ends the call."""
        return leave(self.meeting.ledger, self.state, seed=self.meeting.seed, buyer_turn=turn)

    def _worded(self, decision: Decision) -> list[AnyEvent]:
        """The reply as events: what it discloses, its words, and the end when there is one."""
        brief = decision.brief
        said = [event.text for event in self.events if isinstance(event, BuyerSpoke)]
        batch: list[AnyEvent] = [
            FactDisclosed(
                seq=0,
                turn=brief.turn,
                asked_turn=brief.turn - 1,
                fact=opened.index.fact.id,
                topic=opened.index.fact.topic,
                depth=opened.index.fact.depth,
                how=opened.how,
                quantified=not opened.led and is_quantified(opened.index.fact.wordings[0]),
                dated=is_dated(opened.index.fact.wordings[0]),
            )
            for opened in decision.disclosed
        ]
        batch.append(
            BuyerSpoke(
                seq=0,
                turn=brief.turn,
                text=self._voice.speak(brief, said),
                worded_by=self._voice.name,
            )
        )
        if decision.outcome is not None:
            batch.append(
                MeetingEnded.model_validate(
                    {
                        "seq": 0,
                        "turn": brief.turn,
                        "ending": decision.state.ending,
                        "outcome": decision.outcome,
                        "ended_by": decision.ended_by,
                    }
                )
            )
        return batch

    def _keep(self, batch: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
        """Numbers, times and seals events, records them, then adds them to the call."""
        now = self._clock()
        chain = self.events[-1].chain if self.events else ""
        kept: list[AnyEvent] = []
        for offset, event in enumerate(batch):
            stamped = event.model_copy(update={"seq": len(self.events) + offset, "at": now})
            kept.append(sealed(stamped, chain))
            chain = kept[-1].chain
        self._record(kept)
        self.events.extend(kept)
        return tuple(kept)


def _place(event: AnyEvent) -> tuple[str, int, str]:
    """What tells the events of one batch apart."""
    return event.type, getattr(event, "turn", 0), getattr(event, "fact", "")


def decided_event(decision: Decision, turn: int) -> BuyerDecided:
    """The decision on seller turn `turn` as it is recorded."""
    return BuyerDecided(
        seq=0,
        turn=turn,
        verdict=decision.verdict,
        stance=decision.state.stance,
        trust=decision.state.trust,
        patience=decision.state.patience,
        rungs={str(topic): decision.depths[topic] for topic in (*LADDER, *SIDE_TOPICS)},
        state_sha256=decision.state.sha256(),
    )


def _recorded(heard: dict[str, object]) -> dict[str, object]:
    """What of a hearing belongs to a seller's line."""
    return {name: value for name, value in heard.items() if name not in ("specific", "answers")}

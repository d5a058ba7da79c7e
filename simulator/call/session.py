"""One call, turn by turn, in one order: hear, decide, word, record, return.

The session is the only place where clock and chance enter, and both are recorded. Every batch of
events goes to `record` before `say` returns, so nothing is shown that is not kept. A turn and its
reply are one batch; where the words come from a model, turn and decision are kept before the first
of them appears, and the words when they are whole.
"""

from collections.abc import Callable, Sequence

from scoring.hearing.heard import Heard
from scoring.hearing.reader import Said
from scoring.transcript import (
    AnyEvent,
    BuyerSpoke,
    CoachShown,
    MeetingEnded,
    RephrasingSuggested,
    SellerSpoke,
    meeting,
    sealed,
)
from simulator.buyer.engine import decide, leave, opening_state
from simulator.buyer.state import State
from simulator.buyer.turn import Decision
from simulator.call.listening import gists_at_first, heard_by_all, listening_to
from simulator.call.meeting import Meeting
from simulator.call.speech import Listener, Speech, Worded
from simulator.call.turn_events import (
    decided_event,
    disclosed_events,
    place_of,
    recorded_hearing,
    word_events,
)
from simulator.guard.guard import Guard
from simulator.problem import Problem
from simulator.voices.voice import FreeVoice, Line, Voice

Clock = Callable[[], str]
"""Gives the time now as ISO 8601 with zone."""
Record = Callable[[Sequence[AnyEvent]], None]
"""Keeps events durably; raises when it cannot, and then nothing was said."""


class Unanswered(Problem):
    """A turn was kept and its reply could not be; going on with the call later mends that."""


class Session:
    """A call in progress. `events` is its record so far, sealed.

    `voice` is the author's. With `free`, a voice that chooses its own words, the author's lines
    stand in wherever the guard or the voice itself fails. Without `sealing` the events have no chain
    and no hashes of states, which a call that nobody keeps does without.
    """

    def __init__(
        self,
        meeting: Meeting,
        voice: Voice,
        *,
        clock: Clock,
        record: Record,
        free: FreeVoice | None = None,
        sealing: bool = True,
    ) -> None:
        self.meeting = meeting
        self.events: list[AnyEvent] = []
        self.state: State = opening_state(meeting.ledger)
        self.because = ""
        """What should be said about the words of the last reply: why they are not the model's, once a call."""
        self._speech = Speech(voice, free, Guard(meeting) if free else None)
        self._unanswered = False
        self._clock = clock
        self._record = record
        self._sealing = sealing
        self._gists = gists_at_first(self.meeting)

    def open(
        self,
        call_id: str,
        *,
        purpose: str = "practice",
        prepared: dict[str, str] | None = None,
        drill: str = "",
        attempt: int = 0,
    ) -> tuple[AnyEvent, ...]:
        """Opens the meeting; with a buyer who speaks first, that is turn 0."""
        opened = self.meeting.opened(
            call_id=call_id,
            at=self._clock(),
            purpose=purpose,
            prepared=prepared,
            drill=drill,
            attempt=attempt,
        )
        return self._keep([opened, *self._begun()])

    def open_again(
        self, call_id: str, events: Sequence[AnyEvent], turn: int, *, varied: bool = False
    ) -> None:
        """Opens a retry: the call of `events` up to, and without, its seller turn `turn`.

        What was said before is said again as it was heard then, so the buyer stands where they stood.
        `varied` says that this meeting is another situation than that call's: there the lines are
        heard anew, and the buyer answers as this situation has it. Raises ValueError when no such
        turn was spoken, or when the call is over before it.
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
            retry_varied=varied,
        )
        self._keep([opened, *self._begun()])
        for event in spoken:
            if event.turn < turn:
                self.take(event.text, self.hears(event.text) if varied else event.hearings)

    def resume(self, events: Sequence[AnyEvent], state: State, last: Decision | None) -> None:
        """Goes on from a record; `state` and `last` come from replaying it (`simulator.call.replay`).

        What a record cut inside its last batch lacks is kept first, as one batch.
        """
        self.events = list(events)
        self.state = state
        if last is not None:
            self._gists = last.gists
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
        expected = {place_of(event) for event in whole}
        for event in kept:
            if isinstance(event, BuyerSpoke) and place_of(event) not in expected:
                # Words beyond the reply are those with which the seller's leaving was answered.
                left = self._left(event.turn)
                self.state = left.state
                whole += word_events(left, self._stand_in(left))
        there = {place_of(event) for event in kept}
        return [event for event in whole if place_of(event) not in there]

    def go_on_from(self, events: Sequence[AnyEvent], state: State, last: Decision | None) -> None:
        """Goes on from a moment of a call: `events` up to it, and the state and decision there."""
        self.events = list(events)
        self.state = state
        self._gists = last.gists if last is not None else gists_at_first(self.meeting)

    @property
    def ended(self) -> bool:
        """Whether the meeting is over; nobody speaks after its end."""
        for event in reversed(self.events):
            if isinstance(event, MeetingEnded | SellerSpoke | BuyerSpoke):
                return isinstance(event, MeetingEnded)
        return False

    @property
    def next_turn(self) -> int:
        """The turn the next line will have, counting all turns from 0."""
        for event in reversed(self.events):
            if isinstance(event, SellerSpoke | BuyerSpoke):
                return event.turn + 1
        return 0

    def listening(self, text: str) -> tuple[Said, ...]:
        """The line as hearing is given it, in this call and then at each easier level."""
        return listening_to(self.meeting, text, self._gists)

    def hears(self, text: str) -> tuple[Heard, ...]:
        """How a line would be heard now, here and at each easier level."""
        return heard_by_all(self.listening(text))

    def say(self, text: str, listener: Listener | None = None) -> tuple[AnyEvent, ...]:
        """A seller's turn and the buyer's reply, kept before they are returned.

        `listener` is shown the words of a model while they come. Raises ValueError when the
        meeting is over; whatever `record` raises otherwise, with state and record unchanged, or
        Unanswered when turn and decision were kept and the words could not be.
        """
        return self.take(text, self.hears(text), listener)

    def take(
        self, text: str, heard: Sequence[Heard], listener: Listener | None = None
    ) -> tuple[AnyEvent, ...]:
        """`say` for a line that was heard already, as `listening` gives it."""
        if self.ended:
            raise ValueError("the meeting is over; start another with 'prospect practice'")
        if self._unanswered:
            raise Unanswered(_UNANSWERED)
        turn = self.next_turn
        spoke = SellerSpoke.model_validate(
            {"seq": 0, "turn": turn, "text": text, **recorded_hearing(heard)}
        )
        decision = decide(
            self.meeting.ledger,
            self.state,
            spoke.heard,
            text,
            seed=self.meeting.seed,
            buyer_turn=turn + 1,
            easier=spoke.heard_easier,
        )
        decided = [spoke, self._decided(decision, turn), *disclosed_events(decision)]
        if not self._speech.takes_time:
            kept = self._keep([*decided, *word_events(decision, self._stand_in(decision))])
            self.state, self._gists = decision.state, decision.gists
            return kept
        kept = self._keep(decided)
        self.state, self._gists = decision.state, decision.gists
        worded = self._speech.word(decision, self._lines(), listener)
        try:
            kept += self._keep(word_events(decision, worded))
        except Problem as trouble:
            self._unanswered = True
            raise Unanswered(f"{_UNANSWERED} ({trouble})") from trouble
        self.because = worded.because
        return kept

    def leave(self, listener: Listener | None = None) -> tuple[AnyEvent, ...]:
        """The seller ends the call; nothing happens when it is over already."""
        if self.ended:
            return ()
        if self._unanswered:
            raise Unanswered(_UNANSWERED)
        decision = self._left(self.next_turn)
        worded = self._speech.word(decision, self._lines(), listener)
        kept = self._keep(word_events(decision, worded))
        self.state, self.because = decision.state, worded.because
        return kept

    def stop_waiting(self) -> None:
        """Waits no longer for a model's words; called from another thread, the author's stand in."""
        self._speech.stop()

    def show_coach(self) -> tuple[AnyEvent, ...]:
        """Records that the trainee looked at the coach at this turn."""
        return self._keep([CoachShown(seq=0, turn=self.next_turn)])

    def note_rephrasing(self, text: str, suggested: str) -> tuple[AnyEvent, ...]:
        """Records that other words were suggested for a line that was not said yet."""
        event = RephrasingSuggested(seq=0, turn=self.next_turn, text=text, suggested=suggested)
        return self._keep([event])

    def add(self, event: AnyEvent) -> tuple[AnyEvent, ...]:
        """Keeps an event of after the call (a look back, a misheard mark)."""
        return self._keep([event])

    def _begun(self) -> list[AnyEvent]:
        """The buyer's words at turn 0; none where the seller opens."""
        opening = self.meeting.scenario.opening
        return [BuyerSpoke(seq=0, turn=0, text=opening)] if opening else []

    def _answered(self, decision: Decision) -> list[AnyEvent]:
        """The buyer's side of a turn in the author's words: the decision, then the reply."""
        return [
            self._decided(decision, decision.brief.turn - 1),
            *disclosed_events(decision),
            *word_events(decision, self._stand_in(decision)),
        ]

    def _decided(self, decision: Decision, turn: int) -> AnyEvent:
        return decided_event(decision, turn, hashed=self._sealing)

    def _left(self, turn: int) -> Decision:
        """How the buyer takes it that the seller ends the call."""
        return leave(self.meeting.ledger, self.state, seed=self.meeting.seed, buyer_turn=turn)

    def _stand_in(self, decision: Decision) -> Worded:
        return self._speech.stand_in(decision, self._lines())

    def _lines(self) -> list[Line]:
        """The call so far, as both sides heard it."""
        return [
            Line(isinstance(event, BuyerSpoke), event.text)
            for event in self.events
            if isinstance(event, SellerSpoke | BuyerSpoke)
        ]

    def _keep(self, batch: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
        """Numbers, times and seals events, records them, then adds them to the call."""
        now = self._clock()
        chain = self.events[-1].chain if self.events else ""
        kept: list[AnyEvent] = []
        for offset, event in enumerate(batch):
            stamped = event.model_copy(update={"seq": len(self.events) + offset, "at": now})
            kept.append(sealed(stamped, chain) if self._sealing else stamped)
            chain = kept[-1].chain
        self._record(kept)
        self.events.extend(kept)
        return tuple(kept)


_UNANSWERED = (
    "Your turn is kept and the reply to it is not; leave the call and go on with it to hear it."
)

"""Plays a record again from its recorded hearing and compares every state on the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.transcript import AnyEvent, BuyerDecided, MeetingEnded, SellerSpoke, meeting
from simulator.buyer.engine import decide, leave, opening_state
from simulator.buyer.state import State
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting


class Divergence(Exception):
    """A record that the engine does not reproduce; `turn` is the first turn that differs."""

    def __init__(self, turn: int, message: str) -> None:
        self.turn = turn
        super().__init__(f"turn {turn}: {message}")


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a record leads."""

    state: State
    decisions: tuple[Decision, ...]
    """One per seller turn, in order."""
    opening: State
    """The buyer before the first turn."""

    def before(self, number: int) -> tuple[State, Decision | None]:
        """The state and the last decision before a seller turn; 1 is the first turn."""
        last = self.decisions[number - 2] if number > 1 else None
        return (last.state if last else self.opening), last


def replay(played: Meeting, events: Sequence[AnyEvent]) -> Replayed:
    """The state after a record's last turn.

    Raises Divergence at the first turn whose state hash is not the recorded one, naming the
    engine and content versions when those differ.
    """
    opened = meeting(events)
    state = opening_state(played.ledger)
    if opened.state_sha256 != state.sha256():
        raise Divergence(0, _why(played, events))
    decided = {event.turn: event for event in events if isinstance(event, BuyerDecided)}
    decisions = []
    for event in events:
        if not isinstance(event, SellerSpoke):
            continue
        decision = decide(
            played.ledger,
            state,
            event.heard,
            event.text,
            seed=played.seed,
            buyer_turn=event.turn + 1,
            easier=event.heard_easier,
        )
        state = decision.state
        decisions.append(decision)
        recorded = decided.get(event.turn)
        if recorded is not None and recorded.state_sha256 != state.sha256():
            raise Divergence(event.turn, _why(played, events))
    ended = next((event for event in events if isinstance(event, MeetingEnded)), None)
    if ended is not None and not state.ending:
        state = leave(played.ledger, state, seed=played.seed, buyer_turn=ended.turn).state
    return Replayed(state, tuple(decisions), opening_state(played.ledger))


def _why(played: Meeting, events: Sequence[AnyEvent]) -> str:
    recorded = meeting(events)
    now = played.opened(call_id=recorded.id, at="")
    if recorded.engine != now.engine:
        return f"it was played with engine {recorded.engine}, this is engine {now.engine}"
    known = {item.sha256 for item in now.content}
    for item in recorded.content:
        if item.kind != "rubric" and item.sha256 not in known:
            return f"it was played with another text of {item.kind} {item.id} {item.version}"
    return "the recorded state is not what these lines lead to; the record was changed"

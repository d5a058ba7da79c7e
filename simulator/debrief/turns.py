"""Which turn is 'your turn 7': people count their own from 1, the record all from 0."""

from collections.abc import Sequence

from scoring.transcript import AnyEvent, SellerSpoke


def your_turn(events: Sequence[AnyEvent], turn: int) -> int:
    """The number of the trainee's turn at, or last before, a turn of the record; or 0."""
    return sum(isinstance(event, SellerSpoke) and event.turn <= turn for event in events)


def turns_taken(events: Sequence[AnyEvent]) -> int:
    """How many turns the trainee has taken."""
    return sum(isinstance(event, SellerSpoke) for event in events)

"""Whether a log is whole: nothing changed, put in, left out, moved or cut off since it was sealed."""

from collections.abc import Iterator, Sequence

from scoring.transcript import AnyEvent, MeetingEnded, sealed
from simulator.drills.collecting.doubts import Doubt, with_turns


def breaks(events: Sequence[AnyEvent], head: str) -> Iterator[Doubt]:
    """Every place where the chain does not hold; `head` is the chain that was sealed.

    Each event is held against the chain the one before it claims, so one change is one break and
    what follows it is still looked at.
    """
    before, seq = "", -1
    for event, turn in with_turns(events):
        if event.seq > seq + 1:
            yield Doubt("edited", f"what was recorded just before turn {turn} is missing", turn)
        elif event.seq <= seq:
            yield Doubt("edited", f"turn {turn} was put in, or moved from its place", turn)
        elif event.chain != sealed(event, before).chain:
            yield Doubt(
                "edited", f"turn {turn} was changed: it does not follow from what is before", turn
            )
        before, seq = event.chain, event.seq
    last = with_turns(events)[-1][1]
    if before != head:
        yield Doubt("cut", f"after turn {last} the log goes on in what was sealed, not here", last)
    if not any(isinstance(event, MeetingEnded) for event in events):
        yield Doubt("cut", f"the log stops at turn {last}, before the call had ended", last)

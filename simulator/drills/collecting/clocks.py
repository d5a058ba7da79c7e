"""What the times in a submission say: they are the trainee's own clock's, so they prove little."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from scoring.hearing.words import WORD
from scoring.transcript import AnyEvent, SellerSpoke
from simulator.drills.assigning.drill import Drill
from simulator.drills.collecting.doubts import Doubt, with_turns
from simulator.naming import minute

STEP_BACK = timedelta(seconds=1)
"""A computer that is set by the network may go back this much."""
FASTEST = 10.0
"""Words a second that nobody types or dictates: the fastest typists keep up three or four."""
FEW = 10
"""Words that a remembered phrase or a paste may bring at once without a remark."""


def oddities(events: Sequence[AnyEvent], drill: Drill) -> Iterator[Doubt]:
    """Times that are missing, run backwards, lie before the drill, or are too short for the words."""
    before: datetime | None = None
    for event, turn in with_turns(events):
        now = _instant(event.at)
        if now is None:
            yield Doubt("clock", f"turn {turn} has no time", turn)
            continue
        if before is None and now < drill.made:
            yield Doubt("clock", f"the call began {event.at}, before the drill was made", turn)
        if before is not None and now < before - STEP_BACK:
            yield Doubt("clock", f"turn {turn} is dated before what was said before it", turn)
        elif before is not None and isinstance(event, SellerSpoke):
            yield from _too_fast(event, (now - before).total_seconds())
        before = now


def lateness(
    events: Sequence[AnyEvent], drill: Drill, sent: datetime, received: datetime | None
) -> Iterator[Doubt]:
    """What is dated after the deadline: the call, the sending, or its arrival where that is known."""
    end = drill.deadline
    if end is None:
        return
    for event, turn in with_turns(events):
        now = _instant(event.at)
        if now is not None and now > end:
            yield Doubt("late", f"turn {turn} was held after the deadline", turn)
            break
    for instant, what in ((sent, "handed in"), (received, "received")):
        if instant is not None and instant > end:
            yield Doubt("late", f"{what} {minute(instant)}, the deadline was {minute(end)}")
            break


def _too_fast(event: SellerSpoke, seconds: float) -> Iterator[Doubt]:
    words = len(WORD.findall(event.text))
    if words >= FEW and words > FASTEST * seconds:
        yield Doubt(
            "clock",
            f"turn {event.turn} has {words} words in {max(seconds, 0):.1f} seconds; nobody types "
            "so fast",
            event.turn,
        )


def _instant(at: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None

"""Which calls are tries at the same meeting: a call, its retries, and the retries of those."""

from collections.abc import Sequence

from sqlalchemy import select

from scoring.transcript import AnyEvent, MeetingOpened, meeting
from simulator.archive.archive import Archive, read_event
from simulator.archive.tables import CALLS, EVENTS


def retries_of(archive: Archive, events: Sequence[AnyEvent]) -> list[MeetingOpened]:
    """The openings of all kept retries that go back to the call that this record goes back to."""
    openings = _retries(archive)
    parents = {opened.id: opened.retry_of for opened in openings}
    opened = meeting(events)
    parents[opened.id] = opened.retry_of

    def first(call_id: str) -> str:
        """The call at the beginning; a record that names itself as its own origin ends there."""
        seen = {call_id}
        while (parent := parents.get(call_id)) and parent not in seen:
            seen.add(parent)
            call_id = parent
        return call_id

    return [retry for retry in openings if first(retry.id) == first(opened.id)]


def _retries(archive: Archive) -> list[MeetingOpened]:
    """The opening of every retry that is kept, the earliest first."""
    statement = (
        select(EVENTS.c.call_id, EVENTS.c.json)
        .join(CALLS, CALLS.c.id == EVENTS.c.call_id)
        .where(CALLS.c.purpose == "retry", EVENTS.c.seq == 0)
        .order_by(CALLS.c.started, CALLS.c.id)
    )
    with archive.store.reading() as connection:
        found = [read_event(row.call_id, 0, row.json) for row in connection.execute(statement)]
    return [event for event in found if isinstance(event, MeetingOpened)]

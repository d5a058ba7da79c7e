"""What trainers put beside the turns of a call: kept next to the record, never in it."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from scoring.transcript import AnyEvent, meeting
from simulator.archive.archive import Archive
from simulator.archive.errors import UnknownCall
from simulator.archive.rows import Remark
from simulator.archive.tables import REMARKS

LONGEST_COMMENT = 2000
"""Characters of a comment."""


def remarks_on(archive: Archive, call_id: str) -> dict[int, Remark]:
    """The remarks on a call, by turn."""
    statement = select(REMARKS).where(REMARKS.c.call_id == call_id).order_by(REMARKS.c.turn)
    with archive.store.reading() as connection:
        return {
            row.turn: Remark(bool(row.breakpoint), row.comment)
            for row in connection.execute(statement)
        }


def kept_remarks(archive: Archive, events: Sequence[AnyEvent]) -> dict[int, Remark] | None:
    """The remarks on the call of this record; None when that very record is not kept here."""
    call_id = meeting(events).id
    try:
        kept = archive.lines(call_id)
    except UnknownCall:
        return None
    place = len(events) - 1
    same = place < len(kept) and events[place].chain in kept[place]
    return remarks_on(archive, call_id) if same else None


def keep_remark(archive: Archive, call_id: str, turn: int, remark: Remark) -> None:
    """Puts a remark beside a turn in place of the one there; an empty one is removed.

    Raises UnknownCall when the call is not kept.
    """
    archive.find(call_id)
    place = (REMARKS.c.call_id == call_id, REMARKS.c.turn == turn)
    with archive.store.writing() as connection:
        connection.execute(delete(REMARKS).where(*place))
        if remark.breakpoint or remark.comment:
            connection.execute(
                insert(REMARKS).values(
                    call_id=call_id,
                    turn=turn,
                    breakpoint=int(remark.breakpoint),
                    comment=remark.comment[:LONGEST_COMMENT],
                )
            )

"""What grading said of kept calls, so that nothing is graded twice.

A kept grade holds for one record (the hash its chain ends with), one rubric (the hash of its text) and
one grader. When any of them is another it is not found, and the next grade takes its place. It goes
with its call when that is purged.
"""

from collections.abc import Mapping

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.sqlite import insert

from simulator.archive.store import Store
from simulator.archive.tables import CALLS, EVENTS, GRADES


def heads(store: Store) -> dict[str, str]:
    """The hash that each call's record ends with; calls without one, written unsealed, are left out."""
    chain = func.json_extract(EVENTS.c.json, "$.chain")
    last = and_(CALLS.c.id == EVENTS.c.call_id, CALLS.c.events == EVENTS.c.seq + 1)
    statement = select(EVENTS.c.call_id, chain).join(CALLS, last)
    with store.reading() as connection:
        return {call_id: head for call_id, head in connection.execute(statement) if head}


def kept_grades(store: Store, *, rubric: str, grader: str) -> dict[str, str]:
    """Grades as JSON by call id: those made by this rubric and grader from records as they are now."""
    statement = select(GRADES.c.call_id, GRADES.c.chain, GRADES.c.json).where(
        GRADES.c.rubric == rubric, GRADES.c.grader == grader
    )
    now = heads(store)
    with store.reading() as connection:
        return {
            row.call_id: row.json
            for row in connection.execute(statement)
            if now.get(row.call_id) == row.chain
        }


def keep_grades(
    store: Store, grades: Mapping[tuple[str, str], str], *, rubric: str, grader: str
) -> None:
    """Keeps grades as JSON by call id and head; a call that is gone by now is passed over.

    Raises ArchiveError when they cannot be kept.
    """
    with store.writing() as connection:
        there = set(connection.execute(select(CALLS.c.id)).scalars())
        rows = [
            {"call_id": call_id, "rubric": rubric, "chain": chain, "grader": grader, "json": json}
            for (call_id, chain), json in grades.items()
            if call_id in there
        ]
        if not rows:
            return
        statement = insert(GRADES)
        new = {name: statement.excluded[name] for name in ("chain", "grader", "json")}
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[GRADES.c.call_id, GRADES.c.rubric], set_=new
            ),
            rows,
        )

"""The part of a register that keeps the engine's grades. They are made from the logs alone."""

import json
from collections.abc import Sequence
from functools import cache

from pydantic_core import from_json
from sqlalchemy import RowMapping, delete, insert, select

from simulator.drills.register.keeping import Keeper, repeated
from simulator.drills.register.rows import Grade, Graded
from simulator.drills.register.submission_rows import AT_ONCE
from simulator.drills.register.tables import GRADES, SUBMISSIONS


class EngineGrades(Keeper):
    """What the engine says of submissions, by rubric and version of the grader."""

    @repeated
    def keep_grades(self, grades: Sequence[Grade]) -> None:
        """Keeps the engine's grades; one that is there already is replaced by an equal one."""
        if not grades:
            return
        with self.store.writing() as connection:
            for rubric, grader in {(grade.rubric, grade.grader) for grade in grades}:
                connection.execute(
                    delete(GRADES).where(
                        GRADES.c.submission.in_([grade.submission for grade in grades]),
                        GRADES.c.rubric == rubric,
                        GRADES.c.grader == grader,
                    )
                )
            connection.execute(
                insert(GRADES),
                [
                    {
                        "submission": grade.submission,
                        "rubric": grade.rubric,
                        "grader": grade.grader,
                        "status": grade.status,
                        "score": grade.score,
                        "levels": json.dumps(grade.levels),
                        "topics": _topics(grade.card),
                        "card": grade.card,
                    }
                    for grade in grades
                ],
            )

    @repeated
    def gradable(self, drill_id: str) -> list[str]:
        """Ids of every submission that can be graded."""
        statement = (
            select(SUBMISSIONS.c.id)
            .where(SUBMISSIONS.c.drill == drill_id, SUBMISSIONS.c.gradable)
            .order_by(SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return list(connection.execute(statement).scalars())

    @repeated
    def ungraded(self, drill_id: str, rubric: str, grader: str) -> list[str]:
        """Ids of gradable submissions that this grader has not graded by this rubric."""
        graded = select(GRADES.c.submission).where(
            GRADES.c.submission == SUBMISSIONS.c.id,
            GRADES.c.rubric == rubric,
            GRADES.c.grader == grader,
        )
        statement = (
            select(SUBMISSIONS.c.id)
            .where(SUBMISSIONS.c.drill == drill_id, SUBMISSIONS.c.gradable, ~graded.exists())
            .order_by(SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return list(connection.execute(statement).scalars())

    @repeated
    def grades(self, drill_id: str, rubric: str, grader: str) -> dict[str, Grade]:
        """The engine's grades of a drill by submission, scorecards and all; `levels` is lighter."""
        statement = (
            select(GRADES)
            .join(SUBMISSIONS, SUBMISSIONS.c.id == GRADES.c.submission)
            .where(
                SUBMISSIONS.c.drill == drill_id,
                GRADES.c.rubric == rubric,
                GRADES.c.grader == grader,
            )
        )
        with self.store.reading() as connection:
            rows = connection.execute(statement).mappings()
            return {row["submission"]: _grade(row) for row in rows}

    @repeated
    def grades_of(self, ids: Sequence[str], rubric: str, grader: str) -> dict[str, Grade]:
        """The engine's grades of some submissions; for a few at once."""
        statement = select(GRADES).where(
            GRADES.c.submission.in_(ids), GRADES.c.rubric == rubric, GRADES.c.grader == grader
        )
        with self.store.reading() as connection:
            rows = connection.execute(statement).mappings()
            return {row["submission"]: _grade(row) for row in rows}

    @repeated
    def levels(self, drill_id: str, rubric: str, grader: str) -> dict[str, Graded]:
        """The engine's scores, levels and topics of a drill by submission: what a board shows."""
        statement = (
            select(
                GRADES.c.submission,
                GRADES.c.status,
                GRADES.c.score,
                GRADES.c.levels,
                GRADES.c.topics,
            )
            .join(SUBMISSIONS, SUBMISSIONS.c.id == GRADES.c.submission)
            .where(
                SUBMISSIONS.c.drill == drill_id,
                GRADES.c.rubric == rubric,
                GRADES.c.grader == grader,
            )
        )
        # Many calls have equal levels and topics: kept once, a large class takes half the memory.
        levels, topics = cache(from_json), cache(_set_of)
        with self.store.reading() as connection:
            return {
                name: Graded(status, score, levels(level_text), topics(topic_text))
                for some in connection.execute(statement).partitions(AT_ONCE)
                for name, status, score, level_text, topic_text in some
            }


def _grade(row: RowMapping) -> Grade:
    columns = {name: value for name, value in row.items() if name != "topics"}
    return Grade(**columns | {"levels": json.loads(row["levels"])})


def _set_of(topics: str) -> frozenset[str]:
    return frozenset(topics.split())


def _topics(card: str) -> str:
    """What a scorecard says was explored, parted by spaces; empty where it does not say."""
    return " ".join(json.loads(card).get("metrics", {}).get("topics_explored", ()))

"""Submissions for the tests that were never played: many, at once, and of any size."""

from dataclasses import replace
from datetime import UTC, datetime

from simulator.drills.submission.submission import Header, Submission
from tests.simulator.drills.classroom import SCENARIO, attempt_of, drill_of, file_of, taken

AT = "2030-03-02T10:00:00+00:00"
SENT = datetime(2030, 3, 2, 9, 30, tzinfo=UTC)


def submission(
    name: str = "one",
    *,
    trainee: str = "Ann",
    attempt: int = 1,
    scenario: str = SCENARIO,
    drill: str = "spring-1",
    gradable: bool = True,
    log: tuple[str, ...] = ('{"type":"x"}',),
) -> Submission:
    """A submission of that name; other names are other submissions."""
    header = Header(
        drill=drill,
        trainee=trainee,
        scenario=scenario,
        attempt=attempt,
        call=f"20300302-{name}",
        head=f"head of {name}",
        sent=SENT,
        seal="00",
    )
    return Submission(id=f"id-{name}", header=header, log=log, gradable=gradable)


def played() -> Submission:
    """One that was played and sealed."""
    drill = drill_of()
    return taken(file_of(attempt_of(drill)), drill)


def another(original: Submission, number: int) -> Submission:
    """The same call under another trainee's name; its seal no longer fits."""
    header = original.header.model_copy(update={"trainee": f"Trainee {number:05d}"})
    return replace(original, id=f"{number:05d}{original.id[5:]}", header=header)

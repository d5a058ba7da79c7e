"""A class that was really played: simulated sellers of mixed skill, taken into a register."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from personas.vocabulary import Level
from scoring.grader import VERSION, grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, digest
from simulator.drills.assigning.drill import Drill
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Grade
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import Header, Submission
from simulator.sellers.catalog import seller_named
from simulator.simulation.call import meeting_for, played
from tests.simulator.drills.a_class import OWNER, drill

SELLERS = {"Ann": "reference:1.0", "Ben": "reference:0.5", "Cid": "reference:0.0"}
SENT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def take_in(
    register: Register, exercise: Drill, trainee: str, seller: str, attempt: int = 1
) -> str:
    """Plays one attempt, hands it in, grades it; the submission's id."""
    meeting = meeting_for(OWNER, exercise.seed(attempt), Level.STANDARD)
    events: Sequence[AnyEvent] = played(meeting, seller_named(seller, meeting.seed))
    log = tuple(event.model_dump_json() for event in events)
    header = Header(
        drill=exercise.id,
        trainee=trainee,
        scenario=OWNER,
        attempt=attempt,
        call=f"call-{trainee}",
        head=events[-1].chain,
        sent=SENT,
        seal="0" * 64,
    )
    handed = Submission(id=digest([trainee, attempt, *log]), header=header, log=log)
    register.take(handed, SENT.isoformat())
    rubric = load_rubric()
    card = grade(events, rubric)
    scored = card.status == "scored"
    register.keep_grades(
        [
            Grade(
                submission=handed.id,
                rubric=rubric.sha256,
                grader=VERSION,
                status=card.status,
                score=card.score,
                levels={item.id: item.level for item in card.criteria} if scored else {},
                card=json.dumps(card.to_json()),
            )
        ]
    )
    return handed.id


def play_class(path: Path, **more: object) -> dict[str, str]:
    """Three trainees in a register at `path`, a fourth who handed in nothing; ids by trainee."""
    exercise = drill(OWNER, **more)
    register = open_register(path)
    register.add(exercise, "0" * 64)
    register.enrol(exercise.id, "Dot", SENT.isoformat())
    ids = {
        trainee: take_in(register, exercise, trainee, seller) for trainee, seller in SELLERS.items()
    }
    number = Judgements(register.store).dispute(
        ids["Ben"], criterion="impact", turn=5, text="I asked.", at=SENT.isoformat()
    )
    assert number == 1
    register.store.close()
    return ids

"""A class in memory for the trainer's screens: calls of three turns, grades by hand, a real desk."""

from collections.abc import Sequence
from typing import Any, cast

from scoring.transcript import AnyEvent, MeetingOpened
from simulator.archive.store import memory_store
from simulator.drills.assigning.drill import Drill
from simulator.drills.desk.handed import Handed
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register, Store
from simulator.drills.register.tables import METADATA
from simulator.drills.submission.submission import Flag, Header, Submission
from simulator.review.turns import Review
from simulator.tui.board_app import BoardApp
from simulator.tui.board_desk import RegisterDesk
from tests.simulator.drills.a_class import ALL_TOPICS, CFO, OWNER, drill, graded, handed_in
from tests.simulator.tui.outcomes import REVIEW
from tests.simulator.tui.scripted import ScriptedSession

AT = "2026-03-02T10:00:00+00:00"
ASKED = ("What goes wrong between finishing a job and the money?", "Shall I show you?")
REPLIES = ("They pay late, same as everybody's.", "What makes you say that?")


class BoardDeskHere(RegisterDesk):
    """The real desk, but for the play-outs of a review."""

    def review(self, handed: Handed) -> Review:
        return REVIEW


def call_of(asked: Sequence[str] = ASKED) -> list[AnyEvent]:
    """A call of as many turns."""
    session = ScriptedSession([*REPLIES[: len(asked)]])
    for line in asked:
        session.say(line)
    opened = session.events[0]
    assert isinstance(opened, MeetingOpened)
    return [event.model_copy(update={"seq": at}) for at, event in enumerate(session.events)]


def take(
    register: Register, exercise: Drill, trainee: str, scenario: str = OWNER, **more: Any
) -> str:
    """Hands in a call of a trainee and grades it; its id."""
    flags = more.pop("flags", ())
    asked = more.pop("asked", ASKED)
    row = handed_in(trainee, scenario)
    header = Header.model_validate(
        {
            "drill": exercise.id,
            "trainee": trainee,
            "scenario": scenario,
            "attempt": 1,
            "call": row.call,
            "head": "0" * 64,
            "sent": AT,
            "seal": "0" * 64,
        }
    )
    register.take(
        Submission(
            id=row.id,
            header=header,
            log=tuple(event.model_dump_json() for event in call_of(asked)),
            flags=tuple(Flag(kind, f"{trainee}, turn 4: {kind}.", 4) for kind in flags),
        ),
        AT,
    )
    register.keep_grades([graded(row, **more)])
    return row.id


def a_desk(*, held: bool = False, name: str = "Ben", said: str = ASKED[0]) -> BoardDeskHere:
    """Ann at two meetings, Ben at one with a dispute, Cid copied, Dot with nothing."""
    store = cast("Store", memory_store())  # nothing is ever wiped from it
    with store.writing() as connection:
        METADATA.create_all(connection)
    register = Register(store)
    exercise = drill(OWNER, CFO, release="by_trainer" if held else "at_once")
    register.add(exercise, "0" * 64)
    register.enrol(exercise.id, "Dot", AT)
    take(register, exercise, "Ann", levels=3)
    take(register, exercise, "Ann", CFO, levels={"impact": 4, "goals": 1})
    told = [topic for topic in ALL_TOPICS if topic != "change"]
    ben = take(
        register, exercise, name, levels={"impact": 0}, cap=35, topics=told, asked=(said, ASKED[1])
    )
    take(register, exercise, "Cid", levels=2, topics=["problem"], flags=["copied"])
    Judgements(store).dispute(ben, criterion="impact", turn=1, text="I asked what it costs.", at=AT)
    clock = lambda: "2026-03-06T08:00:00+00:00"  # noqa: E731 - the clock stands still
    return BoardDeskHere(TrainersDesk(register, exercise.id, clock=clock), lambda _: None)  # type: ignore[arg-type, return-value]


def board_app(**more: Any) -> BoardApp:
    """The trainer's app over such a class."""
    return BoardApp(a_desk(**more))

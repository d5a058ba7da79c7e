"""The trainees of a class that is played from ticket to handing in, honest ones and others.

Each has an archive of their own, joins with a ticket in their name, holds attempts through the
program's own code with a simulated seller, and hands in a file or with a login of the database.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from scoring.transcript import EVENT, AnyEvent, MarkedMisheard, SellerSpoke, sealed
from simulator.archive.archive import Archive
from simulator.archive.opening import open_archive
from simulator.drills.assigning.drill import Drill, Ticket
from simulator.drills.assigning.tickets import read_ticket
from simulator.drills.submission.file import as_held, header_of, submission_of
from simulator.drills.submission.submission import Submission
from simulator.drills.trainee.attempting import begin_attempt
from simulator.drills.trainee.handing_in import hand_in, to_register
from simulator.drills.trainee.joining import Joined
from simulator.sellers.catalog import SKILLS
from simulator.sellers.reference import reference
from simulator.sellers.seller import Seller, View
from simulator.simulation.playing import Table, play_all, questions_about
from simulator.voices.authored import AuthoredVoice
from tests.simulator.drills.classroom import ticking

OPENERS = ("Well", "Right", "Okay", "So", "Now", "Look")
SECONDS = ("then", "please", "honestly", "quickly", "again")


@dataclass(frozen=True)
class InOwnWords:
    """A seller with a habit of speech, so that no two trainees say the same word for word."""

    seller: Seller
    habit: str

    def speak(self, view: View) -> str | None:
        """The seller's line, the habit before it."""
        line = self.seller.speak(view)
        return None if line is None else f"{self.habit} {line}"


@dataclass
class Person:
    """A trainee of the class."""

    number: int
    name: str
    ticket: Ticket
    folder: Path
    """Where their program keeps things, and where their files for the trainer go."""
    address: str = ""
    """The register with their login; empty where they send files."""
    archive: Archive = field(init=False)
    joined: Joined = field(init=False)

    def __post_init__(self) -> None:
        self.archive = open_archive(self.folder)
        self.joined = Joined(self.archive)

    @property
    def drill(self) -> Drill:
        """The drill they take part in."""
        return self.ticket.drill

    @property
    def starts(self) -> datetime:
        """When they sit down to it: a day after the drill was made."""
        return self.drill.made + timedelta(days=1, minutes=self.number)

    @property
    def outbox(self) -> Path:
        """Where their program writes what they send."""
        return self.folder / "sent"

    def seller(self, attempt: int) -> Seller:
        """Who speaks for them: of mixed skill over the class, better at a second attempt."""
        skill = SKILLS[(self.number + attempt - 1) % len(SKILLS)]
        turn, second = divmod(self.number, len(SECONDS))
        habit = f"{OPENERS[turn % len(OPENERS)]}, {SECONDS[second]},"
        return InOwnWords(reference(skill, self.number), habit)

    def hand_in(self, scenario: str, attempt: int = 1, hours: int = 2) -> None:
        """Hands in an attempt, some hours after they sat down."""
        hand_in(
            self.joined,
            self.drill.id,
            scenario,
            attempt,
            self.outbox,
            self.starts + timedelta(hours=hours),
            address=self.address,
        )

    def record(self, scenario: str, attempt: int = 1) -> list[AnyEvent]:
        """What was kept of an attempt."""
        held = self.joined.held_at(self.drill, scenario)
        return self.archive.events(held.attempt(attempt).call_id)

    def marks_misheard(self, scenario: str) -> int:
        """Says that their first line was misheard, after the call; its turn."""
        held = self.joined.held_at(self.drill, scenario).attempt(1)
        record = self.record(scenario)
        turn = next(event.turn for event in record if isinstance(event, SellerSpoke))
        mark = MarkedMisheard(seq=record[-1].seq + 1, at=record[-1].at, turn=turn)
        self.archive.append(held.call_id, [sealed(mark, record[-1].chain)])
        return turn

    def sealed(self, events: Sequence[AnyEvent]) -> Submission:
        """A call as their program would hand it in, whoever held it."""
        call = as_held(events)
        header = header_of(
            call,
            key=self.ticket.key,
            drill=self.drill.id,
            trainee=self.name,
            attempt=1,
            sent=(self.starts + timedelta(hours=2)).isoformat(),
        )
        return submission_of(header, call)

    def own(self, scenario: str) -> Submission:
        """Their first attempt as their program would hand it in."""
        return self.sealed(self.record(scenario))

    def sends(self, submission: Submission, name: str) -> None:
        """Hands in what their program did not make, in the way they hand in."""
        if self.address:
            to_register(self.address, submission, "")
            return
        self.outbox.mkdir(exist_ok=True)
        lines = [submission.header.model_dump_json(), *submission.log]
        (self.outbox / f"{name}.submission").write_text("\n".join(lines) + "\n", encoding="utf-8")


def enrolled(
    tickets: Sequence[Path], folder: Path, address_of: Callable[[int, str], str]
) -> list[Person]:
    """The class, everybody with a ticket joined; `address_of` gives who has a login their address."""
    people = []
    for number, file in enumerate(tickets):
        ticket = read_ticket(file)
        place = folder / f"{number:02}"
        person = Person(number, ticket.trainee, ticket, place, address_of(number, ticket.trainee))
        person.joined.join(ticket, ticket.trainee, ticket.drill.made.isoformat())
        people.append(person)
    return people


def hold(people: Sequence[Person], scenario: str, attempt: int = 1) -> None:
    """Everybody holds their next attempt at a meeting, to its end."""
    with ExitStack() as open_calls:
        tables = []
        for person in people:
            call = open_calls.enter_context(
                begin_attempt(
                    person.joined,
                    person.drill,
                    scenario,
                    voice=AuthoredVoice(),
                    clock=ticking(person.starts + timedelta(minutes=30 * attempt)),
                )
            )
            ways = questions_about(call.session.meeting.persona)
            tables.append(Table(call.session, person.seller(attempt), ways))
        play_all(tables)


def edited(own: Submission) -> tuple[Submission, int]:
    """More said in the seller's second line, the seals left as they were; its turn."""
    events = [EVENT.validate_json(line) for line in own.log]
    line = _second_line(events)
    more = line.model_copy(update={"text": f"{line.text} What does that cost you in a month?"})
    changed = [more if event is line else event for event in events]
    return submission_of(own.header, changed), line.turn


def shortened(own: Submission) -> tuple[Submission, int]:
    """The seller's second line left out, the seals left as they were; its turn."""
    events = [EVENT.validate_json(line) for line in own.log]
    line = _second_line(events)
    return submission_of(own.header, [event for event in events if event is not line]), line.turn


def corrupt(own: Submission) -> Submission:
    """Cut in the middle of a line on its way."""
    half = len(own.log) // 2
    return replace(own, id=own.id[::-1], log=(*own.log[:half], own.log[half][:40]))


def _second_line(events: Sequence[AnyEvent]) -> SellerSpoke:
    return [event for event in events if isinstance(event, SellerSpoke)][1]

"""The trainee's side of drills: tickets that were joined, and the attempts begun with them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from simulator.archive.archive import Archive
from simulator.archive.rows import CallRow
from simulator.archive.tables import CALLS, DRILL_ATTEMPTS, DRILL_TICKETS
from simulator.drills.assigning.drill import Drill, Ticket
from simulator.drills.assigning.pins import require
from simulator.problem import Problem


class NotJoined(Problem):
    """A drill that is not among those joined here."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that was begun; it counts, whatever came of it."""

    number: int
    call_id: str
    handed_in: str
    """When; empty when it was not."""
    call: CallRow | None
    """None once the call was purged."""

    @property
    def ended(self) -> bool:
        """Whether the call is over, so that it can be handed in."""
        return self.call is not None and self.call.ended is not None


@dataclass(frozen=True, slots=True)
class Held:
    """What a trainee has held at one meeting of a drill."""

    drill: Drill
    scenario: str
    attempts: tuple[Begun, ...]
    """In the order they were begun."""

    @property
    def left(self) -> int:
        """Attempts that can still be begun."""
        return max(0, self.drill.attempts - len(self.attempts))

    @property
    def going(self) -> Begun | None:
        """The attempt that was begun and can go on."""
        return next((one for one in self.attempts if one.call and one.call.ended is None), None)

    @property
    def handed_in(self) -> Begun | None:
        """The attempt that counts: the one handed in last in time, else the last of the late ones."""
        end = self.drill.deadline

        def when(one: Begun) -> tuple[bool, datetime]:
            at = datetime.fromisoformat(one.handed_in)
            return end is None or at <= end, at

        return max((one for one in self.attempts if one.handed_in), key=when, default=None)

    def attempt(self, number: int) -> Begun:
        """An attempt by its number. Raises Problem."""
        for one in self.attempts:
            if one.number == number:
                return one
        raise Problem(
            f"there is no attempt {number} of {self.scenario} in drill {self.drill.id}; "
            f"{len(self.attempts)} of {self.drill.attempts} were begun"
        )


class Joined:
    """The drills joined in one archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def join(self, ticket: Ticket, trainee: str, at: str) -> bool:
        """Keeps a ticket under the trainee's name; False when the very same was kept already.

        A new ticket to the same drill takes the place of the old. Raises PinsDiffer or ContentError
        when the drill cannot be played here, Problem when the name is not the ticket's.
        """
        drill = ticket.drill
        if ticket.trainee and trainee != ticket.trainee:
            raise Problem(
                f"this ticket is {ticket.trainee}'s, not {trainee}'s; ask for one of yours"
            )
        require(drill)
        json = ticket.model_dump_json()
        with self.archive.store.writing() as connection:
            mine = DRILL_TICKETS.c.drill == drill.id
            kept = connection.execute(select(DRILL_TICKETS).where(mine)).mappings().first()
            if kept is not None:
                if (kept["json"], kept["trainee"]) == (json, trainee):
                    return False
                if Ticket.model_validate_json(kept["json"]).drill != drill:
                    raise Problem(
                        f"another drill {drill.id} was joined here before; ask the trainer which "
                        "of the two holds"
                    )
                connection.execute(delete(DRILL_TICKETS).where(mine))
            connection.execute(
                insert(DRILL_TICKETS).values(drill=drill.id, trainee=trainee, json=json, joined=at)
            )
        return True

    def tickets(self) -> list[tuple[Ticket, str]]:
        """Every ticket with the trainee's name, the one joined last first."""
        statement = select(DRILL_TICKETS).order_by(DRILL_TICKETS.c.joined.desc())
        with self.archive.store.reading() as connection:
            rows = connection.execute(statement).mappings().all()
        return [(Ticket.model_validate_json(row["json"]), row["trainee"]) for row in rows]

    def ticket(self, drill_id: str) -> tuple[Ticket, str]:
        """A ticket with the trainee's name, by the drill's id or the beginning of it.

        Raises NotJoined.
        """
        tickets = self.tickets()
        found = [one for one in tickets if one[0].drill.id == drill_id] or [
            one for one in tickets if drill_id and one[0].drill.id.startswith(drill_id)
        ]
        if len(found) == 1:
            return found[0]
        ids = ", ".join(ticket.drill.id for ticket, _ in found or tickets)
        if found:
            raise NotJoined(f"{drill_id} could be {ids}; give more of the id")
        raise NotJoined(
            f"no drill {drill_id} was joined here; {f'there are {ids}' if ids else 'there is none'}"
            ": 'prospect drill join FILE' takes the file that your trainer sent"
        )

    def held_at(self, drill: Drill, scenario: str) -> Held:
        """What was held at one meeting. Raises Problem when the drill has none such."""
        if scenario not in drill.scenarios:
            names = ", ".join(drill.scenarios)
            raise Problem(f"drill {drill.id} has no meeting {scenario}; there are {names}")
        statement = (
            select(DRILL_ATTEMPTS)
            .where(DRILL_ATTEMPTS.c.drill == drill.id, DRILL_ATTEMPTS.c.scenario == scenario)
            .order_by(DRILL_ATTEMPTS.c.attempt)
        )
        with self.archive.store.reading() as connection:
            rows = connection.execute(statement).mappings().all()
            calls = {
                row["id"]: CallRow(**row)
                for row in connection.execute(
                    select(CALLS).where(CALLS.c.id.in_([row["call_id"] for row in rows]))
                ).mappings()
            }
        begun = tuple(
            Begun(row["attempt"], row["call_id"], row["handed_in"], calls.get(row["call_id"]))
            for row in rows
        )
        return Held(drill, scenario, begun)

    def held_in(self, drill: Drill) -> list[Held]:
        """What was held at every meeting of a drill."""
        return [self.held_at(drill, scenario) for scenario in drill.scenarios]

    def mark_handed_in(self, call_id: str, at: str) -> None:
        """Notes that an attempt was handed in."""
        with self.archive.store.writing() as connection:
            connection.execute(
                update(DRILL_ATTEMPTS)
                .where(DRILL_ATTEMPTS.c.call_id == call_id)
                .values(handed_in=at)
            )

    def calls_of(self, trainee: str) -> list[str]:
        """Ids of the attempts that were held here under a name and are still kept."""
        return [
            one.call_id
            for ticket, name in self.tickets()
            if name == trainee
            for held in self.held_in(ticket.drill)
            for one in held.attempts
            if one.call is not None
        ]

    def forget(self, trainee: str) -> bool:
        """Removes the tickets of a name, and that attempts were held with them; whether any were."""
        mine = DRILL_TICKETS.c.trainee == trainee
        with self.archive.store.writing() as connection:
            drills = select(DRILL_TICKETS.c.drill).where(mine)
            connection.execute(delete(DRILL_ATTEMPTS).where(DRILL_ATTEMPTS.c.drill.in_(drills)))
            gone = connection.execute(delete(DRILL_TICKETS).where(mine)).rowcount
        return gone > 0

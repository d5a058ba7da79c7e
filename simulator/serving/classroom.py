"""A drill that everybody who comes in takes part in."""

from collections.abc import Callable

from simulator.archive.opening import open_archive
from simulator.call.session import Clock
from simulator.drills.assigning.drill import Ticket
from simulator.drills.assigning.pins import require
from simulator.drills.assigning.tickets import proper_name
from simulator.drills.trainee.joining import Joined, NotJoined
from simulator.problem import Problem
from simulator.serving.trainees import Trainee


def joining(ticket: Ticket, clock: Clock) -> Callable[[Trainee], None]:
    """Joins a trainee to a drill at their first visit, under the name they came in by.

    Raises Problem when the ticket is one person's, PinsDiffer or ContentError
    when the drill cannot be played here.
    """
    drill = ticket.drill
    if ticket.trainee:
        raise Problem(
            f"this ticket is {ticket.trainee}'s; everybody who comes in needs the open one, which "
            "'prospect drill new' writes"
        )
    require(drill)

    def welcome(trainee: Trainee) -> None:
        archive = open_archive(trainee.calls)
        try:
            joined = Joined(archive)
            try:
                joined.ticket(drill.id)
            except NotJoined:
                joined.join(ticket, proper_name(trainee.name), clock())
        finally:
            archive.close()

    return welcome

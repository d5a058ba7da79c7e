"""Takes in what a trainee handed in: verifies all that a file can show, and flags what it cannot bear.

Nothing here believes the file. What it cannot show (who played, whether a seed was rehearsed) is
said in `docs/drills.md` and on the board.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from scoring.transcript import CoachShown
from simulator.call.meeting import Meeting
from simulator.drills.assigning.drill import Drill
from simulator.drills.assigning.pins import meeting_of
from simulator.drills.assigning.seals import OPEN_TICKET, same, seal, stamp
from simulator.drills.collecting.chain import breaks
from simulator.drills.collecting.clocks import lateness, oddities
from simulator.drills.collecting.doubts import Doubt
from simulator.drills.collecting.replaying import divergences
from simulator.drills.submission.file import Corrupt, Received, read, submission_of
from simulator.drills.submission.submission import UNGRADABLE, Flag, Flagged, Header, Submission
from simulator.problem import Problem

TicketKeyOf = Callable[[str], str]
"""The key of a trainee's ticket by name; of the open ticket for `OPEN_TICKET`."""
MeetingOf = Callable[[Drill, str, int], Meeting]
"""The meeting of a drill's scenario and attempt; may keep what it was asked for before."""

MOST_OF_A_KIND = 5
"""Flags of one kind that are told; a log changed all over is told by its first places."""


class OtherDrill(Problem):
    """A submission to another drill."""


def taken_in(
    data: bytes,
    name: str,
    *,
    drill: Drill,
    ticket_key_of: TicketKeyOf,
    assigned: Collection[str] = (),
    received: datetime | None = None,
    meeting_for: MeetingOf = meeting_of,
) -> Submission:
    """The submission in a file's bytes, verified and flagged; `name` is the file's.

    `assigned` are those who were given a ticket in their own name: an open ticket does not stand in
    for it. `received` is when it arrived, where that is known otherwise than from the file.

    One that is not gradable proves nothing of whom it names: it is there for the trainer to see,
    and must not keep a good one out. Copies show only beside others (`simulator.drills.collecting.copying`).
    Raises Corrupt for a file that is damaged or none of ours, OtherDrill for another drill's, and
    PinsDiffer where this program is not what the drill was made with.
    """
    came = read(data, name)
    header = came.header
    if header.drill != drill.id:
        raise OtherDrill(
            f"{name} ({header.trainee}) is for drill {header.drill}, not {drill.id}; collect it there"
        )
    _require_stamped(header, ticket_key_of, name)
    whole = list(breaks(came.events, header.head))
    doubts = [*_token(header, ticket_key_of, assigned), *whole, *_place(came, drill)]
    if not {doubt.kind for doubt in doubts} & {"edited", "cut", "other_content", "other_seed"}:
        doubts += divergences(meeting_for(drill, header.scenario, header.attempt), came.events)
    doubts += _coached(came, drill)
    doubts += oddities(came.events, drill)
    doubts += lateness(came.events, drill, header.sent, received)
    flags = tuple(_told(doubts, header))
    return replace(
        submission_of(header, came.events),
        flags=flags,
        gradable=not any(flag.kind in UNGRADABLE for flag in flags),
    )


def _token(
    header: Header, ticket_key_of: TicketKeyOf, assigned: Collection[str]
) -> Iterator[Doubt]:
    """Whether it was sealed with this trainee's ticket, and if not, with whose."""
    if _sealed_by(header, ticket_key_of(header.trainee), header.trainee):
        return
    if _sealed_by(header, ticket_key_of(OPEN_TICKET), header.trainee):
        if header.trainee in assigned:
            yield Doubt("forged_name", "sealed with the open ticket, and this name has its own")
        return
    for other in sorted(set(assigned) - {header.trainee}):
        key = ticket_key_of(other)
        if _sealed_by(header, key, other) or _sealed_by(header, key, header.trainee):
            yield Doubt("forged_name", f"sealed with {other}'s ticket, under another name")
            return
    yield Doubt(
        "foreign_token", "not sealed with a ticket of this drill, or the header was changed"
    )


def _require_stamped(header: Header, ticket_key_of: TicketKeyOf, name: str) -> None:
    """Raises Corrupt for a sealed call whose time or marks were changed on its way.

    It is kept out whole: kept, it would stand where the good sending of the same call belongs.
    """
    for whose in (header.trainee, OPEN_TICKET):
        key = ticket_key_of(whose)
        if _sealed_by(header, key, header.trainee) and not same(
            header.stamp, stamp(key, header.seal, header.sent, header.misheard)
        ):
            raise Corrupt(
                name,
                header,
                "line 1 ",
                "was changed after it was sealed: when it was sent, or "
                "which lines were marked as misheard",
            )


def _sealed_by(header: Header, key: str, trainee: str) -> bool:
    return same(
        header.seal,
        seal(
            key,
            drill=header.drill,
            trainee=trainee,
            scenario=header.scenario,
            attempt=header.attempt,
            head=header.head,
        ),
    )


def _place(came: Received, drill: Drill) -> Iterator[Doubt]:
    """Whether the call is the attempt of this drill that the header says it is."""
    header, opened = came.header, came.opened
    if opened.purpose != "drill" or opened.drill != drill.id:
        yield Doubt("edited", f"it was not held in this drill but as {opened.purpose}", 0)
    said = (header.call, header.scenario, header.attempt)
    if said != (opened.id, opened.scenario, opened.attempt):
        yield Doubt("edited", "the header names another call than the log holds", 0)
    if header.attempt > drill.attempts:
        yield Doubt(
            "too_many_attempts", f"this attempt is number {header.attempt} of {drill.attempts}", 0
        )
    if opened.seed != drill.seed(header.attempt):
        yield Doubt("other_seed", f"seed {opened.seed} is not this attempt's", 0)
    yield from _content(came, drill)


def _content(came: Received, drill: Drill) -> Iterator[Doubt]:
    """Whether it was played with what the drill pins."""
    opened = came.opened
    meet = next((meet for meet in drill.meetings if meet.scenario.id == opened.scenario), None)
    if meet is None:
        yield Doubt("other_content", f"{opened.scenario} is no meeting of this drill", 0)
        return
    here = {item.kind: item for item in opened.content}
    for wanted in (meet.scenario, meet.persona):
        used = here.get(wanted.kind)
        if used is None or used.sha256 != wanted.sha256:
            yield Doubt(
                "other_content", f"played with another text of {wanted.kind} {wanted.id}", 0
            )
    if opened.level != drill.level:
        yield Doubt("other_content", f"played at level {opened.level}, not {drill.level}", 0)
    if opened.engine != drill.engine:
        yield Doubt("other_content", f"played with engine {opened.engine}, not {drill.engine}", 0)
    if drill.hearing and opened.hearing != drill.hearing:
        yield Doubt("other_content", f"heard by hearing {opened.hearing}, not {drill.hearing}", 0)


def _coached(came: Received, drill: Drill) -> Iterator[Doubt]:
    """Whether the coach was opened where the drill does not allow it."""
    looks = [event for event in came.events if isinstance(event, CoachShown)]
    if looks and not drill.coach:
        yield Doubt(
            "coach",
            f"the coach was opened {len(looks)} times, first at turn {looks[0].turn}, and this "
            "drill does not allow it",
            looks[0].turn,
        )


def _told(doubts: list[Doubt], header: Header) -> Iterator[Flag]:
    """Doubts as a trainer reads them, each place once."""
    whose = f"{header.trainee}, {header.scenario}, attempt {header.attempt}"
    told: Counter[Flagged] = Counter()
    for doubt in dict.fromkeys(doubts):
        told[doubt.kind] += 1
        if told[doubt.kind] <= MOST_OF_A_KIND:
            yield Flag(doubt.kind, f"{whose}: {doubt.what}.", doubt.turn)

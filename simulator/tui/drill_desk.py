"""The part of the desk that knows drills: those joined in the archive, their attempts, handing in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.transcript import AnyEvent, meeting
from simulator.archive.archive import Archive
from simulator.archive.resume import LiveCall
from simulator.call.session import Clock, Session
from simulator.drills.trainee.attempting import begin_attempt
from simulator.drills.trainee.handing_in import hand_in, score_of
from simulator.drills.trainee.joining import Begun, Held, Joined, NotJoined
from simulator.drills.trainee.showing import Part, closed, hidden_calls, require_open, why_closed
from simulator.naming import minute, now
from simulator.places import handed_in_folder, is_server
from simulator.tui.ports import AttemptLine, Attempts, DeskTrouble, DrillMeeting
from simulator.tui.telling import told
from simulator.voices.authored import AuthoredVoice
from simulator.voices.voice import FreeVoice

if TYPE_CHECKING:
    from simulator.drills.assigning.drill import Drill

SHOWN_AFTER = timedelta(days=30)
"""How long a drill stays on the first screen after its deadline; 'prospect drill list' has it."""


class JoinedDrills:
    """The drills of one archive, as the screens ask about them."""

    def __init__(
        self,
        archive: Archive,
        held: Callable[[LiveCall], Session],
        free: Callable[[], FreeVoice | None],
        register: Callable[[], Path | str],
        clock: Clock = now,
    ) -> None:
        """`held` keeps hold of a call that was begun; `free` is the model's voice where chosen.

        `register` is where the settings in force keep drills: a class's server, or a file.
        """
        self._joined = Joined(archive)
        self._held = held
        self._free = free
        self._register = register
        self._clock = clock

    def meetings(self) -> list[DrillMeeting]:
        """The meetings of every drill that was joined and is not long over."""
        now_ = self._now()
        drills = [ticket.drill for ticket, _ in self._joined.tickets()]
        current = [
            drill
            for drill in drills
            if drill.deadline is None or now_ - drill.deadline < SHOWN_AFTER
        ]
        return [_meeting(held, now_) for drill in current for held in self._joined.held_in(drill)]

    def begin_attempt(self, drill: str, scenario: str, prepared: Mapping[str, str]) -> Session:
        """Begins the next attempt; from then on it counts."""
        with told():
            call = begin_attempt(
                self._joined,
                self._drill(drill),
                scenario,
                voice=AuthoredVoice(),
                free=self._free(),
                clock=self._clock,
                prepared=dict(prepared),
            )
        return self._held(call)

    def attempts(self, drill: str, scenario: str) -> Attempts:
        """The attempts at a meeting."""
        now_ = self._now()
        held = self._joined.held_at(self._drill(drill), scenario)
        with told():
            lines = [self._line(held, one, now_) for one in held.attempts]
        return Attempts(
            _meeting(held, now_),
            lines,
            [why for part in Part if (why := why_closed(held, part, now_))],
        )

    def hand_in(self, drill: str, scenario: str, number: int) -> str:
        """Hands in an attempt; where it went, in a sentence."""
        place = str(self._register())
        return hand_in(
            self._joined,
            drill,
            scenario,
            number,
            self._folder(),
            self._now(),
            address=place if is_server(place) else "",
        ).sentence

    def allows_coach(self, session: Session) -> bool:
        """Whether the coach may be opened in a call."""
        named = meeting(session.events).drill
        try:
            return not named or self._drill(named).coach
        except NotJoined:
            return True

    def until(self, session: Session) -> dict[str, str]:
        """What of a call its drill does not show yet, and when it does."""
        now_ = self._now()
        found = {
            str(part): closed(self._joined.archive, session.events, part, now_) for part in Part
        }
        return {part: why for part, why in found.items() if why}

    def hidden(self) -> frozenset[str]:
        """The attempts whose score is not shown yet."""
        return hidden_calls(self._joined.archive, self._now())

    def refuse_closed(self, events: Sequence[AnyEvent], part: Part) -> None:
        """Raises Closed, with when it opens, for what the drill of a call does not show yet."""
        require_open(self._joined.archive, events, [part], self._now())

    def _drill(self, drill_id: str) -> "Drill":
        return self._joined.ticket(drill_id)[0].drill

    def _line(self, held: Held, one: Begun, now_: datetime) -> AttemptLine:
        state = "purged" if one.call is None else "over" if one.ended else "going"
        return AttemptLine(
            number=one.number,
            call=one.call_id if one.call else "",
            state=state,
            turns=one.call.turns if one.call else 0,
            score=score_of(self._joined, held, one, now_),
            ended=one.ended,
            handed_in=one == held.handed_in,
        )

    def _folder(self) -> Path:
        path = self._joined.archive.path
        if path is None:
            raise DeskTrouble("Calls cannot be kept here, so none can be handed in.")
        return handed_in_folder(path.parent)

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._clock())


def _meeting(held: Held, now_: datetime) -> DrillMeeting:
    drill, going = held.drill, held.going
    handed_in = held.handed_in
    return DrillMeeting(
        drill=drill.id,
        title=drill.title,
        scenario=held.scenario,
        trainer=drill.trainer,
        attempts=drill.attempts,
        left=held.left,
        ends=minute(drill.deadline) if drill.deadline else "",
        over=drill.deadline is not None and now_ > drill.deadline,
        going=going.call_id if going else "",
        turn=going.call.turns + 1 if going and going.call else 0,
        handed_in=handed_in.number if handed_in else 0,
    )

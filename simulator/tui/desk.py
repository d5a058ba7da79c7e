"""The real desk: content, archive, settings and grading behind what the screens ask for."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from personas.vocabulary import Level
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, meeting
from simulator.archive.archive import Archive
from simulator.archive.opening import open_or_remember
from simulator.archive.remarks import keep_remark, kept_remarks
from simulator.archive.resume import LiveCall, begin, resume
from simulator.archive.retrying import retry
from simulator.archive.rows import CallRow, Remark
from simulator.call.meeting import set_up
from simulator.call.session import Session
from simulator.debrief.debrief import Debrief, debrief_of
from simulator.drills.trainee.showing import Part
from simulator.examples.catalog import example_events
from simulator.model.client import ModelClient
from simulator.model.endpoint import endpoint_in_force
from simulator.naming import minute, now
from simulator.packs.finding import open_packs
from simulator.places import is_served, settings_file
from simulator.playback.playback import Playback, playback_of
from simulator.review.comparing import Comparison, compared
from simulator.review.turns import Review, review
from simulator.settings import load_settings, set_value
from simulator.trends.held import held_calls
from simulator.trends.reading import summaries
from simulator.trends.trends import Trends, trends_of
from simulator.tui.cards import cards
from simulator.tui.drafts import Drafts
from simulator.tui.drill_desk import JoinedDrills
from simulator.tui.ports import (
    DeskTrouble,
    Graded,
    KeptCall,
    Preferences,
    Shelf,
)
from simulator.tui.telling import told
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from simulator.voices.voice import FreeVoice

RUBRIC = "explore-before-pitch"
MOST_UNFINISHED = 4
"""Unfinished calls on the first screen; `prospect calls list` has them all."""
SEEDS = 1_000_000
TASTES = frozenset({"reply_speed", "theme", "level", "coach"})
"""Settings that a person in a browser may choose: those that reach nothing but their own screen."""


class PracticeDesk:
    """One person's desk over one archive."""

    def __init__(
        self,
        archive: Archive,
        flags: Mapping[str, object] = MappingProxyType({}),
        troubles: Sequence[str] = (),
    ) -> None:
        """`flags` is what the command line said; `troubles` what is wrong with packs, to be shown."""
        self.archive = archive
        self._flags = dict(flags)
        """What the command line said, which beats the settings."""
        self._model: ModelClient | None = None
        self._drafts = Drafts(archive.path.parent / "drafts.json" if archive.path else None)
        self._calls: dict[str, LiveCall] = {}
        self._troubles = tuple(troubles)
        self.drills = JoinedDrills(
            archive, self._held, self._free, lambda: load_settings(**self._flags).register_place
        )

    @classmethod
    def open(cls, **flags: object) -> "PracticeDesk":
        """The desk of the settings in force; Problem when the archive cannot be opened."""
        troubles = open_packs()
        return cls(open_or_remember(load_settings(**flags).calls_folder), flags, troubles)

    def shelf(self, *, scored: bool) -> Shelf:
        """Scenarios and unfinished calls; with `scored` finished calls are graded, once each."""
        rows = [row for row in self.archive.calls() if row.source == "own"]
        practice = [row for row in rows if row.purpose in ("practice", "guided", "retry")]
        going = [
            row
            for row in practice
            if row.ended is None and (row.purpose != "guided" or row is practice[0])
        ][:MOST_UNFINISHED]
        waiting = [row for row in practice[:1] if self._waits_for_look_back(row)]
        judged = [row for row in practice[:1] if self._has_verdict(row)]
        return Shelf(
            scenarios=cards(),
            calls=[
                *(_kept_call(row, over=True) for row in waiting),
                *(_kept_call(row, over=False) for row in going),
                *(_kept_call(row, over=True, judged=True) for row in judged),
            ],
            scores=self._best(rows) if scored else {},
            first_time=not rows,
            drills=self.drills.meetings(),
            notice="\n".join(filter(None, (self.archive.banner, *self._troubles))),
        )

    def begin(
        self,
        scenario: str,
        *,
        seed: int | None,
        level: str,
        prepared: Mapping[str, str],
        purpose: str,
    ) -> Session:
        """Opens and keeps a new call; without a seed one is drawn."""
        with told():
            played = set_up(
                scenario,
                seed=secrets.randbelow(SEEDS) if seed is None else seed,
                level=Level(level),
            )
        call = begin(
            self.archive,
            played,
            voice=AuthoredVoice(),
            free=None if purpose == "guided" else self._free(),
            purpose=purpose,
            prepared=dict(prepared),
        )
        return self._held(call)

    def resume(self, call_id: str) -> Session:
        """Goes on with a kept call."""
        with told():
            return self._held(
                resume(self.archive, call_id, voice=AuthoredVoice(), free=self._free())
            )

    def release(self, session: Session) -> None:
        """Lets go of a call, so that another window may go on with it."""
        call = self._calls.pop(meeting(session.events).id, None)
        if call is not None:
            call.close()

    def banner(self, session: Session) -> str:
        """What should be said about how a call is kept; empty when every word is on disk."""
        call = self._calls.get(meeting(session.events).id)
        return call.banner if call else ""

    def rephrased(self, session: Session, text: str) -> str:
        """Other words for a line that hearing is unsure about; empty when there are none."""
        from simulator.call.rephrasing import rephrased

        return rephrased(session, text, self._asked())

    def grade(self, session: Session) -> Graded:
        """The scorecard of a finished call, or when the drill it belongs to shows it."""
        until = self.drills.until(session)
        if "score" in until:
            return Graded({}, until=until)
        with told():
            card = grade(session.events, load_rubric(RUBRIC))
        return Graded(card.to_json(), card.explain(), until)

    def debrief(self, session: Session) -> Debrief:
        """Everything there is to say about a finished call."""
        self.drills.refuse_closed(session.events, Part.TRUTH)
        return debrief_of(session.meeting, session.events)

    def review(self, session: Session) -> Review:
        """A finished call, turn by turn."""
        self.drills.refuse_closed(session.events, Part.REVIEW)
        with told():
            return review(session.meeting, session.events, load_rubric(RUBRIC))

    def retry(self, events: Sequence[AnyEvent], turn: int) -> Session:
        """A new call that stands before a turn of the seller's in this one."""
        self.drills.refuse_closed(events, Part.REVIEW)
        with told():
            return self._held(retry(self.archive, events, turn, voice=AuthoredVoice()))

    def compare(self, session: Session) -> Comparison:
        """A retry beside the call it comes from."""
        with told():
            original = self.archive.events(meeting(session.events).retry_of)
            return compared(original, session.events, load_rubric(RUBRIC))

    def example(self, name: str) -> Playback:
        """One of the calls that come with the program."""
        return self.playback(example_events(name))

    def playback(self, events: Sequence[AnyEvent]) -> Playback:
        """A call to step through, with the remarks on it when it is kept."""
        self.drills.refuse_closed(events, Part.REVIEW)
        with told():
            remarks = kept_remarks(self.archive, events)
            return playback_of(events, load_rubric(RUBRIC), self.archive.meeting_for, remarks)

    def keep_remark(self, call_id: str, turn: int, remark: Remark) -> None:
        """Puts a remark beside a turn of a kept call."""
        keep_remark(self.archive, call_id, turn, remark)

    def trends(self, progress: Callable[[int, int], None]) -> Trends:
        """How it has been going, up to today."""
        hidden = self.drills.hidden()
        held = held_calls(self.archive, load_rubric(RUBRIC), progress, without=hidden)
        return trends_of(held, date.fromisoformat(now()[:10]))

    def preferences(self) -> Preferences:
        """The settings in force."""
        settings = load_settings(**self._flags)
        return Preferences(
            reply_speed=settings.reply_speed,
            theme=settings.theme,
            level=settings.level,
            coach=settings.coach,
            voice=settings.voice,
            rephrasing=settings.rephrasing,
            calls_kept_in=str(settings.calls_folder),
            file=str(settings_file()),
            own_machine=not is_served(),
        )

    def prefer(self, key: str, value: str) -> Preferences:
        """Writes one setting to the file; in a browser only what is a matter of taste."""
        if is_served() and key not in TASTES:
            raise DeskTrouble(f"{key} cannot be changed from a browser; your trainer can")
        set_value(key, value)
        self._flags.pop(key, None)
        return self.preferences()

    def draft(self, key: str) -> str:
        """Text that was typed and not sent."""
        return self._drafts.read(key)

    def keep_draft(self, key: str, text: str) -> None:
        """Keeps such text; an empty one is forgotten."""
        self._drafts.keep(key, text)

    def close(self) -> None:
        """Lets go of every call, then of the archive."""
        for call in self._calls.values():
            call.close()
        self._calls.clear()
        if self._model is not None:
            self._model.close()
        self.archive.close()

    def _free(self) -> FreeVoice | None:
        """The model's voice, where the settings choose it."""
        chosen = load_settings(**self._flags).voice == "model"
        return ModelVoice(self._asked()) if chosen else None

    def _asked(self) -> ModelClient:
        """The model of the settings in force, opened when it is first needed."""
        endpoint = endpoint_in_force(load_settings(**self._flags))
        if self._model is not None and self._model.endpoint != endpoint:
            self._model.close()
            self._model = None
        if self._model is None:
            self._model = ModelClient(endpoint)
        return self._model

    def _held(self, call: LiveCall) -> Session:
        self._calls[call.call_id] = call
        return call.session

    def _waits_for_look_back(self, row: CallRow) -> bool:
        """Whether a call has ended, and the person has not looked back at it."""
        return _can_be_judged(row) and not self._looked_back(row)

    def _has_verdict(self, row: CallRow) -> bool:
        """Whether a call has ended, and the person has seen its verdict."""
        return _can_be_judged(row) and self._looked_back(row)

    def _looked_back(self, row: CallRow) -> bool:
        return any('"type":"looked_back"' in line for line in self.archive.lines(row.id))

    def _best(self, rows: Sequence[CallRow]) -> dict[str, list[float]]:
        """Scores per scenario, oldest call first."""
        official = [
            row for row in rows if row.purpose not in ("guided", "retry", "example", "drill")
        ]
        found = summaries(self.archive, official, load_rubric(RUBRIC))
        scores: dict[str, list[float]] = {}
        for row in reversed(official):
            if row.id in found and (score := found[row.id].score) is not None:
                scores.setdefault(row.scenario, []).append(score)
        return scores


def _can_be_judged(row: CallRow) -> bool:
    return row.ended is not None and row.purpose != "guided" and bool(row.turns)


def _kept_call(row: CallRow, *, over: bool, judged: bool = False) -> KeptCall:
    guided = row.purpose == "guided"
    begun = minute(datetime.fromisoformat(row.started))
    return KeptCall(row.id, row.scenario, row.buyer, row.turns + 1, over, guided, judged, begun)

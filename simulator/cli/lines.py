"""Calls as plain lines on a terminal or a pipe: begun, resumed, and left for later."""

import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import click

from personas.vocabulary import Level
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent
from simulator.archive.archive import Archive
from simulator.archive.opening import open_archive, open_or_remember
from simulator.archive.resume import LiveCall, begin, resume
from simulator.call.meeting import set_up
from simulator.call.rephrasing import rephrased
from simulator.call.replay import Divergence
from simulator.cli.driven import Teller, converse
from simulator.cli.models import asked_model, voice_of
from simulator.cli.output import PROBLEM, note, tell
from simulator.drills.trainee.attempting import begin_attempt, meeting_of_next, next_meeting
from simulator.drills.trainee.joining import Joined
from simulator.drills.trainee.showing import Part, closed
from simulator.model.client import ModelClient
from simulator.naming import now
from simulator.plain import call as plain
from simulator.problem import Problem
from simulator.settings import Settings, load_settings
from simulator.text_safety import inert
from simulator.voices.authored import AuthoredVoice

LARGEST_SEED = 2**31 - 1


class Terminal:
    """The person at standard input and output. A piped line is shown as if it had been typed."""

    @property
    def answers(self) -> bool:
        """Whether somebody types; questions beside the call are put to nobody else."""
        return sys.stdin.isatty()

    def tell(self, line: str = "") -> None:
        """Shows one line."""
        tell(line)

    def ask(self, prompt: str) -> str:
        """Shows a prompt and waits for a line; Left at the end of input and on Ctrl-C."""
        click.echo(inert(prompt), nl=False)
        try:
            raw = sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            click.echo()
            raise plain.Left from None
        if not raw:
            click.echo()
            raise plain.Left
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not self.answers:
            click.echo(inert(line))
        return line


def practise(
    scenario: str,
    seed: int | None,
    level: str | None,
    *,
    voice: str | None = None,
    allow_http: bool | None = None,
    as_json: bool = False,
) -> int:
    """A new call from brief to verdict; with `as_json` the call alone, for a program."""
    settings = load_settings(level=level, voice=voice, model_allow_http=allow_http)
    drawn = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    meeting = set_up(scenario, seed=drawn, level=Level(settings.level))
    archive = open_or_remember(settings.calls_folder)
    _announce(archive)
    talk = Terminal()
    prepared: dict[str, str] = {}
    if not as_json:
        plain.tell_brief(meeting, talk)
        try:
            prepared = plain.prepare(meeting, talk)
        except plain.Left:
            note("No call was begun.")
            return 0
    with asked_model(settings) as model:
        call = begin(
            archive,
            meeting,
            voice=AuthoredVoice(),
            free=voice_of(settings, model),
            prepared=prepared,
        )
        return _held(archive, call, _holding(archive, settings, model, talk, as_json=as_json))


def practise_attempt(
    drill_id: str,
    scenario: str | None,
    *,
    voice: str | None = None,
    allow_http: bool | None = None,
    as_json: bool = False,
) -> int:
    """The next attempt at a meeting of a drill, or the one that was left, as `practise`."""
    settings = load_settings(voice=voice, model_allow_http=allow_http)
    archive = open_archive(settings.calls_folder)
    _announce(archive)
    joined = Joined(archive)
    ticket, _ = joined.ticket(drill_id)
    drill = ticket.drill
    held = joined.held_at(drill, scenario) if scenario else next_meeting(joined, drill)
    if held.going is not None:
        note(f"Attempt {held.going.number} of {drill.attempts} at {held.scenario} goes on.")
        archive.close()
        return go_on(held.going.call_id, as_json=as_json)
    meeting = meeting_of_next(held, datetime.fromisoformat(now()))
    talk = Terminal()
    prepared: dict[str, str] = {}
    if not as_json:
        number = len(held.attempts) + 1
        talk.tell(f"{drill.title}: attempt {number} of {drill.attempts}. It counts once it begins.")
        plain.tell_brief(meeting, talk)
        try:
            prepared = plain.prepare(meeting, talk)
        except plain.Left:
            note("No attempt was begun.")
            return 0
    with asked_model(settings) as model:
        call = begin_attempt(
            joined,
            drill,
            held.scenario,
            voice=AuthoredVoice(),
            free=voice_of(settings, model),
            clock=now,
            prepared=prepared,
        )
        return _held(archive, call, _holding(archive, settings, model, talk, as_json=as_json))


def go_on(call_id: str, *, as_json: bool = False) -> int:
    """A kept call from where it was left; with `as_json` for a program, from its first event."""
    settings = load_settings()
    archive = open_archive(settings.calls_folder)
    _announce(archive)
    found = archive.find(call_id)
    with asked_model(settings) as model:
        try:
            call = resume(archive, found.id, voice=AuthoredVoice(), free=voice_of(settings, model))
        except Divergence as divergence:
            raise Problem(
                f"call {found.id} cannot go on: {divergence}; it can still be read and graded"
            ) from None
        hold = _holding(archive, settings, model, Terminal(), as_json=as_json)
        return _held(archive, call, hold)


def _holding(
    archive: Archive,
    settings: Settings,
    model: ModelClient | None,
    talk: Terminal,
    *,
    as_json: bool,
) -> Callable[[LiveCall], bool]:
    """How a call is held: by a program, or by a person, who may have words suggested."""
    if as_json:
        return partial(_driven, archive)

    def held(call: LiveCall) -> bool:
        suggest = None
        if model is not None and settings.rephrasing and talk.answers:
            suggest = partial(rephrased, call.session, model=model)
        done = plain.whole_call(call, talk, partial(_graded, archive), suggest)
        at = datetime.fromisoformat(now())
        shown = archive.path and not closed(archive, call.session.events, Part.REVIEW, at)
        if done and shown:
            tell(f"Turn by turn, and what could have been asked: prospect review {call.call_id}")
        return done

    return held


def _held(archive: Archive, call: LiveCall, hold: Callable[[LiveCall], bool]) -> int:
    """The call to its end or until it is left, then let go; only now is it known what is kept."""
    done = False
    try:
        with suppress(KeyboardInterrupt):
            done = hold(call)
    finally:
        kept = call.close()
        if not kept:
            note(_lost(call))
    if archive.path is None:
        note("This call was not kept.")
    elif kept and not done:
        note(f"Kept. Go on with: prospect calls resume {call.call_id}")
    return 0 if kept else PROBLEM


def _lost(call: LiveCall) -> str:
    """What of a call did not reach the disk, and why."""
    recorder = call.recorder
    if recorder.waiting[0].seq == 0:
        return f"Nothing of this call was kept: {recorder.trouble}."
    return (
        f"The last {len(recorder.waiting)} events of this call were not kept: {recorder.trouble}. "
        f"Go on from before them with: prospect calls resume {call.call_id}"
    )


def _driven(archive: Archive, call: LiveCall) -> bool:
    """The call as events, its turns from standard input; whether it came to its end."""
    teller = Teller(as_json=True)
    teller.show(call.session, call.session.events)
    converse(call.session, sys.stdin.buffer, "standard input", teller)
    if call.session.ended:
        until = closed(archive, call.session.events, Part.SCORE, datetime.fromisoformat(now()))
        if until:
            note(until)
        else:
            teller.verdict(call.session)
    return call.session.ended


def _announce(archive: Archive) -> None:
    if archive.banner:
        note(archive.banner)


def _graded(
    archive: Archive, events: Sequence[AnyEvent]
) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    until = closed(archive, events, Part.SCORE, datetime.fromisoformat(now()))
    if until:
        raise plain.Withheld(until)
    card = grade(events, load_rubric())
    return card.to_json(), card.explain()

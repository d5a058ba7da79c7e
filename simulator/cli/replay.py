"""`prospect replay`: steps through a call in the app, or writes it turn by turn."""

from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import call_named, kept_calls, refuse_closed
from simulator.cli.output import PROBLEM, emit, is_terminal, note, tell

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.archive.archive import Archive
    from simulator.playback.playback import Playback

EXAMPLES = ("good", "middling", "bad")


@click.command(
    cls=Command,
    name="replay",
    example="prospect replay --example good\n\nprospect replay meeting.vtt --seller Jane --plain",
)
@click.argument("call", metavar="[CALL|FILE]", required=False)
@click.option(
    "--example", type=click.Choice(EXAMPLES), help="One of the three calls that come with it."
)
@click.option("--seller", metavar="NAME", help="Who sold, where lines are not labelled 'Seller:'.")
@click.option("--plain", is_flag=True, help="Numbered lines, for screen readers and pipes.")
@json_option
def command(
    *, call: str | None, example: str | None, seller: str | None, plain: bool, as_json: bool
) -> int:
    """Step through a call: a kept one, a log, a transcript of a real one, or an example.

    Beside every turn stands how it was heard, what it earned, what it missed and, where the buyer
    was ours, how much they trusted you then. A call of ours is played again and its states compared
    with the record: when they differ, the first turn that does is named, and the exit code is 1
    unless another version of the program explains it.

    In the app, a trainer's breakpoints and comments are kept beside the call, and any turn of
    yours can be played again from there. With --json, one object per turn.
    """
    if (call is None) == (example is None):
        raise click.UsageError("name a call or a file, or say --example good, middling or bad")
    if not (plain or as_json) and is_terminal():
        from simulator.tui.app import run_app

        with kept_calls(read=True) as archive:
            events = _events(archive, call, example, seller)
        run_app(watch=events)
        return 0
    with kept_calls(read=True) as archive:
        playback = _playback(archive, _events(archive, call, example, seller))
    if as_json:
        from simulator.playback.words import step_json

        for sentence in playback.notices:
            note(sentence)
        for step in playback.steps:
            emit(step_json(step, playback.remark(step.turn)))
    else:
        from simulator.playback.words import plain_lines

        for line in plain_lines(playback):
            tell(line)
    return PROBLEM if playback.identity.broken else 0


def _events(
    archive: "Archive", call: str | None, example: str | None, seller: str | None
) -> "tuple[AnyEvent, ...]":
    if call is not None:
        events = call_named(archive, call, seller)
        refuse_closed(events, "review")
        return events
    from simulator.examples.catalog import example_events

    return example_events(example or "")


def _playback(archive: "Archive", events: "tuple[AnyEvent, ...]") -> "Playback":
    from scoring.rubric import load_rubric
    from simulator.archive.remarks import kept_remarks
    from simulator.playback.playback import playback_of

    return playback_of(events, load_rubric(), archive.meeting_for, kept_remarks(archive, events))

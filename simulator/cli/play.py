"""`prospect play`: a call without a screen, driven by a file or by another program."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from simulator.cli.choices import (
    checked_scenario,
    json_option,
    level_option,
    seed_option,
    voice_option,
)
from simulator.cli.commands import Command


@click.command(
    cls=Command,
    name="play",
    example="prospect play skeptical-owner --seed 7 --lines turns.txt --json > call.jsonl",
)
@click.argument("scenario", callback=checked_scenario)
@seed_option
@level_option
@voice_option
@click.option(
    "--lines",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Seller turns, one per line; standard input when not given.",
)
@click.option(
    "--debrief",
    "debriefed",
    is_flag=True,
    help="After the call, tell the truth too: what was never learned and how, and lies.",
)
@json_option
def command(
    *,
    scenario: str,
    seed: int | None,
    level: str | None,
    voice: str | None,
    allow_http: bool | None,
    file: Path | None,
    debriefed: bool,
    as_json: bool,
) -> int:
    """Hold a call without a screen, driven by a file or a program.

    A plain line is a turn; a line that is a JSON object uses its "text". Blank lines are skipped:
    an empty turn is given as {"text": ""}. End of input ends the meeting.

    With --json, every event is one line, written as it happens: read until "buyer_spoke", then
    write the next line. The last line is the scorecard. The seed is 1 and the level standard when
    not given, and the voice is the author's whatever the settings say, so the same lines give the
    same call; nothing is put in the archive. With --voice model, the same lines give the same
    decisions and the same score in other words. With --debrief, an object of type "debrief" stands
    before the scorecard; it holds what the buyer never said, so keep it from whoever plays next.
    """
    from personas.vocabulary import Level
    from simulator.call.meeting import set_up
    from simulator.call.session import Session
    from simulator.cli.driven import Teller, converse
    from simulator.cli.models import free_voice
    from simulator.naming import new_call_id, now
    from simulator.settings import load_settings
    from simulator.voices.authored import AuthoredVoice

    meeting = set_up(scenario, seed=1 if seed is None else seed, level=Level(level or "standard"))
    settings = load_settings(voice=voice or "authored", model_allow_http=allow_http)
    with free_voice(settings) as free:
        session = Session(meeting, AuthoredVoice(), clock=now, record=lambda _: None, free=free)
        teller = Teller(as_json=as_json)
        teller.show(session, session.open(new_call_id(), purpose="program"))
        with file.open("rb") if file else nullcontext(sys.stdin.buffer) as stream:
            converse(session, stream, str(file) if file else "standard input", teller)
        teller.show(session, session.leave())
    if debriefed:
        teller.debrief(session)
    teller.verdict(session)
    return 0

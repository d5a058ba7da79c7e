"""`prospect practice`: the app straight into one scenario, or the same call as plain lines."""

import click

from simulator.cli.choices import (
    checked_scenario,
    json_option,
    known_scenarios,
    level_option,
    seed_option,
    voice_option,
)
from simulator.cli.commands import Command
from simulator.cli.output import USAGE, is_terminal, note


@click.command(
    cls=Command,
    name="practice",
    example="prospect practice skeptical-owner --level easy\n\n"
    "prospect practice skeptical-owner --plain\n\n"
    "prospect practice --drill spring-term-3fa2c1",
)
@click.argument("scenario", required=False, callback=checked_scenario)
@seed_option
@level_option
@click.option(
    "--drill",
    metavar="DRILL",
    help="An attempt in a drill you joined; level, seed and coach are the drill's.",
)
@click.option(
    "--plain", is_flag=True, help="The same call as numbered lines, for screen readers and pipes."
)
@voice_option
@json_option
def command(
    *,
    scenario: str | None,
    seed: int | None,
    level: str | None,
    voice: str | None,
    allow_http: bool | None,
    drill: str | None,
    plain: bool,
    as_json: bool,
) -> int:
    """Hold a call, on the screens or as plain lines.

    SCENARIO says whom you meet: skeptical-owner (Ruth), contact-gone-cold (Annika), busy-executive
    (Colette), kick-off-surprise (Marguerite), rfp-broker (Calder), polite-cfo (Henrik) or
    overloaded-decision-maker (Tobias). Without one, you choose on the first screen.

    With --plain, every line said is a turn; end of input or Ctrl-C leaves the call for later and
    says how to go on. With --json, a program holds the call: turns in and events out as with
    'prospect play', but the call is kept, and can be left and resumed.

    With --voice model, a model words the buyer: OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL say
    which, and 'prospect doctor --model' tests it. It is sent the call so far, the buyer's public
    manner and what the reply must do, and no fact you have not earned. Where its words are not usable
    the author's stand in, and are marked.
    """
    if drill is not None and (seed is not None or level is not None):
        raise click.UsageError("the drill says level and seed; leave --level and --seed out")
    if drill is not None and (plain or as_json):
        from simulator.cli.lines import practise_attempt

        known_scenarios()  # opens the packs, whose meetings a drill may hold
        return practise_attempt(
            drill, scenario, voice=voice, allow_http=allow_http, as_json=as_json
        )
    if plain or as_json:
        if scenario is None:
            names = ", ".join(known_scenarios())
            asked = "--json" if as_json else "--plain"
            raise click.UsageError(f"{asked} needs a scenario; there are {names}")
        from simulator.cli.lines import practise

        return practise(scenario, seed, level, voice=voice, allow_http=allow_http, as_json=as_json)
    if not is_terminal():
        note(
            "prospect practice: the screens need a terminal; add --plain for plain lines, or use "
            "'prospect play' for a program."
        )
        return USAGE
    from simulator.tui.app import run_app

    run_app(scenario, seed, level, drill=drill, voice=voice, model_allow_http=allow_http)
    return 0

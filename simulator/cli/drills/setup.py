"""`prospect drill setup`: makes the register that a class shares."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import emit, tell
from simulator.problem import Problem


@click.command(
    cls=Command,
    name="setup",
    example="PROSPECT_REGISTER=postgresql://postgres@host/class prospect drill setup",
)
@json_option
def command(*, as_json: bool) -> int:
    """Make the register that a class shares, in PostgreSQL.

    In the database that 'drills_kept_in' or PROSPECT_REGISTER names: tables, the groups
    prospect_trainer and prospect_trainee, and the rights that keep a trainee's login to its own
    rows. Once, with a login that may make roles; again after an update of this program. The password
    is libpq's business: PGPASSFILE, PGPASSWORD or a service.
    """
    from simulator.drills.stores.complaints import shown
    from simulator.drills.stores.postgres import set_up
    from simulator.places import is_server
    from simulator.settings import load_settings

    place = load_settings().register_place
    if not isinstance(place, str) or not is_server(place):
        raise Problem(
            f"the register is {place}, which needs no setup; for one that a class shares set "
            "drills_kept_in to postgresql://USER@HOST/DATABASE"
        )
    steps = set_up(place)
    where, _ = shown(place)
    if as_json:
        emit({"register": where, "steps": steps})
    else:
        tell(f"The register in {where} is {'set up' if steps else 'up to date'}.")
    return 0

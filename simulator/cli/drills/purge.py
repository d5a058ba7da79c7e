"""`prospect drill purge`: forgets a trainee."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import registers_place, trainers_register
from simulator.cli.output import emit, note, tell


@click.command(cls=Command, name="purge", example='prospect drill purge --trainee "Ann Lee" --yes')
@click.option("--trainee", required=True, metavar="NAME", help="Who is to be forgotten.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(*, trainee: str, yes: bool, as_json: bool) -> int:
    """Remove a trainee, with all that was said of them, for good.

    From every drill go submissions, grades, marks, comments, disputes, answers and membership; the
    register is then written anew, so that nothing is left between its pages. Files that were
    exported are named: they are yours to delete, and so are backups and what the trainee sent.
    """
    from simulator.places import is_server

    if not yes:
        click.confirm(f"Purge {trainee} from every drill for good?", abort=True, err=True)
    place = registers_place()
    with trainers_register() as register:
        gone = register.purge(trainee)
        dropped = _dropped(str(place), gone.logins) if is_server(str(place)) else ()
        by_hand = register.store.wipe()
    if as_json:
        emit(
            {
                "trainee": trainee,
                "submissions": gone.submissions,
                "memberships": gone.memberships,
                "logins": list(dropped),
                "mentions": gone.mentions,
                "files": list(gone.files),
                "by_hand": by_hand or None,
            }
        )
        return 0
    tell(f"Purged {gone.submissions} submission(s) and {gone.memberships} membership(s).")
    for login in dropped:
        tell(f"The login {login} is gone.")
    if gone.mentions:
        note(f"The name still stands in {gone.mentions} thing(s) that people wrote or signed.")
    for file in gone.files:
        note(f"Exported before, yours to delete: {file}")
    if by_hand:
        note(f"By hand: {by_hand}.")
    return 0


def _dropped(address: str, logins: tuple[str, ...]) -> tuple[str, ...]:
    from simulator.drills.logins import drop_login

    return tuple(login for login in logins if drop_login(address, login))

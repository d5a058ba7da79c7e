"""`prospect drill purge`: forgets a trainee."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import joined_drills, registers_place, trainers_register
from simulator.cli.kept import purge_calls
from simulator.cli.output import emit, note, tell
from simulator.problem import Problem


@click.command(cls=Command, name="purge", example='prospect drill purge --trainee "Ann Lee" --yes')
@click.option("--trainee", required=True, metavar="NAME", help="Who is to be forgotten.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(*, trainee: str, yes: bool, as_json: bool) -> int:
    """Remove a trainee, with all that was said of them, for good.

    From every drill go submissions, grades, marks, comments, disputes, answers and membership; from
    your own calls those that were attempts under that name, with the tickets and the files that the
    app wrote for handing in. Register and archive are then written anew, so that nothing is left
    between their pages. Files that were exported are named: they are yours to delete, and so are
    backups, tickets that 'assign' wrote, and what the trainee sent: collected again, it is back.
    """
    return purge_trainee(trainee, yes=yes, as_json=as_json)


def purge_trainee(trainee: str, *, yes: bool, as_json: bool) -> int:
    """Removes a trainee from the register and the archive of the settings in force."""
    from simulator.places import is_server

    if not yes:
        click.confirm(f"Purge {trainee} from every drill for good?", abort=True, err=True)
    calls, tickets = _attempts_purged(trainee)
    files = _files_removed(trainee)
    place = registers_place()
    with trainers_register() as register:
        gone = register.purge(trainee)
        dropped = _dropped(str(place), gone.logins) if is_server(str(place)) else ()
        by_hand = register.store.wipe()
    if not (gone.submissions or gone.memberships or calls or tickets or files):
        raise Problem(
            f"there is nothing of anybody called {trainee!r} here; names are compared as written"
        )
    if as_json:
        emit(
            {
                "trainee": trainee,
                "calls": calls,
                "handed_in_files": files,
                "submissions": gone.submissions,
                "memberships": gone.memberships,
                "logins": list(dropped),
                "mentions": gone.mentions,
                "files": list(gone.files),
                "by_hand": by_hand or None,
            }
        )
        return 0
    tell(
        f"Purged {gone.submissions} submission(s), {gone.memberships} membership(s), {calls} "
        f"call(s) and {files} file(s)."
    )
    for login in dropped:
        tell(f"The login {login} is gone.")
    if gone.mentions:
        note(f"The name still stands in {gone.mentions} thing(s) that people wrote or signed.")
    for file in gone.files:
        note(f"Exported before, yours to delete: {file}")
    if by_hand:
        note(f"By hand: {by_hand}.")
    return 0


def _attempts_purged(trainee: str) -> tuple[int, bool]:
    """Purges the attempts held here under that name, and its tickets; how many calls, whether any ticket."""
    with joined_drills() as joined:
        count = purge_calls(joined.archive, joined.calls_of(trainee))
        forgotten = joined.forget(trainee)
        if forgotten:
            purge_calls(joined.archive, [])  # which writes the file anew
    return count, forgotten


def _files_removed(trainee: str) -> int:
    """Removes the files of that name that the app wrote for handing in; how many."""
    from simulator.drills.submission.file import Corrupt, read
    from simulator.places import handed_in_folder
    from simulator.settings import load_settings

    count = 0
    for file in sorted(handed_in_folder(load_settings().calls_folder).glob("*.submission")):
        try:
            whose = read(file.read_bytes(), file.name).header.trainee
        except Corrupt as corrupt:
            whose = corrupt.header.trainee if corrupt.header else ""
        if whose == trainee:
            file.unlink()
            count += 1
    return count


def _dropped(address: str, logins: tuple[str, ...]) -> tuple[str, ...]:
    from simulator.drills.stores.logins import drop_login

    return tuple(login for login in logins if drop_login(address, login))

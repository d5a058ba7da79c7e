"""`prospect drill login`: lets somebody into the shared register."""

import sys
from datetime import UTC, datetime

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import drill_named, registers_place, trainers_register
from simulator.cli.output import emit, note, tell
from simulator.problem import Problem


@click.command(
    cls=Command,
    name="login",
    example='prospect drill login "Ann Lee" --drill spring-term-3fa2c1\n'
    "prospect drill login tom --trainer",
)
@click.argument("name")
@click.option("--drill", metavar="DRILL", help="The drill that the trainee takes part in.")
@click.option("--trainer", is_flag=True, help="A trainer's, who may see and do everything.")
@click.option("--login", metavar="LOGIN", help="The database user; else made from the name.")
@click.option("--new-password", is_flag=True, help="Another password for a login that is there.")
@click.option(
    "--ask-password", is_flag=True, help="Ask for the password instead of drawing one at random."
)
@json_option
def command(
    *,
    name: str,
    drill: str | None,
    trainer: bool,
    login: str | None,
    new_password: bool,
    ask_password: bool,
    as_json: bool,
) -> int:
    """Give a trainee or a trainer a login to the shared register.

    The password is shown once. A trainee's login reads its own rows and hands in under its own name;
    the server refuses it everything else. The same login serves further drills.
    """
    from simulator.drills.assigning.tickets import proper_name
    from simulator.drills.stores.logins import give_login, login_for
    from simulator.drills.stores.logins import new_password as drawn
    from simulator.places import is_server

    place = registers_place()
    if not isinstance(place, str) or not is_server(place):
        raise Problem(
            "logins are for a register that a class shares; 'prospect drill setup --help' says how "
            "to make one"
        )
    if trainer == (drill is not None):
        raise click.UsageError("say --drill DRILL for a trainee, or --trainer")
    person = proper_name(name)
    user = login or login_for(person)
    password = _asked() if ask_password else drawn()
    with trainers_register() as register:
        named = drill_named(register, drill).drill.id if drill else ""
        if named:
            register.enrol(named, person, datetime.now(UTC).isoformat(timespec="seconds"))
            register.give_login(named, person, user)
    made = give_login(place, user, password, trainer=trainer, anew=new_password)
    shown = password if made and not ask_password else ""
    if as_json:
        emit({"name": person, "login": user, "drill": named or None, "password": shown or None})
        return 0
    tell(f"{person} has the login {user}{f' in drill {named}' if named else ''}.")
    if shown:
        tell(f"Password, shown this once: {shown}")
    tell(f"Their commands need its address: PROSPECT_REGISTER={_address_of(place, user)}")
    if not made:
        note("The login was there before, and its password is as it was.")
    return 0


def _address_of(place: str, login: str) -> str:
    """The register's address as this login gives it."""
    from sqlalchemy import make_url

    return make_url(place).set(username=login).render_as_string()


def _asked() -> str:
    if not sys.stdin.isatty():
        raise click.UsageError("--ask-password needs a terminal")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return password

"""`prospect serve`: the app in trainees' browsers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.addresses import is_loopback
from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import emit, note, tell
from simulator.problem import Problem

if TYPE_CHECKING:
    from simulator.serving.trainees import Trainee


@click.command(
    cls=Command,
    name="serve",
    example="prospect serve --cap 12\n\n"
    "prospect serve --bind 192.168.1.20 --folder class-of-may\n\n"
    "prospect serve --drill spring-term-3fa2c1.drill\n\n"
    "prospect serve --folder class-of-may --forget-pin 'Ada Byron'",
)
@click.option(
    "--bind",
    "host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen at; 0.0.0.0 for every network of this machine.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N")
@click.option(
    "--public-url",
    default="",
    metavar="URL",
    help="Where trainees find it, when a proxy on this machine stands in front: "
    "https://practice.example.",
)
@click.option(
    "--cap",
    type=click.IntRange(1, 10_000),
    default=30,
    show_default=True,
    metavar="N",
    help="Trainees in the app at once.",
)
@click.option(
    "--code", metavar="CODE", help="The join code; drawn anew at every start if not given."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where everything of the trainees is kept; 'served' in the folder of calls if not given.",
)
@click.option(
    "--drill",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The open ticket of a drill; everybody who comes in has joined it.",
)
@click.option("--forget-pin", metavar="NAME", help="Let a trainee choose a new PIN, and end.")
@json_option
def command(
    *,
    host: str,
    port: int,
    public_url: str,
    cap: int,
    code: str | None,
    folder: Path | None,
    drill: Path | None,
    forget_pin: str | None,
    as_json: bool,
) -> int:
    """Open the app to trainees in their browsers.

    They come in with the join code, their name and a PIN of their own, which the first use sets.
    Each has their own calls, in their own folder below this server's; the screens reach nothing
    else of this machine. Ctrl-C ends it: every call is kept and goes on where it stopped.

    With --drill, everybody has joined that drill; what they hand in is collected with 'prospect drill
    collect' from their folders.

    Without --bind only this machine can open the page. It speaks plain HTTP: on any network that
    you do not trust, put a proxy with TLS in front and say its address with --public-url.
    """
    from simulator.settings import load_settings

    settings = load_settings()
    server = (folder or settings.calls_folder / "served").expanduser().absolute()
    if forget_pin is not None:
        return _forgotten(server, forget_pin)
    _refuse_unusable(code, public_url)
    try:
        from simulator.serving.room import Room, Rules
    except ModuleNotFoundError as missing:
        raise Problem(
            f"prospect serve needs {missing.name}, which is not installed; in a clone run "
            "'uv run --extra serve prospect serve', elsewhere install the extra 'serve'"
        ) from None
    from simulator.serving.door import Door, new_code

    welcome = _welcome(drill)
    rules = Rules(host, port, cap, public_url.rstrip("/"), settings.packs)
    join = code or new_code()
    told = {
        "url": rules.public_url or f"http://{_spelled(host)}:{port}",
        "code": join,
        "cap": cap,
        "folder": str(server),
    }
    if not is_loopback(host):
        note(_warning(host, port, https=rules.https))
    try:
        Room(rules, Door(server, join), welcome).run(partial(emit if as_json else _announce, told))
    except OSError as error:
        raise Problem(
            f"{host}:{port} cannot be opened ({error.strerror}); name another with --bind and --port"
        ) from None
    return 0


def _welcome(file: Path | None) -> "Callable[[Trainee], None]":
    """What is done when a trainee comes in: they join the drill of this ticket, where there is one."""
    if file is None:
        return lambda _: None
    from simulator.cli.choices import known_scenarios
    from simulator.drills.assigning.tickets import read_ticket
    from simulator.naming import now
    from simulator.serving.classroom import joining

    known_scenarios()  # opens the packs, whose meetings a drill may hold
    return joining(read_ticket(file), now)


def _forgotten(server: Path, name: str) -> int:
    from simulator.serving.pins import forget
    from simulator.serving.trainees import trainee_of

    trainee = trainee_of(name, server)
    if trainee is None or not forget(trainee):
        raise Problem(f"nobody called {name!r} has a PIN in {server}; see --folder")
    tell(f"{trainee.name} chooses a new PIN the next time. Their calls are as they were.")
    return 0


def _refuse_unusable(code: str | None, public_url: str) -> None:
    from simulator.serving.door import SHORTEST_CODE

    if code is not None and len("".join(code.split())) < SHORTEST_CODE:
        raise click.BadParameter(f"a join code has {SHORTEST_CODE} characters or more")
    if public_url and not public_url.startswith(("https://", "http://")):
        raise click.BadParameter("--public-url begins with https:// or http://")


def _announce(told: dict[str, object]) -> None:
    tell(f"Trainees open  {told['url']}")
    tell(f"Join code      {told['code']}")
    tell(f"At once        {told['cap']}")
    tell(f"Kept in        {told['folder']}")
    tell("Ctrl-C ends it; every call is kept.")


def _warning(host: str, port: int, *, https: bool) -> str:
    who = f"Everybody who can reach {_spelled(host)}:{port} can open the join page"
    if https:
        return f"{who} there without TLS too; the proxy is safe only if nobody else can."
    return (
        f"{who}, and everything they type, their PIN included, crosses the network unencrypted; "
        "on a network you do not trust, use a proxy with TLS and --public-url."
    )


def _spelled(host: str) -> str:
    """An address as it stands in a URL."""
    return f"[{host}]" if ":" in host else host

"""Tickets as files: what the trainer sends, and what lets a trainee take part."""

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from simulator.drills.assigning.drill import FORMAT, Drill, Ticket
from simulator.drills.assigning.making import slug
from simulator.drills.assigning.seals import OPEN_TICKET, ticket_key
from simulator.places import is_server
from simulator.problem import Problem

ENDING = ".drill"
LARGEST = 1_000_000
"""Bytes; a ticket of fifty meetings is a fiftieth of it."""
LONGEST_NAME = 100
"""Characters."""


def ticket_for(drill: Drill, key: str, trainee: str = OPEN_TICKET, *, address: str = "") -> Ticket:
    """A ticket in somebody's name, or one that anybody may use; `key` is the trainer's.

    `address` is where the class shares a register. Raises Problem when it is none or holds a
    password, which would travel with the ticket.
    """
    if address and not is_server(address):
        raise Problem(f"{address} is no address of a register; write postgresql://HOST/DATABASE")
    if urlsplit(address).password:
        raise Problem("the address holds a password, which every ticket would carry; leave it out")
    return Ticket(
        drill=drill, trainee=trainee, key=ticket_key(key, drill.id, trainee), address=address
    )


def write_ticket(ticket: Ticket, folder: Path) -> Path:
    """Writes a ticket to a new file that its owner alone can read.

    Raises Problem when it cannot be written.
    """
    whose = slug(ticket.trainee) or "trainee" if ticket.trainee else ""
    stem = "-".join(filter(None, (ticket.drill.id, whose)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _new_file(folder, stem, ticket.model_dump_json(indent=2) + "\n")
    except OSError as error:
        raise Problem(
            f"{folder}: the ticket cannot be written ({error.strerror}); name another folder"
        ) from None


def read_ticket(file: Path) -> Ticket:
    """The ticket in a file. Raises Problem when it is none."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise Problem(f"{file} cannot be read ({error.strerror}); check the name") from None
    if len(data) > LARGEST:
        raise Problem(f"{file} is no ticket: it is larger than {LARGEST:,} bytes")
    try:
        ticket = Ticket.model_validate_json(data)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in problem["loc"]) or "JSON"
        raise Problem(
            f"{file}: {key}: {problem['msg']}; it is no ticket of a drill, or was damaged on its "
            "way: ask for it again"
        ) from None
    if max(ticket.format, ticket.drill.format) > FORMAT:
        raise Problem(f"{file} was written by a newer version; update this program")
    return ticket


def names_in(lines: Iterable[str]) -> list[str]:
    """Names of trainees, one a line, each once. Raises Problem for one that cannot be used."""
    return list(dict.fromkeys(proper_name(line) for line in lines if line.strip()))


def proper_name(name: str) -> str:
    """A trainee's name as it is kept: composed characters, single spaces."""
    proper = " ".join(unicodedata.normalize("NFC", name).split())
    if not proper:
        raise Problem("a trainee needs a name")
    if len(proper) > LONGEST_NAME:
        raise Problem(f"{proper[:20]}… is longer than {LONGEST_NAME} characters; shorten the name")
    hidden = next((char for char in proper if unicodedata.category(char)[0] == "C"), "")
    if hidden:
        raise Problem(
            f"{proper!r} holds a character that cannot be seen (U+{ord(hidden):04X}); leave it out"
        )
    return proper


def is_proper(name: str) -> bool:
    """Whether a name is one that a ticket can hold, to the letter."""
    try:
        return proper_name(name) == name
    except Problem:
        return False


def _new_file(folder: Path, stem: str, text: str) -> Path:
    """A file of that name, or with a number where there is one already."""
    number = 1
    while True:
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{ENDING}"
        try:
            new = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(new, "w", encoding="utf-8") as file:
            file.write(text)
        return path

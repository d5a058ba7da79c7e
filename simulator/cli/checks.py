"""The checks of `prospect doctor`. Each tries the thing itself; a failed one stops no other."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path

from personas.catalog import PERSONAS, Folders, load_persona, persona_ids
from personas.errors import ContentError
from personas.vocabulary import Level
from scenarios.catalog import SCENARIOS, load_scenario, scenario_ids
from scoring.rubric import load_rubric, rubric_ids
from simulator.call.meeting import meeting_of
from simulator.check import Check
from simulator.packs.finding import open_packs
from simulator.places import data_folder, network_filesystem, settings_file
from simulator.problem import Problem
from simulator.settings import load_settings

PYTHON = (3, 11)
SQLITE = (3, 35)
"""The first with everything the archive's statements use."""

_ELSEWHERE = "name another folder with 'prospect config set calls_kept_in FOLDER'"


def every_check() -> list[Check]:
    """All checks, in the order a person would mend them."""
    return [
        _python(),
        _textual(),
        *_terminal(),
        _settings(),
        _sqlite(),
        *_archive(),
        _packs(),
        *_content(),
    ]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= PYTHON, found, "install Python 3.11 or newer")


def _textual() -> Check:
    try:
        return Check("Screens", True, f"Textual {version('textual')}")
    except PackageNotFoundError:
        return Check(
            "Screens",
            False,
            "Textual is not installed",
            "install the program again; until then 'prospect practice --plain' works",
        )


def _terminal() -> list[Check]:
    if not sys.stdout.isatty():
        return [Check("Terminal", True, "none here; plain text is written", needed=False)]
    columns, lines = shutil.get_terminal_size()
    term = os.environ.get("TERM", "")
    colours = (
        "none (NO_COLOR)"
        if os.environ.get("NO_COLOR")
        else "16 million"
        if os.environ.get("COLORTERM") in ("truecolor", "24bit")
        else "256"
        if "256" in term
        else "16 or fewer"
    )
    coding = (sys.stdout.encoding or "").lower()
    return [
        Check(
            "Terminal size",
            columns >= 80 and lines >= 24,
            f"{columns} x {lines}",
            "make the window at least 80 x 24, or use 'prospect practice --plain'",
            needed=False,
        ),
        Check(
            "Terminal kind",
            term not in ("", "dumb"),
            f"{term or 'not named'}, colours: {colours}",
            "use 'prospect practice --plain'",
            needed=False,
        ),
        Check(
            "Letters",
            coding.replace("-", "") == "utf8",
            coding or "not named",
            "set the terminal to UTF-8 (LANG=C.UTF-8); other letters show as ?",
            needed=False,
        ),
    ]


def _settings() -> Check:
    try:
        load_settings()
    except Problem as problem:
        return Check("Settings", False, str(problem), f"mend {settings_file()}")
    there = "" if settings_file().exists() else " (not there; everything is at its default)"
    return Check("Settings", True, f"{settings_file()}{there}")


def _sqlite() -> Check:
    return Check(
        "SQLite",
        sqlite3.sqlite_version_info >= SQLITE,
        sqlite3.sqlite_version,
        "use a Python built with SQLite 3.35 or newer",
    )


def _archive() -> list[Check]:
    try:
        folder = load_settings().calls_folder
    except Problem:
        folder = data_folder()
    network = network_filesystem(folder)
    return [
        _calls(folder),
        Check(
            "Write-ahead log",
            network is None,
            f"on {network}, so a slower journal is used" if network else "the disk is a local one",
            f"keep calls on a local disk: {_ELSEWHERE}",
            needed=False,
        ),
    ]


def _calls(folder: Path) -> Check:
    """The archive as it stands: looking must not move what may still be saved."""
    from simulator.archive.errors import ArchiveDamaged
    from simulator.archive.opening import open_to_examine

    damaged = (
        f"copy what can be saved out of {folder} first; the next command that opens it moves the "
        "file to calls.db.damaged, and 'prospect calls import' brings exports back"
    )
    try:
        archive = open_to_examine(folder)
        if archive is None:
            return Check("Calls", True, f"none kept yet; they will be in {folder}")
        with closing(archive):
            wrong = archive.check()
            if wrong != "ok":
                return Check("Calls", False, f"{archive.path} is damaged: {wrong}", damaged)
            return Check("Calls", True, f"{len(archive.calls())} kept in {archive.path}, whole")
    except ArchiveDamaged as problem:
        return Check("Calls", False, str(problem), damaged)
    except Problem as problem:
        return Check("Calls", False, str(problem), _ELSEWHERE)


def _packs() -> Check:
    """Opens the packs, so that what is in them is tried as well."""
    try:
        troubles = open_packs()
    except Problem as problem:
        return Check("Packs", False, str(problem), f"mend {settings_file()}", needed=False)
    more = len(persona_ids()) + len(scenario_ids()) - len(_shipped())
    return Check(
        "Packs",
        not troubles,
        "\n".join(troubles) or f"{more} files beside the shipped ones",
        "'prospect pack check' lists everything wrong with a pack",
        needed=False,
    )


def _content() -> list[Check]:
    return [
        *(_tried("Persona", name, _persona, _mend(PERSONAS, name)) for name in persona_ids()),
        *(_tried("Scenario", name, _scenario, _mend(SCENARIOS, name)) for name in scenario_ids()),
        *(_tried("Rubric", name, _rubric, _INSTALL) for name in rubric_ids()),
    ]


def _shipped() -> list[Path]:
    return [path for kind in (PERSONAS, SCENARIOS) for path in kind.library.glob("*.toml")]


_INSTALL = "install the program again, or mend the file named"


def _mend(kind: Folders, name: str) -> str:
    path = kind.files()[name]
    return _INSTALL if path.parent == kind.library else f"'prospect pack check {path}'"


def _tried(kind: str, name: str, attempt: Callable[[str], str], mend: str) -> Check:
    try:
        return Check(f"{kind} {name}", True, attempt(name))
    except ContentError as error:
        return Check(f"{kind} {name}", False, str(error), mend)


def _persona(name: str) -> str:
    persona = load_persona(name).persona
    return f"version {persona.version}, {len(persona.variants)} situations"


def _scenario(name: str) -> str:
    """Sets every situation up at every level."""
    source = load_scenario(name)
    persona = load_persona(source.scenario.persona)
    played = [
        meeting_of(source, persona, seed=0, level=level, variant=variant.id).opened(
            call_id="doctor", at=""
        )
        for level, variant in product(Level, persona.persona.variants)
    ]
    return f"version {source.scenario.version}, {len(played)} ways to play"


def _rubric(name: str) -> str:
    return f"version {load_rubric(name).text.version}"

"""Scenario and persona texts, kept once under their hash, so that an old call plays again."""

import hashlib
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, insert, select

from personas.catalog import PERSONAS, Folders, PersonaSource, load_persona, parse_persona
from scenarios.catalog import SCENARIOS, ScenarioSource, load_scenario, parse_scenario
from scoring.transcript import ContentVersion, MeetingOpened
from simulator.archive.errors import ContentMissing
from simulator.archive.tables import CONTENT

Source = ScenarioSource | PersonaSource


def keep(connection: Connection, source: Source) -> None:
    """Keeps a content file; nothing happens when its text is kept already."""
    statement = insert(CONTENT).prefix_with("OR IGNORE", dialect="sqlite")
    if isinstance(source, ScenarioSource):
        kind, file = "scenario", (source.scenario.id, source.scenario.version)
    else:
        kind, file = "persona", (source.persona.id, source.persona.version)
    connection.execute(
        statement.values(
            sha256=source.sha256, kind=kind, id=file[0], version=file[1], text=source.text
        )
    )


def scenario_of(connection: Connection, opened: MeetingOpened) -> ScenarioSource:
    """The scenario a call was played with; ContentMissing when its text is not at hand."""
    wanted = _version(opened, "scenario")
    if _is_installed(wanted, SCENARIOS):
        return load_scenario(wanted.id)
    return parse_scenario(_kept_text(connection, wanted), Path(f"{wanted.id}.toml"))


def persona_of(connection: Connection, opened: MeetingOpened) -> PersonaSource:
    """The persona a call was played with; ContentMissing when its text is not at hand."""
    wanted = _version(opened, "persona")
    if _is_installed(wanted, PERSONAS):
        return load_persona(wanted.id)
    return parse_persona(_kept_text(connection, wanted), Path(f"{wanted.id}.toml"))


def _version(opened: MeetingOpened, kind: Literal["scenario", "persona"]) -> ContentVersion:
    for item in opened.content:
        if item.kind == kind:
            return item
    raise ContentMissing(
        f"call {opened.id} names no {kind}, so it cannot be played again; it can still be graded"
    )


def _is_installed(wanted: ContentVersion, folders: Folders) -> bool:
    """Whether the file that is shipped or installed is the very text; an id may hold anything."""
    path = folders.files().get(wanted.id)
    if path is None:
        return False
    text = path.read_text(encoding="utf-8", errors="replace")
    return hashlib.sha256(text.encode()).hexdigest() == wanted.sha256


def _kept_text(connection: Connection, wanted: ContentVersion) -> str:
    statement = select(CONTENT.c.text).where(CONTENT.c.sha256 == wanted.sha256)
    text = connection.execute(statement).scalar_one_or_none()
    if text is None:
        raise ContentMissing(
            f"{wanted.kind} {wanted.id}.toml version {wanted.version} (sha256 "
            f"{wanted.sha256[:12]}…) is not kept here and the installed file is another text; "
            "the call can still be graded, and played again where that version is installed"
        )
    return str(text)

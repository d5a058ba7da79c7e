"""Shared by the tests of archive and command line: a folder of calls, and a scripted call."""

import io
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

import personas.catalog
import scenarios.catalog
from simulator.archive.archive import Archive
from simulator.archive.opening import open_archive
from simulator.call.meeting import Meeting, set_up
from simulator.packs.template import MARK, write_pair

SCRIPT = (
    "Hello, I read your quotes say thirty days. Why is the money late, do you think?",
    "What happens from the day a job is finished until the customer has the invoice?",
    "And what does that cost you in a month?",
    "If you leave it as it is for another year, what happens?",
    "Who else would you talk it over with?",
    "What has changed since last year?",
)
"""What the scripted seller says."""


@pytest.fixture
def script() -> tuple[str, ...]:
    """Six turns that any buyer answers."""
    return SCRIPT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of calls, with the settings in a folder of their own."""
    for name in ("LEVEL", "THEME", "COACH", "REPLY_SPEED", "CALLS_KEPT_IN", "PACKS"):
        monkeypatch.delenv(f"PROSPECT_{name}", raising=False)
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "calls"))
    monkeypatch.setenv("PROSPECT_CONFIG", str(tmp_path / "config"))
    return tmp_path / "calls"


@pytest.fixture
def pack(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A pack that the settings name, begun from the template and filled in without any thought."""
    place = tmp_path / "pack"
    counter = count(1)
    for file in write_pair("night-manager", place):
        text = file.read_text(encoding="utf-8")
        file.write_text(MARK.sub(lambda _: f"Filler {next(counter)}", text), encoding="utf-8")
    monkeypatch.setenv("PROSPECT_PACKS", str(place))
    yield place
    personas.catalog.register(())
    scenarios.catalog.register(())


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """An empty archive."""
    opened = open_archive(folder)
    yield opened
    opened.close()


@pytest.fixture
def played() -> Meeting:
    """A meeting with the skeptical owner."""
    return set_up("skeptical-owner", seed=7)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """Gives the program its standard input."""

    def give(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give

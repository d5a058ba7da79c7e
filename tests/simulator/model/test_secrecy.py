"""F71 to F73: the key is seen nowhere but in the header of a request, and without a model nothing is asked."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.provider import CANARY_KEY, Asked, Provider, Reply, failed, streamed

NO_SOCKETS = """
import socket, sys
def refused(*_):
    raise AssertionError("a connection was attempted")
socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refused
socket.create_connection = socket.getaddrinfo = refused
"""
COMMAND = """
from simulator.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
APP = """
import asyncio
from simulator.tui.app import ProspectApp
from simulator.tui.desk import PracticeDesk
async def call():
    app = ProspectApp(PracticeDesk.open)
    async with app.run_test() as pilot:
        async def settled():
            await app.workers.wait_for_complete()
            await pilot.pause()
        await settled()
        await pilot.press("escape")
        await settled()
        app.begin("skeptical-owner", {})
        await settled()
        await pilot.press("W", "h", "y", "?", "enter")
        await settled()
        print([event.type for event in app.screen.session.events])
asyncio.run(call())
"""


def run(
    *arguments: str, environment: Mapping[str, str], given: str = "", code: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs a command as a person would, with every log at its loudest."""
    start = ["-c", code] if code else ["-m", "simulator.cli"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        umask=0,
        env={**os.environ, "OPENAI_LOG": "debug", "PYTHONDEVMODE": "", **environment},
    )


def quoting(number: int, asked: Asked) -> Reply:
    """Quotes the key wherever a server could."""
    if number == 0:
        return streamed(f"My key is {CANARY_KEY}.")
    said = f'{{"error": {{"message": "bad key {CANARY_KEY}", "code": "{CANARY_KEY}"}}}}'
    return Reply([said.encode()], 400) if number % 2 else failed(401, code=CANARY_KEY)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of their own, and a key."""
    return {
        "PROSPECT_DATA": str(tmp_path / "data"),
        "PROSPECT_CONFIG": str(tmp_path / "config"),
        "OPENAI_API_KEY": CANARY_KEY,
        "OPENAI_MODEL": "tiny",
    }


def test_no_artefact_holds_the_key(environment: dict[str, str], tmp_path: Path) -> None:
    """F71: after a call, a grade, a doctor and settings with a server that quotes it, nothing holds the key."""
    turns = "What are you hoping to do with the business?\nWhy is that?\nWho else decides?\n"
    transcript = tmp_path / "call.txt"
    transcript.write_text("Seller: Why is that?\nBuyer: The bills go out late.\n" * 6)
    transcript.chmod(0o600)
    with Provider(quoting) as provider:
        environment["OPENAI_BASE_URL"] = provider.url
        done = [
            run(
                "practice",
                "skeptical-owner",
                "--json",
                "--voice",
                "model",
                environment=environment,
                given=turns,
            ),
            run("grade", str(transcript), "--judge", "--json", environment=environment),
            run("doctor", "--model", environment=environment),
            run("config", "show", environment=environment),
            run("config", "set", "model_key", CANARY_KEY[:5], environment=environment),
        ]
        assert all(f"Bearer {CANARY_KEY}" in asked.headers.values() for asked in provider.asked)
        assert len(provider.asked) >= 7
    assert [each.returncode for each in done] == [0, 0, 1, 0, 2]
    for each in done:
        assert CANARY_KEY not in each.stdout + each.stderr
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert CANARY_KEY.encode() not in path.read_bytes(), path
        assert path.stat().st_mode & 0o077 == 0, path


def test_without_a_model_nothing_is_connected(environment: dict[str, str], tmp_path: Path) -> None:
    """F72: with a key in the environment and no model chosen, no command attempts a connection."""
    transcript = tmp_path / "call.txt"
    transcript.write_text("Seller: Why is that?\nBuyer: The bills go out late.\n" * 6)
    for arguments in (
        ("play", "skeptical-owner"),
        ("practice", "skeptical-owner", "--plain"),
        ("calls", "list"),
        ("grade", str(transcript)),
        ("review", str(transcript)),
        ("doctor",),
    ):
        done = run(
            *arguments, environment=environment, given="Why is that?\n", code=NO_SOCKETS + COMMAND
        )
        assert (done.returncode, "attempted" in done.stderr) == (0, False), done.stderr


def test_without_a_model_the_app_connects_nowhere(environment: dict[str, str]) -> None:
    """F72: a turn on the screen, with a key in the environment, attempts no connection."""
    done = run(environment=environment, code=NO_SOCKETS + APP)
    assert (done.returncode, "attempted" in done.stderr) == (0, False), done.stderr
    assert "buyer_spoke" in done.stdout.partition("seller_spoke")[2]


def test_a_key_over_plain_http_to_another_machine_is_refused(environment: dict[str, str]) -> None:
    """F73: the command ends before anything is sent, and names the flag."""
    environment["OPENAI_BASE_URL"] = "http://192.0.2.7/v1"
    done = run(
        "play",
        "skeptical-owner",
        "--voice",
        "model",
        environment=environment,
        code=NO_SOCKETS + COMMAND,
    )
    assert done.returncode == 1
    assert "--allow-http" in done.stderr

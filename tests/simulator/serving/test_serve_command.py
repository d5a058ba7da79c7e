"""`prospect serve` on the command line: what it says, what it refuses, what it imports."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.main import run
from simulator.serving.pins import is_theirs
from simulator.serving.trainees import trainee_of
from tests.simulator.serving.served import CODE, serving

WITHOUT = """
import json, sys
sys.modules["aiohttp"] = None
from simulator.cli.main import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(name for name in sys.modules if sys.modules[name])]))
"""


def test_nothing_of_the_server_is_imported_for_help_nor_by_another_command() -> None:
    """aiohttp and textual-serve, which make other imports slower, are for the server alone."""
    for arguments in (("serve", "--help"), ("play", "--help")):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT, *arguments], capture_output=True, text=True, check=True
        )
        code, names = json.loads(done.stdout.splitlines()[-1])
        assert code == 0
        assert not [name for name in names if name.startswith(("textual", "aiohttp", "jinja2"))]


def test_without_the_extra_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "serve", "--folder", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "uv run --extra serve prospect serve" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--code", "abc"), "6 characters or more"),
        (("--public-url", "practice.example"), "https://"),
        (("--port", "0"), "--port"),
        (("--forget-pin", "Nobody"), "nobody called 'Nobody'"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    flags: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything listens."""
    assert run(["serve", "--folder", str(tmp_path), *flags]) in {1, 2}
    assert said in capsys.readouterr().err


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """Two servers at one port: the second says so and ends."""
    async with serving(tmp_path / "one") as first:
        second = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "simulator.cli", "serve"),
            *("--port", first.url.rpartition(":")[2], "--folder", str(tmp_path / "two")),
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(second.communicate(), 60)
    assert second.returncode == 1
    assert b"cannot be opened" in said
    assert b"Traceback" not in said


async def test_only_this_machine_unless_it_is_asked_otherwise(tmp_path: Path) -> None:
    """It listens at 127.0.0.1; it says address, join code, cap and folder in one line of JSON."""
    async with serving(tmp_path) as server:
        assert server.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("host", "public", "said"),
    [
        ("0.0.0.0", "", "crosses the network unencrypted"),
        ("192.0.2.1", "https://practice.example", "without TLS too"),
    ],
)
def test_a_wider_bind_says_who_can_reach_it(
    host: str, public: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """One sentence of warning, before it listens."""
    monkeypatch.setattr("simulator.serving.room.Room.run", lambda self, announce: announce())
    flags = ["--bind", host, "--public-url", public, "--folder", str(tmp_path), "--code", CODE]
    assert run(["serve", *flags]) == 0
    told = capsys.readouterr()
    assert f"reach {host}:8000" in told.err
    assert said in told.err
    assert CODE in told.out


def test_a_trainer_can_have_a_pin_chosen_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The PIN is forgotten; nothing else of the trainee's is touched."""
    ada = trainee_of("Ada", tmp_path)
    assert ada is not None
    assert is_theirs(ada, "482913")
    assert run(["serve", "--folder", str(tmp_path), "--forget-pin", "ada"]) == 0
    assert "chooses a new PIN" in capsys.readouterr().out
    assert is_theirs(ada, "another")

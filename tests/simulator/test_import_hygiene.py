"""What a command does not need it does not import: start-up stays quick by construction."""

import json
import subprocess
import sys

import pytest

HEAVY = ("textual", "openai", "sqlalchemy", "pydantic", "rich", "asyncio")
SCRIPT = """
import json, sys
from simulator.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write(json.dumps([code, sorted(name.partition(".")[0] for name in sys.modules)]))
"""


def _modules_after(*arguments: str, given: str = "") -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    return code, set(names)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("play", "--help"), ("calls", "list", "--help")]
)
def test_help_and_version_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """No screen, model, database or validation library is loaded to print a page of help."""
    code, names = _modules_after(*arguments)
    assert (code, names & set(HEAVY)) == (0, set())


def test_a_call_without_a_screen_needs_no_screen_and_no_archive() -> None:
    """`play` loads neither Textual nor SQLAlchemy nor a model's client."""
    code, names = _modules_after("play", "skeptical-owner", given="What goes wrong?\n")
    assert (code, names & {"textual", "openai", "sqlalchemy", "sklearn", "torch"}) == (0, set())


def test_grading_needs_no_archive(tmp_path_factory: pytest.TempPathFactory) -> None:
    """`grade` loads neither Textual nor SQLAlchemy."""
    file = tmp_path_factory.mktemp("grade") / "call.txt"
    file.write_text("Seller: What goes wrong?\nBuyer: We are paid late.\n")
    code, names = _modules_after("grade", str(file))
    assert (code, names & {"textual", "openai", "sqlalchemy", "sklearn", "torch"}) == (0, set())

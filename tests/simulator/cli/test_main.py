"""The command line as a whole: help, codes, and one sentence for every failure."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from scoring.transcript import EVENT
from simulator import __version__
from simulator.cli import crash, main
from simulator.cli.main import SUMMARIES, prospect, run
from simulator.problem import Problem


def _leaves(
    command: click.Command, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(command)
    if not isinstance(command, click.Group):
        return [(path, command)]
    found: list[tuple[tuple[str, ...], click.Command]] = [(path, command)] if path else []
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        found += _leaves(inner, (*path, name))
    return found


def test_the_version_is_the_literal_one(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the version and nothing else."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"prospect {__version__}\n"


def test_summaries_are_those_of_the_commands() -> None:
    """What the first page of help says of a command is what its own help begins with."""
    for name, summary in SUMMARIES.items():
        command = import_module(f"simulator.cli.{name}").command
        first = (command.help or "").split("\n\n")[0].replace("\n", " ")
        assert (command.name, first) == (name, summary)


@pytest.mark.parametrize("path", [path for path, _ in _leaves(prospect)], ids=" ".join)
def test_every_help_has_an_example(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command's help shows how it is typed."""
    assert run([*path, "--help"]) == 0
    example = capsys.readouterr().out.partition("Example:\n")[2]
    assert ("echo" if path == ("hear",) else f"prospect {path[0]}") in example


def test_every_command_speaks_json() -> None:
    """Each command that does something takes --json."""
    deaf = [
        " ".join(path)
        for path, command in _leaves(prospect)
        if not isinstance(command, click.Group)
        and not any("--json" in parameter.opts for parameter in command.params)
    ]
    assert deaf == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["practise"], "did you mean practice?"),
        (["play"], "prospect play: Missing argument 'SCENARIO'"),
        (["play", "skeptical-ownr"], "did you mean skeptical-owner?"),
        (["play", "skeptical-owner", "--level", "brutal"], "'brutal' is not one of"),
        (["play", "skeptical-owner", "--seed", "-1"], "-1 is not in the range"),
        (["calls", "purge"], "name calls, or say --all"),
        (["practice", "--plain"], "--plain needs a scenario; there are"),
        (["config", "set", "wings", "x"], "there is no setting 'wings'"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Usage errors name the command, what is wrong and where help is, on one line."""
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.err.rstrip().endswith("--help'.")
    assert captured.out == ""


def test_without_a_terminal_the_app_says_what_to_use(capsys: pytest.CaptureFixture[str]) -> None:
    """F52: no screens without a terminal; help as plain text, a hint, and code 2."""
    assert run([]) == 2
    captured = capsys.readouterr()
    assert "Usage: prospect" in captured.out
    assert "practice --plain" in captured.err
    assert run(["practice", "skeptical-owner"]) == 2
    assert "--plain" in capsys.readouterr().err


def test_an_unexpected_error_leaves_a_report_without_values(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F53: no traceback on the terminal; the report names places, never what variables held."""

    def explode(*_: object, **__: object) -> None:
        secret = "sk-" + "canary" * 3  # noqa: F841 - it must not be printed
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr(main.prospect, "main", explode)
    assert run(["grade", "x"]) == 1
    captured = capsys.readouterr()
    report = next((folder / "crashes").iterdir())
    assert str(report) in captured.err
    assert "Traceback" not in captured.err + captured.out
    text = report.read_text()
    assert "RuntimeError" in text
    assert "explode" in text
    assert "canarycanary" not in text + captured.err
    assert "\x1b" not in text
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_report_holds_no_words_of_a_foreign_error(folder: Path) -> None:
    """Other packages' errors quote what they were given, pydantic its input; only types stay."""
    word = "can" + "ary"
    try:
        try:
            EVENT.validate_python({"type": "seller_spoke", "seq": word})
        except ValueError as cause:
            raise KeyError(word) from cause
    except KeyError as error:
        kept = crash.keep_report(error, "grade")
    assert kept is not None
    text = kept.read_text(encoding="utf-8")
    assert "canary" not in text
    assert text.index("ValidationError") < text.index("KeyError")
    assert "test_main.py" in text


def test_a_report_says_what_our_own_errors_say(folder: Path) -> None:
    """Our errors choose their words, and letters of any kind can be written."""
    kept = crash.keep_report(Problem("漢: mend it \ud800"), "grade")
    assert kept is not None
    assert "simulator.problem.Problem: 漢: mend it" in kept.read_text(encoding="utf-8")


def test_two_reports_in_one_second_are_both_kept(folder: Path) -> None:
    """F07: a report never replaces another."""
    kept = {crash.keep_report(ValueError(str(n)), "grade") for n in range(3)}
    assert len(kept) == 3


def test_no_report_can_be_kept_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written the error is still one sentence."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "file" / "x"))
    monkeypatch.setattr(main.prospect, "main", lambda *_, **__: 1 / 0)
    assert run(["grade", "x"]) == 1
    assert "no report could be written" in capsys.readouterr().err


def test_ctrl_c_is_not_an_error_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping a command says so and nothing else."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.prospect, "main", stop)
    assert run(["grade", "x"]) == 1
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize("coding", ["ascii", "cp1252"])
def test_other_encodings_do_not_break_plain_text(coding: str, folder: Path) -> None:
    """F52: letters that the terminal does not know are replaced, nothing fails."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator.cli", "play", "skeptical-owner"],
        input="Why is that — “late”? 漢字\n".encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": coding},
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"1. You: Why is that" in done.stdout


def test_json_is_utf8_whatever_the_terminal(folder: Path) -> None:
    """JSON is for programs: the same bytes under every locale."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator.cli", "hear"],
        input='{"id":"é","text":"What goes wrong?"}\n'.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert '"id": "é"'.encode() in done.stdout

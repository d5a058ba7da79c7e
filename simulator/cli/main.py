"""`prospect`: finds the command, runs it, and turns every failure into one sentence and a code.

0: fine. 1: a content or data problem. 2: usage. 3: some of several inputs failed.
"""

import os
import sys
from collections.abc import Sequence

import click

from personas.errors import ContentError
from simulator import __version__
from simulator.cli.commands import LazyGroup
from simulator.cli.output import PROBLEM, USAGE, is_terminal, note
from simulator.places import is_served
from simulator.problem import Problem

SUMMARIES = {
    "practice": "Hold a call, on the screens or as plain lines.",
    "play": "Hold a call without a screen, driven by a file or a program.",
    "grade": "Grade transcripts: our own logs, or what other programs write.",
    "review": "Review a call turn by turn, like a game of chess.",
    "replay": "Step through a call: a kept one, a log, a transcript, or an example.",
    "hear": "Show how lines are understood: question, pitch, summary…, and on what topic.",
    "calls": "List, show, resume, export, import and purge calls, and show how they have been going.",
    "drill": "Assign a class its calls; join a drill, and hand in what you held.",
    "simulate": "Play scripted sellers against scenarios: how hard each is, and whether it is fair.",
    "pack": "Check, begin and describe buyers and scenarios: yours, installed and shipped.",
    "serve": "Open the app to trainees in their browsers.",
    "config": "Show where the settings are, what they are, and set them.",
    "doctor": "Say what works here and what does not, and why.",
}


@click.group(
    cls=LazyGroup,
    summaries=SUMMARIES,
    example="prospect practice skeptical-owner",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="prospect %(version)s")
@click.pass_context
def prospect(context: click.Context) -> int:
    """Practise the conversation about the buyer's problem, then see a score with evidence.

    Without a command, the app opens.
    """
    if context.invoked_subcommand is not None:
        if is_served():
            raise click.UsageError("in a browser there is the app alone", context)
        return 0
    if not is_terminal() and not is_served():
        click.echo(context.get_help())
        note(
            "The app needs a terminal; use 'prospect practice --plain' for plain lines or "
            "'prospect play' for a program."
        )
        return USAGE
    from simulator.tui.app import run_app

    run_app(None, None, None)
    return 0


def main() -> None:
    """Runs the command line and leaves with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; its exit code. No exception leaves here."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result = prospect.main(list(arguments), prog_name="prospect", standalone_mode=False)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "prospect"
        message = error.format_message().rstrip(".")
        note(f"{path}: {message}; see '{path} --help'.")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        note("Stopped.")
        return PROBLEM
    except click.ClickException as error:
        note(error.format_message())
        return PROBLEM
    except (ContentError, Problem) as error:
        note(str(error))
        return PROBLEM
    except BrokenPipeError:
        # Whoever read us has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    except Exception as error:  # noqa: BLE001 - the last line of defence
        note(_crashed(error, arguments))
        return PROBLEM
    return result if isinstance(result, int) else 0


def _crashed(error: Exception, arguments: Sequence[str]) -> str:
    """Keeps a report of an unexpected error; the sentence to show."""
    from simulator.cli.crash import keep_report

    command = next((word for word in arguments if word in SUMMARIES), "the app")
    kept = keep_report(error, command)
    where = f"the report is in {kept}" if kept else "no report could be written"
    return (
        f"prospect stopped on an unexpected {type(error).__name__}; {where}; what you had done is "
        "kept, and 'prospect doctor' may say why."
    )

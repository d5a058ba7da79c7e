"""`prospect calls import`: calls from files into the archive."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import kept_calls
from simulator.cli.output import PROBLEM, SOME_FAILED, emit, note, tell
from simulator.cli.who_sold import asker, seller_option
from simulator.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.archive.archive import Archive


@click.command(
    name="import",
    cls=Command,
    example="prospect calls import call.jsonl\nprospect calls import meeting.vtt --seller Jane",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@seller_option
@json_option
def command(*, files: tuple[Path, ...], sellers: tuple[str, ...], as_json: bool) -> int:
    """Import calls: our own logs, or what other programs write.

    Reads WebVTT (Zoom, Teams, Meet), SRT, Otter text, chat, Markdown, and JSON from Gong, Fireflies,
    Google Meet and podcasts, whatever the file is called. Who sold is named by the label 'Seller:',
    by --seller NAME, or asked on a terminal.

    A log's hash chain is checked, and the call is played again where its content is at hand. The
    same call twice is kept once; the same id with other content is refused.
    """
    failed = 0
    from simulator.packs.finding import open_packs

    open_packs()  # calls with their buyers can be played again
    with kept_calls() as archive:
        for file in files:
            try:
                _bring(archive, file, sellers, as_json=as_json)
            except Problem as problem:
                failed += 1
                note(str(problem))
                if as_json:
                    emit({"file": str(file), "status": "error", "reason": str(problem)})
    if not failed:
        return 0
    return SOME_FAILED if failed < len(files) else PROBLEM


def _bring(archive: "Archive", file: Path, sellers: "Sequence[str]", *, as_json: bool) -> None:
    from simulator.archive.exchange import bring
    from simulator.call.replay import Divergence
    from simulator.imports.reading import read_call_file

    read = read_call_file(file, sellers, asker())
    for sentence in read.notes:
        note(sentence)
    try:
        done = bring(archive, read.events)
    except Divergence as divergence:
        raise Problem(f"{file}: {divergence}; nothing was kept of it") from None
    if as_json:
        emit({"file": str(file), **asdict(done)})
        return
    played = "" if done.status != "kept" else "; played again, with the same result"
    tell(f"{file}: call {done.call_id} {done.status}{played if done.replayed else ''}")
    if done.note and done.status == "kept":
        tell(f"  Not played again: {done.note}")

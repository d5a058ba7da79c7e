"""The victim of the kill test: holds calls and tells its parent after every acknowledged turn."""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from scoring.transcript import CoachShown
from simulator.archive.opening import open_archive
from simulator.archive.resume import begin
from simulator.call.meeting import set_up
from simulator.voices.authored import AuthoredVoice

SEEDS = (1, 2, 3, 4)
MEETINGS = tuple(set_up("skeptical-owner", seed=seed) for seed in SEEDS)
"""Set up once, where every victim is born."""


def hold_calls(folder: Path, lines: tuple[str, ...], first: int, told: Connection) -> None:
    """One call after another until killed; tells (call id, events shown) after every turn."""
    archive = open_archive(folder)
    for number in count(first):
        call_id = f"call-{first}-{number}"
        with begin(
            archive, MEETINGS[number % len(MEETINGS)], voice=AuthoredVoice(), call_id=call_id
        ) as call:
            told.send((call_id, len(call.session.events)))
            for line in lines:
                if not call.session.ended:
                    call.session.say(line)
                    told.send((call_id, len(call.session.events)))


def write_alone(folder: Path, call_id: str, times: int) -> None:
    """A call with as many further transactions, each after a read."""
    archive = open_archive(folder)
    with begin(archive, MEETINGS[0], voice=AuthoredVoice(), call_id=call_id):
        for _ in range(times):
            seq = len(archive.events(call_id))
            archive.append(call_id, [CoachShown(seq=seq, turn=1)])
    archive.close()

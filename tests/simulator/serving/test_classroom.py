"""Whoever comes in for the first time has joined the drill that the room is for."""

from pathlib import Path

import pytest

from simulator.archive.opening import open_archive
from simulator.cli.main import run
from simulator.drills.assigning.tickets import ticket_for, write_ticket
from simulator.drills.trainee.joining import Joined
from simulator.problem import Problem
from simulator.serving.classroom import joining
from simulator.serving.trainees import Trainee, trainee_of
from tests.simulator.drills.classroom import KEY, drill_of


def _named(trainee: Trainee) -> list[str]:
    archive = open_archive(trainee.calls)
    names = [name for _, name in Joined(archive).tickets()]
    archive.close()
    return names


def test_everybody_who_comes_in_has_joined(tmp_path: Path) -> None:
    """Each in their own folder, under the name of their first visit."""
    welcome = joining(ticket_for(drill_of(), KEY), lambda: "2030-03-02T09:00:00+00:00")
    for name in ("Ada Byron", "ada  byron", "Bob"):
        trainee = trainee_of(name, tmp_path)
        assert trainee is not None
        welcome(trainee)
        assert _named(trainee) == ["Bob" if name == "Bob" else "Ada Byron"]


def test_one_persons_ticket_opens_no_room(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server does not start: everybody would hand in as that person, or as nobody."""
    ticket = ticket_for(drill_of(), KEY, "Ann")
    with pytest.raises(Problem, match="this ticket is Ann's"):
        joining(ticket, lambda: "")
    file = write_ticket(ticket, tmp_path)
    assert run(["serve", "--drill", str(file), "--folder", str(tmp_path / "served")]) == 1
    assert "the open one, which 'prospect drill new' writes" in capsys.readouterr().err

"""A small class from the first ticket to the last export; `tests.class_end_to_end` plays a whole one."""

from pathlib import Path

import pytest

from tests.class_end_to_end import SCENARIOS, play_class


@pytest.mark.parametrize("kept_in", ["file", "postgres"])
def test_a_class_is_played_end_to_end(
    kept_in: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Edits, copy and corrupt files are found by name and turn, all else is graded, whoever hands in
    by file or by login; marks, disputes, agreement, exports, verification and a purge hold.
    """
    server = request.getfixturevalue("server") if kept_in == "postgres" else None
    figures = play_class(tmp_path, 6, SCENARIOS[:2], server)
    assert (figures.kept, figures.graded, figures.corrupt) == (11, 9, 2)
    assert (figures.flags["edited"], figures.flags["copied"]) == (2, 2)

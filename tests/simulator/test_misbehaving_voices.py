"""Whoever speaks, the buyer is the same: states, scores and secrets hang on no wording.

A few calls each; `uv run python -m tests.voices 1000` holds a thousand.
"""

import pytest

from tests.voices import MISBEHAVING, tally

CALLS = 3


@pytest.mark.parametrize("name", MISBEHAVING)
def test_a_misbehaving_voice_changes_nothing_and_tells_nothing(name: str) -> None:
    """Same state hashes, the same official score to the byte, and no locked fact in request or reply."""
    found = tally(name, CALLS, turns=6)
    assert found.replies > CALLS
    assert (found.other_states, found.other_scores) == (0, 0)
    assert found.leaks == []
    assert found.in_requests == []


def test_a_voice_that_keeps_to_its_brief_is_heard() -> None:
    """The guard is no wall: a voice that says what it is told to say speaks for itself, mostly."""
    found = tally("faithful", CALLS, turns=6)
    assert found.fell_back <= 0.3 * found.replies
    assert (found.other_states, found.other_scores) == (0, 0)
    assert found.leaks == []

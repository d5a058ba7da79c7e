import pytest

from simulator.debrief.readiness import READINESS, only_a_pitch


def test_there_are_eight_questions() -> None:
    """The eight of the readiness sheet, each with an id of its own."""
    assert len({prompt.id for prompt in READINESS}) == 8


@pytest.mark.parametrize(
    ("sheet", "only"),
    [
        ({}, False),
        ({"value": "Present the demo. Show her our features."}, True),
        ({"value": "Pennant saves money."}, True),
        ({"value": "Present the demo.", "their_goals": "Why is the money late?"}, False),
        ({"their_goals": "She wants a second site."}, False),
        ({"their_goals": "Growth."}, False),
    ],
)
def test_a_sheet_that_only_describes_a_pitch_is_recognised(
    sheet: dict[str, str], only: bool
) -> None:
    """Selling lines and no line about the buyer make it a pitch; an empty sheet is none."""
    assert only_a_pitch(sheet, ("Pennant",)) is only

import pytest

from scoring.transcript import BriefFactCard
from simulator.debrief.sheet import sheet_grade

BRIEF = (
    BriefFactCard(id="terms", text="Quotes say 30 days.", about=("30 days", "quotes")),
    BriefFactCard(id="space", text="A site is advertised.", about=("second site", "advertised")),
)


@pytest.mark.parametrize(
    ("wrote", "points", "cites"),
    [
        ("", 0, ""),
        ("They are busy people with many worries to solve.", 1, ""),
        ("The 30 days.", 1, "Quotes say 30 days."),
        ("Their quotes promise 30 days; late money may press her.", 2, "Quotes say 30 days."),
        ("Show the Pennant demo on 30 days terms to everybody.", 1, "Quotes say 30 days."),
    ],
)
def test_a_field_is_empty_generic_or_specific_with_its_item_of_the_brief(
    wrote: str, points: int, cites: str
) -> None:
    """0 for nothing, 1 for what fits anybody, only names or only sells, 2 for what is tied and says something."""
    field = sheet_grade({"reason": wrote}, BRIEF, ["Pennant"]).fields[0]
    assert (field.points, field.cites) == (points, cites)
    assert bool(field.why) == (points < 2)


@pytest.mark.parametrize(
    ("wrote", "cites"),
    [("Bring the figures of last year.", ""), ("They were warm for a year.", "Warm for a year.")],
)
def test_a_word_that_fits_anybody_ties_nothing_to_the_brief(wrote: str, cites: str) -> None:
    """Where one word carries the meaning of a phrase of the brief, the phrase has to stand there whole."""
    brief = (BriefFactCard(id="warm", text="Warm for a year.", about=("for a year", "a year of")),)
    assert sheet_grade({"they_prepare": wrote}, brief).fields[5].cites == cites


def test_the_same_answer_twice_counts_once() -> None:
    """A sheet filled by pasting earns its second point only in the first field."""
    line = "Their quotes promise 30 days; late money may press her."
    fields = ("reason", "their_goals", "priorities", "missing")
    assert sheet_grade(dict.fromkeys(fields, line), BRIEF).points == 2 + 1 + 1 + 1


def test_a_whole_sheet_earns_sixteen_and_turns_both_keys() -> None:
    """Eight specific answers, what they bring and what both need among them."""
    answers = {
        name: f"Their quotes say 30 days, so ask her about matter {name} and how {name} hurts."
        for name in (
            "reason", "their_goals", "priorities", "missing", "value", "they_prepare", "both_ready", "derail",
        )
    }  # fmt: skip
    grade = sheet_grade({**answers, "we_ready": "yes"}, BRIEF)
    assert (grade.points, grade.of) == (16, 16)
    assert [(key.said, key.turned) for key in grade.keys] == [("yes", True), ("", True)]


def test_a_sheet_that_only_describes_a_pitch_is_told_so() -> None:
    """The flag stands with the grade, and neither key turns."""
    grade = sheet_grade({"value": "Present the demo. Show her our features."}, BRIEF)
    assert grade.only_a_pitch
    assert [key.turned for key in grade.keys] == [False, False]

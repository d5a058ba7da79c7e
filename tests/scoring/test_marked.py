"""The human score: added up as the engine's, with a person's levels in it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.marked import CAP, KEPT, LIFTED, marked
from scoring.rubric import CRITERIA, load_rubric
from scoring.scorecard import shown

WEIGHTS = load_rubric().text.weights


def card(
    levels: dict[str, int], limit: int | None = None, *, advisory: bool = False
) -> dict[str, Any]:
    """A scorecard with these levels, the others at 2."""
    cap = {"id": "G1", "limit": limit, "turn": 3, "advisory": advisory, "why": "It came early."}
    return {
        "status": "scored",
        "cap": None if limit is None else cap,
        "criteria": [
            {"id": name, "weight": WEIGHTS[name], "level": levels.get(name, 2)} for name in CRITERIA
        ],
    }


def test_without_marks_it_is_the_engines_score() -> None:
    """All at level 2 is half of a hundred points."""
    found = marked(card({}), {})
    assert (shown(found.score), shown(found.raw), found.cap_lifted) == (50.0, 50.0, False)


def test_a_mark_counts_with_the_rubrics_weight() -> None:
    """Impact weighs 14: two levels more are seven points more."""
    found = marked(card({}), {"impact": 4})
    assert shown(found.score) == 57.0
    assert (found.levels["impact"], found.levels["goals"]) == (4, 2)


def test_a_cap_stays_until_it_is_lifted() -> None:
    """Levels alone do not get past it; a mark on the cap does, and another brings it back."""
    held = card({}, 35)
    assert shown(marked(held, {"impact": 4}).score) == 35.0
    lifted = marked(held, {"impact": 4, CAP: LIFTED})
    assert (shown(lifted.score), lifted.cap_lifted) == (57.0, True)
    assert shown(marked(held, {CAP: KEPT}).score) == 35.0


def test_an_advisory_cap_holds_nothing_down() -> None:
    """As in the grader."""
    assert shown(marked(card({}, 35, advisory=True), {}).score) == 50.0


@given(
    st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 4)),
    st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 4)),
    st.none() | st.integers(0, 100),
)
def test_marks_equal_to_a_cards_levels_give_the_score_of_such_a_card(
    engine: dict[str, int], people: dict[str, int], limit: int | None
) -> None:
    """It makes no difference whether a level was the engine's or a person's."""
    assert (
        marked(card(engine, limit), people).score == marked(card(engine | people, limit), {}).score
    )


@pytest.mark.parametrize("levels", [{"charm": 3}, {"impact": 5}, {"impact": -1}, {CAP: 2}])
def test_what_is_no_level_is_refused(levels: dict[str, int]) -> None:
    """Unknown criteria and levels out of range raise."""
    with pytest.raises(ValueError, match=r"criterion|level"):
        marked(card({}), levels)


def test_a_call_without_a_score_has_no_human_one() -> None:
    """Not evaluable stays not evaluable."""
    with pytest.raises(ValueError, match="not scored"):
        marked({"status": "not_evaluable"}, {})

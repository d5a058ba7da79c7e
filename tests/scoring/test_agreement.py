"""Agreement: equal to published examples and to other programs, and never a NaN."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.agreement import Agreement, icc_2_1, of_levels, of_scores, quadratic_kappa

SHROUT_AND_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
"""Table 2 of Shrout & Fleiss (1979): six subjects, four judges; ICC(2,1) is .29."""
LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=0, max_size=25)


def figures(found: Agreement) -> list[float | None]:
    """Every number of an agreement."""
    every = (found.exact, found.within_one, found.kappa, found.icc, found.alpha, found.difference)
    return [part for figure in every for part in (figure.value, figure.low, figure.high)]


def test_icc_is_that_of_the_published_table() -> None:
    """Shrout & Fleiss print .29 for case 2, single rater."""
    assert round(icc_2_1(np.array(SHROUT_AND_FLEISS, dtype=float)), 2) == 0.29


def test_alpha_is_that_of_a_table_computed_by_hand() -> None:
    """Interval alpha of five pairs is 1 - (n-1) * observed / expected, worked out on paper.

    Ratings (1,1) (2,2) (3,3) (3,4) (4,4): the sum of squared differences within calls is 2 over
    ordered pairs; over all ordered pairs of the ten values it is 2(10*85 - 27*27) = 242; alpha is
    1 - 9 * 2 / 242.
    """
    found = of_scores([1, 2, 3, 3, 4], [1, 2, 3, 4, 4])
    assert found.alpha.value == pytest.approx(1 - 9 * 2 / 242, abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=5, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    """Quadratic weights, all five levels, whatever was rated."""
    from sklearn.metrics import cohen_kappa_score

    one, other = zip(*pairs, strict=True)
    if len({*one, *other}) == 1:
        return
    wanted = cohen_kappa_score(one, other, weights="quadratic", labels=range(5))
    assert quadratic_kappa(np.array(pairs, dtype=float)) == pytest.approx(wanted)


@settings(deadline=None, max_examples=15)
@given(LEVELS)
def test_every_figure_is_a_number_or_says_why_it_is_none(pairs: list[tuple[int, int]]) -> None:
    """No NaN and no infinity, however few or uniform the ratings are."""
    found = of_levels([one for one, _ in pairs], [other for _, other in pairs])
    assert all(part is None or math.isfinite(part) for part in figures(found))
    for figure in (found.exact, found.within_one, found.kappa, found.icc, found.alpha):
        assert figure.value is not None or figure.why
        assert figure.low is not None or figure.why


def test_equal_ratings_that_vary_agree_wholly() -> None:
    """Everything is 1, and so is every interval."""
    found = of_levels([0, 1, 2, 3, 4, 2], [0, 1, 2, 3, 4, 2])
    for figure in (found.exact, found.within_one, found.kappa, found.icc, found.alpha):
        assert (figure.value, figure.low, figure.high) == (1.0, 1.0, 1.0)
    assert found.difference.value == 0.0


@pytest.mark.parametrize("pairs", [[], [(1, 1)], [(2, 3)] * 4])
def test_too_few_ratings_have_no_coefficient(pairs: list[tuple[int, int]]) -> None:
    """Under five pairs, kappa, ICC and alpha say how many there are."""
    found = of_levels([one for one, _ in pairs], [other for _, other in pairs])
    assert found.kappa.value is found.icc.value is found.alpha.value is None
    assert f"{len(pairs)} rated by both" in found.kappa.why


def test_constant_ratings_have_no_coefficient_and_still_agree_exactly() -> None:
    """All at level 2: agreed on every call, and kappa says why it cannot be stated."""
    found = of_levels([2] * 8, [2] * 8)
    assert (found.exact.value, found.kappa.value) == (1.0, None)
    assert "same level" in found.kappa.why


def test_a_milder_first_rater_has_a_difference_above_zero() -> None:
    """Each level one higher: within one everywhere, exact nowhere, milder by one."""
    found = of_levels([1, 2, 3, 4, 2], [0, 1, 2, 3, 1])
    assert (found.exact.value, found.within_one.value, found.difference.value) == (0, 1, 1)


def test_equal_data_give_equal_intervals() -> None:
    """The resamples hang on nothing but the data."""
    one, other = [0, 1, 2, 3, 4, 1, 2], [0, 2, 2, 3, 3, 1, 1]
    assert of_levels(one, other) == of_levels(one, other)
    low, value, high = (
        getattr(of_levels(one, other).kappa, name) for name in ("low", "value", "high")
    )
    assert low < value < high

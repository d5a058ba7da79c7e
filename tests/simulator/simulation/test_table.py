"""The table of many calls: shares, intervals, and the same rows as text, CSV and JSON."""

import csv
import io
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.vocabulary import Outcome
from simulator.simulation.call import Played
from simulator.simulation.table import rows, to_csv, to_text, wilson

CALL = Played(
    scenario="polite-cfo",
    level="standard",
    seller="reference:1",
    seed=1,
    variant="a",
    score=80.0,
    ending="three_way",
    outcome=Outcome.REDIRECTED,
    ended_by="agreement",
    turns=16,
    invited=False,
    confessed=False,
    facts=9,
    disclosed=10,
    reachable=20,
    pitches=1,
    first_pitch=15,
    best=True,
    levels=(("opening", 4),),
    earned=(),
)
LEFT = replace(
    CALL,
    seed=2,
    score=20.0,
    ending="stopped",
    outcome=Outcome.WALKED_AWAY,
    facts=3,
    best=False,
    turns=4,
    first_pitch=1,
)
UNSCORED = replace(CALL, seed=3, score=None, best=False, ending="left", pitches=0, first_pitch=None)


def test_a_row_is_the_mean_of_its_calls() -> None:
    """Means over all calls, but of the score over those that have one and of pitches over those with one."""
    (row,) = rows([CALL, LEFT, UNSCORED])
    assert (row.calls, row.scored) == (3, 2)
    assert (row.score, row.worst, row.best) == (50.0, 20.0, 80.0)
    assert row.score is not None
    assert row.score_low is not None
    assert row.score_high is not None
    assert row.score - row.score_low == pytest.approx(58.8, abs=0.05)
    assert row.score_high - row.score == pytest.approx(58.8, abs=0.05)
    assert (row.best_ending, row.walked_away, row.invited) == (0.333, 0.333, 0.0)
    assert (row.facts, row.facts_share) == (7.0, 0.35)
    assert row.first_pitch == 8.0
    assert row.turns == 12.0
    assert row.endings == "left:1 stopped:1 three_way:1"


def test_rows_come_in_the_order_of_their_first_call() -> None:
    """One row for each scenario, level and seller; calls of one row need not stand together."""
    other = replace(CALL, seller="bribe")
    assert [(row.seller, row.calls) for row in rows([CALL, other, LEFT])] == [
        ("reference:1", 2),
        ("bribe", 1),
    ]
    assert rows([]) == []


def test_calls_without_a_score_have_no_mean() -> None:
    """Nothing is made up for a call that could not be scored."""
    (row,) = rows([UNSCORED])
    assert (row.score, row.score_low, row.worst, row.best) == (None, None, None, None)
    assert "–" in to_text([row])


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4041),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (190, 200, 0.9104, 0.9726),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_gives_the_published_intervals(hits: int, of: int, low: float, high: float) -> None:
    """Hand-checked values of the score interval at 95%; no calls say nothing."""
    found = wilson(hits, of)
    assert found[0] == pytest.approx(low, abs=1e-4)
    assert found[1] == pytest.approx(high, abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_narrows(counts: tuple[int, int]) -> None:
    """The share lies within, the bounds within 0 and 1, and ten times the calls say more."""
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0.0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1.0
    more_low, more_high = wilson(hits * 10, of * 10)
    assert more_high - more_low < high - low


def test_csv_holds_every_column_of_every_row() -> None:
    """What is read back from the CSV is the row, an empty field where there is no value."""
    found = rows([CALL, LEFT, replace(UNSCORED, seller="quitter")])
    read = list(csv.DictReader(io.StringIO(to_csv(found))))
    for line, row in zip(read, found, strict=True):
        assert line == {
            name: "" if value is None else str(value) for name, value in asdict(row).items()
        }


def test_text_has_a_block_for_each_scenario_and_level() -> None:
    """Blocks with a heading each, a line per seller, no line wider than a page."""
    calls = [CALL, replace(CALL, seller="bribe"), replace(CALL, level="hard")]
    text = to_text(rows(calls))
    blocks = text.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "polite-cfo, standard",
        "polite-cfo, hard",
    ]
    assert [len(block.splitlines()) for block in blocks] == [4, 3]
    assert max(map(len, text.splitlines())) <= 100

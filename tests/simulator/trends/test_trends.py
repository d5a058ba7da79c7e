import json

import pytest

from simulator.trends.telling import trend_lines, trends_json
from simulator.trends.trends import trends_of
from tests.simulator.trends.calls import TODAY, call

THREE = ("skeptical-owner", "polite-cfo", "rfp-broker")


def test_the_five_stand_beside_the_records_over_the_same_meetings() -> None:
    """The gap compares the trainee's view with the record of the meetings answered for, no others."""
    calls = [
        call(1, own="yes", engine="no"),
        call(2, own="partly", engine="yes"),
        call(3, engine="yes"),
    ]
    share = trends_of(calls, TODAY).five[0]
    assert (share.own, share.engine_there, share.answered) == (0.75, 0.5, 2)
    assert share.gap == pytest.approx(0.25)
    assert share.engine == pytest.approx(2 / 3)


def test_without_answers_there_is_no_gap() -> None:
    """What was not said is unknown, not zero."""
    share = trends_of([call(1)], TODAY).five[0]
    assert (share.own, share.gap, share.engine) == (None, None, 0.0)


def test_only_ninety_days_count_today_included() -> None:
    """A call of 89 days ago is in, one of 90 is out, and one of tomorrow too."""
    calls = [call(1, days_ago=89), call(2, days_ago=90), call(3, days_ago=-1)]
    assert trends_of(calls, TODAY).calls == 1


@pytest.mark.parametrize("scenarios", [THREE[:1] * 6, THREE[:2] * 3])
def test_under_three_scenarios_nothing_is_drawn_or_ranked(scenarios: tuple[str, ...]) -> None:
    """However many calls: one or two people would only show who was met."""
    calls = [call(n, scenario=name, problem=4) for n, name in enumerate(scenarios)]
    trends = trends_of(calls, TODAY)
    assert (trends.curves, trends.strongest, trends.most_to_gain) == ((), None, None)
    assert f"so far 6 with {len(set(scenarios))}" in trends.why_no_curves
    assert trends.five[0].engine == 0.0


def test_a_curve_is_the_mean_of_five_calls_with_two_errors_of_band() -> None:
    """Reckoned by hand: levels 1 2 3 give 2, a standard error of 1/√3, and a band of twice that."""
    calls = [
        call(n, days_ago=9 - n, scenario=name, goals=n) for n, name in enumerate(THREE, start=1)
    ]
    curve = next(c for c in trends_of(calls, TODAY).curves if c.id == "goals")
    assert [point.mean for point in curve.points] == [1, 1.5, 2]
    assert [point.low for point in curve.points[:2]] == [None, None]
    assert curve.now.low == pytest.approx(2 - 2 / 3**0.5)
    assert curve.now.high == pytest.approx(2 + 2 / 3**0.5)


def test_a_criterion_is_named_only_when_it_stands_clear() -> None:
    """Strongest and most to gain are told when their bands do not touch, else neither is."""
    clear = [call(n, scenario=THREE[n % 3], problem=4, urgency=0) for n in range(5)]
    trends = trends_of(clear, TODAY)
    assert trends.strongest is not None
    assert trends.most_to_gain is not None
    assert (trends.strongest.id, trends.most_to_gain.id) == ("problem", "urgency")
    blurred = [
        call(n, scenario=THREE[n % 3], problem=4 if n % 2 else 2, urgency=4 if n % 2 == 0 else 1)
        for n in range(5)
    ]
    assert trends_of(blurred, TODAY).strongest is None


def test_retries_are_apart_from_official_calls() -> None:
    """A moment played again enters neither percentage nor curve; it is held beside its call."""
    calls = [
        call(1, score=40.0),
        call(2, purpose="retry", score=70.0, retry_of="call-1", engine="yes"),
        call(3, purpose="retry", score=None, retry_of="call-1"),
        call(4, purpose="guided", score=99.0),
    ]
    trends = trends_of(calls, TODAY)
    assert (trends.calls, trends.five[0].engine) == (1, 0.0)
    retries = trends.retries
    assert (retries.count, retries.compared, retries.before, retries.after) == (2, 1, 40.0, 70.0)


def test_a_call_left_early_counts_as_a_call_and_on_no_curve() -> None:
    """Not evaluable is said as a number and never becomes a zero."""
    calls = [call(n, scenario=name) for n, name in enumerate(THREE)] + [call(9, score=None)]
    trends = trends_of(calls, TODAY)
    assert (trends.calls, trends.unscored) == (4, 1)
    assert len(trends.curves[0].points) == 3


@pytest.mark.parametrize(
    ("days_ago", "weeks"), [((0, 7, 14), 3), ((7, 14), 2), ((0, 14), 0), ((0,), 0), ((14, 21), 0)]
)
def test_weeks_in_a_row_are_told_and_a_gap_never_is(days_ago: tuple[int, ...], weeks: int) -> None:
    """A row of two or more up to this or the last week has a number; without one nothing is said."""
    trends = trends_of([call(n, days_ago=ago) for n, ago in enumerate(days_ago)], TODAY)
    assert trends.weeks == weeks
    assert any("in a row" in line for line in trend_lines(trends)) == bool(weeks)


def test_lines_and_json_hold_the_same_figures() -> None:
    """The object is plain data, and an empty archive has one without invented figures."""
    calls = [call(n, scenario=THREE[n % 3], own="yes") for n in range(6)]
    trends = trends_of(calls, TODAY)
    value = json.loads(json.dumps(trends_json(trends), allow_nan=False))
    assert (value["calls"], value["scenarios"], len(value["curves"])) == (6, 3, 11)
    text = "\n".join(trend_lines(trends))
    assert "25 August to 22 November 2026: 6 calls with 3 people." in text
    assert "you 100%, the record 0%, gap +100 (6 answered)" in text
    empty = trends_json(trends_of([], TODAY))
    assert (empty["five"][0]["engine"], empty["curves"], empty["strongest"]) == (None, [], None)

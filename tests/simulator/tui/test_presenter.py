import pytest

from scoring.transcript import BuyerDecided, BuyerSpoke, CoachShown, SellerSpoke
from simulator.debrief.words import STOOD_IN
from simulator.tui.presenter import bar, gauge_of, gestures, pips, rows_of, trend


def test_only_spoken_lines_become_rows() -> None:
    """Decisions and marks are no lines; a line that stood in says so."""
    rows = rows_of(
        [
            BuyerSpoke(seq=0, turn=0, text="Yes?"),
            SellerSpoke(seq=1, turn=1, text="Hello."),
            BuyerDecided(seq=2, turn=1),
            CoachShown(seq=3, turn=1),
            BuyerSpoke(seq=4, turn=2, text="Well.", fell_back=True),
        ],
        "Ruth",
    )
    assert [(row.name, row.text, row.mark) for row in rows] == [
        ("Ruth", "Yes?", ""),
        ("You", "Hello.", ""),
        ("Ruth", "Well.", STOOD_IN),
    ]


def test_the_coach_shows_the_last_decision() -> None:
    """Before the first turn trust and patience are not known."""
    decided = BuyerDecided(seq=0, turn=1, trust=41.0, patience=60.0, rungs={"goal": 2})
    gauge = gauge_of([decided])
    assert (gauge.rungs[0], gauge.trust, gauge.patience) == (("goal", 2), 41.0, 60.0)
    assert gauge_of([]).trust is None


def test_gestures_are_found_where_they_stand() -> None:
    """Brackets in the middle of a line are gestures too."""
    line = "(sighs) Fine. (a pause) Go on."
    assert [line[start:end] for start, end in gestures(line)] == ["(sighs)", "(a pause)"]


@pytest.mark.parametrize(("share", "drawn"), [(0, "────"), (0.5, "━━──"), (1, "━━━━"), (7, "━━━━")])
def test_a_bar_is_heavy_up_to_its_share(share: float, drawn: str) -> None:
    """The form says it, not the colour."""
    assert bar(share, 4) == drawn


def test_pips_and_trend() -> None:
    """Difficulty is five dots; a trend needs three scores."""
    assert pips(2) == "●●○○○"
    assert (trend([10, 50]), trend([0, 50, 100])) == ("", "▁▅█")

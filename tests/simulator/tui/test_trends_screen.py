"""Trends on the screen: from home and the palette, with curves and without."""

from typing import Any

from textual.widgets import OptionList, Static

from simulator.tui.screens.trends import TrendsScreen
from simulator.tui.widgets.plot import CurvePlot
from tests.simulator.trends.calls import call
from tests.simulator.tui.scripted import FakeDesk, ScriptedSession, app_over, settle

PEOPLE = ("skeptical-owner", "polite-cfo", "rfp-broker")


def text_of(screen: Any) -> str:
    """All labels of the screen."""
    return "\n".join(str(label.render()) for label in screen.query(Static) if label.display)


async def test_trends_open_from_home_and_show_five_gaps_and_every_curve() -> None:
    """`t` leads there; the trainee's view, the record's and the gap stand in a row, eleven curves below."""
    desk = FakeDesk(ScriptedSession([]))
    desk.held = [call(n, scenario=PEOPLE[n % 3], own="yes", days_ago=9 - n) for n in range(6)]
    app = app_over(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, TrendsScreen)
        text = text_of(screen)
        assert "6 calls with 3 people." in text
        assert "100%      0%    +100" in text
        curves = screen.query_one("#curves", OptionList)
        assert curves.option_count == 11
        assert curves.has_focus
        await pilot.press("down")
        await settle(pilot)
        assert "2.0 of 4" in text_of(screen)
        assert screen.query_one(CurvePlot).size.height > 3
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, TrendsScreen)


async def test_with_two_people_nothing_is_drawn() -> None:
    """The percentages stand, and a sentence says from when on there are curves."""
    desk = FakeDesk(ScriptedSession([]))
    desk.held = [call(n, scenario=PEOPLE[n % 2]) for n in range(6)]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        commands = {c.title: c.callback for c in app.get_system_commands(app.screen)}
        commands["Trends"]()
        await settle(pilot)
        assert "so far 6 with 2." in text_of(app.screen)
        assert not app.screen.query_one("#columns").display
        assert not app.screen.query_one("#soon").display

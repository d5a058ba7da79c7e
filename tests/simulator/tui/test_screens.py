"""What every screen shares: help, the palette, and the settings."""

from simulator.tui.screens.explain import ExplainScreen
from simulator.tui.screens.settings import SettingsScreen
from simulator.tui.widgets.choice import Choice
from tests.simulator.tui.scripted import FakeDesk, ScriptedSession, app_over, settle, shown


async def test_settings_are_written_and_take_effect_at_once() -> None:
    """Choosing a value writes it; a theme changes the colours now, a level the next call's."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show_settings()
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        app.screen.query_one("#choice-theme", Choice).choose("prospect-light")
        app.screen.query_one("#choice-coach", Choice).choose("off")
        await settle(pilot)
        assert app.level == "standard"
        app.screen.query_one("#choice-level", Choice).choose("hard")
        await settle(pilot)
        assert app.theme == "prospect-light"
        assert app.level == "hard"
        assert "level hard" in shown(app.screen_stack[0])
        assert "/config.toml" in shown(app.screen)
    assert (desk.now.theme, desk.now.coach) == ("prospect-light", False)


async def test_question_mark_explains_every_screen() -> None:
    """`?` opens what the screen is for, and its keys."""
    app = app_over(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, ExplainScreen)
        assert "Guided" in shown(app.screen)


async def test_every_action_is_in_the_palette() -> None:
    """Each named key of a screen is found by name as well."""
    app = app_over(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await settle(pilot)
        titles = {command.title for command in app.get_system_commands(app.screen)}
    assert {"Choose", "Level", "Guided", "Trends", "Settings", "Help", "Quit"} <= titles

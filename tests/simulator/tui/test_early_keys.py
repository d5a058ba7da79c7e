"""Keys pressed before their screen is there: they wait, or do nothing; they are never written elsewhere."""

import threading
from collections.abc import Callable
from typing import Any

from textual.widgets import TextArea

from simulator.problem import Problem
from simulator.tui.app import ProspectApp
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.prepare import PrepareScreen
from simulator.tui.start import Start
from simulator.tui.widgets.composer import Composer
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle


def app_that_waits(desk: FakeDesk, start: Start | None = None) -> tuple[Any, Callable[[], None]]:
    """An app whose desk opens when the second is called."""
    opens = threading.Event()

    def open_desk() -> FakeDesk:
        opens.wait(10)
        return desk

    app: Any = ProspectApp(open_desk, start)
    return app, opens.set


async def test_a_key_pressed_while_the_app_starts_acts_on_the_first_screen() -> None:
    """Two steps of the level, taken before there is a desk that says which level it was."""
    app, opens = app_that_waits(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await pilot.press("l", "enter")
        assert isinstance(app.screen, HomeScreen)
        opens()
        await settle(pilot)
        await settle(pilot)
        assert app.level == "hard"
        assert isinstance(app.screen, PrepareScreen)


async def test_nobody_waits_for_the_start_to_leave() -> None:
    """`q` leaves although nothing is there yet."""
    app, opens = app_that_waits(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await pilot.press("q")
        assert app._exit
        opens()


async def test_what_was_pressed_before_the_sheet_is_not_written_into_it() -> None:
    """`prospect practice X`: the sheet stays empty, and the key that starts the call starts it."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app, opens = app_that_waits(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await pilot.press("s", "t", "?", "enter")
        opens()
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        assert not any(field.text for field in app.screen.query(TextArea))
        await pilot.press("x")
        assert app.screen.query(TextArea).first().text == "x"


async def test_an_early_key_starts_the_call_when_its_sheet_is_there() -> None:
    """Ctrl+S, pressed before there was a sheet."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app, opens = app_that_waits(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        opens()
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)


async def test_what_is_typed_while_the_call_opens_is_the_first_line() -> None:
    """Not a letter of it is lost, nor written on the sheet that was left."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    opens = threading.Event()
    begin = desk.begin

    def slowly(*args: Any, **named: Any) -> Any:
        opens.wait(10)
        return begin(*args, **named)

    desk.begin = slowly  # type: ignore[method-assign]
    app = app_over(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s", "ctrl+s", "H", "i", "space", "R")
        assert not any(field.text for field in app.screen.query(TextArea))
        opens.set()
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)
        assert app.screen.query_one(Composer).text == "Hi R"


async def test_keys_for_what_does_not_come_do_nothing() -> None:
    """Where the desk cannot be opened, no key waits for ever."""

    def fails() -> Any:
        raise Problem("the folder cannot be read")

    app: Any = ProspectApp(fails)
    async with app.run_test() as pilot:
        await pilot.press("t", "enter")
        await settle(pilot)
        await pilot.press("g", "q")
        assert app._exit

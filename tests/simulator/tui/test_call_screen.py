import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widgets import Static, TextArea

from scoring.hearing.heard import LONGEST_TURN
from scoring.transcript import AnyEvent
from scoring.verdict import NextStep, Verdict
from simulator.problem import Problem
from simulator.tui.app import ProspectApp
from simulator.tui.ports import KeptCall, Preferences
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.look_back import LookBackScreen
from simulator.tui.start import Start
from simulator.tui.widgets.callbar import CallBar
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle


async def call(pilot: Any, app: ProspectApp) -> CallScreen:
    """A call that has just begun."""
    await settle(pilot)
    app.begin(CARD.id, {})
    await settle(pilot)
    assert isinstance(app.screen, CallScreen)
    return app.screen


def box(screen: CallScreen) -> Composer:
    """Where the trainee types."""
    return screen.query_one("#words", Composer)


def said(screen: CallScreen) -> list[str]:
    """The rows on the screen."""
    return [f"{row.name}: {row.text}" for row in screen.query_one("#said", Scrollback).rows]


async def test_a_turn_shows_both_lines_and_counts() -> None:
    """Enter sends, the buyer answers, and the next turn is named."""
    app = app_over(FakeDesk(ScriptedSession(["They pay late.", "x"])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        assert said(screen) == ["Ruth: Kolbridge.", "You: What goes wrong?", "Ruth: They pay late."]
        assert screen.query_one(CallBar).turn == 2
        assert box(screen).text == ""


async def test_ctrl_j_is_a_new_line_and_up_recalls() -> None:
    """A turn may have several lines, and an empty box gives the last one back."""
    app = app_over(FakeDesk(ScriptedSession(["Yes.", "x"])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).fill("Hi Ruth,")
        await pilot.press("ctrl+j")
        box(screen).insert("how are things?")
        await pilot.press("enter")
        await settle(pilot)
        assert said(screen)[1] == "You: Hi Ruth,\nhow are things?"
        await pilot.press("up")
        assert box(screen).text == "Hi Ruth,\nhow are things?"


async def test_a_paste_keeps_its_lines_and_loses_its_controls() -> None:
    """All lines arrive; what a terminal would obey does not."""
    app = app_over(FakeDesk(ScriptedSession(["Yes.", "x"])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).post_message(events.Paste("one\r\ntwo\x1b]52;c;Q0FO\x07\nthree\u202e"))
        await pilot.pause()
        lines = box(screen).text.split("\n")
        assert lines[0] == "one"
        assert lines[2].startswith("three")
        assert not set(box(screen).text) & {"\x1b", "\x07", "\u202e"}


async def test_a_turn_is_capped_with_a_notice() -> None:
    """A paste beyond the longest turn is cut, and the person is told."""
    app = app_over(FakeDesk(ScriptedSession(["Yes.", "x"])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).post_message(events.Paste("word " * 10_000))
        await pilot.pause()
        assert len(box(screen).text) == LONGEST_TURN
        await pilot.pause()
        assert any("20,000" in note.message for note in app._notifications)


async def test_typing_goes_on_while_the_reply_appears() -> None:
    """A key typed meanwhile is kept, and shows the whole reply at once."""
    desk = FakeDesk(ScriptedSession(["A long answer that takes its time. " * 5, "x"]))
    desk.now = Preferences(reply_speed="reading")
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        scrollback = screen.query_one("#said", Scrollback)
        assert scrollback.covered
        await pilot.press("a")
        await pilot.pause()
        assert not scrollback.covered
        assert box(screen).text == "a"


async def test_a_turn_that_cannot_be_kept_was_not_said() -> None:
    """When the record refuses, the line is back in the box and not in the conversation."""
    session = ScriptedSession(["Yes.", "x"])
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        session.refuses = "The archive is busy."
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        assert said(screen) == ["Ruth: Kolbridge."]
        assert box(screen).text == "What goes wrong?"


def held_up(work: Callable[..., Any], gate: threading.Event) -> Callable[..., Any]:
    """The work, once the gate is open."""

    def later(*arguments: Any) -> Any:
        gate.wait(10)
        return work(*arguments)

    return later


async def test_a_refused_turn_leaves_what_was_typed_meanwhile() -> None:
    """The line that was not said stands before the one begun since, and neither is lost."""
    session, gate = ScriptedSession(["Yes.", "x"]), threading.Event()
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        session.refuses = "The archive is busy."
        session.say = held_up(session.say, gate)  # type: ignore[method-assign]
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        box(screen).fill("half a thou")
        gate.set()
        await settle(pilot)
        assert box(screen).text == "What goes wrong?\nhalf a thou"


async def test_a_kept_turn_stays_when_the_coach_cannot_be_noted() -> None:
    """The coach's trace fails by itself: it is told, and the turn it came after was said."""
    session = ScriptedSession(["They pay late.", "x"])
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        await pilot.press("f4")
        await settle(pilot)

        def refused() -> Any:
            raise Problem("The archive is broken.")

        session.show_coach = refused  # type: ignore[method-assign]
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        assert said(screen)[1:] == ["You: What goes wrong?", "Ruth: They pay late."]
        assert box(screen).text == ""
        assert any("archive is broken" in note.message for note in app._notifications)


async def test_nothing_is_said_while_the_call_is_ending() -> None:
    """A turn sent before the goodbye has come goes back into the box, and the call ends."""
    session, gate = ScriptedSession(["Yes.", "x"]), threading.Event()
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        session.leave = held_up(session.leave, gate)  # type: ignore[method-assign]
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        box(screen).fill("One more thing?")
        await pilot.press("enter")
        await pilot.pause()
        gate.set()
        await settle(pilot)
        assert said(screen)[1:] == ["Ruth: Goodbye then."]
        assert box(screen).text == "One more thing?"


async def test_a_call_that_could_not_be_ended_goes_on() -> None:
    """When the goodbye cannot be kept the person is told, and the next turn is taken."""
    session = ScriptedSession(["They pay late.", "x"])
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)

        def refused(listener: object) -> Any:
            raise Problem("The archive is broken.")

        session.leave = refused  # type: ignore[method-assign,assignment]
        await pilot.press("ctrl+e")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert any("archive is broken" in note.message for note in app._notifications)
        box(screen).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        assert said(screen)[-1] == "Ruth: They pay late."


async def test_the_coach_is_recorded_and_can_be_forbidden() -> None:
    """F4 leaves a trace in the record; where settings forbid it, the key is absent."""
    session = ScriptedSession(["Yes.", "x"])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        await pilot.press("f4")
        await settle(pilot)
        assert screen.query_one("#coach").display
        assert "coach_shown" in session.kinds()
        app.preferences = Preferences(coach=False)
        actions = {active.binding.action for active in screen.active_bindings.values()}
        assert "coach" not in actions


async def test_esc_leaves_the_call_and_loses_nothing() -> None:
    """The line, the notes and the call are kept, and going on brings them back."""
    desk = FakeDesk(ScriptedSession(["Yes.", "x"]))
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).fill("half a thou")
        screen.query_one("#notes", TextArea).load_text("Nadine?")
        desk.kept_calls = [KeptCall("call-1", CARD.id, "Ruth", 1)]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert desk.released == 1
        app.go_on("call-1")
        await settle(pilot)
        again = app.screen
        assert isinstance(again, CallScreen)
        assert box(again).text == "half a thou"
        assert again.query_one("#notes", TextArea).text == "Nadine?"


async def test_a_half_typed_line_is_gone_on_with_at_its_end() -> None:
    """The cursor of a call that is resumed stands after its last word, and in sight."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.drafts["line:call-1"] = "\n".join([*"123456789", "half a thou"])
    desk.kept_calls = [KeptCall("call-1", CARD.id, "Ruth", 1)]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.go_on("call-1")
        await settle(pilot)
        await pilot.press("g", "h", "t")
        line = box(app.screen)
        assert line.text.splitlines()[-1] == "half a thought"
        assert line.content_region.contains_point(line.cursor_screen_offset)


async def test_a_call_left_is_let_go_though_its_drafts_cannot_be_kept() -> None:
    """A full disk costs the half line and says so; the call is not locked by it."""
    desk = FakeDesk(ScriptedSession(["Yes.", "x"]))
    app = app_over(desk)
    async with app.run_test() as pilot:
        await call(pilot, app)

        def refused(key: str, text: str) -> None:
            raise Problem("What you typed is not on disk.")

        desk.keep_draft = refused  # type: ignore[method-assign]
        desk.kept_calls = [KeptCall("call-1", CARD.id, "Ruth", 1)]
        await pilot.press("escape")
        await settle(pilot)
        assert desk.released == 1
        assert app.shelf.calls
        assert any("not on disk" in note.message for note in app._notifications)


@pytest.mark.parametrize("yes", ["y", "enter"])
async def test_ending_asks_once_and_leads_to_the_look_back(yes: str) -> None:
    """Ctrl+E, yes, by its key or Enter: the buyer says goodbye; Enter goes on to the questions."""
    session = ScriptedSession(["Yes.", "x"])
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        await call(pilot, app)
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert not session.ended
        await pilot.press(yes)
        await settle(pilot)
        assert session.ended
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LookBackScreen)


async def test_a_finished_call_that_was_left_goes_on_at_the_look_back() -> None:
    """A call that had ended opens where the person stopped: before the score."""
    session = ScriptedSession(["Goodbye."])
    session.say("What goes wrong?")
    app = app_over(FakeDesk(session))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.go_on("call-1")
        await settle(pilot)
        assert isinstance(app.screen, LookBackScreen)


async def test_an_unknown_scenario_is_said_and_home_stays() -> None:
    """A wrong name on the command line ends on the first screen with a notice."""
    app = app_over(FakeDesk(ScriptedSession(["Yes."])), Start("nobody"))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert any("nobody" in note.message for note in app._notifications)


async def test_five_hundred_lines_keep_one_widget() -> None:
    """The conversation is one widget however long it gets, and ends in view."""
    app = app_over(FakeDesk(ScriptedSession(["Yes.", "x"])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        scrollback = screen.query_one("#said", Scrollback)
        scrollback.add([scrollback.rows[0]] * 500)
        await pilot.pause()
        assert len(scrollback.children) == 0
        assert scrollback.is_vertical_scroll_end


async def test_quitting_keeps_what_was_typed() -> None:
    """Ctrl+Q in the middle of a line loses no letter of it."""
    desk = FakeDesk(ScriptedSession(["Yes.", "x"]))
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        box(screen).fill("half a thou")
        await pilot.press("ctrl+q")
    assert desk.drafts["line:call-1"] == "half a thou"


class Agreeing(ScriptedSession):
    """A buyer who accepts a next step in every reply."""

    def say(self, text: str, listener: object = None) -> tuple[AnyEvent, ...]:
        """The scripted turn, agreed."""
        accepted = Verdict(next_step=NextStep(accepted=True))
        said = super().say(text, listener)
        self.events = [
            event.model_copy(update={"verdict": accepted})
            if event.type == "buyer_decided"
            else event
            for event in self.events
        ]
        return said


async def test_agreement_is_said_over_nothing_and_not_after_the_end() -> None:
    """How to say goodbye stands by the line while the call goes on; the buyer's last words stand free."""
    app = app_over(FakeDesk(Agreeing(["Tuesday, then.", "Goodbye."])))
    async with app.run_test() as pilot:
        screen = await call(pilot, app)
        aside = screen.query_one("#aside", Static)
        for line, told in (("Tuesday?", "Agreed. ^E says goodbye."), ("Thank you.", "")):
            box(screen).fill(line)
            await pilot.press("enter")
            await settle(pilot)
            assert (str(aside.render()) if aside.display else "") == told
        assert not app._notifications

"""A call in which a model speaks: words appear as they come, and nothing waits for them but the eye."""

import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from simulator.archive.opening import open_archive
from simulator.debrief.words import STOOD_IN
from simulator.problem import Problem
from simulator.settings import set_value
from simulator.tui.app import ProspectApp
from simulator.tui.desk import PracticeDesk
from simulator.tui.ports import Desk, Preferences
from simulator.tui.presenter import Row
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import BROKEN_OFF, Scrollback
from tests.provider import Hold, Provider, Reset, Script, failed, spoken, streamed
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle

GOAL = "What are you hoping to do with the business?"
GOOD = "A second site, if you must know, because there's simply no room left in this place."


@asynccontextmanager
async def calling(
    script: Script, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Any, Any]]:
    """A real call over a real archive, with a scripted model on a real socket."""
    with Provider(script) as provider:
        monkeypatch.setenv("OPENAI_BASE_URL", provider.url)
        monkeypatch.setenv("OPENAI_MODEL", "tiny")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        set_value("voice", "model")
        desk = PracticeDesk(open_archive(folder))
        opened: Desk = desk
        app: Any = ProspectApp(lambda: opened)
        try:
            async with app.run_test() as pilot:
                await settle(pilot)
                app.start = replace(app.start, scenario="skeptical-owner", seed=4)
                app.begin("skeptical-owner", {})
                await settle(pilot)
                assert isinstance(app.screen, CallScreen)
                yield app, pilot
        finally:
            desk.close()


async def until(pilot: Any, there: Any) -> None:
    """Lets the app run until something is so; fails when it never is."""
    ends = time.monotonic() + 60
    while not there():
        assert time.monotonic() < ends
        await pilot.pause(0.01)


def rows(app: Any) -> list[Any]:
    """The rows on the screen."""
    return list(app.screen.query_one("#said", Scrollback).rows)


def aside(app: Any) -> str:
    """What is said between the conversation and the line; empty when nothing is."""
    shown = app.screen.query_one("#aside", Static)
    return str(shown.render()) if shown.display else ""


def notes_told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything said from now on beside the name of who is awaited: a slow machine may never look while it stands."""
    told: list[str] = []
    waiting = Scrollback.wait_for

    def wait_for(said: Scrollback, name: str, note: str = "") -> None:
        told.append(note)
        waiting(said, name, note)

    monkeypatch.setattr(Scrollback, "wait_for", wait_for)
    return told


async def send(app: Any, pilot: Any, line: str = GOAL) -> None:
    """Says a line."""
    app.screen.query_one("#words", Composer).fill(line)
    await pilot.press("enter")


async def test_words_appear_as_they_come_and_keys_are_free(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F31: the first sentence is on the screen while the second is awaited, and typing goes on meanwhile."""
    rest = threading.Event()

    def script(*_: object) -> Any:
        return streamed("A second site.", rest, " No room left in here.")

    async with calling(script, folder, monkeypatch) as (app, pilot):
        await send(app, pilot)
        await until(pilot, lambda: rows(app)[-1].text == "A second site.")
        await pilot.press("a", "n", "d")
        assert app.screen.query_one("#words", Composer).text == "and"
        rest.set()
        await settle(pilot)
        assert rows(app)[-1].text == "A second site. No room left in here."
        assert rows(app)[-1].mark == ""


async def test_a_broken_reply_is_struck_out_and_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26: the part stays, struck through and named so; the author's line follows with its mark."""
    async with calling(
        lambda *_: streamed("A second site. ", "No", Reset()), folder, monkeypatch
    ) as (app, pilot):
        await send(app, pilot)
        await settle(pilot)
        part, line = rows(app)[-2:]
        assert (part.text, part.struck, part.mark) == ("A second site.", True, BROKEN_OFF)
        assert line.mark == STOOD_IN
        assert "middle of its answer" in aside(app)


async def test_why_the_author_spoke_is_said_once_and_covers_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F22: the reason and its mend stand between words and line until the next is sent; then the mark is enough."""
    async with calling(lambda *_: failed(401), folder, monkeypatch) as (app, pilot):
        await send(app, pilot)
        await settle(pilot)
        assert "check OPENAI_API_KEY" in aside(app)
        assert not app._notifications
        told = app.screen.query_one("#aside").region
        assert app.screen.query_one("#said").region.bottom <= told.y
        assert told.bottom <= app.screen.query_one("#line").region.y
        await send(app, pilot, "What is in the way of that?")
        await settle(pilot)
        assert rows(app)[-1].mark == STOOD_IN
        assert aside(app) == ""


async def test_nobody_has_to_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F18, F31: F8 is there while a model is awaited; it brings the author's line at once."""
    async with calling(lambda *_: streamed(Hold()), folder, monkeypatch) as (app, pilot):
        actions = {active.binding.action for active in app.screen.active_bindings.values()}
        assert "stop_waiting" not in actions
        await send(app, pilot)
        await until(
            pilot,
            lambda: (
                "stop_waiting"
                in {active.binding.action for active in app.screen.active_bindings.values()}
            ),
        )
        await pilot.press("f8")
        await settle(pilot)
        assert rows(app)[-1].mark == STOOD_IN
        assert aside(app) == ""


async def test_a_pause_is_counted_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F18: while a busy model is awaited, the seconds to the next attempt stand beside the name."""
    async with calling(lambda *_: failed(429, retry_after="4"), folder, monkeypatch) as (
        app,
        pilot,
    ):
        notes = notes_told(monkeypatch)
        await send(app, pilot)
        await until(pilot, lambda: any("again in 3 s" in note for note in notes))
        assert any("again in 4 s" in note for note in notes)
        await pilot.press("f8")
        await settle(pilot)
        assert rows(app)[-1].mark == STOOD_IN


async def test_a_pause_too_short_to_count_has_no_seconds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: less than half a second is no "again in 0 s"."""

    def script(number: int, _: object) -> Any:
        return streamed(Hold()) if number else failed(503)

    async with calling(script, folder, monkeypatch) as (app, pilot):
        notes = notes_told(monkeypatch)
        await send(app, pilot)
        await until(pilot, lambda: any("asking again" in note for note in notes))
        assert not any("again in 0 s" in note for note in notes)
        await pilot.press("f8")
        await settle(pilot)


async def test_leaving_while_a_model_speaks_keeps_an_answered_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc in the middle of a reply: the author's line is kept with the turn, and the call let go."""
    async with calling(lambda *_: streamed("A second site.", Hold()), folder, monkeypatch) as (
        app,
        pilot,
    ):
        await send(app, pilot)
        await until(pilot, lambda: rows(app)[-1].text == "A second site.")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        (call,) = app.desk.archive.calls()
        kept = app.desk.archive.events(call.id)
        assert kept[-1].type == "buyer_spoke"
        assert kept[-1].fell_back


async def test_a_model_that_is_not_set_up_is_said_before_the_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen but not named: one sentence with the mend, and home stays."""
    for name in ("OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    set_value("voice", "model")
    desk: Desk = PracticeDesk(open_archive(folder))
    app: Any = ProspectApp(lambda: desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.begin("skeptical-owner", {})
        await settle(pilot)
        assert any("OPENAI_MODEL" in note.message for note in app._notifications)
        assert not isinstance(app.screen, CallScreen)
    desk.close()


async def test_without_a_model_nothing_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key in the environment alone opens no model: the author's voice speaks."""
    with Provider(spoken(GOOD)) as provider:
        monkeypatch.setenv("OPENAI_BASE_URL", provider.url)
        monkeypatch.setenv("OPENAI_MODEL", "tiny")
        desk = PracticeDesk(open_archive(folder))
        session = desk.begin(
            "skeptical-owner", seed=4, level="standard", prepared={}, purpose="practice"
        )
        session.say(GOAL)
        desk.close()
        assert provider.asked == []


async def test_other_words_are_offered_before_anything_is_said() -> None:
    """An unsure line comes back with a suggestion; F6 takes it, and sent again nothing is asked."""
    session = ScriptedSession(["They pay late.", "x"])
    desk = FakeDesk(session)
    desk.now = Preferences(reply_speed="instant", rephrasing=True)
    desk.other_words = "Why do they pay late?"
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.begin(CARD.id, {})
        await settle(pilot)
        await send(app, pilot, "whence the late of it")
        await settle(pilot)
        assert [row.text for row in rows(app)] == ["Kolbridge."]
        box = app.screen.query_one("#words", Composer)
        assert box.text == "whence the late of it"
        await pilot.press("f6")
        assert box.text == "Why do they pay late?"
        await pilot.press("enter")
        await settle(pilot)
        assert [row.text for row in rows(app)][1:] == ["Why do they pay late?", "They pay late."]


async def test_why_there_are_no_other_words_is_said_once() -> None:
    """A model that cannot suggest any says so at the first line; the lines are said as they are."""
    session = ScriptedSession(["They pay late.", "Because.", "x"])
    desk = Wordless(session)
    desk.now = Preferences(reply_speed="instant", rephrasing=True)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.begin(CARD.id, {})
        await settle(pilot)
        told = []
        for line in ("Whence the late?", "Whence the why?"):
            await send(app, pilot, line)
            await settle(pilot)
            told.append(aside(app))
        assert told == ["The model is away; wake it.", ""]
        assert len(rows(app)) == 5


class Wordless(FakeDesk):
    """A desk whose model suggests nothing."""

    def rephrased(self, session: object, text: str) -> str:
        """Why not."""
        raise Problem("The model is away; wake it.")


class Said(App[None]):
    """A conversation by itself."""

    def compose(self) -> ComposeResult:
        """One marked line that fills its row."""
        yield Scrollback([Row(1, "Ruth", "We get paid late.", by_buyer=True, mark=STOOD_IN)])


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_a_mark_is_never_torn_apart(width: int) -> None:
    """It stands after the last word, or whole on a line of its own."""
    async with Said().run_test(size=(width, 10)) as pilot:
        lines = pilot.app.query_one(Scrollback)._lines
        assert any(f"[{STOOD_IN}]" in line.content.plain for line in lines)

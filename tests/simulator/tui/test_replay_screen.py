"""Replay, the choice of examples, a retry's word and the comparison, under the pilot's hands."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from textual.widgets import Input, Static, TextArea

from scoring.rubric import load_rubric
from scoring.transcript import BuyerDecided, MeetingOpened, SellerSpoke
from simulator.archive.rows import Remark
from simulator.examples.catalog import example_events
from simulator.playback.playback import Playback, playback_of
from simulator.review.comparing import compared
from simulator.tui.screens import playing
from simulator.tui.screens.comment import CommentScreen
from simulator.tui.screens.compare import CompareScreen
from simulator.tui.screens.examples import ExamplesScreen
from simulator.tui.screens.first_run import FirstRunScreen
from simulator.tui.screens.replay import ReplayScreen
from simulator.tui.screens.retried import RetryScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.pairs import Pairs
from simulator.tui.widgets.scrollback import Scrollback
from tests.simulator.playback.calls import call_of, imported_call, meeting_for, resealed
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle, shown


@cache
def bad() -> Playback:
    """The bad example, not kept."""
    return playback_of(example_events("bad"), load_rubric(), meeting_for)


def imported() -> Playback:
    """A transcript of a real call."""
    return playback_of(imported_call(), load_rubric(), meeting_for)


@asynccontextmanager
async def watching(playback: Playback | None = None) -> AsyncIterator[tuple[Any, Any, FakeDesk]]:
    """The screen, the pilot and the desk."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.show_replay(playback or bad())
        await settle(pilot)
        assert isinstance(app.screen, ReplayScreen)
        yield app.screen, pilot, desk


def lines_of(screen: Any) -> list[str]:
    """What of the call is shown."""
    return [row.text for row in screen.query_one("#said", Scrollback).rows]


async def test_steps_show_the_call_as_it_unfolded() -> None:
    """On and back, by arrows, Home and End; what comes later is not shown."""
    texts = [step.text for step in bad().steps]
    async with watching() as (screen, pilot, _):
        assert lines_of(screen) == texts[:1]
        await pilot.press("right", "down")
        assert lines_of(screen) == texts[:3]
        await pilot.press("left")
        assert lines_of(screen) == texts[:2]
        await pilot.press("end", "right")
        assert lines_of(screen) == texts
        await pilot.press("home", "left")
        assert lines_of(screen) == texts[:1]


async def test_beside_a_turn_stands_what_is_known_about_it() -> None:
    """How it was heard and what it was worth; beside the reply, the buyer's trust."""
    async with watching() as (screen, pilot, _):
        await pilot.press("right")
        assert "a pitch" in shown(screen)
        assert "Worth" in shown(screen)
        await pilot.press("right")
        assert "trust " in shown(screen)
        assert str(screen.query_one("#marks", Static).render()).startswith("[")


async def test_m_goes_to_the_next_marked_turn_and_round() -> None:
    """From the last one to the first again."""
    async with watching() as (screen, pilot, _):
        places = []
        for _ in range(len(bad().marked) + 1):
            await pilot.press("m")
            places.append(screen.at)
        assert places == [*bad().marked, bad().marked[0]]


async def test_words_are_found_and_n_goes_on() -> None:
    """The search opens below, closes with Enter, and says which of how many stands there."""
    async with watching() as (screen, pilot, _):
        await pilot.press("slash")
        assert screen.query_one("#find", Input).has_focus
        await pilot.press(*"demo", "enter")
        assert screen.at == bad().holding("demo")[0]
        assert "1 of " in str(screen.query_one("#place", Static).render())
        await pilot.press("slash", "escape")
        assert isinstance(pilot.app.screen, ReplayScreen)
        assert not screen.query_one("#find").display


async def test_space_plays_at_reading_speed_and_pauses() -> None:
    """The next line is still appearing; a second Space shows it whole and stays."""
    async with watching() as (screen, pilot, _):
        await pilot.press("space")
        said = screen.query_one("#said", Scrollback)
        assert screen.playing
        assert screen.at == 1
        assert said.covered
        await pilot.press("space")
        assert not screen.playing
        assert not said.covered
        said.post_message(Scrollback.Appeared())
        await settle(pilot)
        assert screen.at == 1


async def test_playing_goes_on_to_the_end_and_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line after another, each once; after the last it plays no more."""
    monkeypatch.setattr(playing, "BETWEEN", 3600.0)
    async with watching() as (screen, pilot, _):
        await pilot.press("space")
        for place in range(1, len(bad().steps)):
            assert screen.at == place
            screen.query_one("#said", Scrollback).uncover()
            await pilot.pause()
            screen._play_on()
            await pilot.pause()
        assert not screen.playing


async def test_playing_stops_before_a_breakpoint_and_space_goes_past_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The trainer's question comes before the answer is seen."""
    stop = bad().steps[1].turn
    monkeypatch.setattr(playing, "BETWEEN", 3600.0)
    stopped = replace(bad(), remarks={bad().steps[2].turn: Remark(breakpoint=True)}, kept=True)
    async with watching(stopped) as (screen, pilot, _):
        await pilot.press("space")
        screen.query_one("#said", Scrollback).uncover()
        screen._play_on()
        await pilot.pause()
        assert not screen.playing
        assert screen.step.turn == stop
        await pilot.press("space")
        assert screen.at == 2


async def test_remarks_are_kept_beside_a_kept_call() -> None:
    """b sets and takes away a breakpoint, c writes a comment; both go to the desk."""
    async with watching(replace(bad(), kept=True)) as (screen, pilot, desk):
        await pilot.press("right", "b")
        await settle(pilot)
        assert desk.remarks == {1: Remark(breakpoint=True)}
        await pilot.press("c")
        await settle(pilot)
        sheet: Any = pilot.app.screen
        assert isinstance(sheet, CommentScreen)
        sheet.query_one(TextArea).load_text("Too early.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert desk.remarks == {1: Remark(True, "Too early.")}
        assert "Too early." in shown(screen)
        await pilot.press("b")
        await settle(pilot)
        assert desk.remarks == {1: Remark(False, "Too early.")}


@pytest.mark.parametrize(
    ("playback", "absent"),
    [
        (bad, {"stop_here", "comment", "found"}),
        (imported, {"stop_here", "comment", "fork"}),
    ],
)
async def test_keys_for_what_cannot_be_done_are_absent(
    playback: Callable[[], Playback], absent: set[str]
) -> None:
    """No remarks beside a call that is not kept, no fork where there is no state."""
    async with watching(playback()) as (screen, _, _):
        there = {
            binding.action for _, binding, enabled, _ in screen.active_bindings.values() if enabled
        }
        assert not there & absent


async def test_enter_plays_again_from_the_sellers_turn() -> None:
    """On the buyer's line it is the next of the seller's; after the last line there is none."""
    async with watching() as (_, pilot, desk):
        await pilot.press("end", "enter")
        await settle(pilot)
        assert desk.begun == []
        await pilot.press("home", "right", "right", "enter")
        await settle(pilot)
        assert desk.begun == [{"retried": 3}]


async def test_a_record_that_does_not_replay_says_so_above() -> None:
    """All the time, with the turn."""
    events = call_of(["What goes wrong with the money?"])
    at = next(i for i, event in enumerate(events) if isinstance(event, BuyerDecided))
    events[at] = events[at].model_copy(update={"state_sha256": "0" * 64})
    forged = playback_of(resealed(events), load_rubric(), meeting_for)
    async with watching(forged) as (screen, _, _):
        notice = screen.query_one("#notice", Static)
        assert notice.display
        assert "first at turn 1" in str(notice.render())


async def test_what_was_said_is_inert() -> None:
    """Markup in a line, a name or a comment is shown and never obeyed."""
    attack = "[@click=app.quit]x[/] \x1b[2J"
    events = list(imported_call())
    first = events[1]
    assert isinstance(first, SellerSpoke)
    events[1] = first.model_copy(update={"text": attack, "speaker": attack, "spans": ()})
    hostile = playback_of(resealed(events), load_rubric(), meeting_for)
    hostile = replace(hostile, remarks={first.turn: Remark(comment=attack)}, kept=True)
    async with watching(hostile) as (screen, pilot, _):
        await pilot.press("c")
        await settle(pilot)
        assert "[@click=app.quit]x[/]" in shown(screen)
        assert "\x1b" not in shown(screen)
        assert "\x1b" not in pilot.app.screen.query_one(TextArea).text


async def test_an_example_can_be_chosen_from_home_and_the_first_run() -> None:
    """w on the first screen, and one of the three ways in."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.first_time = True
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, FirstRunScreen)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ExamplesScreen)
        await pilot.press("escape", "escape", "w")
        await settle(pilot)
        assert isinstance(app.screen, ExamplesScreen)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.playback.opened.id.startswith("example-bad-")


@pytest.mark.parametrize(("varied", "words"), [(False, "stands exactly"), (True, "have changed")])
async def test_a_retry_says_what_is_the_same_until_the_first_line(varied: bool, words: str) -> None:
    """And whether the numbers are others; afterwards it is a call like any other."""
    session = ScriptedSession(["Go on.", "Goodbye."], purpose="retry")
    opened = session.events[0]
    assert isinstance(opened, MeetingOpened)
    change = {"retry_of": "x", "retry_from": 1, "retry_varied": varied}
    session.events[0] = opened.model_copy(update=change)
    app = app_over(FakeDesk(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.begin(CARD.id, {})
        await settle(pilot)
        assert isinstance(app.screen, RetryScreen)
        hint = app.screen.query_one("#hint", Static)
        assert hint.display
        assert words in str(hint.render())
        box = app.screen.query_one("#words", Composer)
        box.fill("Why?")
        box.send()
        await settle(pilot)
        assert not hint.display


async def test_a_comparison_has_both_calls_side_by_side() -> None:
    """What changed on top, the two calls below, in columns."""
    first = call_of(["What goes wrong with the money?", "Buy our platform."])
    again = call_of(["What goes wrong with the money?", "Why do they pay late?"], "again")
    opened = again[0].model_copy(
        update={"purpose": "retry", "retry_of": "call", "retry_from": 3, "retry_varied": True}
    )
    two = compared(first, resealed([opened, *again[1:]]), load_rubric())
    app = app_over(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.show_comparison(two)
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        assert "another situation" in shown(screen)
        rows = [line.plain for line in screen.query_one(Pairs).wrapped(72)]
        assert any("Buy our platform." in row and "Why do they pay late?" in row for row in rows)
        assert all(len(row) <= 72 for row in rows)

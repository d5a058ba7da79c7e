"""The trainer's screens over a class in memory: what they show, and what is kept from them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

from scoring.rubric import CRITERIA
from scoring.transcript import BuyerSpoke
from simulator.drills.submission.submission import Flag
from simulator.tui.board_app import BoardApp
from simulator.tui.board_desk import RegisterDesk
from simulator.tui.board_ports import HandedOpened
from simulator.tui.board_presenter import STOP
from simulator.tui.screens.board import BoardScreen
from simulator.tui.screens.board_blind import BlindScreen
from simulator.tui.screens.board_call import HandedScreen
from simulator.tui.screens.board_class import ClassScreen
from simulator.tui.screens.board_review import DrillReview
from simulator.tui.widgets.roster import AT_ONCE, NEAR, Roster
from tests.simulator.tui.board_class import ASKED, board_app
from tests.simulator.tui.scripted import settle
from tests.simulator.tui.test_inert_screens import CONTROL, MARKUP, OBEYED, UNFINISHED

SIZES = ((80, 24), (120, 40))


def painted(app: BoardApp) -> str:
    """Every character of the screen as it goes to the terminal, without styling."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


def desk(app: BoardApp) -> RegisterDesk:
    """The desk behind the screens."""
    assert isinstance(app.board_desk, RegisterDesk)
    return app.board_desk


async def write(pilot: Any, text: str) -> None:
    """Types into the field of the sheet and keeps it."""
    box = pilot.app.screen.query_one("Field TextArea", TextArea)
    box.load_text(text)
    await pilot.press("ctrl+s")
    await settle(pilot)


async def open_ben(pilot: Any) -> None:
    """Ben's submission: the second line of the board."""
    await settle(pilot)
    await pilot.press("down", "enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, HandedScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_shows_the_class_and_what_a_file_cannot_prove(
    size: tuple[int, int],
) -> None:
    """A line for each trainee, the one chosen in detail, the caveat, in both sizes."""
    app = board_app(held=True)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        seen = painted(app)
        for words in ("Spring class", "Ann", "Ben", "Cid", "Dot", "1 dispute open", "grades held"):
            assert words in seen
        assert "cannot prove: who played it" in seen
        assert app.screen.query_one(Roster).row_count == 4


async def test_a_level_is_given_with_its_reason_and_counts() -> None:
    """Enter on a criterion, another level, a reason: the human score moves, the engine's stays."""
    app = board_app()
    async with app.run_test() as pilot:
        await open_ben(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("4")
        await write(pilot, "She gave the reason herself.")
        (ben,) = [
            item for item in desk(app).board().standings if item.trainee == "Ben" and item.counts
        ]
        assert ben.changed == ("opening",)
        assert "→ 4" in painted(app)


async def test_a_level_without_a_reason_is_not_kept() -> None:
    """The sheet stays open and says so."""
    app = board_app()
    async with app.run_test() as pilot:
        await open_ben(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("4", "ctrl+s")
        await settle(pilot)
        assert not isinstance(app.screen, HandedScreen)
        assert not any(item.marked for item in desk(app).board().standings)


async def test_the_cap_is_lifted_like_a_level() -> None:
    """Its row is below the ten; lifted, the score is no longer held at 35."""
    app = board_app()
    async with app.run_test() as pilot:
        await open_ben(pilot)
        await pilot.press(*["down"] * 10, "enter")
        await settle(pilot)
        await pilot.press("l")
        await write(pilot, "He was asked for the price.")
        assert "lifted" in painted(app)
        assert "human 43.0" in painted(app)


async def test_what_puts_an_attempt_in_question_stands_before_odd_clocks() -> None:
    """A small window cuts the end of what is flagged."""
    app = board_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, HandedScreen)
        (copied,) = screen.handed.row.flags
        odd = Flag("clock", "Cid, turn 2: ten words a second.", 2)
        row = replace(screen.handed.row, flags=(odd, copied))
        screen.post_message(HandedOpened(replace(screen.handed, row=row)))
        await settle(pilot)
        assert painted(app).index(copied.why) < painted(app).index(odd.why)


async def test_a_stop_at_a_reply_is_met_with_the_turn_it_answers() -> None:
    """Review goes by the seller's turns; what was set on the buyer's is not lost there."""
    app = board_app()
    async with app.run_test() as pilot:
        await open_ben(pilot)
        await pilot.press("tab", "down", "down", "s")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, HandedScreen)
        replies = {e.turn for e in screen.handed.events if isinstance(e, BuyerSpoke)}
        assert screen.handed.comments
        assert {item.turn for item in screen.handed.comments} <= replies
        await pilot.press("v")
        await settle(pilot)
        assert STOP in painted(app)


async def test_a_comment_and_a_stop_stand_beside_the_turn() -> None:
    """On the submission and in Review, where s goes to the stop."""
    app = board_app()
    async with app.run_test() as pilot:
        await open_ben(pilot)
        await pilot.press("tab", "down", "s")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await write(pilot, "A good start.")
        assert "Tara: A good start." in painted(app)
        await pilot.press("v")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, DrillReview)
        await pilot.press("s")
        await settle(pilot)
        assert "A good start." in painted(app)
        await pilot.press("enter")
        await settle(pilot)
        await write(pilot, "Stay there.")
        assert app.screen is screen
        assert "Stay there." in painted(app)


async def test_a_dispute_is_answered_from_the_board() -> None:
    """Beside it the line, how it was heard, and the level; an outcome and words, and the board has
    none open.
    """
    app = board_app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("d", "enter")
        await settle(pilot)
        shown = painted(app)
        for words in (ASKED[0][:30], "Heard as an open question", "the engine gave level 0"):
            assert words in shown
        await pilot.press("u")
        await write(pilot, "You did ask.")
        (dispute,) = desk(app).board().disputes
        assert (dispute.outcome, dispute.answer) == ("upheld", "You did ask.")
        assert "dispute open" not in painted(app)


async def test_blind_marking_shows_the_engines_levels_only_once_all_ten_are_kept() -> None:
    """No name and no level of the engine's before; a mark for each and theirs beside it after."""
    app = board_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BlindScreen)
        for name in ("Ann", "Ben", "Cid", "engine"):
            assert name not in painted(app)
        for _ in CRITERIA:
            assert not screen.check_action("keep", ())
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("3")
            await write(pilot, "Turn 1.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert painted(app).count("engine") >= len(CRITERIA)
        assert sum(item.marked for item in desk(app).board().standings) == 1


async def test_levels_given_so_far_are_there_when_one_comes_back() -> None:
    """Esc loses nothing: the same call opens with the first level in it."""
    app = board_app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("2")
        await write(pilot, "Turn 1.")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert isinstance(app.screen, BlindScreen)
        assert app.screen.given == {"opening": (2, "Turn 1.")}


async def test_the_class_is_shown_with_what_nobody_asked() -> None:
    """Distribution, heat table and missed topics; no ranking on two meetings."""
    app = board_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, ClassScreen)
        seen = painted(app)
        for words in ("Calls by human score", "Mean level", "what has changed: missed in 2 of 4"):
            assert words in seen
        assert "No ranking" in seen
        assert "Nothing was marked blind yet" in seen


async def test_grades_that_are_held_are_let_out_once_asked() -> None:
    """The key is there only while they are held."""
    app = board_app(held=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("r")
        await pilot.press("y")
        await settle(pilot)
        assert not desk(app).board().held
        assert isinstance(app.screen, BoardScreen)
        assert not app.screen.check_action("release", ())


async def test_an_export_goes_to_a_new_file(tmp_path: Path) -> None:
    """It is written once; a file that is there is left alone and said so."""
    app = board_app()
    file = tmp_path / "class.csv"
    async with app.run_test() as pilot:
        for _ in range(2):
            await settle(pilot)
            await pilot.press("e")
            await settle(pilot)
            await write(pilot, str(file))
        assert file.read_text().startswith("trainee,scenario")
        assert file.stat().st_mode & 0o077 == 0
        told = [note.message for note in app._notifications]
        assert any("cannot be written" in line for line in told)


async def test_who_handed_in_two_is_asked_about_which() -> None:
    """Ann met both; Dot met nobody, and that is said."""
    app = board_app()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "which meeting?" in painted(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, HandedScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("down", "down", "down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("text", [MARKUP, CONTROL, UNFINISHED])
async def test_what_trainees_wrote_is_inert_on_every_screen(text: str) -> None:
    """A trainee's name and words are shown and never obeyed."""
    app = board_app(name=text[:90], said=text)
    seen = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        seen.append(painted(app))
        board = desk(app).board()
        hostile = next(
            item for item in board.standings if item.trainee == text[:90] and item.counts
        )
        assert hostile.submission is not None
        app.show_handed(hostile.submission.id)
        await settle(pilot)
        seen.append(painted(app))
        await pilot.press("v")
        await settle(pilot)
        seen.append(painted(app))
        app.push_screen(BlindScreen(desk(app).handed(hostile.submission.id), ""))
        await settle(pilot)
        seen.append(painted(app))
    assert not any(OBEYED & set(screen) for screen in seen)
    assert isinstance(app.get_default_screen(), BoardScreen)


async def test_a_title_holds_no_markup() -> None:
    """Notices and titles are plain: a bracket stays a bracket."""
    app = board_app(name="[b]Ben[/b]")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "[b]Ben[/b]" in painted(app)
        assert app.screen.query_one("#title", Static) is not None


async def test_of_many_trainees_only_those_come_near_are_made() -> None:
    """A company's board paints at once; going down makes more rows, and End leads to the last."""

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield Roster((("Trainee", 20),))

    async with Alone().run_test(size=(80, 24)) as pilot:
        roster = pilot.app.query_one(Roster)
        roster.show([(f"Trainee {number}",) for number in range(2000)])
        roster.focus()
        await pilot.pause()
        first = roster.row_count
        assert NEAR < first <= 2 * AT_ONCE
        roster.move_cursor(row=first - NEAR)
        await pilot.pause()
        assert first < roster.row_count < 2000
        await pilot.press("ctrl+end")
        assert str(roster.get_row_at(roster.cursor_row)[0]) == "Trainee 1999"
        roster.show([("Only one",)])
        assert (roster.row_count, roster.cursor_row) == (1, 0)

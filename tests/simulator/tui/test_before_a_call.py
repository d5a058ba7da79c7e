"""Before a call: who there is to meet, the first run, the sheet, and the guided call."""

from typing import Any

from textual.widgets import OptionList, Static, TextArea

from simulator.problem import Problem
from simulator.tui.ports import KeptCall
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.first_run import FirstRunScreen
from simulator.tui.screens.guided import GuidedScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.prepare import PrepareScreen
from simulator.tui.start import Start
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.picker import Picker
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle, shown


async def test_home_lists_kept_calls_before_scenarios() -> None:
    """A call that was left stands first, with its buyer and turn."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.kept_calls = [KeptCall("call-1", CARD.id, "Ruth", 7)]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        people = app.screen.query_one(OptionList)
        prompts = [str(people.get_option_at_index(i).prompt) for i in range(people.option_count)]
    assert prompts[0] == "Continue with Ruth, turn 7"
    assert prompts[1].startswith("The skeptical owner\n●●○○○   best 61.0")


async def test_two_calls_with_one_buyer_say_when_they_were_begun() -> None:
    """Otherwise the two lines could not be told apart; a call that stands alone stays one line."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.kept_calls = [
        KeptCall("call-3", CARD.id, "Ruth", 5, begun="2026-11-23 09:41"),
        KeptCall("call-2", CARD.id, "Tobias", 3, begun="2026-11-22 18:00"),
        KeptCall("call-1", CARD.id, "Ruth", 5, begun="2026-11-20 14:05"),
    ]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        people = app.screen.query_one(OptionList)
        prompts = [str(people.get_option_at_index(i).prompt) for i in range(3)]
    assert prompts == [
        "Continue with Ruth, turn 5\nbegun 2026-11-23 09:41",
        "Continue with Tobias, turn 3",
        "Continue with Ruth, turn 5\nbegun 2026-11-20 14:05",
    ]


async def test_home_shows_brief_and_rubric_of_the_highlighted_person() -> None:
    """Nothing about the scoring is secret: the brief ends with the ten criteria."""
    app = app_over(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await settle(pilot)
        text = shown(app.screen)
    assert "She picks up the phone herself." in text
    assert "Pitch timing. Say what you sell only once they ask for help." in text


async def test_first_time_offers_two_ways_in() -> None:
    """Before any call was held the first-run screen lies over home, and Esc goes straight in."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.first_time = True
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, FirstRunScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_practice_starts_at_the_sheet_and_takes_seed_and_level() -> None:
    """`prospect practice X --seed 3 --level hard` leads to the sheet and begins with both."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk, Start(CARD.id, 3, "hard"))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        app.screen.query(Field).first().query_one(TextArea).load_text("To be paid sooner?")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)
    assert desk.begun == [
        {
            "scenario": CARD.id,
            "seed": 3,
            "level": "hard",
            "prepared": {"reason": "To be paid sooner?"},
            "purpose": "practice",
        }
    ]


async def test_a_sheet_that_is_only_a_pitch_is_told_so_once() -> None:
    """The first Ctrl+S tells; the second starts anyway."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.query(Field).first().query_one(TextArea).load_text("Present the Pennant demo.")
        await pilot.pause()
        app.screen.action_start()
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        assert app.screen.query_one("#only-a-pitch").display
        app.screen.action_start()
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)


async def test_a_required_sheet_must_be_half_filled() -> None:
    """Where the scenario asks for a sheet, an empty one does not start the call."""
    desk = FakeDesk(ScriptedSession(["Yes."]), prepare_required=True)
    app = app_over(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.action_start()
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
    assert desk.begun == []


async def test_the_sheet_comes_back_as_it_was_left() -> None:
    """Esc keeps the sheet, and the next visit shows it."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.query(Field).first().query_one(TextArea).load_text("Why me?")
        app.screen.query(Choice).first().choose("no")
        await pilot.press("escape")
        await settle(pilot)
        app.show_prepare(desk.card)
        await settle(pilot)
        assert app.screen.sheet() == {"reason": "Why me?", "we_ready": "no"}


async def test_a_key_pressed_twice_opens_one_call() -> None:
    """Starting twice in one tick, by sheet or by guided call, begins once; a failure frees it."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    app = app_over(desk, Start(CARD.id))
    async with app.run_test() as pilot:
        await settle(pilot)
        begin = desk.begin

        def refused(*_: Any, **__: Any) -> Any:
            raise Problem("The archive is busy.")

        desk.begin = refused  # type: ignore[method-assign]
        app.screen.action_start()
        await settle(pilot)
        desk.begin = begin  # type: ignore[method-assign]
        app.screen.action_start()
        app.screen.action_start()
        await settle(pilot)
        assert len(desk.begun) == 1
        await pilot.press("escape")
        await settle(pilot)
        app.screen.action_guided()
        app.screen.action_guided()
        await settle(pilot)
        assert len(desk.begun) == 2


async def test_a_person_chosen_twice_is_prepared_for_once() -> None:
    """A second Enter in one tick opens no second sheet."""
    app = app_over(FakeDesk(ScriptedSession(["Yes."])))
    async with app.run_test() as pilot:
        await settle(pilot)
        people = app.screen.query_one(OptionList)
        people.action_select()
        people.action_select()
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        assert len(app.screen_stack) == 2


async def test_the_list_ends_where_it_ends() -> None:
    """Up on the first person stays there: nobody else is called by mistake."""
    desk = FakeDesk(ScriptedSession([]))
    desk.kept_calls = [KeptCall("20260101-aaaa", CARD.id, "Ruth", 2)]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        people = app.screen.query_one(Picker)
        assert people.highlighted == 0
        await pilot.press("up")
        assert people.highlighted == 0
        await pilot.press("end", "down")
        assert people.highlighted == people.option_count - 1


async def test_the_guided_call_has_three_hints_and_no_score() -> None:
    """One hint at a time, an example to borrow, an end after three turns, and nothing is graded."""
    session = ScriptedSession(
        ["They pay late.", "The bills leave late.", "Cash is tight.", "x"], purpose="guided"
    )
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.begin(CARD.id, {}, purpose="guided")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, GuidedScreen)
        for number in (1, 2, 3):
            assert f"{number} of 3" in str(screen.query_one("#hint", Static).render())
            screen.action_borrow()
            screen.query_one(Composer).send()
            await settle(pilot)
        assert session.ended
        assert "told you 3 things" in str(screen.query_one("#over", Static).render())
        screen.action_home()
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
    assert desk.begun[0]["purpose"] == "guided"

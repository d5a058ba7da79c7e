"""After a call: looking back, the verdict, the review, the truth, and how each line was heard."""

from dataclasses import replace
from typing import Any

from textual.widgets import TextArea

from simulator.debrief.heard import HeardLine
from simulator.debrief.look_back import looked_back
from simulator.debrief.verdict import WorkOn
from simulator.tui.ports import KeptCall
from simulator.tui.screens.evidence import EvidenceScreen
from simulator.tui.screens.heard import HeardScreen, heard_text
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.keeping import PAUSE
from simulator.tui.screens.look_back import LookBackScreen, TurnPicker
from simulator.tui.screens.review import ReviewScreen, TurnByTurn, curve_text
from simulator.tui.screens.truth import TruthScreen
from simulator.tui.screens.verdict import VerdictScreen, work_on_text
from simulator.tui.screens.words import WordsScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.scrollback import Scrollback
from simulator.tui.widgets.ticks import Ticks
from tests.simulator.tui.outcomes import REVIEW
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle, shown


async def test_leaving_the_look_back_lets_the_call_go_and_keeps_every_answer() -> None:
    """Esc frees the call for another day, where the answers and the chosen turn come back."""
    session = ScriptedSession(["They pay late.", "That's all."])
    session.say("What goes wrong?")
    session.say("Why?")
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show_look_back(session, desk.card)
        await settle(pilot)
        app.screen.query(Choice).first().choose("partly")
        app.screen.query_one(TurnPicker).action_move(-1)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert desk.released == 1
        app.show_look_back(session, desk.card)
        await settle(pilot)
        assert app.screen.query(Choice).first().value == "partly"
        assert app.screen.query_one(TurnPicker).turn == 3


async def test_a_turn_chosen_in_the_look_back_is_kept_by_itself() -> None:
    """Choosing where it turned is kept after the pause, like every other answer."""
    session = ScriptedSession(["That's all."])
    session.say("What goes wrong?")
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show_look_back(session, desk.card)
        await settle(pilot)
        app.screen.query_one(TurnPicker).action_move(1)
        await pilot.pause(PAUSE + 0.2)
        await settle(pilot)
    assert desk.drafts["look-back:call-1"] == '{"turned_at": "1"}'


async def test_look_back_comes_before_any_score() -> None:
    """The look back is in the record before the call is graded, and then the verdict is shown."""
    session = ScriptedSession(["That's all."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        session.say("What goes wrong?")
        app.show_look_back(session, desk.card)
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LookBackScreen)
        screen.query(Choice).first().choose("partly")
        screen.query_one(TurnPicker).action_move(1)
        screen.query(Field).first().query_one(TextArea).load_text("A second site.")
        assert "looked_back" not in session.kinds()
        screen.action_done()
        await settle(pilot)
        assert isinstance(app.screen, VerdictScreen)
    kept = session.events[-1]
    assert kept.type == "looked_back"
    assert (kept.answers, kept.turned_at, kept.account) == (
        {"goals_met": "partly"},
        1,
        {"goal": "A second site."},
    )


async def test_a_look_back_that_cannot_be_kept_may_be_tried_again() -> None:
    """When the record cannot be written the screen stays and says why."""
    session = ScriptedSession(["That's all."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        session.say("What goes wrong?")
        app.show_look_back(session, desk.card)
        await settle(pilot)
        session.refuses = "The disk is full."
        app.screen.action_done()
        await settle(pilot)
        assert isinstance(app.screen, LookBackScreen)
        session.refuses = ""
        app.screen.action_done()
        await settle(pilot)
        assert isinstance(app.screen, VerdictScreen)


async def verdict(pilot: Any, app: Any, session: ScriptedSession, desk: FakeDesk) -> VerdictScreen:
    """The verdict on a short call."""
    await settle(pilot)
    session.say("What goes wrong?")
    session.say("Shall I show you?")
    app.show_verdict(session, desk.card, desk.graded)
    await settle(pilot)
    assert isinstance(app.screen, VerdictScreen)
    return app.screen


async def test_verdict_names_the_turn_that_set_the_cap() -> None:
    """Score, raw score and the cap with the trainee's own turn number stand together."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await verdict(pilot, app, session, desk)
        text = shown(screen)
        assert screen.verdict.score == "55.0"
    assert "without the limit 71.5" in text
    assert "Held at 55 by your turn 2: a pitch came with two of six rungs opened." in text
    assert "The ladder when you first pitched, your turn 2: 1 of 6" in text


async def test_verdict_without_a_score_shows_no_number() -> None:
    """A call that cannot be evaluated has a reason, not a low score."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    card = dict(desk.graded.card) | {
        "status": "not_evaluable", "score": None, "raw": None, "cap": None,
        "reason": "Six turns are needed.", "criteria": [], "priorities": [],
    }  # fmt: skip
    desk.graded = type(desk.graded)(card)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await verdict(pilot, app, session, desk)
        assert not screen.query("#score")
        assert "Six turns are needed." in shown(screen)


async def test_enter_on_a_bar_opens_quotes_rule_and_the_next_level() -> None:
    """Evidence shows the quote, whose it is, the rule, and what was missing."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await verdict(pilot, app, session, desk)
        bars = screen.query_one(Picker)
        bars.highlighted = 1
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, EvidenceScreen)
        text = shown(app.screen)
    assert "An open question the buyer answered." in text
    assert "“What goes wrong?”" in text
    assert "For the next level: Ask what it means to her." in text


async def test_the_review_shows_what_a_turn_cost_and_plays_it_again() -> None:
    """The costliest turn is chosen, with the better question beside it; Enter retries from there."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await verdict(pilot, app, session, desk)
        screen.action_review()
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen)
        text = shown(app.screen)
        assert "blunder" in text
        assert "within reach 90.0, after it 60.0" in text
        assert "“Why is that?”" in text
        assert "would have told: cause" in text
        assert "WhyA pitch that nobody had asked for." in text
        await pilot.press("enter")
        await settle(pilot)
    assert {"retried": 3} in desk.begun


async def test_page_down_reads_on_beside_the_bars() -> None:
    """What does not fit on the right is reached without leaving the list that has the keyboard."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test(size=(80, 18)) as pilot:
        screen = await verdict(pilot, app, session, desk)
        await pilot.press("pagedown")
        await settle(pilot)
        assert screen.query_one("#beside").scroll_y > 0
        assert screen.query_one(Picker).highlighted == 0


def test_a_long_name_stands_clear_of_the_words() -> None:
    """Marguerite's lines are as legible as Ruth's, and none runs out of its column."""
    item = WorkOn("Impact", 2, 3, "Shall I show you?", "It is the forms. " * 9, "Why.", "How much?")
    page = [line.plain.rstrip() for line in Page(work_on_text((item,), "Marguerite")).wrapped(33)]
    assert "Marguerite  It is the forms. It" in page
    assert all(len(line) <= 33 for line in page)


def test_a_call_without_a_mistake_has_none_to_go_to() -> None:
    """The key that leads to the next one is absent, not dead."""
    best = REVIEW.turns[0]
    screen = TurnByTurn("Ruth", replace(REVIEW, turns=(best,)))
    assert not screen.check_action("next_slip", ())
    assert TurnByTurn("Ruth", REVIEW).check_action("next_slip", ())


def test_the_curve_stands_two_lines_high() -> None:
    """A fall of six points shows; a bar of nothing is still a line."""
    falling = [replace(REVIEW.turns[0], before=100.0, after=points) for points in (94.0, 50.0, 0.0)]
    _, above, ground = curve_text(falling).plain.split("\n")
    assert above.rstrip() == "      ██▇▇"
    assert ground == "100.0 ██████▁▁ 0.0"


async def test_truth_tells_every_fact_and_every_lie() -> None:
    """Earned, volunteered, missed and out of reach; a lie nobody could open says so."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await verdict(pilot, app, session, desk)
        screen.action_truth()
        await settle(pilot)
        assert isinstance(app.screen, TruthScreen)
        text = shown(app.screen)
    assert "earned, your turn 1  They pay late." in text
    assert "volunteered, your turn 1  Cash is tight." in text
    assert "“Why is that?”" in text
    assert "first: problem, in detail" in text
    assert "Whose fault was it?" in text
    assert "out of reach  It is signed." in text
    assert "Nothing more could be done" in text
    assert "you named it, turn 1" in text


async def test_a_line_shows_how_it_was_heard_and_can_be_marked() -> None:
    """`m` opens how a line was heard; the mark goes into the record with what it should have been."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    app = app_over(desk)
    async with app.run_test() as pilot:
        screen = await verdict(pilot, app, session, desk)
        screen.action_words()
        await settle(pilot)
        assert isinstance(app.screen, WordsScreen)
        app.screen.query_one(Scrollback).cursor = 2
        await pilot.press("m")
        await settle(pilot)
        heard = app.screen
        assert isinstance(heard, HeardScreen)
        assert heard.heard.text == "What goes wrong?"
        await pilot.press("x")
        await settle(pilot)
        assert app.focused is heard.query_one("#acts")
        await pilot.press("tab")
        assert app.focused is heard.query_one("#topics")
        assert "Other list" in [each.binding.description for each in heard.active_bindings.values()]
        heard.query_one("#acts", Ticks).ticked = {"pitch"}
        heard.action_keep()
        await settle(pilot)
    mark = session.events[-1]
    assert mark.type == "marked_misheard"
    assert (mark.turn, mark.acts, mark.topics) == (1, ("pitch",), ())


def test_an_unclear_line_is_said_to_be_free_only_when_it_was() -> None:
    """The sheet speaks of cost by the verdict on the line, not by the doubt in hearing it."""
    heard = HeardLine(1, "Hmph", (), True, True, (), "", "", False)
    assert "neither opened nor cost anything" in heard_text(heard).plain
    later = heard_text(replace(heard, ignored=False)).plain
    assert "On the whole it was not clear." in later


async def test_the_verdict_of_the_last_call_can_be_read_again() -> None:
    """It stands below the people, and opens without another look back."""
    session = ScriptedSession(["They pay late.", "No."])
    desk = FakeDesk(session)
    session.say("What goes wrong?")
    session.leave()
    session.add(looked_back({}, None, {}))
    desk.kept_calls = [KeptCall("20260101-aaaa", CARD.id, "Ruth", 2, over=True, judged=True)]
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("end")
        people = app.screen.query_one(Picker)
        assert people.highlighted == people.option_count - 1
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, VerdictScreen)

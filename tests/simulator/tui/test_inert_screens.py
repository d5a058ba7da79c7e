import pytest

from simulator.tui.app import ProspectApp
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.look_back import TurnPicker
from simulator.tui.start import Start
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.scrollback import Scrollback
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle

MARKUP = "[/ }, [/* deps */]); [@click=app.quit]press me[/] [link=https://evil.example]x[/link] [$primary]c"
CONTROL = (
    "a \x1b]52;c;Q0FOQVJZ\x07 b \x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\ c \x1b[2J\x1b[6n\x1bc"
    " d \x9b2J\x9d52;c;Q0FO\x9c e \x7f\x08\r\x0b f \u202eefas\u2066 g \u200b\U000e0041 h"
)
UNFINISHED = "canary \x1b]0;title"
OBEYED = set("\x1b\x07\x08\x0b\x0d\x7f\x9b\x9c\x9d\u202e\u2066\u200b\U000e0041")


def painted(app: ProspectApp) -> str:
    """Every character of the screen as it goes to the terminal, without Textual's own styling."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


@pytest.mark.parametrize("text", [MARKUP, CONTROL, UNFINISHED])
async def test_text_from_anywhere_is_inert_on_every_screen(text: str) -> None:
    """Content, sheet, notes, draft, reply and typed line are shown and never obeyed."""
    session = ScriptedSession([text, "x"], opening=text)
    desk = FakeDesk(
        session, who=text, why=text, title=text, role=text, buyer_name=f"Ruth {text}",
        facts=(text,), objectives=(text,), offer=text,
    )  # fmt: skip
    desk.notice = text
    desk.drafts = {f"prepare:{CARD.id}": '{"reason": "x"}'}
    app = app_over(desk, Start(CARD.id))
    seen = []
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert app.screen.query(Field)
        seen.append(painted(app))
        app.screen.query(Field).first().fill(text)
        app.begin(CARD.id, {"reason": text})
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CallScreen)
        box = screen.query_one("#words", Composer)
        box.fill(text)
        await pilot.pause()
        seen.append(painted(app))
        box.load_text("")
        box.post_message(Composer.Sent(text))
        await settle(pilot)
        seen.append(painted(app))
        screen.action_brief()
        await settle(pilot)
        seen.append(painted(app))
        app.pop_screen()
        app.tell(text)
        await settle(pilot)
        seen.append(painted(app))
        app.show_look_back(session, desk.card)
        await settle(pilot)
        app.screen.query_one(TurnPicker).action_move(1)
        await settle(pilot)
        seen.append(painted(app))
        app.show_verdict(session, desk.card, desk.graded)
        await settle(pilot)
        app.screen.action_words()
        await settle(pilot)
        app.screen.query_one(Scrollback).cursor = 1
        app.screen.action_heard()
        await settle(pilot)
        seen.append(painted(app))
        assert app.is_running
    for screen_text in seen:
        assert not set(screen_text) & OBEYED
    assert all(text[:1] in screen_text for screen_text in seen)

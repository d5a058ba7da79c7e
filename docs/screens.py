"""Takes the pictures in docs/screens: `uv run python docs/screens.py [folder]`.

Every picture is a screen of the real app over a real archive in a temporary folder, with a fixed
seed, so that two runs give the same pictures while nothing on the screens has changed.
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

SMALL, LARGE = (80, 24), (120, 40)
IN_BOTH_SIZES = {
    *("home", "call-coach", "verdict", "truth"),
    *("review", "replay", "replay-light", "review-light", "compare"),
}
"""The others are taken at 80 by 24 only."""
SCENARIO, SEED = "skeptical-owner", 7

OPENING = [
    "Ruth, your quotes say 30 days, and your accounts look more like two months of sales are out. "
    "I work on that with shops your size, so I wondered: what goes wrong between finishing a job "
    "and the money?",
    "You said they pay late. Why do you think that is, on their side and on yours?",
    "So the invoices are slow to leave. Walk me through what happens from the day a job is "
    "finished until he "
    "has the bill.",
]
REST = [
    "Who is the worst of them, and how far over the 30 days does it get?",
    "We have a tool that sends invoices from the van. Could I show you a demo next week?",
    "You're right, that was too early. What are you trying to get to with Kolbridge this year?",
    "You said there is no room left. What has to be in place for that to happen?",
    "And with people paying that late, what does it cost you, in money?",
    "Beyond the interest, what does it take out of your week?",
    "Where does this sit on your list, against everything else?",
    "What has changed over the last year, that it got like this?",
    "Who else has a say in something like this, and how would you decide?",
    "Could we sit down for half an hour on Tuesday with your job sheets from last month, you and "
    "me, and work out where the nine days go?",
]
INSTEAD = [
    "The bank is delighted with you. What does it cost you to cover that gap?",
    "And your evenings, what do they cost you?",
    "What happens if you leave it exactly as it is?",
]
ACCOUNT = {
    "goal": "A bigger place this year, she has run out of floor.",
    "problem": "Customers pay a month later than the quote says.",
    "cause": "The bills leave late: she types them herself once a week.",
    "change": "Her bookkeeper left.",
}


class Shooter:
    """The app under the pilot's hands."""

    def __init__(self, app: Any, pilot: Any, folder: Path, size: tuple[int, int]) -> None:
        self.app, self.pilot, self._folder = app, pilot, folder
        self._size = f"{size[0]}x{size[1]}"

    async def settle(self) -> None:
        """Waits until nothing is under way."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def shoot(self, name: str) -> None:
        """One picture."""
        await self.settle()
        if self._size == "120x40" and name not in IN_BOTH_SIZES:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self.app.save_screenshot(f"{name}-{self._size}.svg", path=str(self._folder))

    async def shoot_light(self, name: str) -> None:
        """The same picture in the light theme."""
        dark = self.app.theme
        self.app.theme = "prospect-light"
        await self.shoot(f"{name}-light")
        self.app.theme = dark

    async def say(self, *lines: str) -> None:
        """Turns of the trainee."""
        from simulator.tui.widgets.composer import Composer

        for line in lines:
            if not self.app.screen.session.ended:
                self.app.screen.query_one(Composer).fill(line)
                self.app.screen.query_one(Composer).send()
                await self.settle()


async def walk(size: tuple[int, int], folder: Path) -> None:
    """Through the whole app once."""
    from textual.widgets import TextArea

    from simulator.tui.app import ProspectApp
    from simulator.tui.desk import PracticeDesk
    from simulator.tui.widgets.choice import Choice
    from simulator.tui.widgets.composer import Composer
    from simulator.tui.widgets.field import Field
    from simulator.tui.widgets.picker import Bars, Picker

    # On a picture the cursor stands still.
    TextArea._toggle_cursor_blink_visible = lambda _: None  # type: ignore[assignment,method-assign]
    app: Any = ProspectApp(PracticeDesk.open)
    async with app.run_test(size=size) as pilot:
        camera = Shooter(app, pilot, folder, size)
        await camera.settle()
        await camera.shoot("first-run")
        app.screen.query_one(Picker).action_select()
        await camera.settle()
        await camera.shoot("guided-1")
        for _ in range(3):
            app.screen.action_borrow()
            app.screen.query_one(Composer).send()
            await camera.settle()
            if app.screen.query_one("#hint").display:
                await camera.shoot("guided-2")
        await camera.shoot("guided-3")
        app.screen.action_home()
        await camera.settle()
        app.start = type(app.start)(SCENARIO, SEED, None)
        app.show_prepare(app.card(SCENARIO))
        await camera.settle()
        sheet = list(app.screen.query(Field))
        sheet[0].query_one(TextArea).load_text(
            "She did not ask for the call. Being paid later than she needs to be."
        )
        sheet[1].query_one(TextArea).load_text(
            "The paper says something bigger is planned. I don't know what it hangs on."
        )
        await camera.shoot("prepare")
        app.screen.action_start()
        await camera.settle()
        await camera.say(*OPENING)
        app.screen.query_one(Composer).fill("After dinner. What does that take out of your week?")
        await camera.shoot("call")
        app.screen.action_coach()
        await camera.shoot("call-coach")
        app.screen.action_coach()
        app.screen.action_explain()
        await camera.shoot("help")
        app.pop_screen()
        app.screen.action_back()
        await camera.shoot("home")
        call = app.shelf.calls[0]
        app.go_on(call.id)
        await camera.settle()
        app.screen.query_one(Composer).load_text("")
        await camera.say(*REST)
        if not app.screen.session.ended:
            app.screen._end_answered(True)
            await camera.settle()
        await camera.shoot("call-over")
        app.screen.action_look_back()
        await camera.settle()
        for choice, answer in zip(
            app.screen.query(Choice), ("partly", "yes", "yes", "partly", "no"), strict=True
        ):
            choice.choose(answer)
        app.screen.query_one("#turned").at = 7
        for field in app.screen.query(Field):
            field.fill(ACCOUNT.get(field.key, ""))
        await camera.shoot("look-back")
        app.screen.action_done()
        await camera.settle()
        await camera.shoot("verdict")
        app.screen.query_one(Bars).action_select()
        await camera.shoot("evidence")
        app.pop_screen()
        app.screen.action_words()
        await camera.settle()
        app.screen.query_one("#said").cursor = 3
        await camera.shoot("words")
        app.screen.action_heard()
        await camera.shoot("heard")
        app.screen.action_misheard()
        await camera.shoot("misheard")
        app.pop_screen()
        app.pop_screen()
        app.screen.action_truth()
        await camera.settle()
        await camera.shoot("truth")
        app.screen.query_one("#page").scroll_end(animate=False)
        await camera.shoot("truth-end")
        app.screen.query(".part")[2].scroll_visible(animate=False, top=True)
        await camera.shoot("prepared-and-real")
        app.pop_screen()
        app.screen.action_review()
        await camera.settle()
        await camera.shoot("review")
        await camera.shoot_light("review")
        app.pop_screen()
        app.screen.action_back()
        await camera.settle()
        await replayed(camera)
        app.show_trends()
        await camera.shoot("trends")
        app.pop_screen()
        app.show_settings()
        await camera.shoot("settings")


async def replayed(camera: Shooter) -> None:
    """The middling example, its pitch played again, and both side by side."""
    from simulator.tui.widgets.box import Box

    app = camera.app
    app.choose_example()
    await camera.shoot("examples")
    app.pop_screen()
    app.watch_example("middling")
    await camera.settle()
    app.clear_notifications()
    app.screen.action_slip()
    await camera.shoot("replay")
    await camera.shoot_light("replay")
    app.screen.action_step(1)
    await camera.shoot("replay-reply")
    app.screen.action_step(-1)
    app.screen.action_fork()
    await camera.settle()
    await camera.shoot("retry")
    watched = app.screen.session.events[0].retry_of
    await camera.say(*INSTEAD)
    app.screen._end_answered(True)
    await camera.settle()
    app.show_comparison(app.desk.compare(app.screen.session))
    await camera.shoot("compare")
    app.screen.query_one("#page").scroll_end(animate=False)
    await camera.shoot("compare-end")
    app.pop_screen()
    # Kept since it was forked, the example takes a trainer's remarks.
    app.screen.action_back()
    await camera.settle()
    app.replay(app.desk.archive.events(watched))
    await camera.settle()
    app.clear_notifications()
    app.screen.action_slip()
    app.screen.action_comment()
    await camera.settle()
    app.screen.query_one(Box).fill(
        "Four answers, and he has heard enough. What had she not told him yet?"
    )
    await camera.shoot("comment")
    app.screen.action_keep()
    await camera.settle()
    await camera.shoot("replay-comment")
    app.screen.action_back()
    await camera.settle()


def main() -> None:
    """All screens in both sizes."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "screens")
    for size in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as place:
            os.environ["PROSPECT_DATA"] = f"{place}/data"
            os.environ["PROSPECT_CONFIG"] = f"{place}/config"
            os.environ["PROSPECT_REPLY_SPEED"] = "instant"
            asyncio.run(walk(size, folder))


if __name__ == "__main__":
    main()

"""The app as a trainee in a browser has it: every key and palette command, and what they reach."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import simulator.tui
from scoring.transcript import meeting
from simulator.cli.main import run
from simulator.debrief.look_back import looked_back
from simulator.problem import Problem
from simulator.tui.app import ProspectApp
from simulator.tui.desk import TASTES, PracticeDesk
from simulator.tui.messages import CallOpened
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.first_run import FirstRunScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.look_back import LookBackScreen
from simulator.tui.screens.prepare import PrepareScreen
from simulator.tui.screens.review import ReviewScreen
from simulator.tui.screens.settings import SettingsScreen
from simulator.tui.screens.truth import TruthScreen
from simulator.tui.screens.verdict import VerdictScreen
from simulator.tui.widgets.choice import Choice

SCENARIO = "skeptical-owner"
REVIEWED = {
    "answer", "attempts", "back", "beside", "borrow", "brief", "close", "coach", "comment",
    "compare", "cursor", "cursor_down", "cursor_up", "done", "end", "explain", "focus_next",
    "fork", "found", "guided", "hand_in", "heard", "home", "keep", "level", "look_back",
    "misheard", "move", "new_line", "next_slip", "nothing", "notes", "other_list", "page", "play", "quit",
    "replay", "review", "search", "select", "select_cursor", "send", "settings", "slip", "start", "step",
    "stop_here", "stop_waiting", "take_words", "trends", "truth", "watch", "words",
}  # fmt: skip
"""What keys do. Each was read with this question: which file, program or address can it reach, and
who chooses it? All of these reach the trainee's own calls, drafts and settings, whose places no
screen can name. Read a new one in the same way before it is added here, and ask
`Preferences.own_machine` where it reaches further."""
LEAVES = {"quit", "app.quit"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
STARTS = {
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty",
    "socket.connect", "socket.getaddrinfo", "webbrowser.open",
}  # fmt: skip
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod"}


class Watch:
    """What this process reaches for while it is on: Python's own audit of opens and starts."""

    def __init__(self) -> None:
        self.own: Path | None = None
        self.found: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, told: tuple[Any, ...]) -> None:
        if self.own is None:
            return
        if event in STARTS:
            self.found.append(f"{event} {told}")
        elif event in CHANGES or event == "sqlite3.connect" or (event == "open" and _writes(told)):
            place = str(told[0])
            if not (Path(place).is_relative_to(self.own) or "__pycache__" in place):
                self.found.append(f"{event} {place}")


def _writes(told: tuple[Any, ...]) -> bool:
    path, mode, flags = told
    return not isinstance(path, int) and bool(
        (flags or 0) & WRITES or set(mode or "") & set("wax+")
    )


WATCH = Watch()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDesk]:
    """A trainee's desk, as their process opens it."""
    own = tmp_path / "trainee"
    monkeypatch.setenv("PROSPECT_SERVED", "1")
    monkeypatch.setenv("PROSPECT_DATA", str(own / "calls"))
    monkeypatch.setenv("PROSPECT_CONFIG", str(own / "settings"))
    monkeypatch.setenv("EDITOR", "/bin/false")
    opened = PracticeDesk.open()
    opened.prefer("reply_speed", "instant")
    WATCH.found.clear()
    WATCH.own = own
    yield opened
    WATCH.own = None
    opened.close()


def test_every_key_of_every_screen_was_read() -> None:
    """A key that is new to the app is read for what it reaches before a browser may have it.

    The trainer's desk is an app of its own, which a trainee's process cannot open.
    """
    found = set()
    for module in pkgutil.walk_packages(simulator.tui.__path__, "simulator.tui."):
        if module.name.rpartition(".")[2].startswith("board"):
            continue
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and _is_ours(thing):
                bindings = Binding.make_bindings(vars(thing).get("BINDINGS", ()))
                found |= {each.action.partition("(")[0].rpartition(".")[2] for each in bindings}
    assert found <= REVIEWED
    assert {"end", "settings", "quit"} <= found


def _is_ours(thing: type) -> bool:
    return thing.__module__.startswith("simulator.")


async def test_no_key_and_no_palette_command_reaches_beyond_the_trainees_folder(
    desk: PracticeDesk,
) -> None:
    """On every screen, everything that can be pressed or chosen, with files and processes watched."""
    app = ProspectApp(lambda: desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await _at_home(app, pilot)
        done: set[object] = set()
        for kind, show in _screens(app, desk):
            await _shown(app, pilot, kind, show)
            for action in _actions(app, done):
                await app.screen.run_action(action)
                await _still(pilot)
                await _shown(app, pilot, kind, show)
            for command in app.get_system_commands(app.screen):
                if command.title in {"Colours", "Settings"}:  # the others are this screen's keys
                    command.callback()
                    await _still(pilot)
        assert len(done) > 20
    assert WATCH.found == []


async def _still(pilot: Any) -> None:
    """Lets a screen mount and messages arrive; a palette's worker runs for as long as it is open."""
    await pilot.pause()
    while not pilot.app.screen.is_mounted:
        await pilot.pause()
    await pilot.pause()


async def _shown(app: ProspectApp, pilot: Any, kind: type, show: Any) -> None:
    """Opens a screen; something that was begun before it may open another first."""
    for _ in range(50):
        if type(app.screen) is kind:
            return
        show()
        await _still(pilot)
    raise AssertionError(f"{kind} was not shown, but {app.screen}")


async def _at_home(app: ProspectApp, pilot: Any) -> None:
    """Waits until the desk is open and leaves the first screen of a newcomer."""
    while not isinstance(app.screen, FirstRunScreen):
        await pilot.pause(0.01)
    app.pop_screen()
    await _still(pilot)


def _screens(app: ProspectApp, desk: PracticeDesk) -> Iterator[tuple[type, Any]]:
    """Ways to every screen, each from home."""
    card = app.card(SCENARIO)
    assert card is not None
    started = {"seed": 1, "level": "easy", "prepared": {}, "purpose": "practice"}
    going = desk.begin(SCENARIO, **started)  # type: ignore[arg-type]
    over = desk.begin(SCENARIO, **started)  # type: ignore[arg-type]
    over.say("What goes wrong between finishing a job and the money?")
    over.leave()

    def home() -> None:
        while len(app.screen_stack) > 1:
            app.pop_screen()

    def way(lead: Any) -> Any:
        def go() -> None:
            home()
            lead()

        return go

    yield HomeScreen, home
    yield FirstRunScreen, way(app.show_first_run)
    yield SettingsScreen, way(app.show_settings)
    yield PrepareScreen, way(lambda: app.show_prepare(card))
    yield CallScreen, way(lambda: app.show_call(CallOpened(going, "", "")))
    yield LookBackScreen, way(lambda: app.show_look_back(over, card))
    over.add(looked_back({}, None, {}))
    yield VerdictScreen, way(lambda: app.show_verdict(over, card, desk.grade(over)))
    yield TruthScreen, way(lambda: app.show_truth(over, desk.debrief(over)))
    yield ReviewScreen, way(lambda: app.show_review(over, card, desk.review(over)))


def _actions(app: ProspectApp, done: set[object]) -> list[str]:
    """What the keys of the screen on top do now, each handler once, and no leaving of the app."""
    fresh = []
    for _, binding, enabled, _ in app.screen.active_bindings.values():
        name = binding.action.partition("(")[0].rpartition(".")[2]
        handler = getattr(type(app.screen), f"action_{name}", name)
        if enabled and name in REVIEWED and binding.action not in LEAVES and handler not in done:
            done.add(handler)
            fresh.append(binding.action)
    return fresh


async def test_no_screen_names_a_place_or_offers_a_model(desk: PracticeDesk) -> None:
    """The settings are those of taste; no path of the host, no voice that would need its key."""
    app = ProspectApp(lambda: desk)
    async with app.run_test(size=(120, 60)) as pilot:
        await _at_home(app, pilot)
        app.show_settings()
        await _still(pilot)
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        assert {each.key for each in screen.query(Choice)} == TASTES
        assert not screen.query("#place, #file, #place-words")


@pytest.mark.parametrize("key", ["calls_kept_in", "packs", "model_url", "model_key_file", "voice"])
def test_a_setting_that_reaches_further_is_refused(key: str, desk: PracticeDesk) -> None:
    """Whatever a screen would ask, the desk writes matters of taste alone."""
    with pytest.raises(Problem, match="from a browser"):
        desk.prefer(key, "model")


@pytest.mark.parametrize("command", ["doctor", "config", "calls", "pack", "serve", "grade"])
def test_there_is_no_command_in_a_browser(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A trainee's process is the app and nothing else, whatever it is started with."""
    monkeypatch.setenv("PROSPECT_SERVED", "1")
    assert run([command, "list"]) == 2
    assert "the app alone" in capsys.readouterr().err


async def test_what_is_typed_is_kept_when_the_page_closes(desk: PracticeDesk) -> None:
    """The app is told to end in the middle of a line; the line is there the next time."""
    app = ProspectApp(lambda: desk)
    async with app.run_test(size=(100, 40)) as pilot:
        await _at_home(app, pilot)
        session = desk.begin(SCENARIO, seed=1, level="easy", prepared={}, purpose="practice")
        app.show_call(CallOpened(session, "Half a sentence", ""))
        await _still(pilot)
        assert desk.draft(f"line:{meeting(session.events).id}") == ""
        app.on_exit_app()
    assert desk.draft(f"line:{meeting(session.events).id}") == "Half a sentence"

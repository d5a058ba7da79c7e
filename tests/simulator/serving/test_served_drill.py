"""A drill in a real browser: a class comes in, holds the attempt, reloads in the middle, hands it in."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.drills.assigning.drill import Drill, Opens
from simulator.drills.assigning.tickets import ticket_for, write_ticket
from simulator.drills.collecting.collecting import Collected, collect, files_in
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import DOUBTFUL
from simulator.serving.trainees import trainee_of
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.serving.browser import Page, chromium, opened
from tests.simulator.serving.served import CODE, PIN, Served, serving

pytestmark = pytest.mark.skipif(
    chromium() is None and "PROSPECT_NEEDS_CHROMIUM" not in os.environ,
    reason="NOT TESTED: a drill in a browser, as Chromium is not installed",
)
ENTER, ESCAPE = ("Enter", 13), ("Escape", 27)
PICTURES = os.environ.get("PROSPECT_KEEPS_PICTURES", "")
"""A folder in which the pages are kept as pictures, to be looked at; empty for none."""


def exercise() -> Drill:
    """One meeting, two attempts, until long from now; nothing of it shows before."""
    return drill_of(
        title="Spring term",
        made=datetime(2024, 1, 1, tzinfo=UTC),
        deadline=datetime(2999, 1, 1, tzinfo=UTC),
        attempts=2,
        score=Opens.AFTER_DEADLINE,
    )


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    """A room that is open for a drill."""
    ada = trainee_of("Ada Byron", tmp_path / "served")
    assert ada is not None
    ada.settings.mkdir(parents=True)
    (ada.settings / "config.toml").write_text('reply_speed = "instant"\n')
    ticket = write_ticket(ticket_for(exercise(), KEY), tmp_path)
    async with serving(tmp_path / "served", "--drill", str(ticket)) as running:
        yield running


async def test_a_class_joins_practises_reloads_and_hands_in(server: Served, tmp_path: Path) -> None:
    """By code and PIN into the drill, through an attempt with a reload in its middle, to the
    submission, which the trainer's side takes in without a flag that questions it.
    """
    async with opened(tmp_path / "profile") as page:
        await _come_in(page, server)
        await page.shows("Practise before it counts")
        await _keep(page, "1-first-run")
        await page.press(*ESCAPE)
        await page.shows("Who are you meeting?", "Spring term")
        await _keep(page, "2-home")
        await page.press(*ENTER)
        await page.shows("Start the call")
        await _keep(page, "3-prepare")
        await page.chord("s", 83)
        await page.shows("What do you say?")
        await page.write("Why is the money late, do you think?")
        await page.press(*ENTER)
        await page.shows("Why is the money late", "turn 2")
        await page.write("Half a sentence")
        await page.shows("Half a sentence")
        await _keep(page, "4-call")

        await page.call("Page.reload")
        await page.shows("continue attempt 1, turn 2")
        await _keep(page, "5-reloaded")
        await page.press(*ENTER)
        await page.shows("Why is the money late", "Half a sentence")
        await _keep(page, "6-resumed")
        await page.press(*ENTER)
        await page.shows("turn 3")
        await page.chord("e", 69)
        await page.shows("End the call?")
        await _keep(page, "7-ending")
        await page.write("y")
        await page.shows("Look back")
        await page.press(*ENTER)
        await page.shows("Show the verdict")
        await page.chord("s", 83)
        await page.shows("Attempt 1 is over and kept.", "The score opens after the deadline")
        await _keep(page, "8-over")
        await page.write("h")
        await page.shows("1 of 2 attempts left", "over, 2 turns")
        await page.write("h")
        await page.shows("Hand in attempt 1?")
        await _keep(page, "9-handing-in")
        await page.press(*ENTER)
        await page.shows("Handed in to Tom Trainer.", "over, 2 turns  handed in")
        await _keep(page, "10-handed-in")
        assert str(tmp_path) not in page.screen

    found = _taken_in(server.folder, tmp_path / "drills.db")
    (submission,) = [one.submission for one in found]
    assert submission is not None, found[0].why
    assert (submission.header.trainee, submission.header.attempt) == ("Ada Byron", 1)
    assert submission.gradable
    assert not {flag.kind for flag in submission.flags} & DOUBTFUL


def _taken_in(served: Path, place: Path) -> list[Collected]:
    """What the trainer's side makes of all that lies in the trainees' folders."""
    register = open_register(place)
    register.add(exercise(), KEY)
    files = [*files_in(sorted(served.glob("trainees/*/calls/handed in")))]
    found = list(collect(register, files, datetime.now(UTC).isoformat(), jobs=1))
    register.store.close()
    return found


async def _come_in(page: Page, server: Served) -> None:
    await page.go(server.url)
    for field, text in (("code", CODE), ("name", "Ada Byron"), ("pin", PIN)):
        await page.finds(f"!!document.getElementById('{field}')")
        await page.run(f"document.getElementById('{field}').focus()")
        await page.write(text)
    await _keep(page, "0-door")
    await page.run("document.querySelector('button').click()")


async def _keep(page: Page, name: str) -> None:
    if PICTURES:
        await page.picture(Path(PICTURES, f"{name}.png"))

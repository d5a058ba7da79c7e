"""The app in a real browser. Only here is it seen that everything in front of it lets it through."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from simulator.serving.trainees import trainee_of
from tests.simulator.serving.browser import PATIENCE, Page, chromium, opened
from tests.simulator.serving.served import CODE, PIN, Served, is_alive, serving

pytestmark = pytest.mark.skipif(
    chromium() is None and "PROSPECT_NEEDS_CHROMIUM" not in os.environ,
    reason="NOT TESTED: the app in a browser, as Chromium is not installed (Debian: apt-get install "
    "chromium); .ci/run installs it and runs these",
)
ENTER, ESCAPE = ("Enter", 13), ("Escape", 27)
BUYER = "Annika"
LINE = "You sound different today. What has changed on your side?"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    """A server whose trainee has chosen that answers appear at once."""
    ada = trainee_of("Ada Byron", tmp_path / "served")
    assert ada is not None
    ada.settings.mkdir(parents=True)
    (ada.settings / "config.toml").write_text('reply_speed = "instant"\n')
    async with serving(tmp_path / "served") as running:
        yield running


async def come_in(page: Page, server: Served) -> None:
    """Fills in the form at the door, as a person does."""
    await page.go(server.url)
    for field, text in (("code", CODE), ("name", "Ada Byron"), ("pin", PIN)):
        await page.finds(f"!!document.getElementById('{field}')")
        await page.run(f"document.getElementById('{field}').focus()")
        await page.write(text)
    await page.run("document.querySelector('button').click()")


async def begin_a_call(page: Page) -> None:
    """From the first screen into a call with the person at the top."""
    await page.shows("Practise before it counts", "Straight in")
    await page.press(*ESCAPE)
    await page.shows("Who are you meeting?", BUYER)
    await page.press(*ENTER)
    await page.shows("Start the call")
    await page.chord("s", 83)
    await page.shows("What do you say?")


async def test_a_trainee_joins_speaks_reloads_in_mid_call_and_goes_on(
    server: Served, tmp_path: Path
) -> None:
    """Come in, say a line, be answered; after a reload call and line wait where they stood."""
    async with opened(tmp_path / "profile") as page:
        await come_in(page, server)
        await begin_a_call(page)
        await page.write(LINE)
        await page.press(*ENTER)
        await page.shows("You sound different today", "turn 2")
        answered = page.screen
        await page.write("Half a sentence")
        await page.shows("Half a sentence")
        (first,) = server.children()

        await page.call("Page.reload")
        await page.shows(f"Continue with {BUYER}, turn 2")
        assert not is_alive(first)
        await page.press(*ENTER)
        said = [line for line in map(str.strip, answered.splitlines()) if line.startswith(BUYER)]
        await page.shows(*said, "Half a sentence")
        await page.write(", and its end")
        await page.shows("Half a sentence, and its end")

        assert {urlsplit(url).netloc for url in page.requests} == {urlsplit(server.url).netloc}
        assert [text for text in page.complaints if "Content Security" in text] == []


async def test_the_child_ends_with_its_tab(server: Served, tmp_path: Path) -> None:
    """A closed browser leaves no process behind."""
    async with opened(tmp_path / "profile") as page:
        await come_in(page, server)
        await page.shows("Practise before it counts")
        (child,) = server.children()
    async with asyncio.timeout(PATIENCE):
        while is_alive(child):
            await asyncio.sleep(0.05)


async def test_a_killed_server_loses_nothing_and_leaves_no_child(
    server: Served, tmp_path: Path
) -> None:
    """After `kill -9` the children end by themselves, and another server goes on with the call."""
    async with opened(tmp_path / "profile") as page:
        await come_in(page, server)
        await begin_a_call(page)
        await page.write(LINE)
        await page.press(*ENTER)
        await page.shows("turn 2")
        (child,) = server.children()
        os.kill(server.pid, signal.SIGKILL)
        await page.finds("document.body.classList.contains('-closed')")
        async with asyncio.timeout(PATIENCE):
            while is_alive(child):
                await asyncio.sleep(0.05)
        async with serving(server.folder) as again:
            await come_in(page, again)
            await page.shows(f"Continue with {BUYER}, turn 2")

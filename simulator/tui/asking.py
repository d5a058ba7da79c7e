"""How a screen or an app has something slow done: in a thread, answered by a message to whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode
from textual.message import Message

from simulator.problem import Problem
from simulator.tui.messages import Failed


def ask(asker: DOMNode, work: Callable[[], Message]) -> None:
    """Does the work in a thread; its message, or `Failed` with the reason, comes to the asker."""
    asker.run_worker(partial(answer, asker, work), thread=True, group="desk")


def answer(asker: DOMNode, work: Callable[[], Message]) -> None:
    """Does the work in the thread this is called in; its message, or `Failed`, comes to the asker."""
    try:
        asker.post_message(work())
    except Problem as trouble:
        asker.post_message(Failed(str(trouble)))

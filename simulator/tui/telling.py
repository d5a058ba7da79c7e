"""What content and replay complain about, as a sentence for the person at the screens."""

from collections.abc import Iterator
from contextlib import contextmanager

from personas.errors import ContentError
from simulator.call.replay import Divergence
from simulator.tui.ports import DeskTrouble


@contextmanager
def told() -> Iterator[None]:
    """Turns their complaints into DeskTrouble."""
    try:
        yield
    except (ContentError, Divergence) as error:
        raise DeskTrouble(str(error)) from error

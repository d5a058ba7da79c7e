"""What carries the app's screen to the page, inside the child process."""

from typing import Any, BinaryIO, TextIO

from textual import messages
from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Textual's driver for pages, which also ends with its server and hands out nothing.

    The library's own goes on for ever when the server is killed: its input ends, and nobody is told.
    """

    def run_input_thread(self) -> None:
        """Reads until the server closes the pipe or has died; the app ends with that."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Opens nothing: no page leads out of the app."""

    def deliver_binary(self, binary: BinaryIO | TextIO, **_: Any) -> None:
        """Delivers nothing: no file leaves the host this way."""
        binary.close()

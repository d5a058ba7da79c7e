"""Text that was typed and not sent: a half line, notes, a prepare sheet."""

import json
import os
import threading
from pathlib import Path

from simulator.tui.ports import DeskTrouble


class Drafts:
    """Text that was typed and not sent, in one small file; in memory where there is none."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._texts: dict[str, str] = {}
        if file is not None and file.is_file():
            self._texts = _read(file)

    def read(self, key: str) -> str:
        """The draft of this key; empty for none."""
        return self._texts.get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Keeps a draft, whole or not at all; an empty one is forgotten.

        Raises DeskTrouble when the file cannot be written.
        """
        with self._lock:
            if self._texts.get(key, "") == text:
                return
            self._texts = {name: kept for name, kept in self._texts.items() if name != key}
            if text:
                self._texts[key] = text
            if self._file is None:
                return
            fresh = self._file.with_name(f".{self._file.name}.{os.getpid()}")
            try:
                fresh.touch(mode=0o600)
                fresh.write_text(json.dumps(self._texts, ensure_ascii=True), encoding="utf-8")
                fresh.replace(self._file)
            except OSError as error:
                raise DeskTrouble(
                    f"What you typed is not on disk ({error.strerror}): {self._file}"
                ) from error


def _read(file: Path) -> dict[str, str]:
    """The drafts in a file; one that cannot be read is left alone and none are known."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(text) for key, text in found.items()} if isinstance(found, dict) else {}

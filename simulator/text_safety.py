"""Makes text from anywhere harmless on a display: the one sanitiser, used wherever text is shown.

People, content files, imported calls and models may write bytes that a terminal obeys. A small
state machine for ECMA-48 (the standard behind terminal control) walks the text: a complete control
sequence becomes one visible mark, an unfinished one loses only its first character and the rest
stays readable, and characters nobody can see (direction overrides, zero-width, tags) become a
visible mark with their number. Tabs and line ends stay. What is kept on disk is never changed.
"""

import re
import unicodedata
from enum import Enum, auto

MARK = "␛"
"""Stands for a control sequence."""
LONGEST = 4096
"""Characters after which an open control string counts as unfinished."""

_ESC = "\x1b"
_STRINGS = frozenset("P]X^_")
"""After ESC: device control, operating system command, start of string, privacy, application."""
_ENDS = frozenset("\x07\x9c")
_VISIBLE_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Format characters that have a shape of their own."""
_SUSPECT = re.compile(
    "[^\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u034e\u0350-\u05ff\u2010-\u2027\u2030-\u205e"
    "\u3000-\u3163\u3165-\ud7ff]"
)
"""Characters worth a closer look; a text without any is returned as it is."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _State(Enum):
    GROUND = auto()
    ESCAPE = auto()
    INTERMEDIATE = auto()
    CSI = auto()
    STRING = auto()
    STRING_ESCAPE = auto()


_OPENS = {
    _ESC: _State.ESCAPE,
    "\x9b": _State.CSI,
    **dict.fromkeys("\x90\x98\x9d\x9e\x9f", _State.STRING),
}
"""What begins a control sequence, and where it leads."""


def inert(text: str) -> str:
    """The text with nothing left that a terminal obeys or that an eye cannot see."""
    if not _SUSPECT.search(text):
        return text
    cleaner = Cleaner()
    return cleaner.feed(text) + cleaner.close()


def inert_json(line: str) -> str:
    """The same JSON with what a terminal obeys spelled as escapes; its value does not change."""
    if not _SUSPECT.search(line):
        return line
    return "".join(_escaped(char) if _is_hidden(char) else char for char in line)


class Cleaner:
    """`inert` for text that arrives in chunks; a sequence may be cut anywhere."""

    def __init__(self) -> None:
        self._state = _State.GROUND
        self._held = ""
        """The control sequence read so far."""
        self._waiting = ""
        """A carriage return, joiner or selector whose meaning hangs on its neighbours."""
        self._before = ""
        """The last character of the plain text."""

    def feed(self, chunk: str) -> str:
        """What of the text so far is certain and was not given yet."""
        return "".join(self._step(char) for char in chunk)

    def close(self) -> str:
        """The rest, once no more comes."""
        rest = self._given_up()
        while self._state is not _State.GROUND:
            rest += self._given_up()
        return rest + self._settled("")

    def _step(self, char: str) -> str:
        match self._state:
            case _State.GROUND:
                return self._ground(char)
            case _State.ESCAPE if char == "[":
                return self._hold(char, _State.CSI)
            case _State.ESCAPE if char in _STRINGS:
                return self._hold(char, _State.STRING)
            case _State.ESCAPE | _State.INTERMEDIATE if " " <= char <= "/":
                return self._hold(char, _State.INTERMEDIATE)
            case _State.ESCAPE | _State.INTERMEDIATE if "0" <= char <= "~":
                return self._complete()
            case _State.CSI if " " <= char <= "?":
                return self._hold(char, _State.CSI)
            case _State.CSI if "@" <= char <= "~":
                return self._complete()
            case _State.STRING if char in _ENDS:
                return self._complete()
            case _State.STRING if char == _ESC:
                return self._hold(char, _State.STRING_ESCAPE)
            case _State.STRING if not _CONTROL.match(char):
                return self._hold(char, _State.STRING)
            case _State.STRING_ESCAPE if char == "\\":
                return self._complete()
        return self._given_up() + self._step(char)

    def _hold(self, char: str, state: _State) -> str:
        self._state = state
        self._held += char
        return self._given_up() if len(self._held) > LONGEST else ""

    def _complete(self) -> str:
        self._state, self._held, self._before = _State.GROUND, "", ""
        return MARK

    def _given_up(self) -> str:
        """A mark for the sequence that never ended, and its text."""
        if self._state is _State.GROUND:
            return ""
        body = self._held[1:]
        return self._complete() + "".join(self._ground(char) for char in body)

    def _ground(self, char: str) -> str:
        """One character of plain text, or the first of a control sequence."""
        if char in _OPENS:
            settled = self._settled("")
            self._state, self._held = _OPENS[char], char
            return settled
        settled = self._settled(char)
        if char == "\r" or _is_joiner(char):
            self._waiting = char
            return settled
        shown = self._shown(char)
        self._before = shown[-1]
        return settled + shown

    def _settled(self, following: str) -> str:
        """What the waiting character comes to, now that the one after it is known."""
        waiting, self._waiting = self._waiting, ""
        if not waiting:
            return ""
        if waiting == "\r":
            return "" if following == "\n" else _name(waiting)
        joins = _joinable(self._before) and _joinable(following) and not _is_selector(following)
        settled = waiting if joins else _name(waiting)
        self._before = settled[-1]
        return settled

    def _shown(self, char: str) -> str:
        if _is_selector(char):
            selects = _joinable(self._before) or self._before in set("0123456789#*©®‼⁉™ℹ")
            return char if selects else _name(char)
        return _name(char) if _is_hidden(char) else char


def _is_joiner(char: str) -> bool:
    return char in {"\u200c", "\u200d"}


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _joinable(char: str) -> bool:
    """Whether joiners and selectors are part of writing next to this character.

    They are beside emoji and in scripts of their own, never in Latin, Greek or Cyrillic text.
    """
    if char < "\u0590" or _is_hidden(char):
        return False
    return unicodedata.category(char) in {"So", "Sk", "Lo", "Mn", "Mc"}


def _is_hidden(char: str) -> bool:
    """Whether a terminal may obey the character, or an eye not see it."""
    if char in "\n\t":
        return False
    if _CONTROL.match(char):
        return True
    if char in "\u034f\u3164\uffa0\u115f\u1160":
        return True
    return unicodedata.category(char) == "Cf" and not _VISIBLE_FORMAT.match(char)


def _name(char: str) -> str:
    """The visible stand-in for a hidden character."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))

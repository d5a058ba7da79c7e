"""What reaches a display obeys nobody and hides nothing."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text_safety import LONGEST, MARK, Cleaner, inert, inert_json

RISKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x90\x9c\x07[];?\\\r\n\t 0mJc\x7f\u200d\u202e\ufe0f👩❤"),
    ),
    max_size=40,
)


def _obeyed(char: str) -> bool:
    """Whether a terminal may act on the character."""
    return unicodedata.category(char) == "Cc" and char not in "\n\t"


@given(RISKY)
def test_no_control_character_survives(text: str) -> None:
    """No C0 but tab and newline, no C1, no DEL and no surrogate is left of any text."""
    shown = inert(text)
    assert [char for char in shown if _obeyed(char) or "\ud800" <= char <= "\udfff"] == []


@given(RISKY)
def test_no_direction_override_survives(text: str) -> None:
    """No bidi control, tag or zero-width space is left of any text."""
    hidden = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0x061C}
    assert [c for c in inert(text) if ord(c) in hidden or 0xE0000 <= ord(c) < 0xE0080] == []


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x10FF)))
def test_plain_text_is_unchanged(text: str) -> None:
    """Letters, numbers, punctuation, symbols and spaces come out as they went in."""
    assert inert(text) == text


@given(RISKY, st.integers(1, 7))
def test_chunks_make_no_difference(text: str, size: int) -> None:
    """A sequence cut anywhere by a stream is the same as in one piece."""
    cleaner = Cleaner()
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    assert "".join(map(cleaner.feed, chunks)) + cleaner.close() == inert(text)


@given(RISKY)
def test_made_inert_twice_is_made_inert_once(text: str) -> None:
    """The sanitiser leaves its own output alone."""
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", f"a{MARK}red{MARK}"),
        ("a\x9b2Jb", f"a{MARK}b"),
        ("\x1b]52;c;aGk=\x1b\\b", f"{MARK}b"),
        ("\x1b]0;title\x07b", f"{MARK}b"),
        ("\x9d0;title\x9cb", f"{MARK}b"),
        ("\x1bPq#0\x1b\\b", f"{MARK}b"),
        ("\x1b_app\x1b\\b", f"{MARK}b"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", f"{MARK}link{MARK}"),
        ("\x1bcreset", f"{MARK}reset"),
        ("\x1b(0x", f"{MARK}x"),
        ("\x1b", MARK),
        ("del\x7f bell\x07", "del␡ bell␇"),
        ("one\r\ntwo\rthree", "one\ntwo␍three"),
        ("a\u202eb\u200bc\U000e0041", "a⟨U+202E⟩b⟨U+200B⟩c⟨U+E0041⟩"),
        ("soft\u00adhyphen\ufeff", "soft⟨U+00AD⟩hyphen⟨U+FEFF⟩"),
        ("\ud83d alone", "\ufffd alone"),
    ],
)
def test_every_family_of_sequences_is_marked(text: str, shown: str) -> None:
    """Complete sequences become one mark, hidden characters a named one."""
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;never closed, but readable", f"{MARK}]0;never closed, but readable"),
        ("\x1b]0;one line\nthe next\x07", f"{MARK}]0;one line\nthe next␇"),
        ("\x1b[12", f"{MARK}[12"),
        ("\x1b]0;x\x1b[31mred", f"{MARK}]0;x{MARK}red"),
        ("\x1b]0;x\x1b", f"{MARK}]0;x{MARK}"),
        ("\x1b\x1b[mx", f"{MARK}{MARK}x"),
    ],
)
def test_unfinished_sequences_leave_the_rest_readable(text: str, shown: str) -> None:
    """What follows a sequence that never ends is still shown."""
    assert inert(text) == shown


def test_a_string_longer_than_the_limit_is_shown() -> None:
    """A control string that goes on for ever cannot swallow a conversation."""
    text = "\x1b]" + "x" * (LONGEST + 10)
    assert inert(text) == f"{MARK}]" + "x" * (LONGEST + 10)


@pytest.mark.parametrize("text", ["👩‍💻 ❤️ 👍🏽 🇫🇷", "می‌خواهم", "क्‍ष", "1️⃣", "ไทย", "漢字", "שלום"])
def test_emoji_and_scripts_keep_their_joiners(text: str) -> None:
    """Joiners and selectors that are part of writing stay."""
    assert inert(text) == text


@pytest.mark.parametrize("text", ["pay\u200dment", "a\u200cb", "x\ufe0fy", "word\U000e0101"])
def test_joiners_inside_latin_words_are_shown(text: str) -> None:
    """A joiner in a Latin word only hides something."""
    assert "⟨U+" in inert(text)


@given(RISKY)
def test_json_keeps_its_value_and_loses_its_teeth(text: str) -> None:
    """JSON made inert reads back as the same text and holds no character a terminal obeys."""
    line = inert_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(line) == {"text": text}
    assert [char for char in line if _obeyed(char) or "\ud800" <= char <= "\udfff"] == []

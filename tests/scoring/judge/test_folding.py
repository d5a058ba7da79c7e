"""Quotes are found word for word, whatever only looks different, and cut out of the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judge.folding import fold

LOOKS = ["‘", "’", "'", '"', "“", "«", "—", "‑", "-", "\u200b", "\u00ad", "\u202e", "\u00a0"]
LOOKS += ["\n", "\t", " ", "\x07", "e\u0301", "é", "\u1100\u1161", "각", "*", "`", "<b>", "</i>"]
LETTERS = st.sampled_from("abcXYZ019 .,?$%")
TEXT = st.lists(st.sampled_from(LOOKS) | LETTERS | st.characters(), max_size=40).map("".join)
DISGUISES = str.maketrans(
    {"'": "’", '"': "“", "-": "—", " ": "\u00a0\n", "a": "a\u200b", "é": "e\u0301"}
)


@settings(max_examples=60, deadline=None)
@given(TEXT, st.data())
def test_a_quote_found_is_the_original_s_own_words(text: str, data: st.DataObject) -> None:
    """Any stretch, given back in any disguise, is found where the original says the same."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    quote = text[start:end].translate(DISGUISES)
    place = fold(text).find(quote)
    if place is not None:
        said = fold(text[slice(*place)]).text.replace('"', "'")
        assert said == fold(quote).text.replace('"', "'")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdé'\"-", min_size=1), min_size=3, max_size=8), st.data())
def test_a_disguised_run_of_words_is_found(words: list[str], data: st.DataObject) -> None:
    """Curly marks, dashes, decomposed letters, zero-width characters and line ends lose no quote."""
    text = " ".join(f"x{word}x" for word in words)
    place = fold(text).find(text.translate(DISGUISES))
    assert place == (0, len(text))


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_every_character_keeps_its_place(text: str) -> None:
    """Places run forward, inside the text, one for each character."""
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert all(0 <= start < end <= len(text) for start, end in folded.places)
    assert list(folded.places) == sorted(folded.places)


SAID = "It’s about 59 days — on **aver\u200bage**. No. Cafe\u0301 sales pay «late»,\n always."


@pytest.mark.parametrize(
    ("quote", "original"),
    [
        ("It's about 59 days", "It’s about 59 days"),
        ("59 days - on average", "59 days — on **aver\u200bage"),
        ("Café sales pay 'late', always", "Cafe\u0301 sales pay «late»,\n always"),
        ("No.", "No."),
        ("no.", None),
        ("bout 59 days", None),
        ("59 days", None),
        ("Cafe sales pay", None),
        ("It's about 60 days", None),
        ("…", None),
        ("", None),
    ],
)
def test_what_is_a_quote_and_what_is_not(quote: str, original: str | None) -> None:
    """Spelling may differ; letters, figures, whole words and their order may not."""
    place = fold(SAID).find(quote)
    assert (SAID[slice(*place)] if place else None) == original

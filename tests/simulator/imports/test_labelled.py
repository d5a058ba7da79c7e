"""Plain transcripts: who speaks is read from labels, never guessed; no turn is lost silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.imported import Turn
from simulator.imports.errors import TranscriptProblem
from simulator.imports.labelled import read_labelled
from simulator.imports.speakers import Conversation, conversation


def _read(text: str, file: str = "x", *sellers: str) -> Conversation:
    return conversation(list(read_labelled(text, file)), file, sellers)


def _said(turns: tuple[Turn, ...]) -> tuple[tuple[str, str, int | None], ...]:
    return tuple((turn.role, turn.text, turn.line) for turn in turns)


def test_seller_and_buyer_lines_are_turns() -> None:
    """Each label begins a turn, lines without one go on with it, and line numbers are kept."""
    text = "Seller: Good morning.\nHow are you?\n\nBuyer: Busy.\nSeller: Why?\n"
    assert _said(_read(text).turns) == (
        ("seller", "Good morning. How are you?", 1),
        ("buyer", "Busy.", 4),
        ("seller", "Why?", 5),
    )


@pytest.mark.parametrize(
    "line",
    [
        "SELLER: hello",
        "**Seller:** hello",
        "**Seller**: hello",
        "[00:05] Seller: hello",
        "Seller (00:05): hello",
        "00:05 - Seller: hello",
        "  Seller :  hello  ",
    ],
)
def test_common_label_shapes_are_read(line: str) -> None:
    """Bold, stamped and loosely typed labels are the same label."""
    assert _said(_read(f"{line}\nBuyer: hi").turns)[0] == ("seller", "hello", 1)


@pytest.mark.parametrize("name", ["🦊 Ana", "Ana 🐻‍❄️", "\u200fדנה לוי", "⭐️Ana"])
def test_signs_are_part_of_a_name_and_marks_of_direction_are_not(name: str) -> None:
    """An emoji before a name hides no speaker, and a name is found however its direction is marked."""
    asked = name.strip("\u200f")
    turns = _read(f"{name}: a\nBob: b\n{name}: c\nBob: d", "x", asked).turns
    assert [turn.text for turn in turns] == ["a", "b", "c", "d"]
    assert turns[0].role == "seller"


def test_a_name_that_holds_a_colon_is_one_name_in_otters_text() -> None:
    """Over its own paragraph, with a time after it, "Sales: Jane" speaks; "Sales" does not."""
    text = (
        "Sales: Jane Doe  0:05\nWhat goes wrong?\n\nAcme: Bob  0:09\nWe are paid late.\nAlways.\n\n"
        "Sales: Jane Doe  1:02:11\nWhy?\n"
    )
    turns = _read(text, "x", "Sales: Jane Doe").turns
    assert _said(turns) == (
        ("seller", "What goes wrong?", 1),
        ("buyer", "We are paid late. Always.", 4),
        ("seller", "Why?", 8),
    )
    assert [turn.speaker for turn in turns[:2]] == ["Sales: Jane Doe", "Acme: Bob"]


def test_a_time_at_the_end_of_what_was_said_makes_no_name() -> None:
    """In a chat, "Seller: call me at  10:30" is said by the seller, whatever stands below it."""
    text = "Seller: Good morning.\nBuyer: Busy.\n\nSeller: call me at  10:30\nthen.\n\nBuyer: Fine."
    assert [turn.text for turn in _read(text).turns] == [
        "Good morning.",
        "Busy.",
        "call me at  10:30 then.",
        "Fine.",
    ]


def test_words_with_a_colon_are_no_speakers() -> None:
    """F64: `Where: here?` and a time of day are words of whoever speaks."""
    text = (
        "Jane: Two things.\nWhere: here?\n12:30: then?\nBob (Acme): yes\nJane: ok\nBob (Acme): bye"
    )
    turns = _said(_read(text, "x", "Jane").turns)
    assert turns[0] == ("seller", "Two things. Where: here? 12:30: then?", 1)
    assert turns[1] == ("buyer", "yes", 4)


def test_what_was_not_taken_for_a_speaker_is_noted() -> None:
    """A label seen once is read as text, and the reader says so with its line."""
    text = "Jane: a\nBob: b\nOnce: c\nJane: d\nBob: e"
    assert _read(text, "x.txt", "jane").notes == (
        "x.txt:3: 'Once' was read as text, not a speaker",
    )


def test_an_aside_after_a_name_may_be_left_out() -> None:
    """`--seller Jane` finds `Jane (Acme)`."""
    turns = _read("Jane (Acme): a\nBob: b\nBob: c", "x", "Jane").turns
    assert [turn[0] for turn in turns] == ["seller", "buyer"]


@pytest.mark.parametrize(
    ("text", "seller", "said"),
    [
        ("Jane: a\nBob: b\nJane: c\nBob: d", None, "speakers found: Jane, Bob; add --seller NAME"),
        ("Jane: a\nBob: b\nJane: c\nBob: d", "Ann", "'Ann' does not speak in it; found: Jane, Bob"),
        ("Jane: a\nBob: b", "Jane", "no line of the buyer's"),
        ("Seller: a\nSeller: b", None, "no line of the buyer's"),
        ("hello\nSeller: a\nBuyer: b", None, "x:1: has no speaker"),
        ("Jane: a\nUnknown: b\nUnknown: c", "Jane", "x:2: 'Unknown' could be seller or buyer"),
        ("", None, "is empty"),
        (" \n\n", None, "is empty"),
        ("only prose\nand more of it", None, "nobody twice"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    text: str, seller: str | None, said: str
) -> None:
    """Every refusal names the file, what is wrong, and what would help; never zero turns."""
    with pytest.raises(TranscriptProblem) as caught:
        _read(text, "x", *([seller] if seller else []))
    assert said in str(caught.value)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Seller", "Buyer"]), st.text("abc .?", min_size=1)), max_size=8
    )
)
def test_no_word_is_lost(said: list[tuple[str, str]]) -> None:
    """Every word of a labelled transcript is in a turn of its speaker."""
    text = "\n".join(f"{who}: {what}" for who, what in said)
    try:
        turns = _read(text).turns
    except TranscriptProblem:
        assert len({who for who, what in said if any(map(str.isalnum, what))}) < 2
        return
    for role in ("seller", "buyer"):
        expected = " ".join(what for who, what in said if who.lower() == role).split()
        assert " ".join(turn[1] for turn in turns if turn[0] == role).split() == expected

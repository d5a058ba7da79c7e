"""Words, stems and quantities: the one way text is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.hearing.lines import read_line, respelled
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, sentences, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("pay", "pays", "paid", "paying", "payment"),
        ("invoice", "invoices", "invoicing"),
        ("customer", "customers", "customer's"),
        ("decide", "decided", "decision"),
        ("late", "later"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    """A seller may use any form of the buyer's word."""
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("about $289k tied up", 289_000, "$"),
        ("sixty-one days", 61, "days"),
        ("two hundred and eighty thousand", 280_000, ""),
        ("8.5% a year", 8.5, "%"),
        ("1.9 million dollars", 1_900_000, "$"),
        ("forty grand", 40_000, ""),
        ("8 lakhs a month", 800_000, ""),
        ("twenty-one crores", 210_000_000, ""),
        ("half a million", 500_000, ""),
        ("a quarter of a million dollars", 250_000, "$"),
    ],
)
def test_quantities_in_figures_and_words(text: str, value: float, unit: str) -> None:
    """A quantity is the same however it is written."""
    found = numbers(text)
    assert [(item.value, item.unit) for item in found] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("three fifty a month", [350]),
        ("three hundred-odd grand", [300_000]),
        ("thirty-odd thousand files", [30_000]),
        ("eighty odd days", [80]),
        ("one-sixty a yard", [160]),
        ("at nine thirty", [9]),
        ("9:30 on Monday", [9]),
        ("nineteen ninety five", [1995]),
        ("ten twelve people", [10, 12]),
        ("two three weeks", [2, 3]),
        ("between ten and fifteen days", [10, 15]),
        ("two hundred and three hundred", [200, 300]),
        ("two and a half days", [2.5]),
        ("one and a half million", [1_500_000]),
        ("two point five million", [2_500_000]),
        ("1,5 Mio and 10,00,000", [1_500_000, 1_000_000]),
        ("5bn, fifty k, 3 dozen", [5_000_000_000, 50_000, 36]),
        ("40-50k", [40_000, 50_000]),
        ("two or three hundred", [200, 300]),
        ("between five and six hundred", [500, 600]),
        ("the 45min A4 in Q3 of FY24", [45]),
        ("40 m of pipe for $40m", [40, 40_000_000]),
    ],
)
def test_quantities_are_read_as_people_say_them(text: str, values: list[float]) -> None:
    """Nothing is added up that was said apart, no half is lost, and a name is no figure."""
    assert [item.value for item in numbers(text)] == values


@given(st.text(alphabet="0123456789.,:-% kmM$€ andtwohefiyr", max_size=60))
def test_any_text_has_its_quantities_in_order(text: str) -> None:
    """They never overlap, and each stands where it says."""
    end = 0
    for item in numbers(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end


def test_a_lone_one_is_no_number() -> None:
    """'One of them' counts nothing."""
    assert numbers("one of them") == ()


@given(st.text(max_size=300))
def test_sentences_are_stretches_of_the_text(text: str) -> None:
    """Sentences never overlap, never start or end with a space, and stay inside the text."""
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop


def test_small_words_carry_no_meaning() -> None:
    """Only words with content are compared."""
    assert content_stems("so what is it that you are doing with it") <= {"do"}


def test_a_slip_of_the_keyboard_is_read_as_meant() -> None:
    """Swapped, doubled and missing letters; a name nobody knows stays as it is."""
    known = frozenset({"business", "money", "what", "happens"})
    line = respelled(read_line("waht hapens to the moneyy, Kolbridge"), known)
    assert [word.text for word in line.words] == [
        "what",
        "happens",
        "to",
        "the",
        "money",
        "kolbridge",
    ]
    assert line.text == "waht hapens to the moneyy, Kolbridge"


def test_a_title_ends_no_sentence() -> None:
    """ "Ms." stands before a name; "No." may well be all that is said."""
    text = "You asked Ms. Adebisi. No. Then Dr. Kim came."
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["You asked Ms. Adebisi.", "No.", "Then Dr. Kim came."]

"""Row 40 of the adversaries: labels put the wrong way round are doubted aloud, never changed."""

from pathlib import Path

import pytest

from scoring.transcript import first_break, meeting
from simulator.imports.labelled import read_labelled
from simulator.imports.reading import read_call_file
from simulator.imports.speakers import conversation
from simulator.imports.swapped import DOUBT, doubt_of

RATED = Path(__file__).parents[2] / "golden" / "rated"
CALLS = sorted(RATED.glob("?.txt"))


def _swapped(text: str) -> str:
    return text.replace("Seller:", "\0").replace("Buyer:", "Seller:").replace("\0", "Buyer:")


@pytest.mark.parametrize("call", CALLS, ids=lambda path: path.stem)
def test_a_call_as_it_was_is_not_doubted(call: Path) -> None:
    """High confidence only: none of twelve calls, from dreadful to excellent, is doubted."""
    read = read_call_file(call)
    assert (meeting(read.events).doubts, read.notes) == ((), ())


@pytest.mark.parametrize("name", ["a", "b", "c", "e", "g", "i", "l"])
def test_relabelled_speakers_are_flagged_in_note_and_record(name: str, tmp_path: Path) -> None:
    """The note says so, the record keeps it, and who is said to have said what is left as it was."""
    file = tmp_path / "x.txt"
    file.write_text(_swapped((RATED / f"{name}.txt").read_text(encoding="utf-8")))
    read = read_call_file(file)
    assert read.notes == (f"{file}: {DOUBT}",)
    assert meeting(read.events).doubts == (DOUBT,)
    assert first_break(read.events) is None
    honest = read_call_file(RATED / f"{name}.txt").events
    said = [e.text for e in read.events if e.type == "seller_spoke"]
    assert said == [e.text for e in honest if e.type == "buyer_spoke"]


def test_of_a_few_lines_nothing_is_said() -> None:
    """Five lines a side are too few to doubt anybody, however plainly they are swapped."""
    lines = _swapped((RATED / "c.txt").read_text(encoding="utf-8"))
    turns = conversation(list(read_labelled(lines, "c")), "c").turns
    assert (doubt_of(turns[:10]), doubt_of(turns)) == ("", DOUBT)

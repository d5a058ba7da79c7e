"""Twelve formats hold the same call; each is read the same, in any encoding, with its lines."""

from pathlib import Path

import pytest

from scoring.transcript import MeetingOpened, SellerSpoke
from simulator.imports.decoding import read_text
from simulator.imports.log import read_log
from simulator.imports.reading import pieces_in, read_call_file
from simulator.imports.speakers import Conversation, conversation

FOLDER = Path(__file__).parents[2] / "golden" / "imports"
FILES = sorted(path.name for path in FOLDER.iterdir())
JANE, JOSE, CAROL = ("seller", "Jane Doe"), ("buyer", "José Stone"), ("buyer", "Carol Webb")
SAID = [
    (*JANE, "Good morning, José. What made you look at R&D spend now?"),
    (*JOSE, "Invoices go out late. It is 59 days on average."),
    (*JANE, "What happens from the day a job is finished?"),
    (*CAROL, "The sheet sits in the van till Friday."),
    (*JOSE, "And I type them up after dinner."),
    (*JANE, "Two things. Where: here, or at the bank?"),
    (*CAROL, "At the bank. They ask on the 10th."),
]


def _read(path: Path, *sellers: str) -> Conversation:
    text, notes = read_text(path)
    return conversation(pieces_in(text, path.name, list(notes)), path.name, sellers)


def _said(held: Conversation) -> list[tuple[str, str, str]]:
    return [(turn.role, turn.speaker, turn.text) for turn in held.turns]


def test_there_are_twelve_formats() -> None:
    """Every file of the folder is read below."""
    assert len(FILES) == 12


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(
    "coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read_in_every_encoding(
    name: str, coding: str, ending: str, tmp_path: Path
) -> None:
    """F63: the same seven turns of three speakers, whatever wrote the file and however it is spelled.

    Cues of one speaker are one turn, two buyers are two speakers, and no name misleads: the file's
    ending is wrong on purpose.
    """
    text = (FOLDER / name).read_text(encoding="utf-8").replace("\n", ending)
    file = tmp_path / "call.bin"
    file.write_bytes(text.encode(coding))
    assert _said(_read(file, "Jane Doe")) == SAID


@pytest.mark.parametrize("name", FILES)
def test_a_turn_names_the_line_it_begins_on(name: str) -> None:
    """Evidence links back: the line, or the one under a name alone, holds the turn's first words."""
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    for turn in _read(FOLDER / name, "Jane Doe").turns:
        assert turn.line is not None
        first = turn.text.split(".")[0].split("?")[0][:20]
        assert first in "\n".join(lines[turn.line - 1 : turn.line + 1])


@pytest.mark.parametrize("name", FILES)
def test_no_seller_is_ever_guessed(name: str) -> None:
    """Without a name the speakers are listed, and nothing is read."""
    with pytest.raises(Exception, match=r"does not say who sold; speakers found: Jane Doe, ") as no:
        read_call_file(FOLDER / name)
    assert "José Stone" in str(no.value)


def test_who_is_asked_says_who_sold() -> None:
    """Where somebody can answer, each speaker is shown with the first words they said."""
    asked = []

    def ask(file: str, speakers: object) -> list[str]:
        asked.append((file, speakers))
        return ["Carol Webb", "José Stone"]

    read = read_call_file(FOLDER / "teams.vtt", ask=ask)
    ((file, speakers),) = asked
    assert file.endswith("teams.vtt")
    assert [(s.name, s.times, s.first) for s in speakers][1:] == [  # type: ignore[attr-defined]
        ("José Stone", 3, "Invoices go out late."),
        ("Carol Webb", 2, "The sheet sits in the van till Friday."),
    ]
    sold = [e.speaker for e in read.events if e.type == "seller_spoke"]
    assert sold == ["José Stone", "Carol Webb", "José Stone", "Carol Webb"]


def test_speaker_and_line_stand_in_the_record() -> None:
    """The events of an imported call carry the name and the line of the source."""
    read = read_call_file(FOLDER / "zoom.vtt", ["jane doe"])
    spoken = [e for e in read.events if e.type in ("seller_spoke", "buyer_spoke")]
    assert [(e.speaker, e.line) for e in spoken[:2]] == [("Jane Doe", 5), ("José Stone", 9)]


def test_an_imported_call_survives_our_own_log() -> None:
    """Written as a log and read back, every name, line and hash is the same."""
    read = read_call_file(FOLDER / "teams.vtt", ["Jane Doe"])
    lines = "\n".join(event.model_dump_json() for event in read.events)
    assert read_log(lines, "x").events == read.events


def test_what_only_imported_calls_have_is_not_spelled_in_others() -> None:
    """A played call's record has no key for it, so that hashes made before there was one hold."""
    spoke = SellerSpoke(seq=1, turn=0, text="a").model_dump(mode="json")
    opened = MeetingOpened(seq=0, id="x").model_dump(mode="json")
    assert not {"speaker", "doubts"} & {*spoke, *opened}


CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        # no header, commas for points
        (
            "1\n00:00:01,5 --> 00:00:02,5\nSeller: a\n\n2\n00:03,0 --> 00:04,0\nBuyer: b",
            ["a", "b"],
        ),
        # cut off inside a timing; a number alone between cues
        (
            CUES + "Seller: a\n\n7\n\n00:03.000 --> 00:04.000\nBuyer: b\n\n8\n00:00:09.1 -->",
            ["a", "b"],
        ),
        # notes, styles and regions are no words
        (
            CUES
            + "Seller: a\n\nNOTE Buyer: no\n\nSTYLE\n::cue{}\n\n3:01.000 --> 3:02.000 align:left\nBuyer: b",
            ["a", "b"],
        ),
        # tags and entities; what only looks like a tag stays
        (
            CUES + "<v.loud Seller>I <c.x>said</c> <00:19.000>5 &lt; 6 <3</v>\n<v Buyer>no",
            ["I said 5 < 6 <3", "no"],
        ),
        # a sound in brackets is nobody
        (
            CUES + "Seller: a\n[Laughter]\n\n00:03.000 --> 00:04.000\n(laughs) b\nBuyer: c",
            ["a [Laughter] (laughs) b", "c"],
        ),
        # a name with an aside of its own, as Meet writes it; more than a hundred hours
        (
            "WEBVTT\n\n101:59:08.000 --> 102:00:12.000\n(Seller)\na (b)\n-\n(Buyer (Acme))\nc\n\n"
            "102:00:13.000 --> 102:00:14.000\n(Buyer (Acme))\nd",
            ["a (b)", "c d"],
        ),
        # words after an empty line in a cue are not lost
        (
            CUES + "Seller: a\n\nand b\n\n00:03.000 --> 00:04.000\nBuyer: 59\n\n700",
            ["a and b", "59"],
        ),
    ],
)
def test_captions_that_are_not_as_they_should_be(
    text: str, turns: list[str], tmp_path: Path
) -> None:
    """F63: what people's tools leave behind is read for its words, and no word is lost."""
    file = tmp_path / "x"
    file.write_text(text, encoding="utf-8")
    assert [turn.text for turn in _read(file).turns] == turns


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty; it holds no turn"),
        (b"WEBVTT\n\n", "is empty; it holds no turn"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "names nobody twice"),
        (b"WEBVTT\n\nx\n00:01 -> 00:02\nhello\n", "x:4: this is no cue's timing"),
        (b"WEBVTT\n\n00:01.0x0 --> 00:02.000\nSeller: a\n", "x:3: this is no cue's timing"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bob>a\n", "does not say who sold; speakers found: Bob"),
        (b"%PDF-1.7 ...", "is a PDF; save it as plain text"),
        (b"PK\x03\x04....", "is a Word file or an archive"),
        (b"{\\rtf1 Seller: a}", "is an RTF file"),
        (b"\x00\x01\x02\xff\xfe\x80binary" * 40, "x:1: is not UTF-8 text"),
        (b'{"callTranscripts": []}', "without a sentence"),
        (b'{"callTranscripts": [{}, {}]}', "holds 2 calls"),
        (b'{"sentences": [{"text": 5}]}', "sentences.0: 'text' is missing or no text"),
        (b'{"segments": [{"body": "a"}, 7]}', "segments.1 is no object"),
        (b'{"segments": [{"body": "a"}', "x:1: is not JSON"),
        (b'{"a":\n [1, 2,, 3]}', "x:2: is not JSON"),
        (b'{"a": ' + b"[" * 100_000, "too deep"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "endless numbers"),
        (b'[{"speaker": "", "text": "a"}]', "x:1: 0 names no speaker"),
        (
            b'[{"speaker": "A", "text": "a"},\n {"speaker": null, "text": "b"}]',
            "x:2: 1 names no speaker",
        ),
        (b"Seller: a\nBuyer: b\nSeller: " + b"c" * 30_000, "x:3: begins a turn of 30,000 characters"),
        (b"Unknown: a\nUnknown: b\nJane: c\nJane: d\nSeller: e", "x:1: 'Unknown' could be"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, said: str, tmp_path: Path) -> None:
    """F63: every refusal names what is wrong, where, and the mend; never zero turns in silence."""
    import re

    file = tmp_path / "x"
    file.write_bytes(data)
    with pytest.raises(Exception, match=said) as caught:
        _read(file)
    assert type(caught.value).__name__ in ("TranscriptProblem", "SellerUnknown")
    assert re.match(rf"{re.escape(str(tmp_path))}/x|x", str(caught.value))


def test_a_label_seen_once_and_a_sentence_before_a_colon_are_words(tmp_path: Path) -> None:
    """F64: `12:30: y` and `Where: here?` are said by whoever speaks; `Bob (Acme):` is a speaker."""
    file = tmp_path / "x"
    file.write_text(
        "Jane: a\nBob (Acme): 12:30: y\nBob (Acme): z\nJane: Where: here?\nBob (Acme): c"
    )
    assert [turn.text for turn in _read(file, "Jane").turns] == [
        "a",
        "12:30: y z",
        "Where: here?",
        "c",
    ]


def test_a_windows_file_is_read_and_noted(tmp_path: Path) -> None:
    """Bytes of Windows-1252 become the right letters, and it is said what was taken for granted."""
    file = tmp_path / "x"
    file.write_bytes("Seller: caf\xe9 \x96 “why”?\nBuyer: x".replace("\x96", "–").encode("cp1252"))
    text, notes = read_text(file)
    assert text.startswith("Seller: café – “why”?")
    assert notes == (f"{file}:1: is not UTF-8; the file was read as Windows-1252",)


def test_a_file_cut_inside_a_character_loses_only_that(tmp_path: Path) -> None:
    """A torn download is read to its last whole character, and says so."""
    file = tmp_path / "x"
    file.write_bytes("Seller: a\nBuyer: café".encode()[:-1])
    text, notes = read_text(file)
    assert text == "Seller: a\nBuyer: caf"
    assert notes == (f"{file}:2: the file ends inside a character; that character is dropped",)

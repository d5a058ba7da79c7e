"""Our own logs: read back whole, torn tails dropped with a word, changes named by turn."""

import json
from pathlib import Path

import pytest

from scoring.transcript import AnyEvent, SellerSpoke, first_break
from simulator.call.meeting import Meeting
from simulator.call.session import Session
from simulator.imports.errors import TranscriptProblem
from simulator.imports.log import read_log
from simulator.imports.reading import read_call_file
from simulator.voices.authored import AuthoredVoice


@pytest.fixture
def events(played: Meeting, script: tuple[str, ...]) -> list[AnyEvent]:
    """A short finished call, sealed."""
    session = Session(played, AuthoredVoice(), clock=lambda: "t", record=lambda _: None)
    session.open("one")
    for line in script[:3]:
        session.say(line)
    session.leave()
    return session.events


def _lines(events: list[AnyEvent], *, chain: bool = True) -> list[str]:
    exclude = None if chain else {"chain"}
    return [event.model_dump_json(exclude=exclude) for event in events]


def test_a_sealed_log_is_read_as_it_is(events: list[AnyEvent]) -> None:
    """Events and chain come back unchanged; the scorecard's line is no event."""
    text = "\n".join([*_lines(events), '{"type":"scorecard","score":100}', ""])
    assert list(read_log(text, "x").events) == events


def test_a_log_without_a_chain_is_sealed(events: list[AnyEvent]) -> None:
    """What `play` wrote gets the chain that the session itself would have given it."""
    log = read_log("\n".join(_lines(events, chain=False)), "x")
    assert list(log.events) == events


@pytest.mark.parametrize("tail", ['{"seq": 9, "ty', "\x00" * 40 + "x", "[" * 30_000])
def test_a_torn_last_line_is_dropped_and_told(events: list[AnyEvent], tail: str) -> None:
    """F16: everything before the torn line is kept, and its bytes are counted."""
    log = read_log("\n".join([*_lines(events), tail]), "x")
    assert list(log.events) == events
    assert log.notes == (
        f"x:{len(events) + 1}: the last line is torn; its {len(tail)} bytes are dropped",
    )


def test_nul_padding_is_no_line(events: list[AnyEvent]) -> None:
    """F16: a tail of zero bytes is nothing."""
    log = read_log("\n".join([*_lines(events), "\x00" * 512]), "x")
    assert (list(log.events), log.notes) == (events, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [line.replace("thirty days", "forty days") for line in lines],
        lambda lines: [*lines[:4], *lines[5:]],
        lambda lines: [line.replace('"trust":', '"trust":1') for line in lines],
    ],
    ids=["edited", "removed", "state edited"],
)
def test_a_changed_log_is_refused(events: list[AnyEvent], change: object) -> None:
    """F66: an edited or removed event breaks the chain or the numbering, and its line is named."""
    text = "\n".join(change(_lines(events)))  # type: ignore[operator]
    with pytest.raises(TranscriptProblem, match=r"x:\d+: (the record was changed at turn|has seq)"):
        read_log(text, "x")


def test_the_changed_turn_is_named(events: list[AnyEvent]) -> None:
    """F66: the message says at which turn of the call the record was changed."""
    lines = [
        line.replace("And what does that cost", "And what did that cost") for line in _lines(events)
    ]
    turn = next(
        e.turn for e in events if isinstance(e, SellerSpoke) and e.text.startswith("And what does")
    )
    with pytest.raises(TranscriptProblem, match=f"changed at turn {turn}:"):
        read_log("\n".join(lines), "x")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", "type"),
        ("[1]", "type"),
        ('{"type":"surprise","seq":1}', "type"),
        ('{"type":"coach_shown","seq":1,"turn":"x"}', "turn"),
        ('{"type":"coach_shown","seq":1,"turn":1,"extra":2}', "extra"),
        ('{"type":"buyer_decided","seq":1,"turn":1,"trust":NaN}', "trust"),
        ('{"type":"coach_shown","seq":7,"turn":1}', "has seq 7 where 1 was expected"),
        ("not json", "is not JSON"),
    ],
)
def test_a_line_that_is_no_event_is_named(events: list[AnyEvent], line: str, said: str) -> None:
    """A bad line in the middle is refused with its number and what is wrong in it."""
    first = _lines(events, chain=False)[0]
    with pytest.raises(TranscriptProblem) as caught:
        read_log(f"{first}\n{line}\n{first}", "x")
    assert str(caught.value).startswith("x:2: ")
    assert said in str(caught.value)


def test_a_log_must_begin_with_its_meeting(events: list[AnyEvent]) -> None:
    """Without the opening event there is no call to read."""
    spoke = events[1].model_copy(update={"seq": 0, "chain": ""}).model_dump_json()
    with pytest.raises(TranscriptProblem, match="holds no call"):
        read_log(spoke, "x")


PLAIN = "Seller: What goes wrong?\nBuyer: We are paid late, 59 days.\n" * 3


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_are_decoded_by_their_mark(tmp_path: Path, coding: str) -> None:
    """UTF-8 with or without its mark, and UTF-16 with it, give the same call."""
    file = tmp_path / "call.txt"
    file.write_bytes(PLAIN.replace("\n", "\r\n").encode(coding))
    read = read_call_file(file)
    assert read.source == "imported"
    assert first_break(read.events) is None
    assert [e.text for e in read.events if e.type == "seller_spoke"] == ["What goes wrong?"] * 3


def test_an_imported_call_has_an_identity_of_its_content(tmp_path: Path) -> None:
    """The same text is the same call, whatever its file is called."""
    ids = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PLAIN)
        ids.append(json.loads(read_call_file(tmp_path / name).events[0].model_dump_json())["id"])
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"ok\ncaf\xe9 \x81", ":2: is not UTF-8"), (b"ok\n\xff\x00", ":2: is not UTF-8")],
)
def test_bytes_that_are_no_text_are_refused_with_the_line(
    tmp_path: Path, data: bytes, said: str
) -> None:
    """F63: bytes that are not text are never turned into wrong words."""
    file = tmp_path / "call.txt"
    file.write_bytes(data)
    with pytest.raises(TranscriptProblem, match=said):
        read_call_file(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong name is said as what it is."""
    with pytest.raises(TranscriptProblem, match="cannot be read"):
        read_call_file(tmp_path / "no.txt")

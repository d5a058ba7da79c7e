"""What is handed in is believed in nothing: every edit is found, and named by trainee and turn."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.transcript import EVENT, AnyEvent, CoachShown
from simulator.drills.assigning.pins import ENGINE, PinsDiffer
from simulator.drills.collecting.copying import copies
from simulator.drills.collecting.taking import OtherDrill
from simulator.drills.submission.file import Corrupt
from simulator.imports.log import seal_all
from tests.simulator.drills.classroom import (
    DEADLINE,
    LINES,
    MADE,
    attempt_of,
    drill_of,
    file_of,
    key_of,
    kinds,
    taken,
)

Line = dict[str, Any]
DRILL = drill_of()
EVENTS = attempt_of(DRILL)
FILE = file_of(EVENTS)


def lines_of(data: bytes) -> list[Line]:
    """A file's lines as data: header, then events."""
    return [json.loads(line) for line in data.decode().splitlines()]


def bytes_of(lines: list[Line]) -> bytes:
    """Lines as a file."""
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


@pytest.mark.parametrize(
    "changed", [{"sent": "2030-03-07T09:00:00+00:00"}, {"misheard": [3]}, {"stamp": ""}]
)
def test_a_sending_that_was_changed_is_kept_out(changed: dict[str, object]) -> None:
    """Whoever holds her file can neither have an earlier attempt count again nor dispute for her."""
    header, *events = lines_of(FILE)
    with pytest.raises(Corrupt, match="was changed after it was sealed"):
        taken(bytes_of([header | changed, *events]), DRILL)


def place(lines: list[Line], kind: str, turn: int) -> int:
    """Where an event of a kind and turn stands."""
    return next(
        i for i, line in enumerate(lines) if line["type"] == kind and line.get("turn") == turn
    )


def resealed(change: Callable[[list[AnyEvent]], list[AnyEvent]]) -> bytes:
    """A file whose log was changed by somebody who has the ticket and this program's source."""
    changed = change(list(EVENTS))
    numbered = [event.model_copy(update={"seq": seq}) for seq, event in enumerate(changed)]
    return file_of(list(seal_all(numbered)))


def with_event(
    kind: str, turn: int, **changed: object
) -> Callable[[list[AnyEvent]], list[AnyEvent]]:
    """Changes one event."""

    def change(events: list[AnyEvent]) -> list[AnyEvent]:
        return [
            EVENT.validate_python(event.model_dump() | changed)
            if event.type == kind and getattr(event, "turn", 0) == turn
            else event
            for event in events
        ]

    return change


def test_an_honest_submission_has_no_flags() -> None:
    """What the program writes is taken in whole, and the same file gives the same id."""
    came = taken(FILE)
    assert (came.flags, came.gradable) == ((), True)
    assert came.log == tuple(event.model_dump_json() for event in EVENTS)
    assert taken(FILE).id == came.id
    assert taken(file_of(EVENTS, sent=MADE + timedelta(days=3))).id == came.id


def edit(lines: list[Line]) -> list[Line]:
    lines[place(lines, "seller_spoke", 5)]["text"] = "What does it really cost you?"
    return lines


def insert(lines: list[Line]) -> list[Line]:
    at = place(lines, "seller_spoke", 5)
    return [*lines[:at], {**lines[at], "text": "Another one?"}, *lines[at:]]


def reorder(lines: list[Line]) -> list[Line]:
    one, other = place(lines, "seller_spoke", 3), place(lines, "seller_spoke", 5)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def drop(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.get("turn") not in (5, 6)]


def cut(lines: list[Line]) -> list[Line]:
    return lines[: place(lines, "seller_spoke", 9)]


def another_ending(lines: list[Line]) -> list[Line]:
    lines[-1]["ending"] = "agreed"
    return lines


def header(**changed: object) -> Callable[[list[Line]], list[Line]]:
    def change(lines: list[Line]) -> list[Line]:
        return [lines[0] | changed, *lines[1:]]

    return change


@pytest.mark.parametrize(
    ("tampering", "flag"),
    [
        (edit, ("edited", 5)),
        (insert, ("edited", 5)),
        (reorder, ("edited", 5)),
        (drop, ("edited", 7)),
        (cut, ("cut", 8)),
        (another_ending, ("edited", 13)),
        (header(head="0" * 64), ("cut", 13)),
        (header(attempt=2), ("edited", 0)),
        (header(call="other"), ("edited", 0)),
        (header(seal="0" * 64), ("foreign_token", None)),
        (header(trainee="Bob"), ("forged_name", None)),
        (header(trainee="Carol"), ("forged_name", None)),
    ],
)
def test_tampering_with_a_file_is_flagged_by_turn(
    tampering: Callable[[list[Line]], list[Line]], flag: tuple[str, int | None]
) -> None:
    """F66, F67: an edit, an insertion, a move, a gap, a cut, a changed header."""
    came = taken(bytes_of(tampering(lines_of(FILE))))
    assert flag in kinds(came)
    assert not came.gradable
    for found in came.flags:
        assert found.why.startswith(came.header.trainee)
        assert found.turn in (None, 0) or f"turn {found.turn}" in found.why


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        (with_event("seller_spoke", 3, text="What is it that hurts most?"), ("diverges", 3)),
        (with_event("seller_spoke", 3, acts=("reflection",)), ("diverges", 3)),
        (with_event("buyer_decided", 5, trust=99.0), ("diverges", 5)),
        (with_event("buyer_decided", 5, verdict={"invited": True}), ("diverges", 5)),
        (with_event("buyer_decided", 5, state_sha256="0" * 64), ("diverges", 5)),
        (with_event("buyer_spoke", 4, text="Four thousand a month."), ("diverges", 4)),
        (with_event("buyer_spoke", 4, worded_by="model"), ("unchecked", 4)),
        (with_event("meeting_ended", 13, ending="agreed"), ("diverges", 13)),
        (with_event("meeting_opened", 0, seed=8), ("other_seed", 0)),
        (with_event("meeting_opened", 0, variant="d"), ("diverges", 0)),
        (with_event("meeting_opened", 0, level="easy"), ("other_content", 0)),
        (with_event("meeting_opened", 0, engine="1"), ("other_content", 0)),
        (with_event("meeting_opened", 0, hearing="better"), ("other_content", 0)),
        (with_event("meeting_opened", 0, content=()), ("other_content", 0)),
        (with_event("meeting_opened", 0, purpose="retry", retry_of="x"), ("edited", 0)),
        (with_event("meeting_opened", 0, drill="winter"), ("edited", 0)),
        (with_event("meeting_opened", 0, turn_limit=500), ("diverges", 0)),
        (lambda events: [e for e in events if e.type != "fact_disclosed"], ("diverges", 2)),
        (lambda events: [e for e in events if e.type != "meeting_ended"], ("cut", 13)),
    ],
)
def test_what_never_happened_is_found_though_it_is_sealed(
    change: Callable[[list[AnyEvent]], list[AnyEvent]], flag: tuple[str, int | None]
) -> None:
    """F65: the ticket's holder can seal anything; the buyer does not play along."""
    assert flag in kinds(taken(resealed(change)))


def test_a_model_s_words_are_said_to_be_unchecked_and_stop_nothing() -> None:
    """They cannot be played again; all that was decided is compared all the same."""
    spoken = with_event("buyer_spoke", 4, worded_by="model", text="Late. Always late.")
    came = taken(resealed(spoken))
    assert (kinds(came), came.gradable) == ([("unchecked", 4)], True)


def test_looking_at_the_coach_while_a_reply_comes_is_no_divergence() -> None:
    """What stands beside the conversation may stand anywhere in the record."""

    def coached(events: list[AnyEvent]) -> list[AnyEvent]:
        at = next(i for i, e in enumerate(events) if e.type == "buyer_spoke" and e.turn == 4)
        looked = CoachShown(seq=0, turn=4, at=events[at].at)
        return [*events[:at], looked, *events[at:]]

    assert taken(resealed(coached), drill_of(coach=True)).flags == ()


def test_a_foreign_token_is_not_graded() -> None:
    """F67: a ticket of another drill seals nothing here."""
    came = taken(file_of(EVENTS, key="ab" * 32))
    assert (kinds(came), came.gradable) == ([("foreign_token", None)], False)


def test_an_open_ticket_does_not_stand_in_for_a_named_one() -> None:
    """Whoever was given a ticket in their own name uses it; anybody else may use the open one."""
    data = file_of(EVENTS, key=key_of(""))
    assert kinds(taken(data, assigned=("Bob",))) == []
    assert kinds(taken(data, assigned=("Ann",))) == [("forged_name", None)]


def test_late_is_graded_and_flagged() -> None:
    """What is dated or received after the deadline says so, and stays gradable."""
    day = timedelta(days=1)
    sent = taken(file_of(EVENTS, sent=DEADLINE + day))
    arrived = taken(FILE, received=DEADLINE + day)
    held = taken(file_of(attempt_of(DRILL, start=DEADLINE + day)))
    assert [kinds(one) for one in (sent, arrived, held)] == [
        [("late", None)],
        [("late", None)],
        [("late", 0)],
    ]
    assert all(one.gradable for one in (sent, arrived, held))


def test_odd_clocks_are_flagged_by_turn() -> None:
    """A call before the drill, a clock that runs back, a long line in no time."""
    long = " ".join(["and what happens then in your week"] * 6) + "?"
    fast = attempt_of(DRILL, lines=(long, *LINES), step=timedelta(milliseconds=500))
    assert ("clock", 1) in kinds(taken(file_of(fast)))
    early = attempt_of(DRILL, start=MADE - timedelta(days=1))
    assert kinds(taken(file_of(early))) == [("clock", 0)]
    backwards = resealed(with_event("seller_spoke", 5, at="2030-03-01T10:00:00+00:00"))
    assert ("clock", 5) in kinds(taken(backwards))
    timeless = resealed(with_event("seller_spoke", 5, at=""))
    assert kinds(taken(timeless)) == [("clock", 5)]
    assert taken(timeless).gradable


def test_the_coach_is_flagged_where_it_is_not_allowed() -> None:
    """Its use is in the record; a drill that allows it is not told."""
    events = attempt_of(DRILL, coach=True)
    assert kinds(taken(file_of(events))) == [("coach", 1)]
    assert kinds(taken(file_of(events), drill_of(coach=True))) == []


def test_an_attempt_beyond_the_limit_is_not_graded() -> None:
    """The fourth attempt of three is flagged."""
    came = taken(file_of(attempt_of(DRILL, 4), attempt=4))
    assert (kinds(came), came.gradable) == ([("too_many_attempts", 0)], False)


def test_a_submission_to_another_drill_is_named() -> None:
    """It is not kept here, and says where it belongs."""
    with pytest.raises(OtherDrill, match=r"Ann.*is for drill spring-1, not winter-9"):
        taken(FILE, drill_of(id="winter-9"))


def test_where_other_content_is_installed_nothing_is_taken_in() -> None:
    """The trainer is told once that this program cannot verify, and what differs."""
    other = drill_of(engine="1")
    events = [
        event.model_copy(update={"engine": "1"}) if event.type == "meeting_opened" else event
        for event in EVENTS
    ]
    with pytest.raises(PinsDiffer, match=f"engine is {ENGINE} here and 1 in the drill"):
        taken(file_of(list(seal_all(events))), other)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "line 1 is not UTF-8"),
        (b"hello\n", "line 1 is not the header"),
        (b"[" * 5000, "line 1 is not the header"),
        (FILE.replace(b'"trainee":"Ann"', b'"trainee":"Ann\\u202e"'), "characters that no ticket"),
        (FILE[:-40], r"\(Ann, skeptical-owner, attempt 1\): line \d+, after turn 13, is not JSON"),
        (FILE.split(b"\n")[0], "holds no call"),
        (
            FILE.replace(b'"seller_spoke","turn":5', b'"singer","turn":5'),
            r"turn 5 \(line \d+\) is no event",
        ),
        (FILE.replace(b'"turn":5,"text":', b'"turn":5,"txt":'), r"turn 5 \(line \d+\)"),
    ],
)
def test_a_corrupt_file_is_named_with_what_is_wrong(data: bytes, said: str) -> None:
    """F70: it is listed with its sender where that can be read, and the line."""
    with pytest.raises(Corrupt, match=said):
        taken(data)


def test_copies_are_found_whoever_they_are_named_after() -> None:
    """F67: the same log, and the same words in a call of one's own."""
    anns = taken(FILE)
    stolen = taken(bytes_of(header(trainee="Bob")(lines_of(FILE))))
    retyped = taken(
        file_of(attempt_of(DRILL, 2, call="b"), trainee="Bob", key=key_of("Bob"), attempt=2)
    )
    own = [f"Line {n} of mine, in words of my own: what happened then?" for n in range(6)]
    bobs = taken(file_of(attempt_of(DRILL, lines=own, call="c"), trainee="Bob"))
    assert [flag.kind for flag in copies(stolen, [anns])] == ["copied"]
    (flag,) = copies(retyped, [anns, bobs])
    assert flag.kind == "copied"
    assert "Bob, skeptical-owner, attempt 2: 6 of 6 lines from turn 1 on are Ann's" in flag.why
    assert "in drill" not in flag.why
    autumn = replace(anns, header=anns.header.model_copy(update={"drill": "autumn-1"}))
    (flag,) = copies(retyped, [autumn])
    assert "Ann's of attempt 1 in drill autumn-1, word for word" in flag.why
    assert copies(bobs, [anns]) == ()
    assert copies(anns, [anns]) == ()


@st.composite
def edited_lines(draw: st.DrawFn) -> list[Line]:
    """The file with one value of one event changed, one event gone, doubled or moved."""
    lines = lines_of(FILE)
    at = draw(st.integers(1, len(lines) - 1))
    kind = draw(st.sampled_from(["value", "gone", "twice", "moved"]))
    if kind == "value":
        key = draw(st.sampled_from(sorted(set(lines[at]) - {"type"})))
        lines[at][key] = _other_value(draw, lines[at][key])
    elif kind == "gone":
        del lines[at]
    elif kind == "twice":
        lines.insert(draw(st.integers(1, len(lines))), lines[at])
    else:
        line = lines.pop(at)
        lines.insert(draw(st.integers(1, len(lines)).filter(lambda to: to != at)), line)
    return lines


def _other_value(draw: st.DrawFn, value: object) -> object:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw(st.integers(1, 50))
    if isinstance(value, str):
        return value + draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=5))
    return ["x"] if isinstance(value, list) else {"x": "y"}


@settings(max_examples=150, deadline=None)
@given(edited_lines())
def test_every_edit_of_a_log_is_found(lines: list[Line]) -> None:
    """F66: whatever is changed, the file is corrupt or flagged, and is never graded."""
    try:
        came = taken(bytes_of(lines))
    except Corrupt:
        return
    assert came.flags
    assert not came.gradable

"""Calls leave an archive and come into another one unchanged, or not at all."""

from pathlib import Path

import pytest

from personas.catalog import Folders
from scoring.transcript import AnyEvent
from simulator.archive import content, exchange
from simulator.archive.archive import Archive
from simulator.archive.errors import CallConflict
from simulator.archive.exchange import bring, exported
from simulator.archive.opening import open_archive
from simulator.archive.resume import begin, resume
from simulator.call.meeting import Meeting
from simulator.call.replay import Divergence
from simulator.call.session import Session
from simulator.imports.log import read_log, seal_all
from simulator.voices.authored import AuthoredVoice

VOICE = AuthoredVoice()


@pytest.fixture
def events(archive: Archive, played: Meeting, script: tuple[str, ...]) -> list[AnyEvent]:
    """A call of three turns, read from another archive's export."""
    with begin(archive, played, voice=VOICE, call_id="one") as call:
        for line in script[:3]:
            call.session.say(line)
    return list(read_log("".join(exported(archive, "one")), "x").events)


@pytest.fixture
def other(tmp_path: Path) -> Archive:
    """An archive that has seen nothing."""
    return open_archive(tmp_path / "other")


def test_an_exported_call_is_the_same_in_another_archive(
    archive: Archive, other: Archive, events: list[AnyEvent], script: tuple[str, ...]
) -> None:
    """Export and import change no byte of the record; it was played again, and can go on."""
    done = bring(other, events)
    assert (done.call_id, done.status, done.replayed) == ("one", "kept", True)
    assert list(exported(other, "one")) == list(exported(archive, "one"))
    with resume(other, "one", voice=VOICE) as call:
        call.session.say(script[3])


def test_the_same_call_again_changes_nothing(other: Archive, events: list[AnyEvent]) -> None:
    """F68: a second import of the same call is no change."""
    bring(other, events)
    before = other.lines("one")
    assert bring(other, events).status == "already kept"
    assert (other.lines("one"), len(other.calls())) == (before, 1)


def test_the_same_id_with_other_content_is_refused(other: Archive, events: list[AnyEvent]) -> None:
    """F68: the first turn that differs is named, and the kept call stays."""
    bring(other, events)
    changed = [
        event.model_copy(update={"text": "Something else."})
        if event.type == "seller_spoke"
        else event
        for event in events
    ]
    with pytest.raises(CallConflict, match="differs from turn 1 on"):
        bring(other, list(seal_all(changed)))
    assert other.events("one") == events


def test_a_shorter_record_of_the_same_call_is_other_content(
    other: Archive, events: list[AnyEvent]
) -> None:
    """F66: a tail cut off is noticed against the kept call."""
    bring(other, events)
    with pytest.raises(CallConflict):
        bring(other, events[:-2])


def test_a_record_this_engine_decides_otherwise_is_refused(
    other: Archive, events: list[AnyEvent]
) -> None:
    """F65: resealing a changed state does not help; the first turn that differs is named."""
    changed = [
        event.model_copy(update={"state_sha256": "0" * 64})
        if event.type == "buyer_decided" and event.turn == 3
        else event
        for event in events
    ]
    with pytest.raises(Divergence, match="turn 3"):
        bring(other, list(seal_all(changed)))
    assert other.calls() == []


def test_without_its_content_a_call_is_kept_unplayed(
    other: Archive, events: list[AnyEvent], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the text is not at hand the record is kept all the same, and the reason is given."""
    monkeypatch.setattr(content, "PERSONAS", Folders("persona", tmp_path))
    done = bring(other, events)
    assert (done.status, done.replayed) == ("kept", False)
    assert "ruth-adeyemi-kolb.toml version" in done.note


def test_a_call_of_another_engine_is_kept_unplayed(
    other: Archive, events: list[AnyEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A better engine does not make old calls unreadable."""
    monkeypatch.setattr(exchange, "ENGINE", "next")
    assert "this is engine next" in bring(other, events).note


def test_an_export_is_inert_on_a_terminal(archive: Archive, played: Meeting) -> None:
    """F42: what a trainee typed leaves as escapes, and comes back as it was typed."""
    typed = "\x9b31mWhy\x1b]52;c;aGk=\x07 \u202e late?\x7f"
    with begin(archive, played, voice=VOICE, call_id="odd") as call:
        call.session.say(typed)
        text = "".join(exported(archive, "odd"))
        assert not set("\x1b\x9b\u202e\x7f\x07") & set(text)
        assert list(read_log(text, "x").events) == call.session.events


def test_a_session_alone_and_the_archive_hold_the_same(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """A call recorded nowhere is, once imported, the call that was recorded here."""
    alone = Session(played, VOICE, clock=lambda: "t", record=lambda _: None)
    alone.open("two")
    alone.say(script[0])
    bring(archive, alone.events)
    assert archive.events("two") == alone.events

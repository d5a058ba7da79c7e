"""Calls are kept batch by batch, found again, held by one terminal, and purged without trace."""

import multiprocessing
from functools import partial
from pathlib import Path

import pytest

from personas.catalog import Folders
from scoring.transcript import (
    BuyerDecided,
    CoachShown,
    MarkedMisheard,
    MeetingEnded,
    MeetingOpened,
    first_break,
)
from simulator.archive import content
from simulator.archive.archive import Archive
from simulator.archive.errors import (
    ArchiveError,
    ArchiveFull,
    CallConflict,
    CallInUse,
    ContentMissing,
    UnknownCall,
)
from simulator.archive.opening import open_archive
from simulator.archive.resume import begin, resume
from simulator.call.meeting import Meeting, set_up
from simulator.voices.authored import AuthoredVoice

VOICE = AuthoredVoice()


def test_what_was_said_is_read_back(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """A call's record comes out of the archive as the session holds it, chain included."""
    with begin(archive, played, voice=VOICE) as call:
        for line in script:
            call.session.say(line)
        assert archive.events(call.call_id) == call.session.events
        assert first_break(archive.events(call.call_id)) is None


def test_every_batch_is_on_disk_when_it_is_shown(
    archive: Archive, folder: Path, played: Meeting, script: tuple[str, ...]
) -> None:
    """Another program sees a turn as soon as `say` has returned it."""
    with begin(archive, played, voice=VOICE) as call:
        shown = call.session.say(script[0])
        other = open_archive(folder)
        assert tuple(other.events(call.call_id)[-len(shown) :]) == shown
        other.close()


def test_a_call_is_listed_with_its_figures(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """The list says scenario, buyer, seed, turns, and that the call can go on."""
    with begin(
        archive, played, voice=VOICE, call_id="20260101-aa", prepared={"reason": "x"}
    ) as call:
        call.session.say(script[0])
        row = archive.unfinished()[0]
        assert (row.id, row.scenario, row.seed, row.turns) == (
            "20260101-aa",
            "skeptical-owner",
            7,
            1,
        )
        assert (row.buyer, row.ended, row.events) == ("Ruth", None, len(call.session.events))


def test_a_finished_call_is_not_unfinished(archive: Archive, played: Meeting) -> None:
    """A call that has ended keeps its outcome and leaves the list of unfinished ones."""
    with begin(archive, played, voice=VOICE) as call:
        call.session.leave()
    assert archive.unfinished() == []
    row = archive.calls()[0]
    assert (row.outcome, row.ended is not None) == ("seller_left", True)


def test_the_latest_call_is_listed_first(archive: Archive, played: Meeting) -> None:
    """Calls are listed by when they began, whatever their ids."""
    for call_id, at in (("z", "2026-01-01T00:00:00Z"), ("a", "2026-02-01T00:00:00Z")):
        begin(archive, played, voice=VOICE, call_id=call_id, clock=partial(str, at)).close()
    assert [row.id for row in archive.calls()] == ["a", "z"]


def test_a_call_is_found_by_the_beginning_of_its_id(archive: Archive, played: Meeting) -> None:
    """The id, its beginning, and the beginning of its second part all find it."""
    begin(archive, played, voice=VOICE, call_id="20260101-beef01").close()
    begin(archive, played, voice=VOICE, call_id="20260101-cafe02").close()
    for name in ("20260101-beef01", "20260101-b", "beef"):
        assert archive.find(name).id == "20260101-beef01"
    with pytest.raises(UnknownCall, match="could be 2 calls"):
        archive.find("20260101")
    with pytest.raises(UnknownCall, match="no call nope is kept"):
        archive.find("nope")


def test_the_same_id_twice_is_refused(archive: Archive, played: Meeting) -> None:
    """A call never overwrites another with its id."""
    begin(archive, played, voice=VOICE, call_id="one").close()
    before = archive.lines("one")
    with pytest.raises(CallConflict):
        begin(archive, played, voice=VOICE, call_id="one")
    assert archive.lines("one") == before


def test_events_that_do_not_follow_are_refused_whole(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """A batch for another place in the record leaves the record as it was."""
    with begin(archive, played, voice=VOICE, call_id="one") as call:
        before = archive.lines("one")
        with pytest.raises(CallConflict, match="gone on elsewhere"):
            archive.append("one", [CoachShown(seq=99, turn=1)])
        with pytest.raises(ArchiveError):
            archive.append("one", [CoachShown(seq=2, turn=1), CoachShown(seq=2, turn=1)])
        assert archive.lines("one") == before
        call.session.say(script[0])


def test_a_resumed_call_has_the_same_state(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """Left and taken up again, the buyer is in the state the record says, and goes on."""
    with begin(archive, played, voice=VOICE) as call:
        for line in script[:3]:
            call.session.say(line)
        state = call.session.state
    with resume(archive, call.call_id, voice=VOICE) as again:
        assert again.session.state == state
        again.session.say(script[3])
        decided = [e for e in archive.events(call.call_id) if isinstance(e, BuyerDecided)]
        assert decided[-1].state_sha256 == again.session.state.sha256()


def test_an_interrupted_call_goes_as_it_would_have(
    archive: Archive, played: Meeting, script: tuple[str, ...]
) -> None:
    """A call resumed before every turn ends with the same words as one held in one go."""
    with begin(archive, played, voice=VOICE, clock=lambda: "t", call_id="one") as whole:
        for line in script:
            whole.session.say(line)
    begin(archive, played, voice=VOICE, clock=lambda: "t", call_id="two").close()
    for line in script:
        with resume(archive, "two", voice=VOICE, clock=lambda: "t") as part:
            part.session.say(line)

    def plain(call_id: str) -> list[str]:
        return [
            event.model_copy(
                update={"chain": "", **({"id": ""} if event.seq == 0 else {})}
            ).model_dump_json()
            for event in archive.events(call_id)
        ]

    assert plain("one") == plain("two")


def _try_to_resume(folder: Path, call_id: str, told: "multiprocessing.Queue[str]") -> None:
    archive = open_archive(folder)
    try:
        resume(archive, call_id, voice=VOICE).close()
        told.put("resumed")
    except CallInUse as error:
        told.put(str(error))


def test_the_same_call_in_two_terminals_is_refused(
    archive: Archive, folder: Path, played: Meeting
) -> None:
    """F03: the second terminal is told which process on which host has the call."""
    import os
    import socket

    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    with begin(archive, played, voice=VOICE) as call:
        other = context.Process(target=_try_to_resume, args=(folder, call.call_id, told))
        other.start()
        said = told.get(timeout=60)
        other.join()
    assert f"process {os.getpid()} on {socket.gethostname()}" in said
    assert "calls show" in said


def test_a_call_let_go_can_be_held_again(archive: Archive, played: Meeting) -> None:
    """The hold ends with the call, and holds against the same process too."""
    call = begin(archive, played, voice=VOICE)
    with pytest.raises(CallInUse):
        resume(archive, call.call_id, voice=VOICE)
    call.close()
    resume(archive, call.call_id, voice=VOICE).close()


def test_a_call_whose_last_words_cannot_be_kept_is_let_go(
    archive: Archive, played: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing fails aloud, and the hold ends all the same."""
    call = begin(archive, played, voice=VOICE)

    def broken() -> bool:
        raise ArchiveError("broken")

    monkeypatch.setattr(call.recorder, "flush", broken)
    with pytest.raises(ArchiveError):
        call.close()
    resume(archive, call.call_id, voice=VOICE).close()


def test_content_is_kept_once_under_its_hash(archive: Archive, played: Meeting) -> None:
    """Two calls of one scenario keep its text and the persona's once each."""
    for _ in range(2):
        begin(archive, played, voice=VOICE).close()
    with archive.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT kind, sha256 FROM content ORDER BY kind").all()
    assert [tuple(row) for row in kept] == [
        ("persona", played.persona_source.sha256),
        ("scenario", played.scenario_source.sha256),
    ]


def test_an_old_call_plays_from_the_text_it_was_played_with(
    archive: Archive, played: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the installed file is another text, the kept one is used, variant included."""
    begin(archive, played, voice=VOICE, call_id="one").close()
    installed = tmp_path / "skeptical-owner.toml"
    installed.write_text(f"{played.scenario_source.text}# changed since")
    monkeypatch.setattr(content, "SCENARIOS", Folders("scenario", tmp_path))
    meeting = archive.meeting_for(archive.events("one"))
    assert meeting.scenario_source.sha256 == played.scenario_source.sha256
    assert (meeting.persona, meeting.level, meeting.seed) == (played.persona, "standard", 7)


def test_a_variant_chosen_by_hand_is_kept(archive: Archive) -> None:
    """The recorded variant counts, not the one the seed would draw."""
    for variant in "abcd":
        chosen = set_up("skeptical-owner", seed=7, variant=variant)
        begin(archive, chosen, voice=VOICE, call_id=variant).close()
        assert archive.meeting_for(archive.events(variant)).persona == chosen.persona


def test_missing_content_is_named_with_its_version(
    archive: Archive, played: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where neither archive nor installation has the text, file and version are named."""
    begin(archive, played, voice=VOICE, call_id="one").close()
    with archive.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM content")
    monkeypatch.setattr(content, "SCENARIOS", Folders("scenario", tmp_path))
    with pytest.raises(ContentMissing, match=r"scenario skeptical-owner\.toml version 1"):
        archive.meeting_for(archive.events("one"))


def test_a_record_that_names_no_content_is_told_so(archive: Archive) -> None:
    """An imported call cannot be played again, and the reason says so."""
    opened = MeetingOpened(seq=0, id="x", source="imported")
    with pytest.raises(ContentMissing, match="names no scenario"):
        archive.meeting_for([opened])


def test_marks_are_listed_without_reading_calls(archive: Archive, played: Meeting) -> None:
    """A line marked misheard is found again with what it should have been."""
    with begin(archive, played, voice=VOICE, call_id="one") as call:
        call.session.say("What makes it late?")
        call.session.add(MarkedMisheard(seq=0, turn=1, acts=("pitch",), topics=("cause", "goal")))
    mark = archive.marks()[0]
    assert (mark.call_id, mark.turn, mark.acts, mark.topics) == (
        "one",
        1,
        ("pitch",),
        ("cause", "goal"),
    )


def test_a_purged_call_leaves_no_trace(archive: Archive, folder: Path, played: Meeting) -> None:
    """No file of the folder holds a word of a purged call, nor its id, nor its lock."""
    for call_id, line in (("kept-call", "What is the goal?"), ("gone-call", "Xylophone canary?")):
        with begin(archive, played, voice=VOICE, call_id=call_id) as call:
            call.session.say(line)
            call.session.add(MarkedMisheard(seq=0, turn=1, acts=("canary-act",)))
    assert archive.purge(["gone-call"]) == 1
    left = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert (b"Xylophone" in left, b"gone-call" in left) == (False, False)
    assert [row.id for row in archive.calls()] == ["kept-call"]
    assert len(archive.marks()) == 1


def test_a_purge_broken_off_leaves_no_words(
    archive: Archive, folder: Path, played: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was purged is overwritten in place, even when the file cannot be made smaller then."""
    with begin(archive, played, voice=VOICE, call_id="gone") as call:
        call.session.say("Xylophone canary?")

    def full(_: str) -> str:
        raise ArchiveFull("no room")

    monkeypatch.setattr(archive.store, "run_alone", full)
    with pytest.raises(ArchiveFull):
        archive.purge(["gone"])
    archive.close()
    assert b"Xylophone" not in (folder / "calls.db").read_bytes()


def test_a_read_cannot_write(archive: Archive, played: Meeting) -> None:
    """F08: a write outside the writing transaction, which would begin deferred, is impossible."""
    begin(archive, played, voice=VOICE).close()
    with (
        pytest.raises(ArchiveError, match="cannot be written"),
        archive.store.reading() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM calls")
    assert len(archive.calls()) == 1


def test_a_thousand_calls_are_listed_from_one_table(archive: Archive, played: Meeting) -> None:
    """Listing reads no event: the rows alone say everything, with one statement."""
    from sqlalchemy import event

    opened = played.opened(call_id="x", at="t")
    with archive.store.writing() as connection:
        from simulator.archive.archive import _append

        for number in range(1000):
            _append(connection, str(number), [opened])
    statements: list[str] = []
    engine = archive.store._engine
    event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert len(archive.calls()) == 1000
    assert [text for text in statements if "FROM events" in text] == []
    assert len([text for text in statements if text.startswith("SELECT")]) == 1


def test_coach_and_end_are_kept_as_they_come(archive: Archive, played: Meeting) -> None:
    """Events between and after turns take the same way."""
    with begin(archive, played, voice=VOICE, call_id="one") as call:
        call.session.show_coach()
        call.session.leave()
    kinds = [type(event) for event in archive.events("one")]
    assert CoachShown in kinds
    assert kinds[-1] is MeetingEnded

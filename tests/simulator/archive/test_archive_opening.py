"""Whatever stands in the archive's place, nothing of it is overwritten and a call can be held."""

import multiprocessing
import os
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect

from simulator.archive import opening, store
from simulator.archive.archive import Archive
from simulator.archive.errors import ArchiveError, ArchiveNewer, ArchiveUnavailable
from simulator.archive.migrations import APPLICATION_ID, MIGRATIONS
from simulator.archive.opening import open_archive, open_or_remember, open_to_read
from simulator.archive.resume import begin
from simulator.archive.tables import METADATA
from simulator.call.meeting import Meeting
from simulator.places import archive_file
from simulator.voices.authored import AuthoredVoice

VOICE = AuthoredVoice()


@pytest.fixture
def kept(folder: Path, played: Meeting) -> Path:
    """The file of an archive that holds one call, closed."""
    archive = open_archive(folder)
    with begin(archive, played, voice=VOICE, call_id="kept") as call:
        call.session.say("What makes the money late?")
    archive.close()
    return archive_file(folder)


def test_a_new_archive_is_closed_to_other_users(archive: Archive, folder: Path) -> None:
    """Folder and file can be read by their owner alone."""
    assert archive.path is not None
    assert (folder.stat().st_mode & 0o777, archive.path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_what_stands_beside_it_is_closed_to_other_users(
    archive: Archive, folder: Path, played: Meeting
) -> None:
    """Locks and their folder name calls' holders to nobody but the owner."""
    with begin(archive, played, voice=VOICE):
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    assert modes.pop("open") == 0o700
    assert "calls.db.opening" in modes
    assert set(modes.values()) == {0o600}


def test_turns_are_written_through(archive: Archive) -> None:
    """The file uses the write-ahead log, synced at every commit, and waits ten seconds."""
    assert archive.store.run_alone("PRAGMA journal_mode") == "wal"
    assert archive.store.run_alone("PRAGMA synchronous") == "2"
    assert archive.store.run_alone("PRAGMA busy_timeout") == "10000"


def test_the_steps_build_the_tables_that_queries_name(archive: Archive) -> None:
    """Migrations and table definitions agree column by column."""
    with archive.store.reading() as connection:
        found = inspect(connection)
        built = {
            table: [(c["name"], c["nullable"]) for c in found.get_columns(table)]
            for table in found.get_table_names()
        }
    named = {
        name: [
            (
                column.name,
                bool(column.nullable)
                or (column.primary_key and name in ("calls", "content", "drill_tickets")),
            )
            for column in table.columns
        ]
        for name, table in METADATA.tables.items()
    }
    assert built == named


def test_a_newer_archive_is_refused_without_a_write(kept: Path, folder: Path) -> None:
    """F14: a file of a newer version stays byte for byte as it is."""
    with sqlite3.connect(kept) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = kept.read_bytes()
    with pytest.raises(ArchiveNewer, match="newer version"):
        open_archive(folder)
    assert kept.read_bytes() == before


def test_a_newer_archive_whose_version_is_still_in_the_log_is_refused(
    kept: Path, folder: Path
) -> None:
    """F14: the version counts even when it has not reached the file's first page."""
    writer = sqlite3.connect(kept)
    writer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = kept.read_bytes()
    with pytest.raises(ArchiveNewer):
        open_archive(folder)
    assert kept.read_bytes() == before
    writer.close()


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 4
    return (
        data[:middle]
        + bytes(byte ^ 0x5A for byte in data[middle : middle * 3])
        + data[middle * 3 :]
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"this is not a database, whatever its name says" * 10,
        lambda data: data[:50],
        lambda data: data[: len(data) // 2],
        _flipped,
        lambda data: data[:16] + b"\xff" * 84 + data[100:],
    ],
    ids=["not SQLite", "cut in the header", "cut in half", "bytes flipped", "header overwritten"],
)
def test_a_damaged_archive_is_moved_aside(
    kept: Path, folder: Path, spoil: Callable[[bytes], bytes], played: Meeting
) -> None:
    """F13: the damaged file keeps its bytes under another name, and a call can be held at once."""
    damaged = spoil(kept.read_bytes())
    kept.write_bytes(damaged)
    archive = open_archive(folder)
    aside = folder / "calls.db.damaged"
    assert aside.read_bytes() == damaged
    assert str(aside) in archive.banner
    begin(archive, played, voice=VOICE).close()
    archive.close()
    again = open_archive(folder)
    assert (again.banner, len(again.calls())) == ("", 1)
    again.close()


def test_a_second_damaged_archive_does_not_replace_the_first(folder: Path) -> None:
    """F13: every damaged file is kept under a free name."""
    folder.mkdir()
    for text in (b"first", b"second"):
        archive_file(folder).write_bytes(text * 50)
        open_archive(folder).close()
        archive_file(folder).unlink()
    assert (folder / "calls.db.damaged").read_bytes() == b"first" * 50
    assert (folder / "calls.db.damaged.2").read_bytes() == b"second" * 50


def test_an_emptied_file_keeps_its_log(kept: Path, folder: Path) -> None:
    """F13: a file cut to nothing is moved aside with the log that still holds its turns."""
    kept.write_bytes(b"")
    log = kept.with_name("calls.db-wal")
    log.write_bytes(b"turns")
    archive = open_archive(folder)
    archive.close()
    assert (folder / "calls.db.damaged-wal").read_bytes() == b"turns"


def test_another_programs_database_is_not_touched(folder: Path) -> None:
    """A database that is not ours is refused, its tables left alone."""
    folder.mkdir()
    with sqlite3.connect(archive_file(folder)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(ArchiveUnavailable, match="another program"):
        open_archive(folder)
    with sqlite3.connect(archive_file(folder)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("theirs",)]


def _add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE calls ADD COLUMN note TEXT")


def _killed_halfway(connection: Connection) -> None:
    _add_column(connection)
    raise KeyboardInterrupt


def test_an_older_archive_is_copied_and_brought_up_to_date(kept: Path, folder: Path) -> None:
    """F15: before a step runs the file is copied whole; afterwards its calls are all there."""
    archive = open_archive(folder, (*MIGRATIONS, _add_column))
    assert archive.store.run_alone("PRAGMA user_version") == str(len(MIGRATIONS) + 1)
    assert archive.store.run_alone("SELECT count(note) || count(*) FROM calls") == "01"
    archive.close()
    with sqlite3.connect(folder / f"calls.db.before-{len(MIGRATIONS) + 1}") as copy:
        assert copy.execute("SELECT id FROM calls").fetchall() == [("kept",)]
    copy.close()


def test_a_step_broken_off_is_done_again(kept: Path, folder: Path) -> None:
    """F15: a step that did not end leaves the file as it was, and can be run again."""
    with pytest.raises(KeyboardInterrupt):
        open_archive(folder, (*MIGRATIONS, _killed_halfway))
    archive = open_archive(folder)
    assert archive.store.run_alone("PRAGMA user_version") == str(len(MIGRATIONS))
    archive.close()
    archive = open_archive(folder, (*MIGRATIONS, _add_column))
    assert archive.store.run_alone("SELECT id FROM calls WHERE note IS NULL") == "kept"
    archive.close()


def test_a_folder_that_cannot_be_made_still_lets_practice_run(
    tmp_path: Path, played: Meeting
) -> None:
    """F12: the call is held in memory, and the banner says that it will not be kept."""
    (tmp_path / "file").write_text("not a folder")
    archive = open_or_remember(tmp_path / "file" / "calls")
    with begin(archive, played, voice=VOICE) as call:
        call.session.say("What makes the money late?")
        assert archive.events(call.call_id) == call.session.events
    assert archive.banner.startswith("This call will not be kept:")
    assert "calls_kept_in" in archive.banner
    assert archive.path is None
    archive.close()


def test_calls_in_a_read_only_folder_can_be_read(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, played: Meeting
) -> None:
    """F12: what is kept there is read, writing is refused, and no file appears or changes."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    archive = open_to_read(folder)
    assert [row.id for row in archive.calls()] == ["kept"]
    assert len(archive.events("kept")) > 3
    with pytest.raises(ArchiveUnavailable, match="read-only"):
        begin(archive, played, voice=VOICE)
    archive.close()
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def test_a_read_only_folder_without_calls_is_refused_to_readers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F12: where there is nothing to read, the reason is why nothing can be written."""
    folder.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ArchiveUnavailable, match="read-only"):
        open_to_read(folder)


def _play_on_a_full_disk(folder: Path, told: "multiprocessing.Queue[object]") -> None:
    from simulator.call.meeting import set_up

    archive = open_archive(folder)
    call = begin(archive, set_up("skeptical-owner", seed=1), voice=VOICE, call_id="full")
    before = len(archive.events("full"))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in folder.iterdir() if path.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, most))
    call.session.say("What makes the money late?")
    call.session.say("And what does that cost you?")
    during = (call.banner, len(archive.events("full")), len(call.recorder.waiting))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    call.session.say("Who else has a say?")
    told.put((before, during, call.banner, archive.events("full") == call.session.events))
    told.put(archive.check())


def test_a_full_disk_loses_no_turn(tmp_path: Path) -> None:
    """F11: turns wait in memory under a banner, nothing is half-written, and all are kept later."""
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    child = context.Process(target=_play_on_a_full_disk, args=(tmp_path, told))
    child.start()
    before, (banner, kept, waiting), after, whole = told.get(timeout=60)
    assert told.get(timeout=60) == "ok"
    child.join()
    assert "disk is full" in banner
    assert (kept, waiting > 4, after, whole) == (before, True, "", True)


def test_an_archive_held_by_another_program_loses_no_turn(
    archive: Archive, played: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F09: while another program holds the archive the call goes on; then everything is kept."""
    call = begin(archive, played, voice=VOICE, call_id="one")
    archive.close()
    monkeypatch.setattr(store, "PATIENCE_S", 0.01)
    assert archive.path is not None
    other = sqlite3.connect(archive.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    call.session.say("What makes the money late?")
    assert "held by another program" in call.banner
    other.execute("ROLLBACK")
    other.close()
    assert call.close()
    assert (call.banner, archive.events("one")) == ("", call.session.events)


def test_a_network_folder_gets_a_journal_that_is_safe_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, played: Meeting
) -> None:
    """F10: between machines no write-ahead log is used, and calls are kept all the same."""
    monkeypatch.setattr(opening, "network_filesystem", lambda _: "nfs4")
    archive = open_archive(folder)
    assert archive.store.run_alone("PRAGMA journal_mode") == "truncate"
    begin(archive, played, voice=VOICE, call_id="one").close()
    archive.close()
    archive = open_archive(folder)
    assert [row.id for row in archive.calls()] == ["one"]
    archive.close()


def test_any_other_complaint_of_sqlite_is_told_in_words(archive: Archive) -> None:
    """An error without a mend of its own still names the file and the doctor."""
    with pytest.raises(ArchiveError, match="prospect doctor"):
        archive.store.run_alone("SELECT nonsense")


def test_the_file_is_marked_as_ours(kept: Path) -> None:
    """The application id and the number of steps stand in the file's first page."""
    header = kept.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == len(MIGRATIONS)

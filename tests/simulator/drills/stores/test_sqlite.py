"""The register's file: closed to others, brought up to date, and never overwritten."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from simulator.archive.errors import ArchiveError, ArchiveNewer
from simulator.drills.register.register import Register
from simulator.drills.stores.opening import open_register
from simulator.drills.stores.sqlite import open_file
from simulator.drills.stores.steps import STEPS
from tests.simulator.drills.classroom import KEY, drill_of


def _more(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE more (x)")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register that holds a drill, closed."""
    path = tmp_path / "kept" / "drills.db"
    register = open_register(path)
    register.add(drill_of(), KEY)
    register.store.close()
    return path


def test_it_is_closed_to_other_users(file: Path) -> None:
    """The file holds keys and calls: its owner alone reads it."""
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    register = open_register(str(file))
    assert [row.drill.id for row in register.drills()] == ["spring-1"]
    register.store.close()


def test_an_older_file_is_copied_and_brought_up_to_date(file: Path) -> None:
    """The step is done once, what was kept is there, and so is the copy from before."""
    for _ in range(2):
        store = open_file(file, (*STEPS, _more))
        assert [row.drill.id for row in Register(store).drills()] == ["spring-1"]
        store.close()
    copy = file.with_name("drills.db.before-2")
    assert [path.name for path in sorted(file.parent.glob("*.before-*"))] == [copy.name]
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM drills").fetchone() == (1,)


def test_a_newer_file_is_refused_untouched(file: Path) -> None:
    """F14: a newer version's register is not written to."""
    open_file(file, (*STEPS, _more)).close()
    before = file.read_bytes()
    with pytest.raises(ArchiveNewer, match="newer version"):
        open_file(file)
    assert file.read_bytes() == before


def test_what_is_no_register_is_refused_untouched(tmp_path: Path) -> None:
    """Text, another program's database, one without a mark, and a folder that is none."""
    text, other, bare = tmp_path / "text", tmp_path / "other.db", tmp_path / "bare.db"
    text.write_text("not a database, and longer than a header of a hundred bytes" * 3)
    for path, mark in ((other, 7), (bare, 0)):
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE theirs (x)")
            connection.execute(f"PRAGMA application_id = {mark}")
        connection.close()
    for path in (text, other, bare):
        before = path.read_bytes()
        with pytest.raises(ArchiveError, match="drills_kept_in FILE"):
            open_file(path)
        assert path.read_bytes() == before
    with pytest.raises(ArchiveError, match="cannot be a register"):
        open_file(text / "drills.db")

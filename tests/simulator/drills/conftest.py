"""Registers for the tests: in a file, and in a PostgreSQL server of the tests' own."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from simulator.drills.register.register import Register
from simulator.drills.stores.opening import open_register
from simulator.drills.stores.postgres import set_up
from simulator.places import register_file
from tests.simulator.drills.played_class import play_class
from tests.simulator.drills.server import OWNER, PASSWORD, Server

_databases = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose superuser's password stands where libpq looks for it."""
    passwords = tmp_path_factory.mktemp("passwords") / "pgpass"
    started = Server(passwords)
    patch = pytest.MonkeyPatch()
    for name in [name for name in os.environ if name.startswith("PG")]:
        patch.delenv(name)
    patch.setenv("PGPASSFILE", str(passwords))
    started.remember(OWNER, PASSWORD)
    yield started
    patch.undo()
    started.close()


@pytest.fixture(scope="session")
def empty(server: Server) -> str:
    """The name of a database that holds an empty register, to be copied."""
    set_up(server.database("empty_register"))
    return "empty_register"


@pytest.fixture
def address(server: Server, empty: str) -> str:
    """The address of an empty register in a database of its own, as its superuser."""
    return server.database(f"class_{next(_databases)}", empty)


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty register is: each test is held with both kinds."""
    if request.param == "file":
        return tmp_path / "drills.db"
    found: str = request.getfixturevalue("address")
    return found


@pytest.fixture
def opened() -> Iterator[Callable[[Path | str], Register]]:
    """Opens registers, and closes them when the test is over."""
    registers: list[Register] = []

    def open_one(place: Path | str) -> Register:
        registers.append(open_register(place))
        return registers[-1]

    yield open_one
    for register in registers:
        register.store.close()


@pytest.fixture
def register(place: Path | str, opened: Callable[[Path | str], Register]) -> Register:
    """An empty register of either kind."""
    return opened(place)


@pytest.fixture(scope="session")
def played_class(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A register with a class that was played, and the submissions by trainee."""
    path = register_file(tmp_path_factory.mktemp("class"))
    return path, play_class(path)


@pytest.fixture
def ids(played_class: tuple[Path, dict[str, str]], folder: Path) -> dict[str, str]:
    """The submissions of a class that is in the folder of calls, by trainee."""
    path, found = played_class
    folder.mkdir(parents=True)
    shutil.copy(path, register_file(folder))
    return found

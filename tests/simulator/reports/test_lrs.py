"""A real learning record store takes the statements. Left out unless asked for (CONTRIBUTING.md)."""

import base64
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.reports.xapi import Times, statements
from tests.simulator.drills.a_class import board, graded, handed_in, row

pytestmark = pytest.mark.lrs
KEY = "trainer:secret"
SERVER = """
import json, sys
import bcrypt, uvicorn
from pathlib import Path
from ralph.backends.data.base import BaseOperationType
from ralph.backends.data.fs import FSDataBackend

folder, port = Path(sys.argv[1]), int(sys.argv[2])
key = bcrypt.hashpw(b"secret", bcrypt.gensalt(4)).decode()
agent = {"mbox": "mailto:trainer@lms.example", "objectType": "Agent"}
(folder / "auth.json").write_text(
    json.dumps([{"agent": agent, "scopes": ["all"], "hash": key, "username": "trainer"}])
)
# As shipped, this backend creates its one file anew and so fails at the second request.
FSDataBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=port, log_level="error")
"""


class Store:
    """A record store on this machine."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}/xAPI/statements"

    def ask(self, body: object = None) -> tuple[int, Any]:
        """Sends statements, or without any reads all; status and answer."""
        request = urllib.request.Request(
            f"{self._address}{'/' if body is not None else ''}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Basic {base64.b64encode(KEY.encode()).decode()}",
                "Content-Type": "application/json",
                "X-Experience-API-Version": "1.0.3",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or "null")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A record store that keeps its statements in a folder of the test's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "RALPH_APP_DIR": str(tmp_path),
        "RALPH_AUTH_FILE": str(tmp_path / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(tmp_path),
    }
    running = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path), str(port)], env={**os.environ, **settings}
    )
    found = Store(port)
    try:
        for _ in range(300):
            try:
                found.ask()
                break
            except OSError:
                assert running.poll() is None, "the record store did not start"
                time.sleep(0.1)
        yield found
    finally:
        running.terminate()
        running.wait()


def test_a_record_store_takes_the_class_and_knows_it_when_it_comes_again(store: Store) -> None:
    """Completed and passed or failed of three trainees; sent again, nothing is added."""
    rows = [handed_in(name) for name in ("Ann", "Ben", "Zoë O'Neil")]
    found = board(row(), [], rows, {item.id: graded(item, at) for at, item in enumerate(rows, 1)})
    sent = list(
        statements(found, {item.id: Times(421.5, "") for item in rows}, "https://lms.example")
    )
    status, _ = store.ask(sent)
    assert status == 200
    store.ask(sent)
    status, kept = store.ask()
    assert status == 200
    assert sorted(item["id"] for item in kept["statements"]) == sorted(item["id"] for item in sent)
    scores = {item["id"]: item["result"].get("score") for item in kept["statements"]}
    assert scores == {item["id"]: item["result"].get("score") for item in sent}

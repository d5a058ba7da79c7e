"""A real model server on this machine, with a model of random words. Opt-in: see CONTRIBUTING."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.grader import grade
from scoring.judge.judging import judge
from scoring.rubric import load_rubric
from scoring.transcript import BuyerSpoke
from simulator.call.meeting import set_up
from simulator.call.session import Session
from simulator.model.asking_json import JSON_OBJECT
from simulator.model.client import ModelClient
from simulator.model.endpoint import Endpoint
from simulator.model.judging import ModelJudge
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from tests.scoring.written_calls import mastered

pytestmark = pytest.mark.local_model


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The address of llama.cpp's server with the tiny model loaded."""
    from tests.tiny_model import CONTEXT, write_tiny_model

    write_tiny_model(tmp_path / "tiny.gguf")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(tmp_path / "tiny.gguf")]
    command += ["--host", "127.0.0.1", "--port", str(port), "--n_ctx", str(CONTEXT)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if "Uvicorn running" in line:
                break
        else:
            pytest.fail("".join(said[-20:]))
        yield f"http://127.0.0.1:{port}/v1"
        server.terminate()
        server.communicate()


def test_everything_a_judge_of_random_words_awards_is_void(url: str) -> None:
    """Its answers are well-formed JSON, every quote in them is noise, and no level rises from 0."""
    events = mastered().events
    card = grade(events, load_rubric())
    endpoint = Endpoint(url, "tiny", "none", read_timeout=120, deadline=120)
    with ModelClient(endpoint) as client:
        # At temperature 0 random weights repeat one token for ever.
        opinion = judge(events, card, ModelJudge(client, temperature=1.0))
        assert client.json_mode == JSON_OBJECT
    assert opinion.reason is None
    assert opinion.voided == opinion.yes > 0
    assert not any(item.level for item in opinion.criteria)
    assert grade(events, load_rubric()) == card


def test_a_voice_of_random_words_is_never_heard(url: str) -> None:
    """It streams, the guard refuses it, and the author's line stands in; the call goes on as ever."""
    endpoint = Endpoint(url, "tiny", "none", read_timeout=120, deadline=120)
    with ModelClient(endpoint) as client:
        session = Session(
            set_up("skeptical-owner", seed=4),
            AuthoredVoice(),
            clock=lambda: "t",
            record=lambda _: None,
            free=ModelVoice(client),
        )
        session.open("call")
        session.say("What are you hoping to do with the business?")
        assert "was not used" in session.because
        session.say("Why is that?")
        assert client.spent.requests == 4
    spoken = [event for event in session.events if isinstance(event, BuyerSpoke)]
    assert all(event.worded_by == "authored" for event in spoken)

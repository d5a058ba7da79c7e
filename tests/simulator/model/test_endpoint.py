"""Where a model is and with which key: environment before file, and never a key in the clear."""

import os
from pathlib import Path

import pytest

from simulator.model.endpoint import NO_KEY, endpoint_in_force
from simulator.model.problems import ModelProblem
from simulator.settings import load_settings, set_value

OURS = {"OPENAI_MODEL": "tiny", "OPENAI_API_KEY": "sk-1"}


@pytest.fixture(autouse=True)
def _own_folder(folder: Path) -> None:
    """Settings in a folder of their own."""


def test_the_environment_beats_the_file() -> None:
    """Name and address of the variables stand before those of the settings."""
    set_value("model", "from-file")
    set_value("model_url", "https://file.example/v1")
    set_value("model_timeout", "7.5")
    settings = load_settings()
    from_file = endpoint_in_force(settings, {"OPENAI_API_KEY": "sk-1"})
    assert (from_file.model, from_file.url) == ("from-file", "https://file.example/v1")
    assert from_file.read_timeout == 7.5
    there = {**OURS, "OPENAI_BASE_URL": "https://env.example/v1"}
    assert endpoint_in_force(settings, there).url == "https://env.example/v1"
    assert endpoint_in_force(settings, there).model == "tiny"


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "OPENAI_MODEL"),
        ({"OPENAI_MODEL": "tiny"}, "OPENAI_API_KEY"),
        ({**OURS, "OPENAI_BASE_URL": "http://10.0.0.7/v1"}, "--allow-http"),
        ({**OURS, "OPENAI_BASE_URL": "http://example.com/v1"}, "https"),
        ({**OURS, "OPENAI_BASE_URL": "https://me:pw@example.com/v1"}, "password"),
        ({**OURS, "OPENAI_BASE_URL": "example.com"}, "https://"),
        ({**OURS, "OPENAI_BASE_URL": "http://[::1/v1"}, "https://"),
        ({**OURS, "OPENAI_BASE_URL": "https://example.com:99999/v1"}, "https://"),
        ({**OURS, "OPENAI_API_KEY": "sk-ключ"}, "copy it again"),
    ],
)
def test_what_cannot_be_used_is_said_with_the_mend(environment: dict[str, str], says: str) -> None:
    """A missing name or key and an unsafe address are sentences, and hold no key."""
    with pytest.raises(ModelProblem, match=says) as caught:
        endpoint_in_force(load_settings(), environment)
    assert "sk-" not in str(caught.value)
    assert ":pw" not in str(caught.value)


def test_plain_http_needs_a_word_and_loopback_needs_none() -> None:
    """F73: another machine over http only when that was allowed; this machine always, key or none."""
    far = {**OURS, "OPENAI_BASE_URL": "http://10.0.0.7/v1"}
    assert endpoint_in_force(load_settings(model_allow_http=True), far).key == "sk-1"
    for host in ("localhost", "127.0.0.1", "127.8.8.8", "[::1]"):
        near = {"OPENAI_MODEL": "tiny", "OPENAI_BASE_URL": f"http://{host}:11434/v1"}
        assert endpoint_in_force(load_settings(), near).key == NO_KEY


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """F71: the key is read from a file of 0600 and from no other."""
    file = tmp_path / "config" / "model-key"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("sk-from-file\n")
    file.chmod(0o644)
    with pytest.raises(ModelProblem, match="chmod 600"):
        endpoint_in_force(load_settings(), {"OPENAI_MODEL": "tiny"})
    file.chmod(0o600)
    found = endpoint_in_force(load_settings(), {"OPENAI_MODEL": "tiny"})
    assert found.key == "sk-from-file"
    assert "sk-from-file" not in repr(found)

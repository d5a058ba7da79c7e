"""Which model, where, with which key and within which bounds.

`OPENAI_API_KEY`, `OPENAI_BASE_URL` and `OPENAI_MODEL` beat the settings file. The key is never a
flag and never a setting: it is in the environment, or in a file that only its owner can read.
"""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from simulator.addresses import is_loopback
from simulator.model.problems import Kind, ModelProblem
from simulator.places import config_folder
from simulator.settings import Settings

PROVIDER = "https://api.openai.com/v1"
"""Where a model is when nothing else is said."""
NO_KEY = "none"
"""Sent to servers on this machine that need no key; the protocol wants one all the same."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one place, and how long and how often it may be asked."""

    url: str
    model: str
    key: str = field(repr=False)
    read_timeout: float = 20.0
    """Seconds between two pieces of an answer."""
    deadline: float = 45.0
    """Seconds for a whole answer, retries and pauses included."""
    attempts: int = 3
    """Requests for one answer, the first included."""
    patience: float = 8.0
    """Seconds after which no further attempt is begun."""
    at_once: int = 4
    """Requests under way at the same time."""
    price_in: float = 0.0
    """Per million tokens read, in the currency of your bill; 0 when not known."""
    price_out: float = 0.0
    """Per million tokens written."""

    @property
    def place(self) -> str:
        """Host and port, for messages."""
        return urlsplit(self.url).netloc

    def redacted(self, text: str) -> str:
        """The text without the key, whoever put it there."""
        return text.replace(self.key, "[key]") if self.key and self.key != NO_KEY else text


def endpoint_in_force(settings: Settings, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint of settings and environment.

    Raises ModelProblem when no model is named, the address or key cannot be used, or the key would
    go over plain http to another machine and nobody said that it may.
    """
    url = environment.get("OPENAI_BASE_URL") or settings.model_url or PROVIDER
    model = environment.get("OPENAI_MODEL") or settings.model
    if not model:
        raise _not_set_up(
            "no model is named; set OPENAI_MODEL, or use 'prospect config set model NAME'"
        )
    loopback = _checked(url, allow_http=settings.model_allow_http)
    key = environment.get("OPENAI_API_KEY") or _key_in(settings.model_key_file)
    if not key and not loopback:
        raise _not_set_up(
            f"there is no key for {urlsplit(url).netloc}; set OPENAI_API_KEY, or put the key alone "
            f"into {_key_file(settings.model_key_file)} (readable by you only)"
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise _not_set_up("the model's key holds a character that no key has; copy it again")
    return Endpoint(
        url=url,
        model=model,
        key=key or NO_KEY,
        read_timeout=settings.model_timeout,
        deadline=settings.model_deadline,
        attempts=settings.model_attempts,
        at_once=settings.model_at_once,
        price_in=settings.model_price_in,
        price_out=settings.model_price_out,
    )


def _checked(url: str, *, allow_http: bool) -> bool:
    """Whether the address is on this machine; refuses one that is unsafe or no address."""
    not_one = "the model's address is not one; it begins with https:// (OPENAI_BASE_URL, model_url)"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _not_set_up(not_one) from None
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise _not_set_up(not_one)
    if parts.username or parts.password:
        raise _not_set_up(
            "the model's address holds a password; take it out and set OPENAI_API_KEY instead"
        )
    loopback = is_loopback(host)
    if parts.scheme == "http" and not loopback and not allow_http:
        raise _not_set_up(
            f"{parts.netloc} is another machine and http would show it your key and your words in "
            "the clear; use https, or say --allow-http if that network is yours"
        )
    return loopback


def _key_file(named: Path | None) -> Path:
    return named.expanduser() if named else config_folder() / "model-key"


def _key_in(named: Path | None) -> str:
    """The key in the file; empty when no file was named and there is none."""
    file = _key_file(named)
    try:
        mode = file.stat().st_mode
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise _not_set_up(f"others can read {file}; close it with: chmod 600 {file}")
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if named is None:
            return ""
        raise _not_set_up(f"there is no {file}, which model_key_file names") from None
    except (OSError, UnicodeDecodeError):
        raise _not_set_up(f"{file} cannot be read; it should hold the key alone") from None


def _not_set_up(sentence: str) -> ModelProblem:
    return ModelProblem(Kind.NOT_SET_UP, sentence)

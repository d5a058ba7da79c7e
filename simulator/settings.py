"""What a person chose: flags beat the environment, the environment beats the settings file.

The file is TOML and made to be edited by hand; `prospect config set` changes one line of it and
leaves the rest alone.
"""

import json
import os
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from personas.vocabulary import Level
from simulator.places import (
    data_folder,
    holds_password,
    is_server,
    made,
    register_file,
    settings_file,
)
from simulator.problem import Problem


class SettingsProblem(Problem):
    """A setting that cannot be used, or a settings file that cannot be read or written."""


class Choices(BaseModel):
    """Every setting there is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reply_speed: Literal["reading", "instant"] = "reading"
    """Whether the buyer's words appear at reading speed or at once."""
    theme: str = Field(default="prospect-dark", pattern=r"^[a-z0-9-]+$")
    """The colours of the screens, by name."""
    level: Level = Level.STANDARD
    """How hard a call is unless a flag says otherwise."""
    coach: bool = True
    """Whether the coach may be opened during a call."""
    calls_kept_in: Path | None = None
    """The folder of calls; unset, the platform's own. PROSPECT_DATA beats it."""
    drills_kept_in: str = ""
    """The register of drills: a file, or postgresql://USER@HOST/DATABASE that a class shares, its
    password in PGPASSFILE; unset, `drills.db` in the folder of calls. PROSPECT_REGISTER beats it."""
    voice: Literal["authored", "model"] = "authored"
    """Who words the buyer unless a flag says otherwise."""
    rephrasing: bool = False
    """Whether a model may suggest other words for a line that hearing is unsure about."""
    model: str = ""
    """The model's name; OPENAI_MODEL beats it."""
    model_url: str = ""
    """Its address; OPENAI_BASE_URL beats it, and unset it is OpenAI's own."""
    model_key_file: Path | None = None
    """A file that holds the key alone, readable by its owner only; unset, `model-key` beside the
    settings file. OPENAI_API_KEY beats it."""
    model_allow_http: bool = False
    """Whether key and words may go over plain http to another machine."""
    model_timeout: float = Field(default=20.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds between two pieces of an answer."""
    model_deadline: float = Field(default=45.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds for a whole answer."""
    model_attempts: int = Field(default=3, ge=1, le=10)
    """Requests for one answer, the first included."""
    model_at_once: int = Field(default=4, ge=1, le=64)
    """Requests under way at the same time."""
    model_price_in: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """What a million tokens read cost, in the currency of your bill; 0 when not known."""
    model_price_out: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """What a million tokens written cost."""
    packs: Annotated[tuple[Path, ...], NoDecode] = ()
    """Folders of buyers and scenarios beside the shipped ones. In the environment and on the command
    line they are separated as in PATH."""

    @field_validator("packs", mode="before")
    @classmethod
    def _as_in_path(cls, value: object) -> object:
        return folders_of(value) if isinstance(value, str) else value


class Settings(Choices, BaseSettings):
    """The settings in force. Environment names are `PROSPECT_` and the key in capitals."""

    model_config = SettingsConfigDict(env_prefix="PROSPECT_", extra="forbid", frozen=True)

    @property
    def calls_folder(self) -> Path:
        """Where calls are kept."""
        if _variable("calls_kept_in") == "PROSPECT_DATA":
            return data_folder()
        return self.calls_kept_in.expanduser() if self.calls_kept_in else data_folder()

    @property
    def register_place(self) -> Path | str:
        """Where drills are kept: a file, or a server's address."""
        named = self.drills_kept_in
        if _variable("drills_kept_in") == "PROSPECT_REGISTER":
            named = os.environ["PROSPECT_REGISTER"]
        if is_server(named):
            return named
        return Path(named).expanduser() if named else register_file(self.calls_folder)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then environment, then file."""
        file = TomlConfigSettingsSource(settings_cls, toml_file=settings_file())
        return init_settings, env_settings, file


KEYS = tuple(Choices.model_fields)
_OTHER_NAMES = {"calls_kept_in": "PROSPECT_DATA", "drills_kept_in": "PROSPECT_REGISTER"}
"""Environment variables that set a key too, by key."""


def folders_of(value: str) -> tuple[str, ...]:
    """The folders that a text names, separated as in PATH."""
    return tuple(name for name in value.split(os.pathsep) if name)


def load_settings(**flags: object) -> Settings:
    """The settings in force. `flags` hold what the command line said; None is not said.

    Raises SettingsProblem naming the file and key, or the environment variable.
    """
    path = settings_file()
    given = {key: value for key, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsProblem(_complaint(error, path)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsProblem(f"{path} is not TOML: {error}; mend that line by hand") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"{path} cannot be read: {error}; mend or remove it") from None


def source_of(key: str) -> str:
    """Where a setting in force comes from: a variable's name, "file" or "default".

    Raises what reading the file raises; `load_settings` says it in words.
    """
    variable = _variable(key)
    if variable:
        return variable
    file = settings_file()
    written = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return "file" if key in written else "default"


def _variable(key: str) -> str:
    """The environment variable that sets a key whatever the file says; empty for none."""
    if f"PROSPECT_{key.upper()}" in os.environ:
        return f"PROSPECT_{key.upper()}"
    other = _OTHER_NAMES.get(key, "")
    return other if os.environ.get(other) else ""


def set_value(key: str, value: str) -> Path:
    """Writes one setting to the file, which is made when it is not there; the file.

    The rest of the file stays as it is. Raises SettingsProblem when there is no such key, when
    the value is not allowed, or when the file cannot be read or written.
    """
    path = settings_file()
    if key not in KEYS:
        raise SettingsProblem(f"there is no setting {key}; there are {', '.join(KEYS)}")
    if holds_password(value):
        raise SettingsProblem(
            f"{key} cannot hold a password; leave it out and keep it in the file that PGPASSFILE "
            "names"
        )
    parsed = _parsed(key, value)
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        changed = _with_value(text, key, parsed)
        tomllib.loads(text)  # a file that is broken already is not ours to change
        if not _says(changed, key, parsed):
            raise SettingsProblem(f"{path}: {key} spans several lines; change it by hand")
        Choices.model_validate({key: parsed})
        _replace(path, changed)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise SettingsProblem(f"{key} cannot be {value!r}: {_lower(problem['msg'])}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsProblem(f"{path} is not TOML: {error}; mend that line by hand") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"{path} cannot be written: {error}") from None
    return path


def _absolute(name: str) -> str:
    return str(Path(name).expanduser().absolute())


def _parsed(key: str, value: str) -> object:
    """What was typed, as the file spells it: folders whole, yes and no as true and false."""
    kind = Choices.model_fields[key].annotation
    if kind is bool and value.lower() in {"true", "false", "on", "off", "yes", "no"}:
        return value.lower() in {"true", "on", "yes"}
    if kind in (int, float):
        with suppress(ValueError):
            return kind(value)
    if key == "packs":
        return [_absolute(name) for name in folders_of(value)]
    if kind == Path | None or (key == "drills_kept_in" and not is_server(value)):
        return _absolute(value)
    return value


def _says(text: str, key: str, value: object) -> bool:
    """Whether a settings file's text gives this value; one that is no TOML gives none."""
    try:
        return tomllib.loads(text).get(key) == value
    except tomllib.TOMLDecodeError:
        return False


def _with_value(text: str, key: str, value: object) -> str:
    """The file's text with the key's line replaced, or added before the first table."""
    line = f"{key} = {_toml(value)}"
    place = re.compile(rf"^[ \t]*{key}[ \t]*=.*$", re.M)
    if place.search(text):
        return place.sub(lambda _: line, text, count=1)
    table = re.search(r"^[ \t]*\[", text, re.M)
    head, tail = (text[: table.start()], text[table.start() :]) if table else (text, "")
    gap = "" if not head or head.endswith("\n") else "\n"
    return f"{head}{gap}{line}\n{tail}"


def _toml(value: object) -> str:
    """A value as TOML spells it: JSON's strings and booleans are TOML's, but for DEL."""
    return json.dumps(value).replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    """Writes the whole file or leaves the old one; where a link stands, what it points to."""
    file = path.resolve()
    made(file.parent)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        opened = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as stream:
            stream.write(text)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _complaint(error: ValidationError, path: Path) -> str:
    """The first thing wrong, with its place and the mend."""
    problem = error.errors(include_url=False)[0]
    key = str(problem["loc"][0])
    variable = f"PROSPECT_{key.upper()}"
    where = variable if variable in os.environ else f"{path}: {key}"
    if problem["type"] == "extra_forbidden":
        return f"{where}: there is no such setting; there are {', '.join(KEYS)}"
    return f"{where} cannot be {problem['input']!r}: {_lower(problem['msg'])}"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]

"""Settings: flags beat the environment, the environment beats the file, and mistakes are named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.places import network_filesystem, settings_file
from simulator.settings import SettingsProblem, load_settings, set_value


def _write(text: str) -> Path:
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_without_a_file_everything_has_a_default(folder: Path) -> None:
    """A first start needs no configuration, and makes no file."""
    settings = load_settings()
    assert (settings.reply_speed, settings.level, settings.coach) == ("reading", "standard", True)
    assert settings.calls_folder == folder
    assert not settings_file().exists()


def test_flags_beat_environment_beats_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source is used where the stronger ones say nothing."""
    _write('level = "easy"\ntheme = "prospect-light"\n')
    assert load_settings().level == "easy"
    monkeypatch.setenv("PROSPECT_LEVEL", "hard")
    assert load_settings().level == "hard"
    assert load_settings(level="standard").level == "standard"
    assert load_settings(level=None).level == "hard"
    assert load_settings().theme == "prospect-light"


def test_the_folder_of_calls_can_be_chosen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PROSPECT_DATA beats the file's folder; without it the file's is used."""
    _write(f'calls_kept_in = "{tmp_path}/mine"\n')
    assert load_settings().calls_folder == folder
    monkeypatch.delenv("PROSPECT_DATA")
    assert load_settings().calls_folder == tmp_path / "mine"
    monkeypatch.setenv("PROSPECT_CALLS_KEPT_IN", str(tmp_path / "other"))
    assert load_settings().calls_folder == tmp_path / "other"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('level = "hrad"', r"config\.toml: level cannot be 'hrad': input should be 'easy'"),
        ('levle = "easy"', r"config\.toml: levle: there is no such setting; there are reply_speed"),
        ("level = [", r"config\.toml is not TOML"),
        ('theme = "\\u001b[31m"', r"config\.toml: theme cannot be"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_key(folder: Path, text: str, said: str) -> None:
    """The message says file, key and what is allowed."""
    _write(text)
    with pytest.raises(SettingsProblem, match=said):
        load_settings()


def test_a_mistake_in_the_environment_names_the_variable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which variable to mend."""
    monkeypatch.setenv("PROSPECT_COACH", "perhaps")
    with pytest.raises(SettingsProblem, match=r"^PROSPECT_COACH cannot be 'perhaps'"):
        load_settings()


def test_setting_a_value_leaves_the_rest_of_the_file(folder: Path) -> None:
    """Comments, order and other keys stay; the key's own line is replaced or added."""
    file = _write('# mine\nlevel = "easy"  # for now\n\n# end')
    set_value("level", "hard")
    set_value("coach", "off")
    assert file.read_text() == '# mine\nlevel = "hard"\n\n# end\ncoach = false\n'
    assert (load_settings().level, load_settings().coach) == ("hard", False)


def test_the_file_is_made_closed_to_others(folder: Path) -> None:
    """The first setting makes folder and file, readable by their owner alone."""
    file = set_value("reply_speed", "instant")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_the_file_is_utf8_whatever_the_locale(folder: Path) -> None:
    """A comment in any letters survives a change made where the locale is plain ASCII."""
    file = settings_file()
    file.parent.mkdir(parents=True)
    file.write_text("# gemütlich\n", encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run(
        [sys.executable, "-m", "simulator.cli", "config", "set", "level", "hard"],
        check=True,
        capture_output=True,
        env={**os.environ, **plain},
    )
    assert file.read_text(encoding="utf-8") == '# gemütlich\nlevel = "hard"\n'


def test_a_linked_file_stays_a_link(folder: Path, tmp_path: Path) -> None:
    """Settings kept elsewhere and linked here are changed where they are kept."""
    kept = tmp_path / "dotfiles" / "prospect.toml"
    kept.parent.mkdir()
    kept.write_text('level = "easy"\n')
    file = settings_file()
    file.parent.mkdir(parents=True)
    file.symlink_to(kept)
    assert set_value("level", "hard") == file
    assert (file.is_symlink(), kept.read_text()) == (True, 'level = "hard"\n')


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("level", "hrad", "level cannot be 'hrad'"),
        ("wings", "x", "there is no setting wings; there are reply_speed"),
        ("coach", "perhaps", "coach cannot be 'perhaps'"),
    ],
)
def test_a_wrong_value_is_refused_and_not_written(
    folder: Path, key: str, value: str, said: str
) -> None:
    """What cannot be used never reaches the file."""
    with pytest.raises(SettingsProblem, match=said):
        set_value(key, value)
    assert not settings_file().exists()


def test_a_broken_file_is_not_overwritten(folder: Path) -> None:
    """A file that is not TOML is left for its owner to mend."""
    file = _write("level = [")
    with pytest.raises(SettingsProblem, match="not TOML"):
        set_value("theme", "prospect-dark")
    assert file.read_text() == "level = ["


def test_a_network_filesystem_is_known_by_its_longest_mount(tmp_path: Path) -> None:
    """The file system of a folder is that of the innermost mount above it."""
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda / ext4 rw 0 0\nhost:/x /home/a\\040b nfs4 rw 0 0\n")
    assert network_filesystem(Path("/home/a b/calls"), mounts) == "nfs4"
    assert network_filesystem(Path("/home/other"), mounts) is None
    assert network_filesystem(Path("/home"), tmp_path / "none") is None


def test_a_link_does_not_hide_a_network_filesystem(tmp_path: Path) -> None:
    """A folder of calls that is a link lies where the link leads."""
    shared = tmp_path / "shared"
    shared.mkdir()
    (tmp_path / "calls").symlink_to(shared)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nhost:/x {shared.resolve()} nfs4 rw 0 0\n")
    assert network_filesystem(tmp_path / "calls", mounts) == "nfs4"

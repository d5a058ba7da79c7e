"""Where things are kept: one folder for calls, one for settings.

The folders are the platform's own (XDG on Linux). `PROSPECT_DATA` and `PROSPECT_CONFIG` name
other folders.
"""

import os
import re
from pathlib import Path

from simulator.problem import Problem

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "ceph"})
"""File systems on which SQLite's write-ahead log is not safe between machines."""


def is_served() -> bool:
    """Whether this process shows the app to somebody in a browser, on a machine not theirs.

    Then nothing of the host's files can be read, named or written from the screens.
    """
    return os.environ.get("PROSPECT_SERVED") == "1"


def data_folder() -> Path:
    """The folder of calls and crash reports; it need not exist."""
    import platformdirs

    named = os.environ.get("PROSPECT_DATA")
    return Path(named).expanduser() if named else platformdirs.user_data_path("prospect", False)


def config_folder() -> Path:
    """The folder of the settings file; it need not exist."""
    import platformdirs

    named = os.environ.get("PROSPECT_CONFIG")
    return Path(named).expanduser() if named else platformdirs.user_config_path("prospect", False)


def settings_file() -> Path:
    """The settings file; it need not exist."""
    return config_folder() / "config.toml"


def archive_file(folder: Path) -> Path:
    """The archive inside a folder of calls."""
    return folder / "calls.db"


def register_file(folder: Path) -> Path:
    """The register of drills inside a folder of calls."""
    return folder / "drills.db"


def handed_in_folder(folder: Path) -> Path:
    """Where the app writes files for a trainer, inside a folder of calls."""
    return folder / "handed in"


def is_server(place: str) -> bool:
    """Whether a place is the address of a PostgreSQL server, not a file."""
    return place.startswith(("postgresql://", "postgres://"))


def holds_password(place: str) -> bool:
    """Whether a server's address holds a password, which would be shown wherever it is."""
    if not is_server(place):
        return False
    _, _, rest = place.partition("://")
    user, at, _ = rest.partition("/")[0].rpartition("@")
    return (bool(at) and ":" in user) or re.search(r"[?&]password=", place) is not None


def made(folder: Path) -> Path:
    """The folder, made when it was not there and closed to other users.

    Raises OSError when it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_new(file: Path, text: str) -> None:
    """Writes a text to a new file that its owner alone can read.

    Raises Problem when the file is there already or cannot be written.
    """
    try:
        new = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(new, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise Problem(f"{file} cannot be written ({error.strerror}); name another file") from None


def network_filesystem(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """The kind of network file system `path` lies on; None when it is local or not known."""
    try:
        table = mounts.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    here = path.resolve()
    best = (-1, "")
    for line in table.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if here.is_relative_to(point):
            best = max(best, (len(point.parts), fields[2]))
    return best[1] if best[1] in NETWORK else None

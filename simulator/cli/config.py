"""`prospect config`: where the settings are, what they are, and setting them."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command, Group
from simulator.cli.output import emit, table, tell


@click.group(cls=Group, name="config", example="prospect config set reply_speed instant")
def command() -> None:
    """Show where the settings are, what they are, and set them.

    A flag beats the environment (PROSPECT_LEVEL and so on), which beats the file.
    """


@command.command(cls=Command, example="prospect config path")
@json_option
def path(*, as_json: bool) -> int:
    """Print the settings file's place."""
    from simulator.places import settings_file

    if as_json:
        emit({"file": str(settings_file())})
    else:
        tell(str(settings_file()))
    return 0


@command.command(cls=Command, example="prospect config show --json")
@json_option
def show(*, as_json: bool) -> int:
    """Print every setting in force and where it comes from."""
    from simulator.places import settings_file
    from simulator.settings import KEYS, load_settings, source_of

    settings = load_settings()
    file = settings_file()
    values = {key: getattr(settings, key) for key in KEYS}
    values["calls_kept_in"] = settings.calls_folder
    rows = []
    for key, value in values.items():
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        rows.append((key, shown, source_of(key)))
    if as_json:
        emit(
            {
                "file": str(file),
                "settings": {
                    key: {
                        "value": values[key]
                        if isinstance(values[key], bool | int | float)
                        else shown,
                        "from": source,
                    }
                    for key, shown, source in rows
                },
            }
        )
        return 0
    table(rows, ("SETTING", "VALUE", "FROM"))
    tell(f"File: {file}")
    return 0


@command.command(name="set", cls=Command, example="prospect config set level hard")
@click.argument("key")
@click.argument("value")
@json_option
def set_setting(*, key: str, value: str, as_json: bool) -> int:
    """Write one setting to the file; the rest of it stays as it is."""
    from simulator.settings import KEYS, set_value, source_of

    if key not in KEYS:
        raise click.UsageError(f"there is no setting {key!r}; there are {', '.join(KEYS)}")
    file = set_value(key, value)
    source = source_of(key)
    beaten_by = None if source == "file" else source
    if as_json:
        emit({"file": str(file), "key": key, "value": value, "beaten_by": beaten_by})
        return 0
    tell(f"{key} is set in {file}.")
    if beaten_by:
        tell(f"But {beaten_by} is set in the environment and beats the file.")
    return 0

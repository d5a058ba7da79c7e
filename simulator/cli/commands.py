"""Commands whose help ends in an example, and a group that imports a command only to run it."""

import difflib
from importlib import import_module
from typing import Any

import click


class _Exampled(click.Command):
    """What the help of every command shares."""

    def __init__(self, *args: Any, example: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.example = example

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """The example, as it would be typed."""
        with formatter.section("Example"):
            for line in self.example.splitlines():
                formatter.write_text(line)


class Command(_Exampled):
    """A command with an example in its help."""


class Group(_Exampled, click.Group):
    """A group with an example in its help."""


class LazyGroup(Group):
    """Knows its commands by name and summary; each module is imported when its command runs."""

    def __init__(
        self,
        *args: Any,
        summaries: dict[str, str],
        package: str = "simulator.cli",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.summaries = summaries
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order a person meets them."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, from the module of its name in the group's package."""
        if cmd_name not in self.summaries:
            return None
        command = import_module(f"{self.package}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for one that does not exist."""
        if args and args[0] not in self.summaries and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], self.summaries, n=1)
            hint = f"did you mean {close[0]}?" if close else "no command has a name like it"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Names and summaries, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))

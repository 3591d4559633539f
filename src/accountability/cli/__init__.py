"""
The command line: it parses, calls the library and prints; it decides nothing.

Each family of commands is a module of its own, imported when one of its commands is run, so that
``accountability --help`` costs no more than click does. What goes wrong is one clear line on standard
error and exit code 2; exit code 1 belongs to `check` and `diff`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from accountability.exceptions import AccountabilityError

__all__ = ["main"]

_COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("exporting", "Make a sample register, its tracker and its response document."),
    "import": ("importing", "Read published pages into a register, new or grown."),
    "check": ("inspecting", "Say what is wrong with a register, and what to do about it."),
    "status": ("inspecting", "Say what has become of each item, and why."),
    "export": ("exporting", "Write a register as a tracker, a document or a table."),
    "exporters": ("exporting", "List the forms in which a register can be written."),
    "mark": ("changing", "Record that answers were cleared, sent or published."),
    "merge": ("changing", "Put several registers together."),
    "diff": ("changing", "Say what differs between two registers."),
    "schema": ("inspecting", "Print the JSON Schema of the register file."),
}
"""Name of each command, in the order of a register's life: its module and what it does."""


class _Group(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"{__name__}.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_module, told) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from accountability.exceptions import did_you_mean

            near = did_you_mean(args[0], _COMMANDS) or f"; there are: {', '.join(_COMMANDS)}"
            message = f"there is no command {args[0]!r}{near}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]  # always ends the process, as click's does by default
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,
    ) -> NoReturn:
        """Run, turn every expected failure into one line and exit code 2, and exit."""
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
            sys.stdout.flush()
        except click.exceptions.Exit as stop:
            code = stop.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("stopped", err=True)
            code = 130
        except BrokenPipeError:
            # The reader of a pipe has gone, e.g. `| head`; nobody is left to be told.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except click.ClickException as error:
            code = _refuse(error.format_message())
        except _expected() as error:
            code = _refuse(str(error))
        sys.exit(code if isinstance(code, int) else 0)


def _expected() -> type[AccountabilityError]:
    """Fetch the class of our own errors, which costs an import, once something has gone wrong."""
    from accountability.exceptions import AccountabilityError

    return AccountabilityError


def _refuse(message: str) -> int:
    text = message[:1].lower() + message[1:] if message[:2] != message[:2].upper() else message
    click.echo(f"accountability: {text.removesuffix('.')}", err=True)
    return 2


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.version_option(
    None, "--version", package_name="accountability", message="%(prog)s %(version)s"
)
def main() -> None:
    """Follow every recommendation to its end."""

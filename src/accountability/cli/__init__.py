"""
The command line: it parses, calls the library and prints; it decides nothing.

Each family of commands is a module of its own, imported when one of its commands is run, so that
``accountability --help`` costs no more than click does. What goes wrong is one clear line on standard
error and exit code 2; exit code 1 belongs to `check`, `diff` and `collect`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
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
    "deadlines": (
        "deadlines",
        "Say by when each report must be answered, and how that was counted.",
    ),
    "export": ("exporting", "Write a register as a tracker, a document or a table."),
    "exporters": ("exporting", "List the forms in which a register can be written."),
    "commission": ("commissioning", "Make the files that go out to those who answer."),
    "collect": ("returning", "Take over what came back, as drafts."),
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

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # Click itself would end with exit code 1, which belongs to `check` and `diff`.
            raise _ReaderGoneError from error

    def main(  # type: ignore[override]  # always ends the process, as click's does by default
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,
    ) -> NoReturn:
        """Run, turn every expected failure into one line and exit code 2, and exit."""
        _write_what_can_be_written()
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
            sys.stdout.flush()
        except (click.Abort, KeyboardInterrupt):
            click.echo("stopped", err=True)
            code = 130
        except (_ReaderGoneError, BrokenPipeError):
            # The reader of a pipe has gone, e.g. `| head`; nobody is left to be told.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except click.ClickException as error:
            code = _explain(error)
        except _expected() as error:
            code = _refuse(str(error))
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            code = _refuse(f"{where}{(error.strerror or str(error)).lower()}")
        sys.exit(code if isinstance(code, int) else 0)


class _ReaderGoneError(Exception):
    """Nobody reads standard output any more."""


def _write_what_can_be_written() -> None:
    """Let a terminal that cannot show every character show a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if not encoding.startswith("utf") and reconfigure is not None:
            reconfigure(errors="replace")


def _expected() -> type[AccountabilityError]:
    """Fetch the class of our own errors, which costs an import, once something has gone wrong."""
    from accountability.exceptions import AccountabilityError

    return AccountabilityError


def _explain(error: click.ClickException) -> int:
    # Newer versions of click answer a bare command by an error that holds its help.
    if type(error).__name__ == "NoArgsIsHelpError":
        click.echo(error.format_message(), err=True)
        return 2
    return _refuse(_in_our_words(error))


def _in_our_words(error: click.ClickException) -> str:
    """Return the message of *error*; click's own get the nearest name and where to read on."""
    from accountability.exceptions import did_you_mean

    context = getattr(error, "ctx", None)
    path = context.command_path if context else "accountability"
    if isinstance(error, click.NoSuchOption):
        known = [name for one in context.command.params for name in one.opts] if context else []
        near = did_you_mean(error.option_name, known) or f"; see {path} --help"
        return f"there is no option {error.option_name!r}{near}"
    message = error.format_message()
    if type(error) is click.UsageError and not message.startswith("Got "):
        return message
    if isinstance(error, click.UsageError):
        message = message[:1].lower() + message[1:].removesuffix(".")
    if isinstance(error, click.BadOptionUsage | click.MissingParameter) or message.startswith(
        "got "
    ):
        message = f"{message}; see {path} --help"
    return message


def _refuse(message: str) -> int:
    from accountability.cli._show import clean

    click.echo(f"accountability: {clean(message.removesuffix('.'))}", err=True)
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

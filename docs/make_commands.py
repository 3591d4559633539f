"""
Write the reference page of commands from the command line itself.

Run by hand (``python docs/make_commands.py``) when code has changed; a test fails while the page is
stale. The page is made from the commands, not from what ``--help`` prints, so that it is the same with
every version of click.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from accountability.cli import main as cli

PAGE = Path(__file__).parent / "reference" / "commands.md"

INTRODUCTION = """\
<!-- Made by docs/make_commands.py from the code; change it there. -->

# Commands

Exit codes: 0 if all went well;
1 from `check` (a warning or an error), `diff` (differences) and `collect` (conflicts, refused cells) alone;
2 for misuse or unreadable input.
Existing files are never overwritten without `--force`; new ones are written beside and renamed.
What was worth noting while reading or writing a file goes to standard error.

"""


def _takes(parameter: click.Parameter) -> str:
    """Say what a value of *parameter* looks like; "" for a switch."""
    if isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count):
        return ""
    if parameter.metavar:
        return parameter.metavar
    if isinstance(parameter.type, click.Choice):
        return "|".join(str(getattr(choice, "value", choice)) for choice in parameter.type.choices)
    if isinstance(parameter.type, click.DateTime):
        return "YYYY-MM-DD"
    name = parameter.name if isinstance(parameter, click.Argument) else parameter.type.name
    return str(name).upper()


def _usage(path: str, command: click.Command) -> str:
    words = [path]
    for parameter in command.params:
        takes = _takes(parameter)
        if isinstance(parameter, click.Argument):
            shown = takes + ("..." if parameter.nargs < 0 and "..." not in takes else "")
            words.append(shown if parameter.required or shown.startswith("[") else f"[{shown}]")
        elif parameter.required:
            words.append(f"{parameter.opts[0]} {takes}")
    optional = any(isinstance(p, click.Option) and not p.required for p in command.params)
    return " ".join([*words, "[OPTIONS]"] if optional else words)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _option(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    repeat = " May be given more than once." if option.multiple else ""
    shown = _cell(f"{names} {_takes(option)}")
    return f"| `{shown}` | {_cell(option.help or '')}{repeat} |\n"


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "").replace("\b\n", "").strip() + "\n\n"


def _command(path: str, command: click.Command) -> str:
    options = [
        parameter
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
    ]
    parts = [f"## `{path}`\n\n", f"```text\n{_usage(path, command)}\n```\n\n", _help(command)]
    if options:
        parts += ["| option | meaning |\n| --- | --- |\n", *map(_option, options), "\n"]
    return "".join(parts)


def commands() -> dict[str, click.Command]:
    """Give every command that is shown, by name, in the order in which `--help` lists them."""
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command and not command.hidden}


def page() -> str:
    """Tell every command with its arguments and options."""
    told = [_command(f"accountability {name}", command) for name, command in commands().items()]
    return (INTRODUCTION + "".join(told)).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The options of an exporter: what its class takes, described and read from words."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from accountability.exceptions import InvalidOptionError

__all__ = ["Option", "kinds_of", "options_of", "parameters_of", "value_of"]


@frozen(kw_only=True)
class Option:
    """
    One thing that can be chosen about an exporter.

    Attributes:
        name: As on the command line, with hyphens.

        takes: What it takes, in words: "yes or no", "a number", "text", "a file", or the choices.

        default: What it is if nothing is said, in words.

        help: What it does.

        choices: The choices, if it has a list.
    """

    name: str
    takes: str
    default: str
    help: str = ""
    choices: tuple[str, ...] = ()


def options_of(cls: type) -> tuple[Option, ...]:
    """
    Describe the options of an exporter: the keyword-only parameters of its class.

    Their help is what the class's docstring says of them under ``Attributes:`` (or ``Args:``).

    Raises:
        TypeError: a parameter is of a kind that no option can have, or has no default.
    """
    told = _described(inspect.getdoc(cls) or "")
    return tuple(
        _option(name, hint, default, told.get(name, ""))
        for name, (hint, default) in parameters_of(cls).items()
    )


def parameters_of(cls: type) -> dict[str, tuple[Any, object]]:
    """Return the options of *cls*: name, annotation and default; raises like `options_of`."""
    signature = inspect.signature(cls)
    hints = typing.get_type_hints(cls.__init__)  # type: ignore[misc]  # a class's own, read only
    found: dict[str, tuple[Any, object]] = {}
    for name, parameter in signature.parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            message = f"{name} must be keyword-only"
            raise TypeError(message)
        if parameter.default is inspect.Parameter.empty:
            message = f"{name} has no default"
            raise TypeError(message)
        hint = hints.get(name, str)
        kinds_of(name, hint)
        found[name] = (hint, parameter.default)
    return found


def kinds_of(name: str, hint: Any) -> tuple[type, ...]:
    """Return the kinds of value that an option takes, None left out."""
    is_union = typing.get_origin(hint) in {types.UnionType, typing.Union}
    kinds = tuple(
        kind
        for kind in (typing.get_args(hint) if is_union else (hint,))
        if kind is not types.NoneType
    )
    for kind in kinds:
        if not isinstance(kind, type) or not issubclass(kind, bool | int | str | bytes):
            message = f"{name} is a {kind!r}; an option is bool, int, str, a StrEnum or bytes"
            raise TypeError(message)
    return kinds


def _option(name: str, hint: Any, default: object, told: str) -> Option:
    kinds = kinds_of(name, hint)
    choices = tuple(member.value for kind in kinds if issubclass(kind, StrEnum) for member in kind)
    takes = " or ".join(
        ", ".join(member.value for member in kind) if issubclass(kind, StrEnum) else _TAKES[kind]
        for kind in kinds
    )
    return Option(
        name=name.replace("_", "-"),
        takes=takes,
        default=_shown(default),
        help=told,
        choices=choices,
    )


_TAKES: Mapping[type, str] = {bool: "yes or no", int: "a number", str: "text", bytes: "a file"}


def _shown(default: object) -> str:
    match default:
        case None:
            return "none"
        case bool():
            return "yes" if default else "no"
        case StrEnum():
            return default.value
        case _:
            return str(default) or "empty"


_ENTRY = re.compile(r"^ {4}(\w+)(?: \([^)]*\))?: (.*)$")
_SECTION = re.compile(r"^(?:Attributes|Args):$")


def _described(docstring: str) -> dict[str, str]:
    """Read the ``name: description`` entries of a Google-style docstring."""
    told: dict[str, str] = {}
    inside, current = False, ""
    for line in docstring.splitlines():
        if not line.startswith(" ") and line.strip():
            inside = bool(_SECTION.match(line))
            continue
        entry = _ENTRY.match(line)
        if inside and entry:
            current = entry[1]
            told[current] = entry[2].strip()
        elif inside and current and line.startswith(" " * 8):
            told[current] = f"{told[current]} {line.strip()}"
    return told


_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def value_of(
    exporter: str,
    option: str,
    words: str,
    kinds: tuple[type, ...],
    read_file: Callable[[str], bytes] | None,
) -> object:
    """Read the words typed for an option; raises `InvalidOptionError`."""
    taken = []
    for kind in kinds:
        if issubclass(kind, StrEnum):
            if words in {member.value for member in kind}:
                return kind(words)
            taken.append(f"one of {', '.join(member.value for member in kind)}")
        elif kind is bool:
            if words.lower() in _YES_NO:
                return _YES_NO[words.lower()]
            taken.append("yes or no")
        elif kind is int:
            if re.fullmatch(r"-?[0-9]{1,18}", words):
                return int(words)
            taken.append("a whole number")
        elif kind is bytes:
            if read_file is not None:
                return read_file(words)
            taken.append("a file, which cannot be given here")
        else:
            return words
    raise InvalidOptionError(exporter, option, words, f"it takes {' or '.join(taken)}")

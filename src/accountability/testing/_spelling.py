"""
How a drawn value is shown when a test fails: as the call that makes it, without what it leaves out.

Hypothesis shows what `map` was given. Records have twenty fields and drawn ones fill three of them, so
a failing register is only readable, and can only be pasted into a test, where the others are not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

import attrs
from attrs import frozen

__all__ = ["Constructor", "Spelled"]

V = TypeVar("V")


class _Printer(Protocol):
    """What we use of the printers of Hypothesis and IPython."""

    def text(self, text: str, /) -> None: ...
    def breakable(self, sep: str = ..., /) -> None: ...
    def begin_group(self, indent: int = ..., open: str = ..., /) -> None: ...
    def end_group(self, dedent: int = ..., close: str = ..., /) -> None: ...
    def pretty(self, obj: Any, /) -> None: ...


@frozen
class Spelled:
    """The fields of a value to be made; shown as the arguments of the call that makes it."""

    fields: Mapping[str, Any]

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:  # noqa: FBT001  # fixed by IPython
        _show_arguments(self.fields, printer)


@frozen(repr=False)
class Constructor(Generic[V]):
    """Makes values of a class from fields; shown by the name of the class."""

    cls: type[V]

    def __call__(self, spelled: Spelled) -> V:
        return self.cls(**spelled.fields)

    def __repr__(self) -> str:
        return self.cls.__name__


def _show_arguments(fields: Mapping[str, Any], printer: _Printer) -> None:
    for number, (name, value) in enumerate(fields.items()):
        if number:
            printer.text(",")
            printer.breakable()
        printer.text(f"{name}=")
        _show(value, printer)


def _show(value: object, printer: _Printer) -> None:
    if isinstance(value, Enum):
        printer.text(str(type(value).__name__) + "." + value.name)
    elif isinstance(value, tuple):
        printer.begin_group(1, "(")
        for number, member in enumerate(value):
            if number:
                printer.text(",")
                printer.breakable()
            _show(member, printer)
        if len(value) == 1:
            printer.text(",")
        printer.end_group(1, ")")
    elif attrs.has(type(value)):
        name = type(value).__name__
        printer.begin_group(len(name) + 1, f"{name}(")
        _show_arguments(_held(value), printer)
        printer.end_group(len(name) + 1, ")")
    else:
        printer.pretty(value)


def _held(value: Any) -> dict[str, Any]:
    """Return the fields of an attrs value that do not hold their defaults."""
    held = {}
    for field in attrs.fields(type(value)):
        inner, default = getattr(value, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # typed as a function, is a class
            default = default.factory(*[value] * default.takes_self)
        if inner != default:
            held[field.name] = inner
    return held

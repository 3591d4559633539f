"""
What constructors refuse: values that cannot be represented, and nothing else.

A frozen record is built a million times when a large register is loaded, so the check of a class is
worked out once from its annotations and skips every field that holds its default.
"""

from __future__ import annotations

import operator
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs

from accountability.exceptions import InvalidRecordError
from accountability.text import first_unclean, shorten

__all__ = ["check_record"]

_Check = Callable[[object], str | None]
"""Returns what is wrong with a value, or None."""


def check_record(record: object, required: tuple[str, ...] = ()) -> None:
    """
    Refuse *record* if a field holds what cannot be represented.

    Args:
        record: An attrs value.

        required: Text fields that may not be empty.

    Raises:
        InvalidRecordError: a value is of the wrong type, a required text is empty, or a text holds a
            character that XML cannot hold.
    """
    cls: type[Any] = type(record)
    names, defaults, values_of, checks = _PLANS.get(cls) or _PLANS.setdefault(cls, _plan(cls))
    for position, value in enumerate(values_of(record)):
        if value is defaults[position]:
            continue
        reason = checks[position](value)
        if reason is not None:
            raise InvalidRecordError(cls.__name__, _id_of(record), names[position], reason)
    for name in required:
        value = getattr(record, name)
        if not value or value.isspace():
            raise InvalidRecordError(
                cls.__name__, _id_of(record), name, "is empty; give it a value"
            )


def _id_of(record: object) -> str:
    value = getattr(record, "id", "")
    return shorten(value) if isinstance(value, str) else ""


_Plan = tuple[
    tuple[str, ...],
    tuple[object, ...],
    Callable[[object], tuple[object, ...]],
    tuple[_Check, ...],
]


_PLANS: dict[type[Any], _Plan] = {}
"""The plan of each class, kept after its first record."""


def _plan(cls: type[Any]) -> _Plan:
    """Work out, once a class, its fields' names, defaults, a reader of all of them, and their checks."""
    hints = typing.get_type_hints(cls)
    fields = [attribute for attribute in attrs.fields(typing.cast("type", cls)) if attribute.init]
    names = tuple(attribute.name for attribute in fields)
    reader = operator.attrgetter(*names)
    return (
        names,
        tuple(attribute.default for attribute in fields),
        reader if len(names) > 1 else lambda record: (reader(record),),
        tuple(_check_for(hints[name]) for name in names),
    )


def _check_for(hint: object) -> _Check:
    if hint is str:
        return _check_text
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return _any_of(tuple(_check_for(option) for option in typing.get_args(hint)))
    if origin is tuple:
        arguments = typing.get_args(hint)
        if arguments[-1] is Ellipsis:
            return _each(_check_for(arguments[0]))
        return _exactly(tuple(_check_for(argument) for argument in arguments))
    if isinstance(hint, type):
        return _instance_of(hint)
    message = f"no check for {hint!r}"
    raise TypeError(message)


def _check_text(value: object) -> str | None:
    if type(value) is not str:
        return f"needs text, not {_named(value)}"
    position = first_unclean(value)
    if position is None:
        return None
    return (
        f"character {position} is U+{ord(value[position]):04X}, which XML cannot hold; "
        "pass the text through text.clean"
    )


def _instance_of(cls: type) -> _Check:
    def check(value: object) -> str | None:
        if isinstance(value, cls):
            return None
        if cls is types.NoneType:
            return f"needs nothing, not {_named(value)}"
        return f"needs {_article(cls.__name__)}, not {_named(value)}"

    return check


def _any_of(checks: tuple[_Check, ...]) -> _Check:
    def check(value: object) -> str | None:
        reasons = []
        for option in checks:
            reason = option(value)
            if reason is None:
                return None
            reasons.append(reason)
        return next((reason for reason in reasons if "needs" not in reason), reasons[0])

    return check


def _each(inner: _Check) -> _Check:
    def check(value: object) -> str | None:
        if type(value) is not tuple:
            return f"needs a tuple, not {_named(value)}"
        for number, member in enumerate(value):
            reason = inner(member)
            if reason is not None:
                return f"member {number} {reason}"
        return None

    return check


def _exactly(checks: tuple[_Check, ...]) -> _Check:
    def check(value: object) -> str | None:
        if type(value) is not tuple or len(value) != len(checks):
            return f"needs a tuple of {len(checks)}, not {_named(value)}"
        for inner, member in zip(checks, value, strict=True):
            reason = inner(member)
            if reason is not None:
                return reason
        return None

    return check


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOU' else 'a'} {noun}"


def _named(value: object) -> str:
    if isinstance(value, str):
        return f"the text {shorten(value)!r}"
    return _article(type(value).__name__) if value is not None else "None"

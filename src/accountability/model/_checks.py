"""
What constructors refuse: values that cannot be represented, and nothing else.

A frozen record is built a million times when a large register is loaded, so the check of a class is
worked out once from its annotations, skips every field that holds its default and looks through all
texts of a record in one go; only a record that is wrong is gone through field by field.
"""

from __future__ import annotations

import operator
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs
from attrs import frozen

from accountability.exceptions import InvalidRecordError
from accountability.text import first_unclean, shorten

__all__ = ["check_record"]

_Check = Callable[[object], str | None]
"""Returns what is wrong with a value, or None."""

_Reader = Callable[[object], tuple[object, ...]]
"""Returns the values of some fields of a record, in order."""


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
    plan = _PLANS.get(cls) or _PLANS.setdefault(cls, _plan(cls))
    if not _is_right(record, plan):
        _refuse(record, plan)
    for name in required:
        value = getattr(record, name)
        if not value or value.isspace():
            raise InvalidRecordError(
                cls.__name__, _id_of(record), name, "is empty; give it a value"
            )


@frozen(kw_only=True)
class _Plan:
    """What there is to check in a class, worked out before its first record."""

    names: tuple[str, ...]
    checks: tuple[_Check, ...]
    texts: _Reader
    """Reads the values of the fields that hold plain text ..."""
    others: _Reader
    """... and of all others, which have these checks:"""
    other_checks: tuple[tuple[object, frozenset[type], _Check], ...]
    """A default, the types that need no further look, and the check for anything else."""


_PLANS: dict[type[Any], _Plan] = {}
"""The plan of each class, kept after its first record."""


def _plan(cls: type[Any]) -> _Plan:
    hints = typing.get_type_hints(cls)
    fields = [attribute for attribute in attrs.fields(typing.cast("type", cls)) if attribute.init]
    others = [attribute for attribute in fields if hints[attribute.name] is not str]
    return _Plan(
        names=tuple(attribute.name for attribute in fields),
        checks=tuple(_check_for(hints[attribute.name]) for attribute in fields),
        texts=_reader([attribute.name for attribute in fields if attribute not in others]),
        others=_reader([attribute.name for attribute in others]),
        other_checks=tuple(
            (attribute.default, _at_once(hint), _check_for(hint))
            for attribute in others
            for hint in (hints[attribute.name],)
        ),
    )


def _reader(names: list[str]) -> _Reader:
    match names:
        case []:
            return lambda _record: ()
        case [name]:
            return lambda record: (getattr(record, name),)
        case _:
            return operator.attrgetter(*names)


def _is_right(record: object, plan: _Plan) -> bool:
    """Tell whether no field is wrong, looking through all of its texts at once."""
    if not _are_texts(plan.texts(record)):
        return False
    values = plan.others(record)
    # Not `strict`: both are as long as the plan, and this is the innermost loop of loading.
    for value, (default, types_, check) in zip(values, plan.other_checks):  # noqa: B905
        if value is not default and type(value) not in types_ and check(value) is not None:
            return False
    return True


def _are_texts(values: tuple[object, ...]) -> bool:
    """Tell whether *values* are all texts that the model can hold."""
    if not {str}.issuperset(map(type, values)):
        return False
    return first_unclean("".join(typing.cast("tuple[str, ...]", values))) is None


def _refuse(record: object, plan: _Plan) -> None:
    """Raise for the first field that is wrong."""
    for name, check in zip(plan.names, plan.checks, strict=True):
        reason = check(getattr(record, name))
        if reason is not None:
            raise InvalidRecordError(type(record).__name__, _id_of(record), name, reason)


def _id_of(record: object) -> str:
    value = getattr(record, "id", "")
    return shorten(value) if isinstance(value, str) else ""


def _at_once(hint: object) -> frozenset[type]:
    """Return the types of which every value is right; texts and tuples need a look inside."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return frozenset().union(*map(_at_once, typing.get_args(hint)))
    return frozenset({hint} if isinstance(hint, type) and hint is not str else ())


def _check_for(hint: object) -> _Check:
    if hint is str:
        return _check_text
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return _any_of(tuple(_check_for(option) for option in typing.get_args(hint)))
    if origin is tuple:
        arguments = typing.get_args(hint)
        if arguments[-1] is Ellipsis:
            return _each(arguments[0])
        return _exactly(arguments)
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


def _each(hint: object) -> _Check:
    inner, at_once = _check_for(hint), _at_once(hint)

    def check(value: object) -> str | None:
        if type(value) is not tuple:
            return f"needs a tuple, not {_named(value)}"
        if at_once.issuperset(map(type, value)) or (hint is str and _are_texts(value)):
            return None
        for number, member in enumerate(value):
            reason = inner(member)
            if reason is not None:
                return f"member {number} {reason}"
        return None

    return check


def _exactly(hints: tuple[object, ...]) -> _Check:
    checks, texts = tuple(map(_check_for, hints)), {str}.issuperset(hints)

    def check(value: object) -> str | None:
        if type(value) is not tuple or len(value) != len(checks):
            return f"needs a tuple of {len(checks)}, not {_named(value)}"
        if texts and _are_texts(value):
            return None
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

"""
What constructors refuse: values that cannot be represented, and nothing else.

A frozen record is built a million times when a large register is loaded, so what there is to check in a
class is worked out once from its annotations, and all texts of a record are looked through in one go.
Who makes many records at a time may have them `checked_together`: the same checks, a field of hundreds
of records at once. Only a record that is wrong is gone through value by value, for the words to say so.
"""

from __future__ import annotations

import functools
import itertools
import operator
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import attrs
from attrs import define, field, frozen

from accountability.exceptions import InvalidRecordError
from accountability.text import first_unclean, shorten

__all__ = ["Together", "check_record", "checked_together"]

_Check = Callable[[object], str | None]
"""Returns what is wrong with a value, or None."""


@define
class Together:
    """
    Records that wait to be checked.

    Attributes:
        clean: Whether whoever makes them knows that all their texts are `clean`.

        waiting: The required fields of each class, and its records.
    """

    clean: bool = False
    waiting: dict[type[Any], tuple[tuple[str, ...], list[object]]] = field(factory=dict)

    def check(self, cls: type[Any]) -> None:
        """Check the records of *cls* that wait."""
        required, records = self.waiting[cls]
        right = _are_right(cls, records, required, clean=self.clean)
        for record in () if right else records:
            _refuse(record, required)
        records.clear()


_TOGETHER: ContextVar[Together | None] = ContextVar("records to check together", default=None)
_AT_ONCE = 500
"""How many records of a class are checked together: few enough to be still at hand in the caches."""


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
    together = _TOGETHER.get()
    if together is None:
        if not _are_right(cls, (record,), required, clean=False):
            _refuse(record, required)
        return
    _, records = together.waiting.get(cls) or together.waiting.setdefault(cls, (required, []))
    records.append(record)
    if len(records) == _AT_ONCE:
        together.check(cls)


@contextmanager
def checked_together() -> Iterator[Together]:
    """
    Check the records that are made inside many at a time, the last of them at the end.

    Raises:
        InvalidRecordError: one of them is wrong; none of them may be used then.
    """
    together = Together()
    token = _TOGETHER.set(together)
    try:
        yield together
    finally:
        _TOGETHER.reset(token)
    for cls in together.waiting:
        together.check(cls)


# --- looking at many values at once ---------------------------------------------------------------

_Columns = Callable[[Iterable[object]], Iterable[Any]]
"""Reads some fields of some records: all values in a row."""


@frozen
class _Other:
    """A field that holds neither text nor a tuple of texts."""

    read: Callable[[object], object]
    default: object
    at_once: frozenset[type]
    """Types of which every value is right ..."""
    members_at_once: frozenset[type]
    """... or of which every tuple is; anything else needs a look inside:"""
    check: _Check


@frozen
class _Plan:
    """The fields of a class, by how they are looked at."""

    texts: _Columns
    optional_texts: _Columns
    tuples_of_texts: _Columns
    others: list[_Other]


_PLANS: dict[type[Any], _Plan] = {}
"""The plan of each class, kept after its first record."""


def _plan(cls: type[Any]) -> _Plan:
    hints = _hints(cls)
    defaults = {attribute.name: attribute.default for attribute in attrs.fields(cls)}
    named = {
        kind: [name for name, hint in hints.items() if hint == kind]
        for kind in (str, str | None, tuple[str, ...])
    }
    others = []
    for name in [name for name, hint in hints.items() if hint not in named]:
        hint = hints[name]
        is_tuple = typing.get_origin(hint) is tuple
        members = _at_once(typing.get_args(hint)[0]) if is_tuple else frozenset()
        read = operator.attrgetter(name)
        others.append(_Other(read, defaults[name], _at_once(hint), members, _check_for(hint)))
    return _Plan(
        texts=_columns(*named[str]),
        optional_texts=_columns(*named[str | None]),
        tuples_of_texts=_columns(*named[tuple[str, ...]]),
        others=others,
    )


def _hints(cls: type[Any]) -> dict[str, Any]:
    """Return the types of the fields of *cls*, in order."""
    hints = typing.get_type_hints(cls)
    return {each.name: hints[each.name] for each in attrs.fields(cls) if each.init}


@functools.cache
def _columns(*names: str) -> _Columns:
    match names:
        case ():
            return lambda _records: ()
        case (name,):
            return functools.partial(map, operator.attrgetter(name))
        case _:
            read = operator.attrgetter(*names)
            return lambda records: itertools.chain.from_iterable(map(read, records))


def _are_right(
    cls: type[Any], records: Sequence[object], required: tuple[str, ...], *, clean: bool
) -> bool:
    """Tell whether no field of *records*, all of one class, is wrong."""
    plan = _PLANS.get(cls) or _PLANS.setdefault(cls, _plan(cls))
    words: list[Any] = [*plan.texts(records)]
    words += filter(_is_given, plan.optional_texts(records))
    tuples = [*plan.tuples_of_texts(records)]
    if not _TUPLE.issuperset(map(type, tuples)):
        return False
    words += itertools.chain.from_iterable(tuples)
    if not _TEXT.issuperset(map(type, words)):
        return False
    if not clean and first_unclean("".join(words)) is not None:
        return False
    for other in plan.others:
        if not _is_right(other, records):
            return False
    given = [*_columns(*required)(records)]
    return all(given) and not any(map(str.isspace, given))


_TEXT = frozenset({str})
_TUPLE = frozenset({tuple})
_is_given = functools.partial(operator.is_not, None)


def _is_right(other: _Other, records: Sequence[object]) -> bool:
    if len(records) == 1:
        value = other.read(records[0])
        return value is other.default or type(value) in other.at_once or other.check(value) is None
    values = [value for value in map(other.read, records) if value is not other.default]
    if other.at_once.issuperset(map(type, values)):
        return True
    if (
        other.members_at_once
        and _TUPLE.issuperset(map(type, values))
        and other.members_at_once.issuperset(
            map(type, itertools.chain.from_iterable(typing.cast("list[tuple[object]]", values)))
        )
    ):
        return True
    return all(other.check(value) is None for value in values)


# --- looking at one value ---------------------------------------------------------------------------


def _refuse(record: object, required: tuple[str, ...]) -> None:
    """Raise for the first field of *record* that is wrong."""
    cls: type[Any] = type(record)
    for name, hint in _hints(cls).items():
        reason = _check_for(hint)(getattr(record, name))
        if reason is not None:
            raise InvalidRecordError(cls.__name__, _id_of(record), name, reason)
    for name in required:
        value = getattr(record, name)
        if not value or value.isspace():
            raise InvalidRecordError(
                cls.__name__, _id_of(record), name, "is empty; give it a value"
            )


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
        reasons = (inner(member) for inner, member in zip(checks, value, strict=True))
        return next((reason for reason in reasons if reason is not None), None)

    return check


def _are_texts(values: tuple[object, ...]) -> bool:
    """Tell whether *values* are all texts that the model can hold."""
    if not _TEXT.issuperset(map(type, values)):
        return False
    return first_unclean("".join(typing.cast("tuple[str, ...]", values))) is None


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"


def _named(value: object) -> str:
    if isinstance(value, str):
        return f"the text {shorten(value)!r}"
    return _article(type(value).__name__) if value is not None else "None"

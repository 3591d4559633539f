"""
Plain data to records, as fast as the constructors allow.

A constructor refuses unknown names, missing names and values of the wrong type by itself. All that is
left to do is to turn lists into tuples, words into members of closed lists, and objects into values,
which needs no generated code. Whatever is wrong raises one of the errors that Python raises by itself;
the thorough reading (`_converter`) then says what it is. A test holds the two to the same judgement.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Any

import attrs

from accountability.dates import AnyDate, PartialDate, Precision, Undated
from accountability.model import Extra, Item
from accountability.serialization._converter import CLASS_MEMBER, INSTEAD, KINDS_OF_ITEMS

__all__ = ["Make", "Members", "line_maker", "maker", "only_once"]

Make = Callable[[Any], Any]
"""Makes a value from what the quick decoder returns; raises if it does not fit."""

Members = tuple[tuple[str, Any], ...]
"""An object as the quick decoder leaves it: its members in order, names that come twice included."""


def only_once(members: Members) -> dict[str, Any]:
    """Return *members* as a dict, if they are the members of an object and none comes twice."""
    plain = dict(members)
    if len(plain) != len(members) or type(members) is not tuple:
        raise ValueError(members)
    return plain


def maker(cls: type[Any]) -> Make:
    """Return what makes a *cls* from the members of an object; an `Item` is made by its kind."""
    return _MAKERS.get(cls) or _MAKERS.setdefault(cls, _maker(cls))


def line_maker(cls: type[Any]) -> Make:
    """Return what makes a *cls* from the members of a line after the one that names the class."""
    make = maker(Item if issubclass(cls, Item) else cls)
    names = {INSTEAD: CLASS_MEMBER} if attrs.fields_dict(cls).get(CLASS_MEMBER) else {}

    def make_record(members: Members) -> Any:
        if names:
            if CLASS_MEMBER in dict(members):
                raise ValueError(members)
            members = tuple((names.get(name, name), value) for name, value in members)
        record = make(members)
        if type(record) is not cls:
            raise TypeError(cls)
        return record

    return make_record


_MAKERS: dict[type[Any], Make] = {}
"""The maker of each class, kept after its first use."""


def _maker(cls: type[Any]) -> Make:
    if cls is Item:
        of_kind = {kind: maker(made) for kind, made in KINDS_OF_ITEMS.items()}
        return lambda members: of_kind[dict(members)["kind"]](members)
    hints = typing.get_type_hints(cls)
    found = ((attribute.name, _make(hints[attribute.name])) for attribute in attrs.fields(cls))
    needed = tuple((name, make) for name, make in found if make is not None)

    def make_value(members: Members) -> Any:
        plain = only_once(members)
        for name, make in needed:
            if name in plain:
                plain[name] = make(plain[name])
        return cls(**plain)

    return make_value


def _make(hint: Any) -> Make | None:
    """Return what makes a value of type *hint*; None if the decoder makes it."""
    if hint is str:
        return None
    if hint in {AnyDate, AnyDate | None}:
        return _date
    if hint == Extra:
        return _tuple_of(_texts)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        inner = _make(arguments[0])
        return _texts if inner is None else _tuple_of(inner)
    if arguments:
        (kind,) = set(arguments) - {types.NoneType}
        return _or_none(_make(kind))
    if issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.__getitem__
    return maker(hint)


def _texts(value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise TypeError(value)
    return tuple(value)


def _tuple_of(make: Make) -> Make:
    def make_tuple(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError(value)
        return tuple([make(member) for member in value])

    return make_tuple


def _or_none(make: Make | None) -> Make | None:
    return make and (lambda value: None if value is None else make(value))


def _date(value: Any) -> AnyDate | None:
    return None if value is None else _known_date(value)


@lru_cache(maxsize=4096)
def _known_date(members: Members) -> AnyDate:
    """Make a date; a register names the same few over and over, and one object can stand for each."""
    plain = only_once(members)
    earliest, latest = (_day(plain.pop(name, None)) for name in ("earliest", "latest"))
    if earliest is None and latest is None:
        return Undated(**plain)
    if "precision" in plain:
        plain["precision"] = Precision(plain["precision"])
    return PartialDate(earliest=earliest, latest=latest, **plain)


def _day(value: Any) -> dt.date | None:
    if value is None:
        return None
    day = dt.date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError(value)
    return day

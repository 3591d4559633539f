"""
The cattrs converters: plain data to records, with every problem collected, and back.

Only registered types are built, and nothing is coerced: a number where text belongs is a problem, not
a text. Our hooks say in words what is wrong; cattrs notes where, and goes on to the next field.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from accountability.dates import AnyDate, PartialDate, Undated
from accountability.model import (
    COLLECTIONS,
    Conclusion,
    Extra,
    How,
    Item,
    ItemKind,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Response,
)
from accountability.serialization import _problems as problem
from accountability.serialization._problems import UnfitError, article, quoted, shown
from accountability.text import first_unclean

__all__ = [
    "CLASSES",
    "CLASS_MEMBER",
    "INSTEAD",
    "KINDS_OF_ITEMS",
    "Structure",
    "required_texts",
    "structuring",
    "unstructuring",
]

Structure = Callable[[Any, Any], Any]
"""Makes a value from plain data; the second argument is the type, which cattrs passes along."""

E = TypeVar("E", bound=StrEnum)

CLASS_MEMBER = "record"
"""The first member of a line of JSON Lines: the name of its record's class."""

INSTEAD = "about"
"""What a line calls the record's own member of that name: a waiver has one, the record it is about."""

KINDS_OF_ITEMS: Mapping[str, type[Item]] = {
    kind.value: cls
    for cls in (Recommendation, Conclusion)
    for kind in ItemKind
    if kind in cls._kinds  # the one fact about items that decides what is built
}
"""Each kind of item as written, and the class that it makes."""

CLASSES: Mapping[str, tuple[str, type[Record]]] = {
    cls.__name__: (name, cls)
    for name, held in COLLECTIONS.items()
    for cls in ((Recommendation, Conclusion) if held is Item else (held,))
}
"""Each class of record by its name in JSON Lines: the field of a register that holds it, and the class."""


@cache
def structuring() -> Converter:
    """Return the converter that makes values and collects every problem."""
    made = Converter(forbid_extra_keys=True)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(dt.date, _day)
    made.register_structure_hook(StrEnum, _member)  # nearer to its members than `str` is
    made.register_structure_hook_factory(_is_optional, lambda hint: _optional_hook(hint, made))
    made.register_structure_hook_factory(attrs.has, lambda cls: _object_hook(cls, made))
    made.register_structure_hook_factory(_is_tuple, lambda hint: _tuple_hook(hint, made))
    made.register_structure_hook_func(lambda hint: hint == _EXTRA, _extra_hook())
    made.register_structure_hook_func(
        lambda hint: hint in {AnyDate, AnyDate | None}, _date_hook(made)
    )
    return made


_EXTRA: Any = Extra


def _is_optional(hint: Any) -> bool:
    return len(typing.get_args(hint)) == 2 and types.NoneType in typing.get_args(hint)


def _is_tuple(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple and hint != _EXTRA


# --- single values ------------------------------------------------------------------------------


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise UnfitError(problem.WRONG_TYPE, f"needs text, not {shown(value)}")
    position = first_unclean(value)
    if position is not None:
        raise UnfitError(
            problem.CHARACTER,
            f"its character {position + 1} is U+{ord(value[position]):04X}, which a register "
            "cannot hold; replace it or leave it out",
        )
    return value


def _required_text(value: Any, hint: Any) -> str:
    text = _text(value, hint)
    if not text or text.isspace():
        raise UnfitError(problem.MISSING, "is empty; give it a value")
    return text


def _optional_hook(hint: Any, converter: Converter) -> Structure:
    """Make the hook of a value or null."""
    (kind,) = set(typing.get_args(hint)) - {types.NoneType}
    inner = converter.get_structure_hook(kind)
    return lambda value, _: None if value is None else inner(value, kind)


def _day(value: Any, _: Any) -> dt.date:
    if type(value) is str and _ISO_DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise UnfitError(problem.DATE, f"there is no day {shown(value)}") from None
    raise UnfitError(
        problem.DATE,
        f'needs a day written as year, month and day ("2031-03-31"), not {shown(value)}',
    )


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _member(value: Any, cls: type[E]) -> E:
    """Find the member of a closed list."""
    members: Mapping[str, E] = _members(cls)
    if type(value) is str and value in members:
        return members[value]
    noun = _NOUNS.get(cls) or problem.noun(cls)
    if type(value) is not str:
        raise UnfitError(problem.WRONG_TYPE, f"needs {article(noun)}, not {shown(value)}")
    raise problem.no_member(value, noun, members)


@cache
def _members(cls: type[E]) -> Mapping[str, E]:
    return {member.value: member for member in cls}


_NOUNS: Mapping[type[StrEnum], str] = {
    How: "way in which a source says something",
    PositionHow: "way in which a position is known",
}
"""Closed lists whose name is no noun."""


def required_texts(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of *cls* that may not be empty."""
    return ("id", "title") if cls is Register else getattr(cls, "_required", ())


def _stated_position(value: Any, _: Any) -> Position | None:
    if value is None:
        return None
    if value == Position.NOT_ADDRESSED:
        raise UnfitError(
            problem.UNKNOWN_VALUE,
            f"no responder states {quoted(value)}; what somebody else reads belongs in an assessment",
        )
    return _member(value, Position)


def _extra_hook() -> Structure:
    """Make the hook of (heading, value) pairs."""

    def pair(value: Any, _: Any) -> tuple[str, str]:
        if type(value) is not list or len(value) != 2:
            raise UnfitError(
                problem.WRONG_TYPE,
                f'needs a heading and a value (["Theme", "Money"]), not {shown(value)}',
            )
        return (_text(value[0], str), _text(value[1], str))

    # The list hook of cattrs asks its converter for the hook of the members.
    pairs = Converter()
    pairs.register_structure_hook_func(lambda hint: hint == tuple[str, str], pair)
    members = list_structure_factory(list[tuple[str, str]], pairs)
    return lambda value, _: tuple(members(_list(value), list))


# --- values made of values ----------------------------------------------------------------------


def _list(value: object) -> list[Any]:
    if type(value) is not list:
        raise UnfitError(problem.WRONG_TYPE, f"needs a list, not {shown(value)}")
    return value


def _tuple_hook(hint: Any, converter: Converter) -> Structure:
    """Make the hook of a tuple of any length."""
    listed: Any = types.GenericAlias(list, typing.get_args(hint)[:1])
    members = list_structure_factory(listed, converter)

    def structure(value: Any, _: Any) -> Any:
        return tuple(members(_list(value), hint))

    return structure


def _object(value: Any, noun: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnfitError(
            problem.WRONG_TYPE, f"needs {article(noun)} (an object), not {shown(value)}"
        )
    return value


def _object_hook(cls: type[Any], converter: Converter) -> Structure:
    """Make the hook of an attrs class; that of an item by its kind."""
    if cls is Item:
        return _item_hook(converter)
    overrides: dict[str, Any] = {
        name: override(struct_hook=_required_text) for name in required_texts(cls)
    }
    if cls in {Recommendation, Conclusion}:
        overrides["kind"] = override(struct_hook=_kind_of_item)
    if cls is Response:
        overrides["position"] = override(struct_hook=_stated_position)
    inner = make_dict_structure_fn(cls, converter, **overrides)
    noun = problem.noun(cls)
    return lambda value, hint: inner(_object(value, noun), hint)


def _item_hook(converter: Converter) -> Structure:
    hooks = {kind: (cls, converter.get_structure_hook(cls)) for kind, cls in KINDS_OF_ITEMS.items()}

    def structure(value: Any, _: Any) -> Item:
        kind = _object(value, "item").get("kind")
        if type(kind) is str and kind in hooks:
            cls, hook = hooks[kind]
            return typing.cast("Item", hook(value, cls))
        # Any class will do: the kind is refused there, beside whatever else is wrong.
        return typing.cast("Item", hooks["unknown"][1](_with_kind(value), Recommendation))

    return structure


def _with_kind(value: dict[str, Any]) -> dict[str, Any]:
    """Make a missing kind as visible as a wrong one, since nothing tells the class without it."""
    return value if "kind" in value else {**value, "kind": _MISSING}


def _kind_of_item(value: Any, _: Any) -> ItemKind:
    if value is _MISSING:
        raise UnfitError(problem.MISSING, "is missing; an item needs it")
    return _member(value, ItemKind)


_MISSING = object()


def _date_hook(converter: Converter) -> Structure:
    """Make the hook of a date or words without one: the days decide which."""
    dated = make_dict_structure_fn(PartialDate, converter)
    undated = make_dict_structure_fn(Undated, converter)

    def structure(value: Any, hint: Any) -> Any:
        if value is None and types.NoneType in typing.get_args(hint):
            return None
        if type(value) is str:
            raise UnfitError(problem.WRONG_TYPE, f"{_A_DATE}, not {shown(value)}")
        given = _object(value, "date")
        if given.get("earliest") is not None or given.get("latest") is not None:
            return dated(given, PartialDate)
        return undated(
            {name: kept for name, kept in given.items() if name not in _DAYS or kept is not None},
            Undated,
        )

    return structure


_A_DATE = (
    'needs an object that says which days it can be ({"earliest": "2031-03-01", "latest": '
    '"2031-03-31", "precision": "month"})'
)
_DAYS = ("earliest", "latest")


# --- back to plain data -------------------------------------------------------------------------


@cache
def unstructuring() -> Converter:
    """Return the converter that makes plain data: fields in order, defaults left out."""
    made = Converter(unstruct_collection_overrides={tuple: list}, omit_if_default=True)
    made.register_unstructure_hook(dt.date, dt.date.isoformat)
    made.register_unstructure_hook(StrEnum, operator.attrgetter("value"))
    made.register_unstructure_hook_func(
        lambda hint: hint == _EXTRA, lambda pairs: [list(pair) for pair in pairs]
    )
    for cls in (Recommendation, Conclusion):
        made.register_unstructure_hook(
            cls,
            make_dict_unstructure_fn(
                cls, made, _cattrs_omit_if_default=True, kind=override(omit_if_default=False)
            ),
        )
    return made

"""
The JSON Schema of a register file, made from the same classes as the records.

What the constructors refuse the schema refuses too, as far as JSON Schema can say it: two records of one
id and an interval whose end is before its start are left to the reader.
"""

from __future__ import annotations

import inspect
import re
import typing
from enum import StrEnum
from types import NoneType
from typing import Any

import attrs

from accountability.dates import PartialDate, Precision, Undated
from accountability.model import (
    COLLECTIONS,
    Extra,
    Item,
    Position,
    Register,
    Response,
)
from accountability.serialization._converter import CLASSES, KINDS_OF_ITEMS, required_texts
from accountability.serialization._problems import noun
from accountability.serialization._upgrades import FORMAT, UPGRADES, version_after

__all__ = ["json_schema"]

_Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = {"type": "string", "pattern": "^[^\\u0000-\\u0008\\u000b-\\u001f\\ufffe\\uffff]*$"}
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PAIR = {
    "description": "A heading and a value, as the source has them.",
    "type": "array",
    "prefixItems": [{"$ref": "#/$defs/Text"}, {"$ref": "#/$defs/Text"}],
    "items": False,
    "minItems": 2,
}


def json_schema() -> dict[str, Any]:
    """
    Return the JSON Schema of a register file (the JSON form, not JSON Lines).

    Returns:
        Plain data; the caller may change it.

    Source:
        JSON Schema, draft 2020-12.
    """
    definitions: dict[str, _Schema] = {
        "Text": {"description": "Text that XML can hold too; line ends are \\n.", **_TEXT},
        "Day": {"description": "A day: year, month, day.", **_DAY},
        "Pair": _PAIR,
        "Date": _date(),
    }
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": version_after(UPGRADES)},
        **_properties(Register, definitions),
    }
    return {
        "$schema": _DIALECT,
        "title": "Register",
        "description": _summary(Register),
        "type": "object",
        "properties": properties,
        "required": ["format", "version", *_required(Register)],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(cls: type[Any], definitions: dict[str, _Schema]) -> _Schema:
    """Return a reference to the definition of *cls*, made on first use."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] |= (
            {"description": _summary(cls), "enum": [member.value for member in cls]}
            if issubclass(cls, StrEnum)
            else _object(cls, definitions)
        )
    return {"$ref": f"#/$defs/{name}"}


def _object(cls: type[Any], definitions: dict[str, _Schema]) -> _Schema:
    properties = _properties(cls, definitions)
    if issubclass(cls, Item):
        properties["kind"]["enum"] = [word for word, made in KINDS_OF_ITEMS.items() if made is cls]
    if cls is Response:
        properties["position"]["not"] = {"const": Position.NOT_ADDRESSED.value}
    return {
        "title": noun(cls).capitalize(),
        "description": _summary(cls),
        "type": "object",
        "properties": properties,
        "required": [*_required(cls), *(["kind"] if issubclass(cls, Item) else [])],
        "additionalProperties": False,
    }


def _properties(cls: type[Any], definitions: dict[str, _Schema]) -> dict[str, _Schema]:
    hints, told = typing.get_type_hints(cls), _descriptions(cls)
    required = required_texts(cls)
    made: dict[str, _Schema] = {}
    for attribute in attrs.fields(cls):
        name = attribute.name
        schema = (
            {"type": "array", "items": _member(COLLECTIONS[name], definitions)}
            if cls is Register and name in COLLECTIONS
            else _schema(hints[name], definitions)
        )
        if name in required:
            schema["pattern"] = r"\S"
        default = _plain_default(attribute.default)
        made[name] = {
            **({"description": told[name]} if name in told else {}),
            **schema,
            **({"default": default} if default is not None else {}),
        }
    return made


def _member(cls: type[Any], definitions: dict[str, _Schema]) -> _Schema:
    if cls is not Item:
        return _define(cls, definitions)
    return {
        "oneOf": [_define(made, definitions) for name, made in CLASSES.values() if name == "items"]
    }


def _plain_default(default: object) -> object:
    if isinstance(default, str):
        return str(default)
    return [] if default == () else None


def _required(cls: type[Any]) -> list[str]:
    return [each.name for each in attrs.fields(cls) if each.default is attrs.NOTHING]


def _schema(hint: Any, definitions: dict[str, _Schema]) -> _Schema:
    """Return the schema of a field of type *hint*; an object of its own."""
    if hint is str:
        return {"$ref": "#/$defs/Text"}
    if hint == Extra:
        return {"type": "array", "items": {"$ref": "#/$defs/Pair"}}
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if PartialDate in arguments:
        inner: _Schema = {"$ref": "#/$defs/Date"}
    elif arguments:
        inner = _schema(arguments[0], definitions)
    else:
        return _define(hint, definitions)
    return {"anyOf": [inner, {"type": "null"}]} if NoneType in arguments else inner


def _date() -> _Schema:
    """Return the schema of a date: with a day at least, or words alone."""
    told = _descriptions(PartialDate)
    day = {"anyOf": [{"$ref": "#/$defs/Day"}, {"type": "null"}]}
    properties: dict[str, _Schema] = {
        "earliest": {"description": told.get("earliest", ""), **day},
        "latest": {"description": told.get("latest", ""), **day},
        "precision": {
            "description": told.get("precision", ""),
            "enum": [member.value for member in Precision],
            "default": Precision.SPAN.value,
        },
        "words": {"description": told.get("words", ""), "$ref": "#/$defs/Text", "default": ""},
    }
    given = [
        {"required": [name], "properties": {name: {"type": "string"}}}
        for name in ("earliest", "latest")
    ]
    return {
        "title": "Date",
        "description": f"{_summary(PartialDate)} Without any day: {_summary(Undated)}",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "anyOf": [*given, {"properties": {"precision": False}}],
    }


# --- the words of the docstrings --------------------------------------------------------------


def _summary(cls: type[Any]) -> str:
    """Return the first paragraph of the docstring of *cls*, as text; "" if it was stripped."""
    paragraph = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0]
    return _words(paragraph)


def _descriptions(cls: type[Any]) -> dict[str, str]:
    """Return what the docstrings of *cls* and its bases say about each field."""
    told: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        section = _ATTRIBUTES.search(inspect.cleandoc(each.__dict__.get("__doc__") or ""))
        for entry in _ENTRY.finditer(section[1] if section else ""):
            for name in entry[1].replace("\n", " ").split(","):
                told[name.strip()] = _words(entry[2])
    return told


_ATTRIBUTES = re.compile(r"^Attributes:\n((?:(?:    .*)?\n?)*)", re.MULTILINE)
_ENTRY = re.compile(r"^    ((?:\w+,\s+)*\w+): (.+(?:\n        .+)*)", re.MULTILINE)


def _words(docstring: str) -> str:
    """Return a piece of a docstring without its markup."""
    return " ".join(re.sub(r"[`*]", "", docstring).replace("None", "null").split())

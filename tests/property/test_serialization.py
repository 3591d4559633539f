"""Laws of the register file: nothing is lost, one way to write it, one judgement about what is wrong."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accountability import (
    InvalidRegisterError,
    Register,
    UnreadableFileError,
    dumps,
    from_dict,
    json_schema,
    loads,
    to_dict,
)
from accountability.serialization._reading import (
    _SURPRISES,
    _read_lines_thoroughly,
    _read_quickly,
    read_plain,
)
from accountability.testing import strategies

ODD_TEXT = (
    "U+2028\u2028, U+0085\x85, emoji 🏗️, עברית \u2067right to left\u2069, \\u0041, \t, \\ "
    'and "quotes"\n'
)
ANY_REGISTER = strategies.registers() | strategies.registers(messy=True)
ODD = example(Register(id="r", title=ODD_TEXT, marking="\u2028"))


@ODD
@given(ANY_REGISTER)
def test_reading_what_was_written_gives_the_same_register(register: Register) -> None:
    """The round trip is identity, as JSON, as JSON Lines and as plain data."""
    assert register == loads(dumps(register))
    assert register == loads(dumps(register, lines=True))
    assert register == from_dict(to_dict(register))


@ODD
@given(ANY_REGISTER)
def test_there_is_one_way_to_write_a_register(register: Register) -> None:
    """Reading and writing again gives the same text."""
    for lines in (False, True):
        text = dumps(register, lines=lines)
        assert text == dumps(loads(text), lines=lines)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert register == quickly(text)


@given(ANY_REGISTER)
def test_the_text_is_that_of_the_standard_library(register: Register) -> None:
    """What is made record by record is what `json` makes of the whole, and no character is escaped."""
    plain = to_dict(register)
    assert plain == json.loads(dumps(register))
    assert json.dumps(plain, ensure_ascii=False, indent=2) + "\n" == dumps(register)


@given(ANY_REGISTER, st.booleans(), st.sampled_from([None, 0, 3]))
def test_how_others_lay_it_out_does_not_matter(
    register: Register, ascii_only: bool, indent: int | None
) -> None:
    """Escapes, white space and the order of members are the writer's own affair."""
    plain = to_dict(register)
    backwards = dict(reversed(plain.items()))
    for data in (plain, backwards):
        assert register == loads(json.dumps(data, ensure_ascii=ascii_only, indent=indent))


@given(ANY_REGISTER)
def test_the_schema_knows_every_register(register: Register) -> None:
    """Whatever is written is valid under the schema."""
    assert [] == [error.message for error in SCHEMA.iter_errors(to_dict(register))]


SCHEMA = Draft202012Validator(json_schema())


# --- broken files ---------------------------------------------------------------------------------

VALUES: list[Any] = [
    *(None, True, 5, 1.5, "", " ", "x", "\x0b", "\ud800", "\ufffe", "\\u0041", "2031-02-30"),
    *("2031-W01-1", "20310131", "2031-01-31", "season", "accepted", "not-addressed", "conclusion"),
    *("recommendation", [], {}, [[]], [["a", "b"]], ["a"], [["a", "b", "c"]], {"words": "x"}),
    *({"earliest": "2031-01-31", "latest": "2030-01-31"}, {"precision": "day"}, [{}]),
    *({"earliest": None, "latest": None, "words": "x"}, [{"kind": "follows-from"}]),
    *({"earliest": "2031-01-31"}, [["id", "a"]], [[["place", "p"]]]),
]
NAMES = [
    "id",
    "kind",
    "text",
    "texts",
    "position",
    "words",
    "precision",
    "record",
    "sources",
    "\ud800",
]


class _Damage:
    """One change somewhere in plain data."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def do(self, plain: Any) -> None:
        """Change, add or delete a member of *plain*, or of something in it."""
        while True:
            inner = plain.values() if isinstance(plain, dict) else plain
            deeper = [each for each in inner if isinstance(each, dict | list) and each]
            if not deeper or self.draw(st.integers(0, 4)) == 0:
                break
            plain = self.draw(st.sampled_from(deeper))
        keys = list(plain) if isinstance(plain, dict) else list(range(len(plain)))
        how = self.draw(st.sampled_from(["change", "delete", "add", "twice"]))
        value = copy.deepcopy(self.draw(st.sampled_from(VALUES)))
        if how == "add":
            if isinstance(plain, dict):
                plain[self.draw(st.sampled_from(NAMES))] = value
            else:
                plain.append(value)
        elif keys:
            key = self.draw(st.sampled_from(keys))
            if how == "change":
                plain[key] = value
            elif how == "delete":
                del plain[key]
            elif isinstance(plain, dict):
                plain[_Again(key)] = value
            else:
                plain.append(copy.deepcopy(plain[key]))


class _Again(str):
    """A name that is in a dict already, and is there once more."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(("again", str(self)))

    def __eq__(self, other: object) -> bool:
        return self is other


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the plain data of a register, damaged in one to three places."""
    plain = copy.deepcopy(to_dict(draw(ANY_REGISTER)))
    for _ in range(draw(st.integers(1, 3))):
        _Damage(draw).do(plain)
    return plain


def quickly(text: str) -> Register | None:
    """Read *text* in the quick way; None if that stumbles."""
    try:
        return _read_quickly(io.StringIO(text, newline="\n"), 1)
    except _SURPRISES:
        return None


@given(damaged())
def test_the_quick_reading_and_the_thorough_one_agree(plain: dict[str, Any]) -> None:
    """What the quick reading takes the thorough one takes too, for the same register."""
    text = json.dumps(plain)
    quick = quickly(text)
    thorough: Register | None
    try:
        thorough = loads(text) if quick is None else read_plain(json.loads(text))
    except (InvalidRegisterError, UnreadableFileError):
        thorough = None
    # Names that come twice show in the text alone, and there the quick reading must have stumbled.
    assert quick is None or quick == thorough
    if thorough is not None:
        assert thorough == loads(dumps(thorough))


@given(damaged())
def test_the_two_readings_of_lines_agree(plain: dict[str, Any]) -> None:
    """The same holds for JSON Lines."""
    header = {name: value for name, value in plain.items() if not isinstance(value, list)}
    records = [
        {"record": _class_of(name, record), **record} if isinstance(record, dict) else record
        for name, value in plain.items()
        if isinstance(value, list)
        for record in value
    ]
    if not records:
        return
    text = "".join(f"{json.dumps(line)}\n" for line in [header, *records])
    quick = quickly(text)
    try:
        thorough = _read_lines_thoroughly(text, "", ())
    except (InvalidRegisterError, UnreadableFileError):
        thorough = None
    assert quick is None or quick == thorough


def _class_of(name: str, record: dict[str, Any]) -> str:
    if name == "items":
        return "Conclusion" if record.get("kind") in ["conclusion", "finding"] else "Recommendation"
    return name.removesuffix("s").capitalize()


@given(damaged())
def test_a_broken_file_is_told_about_in_full(plain: dict[str, Any]) -> None:
    """Findings have a code, a place and a short message; what the schema refuses is never read."""
    text = json.dumps(plain)
    try:
        loads(text)
    except (InvalidRegisterError, UnreadableFileError) as caught:
        error = caught
    else:
        assert [] == [fault.message for fault in SCHEMA.iter_errors(json.loads(text))]
        return
    str(error).encode()
    places = [str(finding.place) for finding in error.findings]
    assert [] == [place for place in places if not place.startswith("$")]
    messages = [finding.message for finding in error.findings]
    assert [] == [told for told in messages if not (told.isprintable() and len(told) < 400)]
    assert isinstance(error, UnreadableFileError) or messages


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_surprise_the_reader(data: bytes) -> None:
    """Bytes that are no register are refused in words."""
    with pytest.raises(UnreadableFileError):
        loads(data)


@given(ANY_REGISTER, st.data())
def test_a_file_that_was_cut_short_is_never_read(register: Register, data: st.DataObject) -> None:
    """A part of a file is no register; of JSON Lines, a part that ends inside a line."""
    text = dumps(register)
    with pytest.raises(UnreadableFileError):
        loads(text[: data.draw(st.integers(0, len(text) - 3))])
    lines = dumps(register, lines=True)
    cut = data.draw(st.integers(0, len(lines) - 2))
    if lines[cut] != "\n" and lines[cut - 1] != "\n":
        with pytest.raises((InvalidRegisterError, UnreadableFileError)):
            loads(lines[:cut])

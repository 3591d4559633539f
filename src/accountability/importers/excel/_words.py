"""
What a person reads in a cell: days, numbers and ticks in words, and what was noticed on the way.

Programs turn what is typed into what they think it is: "March 2027" into the first of March, "0012"
into 12. What came of it is read as it stands, and what may have been lost is said; a formula is never
worked out, and an error is no answer.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

from attrs import frozen

from accountability.dates import show_day
from accountability.findings import Finding, Place
from accountability.importers._base import CHARACTERS_REPLACED
from accountability.importers.excel._book import Book
from accountability.importers.excel._formats import Shown
from accountability.importers.excel._noticed import (
    FETCHES,
    NUMBER_IN_TEXT,
    REAL_DATE,
    TICK_IN_TEXT,
)
from accountability.importers.excel._values import Kind, Typed, Value
from accountability.tables.columns import Form
from accountability.text import shorten

__all__ = ["Words", "fetches", "stray_words", "words_of"]


@frozen(kw_only=True, slots=True)
class Words:
    """What a cell says, why it may say nothing that can be taken, and what was noticed."""

    text: str = ""
    refused: str = ""
    noted: tuple[Finding, ...] = ()


def words_of(
    value: Value, book: Book, place: Place, form: Form | None, *, cached: bool = False
) -> Words:
    """
    Return what a person reads in a cell.

    Args:
        value: What stands in it.

        book: The workbook, for looks and the first day of its count.

        place: Of the cell, for what is noticed.

        form: What kind of cell the column has; None: a column of a person's own.

        cached: Whether of a formula the value counts that a program worked out last.
    """
    if isinstance(value, str):
        return Words(text=value)
    if value.kind in _STRUCK_WHOLE and value.style in book.struck:
        read = _typed(value, book, place, form, cached=cached)
        return _struck(read.text, read.text, form) if read.text else read
    return _typed(value, book, place, form, cached=cached)


_STRUCK_WHOLE = frozenset({Kind.NUMBER, Kind.TICK, Kind.DAY})


def _struck(text: str, struck: str, form: Form | None) -> Words:
    """Refuse words in a column of ours that are struck out: a "not" among them may still count."""
    if form is None:
        return Words(text=f"{text} [struck out: {struck}]")
    if struck == " ".join(text.split()):
        return Words(
            refused=f"all its words are struck out, “{shorten(text)}”; delete them, or take the line off"
        )
    return Words(
        refused=f"“{shorten(struck)}” is struck out in “{shorten(text, _TOLD)}”; delete what shall not "
        "count, or take the line off"
    )


_TOLD = 200
"""Characters of a text that a message repeats."""


def _typed(value: Typed, book: Book, place: Place, form: Form | None, *, cached: bool) -> Words:
    match value.kind:
        case Kind.STRUCK:
            return _struck(value.raw, value.struck, form)
        case Kind.TEXT:
            found = CHARACTERS_REPLACED.found(
                "characters that XML cannot hold became a visible escape", place=place
            )
            return Words(text=value.raw, noted=(found,))
        case Kind.COVERED:
            return Words(refused=f"it is part of the merged cells {value.raw}, which show one text")
        case Kind.ERROR:
            return Words(
                refused=f"it shows {shorten(value.raw, 20)}, the sign of a formula that failed"
            )
        case Kind.FORMULA:
            return _formula(value, book, place, form, cached=cached)
        case Kind.TICK:
            return _tick(value, place, form)
        case Kind.DAY:
            return _iso(value, place, form)
        case Kind.NUMBER:
            return _number(value, book, place, form)


def stray_words(value: Value, book: Book, place: Place) -> str:
    """Return what stands in a cell outside our tables, for a note; formulas and errors as they are."""
    if isinstance(value, Typed) and value.kind is Kind.FORMULA:
        return f"={value.formula}"
    read = words_of(value, book, place, None)
    return read.text or (value.raw if isinstance(value, Typed) else "")


# --- formulas ---------------------------------------------------------------------------------------

_FETCHING = re.compile(
    r"\b(?:WEBSERVICE|IMPORTDATA|IMPORTXML|IMPORTHTML|IMPORTRANGE|IMPORTFEED|RTD|DDE|CALL|REGISTER\.ID)\s*\("
    r"|(?<![\w\[\],:@])\[[^\[\]]{1,200}\][^\[\]]|\|\s*'",
    flags=re.IGNORECASE,
)


def fetches(value: Value) -> bool:
    """Tell whether a cell holds a formula that asks another file, a program or the network."""
    return (
        isinstance(value, Typed)
        and value.kind is Kind.FORMULA
        and _FETCHING.search(value.formula) is not None
    )


def _formula(value: Typed, book: Book, place: Place, form: Form | None, *, cached: bool) -> Words:
    name = value.formula.strip().upper()
    if name in {"TRUE()", "FALSE()"}:  # how one program writes a tick
        return _tick(Typed(Kind.TICK, "1" if name == "TRUE()" else "0"), place, form)
    noted = (_fetching(value, place),) if fetches(value) else ()
    if cached and value.raw and value.form in {"n", "b", "d", "str", "s"}:
        last: Value = (
            value.raw
            if value.form in {"str", "s"}
            else Typed(Kind(value.form), value.raw, value.style)
        )
        read = words_of(last, book, place, form)
        return Words(text=read.text, refused=read.refused, noted=(*noted, *read.noted))
    told = f"={shorten(value.formula)}" if value.formula else "whose text is not in the file"
    return Words(refused=f"it holds a formula, {told}; type the words instead", noted=noted)


def _fetching(value: Typed, place: Place) -> Finding:
    return FETCHES.found(f"the formula is ={shorten(value.formula)}", place=place)


# --- ticks and numbers ------------------------------------------------------------------------------


def _tick(value: Typed, place: Place, form: Form | None) -> Words:
    text = "TRUE" if value.raw.strip() in {"1", "true"} else "FALSE"
    found = TICK_IN_TEXT.found(f"read as the word {text}", place=place)
    return Words(text=text, noted=(found,) if form is not None else ())


_DAMAGED = "it holds a number that is damaged"
_MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""


def _number(value: Typed, book: Book, place: Place, form: Form | None) -> Words:
    raw = value.raw.strip()
    try:
        number = float(raw) if raw.isascii() and "_" not in raw else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return Words(refused=_DAMAGED)
    shown = book.look(value)
    if shown in {Shown.DAY, Shown.MONTH, Shown.YEAR}:
        as_sent = form is Form.DAY and book.sent_since_1900
        return _serial(number, shown, place, form, since_1904=book.since_1904 and not as_sent)
    if shown is Shown.TIME:
        return Words(refused=f"it shows a time or a length of time ({_hours(number)})")
    text = f"{_digits(round(number * 100, 10))}%" if shown is Shown.PERCENT else _digits(number)
    noted: tuple[Finding, ...] = ()
    if form in {Form.TEXT, Form.KEY}:
        told = f"the cell holds the number {text}, not words"
        if len(text.strip("-0").replace(".", "")) > _MOST_DIGITS:
            told += f"; a spreadsheet keeps {_MOST_DIGITS} digits of a number"
        noted = (NUMBER_IN_TEXT.found(told, place=place),)
    return Words(text=text, noted=noted)


def _digits(number: float) -> str:
    """Write a number in digits, without an exponent."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{Decimal(repr(number)):f}"


def _hours(days: float) -> str:
    """Write a length of time in hours and minutes."""
    minutes = round(days * 1_440)
    return f"{minutes // 60}:{minutes % 60:02}"


# --- days -------------------------------------------------------------------------------------------

_LEAP_BUG = dt.date(1899, 12, 30)
"""From 1 March 1900 on: Excel counts a 29 February of that year, which there was not."""

_FIRST_SURE = 61
_SINCE_1904 = dt.date(1904, 1, 1)


def _serial(
    number: float, shown: Shown, place: Place, form: Form | None, *, since_1904: bool
) -> Words:
    whole = math.floor(number)
    first = _SINCE_1904 if since_1904 else _LEAP_BUG
    if not since_1904 and whole < _FIRST_SURE:
        return Words(
            refused=f"it shows a day by the number {_digits(number)}; before 1 March 1900 programs "
            "count days differently, so write it in words"
        )
    if whole < 0 or whole > 2_958_465:
        return Words(refused=f"it shows a day by the number {_digits(number)}, which no day has")
    try:
        day = first + dt.timedelta(days=whole)
    except OverflowError:
        return Words(refused=f"it shows a day by the number {_digits(number)}, which no day has")
    return _real_day(day, shown, place, form, seconds=round((number - whole) * 86_400))


def _iso(value: Typed, place: Place, form: Form | None) -> Words:
    try:
        moment = dt.datetime.fromisoformat(value.raw.strip())
    except ValueError:
        return Words(refused=f"it holds a day that is damaged, {shorten(value.raw, 20)}")
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return _real_day(moment.date(), Shown.DAY, place, form, seconds=seconds)


def _real_day(
    day: dt.date, shown: Shown, place: Place, form: Form | None, *, seconds: int
) -> Words:
    """
    Write a real day in words, as exactly as the cell shows it.

    "March 2027" typed into an ordinary cell becomes the first of March, shown as a month: what was
    typed is then the month, and the day was made by the program.
    """
    told = show_day(day)
    text = told
    if shown is Shown.MONTH and day.day == 1:
        text = told.partition(" ")[2]
        message = f"the cell shows {text}, and holds {told}; the day was made by a program"
    elif shown is Shown.YEAR and (day.month, day.day) == (1, 1):
        text = str(day.year)
        message = f"the cell shows {text}, and holds {told}; the day was made by a program"
    elif shown is not Shown.DAY:
        message = f"the cell holds {told}, though it does not show the day"
    elif day.day == 1:
        message = f"the cell holds a real day, {told}; if a month was typed, a program made the day"
    elif day.day <= 12:
        message = f"the cell holds a real day, {told}; a program may have swapped day and month"
    else:
        message = f"the cell holds a real day, {told}, made by a program of what was typed"
    if 0 < seconds < 86_400:
        message += f"; it holds a time, too ({seconds // 3600:02}:{seconds % 3600 // 60:02})"
    noted = () if form in {None, Form.DAY} else (REAL_DATE.found(message, place=place),)
    return Words(text=text, noted=noted)

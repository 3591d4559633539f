"""
Strategies for what fields hold: texts that hurt formats, and dates of every precision.

The public names are lent by `accountability.testing.strategies`.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from accountability.dates import AnyDate, DateConventions, PartialDate, Season, Undated

__all__ = [
    "any_dates",
    "date_conventions",
    "days",
    "partial_dates",
    "texts",
    "undated",
]

# --- text ------------------------------------------------------------------------------------------

_CONTROLS = "".join(map(chr, (*range(9), *range(0x0B, 0x20), 0xFFFE, 0xFFFF)))
"""What XML 1.0 cannot hold and the carriage return; surrogates are left out as a category."""

_PLAIN = (
    "Agreed.",
    "the Department accepts this recommendation in principle",
    "by the end of March 2027",
    "subject to the outcome of the review",
    "1.4",
    " ",
    "0012",
    "true",
    "1E5",
    "3/4/2027",
    "«»“”‘’–—…",
    "e\u0301",
    "a\u00a0b",
    "im\u00adplement",
    "\u200b",
    "\ufeff",
    "👩‍👩‍👧‍👦",
    "𝒜",
    "\u0085",
    "\u2028",
    "\u2029",
    "⟨U+000B⟩",
    "\x7f",
)
_FORMULAS = (
    "=1+1",
    "=",
    "+44 20 7000 0000",
    "-5%",
    "- first, we will",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    '=HYPERLINK("https://example.org","see")',
    "'=1",
    "'",
)
_ESCAPES = (
    "_x0041_",
    "_x000D_",
    "_x005F_x0041_",
    "_x",
    "&amp;",
    "<b>",
    "]]>",
    "{{ text }}",
    "%s",
    "\\n",
    '"',
    ";",
    "|",
    "*a* _b_ `c` # d",
    "[see](https://example.org)",
)
_RIGHT_TO_LEFT = ("مقبول", "התקבל", "\u200f", "\u202eabc\u202c", "\u2067العربية\u2069 12")
_LINES = ("\n", "\n\n", "first\nsecond", "\t", "a\tb", "\n- one\n- two")


def texts(
    *,
    max_size: int = 200,
    filled: bool = False,
    formula_like: bool = True,
    right_to_left: bool = True,
    escapes: bool = True,
    lines: bool = True,
    long: int = 0,
) -> SearchStrategy[str]:
    """
    Draw text that the model admits: any character XML can hold, and what hurts formats.

    Args:
        max_size: Most characters (not bytes, not UTF-16 units).

        filled: Never empty or of white space alone; what would be is "0".

        formula_like: With what a spreadsheet takes for a formula or for text in quotes.

        right_to_left: With Arabic, Hebrew and the characters that turn the direction.

        escapes: With what a format takes for its own marks: ``_x0041_``, ``&amp;``, ``]]>``.

        lines: With line feeds and tabs.

        long: Now and then of about that many characters, one less or one more; 0 for never. Not above
            *max_size*.
    """
    alphabet = st.characters(
        exclude_categories=["Cs"], exclude_characters=_CONTROLS if lines else f"{_CONTROLS}\n\t"
    )
    pieces: list[str] = list(_PLAIN)
    if formula_like:
        pieces += _FORMULAS if lines else [piece for piece in _FORMULAS if "\t" not in piece]
    if escapes:
        pieces += _ESCAPES
    if right_to_left:
        pieces += _RIGHT_TO_LEFT
    if lines:
        pieces += _LINES
    piece = st.sampled_from(["", "0", *(piece for piece in pieces if len(piece) <= max_size)])
    drawn = st.one_of(
        piece,
        st.text(alphabet, max_size=min(8, max_size)),
        st.builds("{}{}{}".format, piece, piece, piece).map(lambda text: text[:max_size]),
    )
    if long:
        sizes = [size for size in (long, long - 1, long + 1) if 0 < size <= max_size]
        drawn = st.one_of(
            drawn, st.builds(_stretched, _filled(drawn), st.sampled_from(sizes or [max_size]))
        )
    return _filled(drawn) if filled else drawn


def _stretched(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _filled(drawn: SearchStrategy[str]) -> SearchStrategy[str]:
    return drawn.map(lambda text: text if text.strip() else "0")


def _lines() -> SearchStrategy[str]:
    return texts(max_size=60, lines=False)


# --- dates -----------------------------------------------------------------------------------------

_FAR_DAYS = (dt.date(1899, 12, 31), dt.date(1900, 2, 28), dt.date.min, dt.date.max)


def days(*, far: bool = False) -> SearchStrategy[dt.date]:
    """
    Draw days of the years 2000 to 2060.

    Args:
        far: With days before spreadsheets begin, and the first and last that Python knows.
    """
    near = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
    return st.one_of(near, st.sampled_from(_FAR_DAYS)) if far else near


def date_conventions() -> SearchStrategy[DateConventions]:
    """Draw conventions of both hemispheres and of any financial year."""
    return st.builds(
        DateConventions,
        financial_year_starts=st.sampled_from([4, 1, 7, 10, 12]),
        financial_year_named_by_start=st.booleans(),
        spring_starts=st.sampled_from([3, 9]),
        day_first=st.booleans(),
        short_range_is_financial=st.booleans(),
    )


def partial_dates(
    *, far: bool = False, words: SearchStrategy[str] | None = None
) -> SearchStrategy[PartialDate]:
    """
    Draw dates of every precision, open intervals included.

    Args:
        far: With the far days of `days`.

        words: What is drawn for their words; none, or any line.
    """
    said = st.one_of(st.just(""), _lines()) if words is None else words
    years = st.integers(2000, 2060)
    conventions = st.sampled_from(
        [DateConventions(), DateConventions(spring_starts=9, financial_year_starts=7)]
    )
    single = st.builds(PartialDate.day, days(far=far), said)
    whole = st.one_of(
        st.builds(PartialDate.month, years, st.integers(1, 12), said),
        st.builds(PartialDate.year, years, said),
        st.builds(DateConventions.season, conventions, st.sampled_from(Season), years, said),
        st.builds(DateConventions.quarter, conventions, years, st.integers(1, 4), said),
        st.builds(DateConventions.half, conventions, years, st.integers(1, 2), said),
        st.builds(DateConventions.third, conventions, years, st.integers(1, 3), said),
        st.builds(DateConventions.financial_year, conventions, years, said),
        st.builds(DateConventions.financial_quarter, conventions, years, st.integers(1, 4), said),
        st.builds(DateConventions.financial_half, conventions, years, st.integers(1, 2), said),
        st.builds(_span, days(far=far), days(far=far), said),
    )
    return st.one_of(
        single,
        whole,
        whole.map(PartialDate.until),
        whole.map(PartialDate.onwards),
    )


def _span(one: dt.date, other: dt.date, words: str) -> PartialDate:
    return PartialDate(earliest=min(one, other), latest=max(one, other), words=words)


def undated(*, words: SearchStrategy[str] | None = None) -> SearchStrategy[Undated]:
    """Draw words that fix no date."""
    vague = st.sampled_from(["", "in due course", "shortly", "when parliamentary time allows"])
    return st.builds(Undated, words=st.one_of(vague, _lines()) if words is None else words)


def any_dates(
    *, far: bool = False, words: SearchStrategy[str] | None = None
) -> SearchStrategy[AnyDate]:
    """
    Draw what a record's date may hold.

    Args:
        far: With the far days of `days`.

        words: What is drawn for their words; what `partial_dates` and `undated` draw by themselves.
    """
    return st.one_of(partial_dates(far=far, words=words), undated(words=words))

"""
Working days of a country, from the `holidays` package (extra ``calendars``).

Some parliaments give 60 *working* days, and which days those are is a fact about a country that
changes by proclamation. The calendar is therefore an argument everywhere, and this room makes one for
those who have no better: Monday to Friday (or as the country has it) without public holidays.
"""

from __future__ import annotations

import datetime as dt
import difflib
from typing import Any

from attrs import field, frozen

from accountability.exceptions import MissingExtraError, UnknownCalendarError

__all__ = ["WorkingDays", "calendar_names", "working_days"]


@frozen(kw_only=True)
class WorkingDays:
    """
    The working days of a country or a part of it: an `accountability.Calendar`.

    Attributes:
        name: ISO 3166 code, with that of a part after a hyphen: "NZ", "GB-ENG".
    """

    name: str
    _holidays: Any = field(repr=False, eq=False, alias="holidays")

    def is_working_day(self, day: dt.date, /) -> bool:
        """Tell whether *day* is neither a day of the weekend nor a public holiday."""
        return bool(self._holidays.is_working_day(day))


def working_days(name: str) -> WorkingDays:
    """
    Return the working days of a country.

    Args:
        name: ISO 3166 code of the country, or of a part of it: "NZ", "GB-ENG"; case makes no
            difference. `Jurisdiction.calendar` holds the one of a jurisdiction.

    Raises:
        MissingExtraError: the `holidays` package is not installed.
        UnknownCalendarError: it does not know that country or part; the nearest is named.
    """
    holidays = _library()
    known = calendar_names()
    code = name.strip().upper()
    if code not in known:
        raise UnknownCalendarError(name, _nearest_first(code, known))
    country, _, part = code.partition("-")
    return WorkingDays(name=code, holidays=holidays.country_holidays(country, subdiv=part or None))


def calendar_names() -> tuple[str, ...]:
    """
    Return the codes of all countries and parts that are known, in alphabetical order.

    Raises:
        MissingExtraError: the `holidays` package is not installed.
    """
    countries: dict[str, list[str]] = _library().list_supported_countries(include_aliases=False)
    # Some parts have names with spaces instead of codes; those cannot be asked for.
    parts = (
        f"{country}-{part}"
        for country, known in countries.items()
        for part in known
        if part.isupper()
    )
    return tuple(sorted((*countries, *parts)))


def _nearest_first(code: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return *known* codes, the most alike first; of those equally alike, the parts of its own country."""
    country = code.partition("-")[0]

    def unlike(one: str) -> tuple[float, bool, bool, str]:
        alike = difflib.SequenceMatcher(None, code, one).ratio()
        return -alike, one.partition("-")[0] != country, one[:1] != code[:1], one

    return tuple(sorted(known, key=unlike))


def _library() -> Any:
    try:
        import holidays
    except ModuleNotFoundError:
        raise MissingExtraError("calendars", "counting working days") from None
    return holidays

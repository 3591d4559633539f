"""A copy for publication that comes back brings nothing, and says so."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from accountability import ExportContext
from accountability.model import Register
from accountability.returns import collect, commission
from accountability.samples import load_sample
from accountability.tables import Profile

if TYPE_CHECKING:
    from tests.returns.conftest import Round, Workbook

pytestmark = pytest.mark.needs("excel")


def typed(**cells: str) -> Callable[[Workbook], None]:
    """Return an edit that types into cells of sheets: Recommendations_C7."""

    def edit(book: Workbook) -> None:
        for at, words in cells.items():
            sheet, _, cell = at.partition("_")
            book.book[sheet][cell] = words

    return edit


BRINGS_NOTHING = "it is a copy for publication, and such a copy brings nothing back"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, ""),
        (
            {"Recommendations_C7": "My answer.", "Commitments_C6": "Another promise."},
            "; not as held here: Recommendations!C7, Commitments!C6",
        ),
        ({"Recommendations_H8": "An answer where there is none."}, "!H8"),
    ],
    ids=["as-sent", "typed-over", "typed-for-nothing"],
)
def test_what_was_typed_in_a_published_copy_is_told(
    weirs: Register, weirs_round: Round, cells: dict[str, str], told: str
) -> None:
    """The file is never called untouched, and its rows count as come back from nobody."""
    data = weirs_round.edited(typed(**cells), profile=Profile.PUBLICATION)
    done = collect(weirs, [("published.xlsx", data)], as_of=dt.date(2031, 6, 15))
    (message,) = (one.message for one in done.findings if one.code == "RTN889")
    assert message.startswith(BRINGS_NOTHING)
    assert message.endswith(told or BRINGS_NOTHING)
    assert ["RTN889"] == [one.code for one in done.not_taken]
    assert ((), (), (), (), weirs) == (
        done.applied,
        done.conflicts,
        done.not_returned,
        done.untouched,
        done.register,
    )
    assert ["locks-team"] == [one.who for one in done.not_back]


def test_words_beside_the_tables_are_told_too(weirs: Register, weirs_round: Round) -> None:
    """With their place."""
    data = weirs_round.edited(typed(Contents_E9="Call me."), profile=Profile.PUBLICATION)
    done = collect(weirs, [("published.xlsx", data)], as_of=dt.date(2031, 6, 15))
    assert ["RTN889", "RTN837"] == [one.code for one in done.findings]


def test_a_published_copy_gives_no_drafts_and_answers_for_nobody(
    weirs: Register, weirs_round: Round
) -> None:
    """With a day on which answers were given, and in the middle of a round."""
    day = dt.date(2031, 6, 15)
    made = commission(weirs, as_of=day)
    data = weirs_round.sent(Profile.PUBLICATION)
    done = collect(made.register, [("published.xlsx", data)], as_of=day, given=day)
    assert made.register == done.register
    assert {parcel.who for parcel in made.parcels} == {one.who for one in done.not_back}


@pytest.mark.parametrize("day", ["2027-02-16", "2027-06-01", "2027-10-01"])
def test_an_untouched_published_copy_differs_in_nothing(day: str) -> None:
    """On any day of the sample's year."""
    from accountability.exporters.excel import TrackerWorkbook

    sample, on, target = load_sample(), dt.date.fromisoformat(day), io.BytesIO()
    TrackerWorkbook(profile=Profile.PUBLICATION).export(sample, target, ExportContext(as_of=on))
    done = collect(sample, [("published.xlsx", target.getvalue())], as_of=on)
    assert [BRINGS_NOTHING] == [one.message for one in done.findings]

"""What the front door lends has the type of the thing itself, for mypy and for pyright."""

import datetime as dt
from typing import assert_type

import accountability
from accountability import DateConventions, PartialDate, Undated
from accountability.dates import PartialDate as FromItsRoom

spring = PartialDate.month(2022, 3, words="March 2022")
assert_type(spring, FromItsRoom)
assert_type(spring.latest, dt.date | None)
assert_type(spring.certainly_before(dt.date(2022, 6, 1)), bool)
assert_type(accountability.PartialDate.year(2022), PartialDate)
assert_type(accountability.Undated(words="in due course"), Undated)
assert_type(DateConventions().quarter(2022, 1), PartialDate)

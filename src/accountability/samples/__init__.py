"""
An invented year of an invented committee: what `accountability demo` runs on.

Harbours, boats and bodies are made up; the shapes are those of real papers, their faults included: a
split word, a footnote number glued to a sentence, a text that stops short, a site that prints "Not
Addressed" over an answer that agrees.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accountability.model import Register

__all__ = ["DEMO_DAY", "load_sample", "sample_page"]

DEMO_DAY = dt.date(2027, 10, 1)
"""The day on which the sample is best looked at: every status occurs."""


@cache
def load_sample() -> Register:
    """Return the sample register; the same value each time."""
    from accountability.samples._harbours import build

    return build()


def sample_page(name: str) -> bytes:
    """
    Return an invented tracker page, as its site would print it.

    Args:
        name: "before-response" or "after-response": one page, captured twice.

    Raises:
        LookupError: there is no page of that name.
    """
    page = resources.files(__name__).joinpath("pages", f"{name}.txt")
    if not page.is_file():
        message = f"there is no sample page {name!r}; there are: before-response, after-response"
        raise LookupError(message)
    return page.read_bytes()

"""
Hypothesis strategies for every value, every record and whole registers.

What is drawn is always admitted by the model, and much of it is odd: real papers repeat their numbers,
answer what was never asked, and reach us through spreadsheets that take a reply beginning with a minus
sign for a sum. What shrinks is short: ids like ``item-1``, labels like ``1``, fields left out, texts
"" or "0".

The strategy of a record takes further strategies by the names of the record's fields; a field named so
is always drawn, the others now and then::

    recommendations(label=st.just("4"), text=texts(max_size=40_000, long=32_767))

`registers` draws records that belong together; with *messy* they belong together as badly as the model
allows.
"""

from __future__ import annotations

from accountability.testing._records import (
    applied_changes,
    assessments,
    collections,
    commitments,
    conclusions,
    documents,
    events,
    findings,
    identifiers,
    items,
    links,
    notes,
    organisations,
    places,
    recommendations,
    records,
    responses,
    sources,
    steps,
    target_dates,
    updates,
    waivers,
)
from accountability.testing._registers import registers
from accountability.testing._values import (
    any_dates,
    date_conventions,
    days,
    partial_dates,
    texts,
    undated,
)

__all__ = [
    "any_dates",
    "applied_changes",
    "assessments",
    "collections",
    "commitments",
    "conclusions",
    "date_conventions",
    "days",
    "documents",
    "events",
    "findings",
    "identifiers",
    "items",
    "links",
    "notes",
    "organisations",
    "partial_dates",
    "places",
    "recommendations",
    "records",
    "registers",
    "responses",
    "sources",
    "steps",
    "target_dates",
    "texts",
    "undated",
    "updates",
    "waivers",
]

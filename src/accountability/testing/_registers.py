"""
Strategies for whole registers: records that belong together, or together as badly as the model allows.

Records are drawn as sketches whose links name a place ("item-3"), from strategies that know nothing of
each other; a second step gives every record its id and settles the links. That keeps generation fast
and shrinking good: any record can be taken away without another being drawn anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from accountability.dates import AnyDate, DateConventions, PartialDate, Season, Undated
from accountability.model import (
    COLLECTIONS,
    Commitment,
    Conclusion,
    Item,
    Recommendation,
    Record,
    Register,
    Response,
    Update,
)
from accountability.testing._records import Supply, sketches
from accountability.testing._spelling import Constructor, Spelled
from accountability.testing._values import texts

__all__ = ["registers"]

_Sketch = tuple[type[Record], dict[str, Any]]
_Sketches = dict[str, list[_Sketch]]

_KINDS = {name.removesuffix("s"): name for name in COLLECTIONS}
"""Each kind as ids say it, and the field of a `Register` that holds its records."""

_AT_MOST = {
    "organisations": 3,
    "documents": 2,
    "assessments": 2,
    "notes": 1,
    "waivers": 1,
    "collections": 1,
}
"""How many records of a kind are drawn where that does not depend on the number of items."""

_ID = re.compile(r"([a-z]+)-(\d+)")

_LINKING = frozenset(
    """
    about addressed_to answers authors by dates document evidence events items links made_by
    on_behalf_of owners parent part_of prepared_by published_by record refers_to replaces reported_by
    responder responds_to response sent_to source sources succeeded_by supporting to told applied
    """.split()
)
"""Fields that hold ids of other records, or values that do."""


def registers(
    *,
    messy: bool = False,
    text: SearchStrategy[str] | None = None,
    min_items: int = 0,
    max_items: int = 3,
) -> SearchStrategy[Register]:
    """
    Draw registers of a few records of every kind.

    Args:
        messy: False: every link leads to a record of the right class that stands earlier, labels do
            not repeat within a report and series, items have words, and responses, updates and
            assessments have a day after that of every document. True: links dangle or lead to
            records of another class, parents, wholes and shared words go round in circles, labels
            repeat, texts are empty, days lie anywhere between year 1 and year 9999, and ids hold
            spaces, slashes and letters of any script.

        text: What is drawn for published words: of items, responses, promises, updates; `texts()`.

        min_items: Fewest items.

        max_items: Most items, and most responses, commitments and updates.
    """
    words = texts() if text is None else text
    return _drawn(words, messy=messy, min_items=min_items, max_items=max_items)


@lru_cache(maxsize=64)
def _drawn(
    words: SearchStrategy[str], *, messy: bool, min_items: int, max_items: int
) -> SearchStrategy[Register]:
    supply = _messy_supply(words, max_items) if messy else _tidy_supply(words, max_items)
    always: Mapping[str, SearchStrategy[Any]] = {} if messy else {"day": supply.happened}
    filled = words.map(lambda drawn: drawn if drawn.strip() else "0")
    given: dict[type[Record], Mapping[str, SearchStrategy[Any]]] = {
        cls: always
        for name, cls in COLLECTIONS.items()
        if name in {"responses", "updates", "assessments"}
    }
    if not messy:
        given[Recommendation] = given[Conclusion] = {"text": filled, "issued": st.none()}
        given[COLLECTIONS["documents"]] = {"published": supply.published, "received": st.none()}
    lists: dict[str, SearchStrategy[list[_Sketch]]] = {}
    for name, cls in COLLECTIONS.items():
        classes = (Recommendation, Conclusion) if cls is Item else (cls,)
        one = st.one_of(*(_sketch(c, supply, given.get(c, {})) for c in classes))
        least = min_items if name == "items" else 0
        if min_items and not messy and name in {"organisations", "documents"}:
            least = 1
        lists[name] = st.lists(one, min_size=least, max_size=_AT_MOST.get(name, max_items))
    sketched = st.fixed_dictionaries(lists)
    if messy:
        names = st.sampled_from(["{}", "{} (2)", "Ä/{}", "={}", "_x0041_{}", "مادة-{}"])
        head = _head(["", "uk", "nowhere"])
        drawn = st.builds(_as_drawn, head, sketched, names, taken=st.booleans())
    else:
        drawn = st.builds(_tidied, _head(["", "uk"]), sketched)
    return drawn.map(Constructor(Register))


def _head(jurisdictions: list[str]) -> SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {"title": st.sampled_from(["Register", "=Register_x0041_", "سجل"])},
        optional={
            "jurisdiction": st.sampled_from(jurisdictions),
            "marking": st.sampled_from(["OFFICIAL", "OFFICIAL - SENSITIVE: <draft>"]),
        },
    )


def _sketch(
    cls: type[Record], supply: Supply, given: Mapping[str, SearchStrategy[Any]]
) -> SearchStrategy[_Sketch]:
    fields = sketches(cls, supply, {"id": st.just("to be given"), **given})
    return st.tuples(st.just(cls), fields)


# --- registers in order ------------------------------------------------------------------------------


def _tidy_supply(words: SearchStrategy[str], most: int) -> Supply:
    return Supply(
        id=lambda *kinds: st.sampled_from(_numbered(kinds, most)),
        text=words,
        published=st.sampled_from(_dates_of(2030)),
        happened=st.sampled_from([*_dates_of(2031), *_dates_of(2032)]),
        promised=st.sampled_from([*_dates_of(2033), *_dates_of(2035), *_ODD_DATES]),
    )


def _numbered(kinds: tuple[str, ...], most: int) -> list[str]:
    return [f"{kind}-{number + 1}" for number in range(most) for kind in kinds]


def _dates_of(year: int) -> list[AnyDate]:
    """Return dates of every precision that lie in *year* and end on different days."""
    return [
        PartialDate.day(dt.date(year, 1, 1)),
        PartialDate.day(dt.date(year, 6, 30), "30/06"),
        PartialDate.month(year, 5, f"May {year}"),
        PartialDate.month(year, 2),
        PartialDate.year(year),
        _NORTH.quarter(year, 3, f"Q3 {year}"),
        _NORTH.half(year, 2),
        _NORTH.third(year, 1, f"early in {year}"),
        _NORTH.season(Season.SPRING, year, f"Spring {year}"),
    ]


_NORTH = DateConventions()
_SOUTH = DateConventions(spring_starts=9, financial_year_starts=7)

_ODD_DATES: list[AnyDate] = [
    Undated(words="in due course"),
    Undated(),
    PartialDate.month(2034, 3, "the end of March").until(),
    PartialDate.month(2034, 3).onwards(),
    _NORTH.financial_year(2033, "2033-34"),
    _NORTH.season(Season.WINTER, 2034, "=Winter\n2034"),
    _SOUTH.financial_quarter(2033, 4),
    _SOUTH.season(Season.SUMMER, 2033, "الصيف"),
]

_FAR_DATES: list[AnyDate] = [
    PartialDate.day(dt.date.min),
    PartialDate.day(dt.date.max),
    PartialDate.year(1),
    PartialDate.year(9999).onwards(),
    PartialDate.day(dt.date(1899, 12, 31)),
    PartialDate.month(1900, 2),
    PartialDate(earliest=dt.date.min, latest=dt.date.max, words="some day"),
]


def _tidied(head: dict[str, str], sketched: _Sketches) -> Spelled:
    """Settle every link on a record that stands earlier; leave out what has nothing to lead to."""
    held: dict[str, dict[str, Record]] = {name: {} for name in COLLECTIONS}
    labels: set[tuple[str, str, str]] = set()
    for name, there in held.items():
        for cls, sketch in sketched[name]:
            fields = {
                key: _settled(value, held) if key in _LINKING else value
                for key, value in sketch.items()
            }
            if any(fields[key] is None for key in _needed(cls)):
                continue
            fields["id"] = f"{name.removesuffix('s')}-{len(there) + 1}"
            _set_right(cls, fields, held, labels)
            there[fields["id"]] = cls(**fields)
    return _spelled(head, {name: tuple(there.values()) for name, there in held.items()})


def _needed(cls: type[Record]) -> Iterator[str]:
    return (field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING)


def _settled(value: Any, held: Mapping[str, Mapping[str, Record]]) -> Any:
    """Return *value* with its links settled; None if it cannot be without a link that leads nowhere."""
    if isinstance(value, tuple):
        settled = (_settled(member, held) for member in value)
        return tuple(dict.fromkeys(member for member in settled if member is not None))
    if isinstance(value, str):
        found = _ID.fullmatch(value)
        if found is None:
            return value
        there = list(held[_KINDS[found[1]]])
        return there[(int(found[2]) - 1) % len(there)] if there else None
    changes = _inner(value, lambda inner: _settled(inner, held))
    if changes.get("to", "") is None or changes.get("record", "") is None:
        return None
    return attrs.evolve(value, **changes) if changes else value


def _inner(value: Any, settle: Callable[[Any], Any]) -> dict[str, Any]:
    if not attrs.has(type(value)):
        return {}
    return {
        field.name: settle(inner)
        for field in attrs.fields(type(value))
        if field.name in _LINKING and (inner := getattr(value, field.name))
    }


def _set_right(
    cls: type[Record],
    fields: dict[str, Any],
    held: Mapping[str, Mapping[str, Record]],
    labels: set[tuple[str, str, str]],
) -> None:
    """Mend the fields of one record that contradict each other or a record before it."""
    if issubclass(cls, Item):
        whole = held["items"].get(fields.get("parent") or "")
        if isinstance(whole, Item):
            fields["document"] = whole.document
        series, label = fields.get("series", ""), fields.get("label", "")
        if (fields["document"], series, label) in labels:
            label = next(
                number
                for number in map(str, count(1))
                if (fields["document"], series, number) not in labels
            )
            fields["label"] = label
        labels.add((fields["document"], series, label))
    elif issubclass(cls, Response):
        former = held["responses"].get(fields.get("replaces") or "")
        if isinstance(former, Response) and (former.answers, former.responder) != (
            fields["answers"],
            fields["responder"],
        ):
            del fields["replaces"]
    elif issubclass(cls, Update):
        claim = held["updates"].get(fields.get("replaces") or "")
        if isinstance(claim, Update) and (claim.about, claim.reported_by) != (
            fields["about"],
            fields["reported_by"],
        ):
            del fields["replaces"]
    elif issubclass(cls, Commitment):
        made_in = held["responses"].get(fields.get("response") or "")
        if isinstance(made_in, Response) and made_in.answers in held["items"]:
            fields["items"] = tuple(dict.fromkeys((made_in.answers, *fields.get("items", ()))))


# --- registers in disorder -----------------------------------------------------------------------------


def _messy_supply(words: SearchStrategy[str], most: int) -> Supply:
    dates = st.sampled_from([*_dates_of(2031), *_ODD_DATES, *_FAR_DATES, *_dates_of(2019)])
    strangers = [f"{kind}-1" for kind in _KINDS]
    return Supply(
        # Of its kind in half of the cases, in a fifth of those not held.
        id=lambda *kinds: st.sampled_from([*_numbered(kinds, most + 1) * 2, *strangers]),
        text=words,
        published=dates,
        happened=dates,
        promised=dates,
    )


def _as_drawn(head: dict[str, str], sketched: _Sketches, name: str, *, taken: bool) -> Spelled:
    """Keep every link as it was drawn; what it names may not be there, or be of another class."""
    made: dict[str, tuple[Record, ...]] = {}
    for collection, members in sketched.items():
        kind = collection.removesuffix("s")
        made[collection] = tuple(
            cls(
                **{
                    key: _named(value, name) if key in _LINKING else value
                    for key, value in sketch.items()
                    if key != "id"
                },
                id=name.format(f"{kind}-{number}"),
            )
            for number, (cls, sketch) in enumerate(members, 1)
        )
    asked = next((item for item in made["items"] if getattr(item, "addressed_to", ())), None)
    if taken and made["notes"] and isinstance(asked, Item):
        # The id that an answer of the first addressee would get.
        note = attrs.evolve(made["notes"][0], id=f"{asked.id}/{asked.addressed_to[0]}")
        made["notes"] = (note, *made["notes"][1:])
    return _spelled(head, made)


def _named(value: Any, name: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_named(member, name) for member in value)
    if isinstance(value, str):
        return name.format(value) if _ID.fullmatch(value) else value
    changes = _inner(value, lambda inner: _named(inner, name))
    return attrs.evolve(value, **changes) if changes else value


def _spelled(head: dict[str, str], records: Mapping[str, tuple[Record, ...]]) -> Spelled:
    fields = {"id": "register-1", **head, **records}
    names = (field.name for field in attrs.fields(Register))
    return Spelled({name: fields[name] for name in names if fields.get(name)})

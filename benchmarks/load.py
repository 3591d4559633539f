"""
Loading a register: ours against pydantic 2 on the same bytes, as ratios of CPU time.

The yardstick checks what we check (unknown members, types, members of closed lists, days, the
characters that a register refuses) and builds objects of the same shape. Each side is run in turn,
several times, and the medians are compared. Bars: 1.1 at 10,000 records, 0.8 at 100,000.

Run as ``python benchmarks/load.py [RECORDS...]``; ``--lines N`` loads one register of N items as JSON
Lines in a process of its own and says how long it took and how much memory it needed.
"""

from __future__ import annotations

import datetime as dt
import enum
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
import pydantic

import accountability as a
from accountability.model import COLLECTIONS

WORDS = (
    "The Department for Ports and Harbours should publish – by the end of the financial year – a plan "
    "for the dredging of tidal channels; it should say who pays, who is told, and by when. "
)
"""Invented; a paragraph of a report is five or six of these."""

SOURCES = (
    a.Source(document="xx-harbours-hc1-2030", place="page 12, paragraph 4", fields=("text",)),
)
SPRING = a.PartialDate(
    earliest=dt.date(2031, 3, 1),
    latest=dt.date(2031, 5, 31),
    precision=a.Precision.SEASON,
    words="Spring 2031",
)
DAY = a.PartialDate.day(dt.date(2030, 11, 4))


def records(number: int) -> Iterator[a.Record]:
    """Make the five records of one recommendation with its answer, promise, update and assessment."""
    item = f"xx-harbours-hc1-2030/rec-{number}"
    response = f"{item}/xx-dph"
    yield a.Recommendation(
        id=item,
        document="xx-harbours-hc1-2030",
        label=str(number),
        section="Dredging",
        paragraph="12-14",
        text=f"{number}. {WORDS * 5}",
        addressed_to=("xx-dph", "xx-treasury"),
        wanted_by=(SPRING,),
        links=(a.Link(kind=a.LinkKind.FOLLOWS_FROM, to=f"xx-harbours-hc1-2030/con-{number}"),),
        themes=("Dredging", "Money"),
        sources=SOURCES,
        extra=(("Theme code", "D-4"), ("Volume", "I")),
    )
    yield a.Response(
        id=response,
        answers=item,
        responder="xx-dph",
        position=a.Position.ACCEPTED_IN_PRINCIPLE,
        position_words="accepts this recommendation in principle",
        text=f"The Government accepts this recommendation in principle.\n\n{WORDS * 6}",
        day=DAY,
        document="xx-cp9-2030",
        steps=(
            a.Step(stage=a.Stage.CLEARED, day=DAY, by="Permanent Secretary"),
            a.Step(stage=a.Stage.PUBLISHED, day=DAY, reference="CP 9"),
        ),
        sources=SOURCES,
    )
    yield a.Commitment(
        id=f"{response}/c1",
        text=WORDS,
        items=(item,),
        response=response,
        owners=("xx-dph-channels",),
        dates=(a.TargetDate(date=SPRING, set_on=DAY, told=("xx-harbours",), told_on=DAY),),
        sources=SOURCES,
    )
    yield a.Update(
        id=f"{response}/c1/u-xx-dph-2031",
        about=f"{response}/c1",
        reported_by="xx-dph",
        day=DAY,
        implementation=a.Implementation.IN_PROGRESS,
        text=WORDS * 2,
        sources=SOURCES,
    )
    yield a.Assessment(
        id=f"{item}/a-xx-harbours",
        about=item,
        by="xx-harbours",
        opinion=a.Opinion.SATISFACTORY,
        text=WORDS,
        sources=SOURCES,
    )


def register_of(size: int) -> a.Register:
    """Make a register of *size* records, a multiple of five."""
    register = a.Register(id="xx-register", title="Harbours, followed up")
    return register.with_records(
        *(record for number in range(size // 5) for record in records(number))
    )


# --- the yardstick --------------------------------------------------------------------------------

Text = Annotated[
    str, pydantic.StringConstraints(pattern="^[^\x00-\x08\x0b-\x1f\ufffe\uffff]*$", strict=True)
]
Required = Annotated[Text, pydantic.StringConstraints(min_length=1)]


class Model(pydantic.BaseModel):
    """A frozen object that refuses unknown members."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class PartialDate(Model):
    """A date with days."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: a.Precision = a.Precision.SPAN
    words: Text = ""


class Undated(Model):
    """A date without."""

    words: Text = ""


_made: dict[object, Any] = {str: Text, dt.date: dt.date, a.PartialDate: PartialDate}
_made |= {a.Undated: Undated}


def model_of(cls: Any) -> Any:
    """Make the pydantic model of the same fields as the attrs class *cls*."""
    import typing

    if cls in _made:
        return _made[cls]
    if isinstance(cls, type) and attrs.has(cls):
        hints = typing.get_type_hints(cls)
        fields: dict[str, Any] = {}
        for attribute in attrs.fields(cls):
            made = _type_of(hints[attribute.name])
            needs = attribute.name in getattr(cls, "_required", ())
            default = ... if attribute.default is attrs.NOTHING else attribute.default
            if attribute.name == "kind" and issubclass(cls, a.Item):
                kinds = tuple(getattr(cls, "_kinds"))  # noqa: B009  # private: only here
                made, default = Literal[kinds], ...
            fields[attribute.name] = (Required if needs else made, default)
        _made[cls] = pydantic.create_model(cls.__name__, __base__=Model, **fields)
        return _made[cls]
    return _type_of(cls)


def _type_of(hint: Any) -> Any:
    import types
    import typing

    if hint in _made:
        return _made[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        made: Any = _type_of(arguments[0])
        for argument in arguments[1:]:
            made = made | (None if argument is types.NoneType else _type_of(argument))
        return made
    if origin is tuple:
        return tuple[tuple(Ellipsis if each is Ellipsis else _type_of(each) for each in arguments)]
    if isinstance(hint, type) and attrs.has(hint):
        return model_of(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    return hint


def yardstick() -> Any:
    """Make the pydantic model of a whole register file."""
    fields: dict[str, Any] = {
        "format": (Literal["accountability-register"], ...),
        "version": (Literal[1], ...),
        "id": (Required, ...),
        "title": (Required, ...),
        "jurisdiction": (Text, ""),
        "marking": (Text, ""),
    }
    for name, cls in COLLECTIONS.items():
        member = model_of(cls) if cls is not a.Item else None
        if member is None:
            member = Annotated[
                model_of(a.Recommendation) | model_of(a.Conclusion),
                pydantic.Field(discriminator="kind"),
            ]
        fields[name] = (tuple[member, ...], ())
    return pydantic.create_model("RegisterFile", __base__=Model, **fields)


# --- measuring ------------------------------------------------------------------------------------


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that *work* takes; what it made is thrown away afterwards."""
    gc.collect()
    start = time.process_time()
    made = work()
    taken = time.process_time() - start
    del made
    return taken


def compare(size: int, runs: int) -> None:
    """Print how our loading compares at *size* records."""
    data = a.dumps(register_of(size)).encode()
    model = yardstick()
    assert a.loads(data).title == model.model_validate_json(data).title
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(cpu(lambda: model.model_validate_json(data)))
        ours.append(cpu(lambda: a.loads(data)))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(
        f"{size:>9,} records, {len(data) / 1e6:6.1f} MB: "
        f"ours {mine:6.2f} s, pydantic {other:6.2f} s, ratio {mine / other:.2f}"
    )


def load_lines(items: int) -> None:
    """Load one register of *items* items as JSON Lines; print time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            head, line, *_ = a.dumps(
                a.Register(id="xx-register", title="Large").with_records(next(records(10**7))),
                lines=True,
            ).splitlines(keepends=True)
            file.write(head)
            file.writelines(line.replace("10000000", str(n)) for n in range(items))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.process_time()
        register = a.load(path)
        taken = time.process_time() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(register):>9,} items, {path.stat().st_size / 1e6:6.1f} MB of JSON Lines: "
            f"{taken:.1f} s of CPU time, {after - before:.0f} MB of memory"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--lines"]:
        load_lines(int(sys.argv[2]))
    else:
        for asked in sys.argv[1:] or ("10000", "100000"):
            compare(int(asked), runs=5)

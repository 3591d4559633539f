"""The strategies: what they draw, what they can be told, and how small it shrinks."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy
from hypothesis.vendor.pretty import pretty

from accountability import (
    Commitment,
    Conclusion,
    Document,
    Item,
    Organisation,
    PartialDate,
    Position,
    Precision,
    Recommendation,
    Record,
    Register,
    Response,
    Undated,
    Update,
)
from accountability.testing import strategies
from accountability.testing._spelling import Spelled
from accountability.testing.strategies import (
    any_dates,
    documents,
    items,
    partial_dates,
    recommendations,
    registers,
    responses,
    texts,
)
from accountability.text import first_unclean

SEARCH = settings(
    max_examples=3_000,
    derandomize=True,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)

FIRST = settings(SEARCH, max_examples=1)
"""Hypothesis tries the simplest value first."""


def simplest(strategy: SearchStrategy[Any]) -> Any:
    """Give what a strategy shrinks to where anything would do."""
    return find(strategy, lambda _: True, settings=FIRST)


def meets(strategy: SearchStrategy[Any], wanted: Callable[[Any], bool]) -> bool:
    """Tell that the strategy draws what is *wanted*; find fails if it does not."""
    return wanted(find(strategy, wanted, settings=SEARCH))


def not_drawn(
    strategy: SearchStrategy[Any], wanted: Mapping[str, Callable[[Any], bool]]
) -> dict[str, Callable[[Any], bool]]:
    """Draw until each *wanted* thing has been seen, and give those that never came."""
    unseen = dict(wanted)

    def is_last(value: Any) -> bool:
        for name in [name for name, is_one in unseen.items() if is_one(value)]:
            del unseen[name]
        return not unseen

    with contextlib.suppress(NoSuchExample):
        find(strategy, is_last, settings=SEARCH)
    return unseen


@pytest.mark.parametrize("name", strategies.__all__)
def test_every_strategy_needs_no_argument(name: str) -> None:
    """And draws something small."""
    assert 2_000 > len(repr(simplest(getattr(strategies, name)())))


class TestTexts:
    @given(st.data(), st.integers(1, 50))
    def test_texts_keep_to_their_size(self, data: st.DataObject, size: int) -> None:
        """However they are made, and they are always fit for the model."""
        text = data.draw(texts(max_size=size, long=size))
        assert len(text) <= size
        assert None is first_unclean(text)

    @pytest.mark.parametrize(
        ("knob", "example"),
        [
            ("formula_like", lambda text: text.startswith("=")),
            ("right_to_left", lambda text: "\u202e" in text),
            ("escapes", lambda text: "_x0041_" in text),
            ("lines", lambda text: "\n" in text),
        ],
    )
    def test_what_hurts_can_be_switched_off(
        self, knob: str, example: Callable[[str], bool]
    ) -> None:
        """It comes unless it is switched off."""
        assert meets(texts(), example)
        off: dict[str, Any] = {knob: False}

        @settings(SEARCH, max_examples=200)
        @given(texts(**off))
        def comes_by_chance_alone(text: str) -> None:
            # A lone "=" may still be drawn as any other character may.
            assert len(text) <= 8 or not example(text)

        comes_by_chance_alone()

    @pytest.mark.parametrize(
        "character", ["\u2028", "\u00a0", "\u00ad", "👩‍👩‍👧‍👦", "_x0041_", "\u0085", "=HYPERLINK"]
    )
    def test_odd_characters_come(self, character: str) -> None:
        """Each of them has broken somebody's file."""
        assert meets(texts(), lambda text: character in text)

    def test_long_texts_are_as_long_as_a_cell_and_longer(self) -> None:
        """One less, exactly, and one more."""
        sizes: dict[str, Callable[[int], bool]] = {
            "one less": lambda size: size == 32_766,
            "full": lambda size: size == 32_767,
            "one more": lambda size: size == 32_768,
        }
        assert {} == not_drawn(texts(max_size=40_000, long=32_767).map(len), sizes)

    def test_texts_shrink_to_nothing_or_a_nought(self) -> None:
        """So that what is left in a failing test is what made it fail."""
        assert ["", "0"] == [simplest(texts()), simplest(texts(filled=True))]
        assert "0" == find(texts(), bool, settings=settings(SEARCH, phases=[*Phase]))

    @given(texts(filled=True))
    def test_filled_texts_say_something(self, text: str) -> None:
        """White space alone is nothing."""
        assert text.strip()


class TestDates:
    @pytest.mark.parametrize(
        "precision", [p for p in Precision if p is not Precision.PARLIAMENTARY_YEAR]
    )
    def test_every_precision_comes(self, precision: Precision) -> None:
        """Each has its own way to be shown."""
        assert meets(partial_dates(), lambda when: when.precision is precision)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda when: isinstance(when, Undated),
            lambda when: isinstance(when, PartialDate) and when.earliest is None,
            lambda when: isinstance(when, PartialDate) and when.latest is None,
            lambda when: isinstance(when, PartialDate) and not when.words,
            lambda when: isinstance(when, PartialDate) and bool(when.words),
        ],
    )
    def test_open_and_undated_ones_come(self, wanted: Callable[[Any], bool]) -> None:
        """With and without words."""
        assert meets(any_dates(), wanted)

    def test_far_days_come_when_asked_for(self) -> None:
        """The first and last that Python knows, and what no spreadsheet can hold."""
        far: dict[str, Callable[[PartialDate], bool]] = {
            "the first": lambda when: when.earliest == dt.date.min,
            "the last": lambda when: when.latest == dt.date.max,
            "before spreadsheets": lambda when: when.earliest == dt.date(1899, 12, 31),
        }
        assert {} == not_drawn(partial_dates(far=True), far)

    def test_dates_shrink_to_a_plain_day(self) -> None:
        """The first of the century, without words."""
        assert PartialDate.day(dt.date(2000, 1, 1)) == simplest(any_dates())


class TestRecords:
    def test_a_named_field_is_always_drawn(self) -> None:
        """From what is given for it."""

        @settings(SEARCH, max_examples=50)
        @given(recommendations(label=st.just("4"), text=texts(filled=True)))
        def named(item: Recommendation) -> None:
            assert "4" == item.label
            assert item.text

        named()

    def test_a_misspelled_field_is_an_error(self) -> None:
        """Not a field that is never drawn."""
        with pytest.raises(TypeError, match="Recommendation has no field lable"):
            recommendations(lable=st.just("4"))

    def test_records_shrink_to_what_they_need(self) -> None:
        """Short ids, and no field besides."""
        assert Recommendation(id="item-1", document="document-1") == simplest(items())
        response = Response(id="response-1", answers="item-1", responder="organisation-1")
        assert response == simplest(responses())

    def test_both_classes_of_item_come(self) -> None:
        """Recommendations first, when shrunk."""
        assert meets(items(), lambda item: isinstance(item, Conclusion))

    @pytest.mark.parametrize(
        "cls", [Document, Organisation, Recommendation, Response, Commitment, Update]
    )
    def test_every_field_comes(self, cls: type[Any]) -> None:
        """A field that is never drawn would never be tried."""

        def filled(field: Any) -> Callable[[Any], bool]:
            return lambda record: getattr(record, field.name) not in {"", (), None, field.default}

        wanted = {field.name: filled(field) for field in attrs.fields(cls)}
        assert {} == not_drawn(getattr(strategies, f"{cls.__name__.lower()}s")(), wanted)


def earlier(register: Register, record: Record, other: Record | None) -> bool:
    """Tell whether *other* is held and stands before *record*."""
    held = list(register)
    return other is not None and held.index(other) < held.index(record)


class TestTidyRegisters:
    @given(registers())
    def test_every_link_leads_to_something_earlier(self, register: Register) -> None:
        """Of the right class; nothing goes in a circle."""
        links: list[tuple[Record, str | None, type[Record] | tuple[type[Record], ...]]] = []
        for item in register.items:
            links += [(item, item.document, Document), (item, item.parent, Item)]
            links += [(item, link.to or None, Item) for link in item.links]
        for body in register.organisations:
            links.append((body, body.part_of, Organisation))
        for response in register.responses:
            links.append((response, response.answers, (Item, Document)))
            links.append((response, response.responder, Organisation))
            links += [(response, other, Response) for other in response.refers_to]
        for promise in register.commitments:
            links += [(promise, promise.response, Response), (promise, promise.parent, Commitment)]
        for update in register.updates:
            links.append((update, update.about, (Item, Commitment)))
        for record, to, cls in links:
            if to is not None:
                assert isinstance(register.get(to), cls)
                assert earlier(register, record, register.get(to))

    @given(registers())
    def test_every_source_is_held(self, register: Register) -> None:
        """Inside of records, too."""
        for record in register:
            for source in getattr(record, "sources", ()):
                assert source.document is None or source.document in register

    @given(registers())
    def test_labels_do_not_repeat_and_items_have_words(self, register: Register) -> None:
        """Within a report and a series."""
        labels = [(item.document, item.series, item.label) for item in register.items]
        assert len(labels) == len(set(labels))
        assert all(item.text.strip() for item in register.items)

    @given(registers())
    def test_facts_come_after_every_report(self, register: Register) -> None:
        """Each on a day of its own."""
        said = [
            day
            for record in (*register.responses, *register.updates, *register.assessments)
            if isinstance(day := register.day_of(record), PartialDate)
        ]
        assert len(said) == sum(
            map(len, (register.responses, register.updates, register.assessments))
        )
        for document in register.documents:
            published = document.published
            assert isinstance(published, PartialDate)
            assert all(day.earliest and published.certainly_before(day.earliest) for day in said)

    @given(registers(min_items=2, max_items=3))
    def test_there_are_as_many_items_as_asked(self, register: Register) -> None:
        """Neither fewer nor more."""
        assert len(register.items) in {2, 3}

    @given(registers(text=st.just("=A1")))
    def test_words_are_drawn_from_what_is_given(self, register: Register) -> None:
        """In items, responses and promises alike."""
        words = {item.text for item in register.items}
        words |= {response.text for response in register.responses}
        words |= {promise.text for promise in register.commitments}
        assert {"", "=A1"} >= words | {update.text for update in register.updates}

    def test_the_smallest_register_is_empty(self) -> None:
        """Everything can be taken away."""
        empty = Register(id="register-1", title="Register")
        assert [empty, empty] == [simplest(registers(messy=m)) for m in (False, True)]


def _circle(register: Register, cls: type[Any], links: Callable[[Any], tuple[str, ...]]) -> bool:
    """Tell whether some record of a class is reached from itself."""
    for record in register:
        seen: set[str] = set()
        ahead = list(links(record)) if isinstance(record, cls) else []
        while ahead:
            current = register.find(cls, ahead.pop())
            if current is not None and current.id not in seen:
                seen.add(current.id)
                ahead += links(current)
        if record.id in seen:
            return True
    return False


MESSES: dict[str, Callable[[Register], bool]] = {
    "a link that leads nowhere": lambda r: any(i.document not in r for i in r.items),
    "an answer to what is not held": lambda r: any(a.answers not in r for a in r.responses),
    "a link to another class": lambda r: any(
        i.parent in r and r.find(Item, i.parent) is None for i in r.items
    ),
    "a repeated label": lambda r: any(
        one.label == two.label != "" and one.document == two.document
        for one, two in pairwise(r.items)
    ),
    "an item without words": lambda r: any(not i.text for i in r.items),
    "parents in a circle": lambda r: _circle(r, Item, lambda i: (i.parent or "",)),
    "shared words in a circle": lambda r: _circle(r, Response, lambda a: a.refers_to),
    "wholes in a circle": lambda r: _circle(r, Organisation, lambda o: (o.part_of or "",)),
    "papers in a circle": lambda r: _circle(r, Document, lambda d: d.responds_to),
    "promises in a circle": lambda r: _circle(r, Commitment, lambda c: (c.parent or "",)),
    "corrections in a circle": lambda r: _circle(r, Response, lambda a: (a.replaces or "",)),
    "the last day there is": lambda r: any(
        isinstance(t.date, PartialDate) and t.date.latest == dt.date.max
        for c in r.commitments
        for t in c.dates
    ),
    "a fact before its item": lambda r: any(
        isinstance(a.day, PartialDate)
        and isinstance(i, Item)
        and isinstance(day := r.day_of(i), PartialDate)
        and day.earliest is not None
        and a.day.certainly_before(day.earliest)
        for a in r.responses
        for i in (r.get(a.answers),)
    ),
    "several addressees": lambda r: any(len(set(i.addressed_to)) > 1 for i in r.items),
    "several responders": lambda r: any(len(r.responders_of(i.id)) > 1 for i in r.items),
    "two answers of one responder": lambda r: any(
        len(answers := r.responses_to(i.id)) > 1 and answers[0].responder == answers[1].responder
        for i in r.items
    ),
    "limbs": lambda r: any(r.limbs_of(i.id) for i in r.items),
    "a heading": lambda r: any(row.heading for row in r.rows()),
    "an empty response": lambda r: any(a.is_empty for a in r.responses),
    "a given answer": lambda r: any(row.given for row in r.rows()),
    "a moved date": lambda r: any(len(c.dates) > 1 for c in r.commitments),
    "a taken key": lambda r: any(row.key.endswith("~2") for row in r.rows()),
    "ids with spaces": lambda r: any(" " in record.id for record in r),
    "a jurisdiction nobody knows": lambda r: r.jurisdiction == "nowhere",
}


def test_messy_registers_are_as_bad_as_the_model_allows() -> None:
    """Whatever real papers do, comes."""
    assert {} == not_drawn(registers(messy=True, min_items=1), MESSES)


@attrs.frozen
class Pair:
    """Something else that Hypothesis may show."""

    one: int
    other: int = 0


def failure(strategy: SearchStrategy[Any], wrong: Callable[[Any], bool]) -> str:
    """Give what Hypothesis shows of a value that is *wrong*, without white space."""

    @settings(SEARCH, print_blob=False)
    @given(strategy)
    def fails(value: Any) -> None:
        assert not wrong(value)

    with pytest.raises(AssertionError) as caught:
        fails()
    return "".join("".join(caught.value.__notes__).split())


class TestWhatIsShown:
    def test_a_failing_register_can_be_pasted_into_a_test(self) -> None:
        """As the call that makes it, without what it leaves out."""
        shown = failure(registers(messy=True), lambda register: bool(register.responses))
        assert "=Register(id='register-1',title=" in shown
        assert "responses=(Response(id='" in shown
        # Older ones of Hypothesis show all fields of whatever they know the fields of.
        shows_calls = "other" not in failure(st.builds(Pair, one=st.just(5)), bool)
        assert shows_calls == ("=None" not in shown) == ("=()" not in shown)

    def test_enumerations_dates_and_defaults(self) -> None:
        """Members by name, days as calls, what holds its default not at all."""
        fields = {
            "response": Response(
                id="r",
                answers="i",
                responder="o",
                position=Position.NOTED,
                day=PartialDate.day(dt.date(2031, 5, 1)),
            ),
            "items": (Recommendation(id="i", document="d"),),
            "pair": ("a", "b"),
        }
        shown = " ".join(pretty(Spelled(fields)).split())
        assert (
            "response=Response(id='r', answers='i', responder='o', position=Position.NOTED, "
            "day=PartialDate(earliest=datetime.date(2031, 5, 1), "
            "latest=datetime.date(2031, 5, 1), precision=Precision.DAY)), "
            "items=(Recommendation(id='i', document='d'),), pair=('a', 'b')"
        ) == shown


@given(documents())
def test_documents_are_drawn_by_themselves(document: Document) -> None:
    """A record alone names others that need not exist."""
    assert document == attrs.evolve(document)

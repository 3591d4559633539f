"""The records: what their constructors refuse, and that they admit what real papers do."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import (
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    InvalidRecordError,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Organisation,
    PartialDate,
    Position,
    Recommendation,
    Record,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Undated,
    Update,
    Waiver,
)
from accountability.testing.strategies import records, texts

SMALLEST: list[tuple[type[Record], dict[str, Any]]] = [
    (Organisation, {"id": "uk-ports", "name": "Department for Ports"}),
    (Document, {"id": "report", "kind": DocumentKind.REPORT, "title": ""}),
    (Recommendation, {"id": "rec-1", "document": "report"}),
    (Conclusion, {"id": "con-1", "document": "report"}),
    (Response, {"id": "rec-1/uk-ports", "answers": "rec-1", "responder": "uk-ports"}),
    (Commitment, {"id": "rec-1/c1", "text": ""}),
    (Update, {"id": "rec-1/u", "about": "rec-1", "reported_by": "uk-ports"}),
    (Assessment, {"id": "rec-1/a", "about": "rec-1", "by": "committee"}),
    (Note, {"id": "rec-1/n1", "about": "rec-1"}),
    (Waiver, {"id": "rec-1/w1", "rule": "REC101", "record": "rec-1", "reason": "known"}),
    (
        Collection,
        {
            "id": "collection-1",
            "day": PartialDate.day(dt.date(2031, 5, 1)),
            "file": "return.xlsx",
            "digest": "sha256:00",
        },
    ),
]

every_class = pytest.mark.parametrize(
    ("cls", "fields"), SMALLEST, ids=[cls.__name__ for cls, _ in SMALLEST]
)

MAY_BE_EMPTY = {"title", "text"}
"""Required fields that hold published words: a paper may print none."""


@every_class
def test_a_record_needs_little(cls: type[Record], fields: dict[str, Any]) -> None:
    """What is required is enough, and all else has a default that says nothing."""
    record = cls(**fields)
    assert fields == {name: getattr(record, name) for name in fields}
    rest = [getattr(record, field.name) for field in attrs.fields(cls) if field.name not in fields]
    assert {"", None, ()} >= {value for value in rest if not isinstance(value, str) or not value}


@every_class
def test_a_required_text_is_not_empty(cls: type[Record], fields: dict[str, Any]) -> None:
    """Neither empty nor of white space alone, and the message names the field."""
    for name, value in fields.items():
        if not isinstance(value, str) or isinstance(value, DocumentKind) or name in MAY_BE_EMPTY:
            continue
        for blank in ("", " ", "\u2003\n"):
            with pytest.raises(InvalidRecordError, match="is empty; give it a value") as caught:
                cls(**fields | {name: blank})
            assert (cls.__name__, name) == (caught.value.record, caught.value.field)


@every_class
def test_records_are_made_by_name_alone(cls: type[Record], fields: dict[str, Any]) -> None:
    """Twenty fields by position would be read wrongly by everybody."""
    make: Any = cls
    with pytest.raises(TypeError):
        make(*fields.values())


@every_class
def test_records_are_frozen(cls: type[Record], fields: dict[str, Any]) -> None:
    """History is appended, never overwritten."""
    record: Any = cls(**fields)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.id = "another"


@every_class
def test_every_field_refuses_what_is_of_the_wrong_type(
    cls: type[Record], fields: dict[str, Any]
) -> None:
    """A list for a tuple, a number for a text: refused by name, with what would be right."""
    for field in attrs.fields(cls):
        for wrong in (5, [], object(), ("a", 5), b"bytes"):
            with pytest.raises(InvalidRecordError) as caught:
                cls(**fields | {field.name: wrong})
            assert field.name == caught.value.field
            assert "need" in caught.value.reason


@every_class
def test_no_text_of_a_record_holds_what_xml_cannot(
    cls: type[Record], fields: dict[str, Any]
) -> None:
    """The field, the place in it and the remedy are named."""
    for field in attrs.fields(cls):
        if field.type not in {"str", "str | None"}:
            continue
        with pytest.raises(
            InvalidRecordError, match=r"pass the text through text\.clean"
        ) as caught:
            cls(**fields | {field.name: "Agr\x0beed"})
        assert field.name == caught.value.field
        assert "character 3 is U+000B" in caught.value.reason


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"addressed_to": ("a", "b\r")}, "addressed_to", "member 1 character 1 is U+000D"),
        ({"addressed_to": "uk-ports"}, "addressed_to", "needs a tuple, not the text 'uk-ports'"),
        ({"extra": (("heading",),)}, "extra", "member 0 needs a tuple of 2"),
        ({"extra": (("heading", 5),)}, "extra", "member 0 needs text, not an int"),
        ({"extra": (("heading", "\ufffe"),)}, "extra", "member 0 character 0 is U+FFFE"),
        ({"issued": dt.date(2031, 5, 1)}, "issued", "needs a PartialDate, not a date"),
        ({"issued": "May 2031"}, "issued", "needs a PartialDate, not the text 'May 2031'"),
        ({"kind": "recommendation"}, "kind", "needs an ItemKind, not the text"),
        ({"links": (Source(),)}, "links", "member 0 needs a Link, not a Source"),
        ({"parent": "\x00"}, "parent", "character 0 is U+0000"),
    ],
)
def test_what_is_wrong_is_said(fields: dict[str, Any], field: str, reason: str) -> None:
    """Which field, which member of it, what it is and what it should be."""
    with pytest.raises(InvalidRecordError) as caught:
        Recommendation(id="rec-1", document="report", **fields)
    assert ("Recommendation", "rec-1", field) == (
        caught.value.record,
        caught.value.id,
        caught.value.field,
    )
    assert reason in caught.value.reason


def test_a_long_value_is_shortened_in_the_message() -> None:
    """An error is a sentence, not a page of somebody's report."""
    long: Any = "x" * 1_000
    with pytest.raises(InvalidRecordError) as caught:
        Note(id="n" * 1_000, about="rec-1", day=long)
    assert len(str(caught.value)) < 200


@given(records())
def test_records_are_values(record: Record) -> None:
    """Equal by what they hold, one in a set, and they survive a task queue."""
    again = pickle.loads(pickle.dumps(record))
    assert record == again == attrs.evolve(record)
    assert {record} == {again}


class TestItems:
    @pytest.mark.parametrize("kind", ItemKind)
    def test_the_class_follows_the_kind(self, kind: ItemKind) -> None:
        """Each kind belongs to one of the two classes, and the other refuses it."""
        concludes = kind in {ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH}
        right, wrong = (Conclusion, Recommendation) if concludes else (Recommendation, Conclusion)
        assert kind is right(id="item-1", document="report", kind=kind).kind
        with pytest.raises(InvalidRecordError, match=f"of kind {kind}; it can be: ") as caught:
            wrong(id="item-1", document="report", kind=kind)
        assert "kind" == caught.value.field

    def test_the_usual_kind_needs_no_saying(self) -> None:
        """A recommendation recommends, a conclusion concludes."""
        kinds = [cls(id="item-1", document="report").kind for cls in (Recommendation, Conclusion)]
        assert [ItemKind.RECOMMENDATION, ItemKind.CONCLUSION] == kinds

    def test_both_are_items(self) -> None:
        """So that one ordered list holds them as the paper prints them."""
        assert issubclass(Recommendation, Item)
        assert issubclass(Conclusion, Item)

    def test_a_recommendation_is_no_conclusion(self) -> None:
        """Equal fields of two classes are two things."""
        fields: dict[str, Any] = {"id": "item-1", "document": "report"}
        both: list[Item] = [Recommendation(**fields), Conclusion(**fields)]
        assert both[0] != both[1]


class TestResponse:
    def test_no_responder_states_that_it_did_not_address(self) -> None:
        """That is what somebody else reads, and the message says where it belongs."""
        with pytest.raises(InvalidRecordError, match="use an Assessment"):
            Response(id="r", answers="rec-1", responder="uk-ports", position=Position.NOT_ADDRESSED)

    @pytest.mark.parametrize(
        ("fields", "empty"),
        [
            ({}, True),
            ({"printed_status": "Pending", "steps": (Step(stage=Stage.DRAFTED),)}, True),
            ({"position": Position.NOT_STATED}, False),
            ({"text": "We agree."}, False),
            ({"refers_to": ("rec-2",)}, False),
        ],
    )
    def test_an_empty_response_says_nothing(self, fields: dict[str, Any], empty: bool) -> None:
        """A row that was allotted is no answer; words, a position or a pointer are one."""
        assert empty == Response(id="r", answers="i", responder="o", **fields).is_empty

    @given(st.lists(st.sampled_from(Stage)))
    def test_the_stage_is_the_furthest_reached(self, stages: list[Stage]) -> None:
        """In whatever order the steps were noted."""
        response = Response(
            id="r", answers="i", responder="o", steps=tuple(Step(stage=stage) for stage in stages)
        )
        order = list(Stage)
        expected = max(stages, key=order.index) if stages else None
        assert expected == response.stage


class TestWhatRealPapersDo:
    @given(texts())
    def test_any_published_text_is_admitted(self, text: str) -> None:
        """As it was printed, to the character."""
        assert text == Recommendation(id="rec-1", document="report", text=text).text

    def test_links_may_lead_nowhere(self) -> None:
        """A paper names what we do not hold, or names it in words alone."""
        link = Link(kind=LinkKind.REPEATS, words="recommendation 4 of our last report")
        item = Recommendation(id="rec-1", document="missing", parent="rec-1", links=(link,))
        assert ("missing", "rec-1", "") == (item.document, item.parent, item.links[0].to)

    def test_a_promise_may_have_no_date(self) -> None:
        """In due course is kept among the dates, in its words."""
        promise = Commitment(
            id="c1", text="We will.", dates=(TargetDate(date=Undated(words="in due course")),)
        )
        assert "in due course" == str(promise.dates[0].date)

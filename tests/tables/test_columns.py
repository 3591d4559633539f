"""Columns: what a cell shows is what is read from it, for every column, register and vocabulary."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.dates import PartialDate
from accountability.model import (
    Document,
    DocumentKind,
    Implementation,
    Opinion,
    Organisation,
    Position,
    Recommendation,
    Register,
)
from accountability.tables import Column, Editor, Profile, layouts, records, tracker
from accountability.tables.columns import Choice, Codec, Day, Names, Number, Words
from accountability.testing.strategies import days, registers, texts
from accountability.vocabularies import load_vocabulary, vocabulary_names

AS_OF = dt.date(2031, 6, 1)
VOCABULARIES = st.sampled_from(vocabulary_names()).map(load_vocabulary)

LAYOUTS: dict[str, tuple[Column[Any, Any], ...]] = {
    name: getattr(room, name)
    for room in (layouts, records)
    for name in room.__all__
    if name.isupper()
}


@given(register=registers(messy=True), vocabulary=VOCABULARIES)
def test_every_cell_of_every_layout_reads_as_what_it_shows(
    register: Register, vocabulary: Any
) -> None:
    """`read(show(value)) == value` for every column, whatever the register and the body's words."""
    for sheet in tracker(register, as_of=AS_OF).sheets:
        for entry in sheet.entries:
            for column in sheet.columns:
                value = column.value(entry)
                for words in (entry.vocabulary, vocabulary):
                    assert value == column.read(column.show(value, words), words), column.key


@given(value=st.sampled_from([*Position, *Implementation, *Opinion]), vocabulary=VOCABULARIES)
def test_every_choice_reads_as_what_it_shows(value: Any, vocabulary: Any) -> None:
    """A member of a list comes back from any body's word for it, or from ours."""
    codec = Choice(type(value))
    assert value is codec.read(codec.show(value, vocabulary), vocabulary)


@pytest.mark.parametrize("members", [Position, Implementation, Opinion])
@pytest.mark.parametrize("name", vocabulary_names())
def test_what_can_be_chosen_is_understood(members: Any, name: str) -> None:
    """Each word of a drop-down is a member, but for the one that says nothing is new."""
    vocabulary = load_vocabulary(name)
    for words in vocabulary.choices_of(members):
        if words != vocabulary.no_change:
            assert isinstance(Choice(members).read(words, vocabulary), members), words


CODECS: list[tuple[Codec[Any], st.SearchStrategy[Any]]] = [
    (Words(), texts()),
    (Day(), st.none() | days()),
    (Number(), st.none() | st.integers(-(10**12), 10**12)),
    (Names(), st.lists(texts().filter(lambda name: name.strip()), max_size=3).map(tuple)),
]


@pytest.mark.parametrize(("codec", "values"), CODECS, ids=lambda case: type(case).__name__)
@given(data=st.data())
def test_every_codec_reads_what_it_shows(
    codec: Codec[Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    """Any value that a codec can be given comes back, odd texts and far days included."""
    value = data.draw(values)
    plain = load_vocabulary("plain")
    assert value == codec.read(codec.show(value, plain), plain)


@given(text=texts())
def test_reading_is_total(text: str) -> None:
    """Whatever somebody types, a cell reads as something."""
    plain = load_vocabulary("plain")
    for codec in (Words(), Day(), Number(), Names(), Choice(Position)):
        codec.read(text, plain)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_each_key_once_and_headings_in_words(name: str) -> None:
    """Keys tell columns apart, headings are words, and widths fit a screen."""
    columns = LAYOUTS[name]
    assert len(columns) == len({column.key for column in columns})
    assert len(columns) == len({column.heading.casefold() for column in columns})
    assert all(column.heading.strip() == column.heading != "" for column in columns)
    assert [] == [column.key for column in columns if not 8 <= column.width <= 80]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_printed_columns_stand_together(name: str) -> None:
    """A print area is one block, so what goes on paper comes first."""
    printed = [column.printed for column in LAYOUTS[name]]
    assert sorted(printed, reverse=True) == printed


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_can_be_filled_in_has_a_prompt_of_one_sentence(name: str) -> None:
    """Whoever enters such a cell hears what is wanted, in as many characters as Excel keeps."""
    for column in LAYOUTS[name]:
        asked = column.editor != "nobody"
        assert asked == bool(column.prompt), column.key
        assert len(column.prompt) <= 255
        assert not asked or column.prompt.endswith(".")


@pytest.mark.parametrize("profile", Profile)
def test_every_profile_has_headings_that_differ(profile: Profile) -> None:
    """No two columns of a sheet are called the same, whoever reads it."""
    filled = tracker(Register(id="r", title="R"), as_of=AS_OF, profile=profile)
    for sheet in filled.sheets:
        assert len(sheet.headings) == len({heading.casefold() for heading in sheet.headings})


def test_a_row_names_its_report_where_there_are_several() -> None:
    """Numbers begin anew in each report: the report stands beside them and goes on paper."""
    one = Register(
        id="r",
        title="R",
        documents=(
            Document(id="quays", kind=DocumentKind.REPORT, title="Quays"),
            Document(id="piers", kind=DocumentKind.REPORT, title="Piers"),
        ),
        items=(Recommendation(id="quays/1", document="quays", label="1", text="Mend."),),
    )
    two = one.with_records(Recommendation(id="piers/1", document="piers", label="1", text="Paint."))
    for register, after_number in ((one, "need"), (two, "report")):
        sheet = tracker(register, as_of=AS_OF).sheets[0]
        assert ["number", after_number] == [column.key for column in sheet.columns[:2]]
        printed = [column.printed for column in sheet.columns]
        assert printed == sorted(printed, reverse=True), "a print area is one block"
        assert (after_number == "report") == any(
            column.printed for column in sheet.columns if column.key == "report"
        )


def test_both_layouts_have_the_same_columns_and_leave_body_text_legible() -> None:
    """Only place, width and paper differ; on A3 across, 12 point is printed at 8 or more."""
    both = (layouts.RECOMMENDATIONS, layouts.RECOMMENDATIONS_OF_SEVERAL)
    assert 1 == len({frozenset(column.key for column in columns) for columns in both})
    edited = [
        [column.key for column in columns if column.editor is not Editor.NOBODY] for columns in both
    ]
    assert edited[0] == edited[1], "row checks are made in this order"
    for columns in (*both, *map(layouts.with_wide_replies, both)):
        # What is needed, or which text is too long to be seen: each copy has one of the two.
        printed = [one for one in columns if one.printed and one.key != "long"]
        inches = sum(column.width * 9 + 5 for column in printed) / 96
        assert 12 * (420 / 25.4 - 0.8) / inches >= 8


def test_nothing_is_needed_for_what_is_not_issued_yet() -> None:
    """Before the day of a recommendation nobody owes it an answer."""
    register = Register(
        id="r",
        title="R",
        documents=(
            Document(
                id="quays",
                kind=DocumentKind.REPORT,
                title="Quays",
                published=PartialDate.day(dt.date(2031, 6, 2)),
            ),
        ),
        organisations=(Organisation(id="office", name="Quays Office"),),
        items=(
            Recommendation(
                id="quays/1", document="quays", label="1", text="Mend.", addressed_to=("office",)
            ),
        ),
    )
    needs = [
        tracker(register, as_of=day).row_entries[0].what_is_needed
        for day in (AS_OF, dt.date(2031, 6, 2))
    ]
    assert ["Nothing yet, it is not issued", "Answer"] == needs

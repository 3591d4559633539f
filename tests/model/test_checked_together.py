from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import pytest
from attrs import frozen

from accountability import InvalidRecordError, Link, LinkKind, Note, Response, Source
from accountability.model._checks import check_record, checked_together


def note(number: int, **fields: Any) -> Note:
    """Make a note; the right ones differ by their number alone."""
    return Note(**{"id": f"n{number}", "about": "x", **fields})


def make_together(*makers: Callable[[], object], clean: bool = False) -> None:
    """Call *makers* one after the other, and have what they make checked together."""
    with checked_together() as checking:
        checking.clean = clean
        for make in makers:
            make()


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501])
def test_records_that_are_right_are_made(count: int) -> None:
    """However many are made together, nothing is said about records that are right."""
    with checked_together():
        made = [note(number) for number in range(count)]
    assert [note(number) for number in range(count)] == made


@pytest.mark.parametrize("count", [1, 499, 500, 501])
@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 5},
        {"text": "\x0b"},
        {"id": ""},
        {"about": "\n"},
        {"by": 5},
        {"by": "\ud800"},
        {"day": "2031-01-01"},
        {"sources": [Source()]},
        {"sources": (Source(), "page 4")},
    ],
)
def test_one_that_is_wrong_is_found_among_many(count: int, wrong: dict[str, str]) -> None:
    """The error is the one that the record would have raised by itself."""
    with pytest.raises(InvalidRecordError) as alone:
        note(count, **wrong)
    right = [partial(note, number) for number in range(count)]
    with pytest.raises(InvalidRecordError) as together:
        make_together(*right, partial(note, count, **wrong))
    assert str(alone.value) == str(together.value)


def test_each_class_is_checked_by_its_own_fields() -> None:
    """Records and values of several classes may be made together."""
    response = partial(Response, id="r", answers="i", responder="o", declined=("part",))
    link_class: Any = Link
    link = partial(link_class, kind="follows-from")
    with pytest.raises(InvalidRecordError, match="Link, kind"):
        make_together(response, partial(response, extra=(("a", "b"),)), Source, link)


@pytest.mark.parametrize(
    "declined", [["part"], ("part", 5), "part", ("part", "\x0b"), (LinkKind.REPEATS,)]
)
def test_tuples_of_texts_hold_texts(declined: object) -> None:
    """Lists, numbers, members of closed lists and unclean texts are no tuple of texts."""
    with pytest.raises(InvalidRecordError, match="declined"), checked_together():
        Response(id="r", answers="i", responder="o", declined=declined)  # type: ignore[arg-type]  # the same


def test_whoever_knows_that_texts_are_clean_may_say_so() -> None:
    """Then nobody looks for what XML cannot hold; types are checked all the same."""
    with checked_together() as checking:
        checking.clean = True
        made = note(1, text="\x0b")
    assert "\x0b" == made.text
    with pytest.raises(InvalidRecordError, match="text"):
        make_together(partial(note, 1, text=5), clean=True)


def test_afterwards_every_record_is_checked_by_itself_again() -> None:
    """Whatever happens inside, what is made outside is refused at once."""
    with pytest.raises(ZeroDivisionError):
        make_together(partial(note, 1, text="\x0b"), lambda: 1 / 0)
    with pytest.raises(InvalidRecordError):
        note(1, text="\x0b")


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        (("ab",), "member 0 needs a tuple of 2"),
        ((("a", "b"), ("a", "b", "c")), "member 1 needs a tuple of 2"),
        ((("a", 5),), "member 0 needs text, not an int"),
        ((("a", "\x0b"),), "member 0 character 0 is U+000B"),
    ],
)
def test_extra_holds_pairs_of_texts(extra: Any, reason: str) -> None:
    """What a source holds besides is a heading and a value each time."""
    with pytest.raises(InvalidRecordError, match=re.escape(reason)):
        Response(id="r", answers="i", responder="o", extra=extra)


def test_a_field_that_nobody_can_check_is_a_fault_of_ours() -> None:
    """A class with a field of a kind that has no check cannot be used at all."""

    @frozen
    class Odd:
        field: Literal["x"] = "x"

    with pytest.raises(TypeError, match="no check for"):
        check_record(Odd())

"""What is raised: found by walking the module, so that no exception goes untried."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from accountability import exceptions
from accountability.exceptions import (
    AccountabilityError,
    DuplicateIdError,
    InvalidDateError,
    InvalidRegisterError,
    UnknownExporterError,
    UnknownOptionError,
    UnreadableFileError,
    did_you_mean,
)
from accountability.findings import Finding, Place, Severity

FINDING = Finding(
    code="IMP711",
    severity=Severity.ERROR,
    message="there is no position 'agred'",
    place=Place(at="$.responses[3].position"),
)

VALUES: dict[str, Any] = {"findings": (FINDING,), "known": ("accepted", "rejected")}
"""What fields hold that are no text."""

BUILTIN = {
    "CalendarRequiredError": ValueError,
    "DuplicateIdError": ValueError,
    "ExportRefusedError": ValueError,
    "InvalidDateError": ValueError,
    "InvalidOptionError": ValueError,
    "InvalidRecordError": ValueError,
    "InvalidRegisterError": ValueError,
    "MissingExtraError": ImportError,
    "PluginError": ImportError,
    "UnreadableFileError": ValueError,
}
"""What a caller who does not know us would catch; whatever is unknown is a `LookupError`."""

LEAVES = sorted(
    (
        member
        for member in vars(exceptions).values()
        if isinstance(member, type)
        and issubclass(member, AccountabilityError)
        and member is not AccountabilityError
        and not member.__name__.startswith("_")
    ),
    key=lambda cls: cls.__name__,
)

every_exception = pytest.mark.parametrize("cls", LEAVES, ids=lambda cls: cls.__name__)


def fields_of(cls: type[Any]) -> dict[str, Any]:
    """Give each field of an exception a value that can be recognised in its message."""
    return {field.name: VALUES.get(field.name, f"the {field.name}") for field in attrs.fields(cls)}


def data_of(error: Any) -> dict[str, Any]:
    """Read the fields back."""
    return {field.name: getattr(error, field.name) for field in attrs.fields(type(error))}


def test_every_exception_is_found() -> None:
    """The walk finds what the module lends, and the module lends all of it."""
    assert {name for name in exceptions.__all__ if name.endswith("Error")} == {
        "AccountabilityError",
        *(cls.__name__ for cls in LEAVES),
    }


@every_exception
@pytest.mark.parametrize("travel", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])
def test_exceptions_survive_a_task_queue(cls: type[Any], travel: Callable[[Any], Any]) -> None:
    """Raised in one process and shown in another, with all they know."""
    error = cls(**fields_of(cls))
    back = travel(error)
    assert (cls, fields_of(cls), str(error)) == (type(back), data_of(back), str(back))


@every_exception
def test_the_message_says_what_it_knows(cls: type[Any]) -> None:
    """Every field but a place in a second sentence can be read in the message."""
    fields = fields_of(cls)
    message = str(cls(**fields))
    for name, value in fields.items():
        for words in [finding.message for finding in value] if name == "findings" else [value]:
            if cls.__name__ == "UnknownRecordError" and name == "suggestion":
                continue
            if name == "known":
                assert all(word in message for word in words)
            else:
                assert str(words) in message


@every_exception
def test_exceptions_are_what_a_caller_would_expect(cls: type[Exception]) -> None:
    """Each can be caught as ours, and as the builtin that says the same."""
    assert issubclass(cls, AccountabilityError)
    assert issubclass(cls, BUILTIN.get(cls.__name__, LookupError))


@every_exception
def test_exceptions_can_be_made_by_position_or_name(cls: type[Any]) -> None:
    """They are raised in many places, and both read well."""
    fields = fields_of(cls)
    assert str(cls(**fields)) == str(cls(*fields.values()))


class TestMessages:
    def test_an_unknown_name_says_the_nearest(self) -> None:
        """A slip of the finger is met with the word that was meant."""
        error = UnknownExporterError("exel", ("csv", "excel", "word"))
        assert "there is no exporter 'exel'; did you mean \"excel\"?" == str(error)

    def test_an_unknown_name_without_a_near_one_says_them_all(self) -> None:
        """Nothing near: here is what there is."""
        error = UnknownExporterError("parquet", ("csv", "excel"))
        assert "there is no exporter 'parquet'; there are: csv, excel" == str(error)
        assert "there is no exporter 'csv'" == str(UnknownExporterError("csv"))

    def test_an_exporter_without_options_says_so(self) -> None:
        """Nothing to choose from is said, too."""
        error = UnknownOptionError("json", "indent")
        assert "the exporter 'json' has no option 'indent'; it takes none" == str(error)

    def test_both_places_of_a_repeated_id_are_named(self) -> None:
        """Whoever mends it has to find both."""
        error = DuplicateIdError("item-1", "items[0]", "notes[2]")
        assert "'item-1': items[0] and notes[2]" in str(error)

    @pytest.mark.parametrize(("count", "counted"), [(1, "1 problem;"), (2, "2 problems;")])
    def test_every_problem_of_a_register_is_listed(self, count: int, counted: str) -> None:
        """Each on its own line with its place."""
        lines = str(InvalidRegisterError((FINDING,) * count)).splitlines()
        assert counted in lines[0]
        assert ["  $.responses[3].position: there is no position 'agred'"] * count == lines[1:]

    def test_a_file_without_a_name_is_called_the_input(self) -> None:
        """What came through a pipe has none."""
        assert "the input cannot be read: it is empty" == str(
            UnreadableFileError("", "it is empty")
        )

    def test_a_date_without_words_gives_the_reason_alone(self) -> None:
        """There is nothing to quote."""
        assert "there is no month 13" == str(InvalidDateError("", "there is no month 13"))


class TestDidYouMean:
    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("acepted", '; did you mean "accepted"?'),
            ("ACCEPTED", '; did you mean "accepted"?'),
            ("treasury", '; did you mean "Treasury"?'),
            ("xyz", ""),
            ("", ""),
        ],
    )
    def test_the_nearest_name_is_given_as_it_is_spelled(self, word: str, expected: str) -> None:
        """Case does not stand in the way, and what is far off is no help."""
        assert expected == did_you_mean(word, ["accepted", "rejected", "Treasury"])

    def test_nobody_waits_for_a_hint(self) -> None:
        """Among very many names none is looked for."""
        assert "" == did_you_mean("1", map(str, range(20_001)))

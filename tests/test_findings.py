"""What is reported instead of raised."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given

from accountability import Finding, FindingKind, Place, Severity
from accountability.testing.strategies import findings, places

KIND = FindingKind(
    code="IMP701", severity=Severity.WARNING, title="line belongs to no field", help="Look at it."
)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(), ""),
        (Place(file="return.xlsx"), "return.xlsx"),
        (Place(at="line 82"), "line 82"),
        (Place(file="return.xlsx", at="Tracker!F14"), "return.xlsx, Tracker!F14"),
    ],
)
def test_a_place_reads_as_a_person_would_say_it(place: Place, shown: str) -> None:
    """The file, then where in it."""
    assert shown == str(place)


@given(places())
def test_a_place_names_all_it_knows(place: Place) -> None:
    """Neither the file nor the place in it is lost in a message."""
    assert place.file in str(place)
    assert place.at in str(place)


@pytest.mark.parametrize("code", ["REC101", "SRC699", "EXP900", "XAB001", "XPORTS999"])
def test_a_code_is_of_a_family_of_ours_or_a_plug_ins_own(code: str) -> None:
    """A reader sees by the code who says so."""
    assert code == Finding(code=code, severity=Severity.NOTE, message="m", record="r").code


@pytest.mark.parametrize("code", ["", "REC1", "REC201", "rec101", "X001", "XAB01", "REC101 ", "E1"])
def test_any_other_code_is_refused(code: str) -> None:
    """The message says which codes there are."""
    with pytest.raises(ValueError, match="is not a finding code; use a family of ours"):
        Finding(code=code, severity=Severity.NOTE, message="m", record="r")


@pytest.mark.parametrize("message", ["", " ", "\n"])
def test_a_finding_needs_its_sentence(message: str) -> None:
    """A code alone helps nobody."""
    with pytest.raises(ValueError, match="needs its message"):
        Finding(code="REC101", severity=Severity.NOTE, message=message, record="r")


@pytest.mark.parametrize("about", [{}, {"place": Place()}])
def test_a_finding_is_about_something(about: dict[str, Any]) -> None:
    """A record or a place: else nobody could look it up."""
    with pytest.raises(ValueError, match="neither a record nor a place"):
        Finding(code="REC101", severity=Severity.NOTE, message="m", **about)


def test_a_kind_makes_findings_with_its_code_and_advice() -> None:
    """What to do is written once for a kind, and can be said better for one finding."""
    found = KIND.found("line 3 belongs to no field", place=Place(at="line 3"))
    assert ("IMP701", Severity.WARNING, "Look at it.") == (found.code, found.severity, found.help)
    assert "" == KIND.found("m", record="r", help="").help
    assert "Ask." == KIND.found("m", record="r", help="Ask.").help


def test_a_kind_is_checked_like_its_findings() -> None:
    """A misspelled code fails where it is declared, not on the day it is first found."""
    with pytest.raises(ValueError, match="is not a finding code"):
        FindingKind(code="IMP7", severity=Severity.NOTE, title="t")
    with pytest.raises(ValueError, match="needs its title"):
        FindingKind(code="IMP701", severity=Severity.NOTE, title="")


@given(findings())
def test_findings_are_values(finding: Finding) -> None:
    """Equal ones are one in a set, and they survive a task queue."""
    assert {finding} == {pickle.loads(pickle.dumps(finding))}

"""The invented round of twelve teams: the same each time, and with something of everything."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from accountability.model import Response
from accountability.status import statuses
from accountability.tables import Profile, Scope, tracker


@pytest.fixture(name="twelve", scope="module")
def _twelve(project: Path) -> dict[str, Any]:
    """Return the names of the module that makes the register."""
    return runpy.run_path(str(project / "tests" / "returns" / "twelve.py"))


def test_the_register_is_the_same_each_time(twelve: dict[str, Any]) -> None:
    """400 items in 8 reports, whatever the hour."""
    register = twelve["register"]()
    assert register == twelve["register"]()
    assert 400 == len(register.items)
    assert 8 == len({item.document for item in register.items})


def test_every_team_has_rows_of_its_own(twelve: dict[str, Any]) -> None:
    """No row is prepared by two teams, so that each file that comes back is its own."""
    register = twelve["register"]()
    seen: set[str] = set()
    for team in twelve["TEAMS"]:
        scope = Scope(responders=(team,))
        filled = tracker(register, as_of=twelve["AS_OF"], profile=Profile.RESPONDER, scope=scope)
        keys = {entry.key for entry in filled.row_entries}
        assert len(keys) >= 20
        assert set() == keys & seen
        seen |= keys
    prepared = {row.key for row in register.rows() if row.shown and row.shown.prepared_by}
    assert prepared == seen


def test_there_is_something_of_everything(twelve: dict[str, Any]) -> None:
    """Answers to come, overdue, promised, refused; drafts, moved dates, and rows without a name."""
    register = twelve["register"]()
    found = {verdict.status.value for verdict in statuses(register, as_of=twelve["AS_OF"])}
    assert {"response-awaited", "overdue", "promised", "rejected", "implemented"} <= found
    assert any(row.draft and row.given for row in register.rows())
    assert any(len(row.commitments) > 1 for row in register.rows())
    assert any(row.responder is None and row.item is not None for row in register.rows())
    assert any(len(promise.dates) > 1 for promise in register.commitments)
    assert any(isinstance(record, Response) and len(record.text) > 3_000 for record in register)

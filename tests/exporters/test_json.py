"""The register file as an export: the register itself, whole, whatever else was asked for."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given

from accountability.exporters._base import ExportContext
from accountability.exporters.json import RegisterFile
from accountability.findings import Finding
from accountability.model import Document, DocumentKind, Recommendation, Register
from accountability.samples import load_sample
from accountability.serialization import dumps, loads
from accountability.tables import Scope
from accountability.testing.strategies import registers

AS_OF = dt.date(2031, 6, 1)


def exported(
    register: Register, *, lines: bool = False, scope: Scope | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the file and the findings."""
    stream = io.BytesIO()
    context = ExportContext(as_of=AS_OF, scope=scope or Scope())
    findings = RegisterFile(lines=lines).export(register, stream, context)
    return stream.getvalue(), findings


@pytest.mark.parametrize("lines", [False, True], ids=["JSON", "JSON Lines"])
def test_what_is_written_is_the_register_file(lines: bool) -> None:
    """The export is what `dumps` writes, in UTF-8, and reads back as the register."""
    register = load_sample()
    data, findings = exported(register, lines=lines)
    assert dumps(register, lines=lines).encode() == data
    assert register == loads(data)
    assert findings == ()


@given(registers(messy=True))
def test_any_register_comes_back(register: Register) -> None:
    """Nothing is left out of either form, dangling links included."""
    for lines in (False, True):
        assert register == loads(exported(register, lines=lines)[0])


def test_a_scope_is_not_kept_and_a_note_says_so() -> None:
    """The file holds the whole register; who asked for a part is told."""
    register = load_sample()
    data, findings = exported(register, scope=Scope(documents=("uk-hcc-hc8710-2025-26",)))
    assert register == loads(data)
    assert [("EXP902", register.id)] == [(found.code, found.record) for found in findings]
    assert "scope" in findings[0].message


def test_an_empty_register_and_a_long_text() -> None:
    """A register without records is a file; a text of 100,000 characters is whole in it."""
    empty = Register(id="empty", title="Empty")
    assert empty == loads(exported(empty)[0])
    report = Document(id="report", kind=DocumentKind.REPORT, title="Lights")
    item = Recommendation(id="rec-1", document="report", text="wörd " * 20_000)
    held = Register(id="r", title="Long", documents=(report,), items=(item,))
    assert item.text.encode() in exported(held)[0]

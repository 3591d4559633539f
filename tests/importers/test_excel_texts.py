"""Text out and back: over all of Unicode, and longer than a cell holds."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from accountability import ExportContext, ImportContext, Profile
from accountability.exporters.excel import TrackerWorkbook
from accountability.importers.excel import TrackerFile
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
    Response,
)
from accountability.tables import tracker
from accountability.tables.returned import Returned
from accountability.testing import strategies

if TYPE_CHECKING:
    Edited = Callable[..., bytes]
    PartOf = Callable[[bytes, str], str]

pytestmark = pytest.mark.needs("excel")

DAY = dt.date(2030, 5, 1)
REGISTER = Register(id="xx-quays", title="Quays").with_records(
    Organisation(id="xx-quays-office", name="Quays Office", kind=OrganisationKind.DEPARTMENT),
    Organisation(id="xx-quays-committee", name="Quays Committee", kind=OrganisationKind.COMMITTEE),
    Document(
        id="xx-quays-2030",
        kind=DocumentKind.REPORT,
        title="Quays",
        authors=("xx-quays-committee",),
    ),
    Recommendation(
        id="xx-quays-2030/rec-1",
        document="xx-quays-2030",
        label="1",
        text="Mend the quays.",
        addressed_to=("xx-quays-office",),
    ),
    Response(
        id="xx-quays-2030/rec-1/xx-quays-office",
        answers="xx-quays-2030/rec-1",
        responder="xx-quays-office",
        text="Yes.",
    ),
)


def exported(**texts: str) -> bytes:
    """Export a register whose one answer, or item, has other words."""
    response, item = REGISTER.responses[0], REGISTER.items[0]
    register = REGISTER.with_records(
        evolve(response, text=texts.get("reply", response.text)),
        evolve(item, text=texts.get("text", item.text)),
    )
    target = io.BytesIO()
    TrackerWorkbook().export(register, target, ExportContext(as_of=DAY))
    return target.getvalue()


def back(data: bytes) -> Returned:
    """Read a tracker."""
    returned = TrackerFile().read(data, ImportContext(file="back.xlsx")).returned
    assert returned is not None
    return returned


def parsed(data: bytes, name: str) -> ET.Element:
    """Return a part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return ET.fromstring(parts.read(name))


NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufffe\uffff").filter(
    lambda letter: letter >= " " or letter in "\t\n"
)


@given(words=st.one_of(st.text(LETTERS, min_size=1, max_size=200), strategies.texts()))
@example(words="=1+1")
@example(words="+44 20")
@example(words="-")
@example(words="@here")
@example(words="\tTab")
@example(words="＝1")
@example(words="_x0041_ and _x005F_x0041_")
@example(words="  two spaces  ")
@example(words="\n")
@example(words="😀" * 40)
@example(words="'=1")
@example(words="… [continued on sheet Long texts, row 5]")
@example(words="\u2028\u00ad\ufeff\u200f\U0010ffff")
def test_sec20_sec21_sec24_text_is_never_a_formula_and_comes_back_equal(words: str) -> None:
    """Whatever a text of the model looks like, its cell holds text, and reads back as the same text."""
    data = exported(reply=words)
    returned = back(data)
    row = next(row for row in returned.rows if row.sheet == "Recommendations")
    reply = row.cells["reply"]
    assert (words, "", ()) == (reply.text, reply.refused, reply.noted)
    assert () == row.extra
    assert () == returned.notes
    looks = [
        look.get("quotePrefix") for look in parsed(data, "xl/styles.xml").find(f"{NS}cellXfs") or ()
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    for name in names:
        sheet = parsed(data, name)
        assert None is sheet.find(f".//{NS}f")
        for cell in sheet.iter(f"{NS}c"):
            held = "".join(part.text or "" for part in cell.iter(f"{NS}t"))
            if held.startswith(("=", "+", "-", "@", "\t", "＝")):
                assert ("inlineStr", "1") == (cell.get("t"), looks[int(cell.get("s", "0"))])


LONG = "\n".join(
    f"{number}. The quay at berth {number} needs mending. 😀" for number in range(2_500)
)


def test_sec23_a_text_longer_than_a_cell_comes_back_whole() -> None:
    """Parts are joined; cuts never part a character; both a reply and a recommendation may be long."""
    returned = back(exported(reply=LONG, text=LONG[::-1]))
    row = next(row for row in returned.rows if row.sheet == "Recommendations")
    assert (LONG, LONG[::-1]) == (row.cells["reply"].text, row.cells["text"].text)
    assert ((), ()) == (returned.notes, returned.findings)


@pytest.fixture
def changed(edited: Edited, part_of: PartOf) -> Callable[..., Returned]:
    """Read a tracker with a long text after a change of the sheet of long texts."""

    def change(edits: Mapping[str, Callable[[str], str]]) -> Returned:
        data = exported(reply=LONG)
        return back(edited(data, {part_of(data, sheet): edit for sheet, edit in edits.items()}))

    return change


Changed = Callable[..., Returned]


def renumbered(row: str, number: int) -> str:
    """Write a row under another number."""
    return re.sub(r'( r="[A-Z]*)\d+"', rf'\g<1>{number}"', row)


def reply_of(returned: Returned) -> tuple[str, str]:
    """Return text and refusal of the reply."""
    one = next(row for row in returned.rows if row.sheet == "Recommendations").cells["reply"]
    return one.text, one.refused


def test_sec23_parts_may_be_sorted_otherwise(changed: Changed) -> None:
    """Parts are joined by their numbers, not by where they stand."""

    def turn(xml: str) -> str:
        rows = re.findall(r'<row r="\d+".*?</row>', xml, re.DOTALL)
        parts = rows[4:]
        turned = [renumbered(row, 5 + at) for at, row in enumerate(reversed(parts))]
        return xml.replace("".join(parts), "".join(turned))

    assert (LONG, "") == reply_of(changed({"Long texts": turn}))


def test_sec23_a_part_that_is_gone_is_missed(changed: Changed) -> None:
    """A text of which a part is missing is refused, and says which."""

    def drop(xml: str) -> str:
        rows = re.findall(r'<row r="\d+".*?</row>', xml, re.DOTALL)
        return xml.replace(rows[5], "")

    text, refused = reply_of(changed({"Long texts": drop}))
    assert "" == text
    assert re.fullmatch(r"part 3 of \d+ of its text is missing on sheet Long texts", refused)


def test_sec23_a_text_whose_parts_are_all_gone_is_refused(changed: Changed) -> None:
    """A cell that points to nothing is not taken for the whole text."""
    text, refused = reply_of(
        changed({"Long texts": lambda xml: re.sub(r'<row r="5".*</row>', "", xml, flags=re.DOTALL)})
    )
    assert ("", "its text goes on at sheet Long texts, where nothing of it was found") == (
        text,
        refused,
    )


def test_sec23_a_long_text_typed_over_is_what_was_typed(changed: Changed) -> None:
    """Whoever types over a long text means the new one, whatever stands on the other sheet."""
    text, refused = reply_of(
        changed(
            {
                "Recommendations": lambda xml: re.sub(
                    r"<t[^>]*>0\. The quay.*?</t>", "<t>No.</t>", xml, flags=re.DOTALL
                )
            }
        )
    )
    assert ("No.", "") == (text, refused)


def test_sec23_a_part_may_be_edited(changed: Changed) -> None:
    """Words changed on the sheet of long texts are changed words of the cell."""
    text, _refused = reply_of(
        changed({"Long texts": lambda xml: xml.replace("berth 2000 needs", "berth 2000 lacks")})
    )
    assert LONG.replace("berth 2000 needs", "berth 2000 lacks") == text


@given(register=strategies.registers(), profile=st.sampled_from([Profile.KEEPER, Profile.SCRUTINY]))
def test_any_register_comes_back_as_it_was_sent(register: Register, profile: Profile) -> None:
    """For any register each cell is read as it was written, and nothing is left over or noticed."""
    target = io.BytesIO()
    TrackerWorkbook(profile=profile).export(register, target, ExportContext(as_of=DAY))
    returned = back(target.getvalue())
    assert ((), ()) == (returned.notes, returned.findings)
    rows = iter(returned.rows)
    for sheet in tracker(register, as_of=DAY, profile=profile).sheets:
        keys = [column.key for column in sheet.columns]
        for entry in sheet.entries:
            row = next(rows)
            sent = dict(zip(keys, sheet.words(entry), strict=True))
            assert (sheet.name, entry.key, sent) == (
                row.sheet,
                row.key,
                {key: cell.text for key, cell in row.cells.items()},
            )
            assert sheet.check(entry) == row.check
            assert not any(cell.refused or cell.noted for cell in row.cells.values())
    assert [] == list(rows)

"""Trackers that came back: as they were sent, saved by another program, and edited by a person."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountability import ImportContext, Importer, Profile, UnreadableFileError, read
from accountability.importers import formats
from accountability.importers.excel import TrackerFile, _ours
from accountability.importers.excel._values import column_number, letters_of
from accountability.returns import collect
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Scope, Sheet, tracker
from accountability.tables.columns import Editor
from accountability.tables.returned import Returned, ReturnedRow

if TYPE_CHECKING:
    Sent = Callable[..., bytes]
    Back = Callable[..., Returned]
    Edited = Callable[..., bytes]
    PartOf = Callable[[bytes, str], str]
    Make = Callable[..., bytes]

pytestmark = pytest.mark.needs("excel")

TEAM = "uk-department-for-harbours"
RETURNED = [Profile.KEEPER, Profile.RESPONDER, Profile.SCRUTINY]
Rows = dict[int, dict[str, str]]


def sheets_of(profile: Profile) -> tuple[Sheet, ...]:
    """Return the sheets as they were sent."""
    scope = Scope(responders=(TEAM,)) if profile is Profile.RESPONDER else Scope()
    return tracker(load_sample(), as_of=DEMO_DAY, profile=profile, scope=scope).sheets


def rows_of(returned: Returned, sheet: str = "Recommendations") -> list[ReturnedRow]:
    """Return the rows of one sheet."""
    return [row for row in returned.rows if row.sheet == sheet]


def words(row: ReturnedRow) -> dict[str, str]:
    """Return a row's words by key of the column."""
    return {key: one.text for key, one in row.cells.items()}


def codes(returned: Returned) -> list[str]:
    """Return the codes of what reading noticed about the file."""
    return [found.code for found in returned.findings]


def differences(returned: Returned, profile: Profile) -> list[tuple[str, ...]]:
    """Return what came back otherwise than it was sent: everything that is no cell of ours, too."""
    found: list[tuple[str, ...]] = []
    rows = iter(returned.rows)
    for sheet in sheets_of(profile):
        for entry in sheet.entries:
            row = next(rows)
            sent = dict(
                zip((column.key for column in sheet.columns), sheet.words(entry), strict=True)
            )
            if (sheet.name, entry.key, sent) != (row.sheet, row.key, words(row)):
                found.append((sheet.name, entry.key, str(sent), str(words(row))))
            if row.check != sheet.check(entry):
                found.append((sheet.name, entry.key, row.check))
            found += [(one.refused,) for one in row.cells.values() if one.refused]
            found += [(one.message,) for each in row.cells.values() for one in each.noted]
            found += [(heading,) for heading, _cell in row.extra]
    found += [(row.sheet, row.key) for row in rows]
    return found + [(note.text,) for note in returned.notes]


# --- as it was sent -------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", RETURNED)
def test_a_tracker_comes_back_as_it_was_sent(sent: Sent, back: Back, profile: Profile) -> None:
    """Every word, key and check is read as it was written; nothing is left over."""
    returned = back(sent(profile))
    assert [] == differences(returned, profile)
    assert [] == codes(returned)


@pytest.mark.parametrize("profile", RETURNED)
def test_a_tracker_says_what_it_is(sent: Sent, back: Back, profile: Profile) -> None:
    """Register, day, reader, scope, rows sent and their digest are read."""
    returned = back(sent(profile))
    sheets = {sheet.name: sheet for sheet in sheets_of(profile)}
    assert ("1", load_sample().id, DEMO_DAY, profile) == (
        returned.version,
        returned.register,
        returned.as_of,
        returned.profile,
    )
    wanted = (TEAM,) if profile is Profile.RESPONDER else ()
    assert wanted == returned.scope.responders
    assert len(sheets["Recommendations"].entries) == returned.sent
    assert re.fullmatch("[a-z]{6}", returned.keys_digest)
    assert {
        name: tuple(column.key for column in sheet.columns) for name, sheet in sheets.items()
    } == dict(returned.columns)
    assert returned.digest.startswith("sha256:")


@pytest.mark.parametrize("profile", RETURNED)
def test_loading_and_saving_changes_nothing(sent: Sent, back: Back, profile: Profile) -> None:
    """A program that loads the workbook and saves it leaves every cell as it was."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(sent(profile)))
    target = io.BytesIO()
    book.save(target)
    assert [] == differences(back(target.getvalue()), profile)


def test_what_is_published_is_read_too(sent: Sent, back: Back) -> None:
    """A copy without checks is read by its headings; it gives reasons where cells are empty."""
    returned = back(sent(Profile.PUBLICATION))
    assert len(sheets_of(Profile.PUBLICATION)[0].entries) == len(rows_of(returned))
    assert ([], ()) == (codes(returned), returned.notes)
    assert {""} == {row.check for row in returned.rows}


def test_the_front_door_reads_a_tracker(sent: Sent) -> None:
    """`read` knows a workbook by its bytes, and without a register proposes nothing."""
    reading = read(sent(), ImportContext(file="back.xlsx"))
    assert ("Tracker of harbours as at 1 October 2027", (), ()) == (
        reading.title,
        reading.records,
        reading.changes,
    )
    assert reading.returned is not None
    assert "excel" in formats()
    assert isinstance(TrackerFile(), Importer)


def test_an_untouched_tracker_asks_for_nothing(sent: Sent) -> None:
    """Read beside its register, a tracker that nobody touched changes nothing in it."""
    context = ImportContext(file="back.xlsx", register=load_sample())
    assert () == read(sent(), context).changes


# --- edits ----------------------------------------------------------------------------------------


def rewritten(xml: str, change: Callable[[Rows], Rows]) -> str:
    """Change the rows of a sheet: number to cells by letters, each cell without its reference."""
    head, _, rest = xml.partition("<sheetData>")
    inside, _, tail = rest.partition("</sheetData>")
    rows: Rows = {
        int(row[1]): {
            one[1]: one[2]
            for one in re.finditer(
                r'<c r="([A-Z]+)\d+"(.*?(?:/>|</c>))(?=<c |$)', row[2], re.DOTALL
            )
        }
        for row in re.finditer(r'<row r="(\d+)"[^>]*>(.*?)</row>', inside, re.DOTALL)
    }
    made = "".join(
        f'<row r="{number}">'
        + "".join(f'<c r="{at}{number}"{cell}' for at, cell in sorted(row.items(), key=_column))
        + "</row>"
        for number, row in sorted(change(rows).items())
    )
    return f"{head}<sheetData>{made}</sheetData>{tail}"


def _column(cell: tuple[str, str]) -> tuple[int, str]:
    return len(cell[0]), cell[0]


def typed(words: str) -> str:
    """Write a cell's inside with text."""
    return f' t="inlineStr"><is><t>{words}</t></is></c>'


@pytest.fixture
def after(sent: Sent, back: Back, edited: Edited, part_of: PartOf) -> Callable[..., Returned]:
    """Read the keeper's tracker after a change of one sheet's rows."""

    def edit(change: Callable[[Rows], Rows], sheet: str = "Recommendations") -> Returned:
        data = sent()
        part = part_of(data, sheet)
        return back(edited(data, {part: lambda xml: rewritten(xml, change)}))

    return edit


After = Callable[..., Returned]


@pytest.fixture
def letters(sent: Sent, back: Back) -> dict[str, str]:
    """Say in which column each key of the recommendations stands."""
    row = rows_of(back(sent()))[0]
    return {
        key: (one.place.at.partition("!")[2]).rstrip("0123456789") for key, one in row.cells.items()
    }


def plain(returned: Returned) -> list[tuple[str, str, dict[str, str]]]:
    """Return key, check and words of the rows of recommendations."""
    return [(row.key, row.check, words(row)) for row in rows_of(returned)]


def moved(rows: Rows, by: int) -> Rows:
    """Move all rows down."""
    return {number + by: row for number, row in rows.items()}


def test_sorted_rows_are_found_by_their_keys(sent: Sent, back: Back, after: After) -> None:
    """However rows are sorted, each has its own words; places say where they stand now."""

    def turn(rows: Rows) -> Rows:
        data = [number for number in rows if number > 4]
        swapped = dict(zip(data, reversed(data), strict=True))
        return {swapped.get(number, number): row for number, row in rows.items()}

    returned = after(turn)
    assert plain(back(sent()))[::-1] == plain(returned)
    assert "Recommendations!A5" == rows_of(returned)[0].cells["number"].place.at
    assert [] == codes(returned)


def test_filtered_rows_are_read_too(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """A filter hides rows; they are in the file, and are read."""
    data = sent()
    hide = {part_of(data, "Recommendations"): lambda xml: xml.replace("<row ", '<row hidden="1" ')}
    returned = back(edited(data, hide))
    assert plain(back(data)) == plain(returned)
    assert [] == codes(returned)


def test_rows_inserted_above_move_the_headings(sent: Sent, back: Back, after: After) -> None:
    """Headings are found where they stand; words above them are a note."""
    returned = after(lambda rows: {1: {"B": typed("For Tuesday")}} | moved(rows, 3))
    assert plain(back(sent())) == plain(returned)
    assert ["RTN863"] == codes(returned)
    assert [("For Tuesday", "Recommendations!B1")] == [
        (note.text, note.place.at) for note in returned.notes
    ]


def test_columns_may_change_places(
    sent: Sent, back: Back, after: After, letters: dict[str, str]
) -> None:
    """A column is known by its heading, wherever it stands."""
    one, two = letters["reply"], letters["number"]

    def swap(rows: Rows) -> Rows:
        for number, row in rows.items():
            if number >= 4:
                row[one], row[two] = row[two], row[one]
        return rows

    returned = after(swap)
    assert plain(back(sent())) == plain(returned)
    assert [] == codes(returned)


def insert(rows: Rows, at: str, heading: str) -> Rows:
    """Insert a column right of A, with its row's number in each cell."""
    made: Rows = {}
    for number, row in rows.items():
        made[number] = row
        if number < 4:
            continue
        made[number] = {(key if key == "A" else following(key)): cell for key, cell in row.items()}
        made[number]["B"] = typed(heading if number == 4 else f"mine {number}")
    return made


def following(letters: str) -> str:
    """Return the letters of the next column, up to AZ."""
    if letters == "Z":
        return "AA"
    return letters[:-1] + chr(ord(letters[-1]) + 1)


@pytest.mark.parametrize("heading", ["Our thoughts", ""])
def test_a_column_of_a_persons_own_is_kept_beside(
    sent: Sent, back: Back, after: After, heading: str
) -> None:
    """An inserted column is named, and its cells come with their rows; ours are as they were."""
    returned = after(lambda rows: insert(rows, "B", heading))
    assert plain(back(sent())) == plain(returned)
    assert ["RTN853"] == codes(returned)
    first = rows_of(returned)[0]
    assert ((heading or "column B", "mine 5", "Recommendations!B5"),) == tuple(
        (name, one.text, one.place.at) for name, one in first.extra
    )


def test_a_persons_own_heading_may_be_one_of_ours(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """A column that was not sent in this copy is a person's own, whatever it is called."""
    data = sent(Profile.RESPONDER)
    part = part_of(data, "Recommendations")
    returned = back(
        edited(data, {part: lambda xml: rewritten(xml, lambda rows: insert(rows, "B", "Section"))})
    )
    assert ["RTN853"] == codes(returned)
    assert [("Section", "mine 5")] == [(n, c.text) for n, c in rows_of(returned)[0].extra]


def test_a_heading_worded_anew_is_found_by_its_place(
    sent: Sent, back: Back, after: After, letters: dict[str, str]
) -> None:
    """A column between the same neighbours is the same column; that is said."""

    def reword(rows: Rows) -> Rows:
        rows[4][letters["reply"]] = typed("What we say")
        return rows

    returned = after(reword)
    assert plain(back(sent())) == plain(returned)
    assert ["RTN851"] == codes(returned)
    assert "taken for “Your reply”" in returned.findings[0].message


def test_a_deleted_column_is_missed(
    sent: Sent, back: Back, after: After, letters: dict[str, str]
) -> None:
    """A column that is gone is named, and no cell of it is made up."""

    def delete(rows: Rows) -> Rows:
        for number, row in rows.items():
            if number >= 4:
                del row[letters["reply"]]
        return rows

    returned = after(delete)
    assert ["RTN852"] == codes(returned)
    assert "reply" not in rows_of(returned)[0].cells
    assert plain(back(sent()))[0][1] == rows_of(returned)[0].check


def test_a_heading_that_stands_twice_is_told(after: After, letters: dict[str, str]) -> None:
    """A copied column is kept as a person's own; the first is read."""

    def copy(rows: Rows) -> Rows:
        for number, row in rows.items():
            if number >= 4:
                row["AZ"] = row[letters["reply"]]
        return rows

    returned = after(copy)
    assert ["RTN864", "RTN853"] == codes(returned)
    first = rows_of(returned)[0]
    assert [("Your reply", first.cells["reply"].text)] == [(n, c.text) for n, c in first.extra]


def test_a_heading_typed_over_by_its_neighbours(after: After, letters: dict[str, str]) -> None:
    """Of two columns under one heading the one is read that stands beside its old neighbours."""

    def retype(rows: Rows) -> Rows:
        rows[4][letters["position"]] = rows[4][letters["reply"]]
        return rows

    returned = after(retype)
    assert ["RTN864", "RTN851"] == codes(returned)
    first, sent = rows_of(returned)[0], rows_of(after(lambda rows: rows))[0]
    assert sent.cells["reply"].text == first.cells["reply"].text
    assert sent.cells["position"].text == first.cells["position"].text


def test_checks_are_known_by_their_letters(sent: Sent, back: Back, after: After) -> None:
    """Checks under another heading, moved to the front, are still the checks."""

    def move(rows: Rows) -> Rows:
        made: Rows = {}
        for number, row in rows.items():
            made[number] = row
            if number >= 4:
                last = max(row, key=lambda at: (len(at), at))
                check = row.pop(last)
                made[number] = {following(at): cell for at, cell in row.items()}
                made[number]["A"] = typed("What is this?") if number == 4 else check
        return made

    assert plain(back(sent())) == plain(after(move))


@pytest.mark.parametrize("name", ["Recs (DfH)", "Sheet1"])
def test_a_renamed_sheet_is_known_by_its_headings(
    sent: Sent, back: Back, edited: Edited, name: str
) -> None:
    """Places name the sheet as it is called now."""
    data = edited(
        sent(),
        {"xl/workbook.xml": lambda xml: xml.replace('name="Recommendations"', f'name="{name}"')},
    )
    returned = back(data)
    assert plain(back(sent())) == plain(returned)
    assert ["RTN850"] == codes(returned)
    assert f"{name}!A5" == rows_of(returned)[0].cells["number"].place.at


def test_a_deleted_sheet_is_missed(sent: Sent, back: Back, edited: Edited) -> None:
    """A sheet that was sent and is gone is named."""
    data = edited(
        sent(),
        {"xl/workbook.xml": lambda xml: re.sub(r'<sheet [^>]*name="Commitments"[^>]*/>', "", xml)},
    )
    returned = back(data)
    assert (["RTN854"], []) == (codes(returned), rows_of(returned, "Commitments"))


def test_a_row_pasted_below_is_read_with_its_key(
    sent: Sent, back: Back, after: After, letters: dict[str, str]
) -> None:
    """A copied row brings its key along: both are given, for a judge to compare."""

    def paste(rows: Rows) -> Rows:
        last = max(rows)
        rows[last + 2] = {**rows[5], letters["reply"]: typed("Another reply")}
        return rows

    returned = after(paste)
    first, *_, last = rows_of(returned)
    assert first.key == last.key
    assert "Another reply" == last.cells["reply"].text


def test_a_new_row_without_a_key_is_a_row(after: After, letters: dict[str, str]) -> None:
    """Several cells typed below the table are a row without a key."""

    def add(rows: Rows) -> Rows:
        rows[max(rows) + 1] = {letters["number"]: typed("99"), letters["text"]: typed("A new one")}
        return rows

    last = rows_of(after(add))[-1]
    assert ("", "", "99", "A new one", "") == (
        last.key,
        last.check,
        last.cells["number"].text,
        last.cells["text"].text,
        last.cells["reply"].text,
    )


def test_words_beside_and_below_a_table_are_notes(after: After, letters: dict[str, str]) -> None:
    """One cell typed below the table is no row; nothing that was typed is lost."""

    def write(rows: Rows) -> Rows:
        rows[60] = {letters["reply"]: typed("Please call me")}
        rows[61] = {"BA": typed("Ask about "), "BB": " ><v>12</v></c>"}
        return rows

    returned = after(write)
    assert [
        ("Please call me", f"Recommendations!{letters['reply']}60", "text"),
        ("Ask about | 12", "Recommendations!BA61", "text"),
    ] == [(note.text, note.place.at, note.kind) for note in returned.notes]


@pytest.mark.parametrize("sheet", ["About", "Summary", "For the computer"])
def test_words_on_our_own_sheets_are_notes(after: After, sheet: str) -> None:
    """What somebody types beside our words on the first sheet or a list is a note."""

    def write(rows: Rows) -> Rows:
        rows[5]["H"] = typed("Is this right?")
        rows[max(rows) + 3] = {"A": typed("And this?")}
        return rows

    assert ["Is this right?", "And this?"] == [note.text for note in after(write, sheet).notes]


def test_a_sheet_of_a_persons_own_is_kept_as_notes(sent: Sent, back: Back) -> None:
    """A sheet that we did not make is named, and its cells are notes."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(sent()))
    mine = book.create_sheet("Our list")
    mine["A1"], mine["B1"], mine["A3"] = "Harbour", "=1+1", dt.date(2027, 3, 31)
    target = io.BytesIO()
    book.save(target)
    returned = back(target.getvalue())
    assert ["RTN855"] == codes(returned)
    assert [("Harbour | =1+1", "Our list!A1"), ("31 March 2027", "Our list!A3")] == [
        (note.text, note.place.at) for note in returned.notes
    ]


def test_a_copied_sheet_is_read_too(sent: Sent, back: Back) -> None:
    """A copy of a sheet may be the one that was filled in: both are read, and that is told."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(sent()))
    book.copy_worksheet(book["Recommendations"])
    target = io.BytesIO()
    book.save(target)
    returned = back(target.getvalue())
    assert ["RTN866"] == codes(returned)
    assert 2 * len(rows_of(back(sent()))) == len(rows_of(returned))


def test_an_emptied_cell_is_an_empty_cell(after: After, letters: dict[str, str]) -> None:
    """A cell that was emptied is there, without words."""

    def clear(rows: Rows) -> Rows:
        rows[5][letters["reply"]] = "/>"
        return rows

    one = rows_of(after(clear))[0].cells["reply"]
    assert ("", "", f"Recommendations!{letters['reply']}5") == (one.text, one.refused, one.place.at)


def test_empty_rows_are_no_rows(sent: Sent, back: Back, after: After) -> None:
    """Rows that hold nothing are dropped, in the middle and at the end."""

    def gap(rows: Rows) -> Rows:
        made = {number + (number > 7) * 2: row for number, row in rows.items()}
        return made | {8: {"A": "/>"}, 9: {}, 300: {"C": ' s="1"/>'}}

    assert plain(back(sent())) == plain(after(gap))


def test_headings_that_are_gone_are_told(after: After) -> None:
    """A sheet without headings is not read as rows; what stands on it is kept as notes."""

    def behead(rows: Rows) -> Rows:
        del rows[4]
        return rows

    returned = after(behead)
    assert [] == rows_of(returned)
    assert ["RTN862"] == codes(returned)
    assert len(returned.notes) > 10


# --- comments -------------------------------------------------------------------------------------


def test_comments_are_notes_at_their_rows(sent: Sent, back: Back) -> None:
    """A comment comes with its author, and with the key of the row that it stands at."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    book = load_workbook(io.BytesIO(sent()))
    book["Recommendations"]["G6"].comment = Comment("Can this wait?\nAsk Ports.", "A. Reader")
    book["About"]["A1"].comment = Comment("Hello", "")
    target = io.BytesIO()
    book.save(target)
    returned = back(target.getvalue())
    assert [
        ("Hello", "About!A1", "", "comment"),
        ("Can this wait?\nAsk Ports.", "Recommendations!G6", rows_of(returned)[1].key, "comment"),
    ] == [(note.text, note.place.at, note.key, note.kind) for note in returned.notes]
    assert "A. Reader" == returned.notes[1].author


THREADS = """<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="G6" dT="2027-09-02T10:11:12.00" personId="{1}" id="{A}">
<text>Is this still so?</text></threadedComment>
<threadedComment ref="G6" dT="2027-09-03T10:11:12.00" personId="{2}" id="{B}" parentId="{A}">
<text>Yes</text></threadedComment>
</ThreadedComments>"""
PERSONS = """<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<person displayName="B. Keeper" id="{1}"/><person displayName="C. Team" id="{2}"/></personList>"""
COPY = """<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>tc={A}</author>
<author>D. Old</author></authors><commentList><comment ref="G6" authorId="0"><text><t>[Threaded comment] Your
version of the program shows only this.</t></text></comment>
<comment ref="A7" authorId="1"><text><r><t>D. Old:</t></r><r>
<t xml:space="preserve">&#10;Older words</t></r></text></comment></commentList></comments>"""


def test_threads_are_notes_with_names_and_days(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """Threaded comments are read themselves, not the words that stand beside them for old programs."""
    data = sent()
    sheet = part_of(data, "Recommendations")
    number = sheet.removeprefix("xl/worksheets/")
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships"
    old = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    threads = (
        f'<Relationship Id="t1" Type="{kinds}/threadedComment" Target="../threadedComments/t.xml"/>'
    )
    copy = f'<Relationship Id="t2" Type="{old}/comments" Target="../comments1.xml"/>'
    persons = f'<Relationship Id="p1" Type="{kinds}/person" Target="persons/person.xml"/>'
    end = "</Relationships>"
    changed = edited(
        data,
        {
            f"xl/worksheets/_rels/{number}.rels": lambda xml: xml.replace(
                end, threads + copy + end
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(end, persons + end),
        },
        more={
            "xl/threadedComments/t.xml": THREADS,
            "xl/persons/person.xml": PERSONS,
            "xl/comments1.xml": COPY,
        },
    )
    returned = back(changed)
    assert [
        ("Older words", "D. Old", None, rows_of(returned)[2].key),
        ("Is this still so?", "B. Keeper", dt.date(2027, 9, 2), rows_of(returned)[1].key),
        ("Yes", "C. Team", dt.date(2027, 9, 3), rows_of(returned)[1].key),
    ] == [(note.text, note.author, note.day, note.key) for note in returned.notes]


# --- what the file says of itself -----------------------------------------------------------------


def said(label: str, value: str) -> Callable[[str], str]:
    """Change a technical line on the first sheet."""

    def change(xml: str) -> str:
        return re.sub(
            rf"(<t[^>]*>{label}</t></is></c><c [^>]*><is><t[^>]*>)[^<]*", rf"\g<1>{value}", xml
        )

    return change


def test_cells_are_believed_before_properties(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """Where cells and properties differ, the cells win, and it is told."""
    data = sent()
    returned = back(edited(data, {part_of(data, "About"): said("Profile", "scrutiny")}))
    assert (Profile.SCRUTINY, ["RTN857"]) == (returned.profile, codes(returned))


def test_properties_help_where_the_first_sheet_is_gone(
    sent: Sent, back: Back, edited: Edited
) -> None:
    """What stood on a deleted sheet stands in the properties, too."""
    data = edited(
        sent(), {"xl/workbook.xml": lambda xml: re.sub(r'<sheet [^>]*name="About"[^>]*/>', "", xml)}
    )
    assert (load_sample().id, DEMO_DAY) == (back(data).register, back(data).as_of)


def test_a_newer_format_is_refused(sent: Sent, back: Back, edited: Edited, part_of: PartOf) -> None:
    """A tracker of a format that is not known yet is refused, and says what to do."""
    data = sent()
    newer = edited(data, {part_of(data, "About"): said("File format", "tracker 99")})
    with pytest.raises(UnreadableFileError, match="format 99, made by a newer version"):
        back(newer)


def test_an_older_format_is_read_and_told(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """Columns that an older format called otherwise are known by their present keys."""
    data = sent()
    older = edited(
        data,
        {
            part_of(data, "About"): said("File format", "tracker 0"),
            part_of(data, "For the computer"): lambda xml: xml.replace(
                ">progress_words<", ">words<"
            ),
        },
    )
    returned = back(older)
    assert ("0", ["RTN857", "RTN856"]) == (returned.version, codes(returned))
    assert "progress_words" in returned.columns["Recommendations"]
    assert plain(back(data)) == plain(returned)


def test_without_the_list_columns_are_known_by_their_headings(
    sent: Sent, back: Back, edited: Edited
) -> None:
    """The sheet for the computer may be deleted; headings still say what is what."""
    data = edited(
        sent(),
        {
            "xl/workbook.xml": lambda xml: re.sub(
                r'<sheet [^>]*name="For the computer"[^>]*/>', "", xml
            )
        },
    )
    returned = back(data)
    assert plain(back(sent())) == plain(returned)
    assert ["RTN861"] == codes(returned)


def test_renamed_sheets_alone_are_enough(sent: Sent, back: Back) -> None:
    """Of a file with nothing but renamed sheets of rows, the rows are read all the same."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(sent(Profile.RESPONDER)))
    for name in book.sheetnames:
        if name not in {"Recommendations", "Commitments"}:
            del book[name]
    book["Recommendations"].title, book["Commitments"].title = "R", "C"
    target = io.BytesIO()
    book.save(target)
    returned = back(target.getvalue())
    before = back(sent(Profile.RESPONDER))
    assert plain(before) == plain(returned)
    assert len(rows_of(before, "Commitments")) == len(rows_of(returned, "Commitments"))
    assert ["RTN861", "RTN850", "RTN850"] == codes(returned)
    assert () == returned.notes


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"Budget": "", "Plan": ""}, "its sheets (“Budget”, “Plan”) have none"),
        ({}, "its sheets (none) have none"),
    ],
)
def test_a_workbook_that_is_no_tracker_is_refused(
    make: Make, back: Back, sheets: dict[str, str], told: str
) -> None:
    """Any other workbook is named by its sheets."""
    with pytest.raises(UnreadableFileError) as caught:
        back(make(sheets))
    assert told in caught.value.reason
    assert "choose the tracker that was sent out" in caught.value.reason


# --- words around the tables ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "at"),
    [
        *(("About", f"B{number}") for number in range(2, 10)),
        ("About", "A1"),
        ("About", "B13"),
        ("Recommendations", "A1"),
        ("Recommendations", "A2"),
        ("Recommendations", "A3"),
        ("Summary", "A2"),
        ("Summary", "A7"),
        ("Summary", "B7"),
        ("Summary", "C7"),
        ("Summary", "D7"),
        ("For the computer", "A9"),
        ("For the computer", "B9"),
        ("For the computer", "C9"),
    ],
)
def test_words_typed_over_a_line_of_ours_are_a_note(after: After, sheet: str, at: str) -> None:
    """What was typed over a line around the tables is told from the line, and comes back as a note."""
    letters, number = at[0], int(at[1:])

    def type_over(rows: Rows) -> Rows:
        assert letters in rows[number]
        rows[number][letters] = typed("Please ring Ann")
        return rows

    notes = after(type_over, sheet).notes
    (note,) = notes
    assert (f"{sheet}!{at}", "text") == (note.place.at, note.kind)
    assert "Please ring Ann" == note.text.partition(" | ")[0]


def test_lines_under_titles_are_known() -> None:
    """What a sheet holds is said in the words that the reader knows."""
    for profile in Profile:
        for sheet in sheets_of(profile):
            assert sheet.about == _ours._TABLE_LINES[sheet.name]


def test_headers_of_pages_are_notes(
    sent: Sent, back: Back, edited: Edited, part_of: PartOf
) -> None:
    """Words in a header or footer that are not ours are told once; codes and ours are silent."""
    data = sent()

    def typed_in(xml: str) -> str:
        return xml.replace("Page &amp;P of", "&amp;12&amp;KFF0000Ring Ann &amp;&amp; Bob")

    edits = {part_of(data, name): typed_in for name in ("Recommendations", "Updates")}
    returned = back(edited(data, edits))
    assert [("Ring Ann & Bob", "Recommendations!page header or footer", "text")] == [
        (note.text, note.place.at, note.kind) for note in returned.notes
    ]


def test_text_boxes_are_notes(sent: Sent, back: Back, part_of: PartOf) -> None:
    """Words in a box that lies over the cells are a note at the cell where it begins; copies are not."""
    data = sent()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    part = part_of(data, "Recommendations")
    listed = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    line = (
        '<Relationship Id="rBox" Target="../drawings/drawing9.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/drawing"/></Relationships>'
    )
    parts[listed] = parts[listed].replace(b"</Relationships>", line.encode())
    body = "<txBody><p><r><t>Ring </t></r><r><t>Ann</t></r></p><p><r><t>today</t></r></p></txBody>"
    parts["xl/drawings/drawing9.xml"] = (
        '<wsDr xmlns="d"><anchor><from><col>2</col><row>6</row></from><to><col>9</col><row>9</row></to>'
        f"<Choice><sp>{body}</sp></Choice><Fallback><sp>{body}</sp></Fallback></anchor></wsDr>"
    ).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, held in parts.items():
            made.writestr(name, held)
    assert [("Ring Ann\ntoday", "Recommendations!C7", "text")] == [
        (note.text, note.place.at, note.kind) for note in back(target.getvalue()).notes
    ]


def test_pictures_are_told(sent: Sent, back: Back, part_of: PartOf) -> None:
    """A picture is not read; that it is there, and what it is called, is a note at its cell."""
    data = sent()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    listed = part_of(data, "Recommendations").replace("worksheets/", "worksheets/_rels/") + ".rels"
    line = (
        '<Relationship Id="rPic" Target="../drawings/drawing9.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/drawing"/></Relationships>'
    )
    parts[listed] = parts[listed].replace(b"</Relationships>", line.encode())
    parts["xl/drawings/drawing9.xml"] = (
        b'<wsDr xmlns="d"><anchor><from><col>6</col><row>8</row></from><pic><nvPicPr>'
        b'<cNvPr id="2" name="Picture 1"/></nvPicPr></pic></anchor></wsDr>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, held in parts.items():
            made.writestr(name, held)
    assert [("[picture: Picture 1]", "Recommendations!G9", "text")] == [
        (note.text, note.place.at, note.kind) for note in back(target.getvalue()).notes
    ]


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("The minutes", "https://a.example/m", ["'The minutes' links to https://a.example/m"]),
        ("https://a.example", "https://a.example/", []),
        ("Ring ann@a.example", "mailto:ann@a.example", []),
    ],
    ids=["words", "address", "mail"],
)
def test_the_address_behind_words_is_a_note(
    back: Back, words: str, address: str, expected: list[str]
) -> None:
    """Where a cell leads to an address that it does not say, the address comes back at its row."""
    openpyxl = pytest.importorskip("openpyxl", exc_type=ImportError)
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Recommendations"
    for at, heading in enumerate(("Number", "Your position", "Your reply"), 1):
        page.cell(4, at).value = heading
    page.cell(4, 4).value = "Row key (leave as it is)"
    for at, value in enumerate(("1", "Accept", words, "k/1"), 1):
        page.cell(5, at).value = value
    page["C5"].hyperlink = address
    target = io.BytesIO()
    book.save(target)
    notes = back(target.getvalue()).notes
    assert [(one, "Recommendations!C5", "k/1", "comment") for one in expected] == [
        (note.text, note.place.at, note.key, note.kind) for note in notes
    ]


def test_headings_pasted_among_the_rows_are_no_row(after: After) -> None:
    """Whoever pastes the headings once more, to see them, has said nothing."""

    def paste(rows: Rows) -> Rows:
        rows[max(rows) + 1] = rows[4]
        return rows

    returned, sent = after(paste), after(lambda rows: rows)
    assert (len(sent.rows), ()) == (len(returned.rows), returned.notes)


PLACES = [
    ("About", "A1:C31"),
    ("Summary", "A1:F60"),
    ("Recommendations", "A1:AH32"),
    ("Commitments", "A1:Z16"),
    ("Target dates", "A1:N16"),
    ("Updates", "A1:N14"),
    ("Notes", "A1:H8"),
    ("Documents", "A1:L16"),
    ("Organisations", "A1:H15"),
    ("For the computer", "A1:E63"),
]


@given(data=st.data())
@settings(max_examples=max(5, settings().max_examples // 2))
def test_nothing_that_is_typed_is_lost(data: st.DataObject, after_typing: AfterTyping) -> None:
    """Words in any cell of any sheet come out as a cell, a column of one's own, a note or a finding."""
    sheet, cells = data.draw(st.sampled_from(PLACES))
    first, last = (re.fullmatch("([A-Z]+)([0-9]+)", one) for one in cells.split(":"))
    assert first is not None
    assert last is not None
    column = data.draw(st.integers(1, column_number(last[1])))
    row = data.draw(st.integers(1, int(last[2])))
    words = f"{data.draw(st.sampled_from(['Ring', 'Page', 'To', '12 of', 'Closed']))} Ann Qx"
    said = after_typing(sheet, f"{letters_of(column)}{row}", words)
    assert any(words in one for one in said), f"{sheet}!{letters_of(column)}{row}"


def everything_said(returned: Returned) -> list[str]:
    """Return all words that came out of a file."""
    said = [note.text for note in returned.notes]
    said += [found.message for found in returned.findings]
    for row in returned.rows:
        said += [row.key, row.check]
        said += [words for one in row.cells.values() for words in (one.text, one.refused)]
        said += [words for heading, one in row.extra for words in (heading, one.text)]
    return said


AfterTyping = Callable[[str, str, str], list[str]]


@pytest.fixture(scope="module")
def after_typing(sent: Sent) -> AfterTyping:
    """Return what comes out of the keeper's tracker after words are typed into one cell."""
    with zipfile.ZipFile(io.BytesIO(sent())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    main = parts["xl/workbook.xml"].decode()
    tabs = re.findall(r'<sheet [^>]*name="([^"]+)"', main)

    def type_in(sheet: str, at: str, words: str) -> list[str]:
        part = f"xl/worksheets/sheet{tabs.index(sheet) + 1}.xml"
        letters, number = re.fullmatch("([A-Z]+)([0-9]+)", at).groups()  # type: ignore[union-attr]  # it does

        def put(rows: Rows) -> Rows:
            rows.setdefault(int(number), {})[letters] = typed(words)
            return rows

        changed = {**parts, part: rewritten(parts[part].decode(), put).encode()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made:
            for name, one in changed.items():
                made.writestr(name, one)
        try:
            returned = TrackerFile().read(target.getvalue(), ImportContext(file="b.xlsx")).returned
        except UnreadableFileError as error:
            return [error.reason]
        assert returned is not None
        return [*everything_said(returned), returned.register]

    return type_in


def counted_from_1904(data: bytes, edited: Edited) -> bytes:
    """Set a workbook to count days from 1904."""
    part = "xl/workbook.xml"
    return edited(data, {part: lambda xml: xml.replace("<workbookPr", '<workbookPr date1904="1"')})


def test_days_moved_by_a_setting_are_told_once(sent: Sent, edited: Edited) -> None:
    """Days that were sent are read as sent when somebody has set the file to count from 1904."""
    for profile in RETURNED:
        data = counted_from_1904(sent(profile), edited)
        collected = collect(load_sample(), [("back.xlsx", data)], as_of=DEMO_DAY)
        assert ["RTN868"] == [found.code for found in collected.findings]
        assert () == (*collected.applied, *collected.conflicts)


def test_days_counted_anew_from_1904_are_as_sent(sent: Sent, back: Back, edited: Edited) -> None:
    """A program that counts all days anew changes none of them."""
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(io.BytesIO(sent()))
    book.epoch = CALENDAR_MAC_1904
    target = io.BytesIO()
    book.save(target)
    assert 'date1904="1"' in zipfile.ZipFile(target).read("xl/workbook.xml").decode()
    assert [] == differences(back(target.getvalue()), Profile.KEEPER)


def test_a_review_is_told_from_a_return(back: Back) -> None:
    """The workbook in which conflicts are decided is no file that came back, and says where it belongs."""
    from accountability.exporters.excel.review import write_review

    target = io.BytesIO()
    write_review(load_sample(), (), target, as_of=DEMO_DAY)
    with pytest.raises(UnreadableFileError, match=r"it is a review .* give it with --review"):
        back(target.getvalue())


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(OLD, id="xls"),
        pytest.param(b"Number,Your reply\n1,We agree\n2,We do not\n", id="csv"),
    ],
)
def test_a_return_in_another_format_is_to_be_saved_as_a_workbook(data: bytes) -> None:
    """What is no workbook is called by its name, and what to do is what helps here."""
    with pytest.raises(UnreadableFileError) as caught:
        collect(load_sample(), [("back", data)], as_of=DEMO_DAY)
    assert "save it as an Excel workbook (.xlsx)" in caught.value.reason
    assert "UTF-8" not in caught.value.reason


# --- long texts -----------------------------------------------------------------------------------


def test_editable_columns_are_all_read(sent: Sent, back: Back) -> None:
    """Whatever may be edited in a copy has a cell in each row."""
    first = rows_of(back(sent(Profile.RESPONDER)))[0]
    sheet = sheets_of(Profile.RESPONDER)[0]
    wanted = {column.key for column in sheet.columns if column.editor is not Editor.NOBODY}
    assert wanted <= set(first.cells)

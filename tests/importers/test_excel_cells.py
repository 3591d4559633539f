"""Cells of a returned workbook: limits, formulas, days, numbers and what programs do to words."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from accountability.containers import Limits
from accountability.exceptions import UnreadableFileError
from accountability.importers.excel._formats import Shown, shown_as
from accountability.importers.excel._usual import usual_rows
from accountability.importers.excel._values import column_number, letters_of, tidy

if TYPE_CHECKING:
    from accountability.tables.returned import Returned, ReturnedCell

    Make = Callable[..., bytes]
    Cell = Callable[..., ReturnedCell]
    Back = Callable[..., Returned]

HEADINGS = "Number", "Your position", "Your reply", "Runs out on", "Times moved", "Row key"


def text(reference: str, words: str) -> str:
    """Write a cell with text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def rows(count: int, *, first: int = 4) -> str:
    """Write a row of headings and *count* rows with a key and a reply."""
    headings = "".join(
        text(f"{chr(65 + n)}{first}", f"{heading} (leave as it is)" if n == 5 else heading)
        for n, heading in enumerate(HEADINGS)
    )
    made = [f'<row r="{first}">{headings}</row>']
    for number in range(first + 1, first + 1 + count):
        cells = (
            text(f"A{number}", "1") + text(f"C{number}", "Yes") + text(f"F{number}", f"k/{number}")
        )
        made.append(f'<row r="{number}">{cells}</row>')
    return "".join(made)


def sheet(inside: str, before: str = "", after: str = "") -> str:
    """Write a worksheet around its rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}">{before}<sheetData>{inside}</sheetData>{after}</worksheet>'


def with_large_part(data: bytes, block: bytes, times: int) -> bytes:
    """Return a workbook whose first sheet holds a block of rows many times over, packed once."""
    head, _, tail = sheet("|").encode().partition(b"|")
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * times
    packed += packer.compress(tail) + packer.flush()
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    sizes = struct.pack(
        "<III", zlib.crc32(tail, crc), len(packed), len(head + tail) + len(block) * times
    )
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w") as made,
    ):
        for name in source.namelist():
            kept = packed if name.endswith("sheet1.xml") else source.read(name)
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), kept)
    whole = bytearray(target.getvalue())
    for place, method in (
        (whole.find(b"xl/worksheets/sheet1.xml") - 30, 8),
        (whole.rfind(b"xl/worksheets/sheet1.xml") - 46, 10),
    ):
        whole[place + method] = zipfile.ZIP_DEFLATED
        whole[place + method + 6 : place + method + 18] = sizes
    return bytes(whole)


# --- SEC07, SEC14: limits ---------------------------------------------------------------------------


def test_sec07_a_merged_range_over_a_whole_sheet_is_refused(make: Make, back: Back) -> None:
    """A file of a few kilobytes whose one merged range covers 17 thousand million cells is refused."""
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = make({"Recommendations": sheet(rows(1), after=merged)})
    assert len(data) < 5_000
    with pytest.raises(UnreadableFileError, match="covers 17,179,869,184 cells"):
        back(data)


def test_sec07_a_million_rows_are_refused_by_the_directory(make: Make, back: Back) -> None:
    """A file whose one sheet would take more than a hundred megabytes is refused without inflating it."""
    rest = "<c><v>1</v></c>" * 7
    some = "".join(f"<row><c><v>{n * 7919 % 1_009}</v></c>{rest}</row>" for n in range(10_000))
    data = with_large_part(make({"Recommendations": "<worksheet/>"}), some.encode(), 100)
    assert len(data) < 6_000_000
    with pytest.raises(UnreadableFileError, match="more than the 104,857,600 that are taken in"):
        back(data)


def test_sec07_a_million_rows_are_refused_while_they_come(make: Make, back: Back) -> None:
    """Rows are counted: with the sizes allowed, reading stops where the limit for rows is passed."""
    data = make({"Recommendations": sheet(rows(1) + "<row/>" * 200_000)})
    with pytest.raises(UnreadableFileError, match="more than 100,000 rows"):
        back(data, limits=Limits(ratio=10_000))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(rows=3), "more than 3 rows"),
        (Limits(cells=10), "number of cells passes 10"),
        (Limits(columns=5), "cells in column F, beyond the 5 columns"),
        (Limits(merged_ranges=1), "more than 1 merged ranges"),
        (Limits(conditional_formats=1), "more than 1 conditional formats"),
        (Limits(shared_strings=1), "more than 1 texts"),
        (Limits(names=1), "more than 1 defined names"),
    ],
    ids=["rows", "cells", "columns", "merges", "formats", "strings", "names"],
)
@pytest.mark.parametrize("usual", [True, False], ids=["usual", "unusual"])
def test_sec14_everything_countable_has_a_limit(
    make: Make, back: Back, limits: Limits, told: str, usual: bool
) -> None:
    """Rows, cells, columns, texts, merges, formats and names are counted while they are read."""
    inside = rows(3) if usual else rows(3).replace("<is>", "<is >")
    after = (
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
        '<conditionalFormatting sqref="A1"/><conditionalFormatting sqref="A2"/>'
    )
    named = "".join(f'<definedName name="{name}">1</definedName>' for name in "ab")
    names = f"<definedNames>{named}</definedNames>"
    data = make(
        {"Recommendations": sheet(inside, after=after)},
        strings="<si><t>a</t></si><si><t>b</t></si>",
        names=names,
    )
    assert 3 == len(back(data).rows)
    with pytest.raises(UnreadableFileError, match=told):
        back(data, limits=limits)


def test_sec14_a_number_of_cells_holds_for_all_sheets_together(make: Make, back: Back) -> None:
    """Many sheets are no way round the limit."""
    data = make({"Recommendations": sheet(rows(3)), "Mine": sheet(rows(3))})
    with pytest.raises(UnreadableFileError, match="sheet “Mine” the number of cells passes 20"):
        back(data, limits=Limits(cells=20))


@pytest.mark.parametrize("said", ["A1", "A1:B2", "A1:XFD1048576", "nonsense"])
def test_sec15_what_a_sheet_says_of_its_size_changes_nothing(
    make: Make, back: Back, said: str
) -> None:
    """Every row is read, whatever the dimension says."""
    data = make({"Recommendations": sheet(rows(6), before=f'<dimension ref="{said}"/>')})
    assert [f"k/{n}" for n in range(5, 11)] == [row.key for row in back(data).rows]


# --- SEC16, SEC17: formulas -----------------------------------------------------------------------


def test_sec16_a_formula_is_refused_by_name(cell: Cell) -> None:
    """A formula has no words that can be taken; the cell says which formula it is."""
    read = cell("><f>A1+1</f><v>2</v>")
    assert ("", "it holds a formula, =A1+1; type the words instead") == (read.text, read.refused)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('t="str"><f>A1&amp;"x"</f><v>1x</v>', "1x"),
        ("><f>A1+1</f><v>2</v>", "2"),
        ('s="3"><f>TODAY()</f><v>46112</v>', "31 March 2026"),
    ],
)
def test_sec16_the_last_value_counts_where_it_is_allowed(
    cell: Cell, inside: str, words: str
) -> None:
    """Whoever allows it gets what a program worked out last; nothing is worked out here."""
    assert words == cell(inside, cached=True).text
    assert "" == cell(inside).text


def test_sec16_a_formula_without_a_value_stays_refused(cell: Cell) -> None:
    """A formula that no program has worked out has no value, allowed or not."""
    assert "it holds a formula, =A1" in cell("><f>A1</f>", cached=True).refused


def test_sec16_a_shared_formula_is_named_where_it_is_used(make: Make, back: Back) -> None:
    """A formula written once for many cells is named in each."""
    inside = rows(2)
    inside = inside.replace(
        text("C5", "Yes"), '<c r="C5"><f t="shared" ref="C5:C6" si="0">A5&amp;"x"</f></c>'
    )
    inside = inside.replace(text("C6", "Yes"), '<c r="C6"><f t="shared" si="0"/><v>1</v></c>')
    refused = [row.cells["reply"].refused for row in back(make({"Recommendations": inside})).rows]
    assert ['it holds a formula, =A5&"x"; type the words instead'] * 2 == refused


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("https://example.org")',
        'IMPORTDATA("x")',
        "cmd|'/c calc'!A1",
        "[1]Sheet1!A1",
        "'[b.xlsx]S 1'!A1",
    ],
)
def test_sec17_a_formula_that_fetches_is_told(cell: Cell, formula: str) -> None:
    """A formula that asks the network, a program or another file is told, and nothing is asked."""
    read = cell(f"><f>{formula}</f><v>1</v>")
    assert ["RTN865"] == [found.code for found in read.noted]
    assert "it holds a formula" in read.refused


def test_sec17_a_formula_that_stays_in_the_file_fetches_nothing(cell: Cell) -> None:
    """Names of a table's columns stand in brackets, too."""
    assert () == cell("><f>Table1[[#This Row],[Reply]]&amp;Table1[@Number]</f><v>1</v>").noted


# --- SEC18: errors, ticks, days -------------------------------------------------------------------


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NAME?"])
def test_sec18_an_error_is_no_answer(cell: Cell, error: str) -> None:
    """A cell that shows an error is refused with its sign."""
    read = cell(f't="e"><v>{error}</v>')
    assert ("", f"it shows {error}, the sign of a formula that failed") == (read.text, read.refused)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('t="b"><v>1</v>', "TRUE"),
        ('t="b"><v>0</v>', "FALSE"),
        ('t="b"><f>TRUE()</f><v>1</v>', "TRUE"),
    ],
)
def test_sec18_a_tick_is_a_word(cell: Cell, inside: str, words: str) -> None:
    """True and false are read as words, as a formula, too, which is how one program writes them."""
    read = cell(inside)
    assert (words, ["RTN860"]) == (read.text, [found.code for found in read.noted])


@pytest.mark.parametrize(
    ("inside", "words", "noted"),
    [
        pytest.param('s="3"><v>46477</v>', "31 March 2027", "made by a program", id="day"),
        pytest.param('s="3"><v>46480</v>', "3 April 2027", "swapped day and month", id="swapped"),
        pytest.param('s="3"><v>46447</v>', "1 March 2027", "if a month was typed", id="first"),
        pytest.param('s="4"><v>46447</v>', "March 2027", "holds 1 March 2027", id="month"),
        pytest.param('s="4"><v>46477</v>', "31 March 2027", "does not show the day", id="hidden"),
        pytest.param('s="5"><v>46388</v>', "2027", "holds 1 January 2027", id="year"),
        pytest.param('s="7"><v>46477</v>', "31 March 2027", "made by a program", id="worded"),
        pytest.param('s="10"><v>46477.5</v>', "31 March 2027", "a time, too (12:00)", id="time"),
        pytest.param('s="3"><v>61</v>', "1 March 1900", "if a month", id="first-sure-day"),
        pytest.param('t="d"><v>2027-03-31</v>', "31 March 2027", "made by", id="iso"),
        pytest.param('s="3"><v>2958465</v>', "31 December 9999", "made by", id="last-day"),
    ],
)
def test_sec18_a_real_day_is_read_as_exactly_as_it_is_shown(
    cell: Cell, inside: str, words: str, noted: str
) -> None:
    """A real day in a cell for words is read, and how exact it can be is noted."""
    read = cell(inside)
    assert (words, "") == (read.text, read.refused)
    assert ["RTN858"] == [found.code for found in read.noted]
    assert noted in read.noted[0].message
    assert "back.xlsx, Recommendations!C5" == str(read.noted[0].place)


def test_sec18_a_real_day_in_a_column_of_days_is_as_sent(cell: Cell) -> None:
    """Where we write days ourselves there is nothing to note."""
    read = cell('s="3"><v>46477</v>', "runs_out")
    assert ("31 March 2027", ()) == (read.text, read.noted)


def test_sec18_days_since_1904_are_counted_from_there(cell: Cell) -> None:
    """A workbook that counts from 1904 gives the day that it shows."""
    assert "31 March 2027" == cell('s="3"><v>45015</v>', properties='date1904="1"').text
    assert "1 January 1904" == cell('s="3"><v>0</v>', properties='date1904="true"').text


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('s="3"><v>60</v>', "before 1 March 1900"),
        ('s="3"><v>1</v>', "before 1 March 1900"),
        ('s="3"><v>-5</v>', "before 1 March 1900"),
        ('s="3"><v>2958466</v>', "which no day has"),
        ('s="6"><v>0.5</v>', "a time or a length of time"),
        ('s="9"><v>1.5</v>', "a time or a length of time"),
        ("><v>nan</v>", "damaged"),
        ("><v>1e999</v>", "damaged"),
        ("><v>twelve</v>", "damaged"),
        ('t="d"><v>yesterday</v>', "a day that is damaged"),
    ],
)
def test_sec18_what_cannot_be_right_is_refused(cell: Cell, inside: str, told: str) -> None:
    """A day that programs count differently, a time, and a damaged number are refused, not guessed."""
    read = cell(inside)
    assert "" == read.text
    assert told in read.refused


# --- SEC19: numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("><v>100000</v>", "100000"),
        ("><v>1e5</v>", "100000"),
        ("><v>12</v>", "12"),
        ('s="1"><v>12</v>', "12"),
        ("><v>1.25</v>", "1.25"),
        ("><v>0.1</v>", "0.1"),
        ("><v>-7</v>", "-7"),
        ("><v>1E-7</v>", "0.0000001"),
        ("><v>1.2345678901234567E+19</v>", "12345678901234567000"),
        ('s="2"><v>0.35</v>', "35%"),
        ('s="8"><v>5</v>', "5"),
    ],
)
def test_sec19_a_number_in_a_cell_for_words_is_told(cell: Cell, inside: str, words: str) -> None:
    """Whatever was typed, a number is in the cell: it is read in digits, and that is noted."""
    read = cell(inside)
    assert (words, ["RTN859"]) == (read.text, [found.code for found in read.noted])


@pytest.mark.parametrize(
    "words", ["1e5", "0012", "00012345678901234567890", "46477", "3/4/2027", "TRUE"]
)
def test_sec19_what_was_typed_as_text_comes_back_as_typed(cell: Cell, words: str) -> None:
    """In a cell of the format Text, programs keep what was typed; so does the reader."""
    read = cell(f't="inlineStr"><is><t>{words}</t></is>')
    assert (words, ()) == (read.text, read.noted)


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        pytest.param("<is><t>a_x000D_\nb</t></is>", "a\nb", id="carriage-return"),
        pytest.param("<is><t>_x005F_x0041_</t></is>", "_x0041_", id="escaped-escape"),
        pytest.param("<is><t>_xD83D__xDE00_</t></is>", "😀", id="halves"),
        pytest.param("<is><t>a&#13;&#10;b</t></is>", "a\nb", id="line-ends"),
        pytest.param('<is><t xml:space="preserve">  a  </t></is>', "  a  ", id="spaces"),
        pytest.param("<is><r><t>a </t></r><r><rPr><b/></rPr><t>b</t></r></is>", "a b", id="runs"),
        pytest.param("<is><t>東京</t><rPh><t>とうきょう</t></rPh></is>", "東京", id="phonetic"),
        pytest.param("<is><t>&lt;a&gt; &amp; &#x1F600;</t></is>", "<a> & 😀", id="entities"),
        pytest.param("<is><t><![CDATA[<a> & b]]></t></is>", "<a> & b", id="cdata"),
        pytest.param("<is><t/></is>", "", id="nothing"),
    ],
)
def test_text_is_read_as_a_person_sees_it(cell: Cell, inside: str, words: str) -> None:
    """Escapes are undone, runs joined, readings of characters left out; white space stays."""
    assert words == cell(f't="inlineStr">{inside}').text


STRUCK = (
    "<r><t>We will </t></r><r><rPr><b/><strike{}/></rPr><t>not</t></r><r><t> light them.</t></r>"
)


@pytest.mark.parametrize("shared", [False, True], ids=["inline", "shared"])
def test_words_struck_out_are_no_answer(cell: Cell, shared: bool) -> None:
    """Whether they still count is not for a program to say: the cell is refused and names them."""
    runs = STRUCK.format("")
    inside = 't="s"><v>0</v>' if shared else f't="inlineStr"><is>{runs}</is>'
    read = cell(inside, strings=f"<si>{runs}</si>")
    told = (
        "“not” is struck out in “We will not light them.”; "
        "delete what shall not count, or take the line off"
    )
    assert ("", told) == (read.text, read.refused)


@pytest.mark.parametrize("value", ["0", "false"])
def test_a_strike_that_is_off_strikes_nothing(cell: Cell, value: str) -> None:
    """Some programs write the property of every run, and say that it is off."""
    runs = STRUCK.format(f' val="{value}"')
    assert "We will not light them." == cell(f't="inlineStr"><is>{runs}</is>').text


@pytest.mark.parametrize("space", [" ", ""], ids=["unusual", "usual"])
@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('s="1" t="inlineStr"><is{}><t>We agree.</t></is>', "“We agree.”"),
        ('s="1" t="s"><v{}>0</v>', "“Shared”"),
        ('s="1"><v{}>12</v>', "“12”"),
        ('s="1" t="b"><v{}>1</v>', "“TRUE”"),
    ],
)
def test_a_cell_struck_out_whole_is_no_answer(
    cell: Cell, inside: str, told: str, space: str
) -> None:
    """The line through a whole cell stands in its look."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = (
        f'<styleSheet xmlns="{main}"><fonts><font/><font><strike/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    read = cell(
        inside.format(space), strings="<si><t>Shared</t></si>", more={"xl/styles.xml": styles}
    )
    assert "" == read.text
    assert f"all its words are struck out, {told}" in read.refused


def test_what_is_for_reading_may_be_struck_out(make: Make, back: Back) -> None:
    """A row's key and number are what they are; a note keeps its words and says which are struck out."""
    inside = rows(1).replace(">1<", ">@<").replace(">k/5<", ">#<")
    struck = "<is><r><rPr><strike/></rPr><t>{}</t></r></is>"
    inside = inside.replace("<is><t>@</t></is>", struck.format("1"))
    inside = inside.replace("<is><t>#</t></is>", struck.format("k/5"))
    below = f'<row r="9"><c r="A9" t="inlineStr">{struck.format("Ring Ann")}</c></row>'
    returned = back(make({"Recommendations": sheet(inside + below)}))
    (row,) = returned.rows
    assert ("k/5", "1", "") == (row.key, row.cells["number"].text, row.cells["number"].refused)
    assert ["Ring Ann [struck out: Ring Ann]"] == [note.text for note in returned.notes]


def test_text_shared_between_cells_is_read_the_same_way(cell: Cell) -> None:
    """Texts that cells share may have runs and readings, too."""
    strings = (
        "<si><t>no</t></si><si><r><t>a_x000D_</t></r><r><t>&#10;b</t></r><rPh><t>x</t></rPh></si>"
    )
    assert "a\nb" == cell('t="s"><v>1</v>', strings=strings).text


def test_sec24_characters_that_xml_cannot_hold_are_replaced_and_told(cell: Cell) -> None:
    """An escaped control character becomes a visible escape, with a finding."""
    read = cell('t="inlineStr"><is><t>a_x000B_b_xD800_</t></is>')
    assert ("a⟨U+000B⟩b⟨U+D800⟩", ["IMP708"]) == (read.text, [found.code for found in read.noted])


def test_cells_under_a_merged_range_were_not_emptied(make: Make, back: Back) -> None:
    """Merging hides what stood there: those cells are refused, not taken for emptied ones."""
    inside = rows(2).replace(text("C6", "Yes"), "")
    data = make(
        {
            "Recommendations": sheet(
                inside, after='<mergeCells><mergeCell ref="C5:C6"/></mergeCells>'
            )
        }
    )
    first, second = (row.cells["reply"] for row in back(data).rows)
    assert ("Yes", "") == (first.text, first.refused)
    assert "merged cells C5:C6" in second.refused


# --- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('r="C5"', 'r="C6"', "a cell of row 5 is called C6"),
        ('r="C5"', 'r="A5"', "the cell A5 stands twice"),
        ('r="C5"', 'r="5"', "a cell of row 5 is called"),
        ('r="C5"', 'r="ZZZZ5"', "a cell of row 5 is called ZZZZ"),
        ('<row r="6">', '<row r="5">', "the row 5 stands twice|is called"),
        ('<row r="5">', '<row r="0">', "a row is called 0"),
        ('<row r="5">', '<row r="9999999">', "a row is called 9999999"),
        ('<c r="C5" t="inlineStr">', '<c r="C5" t="x">', None),
        ("<t>Yes</t>", "<t>Yes</v>", "is damaged"),
        ("<t>Yes</t>", "<t>&nothing;</t>", "is damaged"),
        ("<t>Yes</t>", "<t>&#0;</t>", "is damaged"),
        ("<t>Yes</t>", "<t>\x01</t>", "is damaged"),
        ('t="inlineStr"><is><t>Yes</t></is>', 't="s"><v>7</v>', "which is not there"),
        ('t="inlineStr"><is><t>Yes</t></is>', 't="q"><v>7</v>', "of the kind q"),
    ],
)
def test_what_is_damaged_is_refused(
    make: Make, back: Back, before: str, after: str, told: str | None
) -> None:
    """A sheet that contradicts itself is refused with its place; nothing is guessed."""
    inside = rows(2).replace(before, after, 1)
    data = make({"Recommendations": inside})
    if told is None:
        assert "Yes" == back(data).rows[0].cells["reply"].text
        return
    with pytest.raises(UnreadableFileError, match=told):
        back(data)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.replace(' r="', ' x="'), id="no-references"),
        pytest.param(lambda xml: xml.replace("<c ", "<c\n"), id="line-ends-in-tags"),
        pytest.param(lambda xml: xml.replace("><", ">\n  <"), id="indented"),
        pytest.param(lambda xml: xml.replace("<row", "<!-- a --><row"), id="comments"),
        pytest.param(
            lambda xml: re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x="),
            id="prefixed",
        ),
        pytest.param(
            lambda xml: xml.replace("spreadsheetml/2006/main", "x").replace(
                "schemas.openxmlformats.org/x", "purl.oclc.org/ooxml/spreadsheetml/main"
            ),
            id="strict",
        ),
        pytest.param(lambda xml: f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}', id="declared"),
        pytest.param(lambda xml: "\ufeff" + xml, id="marked"),
    ],
)
def test_a_sheet_written_in_another_way_holds_the_same(
    make: Make, back: Back, change: Callable[[str], str]
) -> None:
    """However a program writes the XML, the cells are the same."""
    plain = sheet(rows(3)).replace(text("B5", ""), "")
    full = re.sub(
        r'<row r="(\d+)">(.*?)</row>',
        lambda row: (
            f'<row r="{row[1]}">'
            + "".join(
                found[0]
                if (found := re.search(rf'<c r="{letter}{row[1]}".*?</c>', row[2]))
                else f'<c r="{letter}{row[1]}"/>'
                for letter in "ABCDEF"
            )
            + "</row>"
        ),
        plain,
    )
    usual = back(make({"Recommendations": full}))
    other = back(make({"Recommendations": change(full)}))
    assert words_of(usual) == words_of(other)
    assert 3 == len(usual.rows)


def words_of(returned: Returned) -> list[list[str]]:
    """Return the words of all cells, row after row."""
    return [[one.text for one in row.cells.values()] for row in returned.rows]


def test_a_sheet_in_utf_16_is_read(make: Make, back: Back) -> None:
    """The standard allows it."""
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{sheet(rows(3))}'
    data = make(
        {"Recommendations": "<worksheet/>"}, more={"xl/worksheets/sheet1.xml": xml.encode("utf-16")}
    )
    assert 3 == len(back(data).rows)


def test_usual_and_unusual_rows_may_follow_each_other(make: Make, back: Back) -> None:
    """What is taken apart directly and what goes through the parser come out in one order."""
    inside = rows(3_000).replace("<t>k/1500</t>", "<t >k/1500</t>")
    assert [f"k/{n}" for n in range(5, 3_005)] == [
        row.key for row in back(make({"Recommendations": inside})).rows
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'<row r="1"><c r="A1"><v>1</v></c>',
        b'<c r="A1"><v>1</v></c></row>',
        b'<row r="1"><row r="2"></row></row>',
        b'<row r="1"><c r="A2"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        b'<row r="1"><c r="A1"><is><t>a</t></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>\xff</t></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>\xef\xbf\xbf</t></is></c></row>',
        b'<row r="1">words</row>',
    ],
)
def test_rows_that_are_not_as_usual_are_left_to_the_parser(data: bytes) -> None:
    """The shortcut takes nothing that is not exactly what it knows."""
    assert None is usual_rows(data, ())


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_are_counted_in_letters(number: int, letters: str) -> None:
    """Letters and numbers of columns go both ways."""
    assert (number, letters) == (column_number(letters), letters_of(number))
    assert 0 == column_number("a1")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ("#,##0.00", Shown.NUMBER),
        ('"Day" 0', Shown.NUMBER),
        ("[Red]0", Shown.NUMBER),
        ("0.0%", Shown.PERCENT),
        ("d/m/yy", Shown.DAY),
        ("[$-F800]dddd, mmmm dd, yyyy", Shown.DAY),
        ("dd\\ mmm", Shown.DAY),
        ("mmmm yyyy", Shown.MONTH),
        ("mmm\\-yy;@", Shown.MONTH),
        ("yyyy", Shown.YEAR),
        ("h:mm:ss", Shown.TIME),
        ("mm:ss", Shown.TIME),
        ("[h]:mm", Shown.TIME),
        ("h AM/PM", Shown.TIME),
    ],
)
def test_number_formats_say_what_they_show(code: str, shown: Shown) -> None:
    """Quoted words, colours and languages in a format say nothing about what it shows."""
    assert shown is shown_as(170, code)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (14, Shown.DAY),
        (17, Shown.MONTH),
        (20, Shown.TIME),
        (9, Shown.PERCENT),
        (31, Shown.DAY),
        (163, Shown.NUMBER),
    ],
)
def test_formats_that_are_built_in_are_known(number: int, shown: Shown) -> None:
    """Formats without a code are known by their number."""
    assert shown is shown_as(number, None)


def test_tidy_leaves_alone_what_is_tidy() -> None:
    """Text without escapes is the same text."""
    words: Any = "plain _x words, _x00_ too"
    assert words == tidy(words)

"""The guard: what a file is, how large it would become and what it carries, before it is unpacked."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from accountability.containers import Limits, Package, nature_of, open_package
from accountability.containers.natures import is_not
from accountability.exceptions import UnreadableFileError

OFFICE = "application/vnd.openxmlformats-officedocument."
WORKBOOK = f"{OFFICE}spreadsheetml.sheet.main+xml"
DOCUMENT = f"{OFFICE}wordprocessingml.document.main+xml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "xl/workbook.xml"


def relations(*lines: str) -> bytes:
    """Write a list of relationships."""
    return f'<Relationships xmlns="{LISTED}">{"".join(lines)}</Relationships>'.encode()


def relation(kind: str, target: str, *, external: bool = False, number: int = 1) -> str:
    """Write one relationship."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="r{number}" Type="{RELATED}/{kind}" Target="{target}"{mode}/>'


def parts(
    main: str = MAIN, kind: str = WORKBOOK, more: dict[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the parts of a small package, with *more* by name."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations(relation("officeDocument", main)),
        main: b"<a/>",
        **(more or {}),
    }


def zipped(content: dict[str, bytes], *, level: int = 6) -> bytes:
    """Pack parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, data in content.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def opened(data: Any, limits: Limits | None = None, **more: Any) -> Package:
    """Open a package as a workbook."""
    return open_package(data, file="back.xlsx", limits=limits, **{"expected": "workbook", **more})


def refusal(data: Any, limits: Limits | None = None, **more: Any) -> str:
    """Say why a file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        opened(data, limits, **more)
    assert "back.xlsx" == caught.value.file
    return caught.value.reason


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "it is empty", id="empty"),
        pytest.param(OLD + "Workbook".encode("utf-16-le"), "the old kind (.xls)", id="xls"),
        pytest.param(OLD + "WordDocument".encode("utf-16-le"), "the old kind (.doc)", id="doc"),
        pytest.param(OLD, "an Office file of the old kind", id="ole"),
        pytest.param(OLD + "EncryptedPackage".encode("utf-16-le"), "password", id="encrypted"),
        pytest.param(b"Number,Position\n1,Accept\n", "commas", id="csv"),
        pytest.param(b"Number;Position\n1;Accept\n", "semicolons", id="csv-semicolons"),
        pytest.param(b"Number\tPosition\n1\tAccept\n", "tabs", id="tsv"),
        pytest.param("Nummer".encode("utf-16"), "UTF-16", id="utf-16"),
        pytest.param(b"Dear all, here it is.", "plain text", id="text"),
        pytest.param(b"<!DOCTYPE html><html><table>", "web page", id="html"),
        pytest.param(b"<html><table><tr><td>1", "web page", id="html-without-type"),
        pytest.param(
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "2003", id="xml-2003"
        ),
        pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n", "picture", id="picture"),
        pytest.param(b"{\\rtf1 }", "rich text", id="rtf"),
        pytest.param(b'{"id": 1}', "JSON", id="json"),
        pytest.param(b"\x00\x01\x02", "damaged", id="bytes"),
        pytest.param(
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "OpenDocument",
            id="ods",
        ),
        pytest.param(
            b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns">',
            ".fods",
            id="fods",
        ),
        pytest.param(zipped({"Index/Document.iwa": b"n"}), "Export To", id="numbers"),
        pytest.param(zipped({"letter.txt": b"hello"}), "zip archive", id="zip"),
        pytest.param(
            zipped(parts("word/document.xml", DOCUMENT)), "it is a Word document", id="docx"
        ),
        pytest.param(
            zipped(
                {"customXml/item1.xml": random.Random(1).randbytes(150_000)}
                | parts("word/document.xml", DOCUMENT)
            ),
            "it is a Word document",
            id="docx-behind-a-long-part",
        ),
        pytest.param(
            zipped(parts("ppt/p.xml", f"{OFFICE}presentationml.presentation.main+xml")),
            "PowerPoint",
            id="pptx",
        ),
        pytest.param(
            zipped(parts("xl/w.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
            ".xlsb",
            id="xlsb",
        ),
        pytest.param(zipped(parts(kind="text/plain")), "of an unknown type", id="unknown"),
        pytest.param(zipped(parts())[:-30], "its end is missing", id="cut-off"),
    ],
)
def test_sec01_what_is_no_workbook_is_called_by_its_name(data: bytes, told: str) -> None:
    """Whoever sends another file is told what it is, and what to do."""
    reason = refusal(data)
    assert told in reason
    assert ";" in reason or ":" in reason


def test_sec01_a_document_is_opened_where_one_is_wanted() -> None:
    """The same guard stands before Word; a workbook given there is called by its name."""
    made = zipped(parts("word/document.xml", DOCUMENT))
    assert "word/document.xml" == opened(made, expected="document").main
    assert "it is an Excel workbook" in refusal(zipped(parts()), expected="document")


def test_sec01_a_template_without_macros_is_a_workbook() -> None:
    """Somebody who saved as a template saved all cells."""
    made = zipped(parts(kind=f"{OFFICE}spreadsheetml.template.main+xml"))
    assert MAIN == opened(made).main


MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(parts(kind=MACROS), id="by-type"),
        pytest.param(parts(more={"xl/vbaProject.bin": b"x"}), id="by-part"),
        pytest.param(
            parts(kind="application/vnd.ms-excel.template.macroEnabled.main+xml"), id="template"
        ),
    ],
)
def test_sec02_macros_are_refused_unless_allowed(content: dict[str, bytes]) -> None:
    """A file with macros is refused; allowed, it is read without them."""
    assert "macros" in refusal(zipped(content))
    assert MAIN == opened(zipped(content), Limits(macros=True)).main


def test_sec02_macros_that_were_left_out_are_told() -> None:
    """Whoever allows macros still learns that there are some."""
    made = zipped(parts(more={"xl/vbaProject.bin": b"x"}))
    assert ["IMP730"] == [found.code for found in opened(made, Limits(macros=True)).findings]


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(unpacked_bytes=1_000), "unpacked it would take"),
        (Limits(part_bytes=900), "xl/big.xml would take 2,000 bytes"),
        (Limits(parts=3), "it holds 4 parts"),
        (Limits(bytes=100), "larger than the 100 bytes"),
    ],
    ids=["sum", "part", "parts", "file"],
)
def test_sec03_what_would_be_too_large_is_refused_by_its_directory(
    limits: Limits, told: str
) -> None:
    """Sizes are refused before a byte is inflated, and read where the limit is raised."""
    made = zipped(parts(more={"xl/big.xml": b" " * 1_996 + b"<a/>"}))
    assert told in refusal(made, limits)
    assert MAIN == opened(made).main


def test_sec03_a_bomb_is_refused_by_its_ratio() -> None:
    """A part that packs more than two hundred to one is refused, unless the caller says otherwise."""
    made = zipped(parts(more={"xl/bomb.xml": bytes(4_000_000)}), level=9)
    assert "times its packed size" in refusal(made)
    assert MAIN == opened(made, Limits(ratio=5_000)).main


def test_sec03_a_directory_of_very_many_parts_is_not_read() -> None:
    """The number of parts is looked up before the list of them is."""
    made = bytearray(zipped(parts()))
    at = made.rfind(b"PK\x05\x06")
    made[at + 8 : at + 12] = struct.pack("<HH", 60_000, 60_000)
    assert "it holds 60,000 parts" in refusal(bytes(made))
    made[at + 8 : at + 16] = struct.pack("<HHI", 3, 3, 90_000_000)
    assert "the list of its parts takes 90,000,000 bytes" in refusal(bytes(made))


def lying(name: str, size: int) -> bytes:
    """Pack a small package whose directory says another size of one part."""
    made = bytearray(zipped(parts(more={"xl/big.xml": b"<a>" + b"x" * 300_000 + b"</a>"})))
    at = made.rfind(b"PK\x01\x02", 0, made.rfind(name.encode()))
    made[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(made)


@pytest.mark.parametrize("said", [10, 299_000])
def test_sec04_a_part_larger_than_it_says_stops_being_inflated(said: int) -> None:
    """What the directory says is a limit; a part that passes it is refused in the middle."""
    package = opened(lying("xl/big.xml", said))
    taken, reason = 0, ""
    pieces = package.pieces("xl/big.xml")
    try:
        for piece in pieces:
            taken += len(piece)
    except UnreadableFileError as error:
        reason = error.reason
    assert "larger than the file says" in reason
    assert taken <= said


def test_sec04_a_part_smaller_than_it_says_is_damaged() -> None:
    """A part that ends too early was cut."""
    with pytest.raises(UnreadableFileError, match="xml is damaged"):
        opened(lying("xl/big.xml", 400_000)).part("xl/big.xml")


def test_sec04_pieces_are_small() -> None:
    """However well a part packs, no more of it is in memory than a piece."""
    made = zipped(parts(more={"xl/big.xml": bytes(900_000)}), level=9)
    assert 1 << 16 == max(len(piece) for piece in opened(made).pieces("xl/big.xml"))


@pytest.mark.parametrize(
    "name",
    ["../up.xml", "xl/../../up.xml", "/abs.xml", "C:/drive.xml", "xl\\back.xml", "nul\x00l.xml"],
)
def test_sec05_names_that_lead_elsewhere_are_refused(name: str) -> None:
    """A part that would be written outside its folder is no part; nothing is written anyway."""
    made = zipped(parts(more={"placeholder": b"<a/>"})).replace(
        b"placeholder", name.encode().ljust(11, b"_")
    )
    if len(name) > 11:
        made = zipped(parts(more={name: b"<a/>"}))
    assert "a part named" in refusal(made)


def test_sec05_a_name_that_is_too_long_is_cut_in_the_message() -> None:
    """A part's name stands in messages, so it has a limit."""
    reason = refusal(zipped(parts(more={"xl/" + "x" * 300: b"<a/>"})))
    assert "has 303 characters" in reason
    assert len(reason) < 200


@pytest.mark.parametrize("second", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_sec05_two_parts_of_one_name_are_refused(second: str) -> None:
    """Programs would read different ones of them; case does not count."""
    made = zipped(parts(more={"xl/workbonk.xml": b"<b/>"}))
    assert "two parts named" in refusal(made.replace(b"xl/workbonk.xml", second.encode()))


def test_sec05_a_locked_zip_is_called_locked() -> None:
    """A zip with a password says so in a flag."""
    made = bytearray(zipped(parts()))
    at = made.rfind(b"PK\x01\x02")
    made[at + 8] |= 1
    assert "password" in refusal(bytes(made))


def test_sec05_odd_packing_is_refused() -> None:
    """Office programs store or deflate; another method would need another unpacker."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as made:
        for name, data in parts().items():
            made.writestr(name, data)
    assert "packed in a way" in refusal(target.getvalue())


def test_sec06_what_is_embedded_is_told_and_not_opened() -> None:
    """Archives, objects and chunks inside the file are named; nothing looks into them."""
    content = parts(
        "word/document.xml",
        DOCUMENT,
        more={
            "word/embeddings/oleObject1.bin": b"x",
            "word/inner.zip": zipped({"a": b"b"}),
            "word/chunk.html": b"<html/>",
            "word/_rels/document.xml.rels": relations(relation("aFChunk", "chunk.html")),
        },
    )
    found = opened(zipped(content), expected="document").findings
    assert [
        ("IMP731", "word/embeddings/oleObject1.bin was not opened"),
        ("IMP731", "word/inner.zip was not opened"),
        ("IMP731", "word/document.xml asks for word/chunk.html to be opened inside it"),
    ] == [(one.code, one.message) for one in found]


def test_sec06_links_to_other_files_are_told_and_not_followed() -> None:
    """External workbooks, connections and pictures elsewhere are named; ordinary links are not."""
    content = parts(
        more={
            "xl/_rels/workbook.xml.rels": relations(
                relation("externalLink", "externalLinks/externalLink1.xml"),
                relation("hyperlink", "https://example.org/", external=True, number=2),
                relation("image", "file:///c:/logo.png", external=True, number=3),
                relation("connections", "connections.xml", number=4),
            ),
        }
    )
    found = opened(zipped(content)).findings
    assert [
        ("IMP732", "xl/workbook.xml points to xl/externalLinks/externalLink1.xml"),
        ("IMP732", "xl/workbook.xml points to file:///c:/logo.png"),
        ("IMP732", "xl/workbook.xml points to xl/connections.xml"),
    ] == [(one.code, one.message) for one in found]


def test_sec08_path_bytes_and_streams_are_read_alike(tmp_path: Path) -> None:
    """A path, bytes, a stream and a pipe give the same package; the path names the file."""

    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = data

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            piece, self.rest = self.rest[: min(size, 100)], self.rest[min(size, 100) :]
            return piece

    made = zipped(parts())
    path = tmp_path / "sent.xlsx"
    path.write_bytes(made)
    names = tuple(parts())
    for source in (made, path, str(path), io.BytesIO(made), Pipe(made)):
        assert names == opened(source).names
    assert "sent.xlsx" == open_package(path, expected="workbook").file
    assert "could not be opened" in refusal(tmp_path / "none.xlsx")


def test_sec08_a_stream_is_read_up_to_the_limit_and_no_further() -> None:
    """Of an endless stream one byte more than the limit is taken."""

    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1, /) -> bytes:
            self.taken += size
            return b"P" * size

    stream = Endless()
    assert "larger than the 5,000 bytes" in refusal(stream, Limits(bytes=5_000))
    assert 5_001 == stream.taken


TYPED = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
TYPED_16 = TYPED.replace('"1.0"', '"1.0" encoding="UTF-16"')


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TYPED.encode(), id="utf-8"),
        pytest.param(TYPED.encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param(TYPED_16.encode("utf-16"), id="utf-16-with-mark"),
        pytest.param(TYPED_16.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(b"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", id="external"),
        pytest.param(b"<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///x'> %b;]><a/>", id="parameter"),
    ],
)
@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", MAIN, "_rels/.rels", "customXml/item7.xml", "nobody/asks.vml"]
)
def test_sec09_document_types_are_refused_in_every_part(part: str, data: bytes) -> None:
    """A document type or an entity is refused before any library sees a part, whether it is read or not."""
    assert "document type" in refusal(zipped({**parts(), part: data}))


@pytest.mark.parametrize(
    "front",
    [
        pytest.param(b"", id="none"),
        pytest.param(b"\xef\xbb\xbf", id="mark"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', id="usual"),
        pytest.param(b"<?xml version='1.0' encoding='iso-8859-1'?>", id="latin"),
        pytest.param(b"<?xml version='1.0'?><!-- <!DOCTYPE a> --><?a b?>", id="comment"),
        pytest.param(b" " * 5_000, id="blanks"),
    ],
)
def test_sec09_what_is_no_document_type_is_let_through(front: bytes) -> None:
    """What merely looks like one, stands before the first element or is long, is no document type."""
    assert MAIN == opened(zipped({**parts(), "customXml/item7.xml": front + b"<a/>"})).main


def test_sec09_a_front_without_an_end_is_refused() -> None:
    """A part whose first element does not come is not looked through for it."""
    front = b"<!--" + b"a" * 70_000 + b"-->"
    told = refusal(zipped({**parts(), "customXml/item7.xml": front + b"<a/>"}))
    assert "bytes before its first element" in told


def test_sec09_what_is_no_xml_may_be_of_a_document_type() -> None:
    """The source of a web page that a document carries is told, and nobody parses it."""
    page = {"word/page.html": b"<!DOCTYPE html><html></html>"}
    assert MAIN == opened(zipped({**parts(), **page})).main


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"<a><b></a>", "is damaged", id="not-well-formed"),
        pytest.param(b'<?xml version="1.0" encoding="cp037"?><a/>', "encoding cp037", id="ebcdic"),
        pytest.param(b'<?xml version="1.0" encoding="none"?><a/>', "encoding none", id="unknown"),
        pytest.param(b"<a>&b;</a>", "is damaged", id="undefined-entity"),
        pytest.param(b"", "is damaged", id="empty"),
    ],
)
def test_sec09_xml_that_no_program_writes_is_refused(data: bytes, told: str) -> None:
    """A part that is not well-formed, or in an encoding that only some libraries know, is refused."""
    with pytest.raises(UnreadableFileError, match=told):
        opened(zipped({**parts(), MAIN: data})).part(MAIN)


@pytest.mark.parametrize(
    ("data", "limits", "told"),
    [
        pytest.param(b"<a>" * 257 + b"</a>" * 257, Limits(), "deep inside", id="depth"),
        pytest.param(
            b"<a " + b" ".join(b'x%d=""' % n for n in range(10_001)) + b"/>",
            Limits(),
            "10,000 attributes",
            id="attributes",
        ),
        pytest.param(
            b"<a>" + b"xy" * 5_100 + b"</a>", Limits(text=10_000), "10,000 characters", id="text"
        ),
    ],
)
def test_sec12_depth_attributes_and_text_have_limits(
    data: bytes, limits: Limits, told: str
) -> None:
    """Elements too deep, attributes too many and texts too long are refused while they are read."""
    package = opened(zipped({**parts(), MAIN: data}), limits)
    with pytest.raises(UnreadableFileError, match=told):
        package.walk(MAIN, start=lambda _tag, _attributes: None)
    assert 10_000_000 == Limits().text


def test_sec12_what_is_within_the_limits_is_read() -> None:
    """Just within the limits nothing is refused."""
    data = b"<a>" * 256 + b"x" * 9_000 + b"</a>" * 256
    package = opened(zipped({**parts(), MAIN: data}), Limits(text=10_000))
    seen: list[str] = []
    package.walk(MAIN, start=lambda tag, _attributes: seen.append(tag), text=seen.append)
    assert 256 == seen.count("a")


def test_relationships_give_names_of_parts() -> None:
    """Targets may be relative, absolute or in another case; they come as names in the package."""
    content = parts(
        more={
            "xl/Sheets/one.xml": b"<a/>",
            "xl/_rels/workbook.xml.rels": relations(
                relation("worksheet", "sheets/ONE.xml"),
                relation("worksheet", "/xl/Sheets/one.xml", number=2),
                relation("worksheet", "../xl/./Sheets/one.xml", number=3),
                relation("worksheet", "none.xml", number=4),
            ),
        }
    )
    found = opened(zipped(content)).relationships(MAIN)
    assert ["xl/Sheets/one.xml"] * 3 + ["xl/none.xml"] == [one.target for one in found]
    assert () == opened(zipped(content)).relationships("xl/Sheets/one.xml")


def test_a_damaged_part_is_refused_when_it_is_read() -> None:
    """A flipped bit is found by the zip's own check."""
    made = bytearray(zipped(parts(more={"xl/more.xml": b"<a>some words</a>"})))
    at = made.find(zlib.compress(b"<a>some words</a>", 6)[2:8])
    made[at + 5] ^= 0x40
    with pytest.raises(UnreadableFileError, match="is damaged"):
        opened(bytes(made)).part("xl/more.xml")


@pytest.mark.parametrize(
    ("data", "nature"), [(b"PK\x03\x04..xl/", "Excel"), (b"%PDF", "PDF"), (b"words", "text")]
)
def test_natures_are_named(data: bytes, nature: str) -> None:
    """The first bytes of a file name what it is."""
    assert nature == nature_of(data)


AS_DOCUMENT = "open it in Word or LibreOffice and save it as a Word document (.docx)"
AS_WORKBOOK = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)"
ODF = b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(
            ODF + b"text",
            f"it is an OpenDocument file (.odt), not a Word document (.docx); {AS_DOCUMENT}",
            id="odt",
        ),
        pytest.param(
            ODF + b"spreadsheet",
            f"it is an OpenDocument file (.ods), not an Excel workbook (.xlsx); {AS_WORKBOOK}",
            id="ods",
        ),
        pytest.param(
            b"{\\rtf1 }",
            f"it is rich text (RTF), not a Word document (.docx); {AS_DOCUMENT}",
            id="rtf",
        ),
        pytest.param(
            OLD + "WordDocument".encode("utf-16-le"),
            f"it is a Word document of the old kind (.doc); {AS_DOCUMENT}",
            id="doc",
        ),
        pytest.param(
            OLD + "Workbook".encode("utf-16-le"),
            f"it is an Excel workbook of the old kind (.xls); {AS_WORKBOOK}",
            id="xls",
        ),
        pytest.param(
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            f"it is an Office file of 2003, in one XML file; {AS_DOCUMENT}",
            id="xml-2003",
        ),
        pytest.param(
            b"Number,Position\n1,Accept\n",
            f"it is text with commas between the columns (CSV); {AS_WORKBOOK}",
            id="csv",
        ),
        pytest.param(
            b"Dear all, here it is.",
            "it is plain text; choose the workbook or document that came back",
            id="text",
        ),
        pytest.param(
            ODF + b"presentation",
            "it is an OpenDocument file, not an Excel workbook (.xlsx) or a Word document (.docx); "
            "choose the workbook or document that came back",
            id="odp",
        ),
    ],
)
def test_what_came_back_is_to_be_saved_as_what_it_is_of(data: bytes, told: str) -> None:
    """A form in another format is to be opened in a word processor, a tracker in a spreadsheet program."""
    assert told == is_not(data, "return")


def test_limits_are_raised_one_by_one() -> None:
    """Whoever trusts a file raises the one limit that refused it."""
    assert 7 == evolve(Limits(), rows=7).rows

"""
Make the pictures of the pages that are followed as steps: ``python docs/make_pictures.py``.

Follows each page in an empty folder, opens what it made in LibreOffice, and keeps a page or a part of
one. Needs the commands ``soffice`` (LibreOffice) and ``pdftoppm`` (Poppler).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen
from tutorial_steps import DOCS, Command, steps, typed

_DOTS = 90


@frozen(kw_only=True)
class Picture:
    """
    A picture of a file.

    Attributes:
        name: Below the folder of the documentation.

        file: What is shown, below the folder in which the page was followed.

        sheet: Which sheet of it; "" for the first page of a document or workbook.

        page: Which page.

        part: What to keep of the page: left, top, width, height, in dots at 90 an inch.
    """

    name: str
    file: str
    sheet: str = ""
    page: int = 1
    part: tuple[int, int, int, int]


def _in_house_style(work: Path) -> None:
    """Make the paper of the round once more, in the clothes of an invented department."""
    import docx
    from docx.shared import Pt, RGBColor

    letterhead = docx.Document()
    for name, size in (("Title", 26), ("Heading 1", 18), ("Heading 2", 14), ("Normal", 12)):
        font = letterhead.styles[name].font
        font.name, font.size = "Georgia", Pt(size)
        if name != "Normal":
            font.color.rgb = RGBColor(0x0F, 0x4C, 0x3A)
    letterhead.sections[0].header.paragraphs[0].text = "Department for Harbours"
    letterhead.sections[0].footer.paragraphs[0].text = "1 Quay Street, Portness"
    letterhead.add_heading("A heading", 1)
    letterhead.add_heading("A smaller heading", 2)
    letterhead.save(str(work / "letterhead.docx"))
    _run(
        [
            *(sys.executable, "-m", "accountability", "export", "word", "cleared.json"),
            *("--output", "in-house-style.docx", "--as-of", "2027-10-19"),
            *("--document", "uk-hcc-hc9155-2026-27"),
            *("--option", "stage=final", "--option", "house-style=letterhead.docx"),
        ],
        work,
    )


def _with_changes(work: Path) -> None:
    """Track a change in the form that came back, and type between its fields, as people do."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    document = docx.Document(str(work / "back" / "warnings-team.docx"))
    for control in document.element.body.iter(qn("w:sdt")):
        name = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}")
        if name is not None and name.get(qn("w:val")) == "Your reply":
            break
    control.find(qn("w:sdtContent")).append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="900" w:author="Small Craft Team" w:date="2027-10-08T00:00:00Z">'
            '<w:r><w:t xml:space="preserve"> Five have agreed it already.</w:t></w:r></w:ins>'
        )
    )
    control.getparent().addnext(
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>We would rather tell the Committee by letter.</w:t></w:r></w:p>"
        )
    )
    document.save(str(work / "back" / "changed.docx"))


PICTURES: dict[str, tuple[Callable[[Path], None], tuple[Picture, ...]]] = {
    "tutorial/a-round.md": (
        _in_house_style,
        (
            Picture(
                name="tutorial/pictures/warnings-team.png",
                file="round-1/warnings-team.xlsx",
                sheet="Recommendations",
                part=(0, 0, 1500, 560),
            ),
            Picture(
                name="tutorial/pictures/disputes.png",
                file="disputes.xlsx",
                sheet="Conflicts",
                part=(0, 0, 1500, 280),
            ),
            Picture(name="tutorial/pictures/paper.png", file="paper.docx", part=(0, 0, 744, 560)),
            Picture(
                name="tutorial/pictures/publication.png",
                file="published.xlsx",
                part=(0, 0, 744, 325),
            ),
            Picture(
                name="how-to/pictures/house-style.png",
                file="in-house-style.docx",
                part=(0, 0, 744, 560),
            ),
        ),
    ),
    "how-to/fill-in-and-return.md": (
        _with_changes,
        (
            Picture(
                name="how-to/pictures/form.png",
                file="back/warnings-team.docx",
                part=(0, 0, 744, 1052),
            ),
            Picture(
                name="how-to/pictures/filled-in.png",
                file="back/coastal-safety-agency.xlsx",
                sheet="Recommendations",
                part=(0, 0, 1500, 330),
            ),
            Picture(
                name="how-to/pictures/returned.png",
                file="back/changed.docx",
                part=(0, 0, 744, 1052),
            ),
        ),
    ),
}
"""By page that is followed: what is made besides, and the pictures."""


def main() -> None:
    """Follow each page, and make its pictures."""
    for page, (prepare, pictures) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            _follow(page, work)
            prepare(work)
            for picture in pictures:
                _make(picture, work)
                sys.stdout.write(f"{picture.name}\n")


def _follow(page: str, work: Path) -> None:
    program = [sys.executable, "-m", "accountability"]
    for step in steps(page):
        if isinstance(step, Command):
            words = shlex.split(step.words)[1:]
            _run([*program, *words], work)
        else:
            typed(work, step)


def _alone(work: Path, file: str, sheet: str) -> Path:
    """Return a copy of a workbook with one sheet alone, so that it is the first page."""
    import openpyxl

    book = openpyxl.load_workbook(work / file)
    for name in book.sheetnames:
        if name != sheet:
            del book[name]
    target = work / f"alone-{Path(file).name}"
    book.save(target)
    return target


def _make(picture: Picture, work: Path) -> None:
    shown = _alone(work, picture.file, picture.sheet) if picture.sheet else work / picture.file
    _run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(work), str(shown)], work)
    left, top, width, height = picture.part
    target = DOCS / picture.name
    target.parent.mkdir(exist_ok=True)
    _run(
        [
            *("pdftoppm", "-png", "-singlefile", "-r", str(_DOTS)),
            *("-f", str(picture.page), "-l", str(picture.page)),
            *("-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height)),
            *(str(work / f"{shown.stem}.pdf"), str(target.with_suffix(""))),
        ],
        work,
    )


def _run(command: list[str], folder: Path) -> None:
    # A command of a page may end in 1, where it shows what is in dispute.
    subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603  our own words


if __name__ == "__main__":
    main()

"""
Make the pictures of the tutorials: ``python docs/make_pictures.py``.

Follows docs/tutorial/a-round.md in an empty folder, opens what it made in LibreOffice, and keeps a page
or a part of one. Needs the commands ``soffice`` (LibreOffice) and ``pdftoppm`` (Poppler).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tutorial_steps import PAGES, Command, steps, typed

PICTURES = {
    "warnings-team.png": ("round-1/warnings-team.xlsx", "Recommendations", (0, 0, 1500, 560)),
    "disputes.png": ("disputes.xlsx", "Conflicts", (0, 0, 1500, 280)),
    "paper.png": ("paper.docx", "", (0, 0, 744, 560)),
    "publication.png": ("published.xlsx", "", (0, 0, 744, 450)),
}
"""Picture: the file, the sheet to show (else its first page), and the part to keep, in dots at 90 an inch."""

_DOTS = 90


def main() -> None:
    """Follow the tutorial, and make each picture."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        program = [sys.executable, "-m", "accountability"]
        for step in steps("a-round.md"):
            if isinstance(step, Command):
                words = shlex.split(step.words)[1:]
                _run([*program, *words], work)
            else:
                typed(work, step)
        for name, (file, sheet, part) in PICTURES.items():
            shown = _alone(work, file, sheet) if sheet else work / file
            _picture(work, shown, PAGES / "pictures" / name, part)
            sys.stdout.write(f"{name}\n")


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


def _picture(work: Path, shown: Path, target: Path, part: tuple[int, int, int, int]) -> None:
    _run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(work), str(shown)], work)
    left, top, width, height = part
    target.parent.mkdir(exist_ok=True)
    _run(
        [
            *("pdftoppm", "-png", "-singlefile", "-r", str(_DOTS)),
            *("-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height)),
            *(str(work / f"{shown.stem}.pdf"), str(target.with_suffix(""))),
        ],
        work,
    )


def _run(command: list[str], folder: Path) -> None:
    # A command of the tutorial may end in 1, where it shows what is in dispute.
    subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603  our own words


if __name__ == "__main__":
    main()

"""
Reading a form that came back: ours against one lxml pass over the same file, as ratios of CPU time.

The yardstick unpacks every part of the file that is XML, has lxml build its tree, and looks once at the
name, the attributes and the text of every element. Ours guards the file, which begins with every part,
reads styles, lists, headers, footers, properties and what was sent beside the words, and finds fields,
notes and what was tracked. So both open the same file. In a short document most of the file is such
parts beside the words; for whoever asks what they cost, a second ratio stands against a pass over the
main part alone, which no reader could do with.

Each side is run in turn, several times, and the medians are compared. Bar: 1.5 times the pass over the
file, and ten times the items take ten times as long within a fifth.

Also measured: what the document of eight million runs costs before it is refused, in a process of its
own. Bar: a second, and 100 MB.

Run as ``python benchmarks/read_document.py [ITEMS...]``, or with ``--hostile``.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

import accountability as a
from accountability.exporters.word import PaperStage, ResponseDocument
from accountability.importers.word import ResponseFile

RAISED = a.Limits(bytes=1 << 32, unpacked_bytes=1 << 34, part_bytes=1 << 32, ratio=100_000)
"""What somebody allows who made the file himself."""

DAY = dt.date(2031, 2, 1)
WORDS = (
    "The Department for Ports and Harbours should publish – by the end of the financial year – a plan "
    "for the dredging of tidal channels; it should say who pays, who is told, and by when. "
)
REPORT = "xx-harbours-hc1-2030"


def register_of(items: int) -> a.Register:
    """Make a register of recommendations, each with its drafted answer."""
    records: list[a.Record] = []
    for number in range(items):
        item = f"{REPORT}/rec-{number}"
        records += (
            a.Recommendation(
                id=item,
                document=REPORT,
                label=str(number),
                series="Recommendations",
                text=f"{WORDS}This is number {number}.",
                addressed_to=("ports",),
            ),
            a.Response(
                id=f"{item}/ports",
                answers=item,
                responder="ports",
                position=a.Position.ACCEPTED,
                text=f"We accept number {number}. {WORDS}",
            ),
        )
    return a.Register(
        id="harbour-answers",
        title="Ports",
        organisations=(
            a.Organisation(id="ports", name="Ports", kind=a.OrganisationKind.DEPARTMENT),
            a.Organisation(id="harbours", name="Harbours", kind=a.OrganisationKind.COMMITTEE),
        ),
        documents=(
            a.Document(
                id=REPORT, kind=a.DocumentKind.REPORT, title="Harbours", authors=("harbours",)
            ),
        ),
    ).with_records(*records)


def form_of(items: int) -> bytes:
    """Write the draft of a register of so many items."""
    target = io.BytesIO()
    context = a.ExportContext(as_of=DAY, scope=a.Scope(responders=("ports",)))
    ResponseDocument(stage=PaperStage.DRAFT).export(register_of(items), target, context)
    return target.getvalue()


def ours(data: bytes) -> int:
    """Read a form; return how many fields were found."""
    reading = ResponseFile().read(data, a.ImportContext(file="form.docx", limits=RAISED))
    assert reading.returned is not None
    return sum(len(row.cells) for row in reading.returned.rows)


def one_pass(data: bytes) -> int:
    """Look once at every element of every part; return how much there is."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return sum(
            looked_at(source.read(name))
            for name in source.namelist()
            if name.endswith((".xml", ".rels"))
        )


def main_part(data: bytes) -> int:
    """Look once at every element of the main part; return how much there is."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return looked_at(source.read("word/document.xml"))


def looked_at(xml: bytes) -> int:
    """Look once at every element of a part; return how much there is."""
    count = 0
    for element in etree.fromstring(xml).iter():
        count += len(element.tag) + len(element.attrib) + len(element.text or "")
    return count


def settle() -> None:
    """
    Make the allocator put away what was given back.

    The small pieces of a tree are put away at the next large request, which takes as long as a fifth of
    building it; else whoever happens to ask next would pay for that.
    """
    bytearray(100_000)


def seconds(work: Callable[[bytes], int], data: bytes) -> float:
    """Return the CPU time of one run, with that of giving its memory back."""
    gc.collect()
    settle()
    start = time.process_time()
    work(data)
    settle()
    return time.process_time() - start


def compare(items: int) -> float:
    """Print one line of the table; return our time for each item."""
    data = form_of(items)
    runs = 21 if items < 100 else 7 if items <= 1_000 else 3
    taken = [
        (seconds(ours, data), seconds(one_pass, data), seconds(main_part, data))
        for _ in range(runs)
    ]
    mine = statistics.median(own for own, _, _ in taken)
    theirs = statistics.median(whole for _, whole, _ in taken)
    ratio = statistics.median(own / whole for own, whole, _ in taken)
    beside = statistics.median(own / main for own, _, main in taken)
    print(
        f"{items:>6,} items  {len(data) / 1024:>8,.0f} KB  ours {mine * 1000:>8,.1f} ms  "
        f"one pass {theirs * 1000:>8,.1f} ms  ratio {ratio:.2f}  "
        f"(main part alone {beside:.2f})  {mine / items * 1e6:>7,.0f} µs an item"
    )
    return mine / items


# --- a document made to fill the memory -----------------------------------------------------------------


def hostile() -> bytes:
    """Return a document of eight million runs, as small as they can be packed."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = b"<w:r/>" * 8_000_000
    main = f'<w:document xmlns:w="{space}"><w:body><w:p>'.encode() + body
    with zipfile.ZipFile(io.BytesIO(form_of(1))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["word/document.xml"] = main + b"</w:p></w:body></w:document>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return target.getvalue()


def highest() -> int:
    """Return the most memory that this process has held, in KB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def refuse(path: str, ratio: int) -> None:
    """Read a file that is to be refused, and print what that cost."""
    data = Path(path).read_bytes()
    before = highest()
    start = time.process_time()
    try:
        ResponseFile().read(
            data, a.ImportContext(file="hostile.docx", limits=a.Limits(ratio=ratio))
        )
        said = "read!"
    except a.UnreadableFileError as error:
        said = str(error)
    spent = time.process_time() - start
    grown = (highest() - before) / 1024
    print(f"{len(data) / 1024:,.0f} KB: {spent:.2f} s, {grown:.0f} MB more, {said[:110]}")


def run_hostile() -> None:
    """Try the hostile document with the usual limits, and with the ratio allowed."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(hostile())
        file.flush()
        for ratio in (200, 100_000):
            subprocess.run(
                [sys.executable, __file__, "--refuse", file.name, str(ratio)], check=True
            )


def main(arguments: list[str]) -> None:
    """Measure what was asked for."""
    if arguments[:1] == ["--refuse"]:
        refuse(arguments[1], int(arguments[2]))
        return
    if arguments == ["--hostile"]:
        run_hostile()
        return
    each = [compare(int(one)) for one in arguments or ("10", "100", "1000", "5000")]
    if len(each) > 1:
        print(f"time an item, last against the one before: {each[-1] / each[-2]:.2f}")
    run_hostile()


if __name__ == "__main__":
    main(sys.argv[1:])

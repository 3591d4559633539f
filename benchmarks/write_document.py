"""
Writing a response document: ours against building the same elements without any thought.

The yardstick is told every element, attribute and text of the body that we made, in order, and builds
them anew with lxml, writes them out and packs them: nothing is decided, looked up or checked. Ours is
measured twice: drawn from blocks that are ready, and the whole export from a register, verdicts and
checks of every row included. Medians of CPU time; bars: 2.5 for the drawing, and linear to 5,000 items.

Run as ``python benchmarks/write_document.py [ITEMS...]``.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial

from lxml.etree import Element, SubElement, _Element, fromstring, tostring

import accountability as a
from accountability.containers import Properties, finish_parts
from accountability.exporters._base import ExportContext
from accountability.exporters.word import PaperStage, ResponseDocument
from accountability.exporters.word.blocks import Block
from accountability.exporters.word.content import Content
from accountability.exporters.word.drawing import Drawing
from accountability.exporters.word.package import properties_of
from accountability.exporters.word.shell import Wanted, packed, shell_of
from accountability.exporters.word.templates import Template
from accountability.tables import Profile, tracker

AS_OF = dt.date(2031, 6, 1)
TIMES = 5
WORDS = (
    "The Department for Ports and Harbours should publish, by the end of the financial year, a plan "
    "for the dredging of tidal channels; it should say who pays, who is told, and by when. "
)
"""Invented; a paragraph of a report is two or three of these."""


def register_of(items: int) -> a.Register:
    """Make a register of *items* recommendations with a draft answer each."""
    records: list[a.Record] = [
        a.Organisation(id="tides", name="Tides Committee", kind=a.OrganisationKind.COMMITTEE),
        a.Organisation(id="ports", name="Department for Ports"),
        a.Document(
            id="report",
            kind=a.DocumentKind.REPORT,
            title="Tidal channels",
            authors=("tides",),
            published=a.PartialDate.day(dt.date(2031, 2, 12)),
        ),
    ]
    for number in range(1, items + 1):
        item = f"report/rec-{number}"
        records += [
            a.Recommendation(
                id=item,
                document="report",
                label=str(number),
                paragraph=str(number + 9),
                text=f"{number}. {WORDS * 2}",
                addressed_to=("ports",),
            ),
            a.Response(
                id=f"{item}/ports",
                answers=item,
                responder="ports",
                position=a.Position.ACCEPTED,
                text=f"Answer {number}. {WORDS}\n{WORDS * 2}",
            ),
        ]
    return a.Register(id="channels", title="Channels", jurisdiction="uk").with_records(*records)


def exported(register: a.Register) -> bytes:
    """Return the draft of a register's form."""
    target = io.BytesIO()
    ResponseDocument(stage=PaperStage.DRAFT).export(register, target, ExportContext(as_of=AS_OF))
    return target.getvalue()


def blocks_of(register: a.Register) -> tuple[Block, ...]:
    """Return what the document says, ready to be drawn."""
    content = Content(
        filled=tracker(register, as_of=AS_OF, profile=Profile.RESPONDER),
        whole=register,
        context=ExportContext(as_of=AS_OF),
        stage=PaperStage.DRAFT,
        template=Template.FORM,
    )
    return tuple(content.blocks())


def drawn(blocks: tuple[Block, ...]) -> bytes:
    """Draw blocks and return the file."""
    shell = shell_of(Wanted(language="en-GB", fields=True), None)
    root, lists = shell.root(), shell.lists()
    drawing = Drawing(root, "en-GB", shell.width)
    drawing.draw(blocks, contents=len(blocks) > 100)
    prompts = drawing.glossary()
    made = packed(shell, body=drawing.xml(), lists=lists, about=properties_of(()), prompts=prompts)
    target = io.BytesIO()
    about = Properties(
        title="Channels", subject="", creator="", description="", language="en-GB", day=AS_OF
    )
    finish_parts(made, target, about)
    return target.getvalue()


Step = tuple[int, str, tuple[tuple[str, str], ...], str | None]


def steps_of(data: bytes) -> list[Step]:
    """Return depth, tag, attributes and text of every element of a document's body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = fromstring(archive.read("word/document.xml"))
    found: list[Step] = []

    def tell(element: _Element, depth: int) -> None:
        attributes = tuple((str(name), str(value)) for name, value in element.attrib.items())
        found.append((depth, str(element.tag), attributes, element.text))
        for held in element:
            tell(held, depth + 1)

    tell(root, 0)
    return found


def raw(steps: list[Step]) -> bytes:
    """Build the elements again and pack them."""
    _, tag, _, _ = steps[0]
    root = Element(tag)
    above: list[_Element] = [root]
    for depth, name, attributes, text in steps[1:]:
        del above[depth:]
        element = SubElement(above[-1], name)
        for key, value in attributes:
            element.set(key, value)
        if text:
            element.text = text
        above.append(element)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", tostring(root, encoding="UTF-8", standalone=True))
    return target.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of one run."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main(sizes: list[int]) -> None:
    """Measure, each in turn, so that whatever else the machine does falls on all alike; print."""
    print("items      raw s   drawn s   ratio   export s   ratio   export ms an item")
    for size in sizes:
        register = register_of(size)
        blocks, steps = blocks_of(register), steps_of(exported(register))
        gc.freeze()
        taken = [
            (
                seconds(partial(raw, steps)),
                seconds(partial(drawn, blocks)),
                seconds(partial(exported, register)),
            )
            for _ in range(TIMES if size > 100 else 5 * TIMES)
        ]
        plain = statistics.median(one for one, _, _ in taken)
        ours = statistics.median(one for _, one, _ in taken)
        whole = statistics.median(one for _, _, one in taken)
        print(
            f"{size:5d} {plain:10.3f} {ours:9.3f} {ours / plain:7.2f} {whole:10.3f} "
            f"{whole / plain:7.2f} {whole / size * 1000:19.3f}"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10, 100, 1_000, 5_000])

"""
Our look, as styles of a document of python-docx.

Everything is a built-in style where there is one, so that navigation, contents and screen readers know
the headings; the template's own are restyled, because their headings have too little contrast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from attrs import frozen
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from lxml.etree import SubElement

from accountability.exporters import _look as look

__all__ = ["BUILT_IN", "IDS", "wear"]

_PARAGRAPH, _CHARACTER, _TABLE = (
    WD_STYLE_TYPE.PARAGRAPH,
    WD_STYLE_TYPE.CHARACTER,
    WD_STYLE_TYPE.TABLE,
)
_DEFAULTS = frozenset({"Default Paragraph Font", "Normal Table", "No List"})
"""Styles of the template that stay as they are: they say nothing, and others stand on them."""


@frozen(kw_only=True)
class _Style:
    """
    One style of ours.

    Attributes:
        id: What the parts of the document call it.

        name: What a person and other documents call it.

        kind: Of what it is a style.

        built_in: Whether Word knows it by its name.

        before, after: Space in points; None as in the style it stands on.

        indent: At the left, in points.

        size: Of the letters, in points.

        bold: Whether the letters are; None as around them.

        colour: Of the letters, as RRGGBB.

        underline: Whether the letters are underlined.

        keep: Whether it stays on one page with what follows.

        following: The style of the next paragraph that is typed.

        level: In the outline; 0 for what is no heading.

        markup: What python-docx has no word for.
    """

    id: str
    name: str
    kind: WD_STYLE_TYPE = _PARAGRAPH
    built_in: bool = False
    before: float | None = None
    after: float | None = None
    indent: float | None = None
    size: int | None = None
    bold: bool | None = None
    colour: str = ""
    underline: bool | None = None
    keep: bool = False
    following: str = ""
    level: int = 0
    markup: tuple[str, ...] = ()


def _line(side: str, size: int, colour: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _fill(colour: str) -> str:
    return f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _borders(*lines: str) -> str:
    return f"<w:pBdr {nsdecls('w')}>{''.join(lines)}</w:pBdr>"


_TABLE_LINES = (
    f"<w:tblPr {nsdecls('w')}><w:tblBorders>{_line('bottom', 4, look.RULE)}"
    f"{_line('insideH', 4, look.RULE)}</w:tblBorders></w:tblPr>"
)
_TABLE_HEADINGS = (
    f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
    f"<w:tcBorders>{_line('bottom', 8, look.ACCENT)}</w:tcBorders>{_fill(look.QUIET)}"
    "</w:tcPr></w:tblStylePr>"
)


def _heading(level: int, size: int, before: float) -> _Style:
    return _Style(
        id=f"Heading{level}",
        name=f"Heading {level}",
        built_in=True,
        before=before,
        after=before / 2,
        size=size,
        bold=True,
        colour=look.TEXT,
        keep=True,
        following="Normal",
        level=level,
    )


_STYLES = (
    _Style(id="Normal", name="Normal", built_in=True, after=8, size=look.BODY, colour=look.TEXT),
    _Style(
        id="Title",
        name="Title",
        built_in=True,
        before=0,
        after=12,
        size=look.H1,
        bold=True,
        keep=True,
        following="Normal",
    ),
    _heading(1, look.H2, 24),
    _heading(2, look.H3, 22),
    _heading(3, look.BODY, 14),
    _Style(id="Marking", name="Marking", before=0, after=12, bold=True),
    _Style(
        id="QuotedText",
        name="Quoted text",
        before=0,
        after=8,
        indent=21.25,
        markup=(_borders(_line("left", 24, look.RULE, 12)),),
    ),
    _Style(id="Details", name="Details", before=0, after=6),
    _Style(
        id="FieldEntry",
        name="Field entry",
        before=0,
        after=6,
        markup=(
            _borders(_line("top", 4, look.FILL_IN, 3), _line("bottom", 4, look.RULE, 3)),
            _fill(look.FILL_IN),
        ),
    ),
    _Style(
        id="FieldLabel", name="Field label", before=10, after=4, keep=True, following="FieldEntry"
    ),
    _Style(id="Reply", name="Reply", before=0, after=6),
    _Style(id="Reference", name="Reference", before=8, after=4, size=9, colour=look.SECONDARY),
    _Style(id="TableText", name="Table text", before=3, after=3),
    *(
        _Style(
            id=name,
            name=name,
            built_in=True,
            before=0,
            after=0,
            size=10,
            colour=look.SECONDARY,
        )
        for name in ("Header", "Footer")
    ),
    _Style(id="TOCHeading", name="TOC Heading", built_in=True, before=18, after=4, keep=True),
    _Style(id="TOC1", name="toc 1", built_in=True, before=6, after=2),
    _Style(id="TOC2", name="toc 2", built_in=True, before=0, after=2, indent=14.2),
    _Style(id="Strong", name="Strong", kind=_CHARACTER, built_in=True, bold=True),
    _Style(id="Quiet", name="Quiet", kind=_CHARACTER, bold=False, colour=look.SECONDARY),
    _Style(
        id="Hyperlink",
        name="Hyperlink",
        kind=_CHARACTER,
        built_in=True,
        colour=look.ACCENT,
        underline=True,
    ),
    _Style(
        id="PlaceholderText",
        name="Placeholder Text",
        kind=_CHARACTER,
        built_in=True,
        colour=look.SECONDARY,
    ),
    _Style(
        id="PlainTable",
        name="Plain table",
        kind=_TABLE,
        markup=(_TABLE_LINES, _TABLE_HEADINGS),
    ),
)


BUILT_IN = tuple(style.name for style in _STYLES if style.built_in)
"""Names of the styles of Word's own that we use, in our order."""

_TYPES = {_PARAGRAPH: "paragraph", _CHARACTER: "character", _TABLE: "table"}
IDS: Mapping[tuple[str, str], str] = {
    **{
        (_TYPES[style.kind], style.name.casefold()): style.id for style in _STYLES if style.built_in
    },
    ("character", "default paragraph font"): "DefaultParagraphFont",
    ("table", "normal table"): "TableNormal",
    ("numbering", "no list"): "NoList",
}
"""Our ids of the styles of Word's own, by what they are styles of and their names."""


def wear(document: Document, language: str, *, own: bool) -> None:
    """
    Give *document* every style that we use.

    Args:
        document: Restyled in place.

        language: BCP 47 tag, for text of every script.

        own: Whether our look replaces what the document has; otherwise its styles are worn, known by
            their names, and what it lacks is added.
    """
    if own:
        _clear(document)
    for tag in document.styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        for script in ("w:val", "w:eastAsia", "w:bidi"):
            tag.set(qn(script), language)
    held = {(style.type, (style.name or "").casefold()): style for style in document.styles}
    defaults = {kind: document.styles.default(kind) for kind in (_PARAGRAPH, _CHARACTER, _TABLE)}
    worn: dict[str, BaseStyle] = {}
    for ours in _STYLES:
        style = held.get((ours.kind, ours.name.casefold()))
        if style is None:
            style = document.styles.add_style(ours.name, ours.kind, builtin=ours.built_in)
            style.style_id = ours.id
        elif not own:
            worn[ours.id] = style
            continue
        worn[ours.id] = style
        written = cast("CharacterStyle", style)  # which styles of paragraphs and tables are too
        if style.name != "Normal":
            written.base_style = defaults[ours.kind]
        _dress(written, ours, worn)


def _clear(document: Document) -> None:
    """Take the template's own look from the styles that we use, and all other styles away."""
    ours = {style.name.casefold() for style in _STYLES}
    for style in document.styles:
        if (style.name or "").casefold() in ours:
            style.element[:] = [e for e in style.element if e.tag == qn("w:name")]
        elif style.name not in _DEFAULTS:
            style.delete()
    fonts = next(document.styles.element.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), look.FONT)


def _dress(style: CharacterStyle, ours: _Style, worn: Mapping[str, BaseStyle]) -> None:
    style.hidden = False
    style.priority = 1
    style.quick_style = True
    if ours.kind is _TABLE:
        style.element.extend(parse_xml(markup) for markup in ours.markup)
        return
    if isinstance(style, ParagraphStyle):
        _set_paragraph(style, ours)
        if ours.following:
            style.next_paragraph_style = worn[ours.following]
    font = style.font
    if ours.bold is not None:
        font.bold = font.cs_bold = ours.bold
    if ours.colour:
        font.color.rgb = RGBColor.from_string(ours.colour)
    if ours.underline is not None:
        font.underline = ours.underline
    if ours.size is not None:
        font.size = Pt(ours.size)
        size = next(style.element.iter(qn("w:sz")))
        size.addnext(  # of scripts that run from right to left
            parse_xml(f'<w:szCs {nsdecls("w")} w:val="{ours.size * 2}"/>')
        )


def _set_paragraph(style: ParagraphStyle, ours: _Style) -> None:
    # What the library has no word for comes first: it knows what stands before and after.
    properties = SubElement(style.element, qn("w:pPr"))
    properties.extend(parse_xml(markup) for markup in ours.markup)
    if ours.level:
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{ours.level - 1}"/>'))
    layout = style.paragraph_format
    if ours.name == "Normal":
        layout.line_spacing = 1.2
    if ours.keep:
        layout.keep_with_next = True
        layout.keep_together = True
    for name, points in (
        ("space_before", ours.before),
        ("space_after", ours.after),
        ("left_indent", ours.indent),
    ):
        if points is not None:
            setattr(layout, name, Twips(round(points * 20)))

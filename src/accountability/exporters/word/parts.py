"""
The parts of a Word package that do not depend on what is said: styles, settings, relationships.

Written from `accountability.exporters._look`, not from a library's template: those headings have too
little contrast, and their properties speak in the library's name. Everything is a built-in style
where there is one, so that navigation, contents and screen readers know the headings.

Source:
    Element order follows ECMA-376 part 1 (WordprocessingML); limits are Word's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from accountability.exporters import _look as look

__all__ = [
    "CONTENT_TYPES",
    "DOCUMENT_RELATIONS",
    "EMPTY_PROPERTIES",
    "FONTS",
    "GLOSSARY_RELATIONS",
    "RELATIONS",
    "SETTINGS",
    "TEXT_WIDTH",
    "THEME",
    "W",
    "custom_properties",
    "footer",
    "header",
    "numbering",
    "styles",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TEXT_WIDTH = 9_070
"""Between the margins of an A4 page, in twentieths of a point: 21 cm less twice 2.5 cm."""

_PARTS = (
    ("document.xml", "document.main", ""),
    ("styles.xml", "styles", "styles"),
    ("settings.xml", "settings", "settings"),
    ("fontTable.xml", "fontTable", "fontTable"),
    ("numbering.xml", "numbering", "numbering"),
    ("header1.xml", "header", "header"),
    ("footer1.xml", "footer", "footer"),
    ("glossary/document.xml", "document.glossary", "glossaryDocument"),
    ("glossary/styles.xml", "styles", ""),
    ("glossary/settings.xml", "settings", ""),
    ("glossary/fontTable.xml", "fontTable", ""),
)

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind, _ in _PARTS
    )
    + '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
    "</Types>"
)


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'


RELATIONS = _relations(
    (
        (f"{_R}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_R}/extended-properties", "docProps/app.xml"),
        (f"{_R}/custom-properties", "docProps/custom.xml"),
    )
)
DOCUMENT_RELATIONS = _relations(
    (
        *((f"{_R}/{kind}", name) for name, _, kind in _PARTS if kind),
        (f"{_R}/theme", "theme/theme1.xml"),
    )
)
GLOSSARY_RELATIONS = _relations(
    (f"{_R}/{kind}", f"{kind}.xml") for kind in ("styles", "settings", "fontTable")
)
EMPTY_PROPERTIES = f"{_HEAD}<Properties/>"
"""Stands in until the package is finished."""

SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)

FONTS = (
    f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{look.FONT}"><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)

_LINE = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FONT = f'<a:latin typeface="{look.FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
_COLOURS = (
    *(("dk1", look.TEXT), ("lt1", "FFFFFF"), ("dk2", look.SECONDARY), ("lt2", look.QUIET)),
    *((f"accent{number}", look.ACCENT) for number in range(1, 7)),
    *(("hlink", look.ACCENT), ("folHlink", look.SECONDARY)),
)
THEME = (
    f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain">'
    '<a:themeElements><a:clrScheme name="Plain">'
    + "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS)
    + f'</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>{_FONT}</a:majorFont>'
    f'<a:minorFont>{_FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
"""Colours and fonts that a person is offered who edits the document."""


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


_BOLD = "<w:b/><w:bCs/>"
_PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _style(
    kind: str,
    style_id: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based_on: str = "Normal",
    following: str = "",
    extra: str = "",
) -> str:
    parts = [f'<w:name w:val="{name}"/>']
    if based_on:
        parts.append(f'<w:basedOn w:val="{based_on}"/>')
    if following:
        parts.append(f'<w:next w:val="{following}"/>')
    parts.append(f'<w:uiPriority w:val="1"/>{extra}<w:qFormat/>')
    if paragraph:
        parts.append(f"<w:pPr>{paragraph}</w:pPr>")
    if run:
        parts.append(f"<w:rPr>{run}</w:rPr>")
    built_in = style_id in _BUILT_IN
    custom = "" if built_in else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}"{custom} w:styleId="{style_id}">{"".join(parts)}</w:style>'


_BUILT_IN = frozenset(
    """
    Normal Title Heading1 Heading2 Heading3 Strong Hyperlink PlaceholderText Header Footer TOC1 TOC2
    TOCHeading
    """.split()
)


def _heading(level: int, points: int, before: int) -> str:
    return _style(
        "paragraph",
        f"Heading{level}",
        f"heading {level}",
        f"<w:keepNext/><w:keepLines/>{_spacing(before, before // 2)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f"{_BOLD}{_colour(look.TEXT)}{_size(points)}",
        following="Normal",
    )


def styles(language: str) -> str:
    """Return the styles part of a document in *language*, a BCP 47 tag."""
    tag = quoteattr(language)
    fonts = " ".join(f'w:{script}="{look.FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    rule = f'<w:left w:val="single" w:sz="24" w:space="12" w:color="{look.RULE}"/>'
    edges = (
        f'<w:top w:val="single" w:sz="4" w:space="3" w:color="{look.FILL_IN}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="3" w:color="{look.RULE}"/>'
    )
    footing = f"{_colour(look.SECONDARY)}{_size(10)}"
    body = (
        (
            f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_colour(look.TEXT)}"
            f"{_size(look.BODY)}<w:lang w:val={tag} w:eastAsia={tag} w:bidi={tag}/></w:rPr></w:rPrDefault>"
            '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="288" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        ),
        (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/></w:style>"
        ),
        (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        ),
        (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            "</w:style>"
        ),
        _style(
            "paragraph",
            "Title",
            "Title",
            f"<w:keepNext/><w:keepLines/>{_spacing(0, 240)}",
            f"{_BOLD}{_size(look.H1)}",
            following="Normal",
        ),
        _heading(1, look.H2, 480),
        _heading(2, look.H3, 440),
        _heading(3, look.BODY, 280),
        _style("paragraph", "Marking", "Marking", _spacing(0, 240), _BOLD),
        _style(
            "paragraph",
            "QuotedText",
            "Quoted text",
            f'<w:pBdr>{rule}</w:pBdr>{_spacing(0, 160)}<w:ind w:left="425"/>',
        ),
        _style("paragraph", "Details", "Details", _spacing(0, 120)),
        _style(
            "paragraph",
            "FieldLabel",
            "Field label",
            f"<w:keepNext/>{_spacing(200, 80)}",
            following="FieldEntry",
        ),
        _style(
            "paragraph",
            "FieldEntry",
            "Field entry",
            f"<w:pBdr>{edges}</w:pBdr>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="{look.FILL_IN}"/>{_spacing(0, 120)}',
        ),
        _style("paragraph", "Reply", "Reply", _spacing(0, 120)),
        _style(
            "paragraph",
            "Reference",
            "Reference",
            f"{_spacing(160, 80)}",
            f"{_colour(look.SECONDARY)}{_size(9)}",
        ),
        _style("paragraph", "TableText", "Table text", _spacing(60, 60)),
        _style("paragraph", "Header", "header", _spacing(0, 0), footing),
        _style("paragraph", "Footer", "footer", _spacing(0, 0), footing),
        _style("paragraph", "TOCHeading", "TOC Heading", f"<w:keepNext/>{_spacing(360, 80)}"),
        _style("paragraph", "TOC1", "toc 1", _spacing(120, 40)),
        _style("paragraph", "TOC2", "toc 2", f'{_spacing(0, 40)}<w:ind w:left="284"/>'),
        _style("character", "Strong", "Strong", "", _BOLD, based_on="DefaultParagraphFont"),
        _style(
            "character",
            "Quiet",
            "Quiet",
            "",
            f"{_PLAIN}{_colour(look.SECONDARY)}",
            based_on="DefaultParagraphFont",
        ),
        _style(
            "character",
            "Hyperlink",
            "Hyperlink",
            "",
            f'{_colour(look.ACCENT)}<w:u w:val="single"/>',
            based_on="DefaultParagraphFont",
        ),
        _style(
            "character",
            "PlaceholderText",
            "Placeholder Text",
            "",
            _colour(look.SECONDARY),
            based_on="DefaultParagraphFont",
        ),
        _table_style(),
    )
    return f'{_HEAD}<w:styles xmlns:w="{W}">{"".join(body)}</w:styles>'


def _table_style() -> str:
    def line(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="PlainTable"><w:name w:val="Plain table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/>'
        f"<w:tblPr><w:tblBorders>{line('bottom', 4, look.RULE)}{line('insideH', 4, look.RULE)}"
        "</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tcPr><w:tcBorders>'
        f"{line('bottom', 8, look.ACCENT)}</w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.QUIET}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def header(marking: str) -> str:
    """Return the header of every page: the protective marking, which also stands on the first."""
    run = f'<w:r><w:t xml:space="preserve">{escape(marking)}</w:t></w:r>' if marking else ""
    return f'{_HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run}</w:p></w:hdr>'


def footer() -> str:
    """Return the footer of every page: its number, with a result for programs that count no pages."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f'{_HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{mark("begin")}'
        f'<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{mark("separate")}'
        f"<w:r><w:t>1</w:t></w:r>{mark('end')}</w:p></w:ftr>"
    )


def numbering(prefixes: Iterable[str]) -> str:
    """
    Return the numbering part: one list for each of *prefixes*, in their order, numbered from 1.

    A prefix stands before each number: "4." makes 4.1, 4.2; "" makes 1, 2.
    """
    kinds: list[str] = []
    lists: list[str] = []
    for number, prefix in enumerate(prefixes, start=1):
        # A per cent sign would name another level of the list.
        text = quoteattr(f"{prefix.replace('%', '')}%1{'' if prefix else '.'}")
        kinds.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val={text}/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:tabs><w:tab w:val="num" w:pos="709"/></w:tabs>'
            '<w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl></w:abstractNum>'
        )
        lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return f'{_HEAD}<w:numbering xmlns:w="{W}">{"".join((*kinds, *lists))}</w:numbering>'


def custom_properties(lines: Iterable[tuple[str, str]]) -> str:
    """Return the custom properties part: (name, value) pairs, the names different."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006"
    body = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f"name={quoteattr(name)}><vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(lines, start=2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{types}/custom-properties" xmlns:vt="{types}/docPropsVTypes">'
        f"{body}</Properties>"
    )

"""
Pages of sites that follow recommendations, saved as plain text.

Such a page is a third party's: it prints a committee's words and a responder's words, both copied, and
its own opinion of the answer. The three are kept apart: an item, responses, and assessments by the
site. Its layout is recognised by shape, its words are kept as printed, and what it got wrong is
reported, never mended in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import evolve, frozen

from accountability.dates import PartialDate
from accountability.exceptions import UnreadableFileError
from accountability.findings import Finding
from accountability.importers._answers import known_status, read_answer, read_heading
from accountability.importers._base import ImportContext, Reading, decode, digest_of
from accountability.importers._desk import Desk
from accountability.importers._ids import Ids
from accountability.importers._layout import NotThisShapeError, Page
from accountability.importers._lines import Line, kind_of
from accountability.importers._noticed import (
    ANOTHER_PAGE,
    KINDS,
    LINE_WITHOUT_FIELD,
    PUBLISHER_NOT_NAMED,
    SAME_NUMBER_OTHER_WORDS,
    SEVERAL_HEADINGS,
    SUMMARY_CUT,
    TWO_KINDS,
)
from accountability.importers._pages import Pages, parse_all
from accountability.model import (
    Conclusion,
    Document,
    DocumentKind,
    Item,
    ItemKind,
    OrganisationKind,
    Recommendation,
    Register,
)
from accountability.text import shorten, slug
from accountability.vocabularies import Vocabulary, load_vocabulary, plain

__all__ = ["KINDS", "TrackerPage"]


@frozen(kw_only=True)
class TrackerPage:
    """Reads pages of a site that follows recommendations, as plain text: one, or several in a file."""

    name: ClassVar[str] = "plaintext"
    title: ClassVar[str] = "page of a site that follows recommendations, saved as plain text"

    def recognises(self, data: bytes, context: ImportContext, /) -> bool:
        """Tell whether *data* is text of this layout."""
        try:
            parse_all(decode(data, context)[0], known_status)
        except (UnreadableFileError, NotThisShapeError):
            return False
        return True

    def read(self, data: bytes, context: ImportContext, /) -> Reading:
        """
        Read *data*.

        Returns:
            Organisations (site, committee, responders), documents (the page as captured, the report, and
            a response if the day it was received is given), an item a page, responses, commitments, updates
            and assessments: in this order. Every word of the page is in one of them. What the
            register of *context* holds already is left out: bodies, the report.

        Raises:
            UnreadableFileError: it is no text in UTF-8, too large, or of another layout.
        """
        text, replaced = decode(data, context)
        try:
            pages = parse_all(text, known_status)
        except NotThisShapeError as error:
            raise UnreadableFileError(
                context.file,
                f"it is text, but not a page of a site that follows recommendations: {error}; save the "
                "whole page as the site shows it, or name another format",
            ) from None
        return _read(pages, context, digest_of(data), replaced)


def _read(
    found: Pages, context: ImportContext, digest: str, replaced: tuple[Finding, ...]
) -> Reading:
    ids = Ids(context.register)
    name = context.site or _UNNAMED
    site = ids.organisation(name, slug(context.site) or "tracker-site")
    capture = ids.capture(f"{site}-page", digest, context.retrieved)
    first = found.pages[0]
    desk = Desk(context=context, ids=ids, capture=capture)
    desk.organisation(name, kind=OrganisationKind.OTHER)
    if not context.site:
        desk.note(
            PUBLISHER_NOT_NAMED,
            "the page does not print the name of the site that publishes it",
            f"line {first.breadcrumb.number}",
            site,
        )
    # Each page has a desk of its own; who was named on one is known on the next.
    desks = [
        desk,
        *(
            Desk(context=context, ids=ids, capture=capture, organisations=desk.organisations)
            for _ in found.pages[1:]
        ),
    ]
    reports: dict[str, Document] = {}
    papers: dict[str, Document] = {}
    items = []
    for desk, page in zip(desks, found.pages, strict=True):
        if page is not first:
            _note_page(desk, page)
        body = desk.organisation(page.body, f"line {page.breadcrumb.number}")
        report = reports.get(body) or _report(desk, page, body)
        reports[body] = report
        item = _item(desk, page, report.id)
        items.append(item)
        for answer in page.answers:
            read_answer(desk, answer, item, site, vocabulary=_vocabulary(desk, report))
        if page.heading and page.heading.status:
            read_heading(desk, page.heading, page.answers, item.id, site)
        if context.received and desk.responses:
            _response_paper(desk, page, report.id, papers)
    captured = _capture(desks, found, site, digest)
    documents = [*reports.values(), *papers.values()]
    records = (
        *desk.organisations,
        captured,
        *(made for made in documents if not ids.holds(made.id)),
        *items,
        *(response for desk in desks for response in desk.responses),
        *(commitment for desk in desks for commitment in desk.commitments),
        *(update for desk in desks for update in desk.updates),
        *(assessment for desk in desks for assessment in desk.assessments),
    )
    noticed = (finding for desk in desks for finding in desk.findings)
    findings = sorted((*replaced, *noticed), key=_line_of)
    title = f"{first.body}, {first.title.text}"
    more = f" and {len(items) - 1} more" if len(items) > 1 else ""
    return Reading(title=f"{title}{more}", records=records, findings=tuple(findings))


def _vocabulary(desk: Desk, report: Document) -> Vocabulary:
    """Return the words in which *report* is answered."""
    jurisdiction = desk.context.jurisdiction
    if jurisdiction is None:
        return load_vocabulary("plain")
    page = Register(
        id="page", title="page", organisations=tuple(desk.organisations), documents=(report,)
    )
    return jurisdiction.vocabulary_for(page, report)


def _note_page(desk: Desk, page: Page) -> None:
    at = f"line {page.breadcrumb.number}"
    message = f"“{shorten(page.title.text)}” of {page.body} is read as an item of its own"
    desk.note(ANOTHER_PAGE, message, at, desk.capture)


_UNNAMED = "Tracker site (not named on the page)"


def _line_of(finding: Finding) -> int:
    """Return the line that a finding is about, so that findings come in the order of the page."""
    at = finding.place.at if finding.place else ""
    digits = at.removeprefix("lines ").removeprefix("line ").partition("–")[0]
    return int(digits) if digits.isdecimal() else 0


# --- documents ------------------------------------------------------------------------------------


def _capture(desks: Sequence[Desk], found: Pages, site: str, digest: str) -> Document:
    """Make the file as captured; it holds every line that has no field elsewhere."""
    first, *others = found.pages
    context = desks[0].context
    lines: list[tuple[Line, Desk]] = []
    for desk, page in zip(desks, found.pages, strict=True):
        lines += [(line, desk) for line in page.rest]
        if page.heading and not page.heading.status:
            lines.append((page.heading.line, desk))
        for line in page.rivals:
            desk.note(
                SEVERAL_HEADINGS,
                f"“{shorten(line.text)}” was not taken for it"
                + (f", but “{shorten(page.heading.line.text)}”" if page.heading else ""),
                f"line {line.number}",
                desk.capture,
            )
    for part in found.unread:
        message = f"“{shorten(part.line.text)}” was not read: {part.reason}"
        desks[0].note(ANOTHER_PAGE, message, f"line {part.line.number}", desks[0].capture)
    extra = [("breadcrumb", first.breadcrumb.text)]
    extra += [
        (f"breadcrumb, line {page.breadcrumb.number}", page.breadcrumb.text) for page in others
    ]
    for line, desk in sorted(lines, key=lambda pair: pair[0].number):
        at = f"line {line.number}"
        extra.append((at, line.text))
        desk.note(LINE_WITHOUT_FIELD, f"no field for “{shorten(line.text)}”", at, desk.capture)
    return Document(
        id=desks[0].capture,
        kind=DocumentKind.PAGE,
        title=first.title.text,
        published_by=(site,),
        url=context.url,
        retrieved=PartialDate.day(context.retrieved) if context.retrieved else None,
        digest=digest,
        extra=tuple(extra),
    )


def _report(desk: Desk, page: Page, body: str) -> Document:
    """Make the report that the page only speaks of."""
    published = desk.context.published
    return Document(
        id=desk.ids.report(f"{body}-report"),
        kind=DocumentKind.REPORT,
        title=f"{page.body}: report not named on the page",
        authors=(body,),
        published=PartialDate.day(published) if published else None,
    )


def _response_paper(desk: Desk, page: Page, report: str, papers: dict[str, Document]) -> None:
    """Make the paper that the replies came in: the page shows that there was one, the caller says when."""
    received = desk.context.received
    held = papers.get(report) or Document(
        id=desk.ids.report(f"{report}-response"),
        kind=DocumentKind.RESPONSE,
        title=page.heading.head if page.heading else "Response",
        received=PartialDate.day(received) if received else None,
        responds_to=(report,),
    )
    responders = (response.responder for response in desk.responses)
    papers[report] = evolve(held, authors=tuple(dict.fromkeys((*held.authors, *responders))))
    desk.responses[:] = [evolve(response, document=held.id) for response in desk.responses]


# --- the item -------------------------------------------------------------------------------------

_CONCLUSIONS = frozenset({ItemKind.CONCLUSION, ItemKind.FINDING, ItemKind.PARAGRAPH})
_SERIES = {
    ItemKind.RECOMMENDATION: "rec",
    ItemKind.CONCLUSION: "con",
    ItemKind.PARAGRAPH: "para",
}


def _item(desk: Desk, page: Page, report: str) -> Item:
    text = page.text.text if page.text else ""
    title_kind = kind_of(page.title_kind)
    text_kind = kind_of(page.kind.text) if page.kind else title_kind
    # Of two printed kinds the one nearest to the text wins, if it is one that we know.
    kind = text_kind or title_kind or ItemKind.UNKNOWN
    agreed = title_kind is not None and title_kind == text_kind
    series = _SERIES.get(kind, "item") if agreed else "item"
    wanted = f"{report}/{series}-{slug(page.label) or 'n1'}"
    made, rival = desk.ids.item(wanted, text)
    title_at = f"line {page.title.number}"
    label_at = f"line {page.bare_label.number}" if page.bare_label else title_at
    sources = [
        desk.source(page.text.place if page.text else title_at, "text"),
        desk.source(label_at, "label"),
        desk.source(title_at, "kind", words=page.title_kind),
    ]
    if page.kind:
        at = f"line {page.kind.number}"
        sources.append(desk.source(at, "kind", words=page.kind.text))
        if not agreed:
            desk.note(
                TWO_KINDS,
                f"the title says “{page.title_kind}”, the label over the text “{page.kind.text}”; "
                f"held as {plain(kind).lower()}",
                title_at,
                made,
            )
    if rival:
        desk.note(
            SAME_NUMBER_OTHER_WORDS,
            f"{rival} has the same number and other words",
            label_at,
            made,
        )
    if page.summary:
        _note_summary(desk, page.summary, text, made)
    if page.text:
        desk.read(page.text, made)
    cls = Conclusion if kind in _CONCLUSIONS else Recommendation
    return cls(
        id=made,
        document=report,
        kind=kind,
        label=page.label,
        text=text,
        sources=tuple(sources),
        extra=(("summary", page.summary.text),) if page.summary else (),
    )


def _note_summary(desk: Desk, summary: Line, text: str, item: str) -> None:
    words = summary.text
    stem = words.rstrip(".…").rstrip()
    if text.startswith(stem):
        message = f"the page also prints the first {len(stem)} characters of the text by themselves"
    else:
        message = f"the shortened text has other words than the text: “{shorten(words)}”"
    desk.note(SUMMARY_CUT, message, f"line {summary.number}", item)

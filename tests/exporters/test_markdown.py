"""The page for reading: every word of everybody on it, none of them taken for markup."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from accountability.dates import PartialDate
from accountability.exporters._base import ExportContext
from accountability.exporters.markdown import PageProfile, ProgressPage
from accountability.exporters.markdown.escaping import as_code, as_line, bullet, quote
from accountability.findings import Finding
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    DocumentKind,
    Implementation,
    Organisation,
    Position,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
    Update,
)
from accountability.samples import DEMO_DAY, load_sample
from accountability.summary import summary
from accountability.tables import Scope
from accountability.testing.strategies import registers, texts

AS_OF = dt.date(2031, 6, 1)
OURS = frozenset(
    {
        "blockquote",
        "bullet_list",
        "code_inline",
        "hardbreak",
        "heading",
        "inline",
        "list_item",
        "paragraph",
        "strong",
        "text",
    }
)
"""What the page itself is made of; anything else would come from somebody's text."""


def exported(
    register: Register, profile: PageProfile = PageProfile.KEEPER, **context: object
) -> tuple[str, tuple[Finding, ...]]:
    """Return the page and the findings."""
    stream = io.BytesIO()
    told = ExportContext(**{"as_of": AS_OF, **context})  # type: ignore[arg-type]  # a test's own words
    findings = ProgressPage(profile=profile).export(register, stream, told)
    return stream.getvalue().decode(), findings


def tokens_of(page: str) -> list[Token]:
    """Return what a reader of Markdown with tables and strikethrough sees, inline tokens included."""
    found: list[Token] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        found += [token, *(token.children or ())]
    return found


def shown(page: str) -> str:
    """Return the words that a reader sees, a line for each line."""
    pieces = []
    for token in tokens_of(page):
        if token.type in {"text", "code_inline"}:
            pieces.append(token.content)
        elif token.type in {"softbreak", "hardbreak", "inline"}:
            pieces.append("\n")
    return "".join(pieces)


def kinds(page: str) -> set[str]:
    """Return what the page is made of."""
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens_of(page)}


def words_of(text: str) -> list[str]:
    """Return the lines of a text that have words, without white space around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def one_item(text: str = "Light the moles.", **fields: object) -> Register:
    """Return a register of one recommendation, nobody named to answer it."""
    report = Document(id="report", kind=DocumentKind.REPORT, title="Lights")
    item = Recommendation(id="rec-1", document="report", label="1", text=text)
    return Register(id="harbours", title="Harbours", documents=(report,), items=(item,), **fields)  # type: ignore[arg-type]  # a test's own words


# --- text of others is data ------------------------------------------------------------------------------


@given(registers(messy=True))
def test_every_word_and_id_is_shown_and_none_becomes_markup(register: Register) -> None:
    """Items, answers, promises, updates and views stand on the page whole, under ids in sight."""
    page, _ = exported(register)
    assert kinds(page) <= OURS
    seen = shown(page)
    texts_by_id = {
        **{record.id: record.text for record in register.items},
        **{record.id: record.text for record in register.responses},
        **{record.id: record.text for record in register.commitments},
        **{record.id: record.text for record in register.updates},
        **{record.id: record.text for record in register.assessments},
    }
    for record_id, text in texts_by_id.items():
        assert record_id in seen
        for line in words_of(text):
            assert line in seen
    for row in register.rows():
        assert row.key in seen


@given(texts())
@example("# a\n## b #\n- c\n+ d\n1. e\n2) f\n> g\n    h\n\ti\n---\n===\n```\nj\n~~~")
@example(
    "[k]: https://example.org\n[l](m) ![n](o) <p> <https://q> &lt; &#60; `r` **s** __t__ ~~u~~"
)
@example("a | b\n--- | ---\nc | d\n%v\n:::w\n(x)=\n+++\n$y$ {z}`0` \\")
@example("snake_case_name _a_ a_b_ 5 < 6 & 7 > 8 *")
def test_quoted_text_keeps_its_words(text: str) -> None:
    """Quoted, in a list or on a line: each line of the text is read back, and nothing else."""
    quoted = f"{quote(text)}\n"
    assert words_of(text) == words_of(shown(quoted))
    assert kinds(quoted) <= OURS - {"strong", "bullet_list", "heading", "code_inline"}
    entry = bullet("Promised:", text, "Target date: none.")
    assert kinds(entry) <= OURS - {"strong", "heading", "code_inline", "blockquote"}
    assert words_of(f"Promised: {text.lstrip(chr(10))}\nTarget date: none.")[-1] in shown(entry)
    assert "".join(f"Promised: {text} Target date: none.".split()) == "".join(shown(entry).split())
    heading = f"### {as_line(text)}"
    assert kinds(heading) <= {"heading", "inline", "text"}
    assert " ".join(text.split()) == " ".join(shown(heading).split())


def test_only_what_would_mean_something_is_escaped() -> None:
    """Raw, the page reads like a page: full stops, brackets, dashes and figures stand as they are."""
    plain = "In 2026. (See A-1.) 5 < 6, R&D + 3 = 4; it’s “so” – e.g. file_name: 50 %!"
    assert plain == as_line(plain, opens=True)
    assert r"1\. Light it." == as_line("1. Light it.", opens=True)
    assert "1. Light it." == as_line("1. Light it.")
    assert r"\- first" == as_line("- first", opens=True)
    assert "-5 %" == as_line("-5 %", opens=True)
    assert r"\[1]" == as_line("[1]")


def test_white_space_at_the_edges_of_a_line_is_kept() -> None:
    """Spaces that Markdown would drop, or take for a code block, are written as references."""
    assert "> &#32;&#32;&#32;&#32;indented&#9;\\\n> next" == quote("    indented\t\nnext")
    assert "\n    indented\t\nnext" == shown(quote("    indented\t\nnext"))


def test_what_ends_a_line_is_escaped_at_its_end_only() -> None:
    """Number signs and spaces within a line stand as they are; those at its end are kept as words."""
    assert r"a ## b \#\#&#32;&#32;" == as_line("a ## b ##  ")
    assert "&#32;&#32;a  b&#9;" == as_line("  a  b\t")
    assert "&#32;&#32;&#32;" == as_line(" \n ")
    assert "a\x85" == as_line("a\x85")


@pytest.mark.parametrize("character", list("\n #*[<`"))
def test_a_character_a_hundred_thousand_times_is_a_line_like_any_other(character: str) -> None:
    """However often it repeats, within a line or at its ends, one reading of the line escapes it."""
    within = f"x{character * 100_000}x"
    space = " " if character == "\n" else character
    assert within.replace(character, space) == as_line(within, opens=True).replace("\\", "")
    for words in (within, character * 100_000):
        assert quote(words).startswith(">") == bool(words.strip("\n\t "))
        assert bullet("Told:", words).startswith("- Told:")
        assert as_code(words)


def test_blank_lines_part_paragraphs() -> None:
    """A text of two paragraphs is a quotation of two paragraphs, however many lines lie between."""
    assert "> one\\\n> two\n>\n> three" == quote("\n\none\ntwo\n\n \n\nthree\n")
    assert "- Told: one\n\n  two\\\n  By day." == bullet("Told:", "one\n\ntwo", "By day.")
    assert quote(" \n") == ""
    assert bullet("Told:") == "- Told:"


@pytest.mark.parametrize("name", ["a/b", "a`b", "`", "a  b", " a", "a\nb", "=1"])
def test_ids_are_code_or_words(name: str) -> None:
    """An id is shown letter for letter, also one that holds what would end the code."""
    assert name.split() == shown(as_code(name)).split()
    assert kinds(as_code(name)) <= {"paragraph", "inline", "code_inline", "text"}


# --- what stands on it ----------------------------------------------------------------------------------


def test_the_page_of_an_item() -> None:
    """Heading, words, status and why, the answer, the promise with both dates, the report, the ids."""
    body = Organisation(id="dept", name="Department for Moles")
    answer = Response(
        id="rec-1/dept",
        answers="rec-1",
        responder="dept",
        position=Position.ACCEPTED,
        text="Agreed.\n\nIt will be done.",
        steps=(Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2031, 1, 4))),),
    )
    promise = Commitment(
        id="c1",
        text="It will be done.",
        response="rec-1/dept",
        items=("rec-1",),
        dates=(
            TargetDate(date=PartialDate.month(2031, 3, "March 2031")),
            TargetDate(date=PartialDate.month(2031, 5, "May 2031"), reason="No lamps."),
        ),
    )
    update = Update(
        id="u1",
        about="c1",
        reported_by="dept",
        day=PartialDate.day(dt.date(2031, 4, 1)),
        implementation=Implementation.IN_PROGRESS,
        text="Half is lit.",
    )
    view = Assessment(
        id="a1",
        about="rec-1",
        by="watchers",
        day=PartialDate.day(dt.date(2031, 5, 2)),
        printed_status="Too slow",
    )
    page, findings = exported(one_item().with_records(body, answer, promise, update, view))
    assert findings == ()
    start = page.index("### ")
    lines = page[start : page.index("## The papers")].split("\n")
    assert lines[:3] == ["### Recommendation 1", "", "> Light the moles."]
    assert lines[4].startswith("**Overdue.** Department for Moles agreed on 4 January 2031")
    assert lines[6:] == [
        "#### Department for Moles",
        "",
        "Given 4 January 2031. Position: Accepted.",
        "",
        "> Agreed.",
        ">",
        "> It will be done.",
        "",
        "- Promised: It will be done.\\",
        "  First date: March 2031 (to 31 March 2031). Then: May 2031 (to 31 May 2031), because: No lamps.",
        "  - Reported 1 April 2031 by Department for Moles: In progress. Half is lit.",
        "",
        "Row: `rec-1/dept`",
        "",
        "- View of watchers, 2 May 2031: “Too slow”.",
        "",
        "Item: `rec-1`\\",
        "With it: `c1`, `u1`, `a1`",
        "",
        "",
    ]


def test_the_opening_gives_each_count_with_its_population() -> None:
    """The page begins with title, day and how many of how many; the marking stands above all."""
    page, _ = exported(load_sample(), as_of=DEMO_DAY, marking="OFFICIAL", contact="a@b.example")
    lines = page.split("\n")
    assert lines[:3] == ["**OFFICIAL**", "", "# Harbours and coasts"]
    assert lines[4].startswith("Position on 1 October 2027.")
    assert "Questions: a\\@b.example." in lines[4]
    counts = summary(load_sample(), as_of=DEMO_DAY).by_status
    for count in counts:
        assert f"- {count.label}: {count.words}" in lines


def test_an_empty_register_says_so() -> None:
    """Nothing held is a page with title, day and a sentence."""
    page, findings = exported(Register(id="empty", title="Empty"))
    assert page == "# Empty\n\nPosition on 1 June 2031. Nothing is recorded here yet.\n"
    assert findings == ()


def test_a_scope_is_named_and_kept() -> None:
    """Only what was asked for is shown and counted, and the page says what that was."""
    register = load_sample()
    page, _ = exported(
        register,
        as_of=DEMO_DAY,
        scope=Scope(responders=("uk-coastal-safety-agency",), documents=("uk-hcc-hc9041-2026-27",)),
    )
    assert (
        "This page holds only what was asked for: answered by Coastal Safety Agency; "
        "from Storm warnings at small harbours."
    ) in page
    rows = [
        row.key
        for row in register.rows()
        if row.responder == "uk-coastal-safety-agency"
        and row.item
        and row.item.document == "uk-hcc-hc9041-2026-27"
    ]
    assert rows == [line[6:-1] for line in page.split("\n") if line.startswith("Row: ")]
    nothing, _ = exported(register, scope=Scope(items=("rec-99",)))
    assert "Nothing of what was asked for is recorded here yet." in nothing
    assert "items `rec-99`" in nothing


def test_publication_shows_and_counts_given_answers_only() -> None:
    """No word of a draft is on the published page, in no sentence and in no count."""
    register = load_sample()
    drafts = [answer for answer in register.responses if not register.is_given(answer)]
    keeper, _ = exported(register, as_of=DEMO_DAY)
    page, findings = exported(register, PageProfile.PUBLICATION, as_of=DEMO_DAY)
    assert drafts
    for draft in drafts:
        assert draft.text in keeper
        assert draft.text not in page
    assert "Draft, not sent" in keeper
    assert "raft, not sent" not in page
    assert [finding.code for finding in findings] == ["EXP902"]
    assert "1 × draft answer" in findings[0].message


def test_a_draft_stands_beside_what_was_given() -> None:
    """The keeper sees the answer that was given and then the newer draft, each called what it is."""
    body = Organisation(id="dept", name="Department")
    paper = Document(id="paper", kind=DocumentKind.RESPONSE, title="Answer")
    given = Response(
        id="a1",
        answers="rec-1",
        responder="dept",
        text="Yes.",
        document="paper",
        steps=(Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2031, 2, 1))),),
    )
    draft = Response(id="a2", answers="rec-1", responder="dept", text="No.", replaces="a1")
    register = one_item().with_records(body, paper, given, draft)
    page, _ = exported(register)
    assert register.is_given(given)
    assert page.index("> Yes.") < page.index("Draft, not sent.") < page.index("> No.")


# --- sizes and disorder -------------------------------------------------------------------------------------


def test_a_long_text_is_whole() -> None:
    """100,000 characters stand on the page."""
    text = "word *x* " * 11_112
    page, findings = exported(one_item(text))
    assert text.strip() in shown(page)
    assert findings == ()


def test_sixty_responders_have_sixty_answers() -> None:
    """Each body's answer stands under its own heading, in order, with its own status."""
    bodies = tuple(Organisation(id=f"body-{n}", name=f"Harbour {n}") for n in range(60))
    answers = tuple(
        Response(id=f"answer-{n}", answers="rec-1", responder=f"body-{n}", text=f"Yes, {n}.")
        for n in range(60)
    )
    page, _ = exported(one_item().with_records(*bodies, *answers))
    headings = [line for line in page.split("\n") if line.startswith("#### ")]
    assert [f"#### Harbour {n}:" for n in range(60)] == [h[: h.index(":") + 1] for h in headings]


def test_dangling_links_are_said_in_words() -> None:
    """A paper that is not held, an answer to nothing and an update about nothing are shown as such."""
    item = Recommendation(id="rec-1", document="lost", label="1", text="Light it.")
    answer = Response(id="a1", answers="rec-9", responder="nobody", text="Yes, we will.")
    update = Update(id="u1", about="nothing", reported_by="somebody-else", text="Done it.")
    register = Register(id="r", title="Odd", items=(item,), responses=(answer,), updates=(update,))
    page, _ = exported(register)
    assert "## `lost`, a paper that is not held" in page
    assert "### `rec-9`, which is not held" in page
    assert "### About nothing that is held here" in page
    assert "> Yes, we will." in page
    assert "- Reported without a date by somebody-else: Done it." in page

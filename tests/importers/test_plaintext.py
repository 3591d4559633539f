"""Pages of sites that follow recommendations, all of them invented."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from accountability.exceptions import UnknownFormatError, UnreadableFileError
from accountability.importers import ImportContext, Importer, Limits, Reading, formats, read
from accountability.importers.plaintext import KINDS, TrackerPage
from accountability.merge import grow
from accountability.model import (
    Assurance,
    CommitmentKind,
    Conclusion,
    Implementation,
    ItemKind,
    OrganisationKind,
    Position,
    PositionHow,
    Recommendation,
    Record,
    Register,
    Stage,
)

PAGES = Path(__file__).parent / "pages"

LAMPS = """\
Site · Panels · Panel on Lamps

Recommendation 2

2

The Board should count...

Recommendation
The Board should count its lamps.
Board Response Accepted
Lamp Board Accepted
The Board agrees with this recommendation.
"""


def page(name: str, context: ImportContext | None = None) -> Register:
    """Read one of the invented pages into a register."""
    return read(PAGES / name, context).register()


def lamps(old: str = "", new: str = "", context: ImportContext | None = None) -> Reading:
    """Read the page about lamps with some words replaced."""
    assert old in LAMPS
    return read(LAMPS.replace(old, new).encode(), context)


def codes(reading: Reading) -> list[str]:
    """Return the codes of what was noticed, in order."""
    return [finding.code for finding in reading.findings]


def strings(value: object) -> list[str]:
    """Return every string in a record, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for member in value for text in strings(member)]
    names = getattr(type(value), "__attrs_attrs__", ())
    return [text for name in names for text in strings(getattr(value, name.name))]


def words_not_kept(text: str, records: tuple[Record, ...]) -> set[str]:
    """Return the words of a page that are in no text of its records; ids do not count."""
    held = " ".join(text for record in records for text in strings(record) if text != record.id)
    kept = set(held.split())
    return {word for word in text.split() if word not in kept}


# --- the pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir()))
def test_every_word_of_a_page_is_kept(name: str) -> None:
    """Nothing that a page prints is lost: not its breadcrumb, labels, furniture or status lines."""
    text = (PAGES / name).read_text(encoding="utf-8")
    assert set() == words_not_kept(text, read(PAGES / name).records)


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir()))
def test_reading_twice_gives_the_same(name: str) -> None:
    """Reading is pure."""
    assert read(PAGES / name) == read((PAGES / name).read_bytes(), ImportContext(file=name))


def test_a_page_with_two_responders() -> None:
    """Each responder has its own response, promises and assessment."""
    register = page("canal-locks-14.txt")
    (item,) = register.items
    assert isinstance(item, Recommendation)
    assert ("inland-waterways-committee-report/rec-14", "14") == (item.id, item.label)
    assert ["Inland Waterways Committee", "Ministry of Canals", "Lock Keepers’ Agency"] == [
        made.name for made in register.organisations[1:]
    ]
    assert [
        (f"{item.id}/ministry-of-canals", Position.PARTIALLY_ACCEPTED),
        (f"{item.id}/lock-keepers-agency", Position.ACCEPTED),
    ] == [(response.id, response.position) for response in register.responses]
    assert [
        ("ministry-of-canals", "Autumn 2028", CommitmentKind.TARGET, ""),
        ("ministry-of-canals", "by the end of March 2028", CommitmentKind.TARGET, ""),
        (
            "lock-keepers-agency",
            "from April 2028",
            CommitmentKind.START,
            "Subject to the vote on its budget",
        ),
    ] == [
        (promise.owners[0], promise.dates[0].date.words, promise.kind, promise.condition)
        for promise in register.commitments
    ]
    assert [
        (f"{item.id}/ministry-of-canals", Position.PARTIALLY_ACCEPTED, "Accepted in Part"),
        (f"{item.id}/lock-keepers-agency", Position.ACCEPTED, "Accepted"),
        (item.id, Position.PARTIALLY_ACCEPTED, "Accepted in Part"),
    ] == [(made.about, made.position, made.printed_status) for made in register.assessments]


def test_a_reply_keeps_its_paragraphs() -> None:
    """The text of a reply is what stands between two responders, as printed."""
    first = page("canal-locks-14.txt").responses[0]
    assert first.text.startswith("The Ministry partially accepts this recommendation.\n\nA list")
    assert first.text.endswith("keepers.\n\nTarget date: Autumn 2028")


def test_a_page_without_a_response() -> None:
    """A printed "No Response" is an assessment of a row that has no answer; no response is made."""
    register = page("street-lamps-3b.txt")
    (item,) = register.items
    assert (Conclusion, "3b", ItemKind.CONCLUSION) == (type(item), item.label, item.kind)
    assert () == register.responses
    (made,) = register.assessments
    assert (f"{item.id}/county-lighting-board", None, "No Response") == (
        made.about,
        made.position,
        made.printed_status,
    )
    assert ["Government Response No Response", "County Lighting Board No Response"] == sorted(
        (source.words for source in made.sources), reverse=True
    )


def test_a_page_with_two_answers_that_differ() -> None:
    """Each responder keeps its own position, and each status line its own assessment."""
    register = page("ferries-r-7.txt")
    (item,) = register.items
    assert (ItemKind.FINDING, "R-7") == (item.kind, item.label)
    assert [Position.REJECTED, Position.UNDER_CONSIDERATION] == [
        response.position for response in register.responses
    ]
    assert ["Rejected", "Deferred", "Under Consideration"] == [
        made.printed_status for made in register.assessments
    ]
    (promise,) = register.commitments
    assert (CommitmentKind.REPORT_BACK, "by 30 June 2027") == (
        promise.kind,
        promise.dates[0].date.words,
    )
    assert promise.text.startswith("The Depart ment is")


def test_lines_without_a_field_are_kept_with_the_page() -> None:
    """A menu above the breadcrumb and links below the reply stay, each under its number."""
    for name, expected in (
        ("street-lamps-3b.txt", [("line 1", "Home")]),
        ("ferries-r-7.txt", [("line 22", "← Finding R-6 · Finding R-8 →")]),
    ):
        reading = read(PAGES / name)
        capture = reading.register().documents[0]
        assert expected == [pair for pair in capture.extra if pair[0] != "breadcrumb"]
        assert 1 == codes(reading).count("IMP707")


# --- the parts of a page --------------------------------------------------------------------------


def test_what_a_page_says_of_itself() -> None:
    """The page is a document by its site, the report one by its committee, and neither is the other."""
    register = lamps().register()
    capture, report = register.documents
    assert ("page", "Recommendation 2", ("tracker-site",)) == (
        capture.kind,
        capture.title,
        capture.published_by,
    )
    assert ("report", ("panel-on-lamps",)) == (report.kind, report.authors)
    assert (("breadcrumb", "Site · Panels · Panel on Lamps"),) == capture.extra
    assert capture.digest.startswith("sha256:")
    assert [OrganisationKind.OTHER, OrganisationKind.COMMITTEE, OrganisationKind.PUBLIC_BODY] == [
        made.kind for made in register.organisations
    ]


def test_a_response_on_a_page_is_given() -> None:
    """What a page shows was published; on which day is not said."""
    register = lamps().register()
    (response,) = register.responses
    assert (True, None, PositionHow.READ) == (
        register.is_given(response),
        register.day_of(response),
        response.position_how,
    )
    assert [Stage.PUBLISHED] == [step.stage for step in response.steps]
    assert "The Board agrees with this recommendation." == response.position_words


def test_two_printed_kinds_are_both_kept() -> None:
    """The kind nearest to the text wins; both words stay, and the id belongs to no kind."""
    reading = lamps("\nRecommendation\nThe", "\nConclusion\nThe")
    (item,) = reading.register().items
    assert ("panel-on-lamps-report/item-2", ItemKind.CONCLUSION) == (item.id, item.kind)
    assert ["Recommendation", "Conclusion"] == [
        source.words for source in item.sources if source.fields == ("kind",)
    ]
    assert 1 == codes(reading).count("IMP705")


def test_an_unknown_kind_beside_a_known_one() -> None:
    """A label that is no word of ours is kept, and the title's kind counts."""
    (item,) = lamps("\nRecommendation\nThe", "\nObservation\nThe").register().items
    assert ("panel-on-lamps-report/item-2", ItemKind.RECOMMENDATION) == (item.id, item.kind)
    assert "Observation" in [source.words for source in item.sources]


def test_an_unknown_kind_alone() -> None:
    """A title that names no kind of ours makes an item of unknown kind."""
    text = LAMPS.replace("Recommendation 2", "Action 2").replace("\nRecommendation\n", "\nAction\n")
    (item,) = read(text.encode()).register().items
    assert (Recommendation, ItemKind.UNKNOWN) == (type(item), item.kind)


def test_the_shortened_text_stays_beside_the_text() -> None:
    """A summary is kept; whether it is the beginning of the text is said."""
    reading = lamps()
    (item,) = reading.register().items
    assert (("summary", "The Board should count..."),) == item.extra
    message = next(f.message for f in reading.findings if f.code == "IMP702")
    assert "first 22 characters" in message
    other = lamps("The Board should count...", "The Board counts...")
    assert "other words" in next(f.message for f in other.findings if f.code == "IMP702")


def test_a_page_without_summary_or_bare_label() -> None:
    """Neither the shortened text nor the repeated label is needed."""
    text = LAMPS.replace("2\n\nThe Board should count...\n\n", "", 1)
    assert text != LAMPS
    (item,) = read(text.encode()).register().items
    assert ("2", "The Board should count its lamps.", ()) == (item.label, item.text, item.extra)


def test_a_page_without_a_label_of_the_kind() -> None:
    """A shortened text, then the text it begins: the kind is the title's."""
    (item,) = lamps("\nRecommendation\nThe", "\nThe").register().items
    assert ("The Board should count its lamps.", ItemKind.RECOMMENDATION) == (item.text, item.kind)


def test_a_page_without_any_response_section() -> None:
    """A page that ends with the text has an item and nothing else."""
    register = read(LAMPS.partition("Board Response")[0].encode()).register()
    assert (1, (), ()) == (len(register.items), register.responses, register.assessments)


def test_a_heading_without_a_status_is_kept_with_the_page() -> None:
    """A line that only announces the answers belongs to no field."""
    register = lamps("Board Response Accepted", "Board Response").register()
    assert ("line 11", "Board Response") in register.documents[0].extra
    assert 1 == len(register.assessments)


def test_a_text_that_begins_with_dots_is_no_summary() -> None:
    """Only what the text repeats is its shortened form."""
    text = "A · Panel\nRecommendation 2\n2\nAnd so...\nlamps burn.\nBoard Response Accepted\n"
    (item,) = read(text.encode()).register().items
    assert ("And so...\nlamps burn.", ()) == (item.text, item.extra)


def test_a_page_with_a_summary_alone() -> None:
    """A page that prints no text has an item without one."""
    text = "A · Panel\nRecommendation 2\n2\nLamps...\nRecommendation\nBoard Response Accepted\n"
    (item,) = read(text.encode()).register().items
    assert ("", (("summary", "Lamps..."),)) == (item.text, item.extra)


def test_a_heading_alone() -> None:
    """The status over no answer at all is an assessment of the item."""
    text = LAMPS.partition("Lamp Board")[0].replace("Response Accepted", "Response No Response")
    (made,) = read(text.encode()).register().assessments
    assert ("panel-on-lamps-report/rec-2", "No Response", None) == (
        made.about,
        made.printed_status,
        made.responder,
    )


def test_a_reply_without_a_responders_line_belongs_to_who_is_named_over_it() -> None:
    """Without a line of its own the responder is read in the heading, with a warning."""
    reading = lamps("Lamp Board Accepted\n", "")
    (response,) = reading.register().responses
    assert ("panel-on-lamps-report/rec-2/board", "The Board agrees with this recommendation.") == (
        response.id,
        response.text,
    )
    assert "IMP723" in codes(reading)


def test_a_responder_without_a_status() -> None:
    """A short line with capitals under the heading names the responder, with a warning."""
    reading = lamps("Lamp Board Accepted", "Lamp Board")
    (response,) = reading.register().responses
    assert "lamp-board" == response.responder
    assert "IMP723" in codes(reading)


def test_a_lone_status_is_no_responder() -> None:
    """A line that is a status and nothing else belongs to the reply."""
    (response,) = lamps("Lamp Board Accepted\n", "Accepted\n").register().responses
    assert ("board", "Accepted\nThe Board agrees with this recommendation.") == (
        response.responder,
        response.text,
    )


def test_a_status_of_no_vocabulary_is_kept_without_a_meaning() -> None:
    """What the site prints is kept even if nobody knows what it means."""
    text = LAMPS.replace(" Accepted", " Parked for Now")
    reading = read(text.encode())
    (made,) = reading.register().assessments
    assert (None, "Parked for Now") == (made.position, made.printed_status)
    assert "IMP722" in codes(reading)


def test_what_the_site_says_was_done_is_an_update() -> None:
    """Work that a third party calls done is its claim, and no opinion of the answer."""
    register = read(LAMPS.replace(" Accepted", " Implemented").encode()).register()
    (update,) = register.updates
    assert ("tracker-site", "lamp-board", Implementation.IMPLEMENTED, Assurance.THIRD_PARTY) == (
        update.reported_by,
        update.responder,
        update.implementation,
        update.assurance,
    )
    assert (2, ()) == (len(update.sources), register.assessments)


def test_the_site_never_speaks_for_the_responder() -> None:
    """A status that contradicts the reply changes no position."""
    register = read(LAMPS.replace(" Accepted", " Not Addressed").encode()).register()
    (response,), (made,) = register.responses, register.assessments
    assert (Position.ACCEPTED, "") == (response.position, response.printed_status)
    assert (Position.NOT_ADDRESSED, response.id, "lamp-board") == (
        made.position,
        made.about,
        made.responder,
    )
    assert [
        "Lamp Board Not Addressed",
        "Board Response Not Addressed",
    ] == [source.words for source in made.sources]


def test_prose_is_not_taken_for_a_responder() -> None:
    """A line of the reply that ends in a status word is still prose."""
    reply = "Recommendation Accepted\nSome of it was Rejected\nAnd noted.\nWe agree."
    (response,) = lamps("The Board agrees with this recommendation.", reply).register().responses
    assert reply == response.text


def test_a_status_in_small_letters_is_a_status() -> None:
    """A site may print its status without a capital; it decides no position of the responder."""
    text = LAMPS.replace(" Accepted", " accepted").replace("Board agrees", "Board does not agree")
    register = read(text.encode()).register()
    (response,), (made,) = register.responses, register.assessments
    assert ("lamp-board", Position.REJECTED, "accepted", Position.ACCEPTED) == (
        response.responder,
        response.position,
        made.printed_status,
        made.position,
    )


def test_a_broken_sentence_is_no_responders_line() -> None:
    """What begins above a line or goes on below it is prose, though it ends in a status."""
    for reply in (
        "In this it was the Lamp\nBoard rejected\nmost of it. We agree.",
        "We agree.\nLamp Board rejected\nmost of it.",
    ):
        (response,) = (
            lamps("The Board agrees with this recommendation.", reply).register().responses
        )
        assert ("lamp-board", reply) == (response.responder, response.text)


@pytest.mark.parametrize(
    "line", ["Accepted", "Our Reply Accepted", "The Department Accepted", "Recommendation accepted"]
)
def test_a_line_that_ends_in_a_status_decides_no_position(line: str) -> None:
    """Words that may be the site's are kept in the reply, name no body, and are not its position."""
    register = lamps("The Board agrees", f"{line}\nThe Board does not agree").register()
    (response,) = register.responses
    assert ("lamp-board", Position.REJECTED, f"{line}\nThe Board does not agree") == (
        response.responder,
        response.position,
        response.text.removesuffix(" with this recommendation."),
    )
    assert "The Board does not agree with this recommendation." == response.position_words
    alone = lamps("The Board agrees with this recommendation.", line)
    assert [Position.NOT_STATED] == [held.position for held in alone.register().responses]
    assert "IMP720" in codes(alone)


def test_responders_of_any_script() -> None:
    """A name in a script without capitals is a name; what no id can hold is counted."""
    text = (
        LAMPS.replace("Lamp Board Accepted", "内閣 Accepted") + "الحكومة Rejected\nIt disagrees.\n"
    )
    register = read(text.encode()).register()
    assert [("organisation-1", "内閣"), ("organisation-2", "الحكومة")] == [
        (made.id, made.name) for made in register.organisations[2:]
    ]
    assert ["organisation-1", "organisation-2"] == [made.responder for made in register.responses]
    again = read(text.replace("内閣", "政府").encode(), ImportContext(register=register))
    assert "organisation-3" in [record.id for record in again.records]
    same = read(text.encode(), ImportContext(register=register))
    assert register == register.with_records(*same.records)


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u202f", "  "])
def test_any_space_parts_kind_and_label(space: str) -> None:
    """Web pages print no-break spaces; the title stays as printed."""
    register = lamps("Recommendation 2", f"Recommendation{space}2").register()
    (item,) = register.items
    assert ("2", "The Board should count its lamps.", "panel-on-lamps-report/rec-2") == (
        item.label,
        item.text,
        item.id,
    )
    assert f"Recommendation{space}2" == register.documents[0].title


def test_a_responder_that_answers_twice() -> None:
    """Two blocks of one responder are two responses, and none takes the other's id."""
    text = LAMPS + "Lamp Board Rejected\nThe Board disagrees.\n"
    assert [
        "panel-on-lamps-report/rec-2/lamp-board",
        "panel-on-lamps-report/rec-2/lamp-board~2",
    ] == [response.id for response in read(text.encode()).register().responses]


def test_a_reply_that_states_no_position() -> None:
    """A reply of kind words has no position, and the nearest words are shown."""
    reading = lamps("agrees with this recommendation", "welcomes this recommendation")
    (response,) = reading.register().responses
    assert (Position.NOT_STATED, "") == (response.position, response.position_words)
    (finding,) = [f for f in reading.findings if f.code == "IMP720"]
    assert "welcomes this recommendation" in finding.message
    silent = lamps("agrees with this recommendation", "counts lamps")
    assert "IMP720" in codes(silent)


def test_a_revised_date_is_a_history_and_not_a_second_promise() -> None:
    """Original and revised target dates are two entries of one commitment."""
    dates = "Original target date: May 2027 Revised target date: June 2028"
    reply = f"The Board agrees with this recommendation. {dates}"
    (promise,) = lamps("The Board agrees with this recommendation.", reply).register().commitments
    assert ["May 2027", "June 2028"] == [entry.date.words for entry in promise.dates]
    assert (("label", "Original target date"), ("label", "Revised target date")) == promise.extra
    assert dates == promise.text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Target date: to be agreed", "“to be agreed” under “Target date”: fixes no day"),
        ("Target date: from May 2027", "“from May 2027” under “Target date”: from 1 May 2027"),
        ("Target date: by May 2027", "“by May 2027” under “Target date”: until 31 May 2027"),
        ("Target date: 3 May 2027", "“3 May 2027” under “Target date”: 3 May 2027"),
    ],
)
def test_a_promise_is_noted_with_the_days_it_was_read_as(words: str, expected: str) -> None:
    """Whoever imports sees which days were made of the words."""
    reading = lamps("The Board agrees with this recommendation.", f"We agree. {words}")
    assert expected in [finding.message for finding in reading.findings]


def test_damage_is_reported_and_kept() -> None:
    """Split words, glued footnotes and a cut text stay as printed; each is noticed."""
    broken = "The Depart ment counted.4 It stopped.5 Then it"
    reading = lamps("The Board should count its lamps.", broken)
    (item,) = reading.register().items
    assert broken == item.text
    assert ["IMP703", "IMP704", "IMP701"] == [
        code for code in codes(reading) if code in {"IMP701", "IMP703", "IMP704"}
    ]
    assert "IMP701" in codes(lamps("The Board should count its lamps.", "The Board should..."))
    many = " ".join(f"Lamps burn.{n}" for n in range(1, 9)) + " Done."
    (glued,) = [
        f for f in lamps("The Board should count its lamps.", many).findings if f.code == "IMP704"
    ]
    assert glued.message.endswith("and 3 more")


def test_characters_that_no_file_can_hold_are_replaced_and_reported() -> None:
    """A control character becomes a visible escape, with its line."""
    reading = lamps("count its lamps", "count\x0bits\x00 lamps")
    (item,) = reading.register().items
    assert "The Board should count⟨U+000B⟩its⟨U+0000⟩ lamps." == item.text
    (finding,) = [f for f in reading.findings if f.code == "IMP708"]
    assert ("line 10", "2 characters") == (
        finding.place and finding.place.at,
        finding.message[:12],
    )


@pytest.mark.parametrize(
    "text",
    ["one\u2028two", "🚢 sails", "אבג right to left", "word " * 20_000 + "end"],
    ids=["separator", "emoji", "hebrew", "long"],
)
def test_odd_and_long_texts_survive(text: str) -> None:
    """Only line feeds end lines, and nothing is cut."""
    (item,) = lamps("The Board should count its lamps.", text).register().items
    assert text.strip() == item.text


def test_findings_come_in_the_order_of_the_page() -> None:
    """Places never go back."""
    reading = read(PAGES / "canal-locks-14.txt")
    lines = [int(re.findall(r"\d+", str(f.place and f.place.at))[0]) for f in reading.findings]
    assert sorted(lines) == lines
    assert {kind.code for kind in KINDS} | {"IMP708"} >= set(codes(reading))


# --- several pages in one file --------------------------------------------------------------------

OILS = LAMPS.replace("2", "3").replace("its lamps", "its oil").replace("Lamp Board", "Oil Board")


def noticed(reading: Reading, code: str) -> list[tuple[str, str]]:
    """Return place and message of the findings with a code."""
    return [
        (finding.place.at if finding.place else "", finding.message)
        for finding in reading.findings
        if finding.code == code
    ]


def test_each_page_of_a_file_is_an_item() -> None:
    """The second page is no reply to the first; bodies and report are shared, and where it begins is said."""
    text = LAMPS + OILS
    reading = read(text.encode(), ImportContext(received=dt.date(2026, 3, 4)))
    register = reading.register()
    assert ["panel-on-lamps-report/rec-2", "panel-on-lamps-report/rec-3"] == [
        item.id for item in register.items
    ]
    assert [
        ("panel-on-lamps-report/rec-2", "lamp-board"),
        ("panel-on-lamps-report/rec-3", "oil-board"),
    ] == [(response.answers, response.responder) for response in register.responses]
    assert {"The Board agrees with this recommendation."} == {
        response.text for response in register.responses
    }
    assert [
        ("tracker-site-page", ()),
        ("panel-on-lamps-report", ("panel-on-lamps",)),
        ("panel-on-lamps-report-response", ("lamp-board", "oil-board")),
    ] == [(document.id, document.authors) for document in register.documents]
    assert [
        ("line 14", "“Recommendation 3” of Panel on Lamps is read as an item of its own")
    ] == noticed(reading, "IMP726")
    assert set() == words_not_kept(text, reading.records)
    assert "Panel on Lamps, Recommendation 2 and 1 more" == reading.title


def test_pages_of_several_sites_in_one_file() -> None:
    """Menus and links between the pages belong to no reply, and every word is kept."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.iterdir()))
    reading = read(text.encode())
    register = reading.register()
    assert ["14", "R-7", "3b"] == [item.label for item in register.items]
    alone = [made.text for path in sorted(PAGES.iterdir()) for made in page(path.name).responses]
    assert alone == [response.text for response in register.responses]
    assert set() == words_not_kept(text, reading.records)


def test_a_menu_over_each_page_belongs_to_none_of_the_replies() -> None:
    """What stands over the first page stands over the second."""
    (first, second) = read(f"Home\n{LAMPS}Home\n{OILS}".encode()).register().responses
    assert first.text == second.text


def test_a_second_page_that_cannot_be_read_is_no_reply() -> None:
    """Its lines are kept with the page as captured, and where it begins is a warning."""
    reading = read(f"{LAMPS}Site · Panels · Panel on Lamps\nRecommendation 3\nOil.\n".encode())
    (response,) = reading.register().responses
    assert "The Board agrees with this recommendation." == response.text
    assert [("line 15", "Recommendation 3"), ("line 16", "Oil.")] == list(
        reading.register().documents[0].extra[2:]
    )
    ((at, message),) = noticed(reading, "IMP726")
    assert ("line 14", True) == (at, "was not read: after the title" in message)


def test_a_page_that_stands_in_the_file_twice_is_read_once() -> None:
    """Pasting twice makes no second item."""
    reading = read((LAMPS + LAMPS).encode())
    assert 1 == len(reading.register().items)
    assert 1 == len(noticed(reading, "IMP726"))


def test_a_line_with_a_stroke_in_a_reply_begins_no_page() -> None:
    """Only a breadcrumb with a title under it does."""
    reply = "Oil / Lamps\nThe Board agrees.\nSee Recommendation 9."
    reading = lamps("The Board agrees with this recommendation.", reply)
    assert [reply] == [response.text for response in reading.register().responses]
    assert [] == noticed(reading, "IMP726")


# --- lines that may be something else -------------------------------------------------------------


def test_a_line_like_a_heading_in_the_text_ends_no_text() -> None:
    """The line over the answers is the one that a responder's line follows; the other is reported."""
    words = "The Board should print its\nBoard Response Plan\nevery year."
    reading = lamps("The Board should count its lamps.", words)
    register = reading.register()
    assert [words] == [item.text for item in register.items]
    assert ["lamp-board"] == [response.responder for response in register.responses]
    assert [
        ("line 11", "“Board Response Plan” was not taken for it, but “Board Response Accepted”")
    ] == noticed(reading, "IMP727")


def test_a_line_like_a_heading_makes_no_answer_where_there_is_none() -> None:
    """A page without answers has none, whatever its text is about."""
    words = "The Board should print its\nBoard Response Plan\nevery year."
    text = LAMPS.partition("Board Response")[0].replace("The Board should count its lamps.", words)
    reading = read(text.encode())
    assert ([words], ()) == (
        [item.text for item in reading.register().items],
        reading.register().responses,
    )
    assert [("line 11", "“Board Response Plan” was not taken for it")] == noticed(reading, "IMP727")


def test_a_second_heading_over_other_answers_is_in_no_reply() -> None:
    """It ends the reply above it, names no body, and is kept with the page."""
    reading = read(f"{LAMPS}Council Response Rejected\nOil Council Rejected\nNo.\n".encode())
    register = reading.register()
    assert [
        ("lamp-board", "The Board agrees with this recommendation."),
        ("oil-council", "No."),
    ] == [(response.responder, response.text) for response in register.responses]
    assert ("line 14", "Council Response Rejected") in register.documents[0].extra
    assert ["line 14"] == [at for at, _ in noticed(reading, "IMP727")]


def test_a_second_heading_with_a_status_nobody_knows_loses_no_line() -> None:
    """The responder's line under it is known by the status that both print."""
    text = f"{LAMPS}Council Response Plan\nOil Council Plan\nOur Reply Accepted\n9\n"
    reading = read(text.encode())
    assert ["Our Reply Accepted\n9"] == [
        response.text for response in reading.register().responses[1:]
    ]
    assert set() == words_not_kept(text, reading.records)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ministry Of Canals Shelved", 1),
        ("Lamp Board Shelved", 1),
        ("Panel on Lamps", 1),
        ("Home Office Parked", 1),
        ("Next Steps", 0),
        ("The ministry will report", 0),
        ("Ministry", 0),
    ],
)
def test_a_responder_with_an_unknown_status_is_reported(line: str, expected: int) -> None:
    """The line stays in the reply above it, and a person is asked to look."""
    reading = read(f"{LAMPS}{line}\nIt does not agree.\n".encode())
    assert expected == len(noticed(reading, "IMP728"))
    (response,) = reading.register().responses
    assert response.text.endswith(f"{line}\nIt does not agree.")


# --- what the caller knows ------------------------------------------------------------------------


def test_days_go_to_the_documents_they_belong_to() -> None:
    """The report was published, the response received, the page retrieved: each on its own day."""
    context = ImportContext(
        published=dt.date(2026, 1, 5),
        received=dt.date(2026, 3, 4),
        retrieved=dt.date(2026, 11, 22),
        url="https://lamps.example/2",
    )
    register = lamps(context=context).register()
    capture, report, response = register.documents
    assert ("tracker-site-page@2026-11-22", "https://lamps.example/2", "22 November 2026") == (
        capture.id,
        capture.url,
        str(capture.retrieved),
    )
    assert (None, None) == (capture.published, capture.received)
    assert ("5 January 2026", "4 March 2026") == (str(report.published), str(response.received))
    assert ("response", "Board Response", (report.id,), ("lamp-board",)) == (
        response.kind,
        response.title,
        response.responds_to,
        response.authors,
    )
    assert response.id == register.responses[0].document
    assert "4 March 2026" == str(register.day_of(register.responses[0]))


def test_a_day_received_without_a_reply_makes_no_document() -> None:
    """Nothing was received if nothing is printed."""
    context = ImportContext(received=dt.date(2026, 3, 4))
    assert 2 == len(page("street-lamps-3b.txt", context).documents)


def test_a_named_site_is_whose_assessment_it_is() -> None:
    """The caller may name the site that the page does not print."""
    reading = lamps(context=ImportContext(site="Lamp Watch"))
    (made,) = reading.register().assessments
    assert ("lamp-watch", "panel-on-lamps-report/rec-2/lamp-board/a-lamp-watch") == (
        made.by,
        made.id,
    )
    assert "lamp-watch-page" == reading.register().documents[0].id
    assert "IMP725" not in codes(reading)


def test_a_second_page_of_the_same_report_joins_the_first() -> None:
    """Bodies and report are known by then; the page as captured is another document."""
    first = lamps().register("panel")
    other = lamps("Recommendation 2\n\n2", "Recommendation 3\n\n3", ImportContext(register=first))
    grown = first.with_records(*other.records)
    assert ["tracker-site-page", "panel-on-lamps-report", "tracker-site-page~2"] == [
        document.id for document in grown.documents
    ]
    assert (3, 2, 2) == (len(grown.organisations), len(grown.items), len(grown.responses))


def test_the_same_page_brings_nothing_new() -> None:
    """Reading a page again beside the register that holds it changes no record."""
    first = page("canal-locks-14.txt")
    again = read(PAGES / "canal-locks-14.txt", ImportContext(register=first))
    assert first == first.with_records(*again.records)


def test_the_same_number_with_other_words_is_another_item() -> None:
    """Two reports of one committee number alike; the second item gets an id of its own, with a warning."""
    first = lamps().register("panel")
    reading = lamps("count its lamps", "paint its lamps", ImportContext(register=first))
    assert ["panel-on-lamps-report/rec-2~2"] == [
        record.id for record in reading.records if isinstance(record, Recommendation)
    ]
    assert "IMP724" in codes(reading)


def test_an_id_that_the_register_has_itself_is_not_used_again() -> None:
    """The register's own id is among those that are taken."""
    held = Register(id="panel-on-lamps", title="Lamps")
    reading = lamps(context=ImportContext(register=held))
    assert "panel-on-lamps~2" in [record.id for record in reading.records]


def test_growing_by_several_pages_keeps_them_apart() -> None:
    """Pages read by themselves can be joined later."""
    first = lamps()
    text = LAMPS.replace("Recommendation 2\n\n2", "Recommendation 3\n\n3")
    second = read(text.replace("should count its lamps", "must buy oil, and store it dry").encode())
    grown = grow(first.register("panel"), second.register("panel")).register
    assert (2, 2) == (len(grown.items), len(grown.responses))


# --- what cannot be read --------------------------------------------------------------------------

UNREADABLE = [
    (b"", "it is empty"),
    (b" \r\n\xef\xbb\xbf", "it is empty"),
    (b"%PDF-1.7\n...", "it is a PDF file"),
    (b"PK\x03\x04....xl/workbook.xml", "it is an Excel workbook"),
    (b"PK\x03\x04....word/document.xml", "it is a Word document"),
    (b"PK\x03\x04....readme", "it is a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file of the old kind"),
    (b"{\\rtf1 x", "rich text"),
    (b"\x89PNG\r\n", "it is a picture"),
    (b"<!DOCTYPE html><html>", "the source of a web page"),
    (b'<?xml version="1.0"?><html>', "the source of a web page"),
    (b'{"id": "panel"}', "it is JSON"),
    ("caf\u00e9 · b".encode("latin-1"), "it is not UTF-8 (byte 0xe9 in line 1)"),
    ("Site · Panel".encode("utf-16"), "it is text in UTF-16"),
    ("Site · Panel".encode("utf-16-le"), "it is text in UTF-16"),
    (b"Dear all,\nlamps.", "says where it belongs"),
    ("A · B\nlamps".encode(), "no title made of a kind and a label"),
    ("A · B\nRecommendation 2\nlamps".encode(), "neither a label of the kind"),
    ("A · B\nRecommendation 2\nRecommendation\n".encode(), "nothing stands between"),
]


@pytest.mark.parametrize(("data", "reason"), UNREADABLE)
def test_what_cannot_be_read_is_called_by_its_name(data: bytes, reason: str) -> None:
    """Whoever gives another file is told in one line what it is, and what to do."""
    with pytest.raises(UnreadableFileError) as caught:
        read(data, ImportContext(file="page.txt"))
    assert reason in caught.value.reason
    assert str(caught.value).startswith("page.txt cannot be read: ")
    assert 1 == len(str(caught.value).splitlines())
    assert not TrackerPage().recognises(data, ImportContext())


def test_a_byte_order_mark_and_windows_lines_are_accepted() -> None:
    """How an editor saved the text makes no difference to what it says."""
    windows = b"\xef\xbb\xbf" + LAMPS.replace("\n", "\r\n").encode()
    assert lamps().register().items == read(windows).register().items


def test_large_files_are_refused() -> None:
    """There is a limit to the size, and it is said."""
    small = Limits(bytes=40)
    with pytest.raises(UnreadableFileError, match="larger than the 40 bytes"):
        read(LAMPS.encode(), ImportContext(limits=small))


def test_files_are_found_by_path_and_stream(tmp_path: Path) -> None:
    """A path, a stream and the bytes themselves are read alike."""
    path = tmp_path / "lamps.txt"
    path.write_text(LAMPS, encoding="utf-8")
    with path.open("rb") as stream:
        assert lamps().records == read(stream).records
    reading = read(str(path))
    assert lamps().records == reading.records
    assert {"lamps.txt"} == {finding.place.file for finding in reading.findings if finding.place}


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    """A wrong path is one clear line."""
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read(tmp_path / "lamps.txt")
    with pytest.raises(UnreadableFileError, match="it is a folder"):
        read(tmp_path)
    for name in ("x" * 5_000, "\x00"):
        with pytest.raises(UnreadableFileError, match="it could not be opened"):
            read(tmp_path / name)


def test_an_unknown_format_is_refused() -> None:
    """A format that nobody reads names those that there are."""
    assert ("excel", "word", "plaintext") == formats()
    assert lamps() == lamps(context=ImportContext(format="plaintext"))
    with pytest.raises(UnknownFormatError, match="plaintext"):
        lamps(context=ImportContext(format="plain"))


def test_the_importer_keeps_its_protocol() -> None:
    """What is built in has no privileges."""
    assert isinstance(TrackerPage(), Importer)
    assert TrackerPage().recognises(LAMPS.encode(), ImportContext())


def test_a_register_is_made_of_a_reading() -> None:
    """The id and title of the register come from the page unless they are given."""
    reading = lamps()
    assert ("panel-on-lamps-recommendation-2-register", "Panel on Lamps, Recommendation 2") == (
        reading.register().id,
        reading.register().title,
    )
    assert ("a", "B") == (reading.register("a", "B").id, reading.register("a", "B").title)


# --- laws -----------------------------------------------------------------------------------------

_letters = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=8
)
_word = (
    st.sampled_from(
        "the Board lamps should be counted. by May 2027 Target date: agree Response Accepted "
        "Rejected · – “x” Panel".split()
    )
    | _letters
)
_sentence = st.lists(_word, min_size=1, max_size=12).map(" ".join)
_body = st.sampled_from(["Panel on Lamps", "Committee of Ways", "Комитет", "Lamps & Oil Ltd"])
_status = st.sampled_from(
    ["Accepted", "Accepted in Part", "Not Addressed", "No Response", "Parked"]
)


@st.composite
def pages(draw: DrawFn) -> str:
    """Draw a page of the shape, with odd words in it."""
    label = draw(st.sampled_from(["1", "14", "3b", "R-7", "4a) ii)"]))
    text = draw(_sentence)
    gap = st.sampled_from(["\n", "\n\n", "\n \n\n"])
    lines = [
        f"Site · {draw(_body)}",
        f"{draw(st.sampled_from(['Recommendation', 'Finding', 'Act']))} {label}",
    ]
    lines += [
        label,
        text[:20] + "...",
        draw(st.sampled_from(["Recommendation", "Conclusion"])),
        text,
    ]
    lines.append(f"Government Response {draw(_status)}")
    for _ in range(draw(st.integers(0, 3))):
        lines.append(f"{draw(_body)} {draw(_status)}")
        lines += draw(st.lists(_sentence, max_size=3))
    return "".join(line + draw(gap) for line in lines)


@given(st.lists(pages(), min_size=1, max_size=3).map("".join))
def test_every_word_of_any_page_is_kept(text: str) -> None:
    """Whatever words stand in pages of this shape, the register holds each of them."""
    assert set() == words_not_kept(text, read(text.encode()).records)


@given(st.binary() | st.text().map(str.encode) | pages().map(lambda text: text.encode()[:-30]))
@example(b"\x00\x00")
@example("A · B\nAct 1\n1\nRecommendation\nx".encode())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """There is no third way."""
    try:
        reading = read(data)
    except UnreadableFileError:
        return
    assert reading.register().items


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("The Lamp Inspectorate will publish a plan by June 2027.", "Lamp Inspectorate"),
        ("The Government will publish a plan by June 2027.", ""),
        ("We will publish a plan by June 2027.", ""),
        ("The Lamp Inspectorate and Harbour Office will write by June 2027.", ""),
    ],
    ids=["named", "government", "we", "two"],
)
def test_a_promise_belongs_to_the_body_that_its_sentence_names(sentence: str, owner: str) -> None:
    """Whoever is named owns the promise; general words, "we" and several names leave it to who replies."""
    register = lamps("with this recommendation.", f"with this. {sentence}").register()
    (promise,) = register.commitments
    names = [register.name_of(one) for one in promise.owners]
    assert [owner or register.name_of(register.responses[0].responder)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "DOH, working with Ofport, will write by June 2027.",
        "Ofport will write by June 2027.",
        "The harbour boards will write by June 2027.",
    ],
)
def test_words_that_may_be_a_body_are_kept_and_make_none(sentence: str) -> None:
    """An owner that nobody knows stays in words, with a finding; whoever replies is the owner."""
    reading = lamps("with this recommendation.", f"with this. {sentence}")
    register = reading.register()
    (promise,) = register.commitments
    assert (register.responses[0].responder,) == promise.owners
    assert ["owner"] == [name for name, _ in promise.extra]
    assert promise.extra[0][1] in sentence
    assert ["IMP729"] == [one.code for one in reading.findings if one.code == "IMP729"]


def test_a_body_made_of_a_promise_is_told() -> None:
    """A name that is clearly a body's makes one, and a finding says so."""
    reading = lamps(
        "with this recommendation.", "with this. The Lamp Inspectorate will write by June 2027."
    )
    assert ["made a body of “Lamp Inspectorate”"] == [
        one.message for one in reading.findings if one.code == "IMP729"
    ]

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import os
import stat
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from accountability import (
    AppliedChange,
    Assessment,
    Assurance,
    Collection,
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Event,
    EventKind,
    Finding,
    Implementation,
    InvalidRecordError,
    InvalidRegisterError,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    PartialDate,
    Position,
    Precision,
    Recommendation,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Undated,
    UnreadableFileError,
    Update,
    Waiver,
    dump,
    dumps,
    from_dict,
    json_schema,
    load,
    loads,
    to_dict,
)
from accountability.model import COLLECTIONS
from accountability.serialization import FORMAT, KINDS, VERSION
from accountability.serialization import _files as files
from accountability.serialization import _reading as reading
from accountability.serialization._problems import findings_of

DAY = PartialDate.day(dt.date(2031, 3, 4))
SPRING = PartialDate(
    earliest=dt.date(2032, 3, 1),
    latest=dt.date(2032, 5, 31),
    precision=Precision.SEASON,
    words="Spring 2032",
)
REGISTER = Register(
    id="xx-lights",
    title="Harbour lights",
    organisations=(Organisation(id="xx-ports", name="Ministry of Ports"),),
    documents=(
        Document(
            id="xx-hc1",
            kind=DocumentKind.REPORT,
            title="Lights out",
            published=DAY,
            events=(Event(kind=EventKind.LAID, day=DAY),),
        ),
    ),
    items=(
        Recommendation(
            id="xx-hc1/rec-1",
            document="xx-hc1",
            label="1",
            text="Light the pier.",
            wanted_by=(Undated(words="in due course"),),
            links=(Link(kind=LinkKind.FOLLOWS_FROM, to="xx-hc1/con-1"),),
            sources=(Source(place="page 4"),),
            extra=(("Theme", "Light"), ("Theme", "Piers")),
        ),
        Conclusion(id="xx-hc1/con-1", document="xx-hc1", kind=ItemKind.FINDING),
    ),
    responses=(
        Response(
            id="xx-hc1/rec-1/xx-ports",
            answers="xx-hc1/rec-1",
            responder="xx-ports",
            position=Position.ACCEPTED,
            steps=(Step(stage=Stage.SENT, day=DAY),),
        ),
    ),
    commitments=(
        Commitment(
            id="xx-hc1/rec-1/xx-ports/c1",
            text="",
            dates=(TargetDate(date=SPRING, source=Source(document="xx-hc1")),),
        ),
    ),
    updates=(
        Update(
            id="u",
            about="xx-hc1/rec-1",
            reported_by="xx-ports",
            implementation=Implementation.OPEN,
            assurance=Assurance.VERIFIED,
        ),
    ),
    assessments=(
        Assessment(id="a", about="xx-hc1/rec-1", by="xx-lords", opinion=Opinion.SATISFACTORY),
    ),
    notes=(Note(id="n", about="xx-hc1/rec-1"),),
    waivers=(Waiver(id="w", rule="REC101", record="xx-hc1/rec-1", reason="Known."),),
    collections=(
        Collection(
            id="k",
            day=DAY,
            file="back.xlsx",
            digest="sha256:0",
            applied=(AppliedChange(record="n", field="text"),),
        ),
    ),
)
"""One record of every class, one value of every kind."""

NEWER = (
    "the file is of version 7, and this library reads versions up to 1; "
    "install a newer accountability"
)
HEAD = '{"format": "accountability-register", "version": 1, "id": "r", "title": "T"'


def problems(text: str) -> list[str]:
    """List what is wrong with a register file, each with its place."""
    with pytest.raises(InvalidRegisterError) as caught:
        loads(text)
    return [f"{finding.place}: {finding.message}" for finding in caught.value.findings]


def problems_with(**members: Any) -> list[str]:
    """List what is wrong with a register file that has these members beside its head."""
    return problems(json.dumps({**json.loads(HEAD + "}"), **members}))


def problems_with_response(**members: Any) -> list[str]:
    """List what is wrong with a file of one response that has these members beside its ids."""
    return problems_with(responses=[{"id": "x", "answers": "a", "responder": "b", **members}])


def reason(text: str | bytes) -> str:
    """Return why *text* is no register at all."""
    with pytest.raises(UnreadableFileError) as caught:
        loads(text)
    return caught.value.reason


# --- writing --------------------------------------------------------------------------------------


class TestWriting:
    def test_a_file_says_what_it_is_first(self) -> None:
        """Format and version come before the register's own fields, and defaults are left out."""
        expected = (
            '{\n  "format": "accountability-register",\n  "version": 1,\n'
            '  "id": "r",\n  "title": "T"\n}\n'
        )
        assert expected == dumps(Register(id="r", title="T"))

    def test_members_stand_in_the_order_of_the_fields(self) -> None:
        """A record is written in the order of its class; an item always says its kind."""
        expected = {
            "id": "xx-hc1/rec-1",
            "document": "xx-hc1",
            "kind": "recommendation",
            "label": "1",
            "text": "Light the pier.",
            "wanted_by": [{"words": "in due course"}],
            "links": [{"kind": "follows-from", "to": "xx-hc1/con-1"}],
            "sources": [{"place": "page 4"}],
            "extra": [["Theme", "Light"], ["Theme", "Piers"]],
        }
        written = to_dict(REGISTER)["items"][0]
        assert list(expected.items()) == list(written.items())

    def test_a_date_is_an_object_whatever_it_is(self) -> None:
        """A day, an interval and words without a date have one shape; the days tell them apart."""
        day = {"earliest": "2031-03-04", "latest": "2031-03-04", "precision": "day"}
        spring = {
            "earliest": "2032-03-01",
            "latest": "2032-05-31",
            "precision": "season",
            "words": "Spring 2032",
        }
        plain = to_dict(REGISTER)
        assert day == plain["documents"][0]["published"]
        assert spring == plain["commitments"][0]["dates"][0]["date"]
        assert {"words": "in due course"} == plain["items"][0]["wanted_by"][0]

    def test_plain_data_is_plain(self) -> None:
        """Nothing but dicts, lists, texts and one number comes out of `to_dict`."""
        seen = set()

        def walk(value: object) -> None:
            seen.add(type(value))
            if isinstance(value, dict):
                for key, member in value.items():
                    walk(key)
                    walk(member)
            if isinstance(value, list):
                for member in value:
                    walk(member)

        walk(to_dict(REGISTER))
        assert {dict, list, str, int} == seen

    def test_a_line_begins_with_the_class_of_its_record(self) -> None:
        """JSON Lines have a header and then a record a line, in the order of the register's fields."""
        head, *lines = (json.loads(line) for line in dumps(REGISTER, lines=True).split("\n")[:-1])
        assert {
            "format": FORMAT,
            "version": VERSION,
            "id": "xx-lights",
            "title": "Harbour lights",
        } == head
        assert {"record"} == {next(iter(line)) for line in lines}
        assert [type(record).__name__ for record in REGISTER] == [line["record"] for line in lines]

    def test_what_a_waiver_is_about_has_another_name_on_a_line(self) -> None:
        """A waiver has a member `record` of its own, whose name a line uses for the class."""
        line = dumps(REGISTER, lines=True).split("\n")[-3]
        expected = (
            '{"record":"Waiver","id":"w","rule":"REC101","about":"xx-hc1/rec-1","reason":"Known."}'
        )
        assert expected == line

    @pytest.mark.parametrize(
        "text",
        [
            "one\u2028line\u2029and\x85one\x0cmore".replace("\x0c", " "),
            "🏗️ 👩‍🔧 𝔸",
            "שלום \u2067abc\u2069 \u202eabc\u202c",
            "x" * 100_000,
            "–" * 100_000,
            'C:\\users\\b "quoted" \\u0041 \\ud800',
            "\t\n",
            "\x7f\x9f\u00ad\ufeff\ufffd",
        ],
    )
    def test_any_text_survives(self, text: str) -> None:
        """What a text holds is not escaped where JSON allows it, and comes back as it was."""
        register = Register(id="r", title=f"T{text}")
        for lines in (False, True):
            written = dumps(register, lines=lines)
            assert "\\u2028" not in written
            assert register == loads(written)
            assert register == loads(written.encode())

    def test_line_ends_in_a_text_do_not_end_a_line(self) -> None:
        """A file of one record as JSON Lines has two line ends, whatever the record says."""
        register = Register(id="r", title="T").with_records(
            Note(id="n", about="r", text="a\u2028b\nc\x85d")
        )
        assert 2 == dumps(register, lines=True).count("\n")

    def test_equal_registers_give_equal_bytes(self) -> None:
        """The order in which records were added to their kinds is all that can differ."""
        again = Register(id="xx-lights", title="Harbour lights").with_records(*REGISTER)
        assert dumps(REGISTER) == dumps(again)


# --- reading what is right ------------------------------------------------------------------------


class TestReading:
    @pytest.mark.parametrize("lines", [False, True])
    def test_a_register_comes_back(self, lines: bool) -> None:
        """Every class and kind of value makes the round trip."""
        assert REGISTER == loads(dumps(REGISTER, lines=lines))
        assert REGISTER == loads(dumps(REGISTER, lines=lines).encode())

    def test_plain_data_come_back_and_are_left_alone(self) -> None:
        """`from_dict` reads what `to_dict` returns and does not change it."""
        plain = to_dict(REGISTER)
        before = json.dumps(plain)
        assert REGISTER == from_dict(plain)
        assert before == json.dumps(plain)

    def test_null_is_as_good_as_absent_where_a_field_may_be_empty(self) -> None:
        """Other writers write every member; what has no default of its own must still be given."""
        text = (
            HEAD + ', "items": [], "responses": [{"id": "x", "answers": "a", "responder": "b", '
            '"position": null, "document": null, "day": {"earliest": null, "latest": null, '
            '"words": "soon"}}]}'
        )
        expected = Response(id="x", answers="a", responder="b", day=Undated(words="soon"))
        assert (expected,) == loads(text).responses

    def test_lines_may_stand_in_any_order(self) -> None:
        """Records go where their class belongs; blank lines and carriage returns do no harm."""
        head, *lines = dumps(REGISTER, lines=True).splitlines()
        shuffled = "\r\n".join([head, "", *reversed(lines), "", ""])
        expected = Register(id=REGISTER.id, title=REGISTER.title).with_records(
            *reversed(tuple(REGISTER))
        )
        assert expected == loads(shuffled)

    def test_the_class_may_be_named_anywhere_on_a_line(self) -> None:
        """Tools that sort members do no harm."""
        text = HEAD + '}\n{"about": "x", "id": "n", "record": "Note"}\n'
        assert (Note(id="n", about="x"),) == loads(text).notes
        text = (
            HEAD + '}\n{"about": "x", "id": "w", "reason": "y", "record": "Waiver", "rule": "z"}\n'
        )
        assert (Waiver(id="w", rule="z", record="x", reason="y"),) == loads(text).waivers

    def test_a_header_alone_is_an_empty_register(self) -> None:
        """JSON on one line and a header without records say the same."""
        assert Register(id="r", title="T") == loads(HEAD + "}\n") == loads(HEAD + "}\n\n \n")

    def test_the_class_of_an_item_follows_its_kind(self) -> None:
        """Every kind makes the class that it belongs to."""
        for kind in ItemKind:
            plain = {"id": "i", "document": "d", "kind": kind.value}
            (item,) = from_dict({**json.loads(HEAD + "}"), "items": [plain]}).items
            assert kind == item.kind

    def test_equal_dates_are_one_object(self) -> None:
        """A register names the same few days over and over; memory holds each once."""
        register = loads(dumps(REGISTER))
        step = register.responses[0].steps[0]
        assert register.documents[0].published is step.day

    @pytest.mark.parametrize("enabled", [False, True])
    def test_the_garbage_collector_is_put_back(self, enabled: bool) -> None:
        """Loading pauses it, and leaves it as it was, even when loading fails."""
        was = gc.isenabled()
        try:
            (gc.enable if enabled else gc.disable)()
            loads(dumps(REGISTER))
            assert enabled == gc.isenabled()
            problems_with(surprise=1)
            assert enabled == gc.isenabled()
            reason("[" * 100_000)
            assert enabled == gc.isenabled()
        finally:
            (gc.enable if was else gc.disable)()

    @pytest.mark.parametrize("frozen", [False, True])
    def test_a_large_register_is_not_looked_at_by_the_collector(self, frozen: bool) -> None:
        """Its records are old at once; what somebody else has frozen stays frozen."""
        notes = [Note(id=f"n{number}", about="x", sources=(Source(),)) for number in range(6000)]
        text = dumps(Register(id="r", title="T").with_records(*notes))
        del notes
        gc.collect()
        if frozen:
            gc.freeze()
        try:
            register = loads(text)
            assert frozen == (gc.get_freeze_count() > 0)
            old = {id(each) for each in gc.get_objects(generation=2)}
            assert frozen or old >= {id(note) for note in register.notes}
        finally:
            gc.unfreeze()


# --- reading what is wrong ------------------------------------------------------------------------


class TestProblems:
    def test_all_of_them_are_told_at_once(self) -> None:
        """Reading goes through the whole file and raises once, in the order of the file."""
        text = HEAD + (
            ', "itms": [], "items": [{"id": "a", "document": "d", "kind": "recommendation", '
            '"lable": "4", "text": 5, "links": [{"kind": "follows-from", "to": null}]}, '
            '{"id": "a", "document": ""}], "responses": [{"id": "b", "answers": "a", '
            '"responder": "x", "position": "acepted", "text": "\\ud800"}]}'
        )
        expected = [
            '$.itms: a register has no member "itms"; did you mean "items"?',
            "$.items[0].text: needs text, not the number 5",
            "$.items[0].links[0].to: needs text, not null",
            '$.items[0].lable: a recommendation has no member "lable"; did you mean "label"?',
            "$.items[1].document: is empty; give it a value",
            "$.items[1].kind: is missing; an item needs it",
            '$.items[1].id: "a" is also the id of $.items[0]; give one of them another',
            '$.responses[0].position: "acepted" is not a position; did you mean "accepted"?',
            (
                "$.responses[0].text: its character 1 is U+D800, which a register cannot hold; "
                "replace it or leave it out"
            ),
        ]
        assert expected == problems(text)

    def test_what_is_right_is_not_told(self) -> None:
        """One problem in a file is one finding, though all of the file is looked at."""
        null = {"position": None, "day": None, "document": None}
        assert ['$.surprise: a register has no member "surprise"'] == problems_with(
            **{**{name: [] for name in COLLECTIONS}, **to_dict(REGISTER), "surprise": 1}
        )
        expected = ["$.responses[0].text: needs text, not null"]
        assert expected == problems_with_response(**null, text=None)

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("{}", "$.record: is missing; it names the class of the record: Organisation"),
            (
                '{"record": "Conclusion", "id": "c", "document": "d", "kind": "request"}',
                '$.record: an item of kind "request" is a Recommendation, not a Conclusion',
            ),
            (
                '{"record": "Conclusion", "id": "c", "document": "d"}',
                "$.kind: is missing; an item needs it",
            ),
            (
                '{"record": "Waiver", "id": "w", "rule": "x", "record": "y", "reason": "z"}',
                '$.record: there is more than one member "record"; keep one',
            ),
            (
                '{"record": "Note", "id": "n", "about": "x", "record": "Note"}',
                '$.record: there is more than one member "record"; keep one',
            ),
            ('[["record", "Note"], ["id", "n"], ["about", "x"]]', "$: needs an object with the"),
        ],
    )
    def test_a_line_that_is_wrong_in_one_way(self, line: str, expected: str) -> None:
        """Each of these is seen by the quick reading alone, too."""
        told = problems(f"{HEAD}}}\n{line}\n")
        assert told[0].startswith(f"line 2: {expected}")

    def test_what_a_constructor_alone_knows_is_told_as_well(self) -> None:
        """A rule that is added to a constructor tomorrow makes findings without being named here."""
        error = InvalidRecordError("Note", "n", "text", "is too short")
        (told,) = findings_of(error, "$.notes[0]")
        assert ("$.notes[0].text", "is too short") == (str(told.place), told.message)

    def test_faults_of_our_own_are_not_told_as_problems_of_the_file(self) -> None:
        """An error that no file causes goes on as it is."""
        with pytest.raises(ZeroDivisionError):
            list(findings_of(ZeroDivisionError(), "$"))

    def test_on_lines_they_stand_under_their_line(self) -> None:
        """The place of a problem in JSON Lines is its line, then the path in it."""
        text = HEAD + (
            ', "titel": "T"}\n'
            '{"record": "Note", "id": "n", "about": "x", "text": 5}\n'
            "\n"
            '{"record": "Nte", "id": "o"}\n'
            '{"record": "Note", "id": "n", "about": "x"\n'
            "[]\n"
            '{"id": "p"}\n'
            '{"record": 5}\n'
            '{"record": "Note", "id": "n", "about": "x", "id": "q"}\n'
            '{"record": "Conclusion", "id": "r", "document": "d", "kind": "request"}\n'
            '{"record": "Waiver", "id": "w", "rule": "x", "reason": "y"}\n'
        )
        classes = (
            "Organisation, Document, Recommendation, Conclusion, Response, Commitment, Update, "
            "Assessment, Note, Waiver, Collection"
        )
        expected = [
            'line 1: $.titel: a register has no member "titel"; did you mean "title"?',
            "line 2: $.text: needs text, not the number 5",
            'line 4: $.record: "Nte" is not a class of record; did you mean "Note"?',
            "line 5: it breaks off at column 43, as a file does that was cut short; get it whole",
            "line 6: $: needs an object with the members of a record, not a list",
            f"line 7: $.record: is missing; it names the class of the record: {classes}",
            "line 8: $.record: needs the name of a class of record, not the number 5",
            'line 9: $.id: there is more than one member "id"; keep one',
            'line 10: $.record: an item of kind "request" is a Recommendation, not a Conclusion',
            "line 11: $.about: is missing; a waiver needs it",
        ]
        assert expected == problems(text)

    def test_the_register_and_its_records_share_no_id(self) -> None:
        """Both places of an id that is used twice are named, the register itself among them."""
        note = {"record": "Note", "id": "n", "about": "x"}
        lines = [json.loads(HEAD + "}"), note, note, {**note, "id": "r"}]
        expected = [
            'line 3: $.id: "n" is also the id of line 2: $; give one of them another',
            'line 4: $.id: "r" is also the id of the register itself; give one of them another',
        ]
        assert expected == problems("\n".join(map(json.dumps, lines)))

    def test_a_header_line_holds_no_records(self) -> None:
        """Records belong on lines of their own."""
        text = HEAD + ', "notes": []}\n{"record": "Note", "id": "n", "about": "x"}\n'
        expected = ["line 1: $.notes: the first line holds no notes; each has a line of its own"]
        assert expected == problems(text)

    def test_members_that_come_twice_are_refused(self) -> None:
        """JSON leaves it to the reader which of the two counts; we ask."""
        text = (
            HEAD
            + ', "id": "s", "notes": [{"id": "n", "about": "x", "id": "o", "a\\nb": 1, "a\\nb": 2}]}'
        )
        expected = [
            '$.id: there is more than one member "id"; keep one',
            '$.notes[0].id: there is more than one member "id"; keep one',
            '$.notes[0]["a b"]: there is more than one member "a b"; keep one',
            '$.notes[0]["a b"]: a note has no member "a b"',
        ]
        assert expected == problems(text)

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("5", "the number 5"),
            ("1.5", "the number 1.5"),
            ("NaN", "NaN"),
            ("-Infinity", "-Infinity"),
            ("1e999", "the number 1e999"),
            ("9" * 5000, f"the number {'9' * 59}…"),
            ("true", "true"),
            ("false", "false"),
            ("null", "null"),
            ("[]", "a list"),
            ("{}", "an object"),
        ],
    )
    def test_a_value_of_the_wrong_type_is_called_by_its_name(
        self, written: str, shown: str
    ) -> None:
        """Messages speak of JSON: numbers as written, however long, null, lists, objects."""
        text = HEAD.replace('"T"', written) + "}"
        assert [f"$.title: needs text, not {shown}"] == problems(text)

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (5, "the number 5"),
            (10**20, "a number of many digits"),
            (float("nan"), "the number nan"),
            ((), "a tuple"),
            (DAY, "a PartialDate"),
        ],
    )
    def test_plain_data_may_hold_what_json_cannot(self, value: object, shown: str) -> None:
        """What a program passes to `from_dict` is called by its name too."""
        with pytest.raises(InvalidRegisterError) as caught:
            from_dict({**json.loads(HEAD + "}"), "title": value})
        assert [f"needs text, not {shown}"] == [each.message for each in caught.value.findings]

    def test_plain_data_may_have_names_that_are_no_text(self) -> None:
        """A dict with a number for a name is refused in words."""
        names: dict[Any, Any] = {**json.loads(HEAD + "}"), 5: "x"}
        with pytest.raises(InvalidRegisterError) as caught:
            from_dict(names)
        (finding,) = caught.value.findings
        assert "a member's name is text, not the number 5" == finding.message

    def test_collections_are_lists(self) -> None:
        """What holds records is a list, and what it holds are objects."""
        expected = [
            "$.items: needs a list of items, not null",
            "$.notes[0]: needs a note (an object), not the number 7",
        ]
        assert expected == problems_with(items=None, notes=[7])

    def test_an_object_is_no_list(self) -> None:
        """One source without brackets around it is not taken for a list of one."""
        expected = ["$.responses[0].sources: needs a list, not an object"]
        assert expected == problems_with_response(sources={"place": "page 4"})

    def test_lists_and_objects_are_told_apart(self) -> None:
        """A list of pairs is no object, and a text no list."""
        expected = [
            '$.responses[0].declined: needs a list, not "abc"',
            "$.responses[0].steps[0]: needs a step (an object), not a list",
            '$.responses[0].extra[0]: needs a heading and a value (["Theme", "Money"]), not "ab"',
            "$.responses[0].extra[1]: needs text, not the number 1",
        ]
        steps = [[["stage", "sent"]]]
        extra = ["ab", ["a", 1]]
        assert expected == problems_with_response(declined="abc", steps=steps, extra=extra)

    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ({"earliest": "2031-02-30"}, '.earliest: there is no day "2031-02-30"'),
            (
                {"latest": "20310101"},
                '.latest: needs a day written as year, month and day ("2031-03-31"), not "20310101"',
            ),
            (
                {"latest": "2031-W01-1"},
                (
                    '.latest: needs a day written as year, month and day ("2031-03-31"), '
                    'not "2031-W01-1"'
                ),
            ),
            (
                {"earliest": "2031-02-02", "latest": "2031-01-01"},
                ": its earliest day 2031-02-02 is after its latest day 2031-01-01",
            ),
            (
                {"words": "soon", "precision": "day"},
                (
                    '.precision: is given without a day; give "earliest" or "latest" beside it, '
                    "or leave it out"
                ),
            ),
            (
                {"earliest": "2031-01-01", "precision": "day"},
                ": a date of day precision is one day",
            ),
            (
                {"earliest": "2031-01-01", "precision": "dya"},
                '.precision: "dya" is not a precision; did you mean "day"?',
            ),
            (
                {"words": "soon", "word": "x"},
                '.word: a date has no member "word"; did you mean "words"?',
            ),
            (
                "2031-01-01",
                (
                    ': needs an object that says which days it can be ({"earliest": "2031-03-01", '
                    '"latest": "2031-03-31", "precision": "month"}), not "2031-01-01"'
                ),
            ),
            (5, ": needs a date (an object), not the number 5"),
        ],
    )
    def test_dates_that_cannot_be(self, date: object, expected: str) -> None:
        """What is wrong with a date is said in the words of dates."""
        assert [f"$.responses[0].day{expected}"] == problems_with_response(day=date)

    def test_what_no_responder_states(self) -> None:
        """That a reply is silent is somebody else's reading."""
        expected = (
            '$.responses[0].position: no responder states "not-addressed"; what somebody else reads '
            "belongs in an assessment"
        )
        assert [expected] == problems_with_response(position="not-addressed")

    def test_a_value_like_no_other_names_them_all(self) -> None:
        """Without a likeness there is nothing to suggest but the whole list."""
        expected = (
            '$.responses[0].position_how: "zzz" is not a way in which a position is known; '
            "choose one of: chosen, printed, read"
        )
        assert [expected] == problems_with_response(position_how="zzz")
        expected = "$.responses[0].position_how: needs a way in which a position is known, not null"
        assert [expected] == problems_with_response(position_how=None)

    def test_long_and_odd_values_are_shown_short_and_visible(self) -> None:
        """A message shows at most sixty characters of a value, on one line, with nothing invisible."""
        (told,) = problems_with_response(position="ab\nc\x07" + "d" * 100_000)
        shown = "ab c⟨U+0007⟩" + "d" * 47 + "…"
        assert f'$.responses[0].position: "{shown}" is not a position; choose' in told
        (told,) = problems_with(marking=["\u202e"], **{"\u202etfel": 1})[1:]
        assert '"⟨U+202E⟩tfel"' in told
        (told,) = problems_with(**{"n" * 100_000: 1})
        assert len(told) < 250

    @pytest.mark.parametrize(
        ("version", "message"),
        [
            (
                7,
                NEWER,
            ),
            (0, "needs a whole number from 1 on, not the number 0"),
            (True, "needs a whole number from 1 on, not true"),
            ("1", 'needs a whole number from 1 on, not "1"'),
            (1.0, "needs a whole number from 1 on, not the number 1.0"),
            (10**40, f"needs a whole number from 1 on, not the number {10**40}"),
        ],
    )
    def test_versions_we_do_not_read(self, version: object, message: str) -> None:
        """A newer version is named, with what to do; anything else is no version."""
        assert [f"$.version: {message}"] == problems_with(version=version)

    def test_a_version_is_needed(self) -> None:
        """A file that does not say its version is not guessed at."""
        text = HEAD.replace('"version": 1, ', "") + "}"
        assert ["$.version: is missing; this library writes 1"] == problems(text)

    def test_the_id_and_title_of_the_register_are_needed(self) -> None:
        """A register without a name is refused like a record without an id."""
        text = '{"format": "accountability-register", "version": 1, "title": " "}'
        expected = ["$.id: is missing; a register needs it", "$.title: is empty; give it a value"]
        assert expected == problems(text)

    def test_findings_carry_a_code_and_advice(self) -> None:
        """Every kind of problem is described once, with what to do."""
        with pytest.raises(InvalidRegisterError) as caught:
            loads(HEAD + ', "surprise": 1}')
        (finding,) = caught.value.findings
        assert isinstance(finding, Finding)
        assert KINDS[0].code == finding.code == "IMP710"
        assert KINDS[0].help == finding.help
        assert len(KINDS) == len({kind.code for kind in KINDS})
        assert all(kind.help for kind in KINDS)

    def test_a_thousand_problems_do_not_flood_the_message(self) -> None:
        """The message lists fifty; the findings hold all."""
        with pytest.raises(InvalidRegisterError) as caught:
            from_dict({**json.loads(HEAD + "}"), "notes": [{}] * 1000})
        assert 2000 == len(caught.value.findings)
        assert str(caught.value).endswith("\n  ... and 1950 more")
        assert 52 == len(str(caught.value).splitlines())


class TestUnreadable:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "it is empty; was it written to its end?"),
            (" \n", "it is empty; was it written to its end?"),
            ("[]", "it is JSON, but a list and not a register, which is an object"),
            ("5", "it is JSON, but the number 5 and not a register, which is an object"),
            ('"x"', 'it is JSON, but "x" and not a register, which is an object'),
            (
                "{}",
                (
                    "it is JSON, but does not say that it is a register; "
                    'one begins with "format": "accountability-register"'
                ),
            ),
            ('{"format": "x"}', 'its format is "x", not "accountability-register"'),
            (
                '{"format": "acountability-register"}',
                (
                    'its format is "acountability-register", not "accountability-register" '
                    "(is it misspelled?)"
                ),
            ),
            ('{"format": 5}', 'its format is the number 5, not "accountability-register"'),
            (
                '{"a": 1}\n{"a": 2}\n',
                (
                    "it is JSON, but does not say that it is a register; "
                    'one begins with "format": "accountability-register"'
                ),
            ),
            (HEAD, "it breaks off at column 76, as a file does that was cut short; get it whole"),
            (
                '{\n  "format": "acc',
                "it breaks off at line 2, column 13, as a file does that was cut short; get it whole",
            ),
            (
                HEAD + ",\n}",
                (
                    "it is no JSON from line 2, column 1 on (expecting property name enclosed in double "
                    "quotes); mend it there"
                ),
            ),
            (HEAD + "}}", "it is no JSON from column 77 on (extra data); mend it there"),
            (
                '{"format" "x"}',
                "it is no JSON from column 11 on (expecting ':' delimiter); mend it there",
            ),
            ("Dear Chair", "it is no JSON from column 1 on (expecting value); mend it there"),
            (
                "\ufeff" + HEAD + "}",
                "it begins with a byte order mark; save it as UTF-8 without one",
            ),
            (
                HEAD.replace("T", "\ud83c") + "}",
                "its character 74 is one half of a pair (U+D83C); pass its bytes",
            ),
        ],
    )
    def test_text_that_is_no_register(self, text: str, expected: str) -> None:
        """One clear line says what it is and what to do."""
        if "property name" in expected:
            # Newer Pythons say it better.
            assert reason(text).startswith("it is no JSON from line")
        else:
            assert expected == reason(text)

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (b"PK\x03\x04....xl/workbook.xml", "it is an Excel workbook, not a register"),
            (b"PK\x03\x04....word/document.xml", "it is a Word document, not a register"),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text",
                "it is an OpenDocument file, not a register",
            ),
            (b"PK\x03\x04....", "it is a zip archive, not a register"),
            (b"%PDF-1.7", "it is a PDF, not a register"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                "it is an Office file of the old kind (.xls, .doc)",
            ),
            (b"{\\rtf1 x}", "it is a rich text file, not a register"),
            (b"\n<!DOCTYPE html>", "it is an HTML page, not a register"),
            (b"<HTML lang='en'>", "it is an HTML page, not a register"),
            (b"<?xml version='1.0'?>", "it is an XML or HTML file, not a register"),
            (b"\x1f\x8b\x08", "it is compressed (gzip); unpack it first"),
            ("{}".encode("utf-16"), "it is UTF-16; save it as UTF-8"),
            (b'{"a":\n"\xe9"}', "line 2 is not UTF-8 (byte 0xE9); save it as UTF-8"),
        ],
    )
    def test_files_of_another_kind(self, data: bytes, expected: str) -> None:
        """What a file looks like is said, so that the right command can be found."""
        assert reason(data).startswith(expected)

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 100_000,
            '{"a":' * 100_000,
            HEAD + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
            HEAD + '}\n{"record": "Note", "x": ' + "[" * 100_000 + "]" * 100_000 + "}\n",
        ],
    )
    def test_nesting_without_end_is_refused(self, text: str) -> None:
        """A file nested too deeply ends in an error of ours, not in Python's recursion."""
        assert reason(text).startswith("its objects or lists are nested more deeply")

    def test_plain_data_of_something_else(self) -> None:
        """`from_dict` refuses what says that it is something else."""
        with pytest.raises(UnreadableFileError, match="the input cannot be read: it is JSON, but"):
            from_dict({"format_version": 1})


# --- files ----------------------------------------------------------------------------------------


class TestFiles:
    @pytest.mark.parametrize("name", ["register.json", "register.jsonl", "register.NDJSON"])
    def test_a_path_is_written_and_read(self, tmp_path: Path, name: str) -> None:
        """The suffix decides how a path is written, unless the caller does; reading looks inside."""
        for path in (tmp_path / name, str(tmp_path / name)):
            dump(REGISTER, path)
            assert REGISTER == load(path)
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert dumps(REGISTER, lines=not name.endswith(".json")) == written
        dump(REGISTER, tmp_path / name, lines=name.endswith(".json"))
        assert written != (tmp_path / name).read_text(encoding="utf-8")
        assert REGISTER == load(tmp_path / name)
        assert [name] == [path.name for path in tmp_path.iterdir()]

    def test_a_stream_is_written_and_read(self) -> None:
        """Streams hold bytes; JSON Lines are asked for."""
        for lines in (None, False, True):
            stream = io.BytesIO()
            dump(REGISTER, stream, lines=lines)
            assert dumps(REGISTER, lines=bool(lines)).encode() == stream.getvalue()
            stream.seek(0)
            assert REGISTER == load(stream)
            assert REGISTER == load(stream.getvalue())

    def test_a_stream_of_text_is_refused(self, tmp_path: Path) -> None:
        """What a text stream does to line ends and encodings is not ours to guess."""
        with pytest.raises(TypeError, match="mode 'wb'"):
            dump(REGISTER, io.StringIO())  # type: ignore[arg-type]  # that it is wrong is the point
        with pytest.raises(TypeError, match="mode 'rb'"):
            load(io.StringIO("{}"))  # type: ignore[arg-type]  # the same
        with pytest.raises(TypeError, match="not int"):
            load(5)  # type: ignore[arg-type]  # the same

    def test_a_failed_write_leaves_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was there stays until the new file is whole, and nothing else is left behind."""
        path = tmp_path / "register.json"
        dump(REGISTER, path)
        before = path.read_bytes()

        def fail(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space left"):
            dump(Register(id="r", title="T"), path)
        assert before == path.read_bytes()
        assert ["register.json"] == [path.name for path in tmp_path.iterdir()]

    @pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions and links")
    def test_permissions_and_links_stay(self, tmp_path: Path) -> None:
        """A file that the team may write stays so, and a link goes on pointing."""
        path, link = tmp_path / "register.json", tmp_path / "latest.json"
        path.write_text("old", encoding="utf-8")
        path.chmod(0o664)
        link.symlink_to(path)
        dump(REGISTER, link)
        assert link.is_symlink()
        assert REGISTER == load(path)
        assert 0o664 == stat.S_IMODE(path.stat().st_mode)

    @pytest.mark.skipif(os.name != "posix", reason="Windows has no named pipes in its file system")
    def test_a_pipe_is_read_and_written(self, tmp_path: Path) -> None:
        """What is no file is used as it is: read once, written without renaming."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        ends = os.open(pipe, os.O_RDWR)
        small = Register(id="r", title="T")
        try:
            dump(small, pipe)
            assert dumps(small).encode() == os.read(ends, 1000)
        finally:
            os.close(ends)
        assert pipe.is_fifo()
        read, write = os.pipe()
        os.write(write, dumps(small).encode())
        os.close(write)
        with os.fdopen(read, "rb") as stream:
            assert small == load(f"/dev/fd/{stream.fileno()}")

    def test_errors_name_the_file(self, tmp_path: Path) -> None:
        """A person with ten files learns which one it was."""
        path = tmp_path / "register.json"
        path.write_text(HEAD + ', "surprise": 1}', encoding="utf-8")
        with pytest.raises(InvalidRegisterError) as invalid:
            load(path)
        assert str(path) == invalid.value.file
        path.write_bytes(b'{"a": "\xff"}')
        with pytest.raises(UnreadableFileError) as unreadable:
            load(path)
        assert (str(path), "line 1 is not UTF-8 (byte 0xFF); save it as UTF-8") == (
            unreadable.value.file,
            unreadable.value.reason,
        )

    def test_what_cannot_be_opened(self, tmp_path: Path) -> None:
        """Missing files, folders and texts given for paths are told apart."""
        cases: list[tuple[Path | str, str]] = [
            (
                tmp_path / "none.json",
                "there is no such file; look for a slip in its name or folder",
            ),
            (tmp_path, "it is a folder; name the register file in it"),
            ('{"format": 1}', "there is no such file; a register that is a text is read by loads"),
        ]
        for path, expected in cases:
            with pytest.raises(UnreadableFileError) as caught:
                load(path)
            assert (str(path), expected) == (caught.value.file, caught.value.reason)

    def test_what_the_system_will_not_open(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Any other refusal of the system is passed on in its words."""

        def refuse(self: Path, *arguments: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
        path = tmp_path / "register.json"
        path.touch()
        with pytest.raises(UnreadableFileError, match="the system says: permission denied"):
            load(path)

    def test_a_file_that_is_too_large_is_not_read(self, tmp_path: Path) -> None:
        """There is a limit, and the caller can move it."""
        path = tmp_path / "register.json"
        dump(REGISTER, path)
        data = path.read_bytes()
        for source in (path, data, io.BytesIO(data)):
            with pytest.raises(UnreadableFileError, match="more than 100 bytes; pass a larger"):
                load(source, max_bytes=100)
        assert REGISTER == load(path, max_bytes=len(data))

    def test_a_file_that_changes_while_it_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file that is suddenly right gets a second chance by hand, not by luck."""
        path = tmp_path / "register.json"
        path.write_bytes(b'{"a": "\xff"}')

        def change(*arguments: object, **keywords: object) -> None:
            path.write_bytes(b"{}")
            b"\xff".decode()

        monkeypatch.setattr(files, "read_text", change)
        with pytest.raises(UnreadableFileError, match="it changed while it was read; try again"):
            load(path)


# --- versions -------------------------------------------------------------------------------------


def _rename(plain: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from a version that called the title a name, as a pure function would."""
    return {("title" if name == "name" else name): value for name, value in plain.items()}


def _add_kinds(plain: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from a version in which items had no kind."""
    items = [{**item, "kind": "recommendation"} for item in plain.get("items", [])]
    return {**plain, "items": items}


class TestUpgrades:
    OLD = '{"format": "accountability-register", "version": 1, "id": "r", "name": "T"'
    ITEM = '{"id": "i", "document": "d"}'

    @pytest.mark.parametrize(
        "text",
        [
            f'{OLD}, "items": [{ITEM}]}}',
            f'{OLD}}}\n{{"record": "Recommendation", "id": "i", "document": "d"}}\n',
        ],
    )
    def test_an_old_file_is_brought_up_step_by_step(self, text: str) -> None:
        """A file of version 1 goes through every step on its way to version 3."""
        steps = (_rename, _add_kinds)
        register = reading.read_text(lambda: io.StringIO(text), upgrades=steps)
        expected = Register(id="r", title="T", items=(Recommendation(id="i", document="d"),))
        assert expected == register

    def test_a_file_of_the_middle_takes_the_steps_that_are_left(self) -> None:
        """What a file has behind it is not done twice."""
        text = HEAD.replace('"version": 1', '"version": 2') + f', "items": [{self.ITEM}]}}'
        register = reading.read_text(lambda: io.StringIO(text), upgrades=(_rename, _add_kinds))
        assert (Recommendation(id="i", document="d"),) == register.items

    def test_problems_are_told_after_upgrading(self) -> None:
        """An old file that is wrong is told about in the words of now."""
        for text, place in [
            (f'{self.OLD}, "items": [{{"id": "i"}}]}}', "$.items[0].document"),
            (f'{self.OLD}}}\n{{"record": "Recommendation", "id": "i"}}\n', "$.items[0].document"),
            (f'{self.OLD}}}\n{{"record": "Recomendation", "id": "i"}}\n', "line 2: $.record"),
        ]:
            with pytest.raises(InvalidRegisterError) as caught:
                reading.read_text(partial(io.StringIO, text), upgrades=(_rename, _add_kinds))
            assert [place] == [str(finding.place) for finding in caught.value.findings]

    def test_a_current_file_needs_none(self) -> None:
        """A file of the newest version is read as it is."""
        text = HEAD.replace('"version": 1', '"version": 3') + "}"
        register = reading.read_text(lambda: io.StringIO(text), upgrades=(_rename, _add_kinds))
        assert Register(id="r", title="T") == register


# --- schema ---------------------------------------------------------------------------------------


class TestSchema:
    SCHEMA = Draft202012Validator(json_schema())

    def test_it_is_a_schema(self) -> None:
        """The schema is valid under its own dialect, and plain JSON."""
        Draft202012Validator.check_schema(json_schema())
        assert json_schema() == json.loads(json.dumps(json_schema()))

    def test_it_knows_a_register_of_everything(self) -> None:
        """A file with every class and kind of value is valid."""
        assert [] == [error.message for error in self.SCHEMA.iter_errors(to_dict(REGISTER))]

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (["format"], "x"),
            (["version"], 2),
            (["id"], ""),
            (["title"], " "),
            (["surprise"], 1),
            (["marking"], "\x0b"),
            (["items"], {}),
            (["items", 0, "kind"], "conclusion-ish"),
            (["items", 0, "lable"], "x"),
            (["items", 0, "extra", 0], ["a"]),
            (["items", 0, "extra", 0], ["a", "b", "c"]),
            (["items", 0, "wanted_by", 0], {"precision": "day", "words": "x"}),
            (["items", 0, "wanted_by", 0], "2031-01-01"),
            (["documents", 0, "published", "earliest"], "1 March"),
            (["responses", 0, "position"], "agreed"),
            (["responses", 0, "position"], "not-addressed"),
            (["responses", 0, "steps"], None),
            (["commitments", 0, "text"], None),
        ],
    )
    def test_it_refuses_what_the_reader_refuses(self, path: list[str | int], value: object) -> None:
        """What is wrong for the reader is invalid under the schema."""
        plain = to_dict(REGISTER)
        inner: Any = plain
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        assert not self.SCHEMA.is_valid(plain)
        with pytest.raises((InvalidRegisterError, UnreadableFileError)):
            from_dict(plain)

    def test_what_must_be_there_must_be_there(self) -> None:
        """Required fields are required; an item's kind is."""
        plain = to_dict(REGISTER)
        del plain["items"][0]["kind"]
        assert not self.SCHEMA.is_valid(plain)

    def test_it_tells_what_the_fields_mean(self) -> None:
        """Descriptions come from the docstrings, so that an editor can show them."""
        responses = json_schema()["$defs"]["Response"]["properties"]
        assert "Id of who answers, in its own name." == responses["responder"]["description"]
        assert "Short, readable" in responses["id"]["description"]
        assert [] == [
            f"{name}.{member}"
            for name, made in json_schema()["$defs"].items()
            for member, schema in made.get("properties", {}).items()
            if not schema.get("description")
        ]


def test_a_word_in_use_for_a_position_names_ours() -> None:
    """A position in somebody's own words is answered with the one of ours that they mean."""
    text = (
        '{"format": "accountability-register", "version": 1, "id": "r", "title": "t", "responses": '
        '[{"id": "a", "answers": "b", "responder": "c", "position": "agreed-ish"}]}'
    )
    with pytest.raises(InvalidRegisterError) as caught:
        loads(text)
    (finding,) = caught.value.findings
    assert "$.responses[0].position" == str(finding.place)
    assert '"agreed-ish" is not a position; did you mean "accepted"?' == finding.message

"""Cleaning, repaired readings, fingerprints, stamps and the order of labels."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accountability import Note
from accountability.testing.strategies import texts
from accountability.text import (
    RepairKind,
    clean,
    fingerprint,
    first_unclean,
    fold,
    natural_key,
    repair,
    shorten,
    slug,
    stamp,
)

anything = st.text(st.characters())
"""Any text that Python can hold, lone surrogates and control characters included."""

damaged = st.lists(
    st.sampled_from(
        [
            "Ta",
            "rget",
            " ",
            "target",
            "finding.",
            "16",
            "17",
            " The",
            "\u00ad",
            "imple",
            ".”3 A",
            "\n",
        ]
    ),
    max_size=12,
).map("".join)
"""Texts as they come out of a PDF."""


class TestClean:
    @given(anything)
    @example("\ud800")
    @example("a\x0bb\r\nc\rd\x00")
    def test_whatever_comes_in_the_model_takes_what_comes_out(self, raw: str) -> None:
        """No character that a page or a cell can hold stops a reading."""
        cleaned = clean(raw).text
        assert None is first_unclean(cleaned)
        assert cleaned == Note(id="note-1", about="item-1", text=cleaned).text

    @given(anything)
    def test_cleaning_twice_changes_nothing(self, raw: str) -> None:
        """An escape is plain text and is not escaped again."""
        once = clean(raw)
        assert (once.text, ()) == (clean(once.text).text, clean(once.text).replaced)

    @given(anything)
    def test_what_was_replaced_stands_where_it_says(self, raw: str) -> None:
        """Each offset points at the escape of its character, and undoing them gives the text back."""
        cleaned = clean(raw)
        text = cleaned.text
        for offset, character in reversed(cleaned.replaced):
            escape = f"⟨U+{ord(character):04X}⟩"
            assert escape == text[offset : offset + len(escape)]
            text = text[:offset] + character + text[offset + len(escape) :]
        assert text == raw.replace("\r\n", "\n").replace("\r", "\n")

    def test_the_escape_is_visible_and_names_the_character(self) -> None:
        """A person who sees it can look the character up."""
        assert "Agreed⟨U+000B⟩ in part" == clean("Agreed\x0b in part").text

    @given(texts())
    def test_a_clean_text_comes_back_as_it_is(self, text: str) -> None:
        """Line separators, soft hyphens and no-break spaces are published text, not dirt."""
        assert text == clean(text).text


class TestFold:
    @given(anything)
    @example("´")
    @example("ΐ\u00ad\u0301")
    @example("ﬃ﹘İ")
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        """Otherwise two printings could differ by how often they were compared."""
        assert fold(text) == fold(fold(text))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The Department’s plan", "the department's  plan"),
            ("“work in progress”", '"work in progress"'),
            ("2021‒22", "2021–22"),
            ("imple\u00admentation", "implementation"),
            ("a\u00a0b\nc", "a b c"),
            ("e\u0301", "é"),
            ("ﬁnance", "finance"),
            ("STRASSE", "straße"),
            ("﹘", "—"),
        ],
    )
    def test_two_printings_of_the_same_words_share_a_fingerprint(
        self, one: str, other: str
    ) -> None:
        """Quotation marks, dashes, ligatures, case and white space are the printer's business."""
        assert fingerprint(one) == fingerprint(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("by 2027", "by 2028"), ("agreed", "agreed."), ("not accepted", "accepted"), ("", "0")],
    )
    def test_other_words_have_another_fingerprint(self, one: str, other: str) -> None:
        """A changed digit or full stop is a change of the text."""
        assert fingerprint(one) != fingerprint(other)

    @given(anything)
    def test_a_fingerprint_is_sixteen_hexadecimal_digits(self, text: str) -> None:
        """Any text has one, and it fits where it is printed."""
        assert re.fullmatch("[0-9a-f]{16}", fingerprint(text))


class TestStamp:
    @given(st.lists(anything, max_size=4))
    def test_a_stamp_is_six_consonants(self, values: list[str]) -> None:
        """No stamp is a word, and no spreadsheet takes one for a number or a date."""
        assert re.fullmatch("[bcdfghjklmnpqrstvwxz]{6}", stamp(*values))

    def test_a_stamp_never_changes(self) -> None:
        """Trackers that were sent out years ago carry stamps; these two are for ever."""
        assert ("qdsqpw", "cnqkdk") == (stamp(""), stamp("Agreed", "by March 2027"))

    def test_where_one_cell_ends_and_the_next_begins_matters(self) -> None:
        """A word that moves to the next cell changes the stamp of the two."""
        assert stamp("a b", "") != stamp("a", "b") != stamp("ab")


class TestNaturalKey:
    @pytest.mark.parametrize(
        "labels",
        [
            ["", "1", "2", "9", "10", "11"],
            ["1", "1(a)", "1(b)", "1a", "1b", "2"],
            ["4", "4a", "4b", "4b.1", "4b.2", "4b.10"],
            ["R1.2", "R1.10", "R2.1"],
            ["9", "10", "Box 2", "Box 10"],
            ["٩", "10"],
            ["9", "１０"],
        ],
    )
    def test_labels_are_ordered_as_people_order_them(self, labels: list[str]) -> None:
        """Numbers count by their value, in any script, and an empty label comes first."""
        backwards = labels[::-1]
        assert labels == sorted(backwards, key=natural_key)

    @given(st.integers(0, 10**30), st.integers(0, 10**30))
    def test_numbers_are_ordered_by_value(self, one: int, other: int) -> None:
        """However long they are."""
        assert (one < other) == (natural_key(str(one)) < natural_key(str(other)))

    def test_a_number_may_be_longer_than_python_converts(self) -> None:
        """Ten thousand digits are still a label, and no error."""
        assert natural_key("9" * 10_000) < natural_key("1" + "0" * 10_000)

    @given(st.lists(anything, max_size=5))
    def test_any_labels_can_be_ordered(self, labels: list[str]) -> None:
        """No two labels are of kinds that cannot be compared."""
        assert len(labels) == len(sorted(labels, key=natural_key))

    @given(anything)
    def test_case_and_leading_zeros_do_not_matter(self, label: str) -> None:
        """012/21 and 12/21 stand in one place."""
        assert natural_key("0" + label) == natural_key(label) or not label[:1].isdecimal()
        assert natural_key(label) == natural_key(label.casefold())


class TestSlug:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("4a) ii)", "4a-ii"),
            ("012/21", "012-21"),
            ("2021–22", "2021-22"),
            ("Ministère de l’Économie", "ministere-de-l-economie"),
            ("Straße", "strasse"),
            ("imple\u00admentation", "implementation"),
            ("Ａ１", "a1"),
            ("½", "1-2"),
            ("وزارة", ""),
            ("--", ""),
        ],
    )
    def test_a_slug_keeps_letters_and_digits(self, text: str, expected: str) -> None:
        """Accents go, signs part words, letters of other scripts are left out."""
        assert expected == slug(text)

    @given(anything)
    def test_a_slug_is_fit_for_an_id(self, text: str) -> None:
        """Whatever it is made from, and it is its own slug."""
        made = slug(text)
        assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
        assert made == slug(made)


class TestShorten:
    @given(anything, st.integers(1, 80))
    def test_what_is_shortened_fits_on_one_line(self, text: str, limit: int) -> None:
        """A message stays a line, whatever was in the cell."""
        short = shorten(text, limit)
        assert len(short) <= limit
        assert 1 >= len(short.splitlines())

    def test_what_was_left_out_can_be_seen(self) -> None:
        """A text that fits is not touched; a longer one ends in an ellipsis."""
        assert ("a b", "abc…") == (shorten("a\n b", 4), shorten("abcdef", 4))


class TestRepair:
    @pytest.mark.parametrize(
        ("printed", "read", "kind"),
        [
            ("The Ta rget is kept.", "The Target is kept.", RepairKind.SPLIT_WORD),
            ("We par tially accept.", "We partially accept.", RepairKind.SPLIT_WORD),
            ("By the end of Sep tember.", "By the end of September.", RepairKind.SPLIT_WORD),
            ("harbour and har bour", "harbour and harbour", RepairKind.SPLIT_WORD),
            ("We agree.4 The plan", "We agree. The plan", RepairKind.GLUED_FOOTNOTE),
            ("We “agree.”12", "We “agree.”", RepairKind.GLUED_FOOTNOTE),
            ("imple\u00admentation", "implementation", RepairKind.SOFT_HYPHEN),
        ],
    )
    def test_damage_of_a_pdf_is_read_past(self, printed: str, read: str, kind: RepairKind) -> None:
        """The words are read whole, the print is kept, and the repair says what it mended."""
        repaired = repair(printed)
        assert (printed, read) == (repaired.printed, repaired.text)
        assert [kind] == [mend.kind for mend in repaired.repairs]

    @pytest.mark.parametrize(
        "printed",
        [
            "",
            "We do not agree in part.",
            "So on and so forth, for the port ward.",
            "See para.12 The plan",
            "See No.5 The plan",
            "Version 3.1 Released",
            "It rose.5 Then fell.3 Then rose.",
            "co-operate and re-open",
        ],
    )
    def test_sound_text_is_left_alone(self, printed: str) -> None:
        """Two words stay two; references, versions and numbers that do not rise are no footnotes."""
        assert (printed, ()) == (repair(printed).text, repair(printed).repairs)

    @given(st.one_of(damaged, anything))
    def test_the_reading_is_the_print_with_its_repairs(self, printed: str) -> None:
        """Applying the repairs to the print gives the text, and they neither overlap nor lie."""
        repaired = repair(printed)
        text, position = "", 0
        for mend in repaired.repairs:
            assert position <= mend.start
            assert mend.printed == printed[mend.start : mend.end]
            text += printed[position : mend.start] + mend.reading
            position = mend.end
        assert repaired.text == text + printed[position:]

    @given(damaged, st.data())
    @example("Ta rget", None)
    def test_words_that_were_read_can_be_quoted_as_printed(
        self, printed: str, data: st.DataObject | None
    ) -> None:
        """The print of any stretch begins and ends with its first and last character, damage and all."""
        repaired = repair(printed)
        size = len(repaired.text)
        start = data.draw(st.integers(0, size)) if data else 0
        end = data.draw(st.integers(start, size)) if data else size
        words, quoted = repaired.text[start:end], repaired.printed_words(start, end)
        assert quoted in printed
        assert words[:1] == quoted[:1]
        assert words[-1:] == quoted[-1:]
        rest = iter(quoted)
        assert all(character in rest for character in words)

    @given(st.one_of(damaged, anything))
    def test_every_character_that_was_read_stands_in_the_print(self, printed: str) -> None:
        """Offsets rise, and each leads to the same character."""
        repaired = repair(printed)
        offsets = [repaired.printed_offset(number) for number in range(len(repaired.text))]
        assert offsets == sorted(set(offsets))
        assert repaired.text == "".join(printed[offset] for offset in offsets)

    def test_a_repaired_text_needs_no_repair(self) -> None:
        """What was mended once is sound."""
        printed = "The Depar tment accepts.1 It will imple\u00adment the plan.2 We agree."
        once = repair(printed).text
        assert "The Department accepts. It will implement the plan. We agree." == once
        assert () == repair(once).repairs

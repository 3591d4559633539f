"""Choosing rules, leaving findings out for a reason, and the order of what is left."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from collections.abc import Iterator

import pytest

from accountability import (
    Document,
    DocumentKind,
    Finding,
    Note,
    Organisation,
    PartialDate,
    Recommendation,
    Register,
    Response,
    Severity,
    Source,
    UnknownRuleError,
    Waiver,
    check,
    examine,
)
from accountability.rules import RULES, Inspection, Rule

AS_OF = dt.date(2027, 4, 30)


def register(*waivers: Waiver) -> Register:
    """Make a register with an empty second item, a cut-off first one and a link to nowhere."""
    return Register(
        id="harbour",
        title="Harbours",
        organisations=(Organisation(id="harbours", name="Department for Harbours"),),
        documents=(Document(id="report", kind=DocumentKind.REPORT, title="Storms"),),
        items=(
            Recommendation(
                id="rec-1",
                document="report",
                label="1",
                text="The Department should warn every harbour in",
                addressed_to=("harbours",),
                sources=(Source(document="report", place="line 7"),),
            ),
            Recommendation(id="rec-2", document="report", label="2", addressed_to=("harbours",)),
        ),
        responses=(
            Response(id="rec-1/harbours", answers="rec-1", responder="harbours", document="minute"),
        ),
        notes=(Note(id="n1", about="rec-3"),),
        waivers=waivers,
    )


def codes(found: tuple[Finding, ...]) -> list[str]:
    """List the codes of findings in their order."""
    return [finding.code for finding in found]


def test_findings_come_item_by_item() -> None:
    """What is about no item comes first, then each item with what hangs on it, in document order."""
    found = check(register(), as_of=AS_OF)
    assert [
        ("n1", "LNK501"),
        ("rec-1", "REC102"),
        ("rec-1/harbours", "LNK501"),
        ("rec-2", "REC108"),
    ] == [(finding.record, finding.code) for finding in found]


def test_a_finding_says_where_its_words_were_read() -> None:
    """The place is that of the record's source; else where it stands in the register."""
    places = {finding.record: str(finding.place) for finding in check(register(), as_of=AS_OF)}
    assert "Storms, line 7" == places["rec-1"]
    assert "items: rec-2" == places["rec-2"]


def test_rules_can_be_selected_by_the_beginning_of_their_codes() -> None:
    """Without a selection every rule is asked."""
    assert ["REC102", "REC108"] == codes(check(register(), as_of=AS_OF, select=("REC",)))
    assert ["REC108"] == codes(check(register(), as_of=AS_OF, select=("REC108", "COM3")))


def test_the_longer_of_selection_and_ignore_wins() -> None:
    """What is named more exactly decides; of two alike the ignore does, because it has a reason."""
    found = check(register(), as_of=AS_OF, select=("REC108",), ignore=(("REC1", "draft"),))
    assert ["REC108"] == codes(found)
    assert () == check(register(), as_of=AS_OF, select=("REC1",), ignore=(("REC1", "draft"),))
    assert ["REC108"] == codes(
        check(register(), as_of=AS_OF, select=("REC",), ignore=(("REC102", "draft"),))
    )


def test_what_is_ignored_can_be_counted_with_its_reason() -> None:
    """Nothing is left out in silence."""
    checked = examine(register(), as_of=AS_OF, ignore=(("LNK", "being merged"),))
    assert ["REC102", "REC108"] == codes(checked.findings)
    assert [("LNK501", "LNK", "being merged")] * 2 == [
        (left.finding.code, left.by, left.reason) for left in checked.ignored
    ]


def test_a_waiver_leaves_out_one_rule_for_one_record() -> None:
    """A waiver holds until the end of its last day, and counts as ignored."""
    waiver = Waiver(
        id="rec-2/w1",
        rule="REC108",
        record="rec-2",
        reason="The text is in annex B.",
        until=PartialDate.day(AS_OF),
    )
    checked = examine(register(waiver), as_of=AS_OF, select=("REC",))
    assert ["REC102"] == codes(checked.findings)
    assert [("rec-2/w1", "The text is in annex B.")] == [
        (left.by, left.reason) for left in checked.ignored
    ]
    later = check(register(waiver), as_of=AS_OF + dt.timedelta(days=1), select=("REC",))
    assert ["REC102", "REC108"] == codes(later)


def test_a_code_that_begins_no_rule_is_refused_with_the_nearest() -> None:
    """A misspelt code must not pass for "nothing found"."""
    with pytest.raises(UnknownRuleError, match='did you mean "RSP201"'):
        check(register(), as_of=AS_OF, select=("RSP2O1",))
    with pytest.raises(UnknownRuleError, match="there are: REC, RSP, COM, DAT, LNK, SRC"):
        check(register(), as_of=AS_OF, ignore=(("?", "no such thing"),))
    with pytest.raises(UnknownRuleError, match=r"''; there are: REC, RSP") as caught:
        check(register(), as_of=AS_OF, select=("",))
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))


def test_an_ignore_without_a_reason_is_refused() -> None:
    """Whoever reads the report must be able to see why something is missing from it."""
    with pytest.raises(ValueError, match="REC1 is ignored without a reason"):
        check(register(), as_of=AS_OF, ignore=(("REC1", " "),))


def test_rules_of_ones_own_are_asked_like_ours() -> None:
    """The rules are an argument: what is passed is asked, and nothing else."""

    def inspect(inspection: Inspection) -> Iterator[Finding]:
        for item in inspection.register.items:
            yield rule.report(inspection, item, f"label {item.label}.", about="label", help="Read.")

    rule = Rule(
        code="XHB001",
        severity=Severity.NOTE,
        title="Has a label",
        rationale="To show how.",
        source="This test.",
        bad="A label",
        good="No label",
        inspect=inspect,
    )
    found = check(register(), as_of=AS_OF, rules=(rule,))
    assert ["Recommendation 1: label 1.", "Recommendation 2: label 2."] == [
        f.message for f in found
    ]
    assert ["Read.", "Read."] == [f.help for f in found]


def test_every_rule_explains_itself() -> None:
    """Title, reason, source, advice and two examples are there; codes are unique and in order."""
    assert sorted({rule.code for rule in RULES}) == sorted(rule.code for rule in RULES)
    for rule in RULES:
        texts = (rule.title, rule.rationale, rule.source, rule.help, rule.bad, rule.good)
        assert [rule.code] == [rule.code for _ in [0] if all(text.strip() for text in texts)]
        assert re.search(r"[.…]$", rule.help)
        assert not rule.title.endswith(".")


def test_items_of_several_reports_are_named_with_their_report() -> None:
    """A number alone would not say which report it belongs to."""
    two = register().with_records(
        Document(id="other", kind=DocumentKind.REPORT, title="Tides", reference="HC 9"),
        Recommendation(id="other/rec-2", document="other", label="2", addressed_to=("harbours",)),
    )
    found = check(two, as_of=AS_OF, select=("REC108",))
    assert [
        "Recommendation 2 (Storms): it has no text.",
        "Recommendation 2 (HC 9): it has no text.",
    ] == [finding.message for finding in found]

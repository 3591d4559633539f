"""What holds for every register, however damaged, and every rule."""

from __future__ import annotations

import datetime as dt
import random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from accountability import Finding, Register, check, dumps, examine, loads
from accountability.model import COLLECTIONS
from accountability.rules import RULES, Rule
from accountability.rules.examples import EXAMPLES
from accountability.rules.examples.harbour import AS_OF, BASE
from accountability.testing.laws import check_rule
from accountability.testing.strategies import registers

DAYS = st.dates(min_value=dt.date(2015, 1, 1), max_value=dt.date(2035, 12, 31))
ANY_REGISTER = st.one_of(registers(), registers(messy=True))


@given(ANY_REGISTER, DAYS)
def test_checking_is_total_and_says_what_to_do(register: Register, as_of: dt.date) -> None:
    """Any register can be checked on any day; each finding names a held record, or a place."""
    severities = {rule.code: rule.severity for rule in RULES}
    for finding in check(register, as_of=as_of):
        assert severities[finding.code] == finding.severity
        assert finding.record in register or not finding.record
        assert str(finding.place)
        assert finding.help


@given(ANY_REGISTER, DAYS)
def test_rules_change_nothing_and_report_in_a_stable_order(
    register: Register, as_of: dt.date
) -> None:
    """The register is the same afterwards, and a second look says the same."""
    before = attrs.evolve(register)
    first = check(register, as_of=as_of)
    assert before == register
    assert first == check(attrs.evolve(register), as_of=as_of)


@given(ANY_REGISTER, DAYS, st.integers(0, 2**16))
def test_the_order_of_rules_makes_no_difference(
    register: Register, as_of: dt.date, seed: int
) -> None:
    """Findings are sorted by record and code, not by which rule was asked first."""
    shuffled = random.Random(seed).sample(RULES, len(RULES))
    assert check(register, as_of=as_of) == check(register, as_of=as_of, rules=shuffled)


@given(ANY_REGISTER, DAYS, st.sampled_from([rule.code for rule in RULES]))
def test_what_is_ignored_and_what_is_left_make_up_the_whole(
    register: Register, as_of: dt.date, code: str
) -> None:
    """Ignoring a rule moves its findings to the ignored ones and touches no other."""
    whole = examine(register, as_of=as_of)
    part = examine(register, as_of=as_of, ignore=((code, "not now"),))
    assert [f for f in whole.findings if f.code != code] == list(part.findings)
    assert len(whole.findings) + len(whole.ignored) == len(part.findings) + len(part.ignored)


GOOD_REGISTERS = st.sampled_from([example.good for example in EXAMPLES.values()])
BAD_REGISTERS = st.sampled_from([example.bad for example in EXAMPLES.values()])


@given(st.one_of(ANY_REGISTER, GOOD_REGISTERS), DAYS)
def test_a_register_read_again_from_its_file_has_the_same_findings(
    register: Register, as_of: dt.date
) -> None:
    """What passes keeps passing, and what does not is reported in the same words."""
    assert check(register, as_of=as_of) == check(loads(dumps(register)), as_of=as_of)


def test_what_passes_when_it_is_written_passes_when_it_is_read() -> None:
    """A register without a finding has none when it is read again."""
    assert () == check(BASE, as_of=AS_OF) == check(loads(dumps(BASE)), as_of=AS_OF)


@given(ANY_REGISTER, DAYS, st.sampled_from(RULES))
def test_no_rule_changes_a_register(register: Register, as_of: dt.date, rule: Rule) -> None:
    """The file is the same byte by byte after any rule was asked, and the laws of rules hold."""
    before = dumps(register)
    check_rule(rule, register, as_of)
    assert before == dumps(register)


def permuted(register: Register, seed: int) -> Register:
    """Return the register with the records of each collection in another order."""
    mixed = random.Random(seed)
    changes = {
        name: tuple(mixed.sample(records, len(records)))
        for name in COLLECTIONS
        if (records := getattr(register, name))
    }
    return attrs.evolve(register, **changes)  # type: ignore[arg-type]  # fields by name, of their own types


def told(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    """Return what is reported, without its order."""
    return {(finding.code, finding.record, finding.message) for finding in findings}


@given(st.one_of(ANY_REGISTER, BAD_REGISTERS), DAYS, st.integers(0, 2**16))
def test_the_order_of_records_changes_no_finding(
    register: Register, as_of: dt.date, seed: int
) -> None:
    """A register sorted otherwise has the same faults, at the same records, in the same words."""
    found = check(register, as_of=as_of)
    assert told(found) == told(check(permuted(register, seed), as_of=as_of))

"""The sample: an invented year with every status, and with the faults that real pages have."""

from __future__ import annotations

import importlib.metadata
import io
from pathlib import Path

import pytest

from accountability import (
    ExportContext,
    Status,
    check,
    dumps,
    export,
    loads,
    read,
    status_of,
    statuses,
)
from accountability.model import Commitment, Response
from accountability.samples import DEMO_DAY, load_sample, sample_page

STORMS = "uk-hcc-hc9041-2026-27"
DEPARTMENT = "uk-department-for-harbours"
PAGES = ("before-response", "after-response")

EXPORTERS = [
    pytest.param(point.name, marks=pytest.mark.needs(point.name))
    for point in importlib.metadata.distribution("accountability").entry_points.select(
        group="accountability.exporters"
    )
]


# --- the register ---------------------------------------------------------------------------------


def test_the_sample_is_the_same_each_time() -> None:
    """Building it again gives an equal register, and asking again the very same one."""
    from accountability.samples._harbours import build

    assert load_sample() == build()
    assert load_sample() is load_sample()


def test_every_status_occurs_on_the_demo_day() -> None:
    """On the day of the demo an item, one of its responders or a commitment has each status."""
    register = load_sample()
    verdicts = [
        *statuses(register, as_of=DEMO_DAY),
        *(status_of(register, one.id, as_of=DEMO_DAY) for one in register.commitments),
    ]
    found = {verdict.status for verdict in verdicts}
    found |= {part.status for verdict in verdicts for part in verdict.responders}
    assert set() == set(Status) - found


def test_every_status_has_reasons_that_rest_on_something() -> None:
    """No verdict stands by itself, and every record that it rests on is held."""
    register = load_sample()
    verdicts = list(statuses(register, as_of=DEMO_DAY))
    assert [] == [verdict.id for verdict in verdicts if not verdict.reasons]
    rests_on = {
        record_id
        for verdict in verdicts
        for reason in verdict.reasons
        for record_id in reason.rests_on
    }
    assert [] == [record_id for record_id in sorted(rests_on) if record_id not in register]


def test_the_sample_comes_back_from_json_as_it_was() -> None:
    """Written as JSON or JSON Lines, and read again, it is an equal register."""
    register = load_sample()
    assert register == loads(dumps(register))
    assert register == loads(dumps(register, lines=True))


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_sample_is_written_by_every_exporter(name: str) -> None:
    """Each exporter of ours writes the sample, and finds nothing worse in it than a note."""
    stream = io.BytesIO()
    findings = export(load_sample(), name, stream, ExportContext(as_of=DEMO_DAY))
    assert stream.getvalue()
    assert set() == {finding.code for finding in findings if finding.severity != "note"}


@pytest.mark.parametrize(
    ("code", "record"),
    [
        pytest.param("REC101", f"{STORMS}/rec-10", id="an item of two kinds"),
        pytest.param("REC102", f"{STORMS}/con-3", id="a text that stops short"),
        pytest.param("REC104", f"{STORMS}/con-1", id="a footnote number glued to a sentence"),
        pytest.param("RSP201", f"{STORMS}/rec-1/a-watching-the-tide", id="a status over a yes"),
        pytest.param("RSP203", f"{STORMS}/rec-1/{DEPARTMENT}", id="a split word"),
        pytest.param("RSP206", "uk-hcc-hc8710-2025-26/rec-4/uk-government", id="a vague responder"),
        pytest.param("RSP208", f"{STORMS}/rec-9/{DEPARTMENT}", id="a reply without a position"),
        pytest.param("RSP209", f"{STORMS}/rec-2", id="an item passed over in silence"),
        pytest.param("COM301", f"{STORMS}/rec-1/{DEPARTMENT}/c1", id="a date passed in silence"),
        pytest.param("COM303", f"{STORMS}/rec-4/{DEPARTMENT}", id="a promise without a date"),
        pytest.param("COM306", f"{STORMS}/rec-3/{DEPARTMENT}/c1", id="a date moved untold"),
        pytest.param("COM307", f"{STORMS}/rec-3/{DEPARTMENT}/c1", id="a date moved too late"),
        pytest.param("COM310", f"{STORMS}/rec-2/{DEPARTMENT}", id="two dates in one reply"),
        pytest.param("DAT401", "uk-hcc-hc9155-2026-27/rec-1", id="an answer that is missing"),
        pytest.param("DAT402", f"{STORMS}/rec-1", id="an answer that came late"),
    ],
)
def test_a_fault_of_real_papers_is_found(code: str, record: str) -> None:
    """Each kind of fault that real papers have is in the sample, and is reported where it is."""
    found = {(finding.code, finding.record) for finding in check(load_sample(), as_of=DEMO_DAY)}
    assert (code, record) in found


def test_nothing_in_the_sample_is_broken() -> None:
    """Its faults are those of papers; no id dangles, and no record is out of shape."""
    assert () == check(load_sample(), as_of=DEMO_DAY, select=["LNK", "SRC"])


# --- the pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_sample_page_reads(name: str) -> None:
    """The page becomes a register with one item, whose words stand on the page."""
    page = sample_page(name)
    (item,) = read(page).register().items
    assert "4" == item.label
    assert item.text in page.decode()


def test_the_response_stands_on_the_second_page_alone() -> None:
    """The two pages differ by an answer and a promise."""
    before, after = (read(sample_page(name)).register() for name in PAGES)
    assert ((), ()) == (before.responses, before.commitments)
    assert [Response, Commitment] == [
        type(record) for record in (*after.responses, *after.commitments)
    ]


@pytest.mark.parametrize("code", ["RSP201", "RSP202", "RSP203", "RSP210"])
def test_a_fault_of_real_pages_is_found(code: str) -> None:
    """The second page contradicts itself, stops short, splits a word and does not say what it refuses."""
    register = read(sample_page("after-response")).register()
    assert code in {finding.code for finding in check(register, as_of=DEMO_DAY)}


def test_a_page_that_is_not_there_is_refused() -> None:
    """Whoever asks for another page is told which ones there are."""
    with pytest.raises(LookupError, match="there are: before-response, after-response"):
        sample_page("between")


# --- the demo -------------------------------------------------------------------------------------


@pytest.mark.needs("cli", "excel", "word")
def test_the_demo_writes_the_register_and_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the demo leaves in its folder is the sample itself."""
    from click.testing import CliRunner

    from accountability.cli import main

    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["demo", "sample"])
    assert 0 == done.exit_code, done.output
    assert load_sample() == loads((tmp_path / "sample" / "register.json").read_bytes())
    for name in PAGES:
        assert sample_page(name) == (tmp_path / "sample" / "pages" / f"{name}.txt").read_bytes()

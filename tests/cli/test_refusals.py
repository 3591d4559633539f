"""Whatever is wrong with a file, an option or an output is one clear line and exit code 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Names, Run


def damaged(sample: Path, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the sample's file after a change to its plain values."""
    held = json.loads(sample.read_bytes())
    change(held)
    return json.dumps(held).encode()


FILES: dict[str, tuple[Callable[[Path], bytes], list[str]]] = {
    "not JSON": (
        lambda _: b"Dear Sir or Madam",
        ["accountability: bad.json cannot be read: it is no JSON", "; mend it there"],
    ),
    "not UTF-8": (
        lambda _: '{"title": "Häfen"}'.encode("latin-1"),
        ["accountability: bad.json cannot be read: ", "UTF-8"],
    ),
    "UTF-16": (
        lambda _: "{}".encode("utf-16"),
        ["accountability: bad.json cannot be read: it is UTF-16; save it as UTF-8"],
    ),
    "empty": (lambda _: b"", ["accountability: bad.json cannot be read: it is empty"]),
    "no register": (lambda _: b"[1, 2]", ["accountability: bad.json "]),
    "NaN": (
        lambda sample: damaged(sample, lambda held: held.update(title=float("nan"))),
        ["accountability: bad.json has 1 problem", "$.title: needs text, not NaN"],
    ),
    "a duplicate key": (
        lambda sample: sample.read_bytes().replace(b"{", b'{"version": 1, ', 1),
        ["accountability: bad.json has 1 problem", '$.version: there is more than one member "v'],
    ),
    "an unknown key": (
        lambda sample: damaged(sample, lambda held: held["items"][0].update(txet="Dredge.")),
        ["$.items[0].txet: ", 'no member "txet"; did you mean "text"?'],
    ),
    "a newer version": (
        lambda sample: damaged(sample, lambda held: held.update(version=99)),
        ["$.version: the file is of version 99", "install a newer accountability"],
    ),
    "several problems": (
        lambda sample: damaged(
            sample,
            lambda held: (
                held["responses"][0].update(position="agreed-ish"),
                held["items"][1].update(labl="1"),
            ),
        ),
        ["bad.json has 2 problems", "$.items[1].labl", '$.responses[0].position: "agreed-ish"'],
    ),
    "nested for ever": (lambda _: b"[" * 100_000, ["accountability: bad.json cannot be read: "]),
}
"""Files that are no register, by what is wrong with them: how to make one, and what is said."""


@pytest.mark.parametrize("wrong", FILES)
@pytest.mark.parametrize(
    "command",
    [["status"], ["check"], ["export", "csv", "--output", "out.csv"], ["diff", "bad.json"]],
)
def test_a_file_that_is_no_register_is_refused(
    run: Run, here: Path, sample: Path, command: list[str], wrong: str
) -> None:
    """Every command says in the same words what is wrong with a file, and writes nothing."""
    make, words = FILES[wrong]
    (here / "bad.json").write_bytes(make(sample))
    outcome = run(*command, "bad.json")
    assert (2, "") == (outcome.code, outcome.out)
    assert [] == [word for word in words if word not in outcome.err]
    assert ["bad.json"] == [path.name for path in here.iterdir()]


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_folder_or_nothing_in_the_place_of_a_register_is_refused(
    run: Run, here: Path, command: str
) -> None:
    """A folder and a missing file are told apart, each in one line."""
    (here / "folder.json").mkdir()
    folder, missing = run(command, "folder.json"), run(command, "missing.json")
    assert (2, 2) == (folder.code, missing.code)
    assert folder.err == (
        "accountability: folder.json cannot be read: it is a folder; name the register file in it\n"
    )
    assert missing.err.startswith(
        "accountability: missing.json cannot be read: there is no such file"
    )
    assert (1, 1) == (folder.err.count("\n"), missing.err.count("\n"))


PAGES = {
    "another shape": (b"On gardens\n\nRoses need sun.\n", "it is text, but not a page"),
    "empty": (b"", "it is empty"),
    "UTF-16": ("Source · Harbours".encode("utf-16"), "save it again as plain text in UTF-8"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "bad.txt cannot be read: "),
    "a workbook": (b"PK\x03\x04" + bytes(40), "bad.txt cannot be read: "),
}


@pytest.mark.parametrize("wrong", PAGES)
def test_a_page_that_cannot_be_read_is_refused(
    run: Run, here: Path, wrong: str, names: Names
) -> None:
    """Import says what the file is and what to do, in one line, and writes nothing."""
    data, words = PAGES[wrong]
    (here / "bad.txt").write_bytes(data)
    outcome = run("import", "bad.txt", "--output", "out.json")
    assert (2, "", 1) == (outcome.code, outcome.out, outcome.err.count("\n"))
    assert words in outcome.err
    assert ["bad.txt"] == names()


def test_one_bad_page_among_good_ones_stops_the_import(
    run: Run, here: Path, pages: dict[str, Path], names: Names
) -> None:
    """Half an import would pass for a whole one, so nothing is written."""
    outcome = run("import", pages["before-response"], "missing.txt", "--output", "out.json")
    assert 2 == outcome.code
    assert "accountability: missing.txt cannot be read: there is no such file" in outcome.err
    assert [] == names()


WORDS = {
    ("status", "R", "--as-of", "2027-13-01"): (
        "invalid value for '--as-of': '2027-13-01' is not a day; write it as 2027-03-31"
    ),
    ("status", "R", "--as-of", "20270331"): (
        "invalid value for '--as-of': '20270331' is not a day; write it as 2027-03-31"
    ),
    ("check", "R", "--as-of", "2027-02-30"): (
        "invalid value for '--as-of': '2027-02-30' is not a day; write it as 2027-03-31"
    ),
    ("import", "R", "--output", "o.json", "--published", "yesterday"): (
        "invalid value for '--published': 'yesterday' is not a day; write it as 2027-03-31"
    ),
    ("status", "R", "uk-hcc-hc9041-2026-27/rec-99"): (
        "the register 'harbours' has no record 'uk-hcc-hc9041-2026-27/rec-99'; "
        'did you mean "uk-hcc-hc9041-2026-27/rec-9"?'
    ),
    ("status", "R", "con-3"): (
        "the register 'harbours' has no record 'con-3'; "
        'did you mean "uk-hcc-hc9041-2026-27/con-3"?'
    ),
    ("status", "R", "--only", "overdu"): "'overdu' is not a status; did you mean \"overdue\"?",
    ("status", "R", "--for", "Department of Harbours"): (
        "the register has no organisation 'Department of Harbours'; "
        'did you mean "Department for Harbours"?'
    ),
    ("status", "R", "--for", "uk-dept-for-harbours"): (
        "the register has no organisation 'uk-dept-for-harbours'; "
        'did you mean "uk-department-for-harbours"?'
    ),
    ("status", "R", "--for", "zzz"): (
        "the register has no organisation 'zzz'; there are: uk-harbours-and-coasts-committee, "
        "uk-department-for-harbours, uk-dfh-warnings, uk-dfh-ports-finance, uk-dfh-small-craft, "
        "uk-coastal-safety-agency, uk-association-of-harbour-masters, uk-government, "
        "watching-the-tide"
    ),
    ("status", "R", "--due-within", "soon"): (
        "invalid value for '--due-within': 'soon' is not a number of days; write it as 60"
    ),
    ("status", "R", "--due-within", "-3"): (
        "invalid value for '--due-within': '-3' is not a number of days; write it as 60"
    ),
    ("status", "R", "--jurisdiction", "ukk"): (
        "there is no jurisdiction 'ukk'; did you mean \"uk\"?"
    ),
    ("status", "R", "--josn"): "there is no option '--josn'; did you mean \"--json\"?",
    ("status", "R", "--as-of"): "option '--as-of' requires an argument; see accountability --help",
    ("status",): "missing argument 'REGISTER.json'; see accountability status --help",
    ("statsu", "R"): "there is no command 'statsu'; did you mean \"status\"?",
    ("check", "R", "--select", "XYZ"): (
        "there is no rule 'XYZ'; there are: REC, RSP, COM, DAT, LNK, SRC"
    ),
    ("check", "R", "--ignore", "REC101"): ("--ignore REC101: give the reason too, as CODE=REASON"),
    ("import", "R", "--output", "o.json", "--format", "plantext"): (
        "there is no format 'plantext'; did you mean \"plaintext\"?"
    ),
    ("export", "exel", "R", "--output", "o.xlsx"): (
        "there is no exporter 'exel'; did you mean \"excel\"?"
    ),
    ("exporters", "exel"): "there is no exporter 'exel'; did you mean \"excel\"?",
    ("export", "csv", "R", "--output", "o.csv", "--option", "x"): (
        "--option x: write it as KEY=VALUE"
    ),
    ("export", "excel", "R", "--output", "o.xlsx", "--option", "profil=keeper"): (
        "the exporter 'excel' has no option 'profil'; did you mean \"profile\"?"
    ),
    ("export", "excel", "R", "--output", "o", "--option", "profile=x", "--option", "profile=y"): (
        "--option profile is given twice; give it once"
    ),
    ("export", "excel", "R", "--output", "o.xlsx", "--option", "profile=mine"): (
        "excel, option profile: 'mine' will not do; "
        "it takes one of keeper, responder, scrutiny, publication"
    ),
    ("export", "csv", "R", "--output", "R", "--force"): (
        "R is what the output is made from; choose another name"
    ),
    ("import", "page.txt", "--into", "R", "--output", "o.json", "--title", "Piers"): (
        "--title is for a new register; the one named by --into keeps its own"
    ),
    ("export", "csv", "R"): "missing option '--output'; see accountability export --help",
    ("export", "csv", "R", "--output", "o.csv", "--document", "uk-hcc-hc904"): (
        "the register 'harbours' has no record 'uk-hcc-hc904'; did you mean \"uk-hcc-hc9041-2026-27\"?"
    ),
    ("mark", "R", "con-3", "--stage", "clear", "--on", "2027-04-06", "--output", "o.json"): (
        "'clear' is not a stage; did you mean \"cleared\"?"
    ),
    ("mark", "R", "--stage", "cleared", "--on", "2027-04-06", "--output", "o.json"): (
        "name the answers or items to mark, or their --document"
    ),
    ("merge", "R", "--output", "o.json"): "name at least two registers to merge",
}
"""Words that cannot be meant, R being the sample's file, and what is said about them."""


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_words_that_cannot_be_meant_are_refused_in_one_line(
    run: Run, here: Path, sample: Path, words: tuple[str, ...], names: Names
) -> None:
    """An unknown or impossible word is named with the nearest known one; nothing is written."""
    outcome = run(*(str(sample) if word == "R" else word for word in words))
    told = outcome.err.replace(str(sample), "R")
    assert (2, f"accountability: {WORDS[words]}\n") == (outcome.code, told)
    assert ("", []) == (outcome.out, names())


def test_a_bare_command_prints_its_help_and_is_a_misuse(run: Run) -> None:
    """Nobody who types the name alone wants an error line; a script must still notice."""
    outcome = run()
    assert "Commands:\n" in outcome.err + outcome.out
    assert "accountability:" not in outcome.err


def test_a_page_is_never_written_over_by_what_is_read_from_it(tmp_path: Path) -> None:
    """Whoever names the page itself as output keeps the page, even with --force."""
    from click.testing import CliRunner

    from accountability.cli import main
    from accountability.samples import sample_page

    page = tmp_path / "page.txt"
    page.write_bytes(sample_page("before-response"))
    done = CliRunner().invoke(main, ["import", str(page), "--output", str(page), "--force"])
    assert 2 == done.exit_code
    assert "is what the output is made from" in done.output
    assert sample_page("before-response") == page.read_bytes()

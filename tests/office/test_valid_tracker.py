"""Trackers are what the Open XML SDK's validator takes: every copy, small and of 400 items."""

from __future__ import annotations

import datetime as dt
import runpy
import subprocess
from pathlib import Path

import pytest

from accountability.exporters._base import ExportContext
from accountability.exporters.excel import TrackerWorkbook
from accountability.samples import DEMO_DAY, load_sample
from accountability.tables import Profile, Scope

pytestmark = [pytest.mark.office, pytest.mark.needs("excel")]


@pytest.mark.parametrize("size", ["sample", "400 items"])
@pytest.mark.parametrize("profile", Profile)
def test_the_validator_finds_no_error(
    profile: Profile, size: str, project: Path, tmp_path: Path
) -> None:
    """Whoever opens it is not asked whether to repair it."""
    validate = project.parent / "shared" / "tools" / "ooxml-validate"
    if not validate.exists():
        pytest.skip("the validator is not here")
    twelve = runpy.run_path(str(project / "tests" / "returns" / "twelve.py"))
    sample = size == "sample"
    register = load_sample() if sample else twelve["register"]()
    day: dt.date = DEMO_DAY if sample else twelve["AS_OF"]
    who = register.responses[0].responder if sample else "locks-team"
    scope = Scope(responders=(who,) if profile is Profile.RESPONDER else ())
    context = ExportContext(as_of=day, contact="team@harbours.example", scope=scope)
    file = tmp_path / "tracker.xlsx"
    with file.open("wb") as stream:
        TrackerWorkbook(profile=profile).export(register, stream, context)
    run = subprocess.run([validate, file], capture_output=True, text=True, check=False)
    errors = [line for line in run.stdout.splitlines() if line.startswith("error")]
    assert [] == errors
    assert 0 == run.returncode, run.stdout + run.stderr

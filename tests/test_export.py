"""`hlh-desktop export`: files that are whole or not there, one line a problem, and what was saved in the history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.cli import doors, run
from hlh_desktop.ward.ward import Ward
from tests.builders import knowledge
from tests.exchange.fhir_results import demo_samples
from tests.ward import wards
from tests.ward.log import bed

if TYPE_CHECKING:
    from datetime import datetime

    from tests.ward.log.bed import Bed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def at_bed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bed:
    """A ward with one child and one sample, in the folder where the command works; the clock stands."""
    monkeypatch.chdir(tmp_path)
    made = bed.make(tmp_path / "ward")
    monkeypatch.setattr(doors, "open_knowledge", lambda: Ward(knowledge()))
    monkeypatch.setattr(doors, "now", lambda: stand(made))
    made.desk.labs.write(made.child, demo_samples()[:1], uuid4(), made.now)
    Path("pw").write_text(f"{wards.PASSWORD}\n")
    return made


def stand(at: Bed) -> datetime:
    return at.now


def export(*words: str, mrn: str = "tv04") -> int:
    person = ["--user", "dr a. example", "--password-file", "pw"]
    return run(["export", "--ward", "ward", "--mrn", mrn, *person, *words])


def test_both_files_are_written_told_and_noted(at_bed: Bed, capsys: Capture) -> None:
    assert export("--fhir", "out/TV04.json", "--csv", "out/TV04.csv") == 0
    printed = capsys.readouterr()
    count = len(at_bed.desk.labs.results(at_bed.child))
    lines = [f"Written: out/TV04.json ({count} results)", f"Written: out/TV04.csv ({count} results)"]
    assert (printed.out.splitlines(), printed.err) == (lines, "")
    assert json.loads(Path("out/TV04.json").read_text(encoding="utf-8"))["type"] == "collection"
    assert Path("out/TV04.csv").read_text(encoding="utf-8-sig").count("\n") == count + 1
    noted = [one.what for one in at_bed.desk.history(at_bed.child, at_bed.now) if one.group == "prints"]
    assert noted == [
        "Results saved as a table (CSV)", "Results, plan and doses saved for other programs (FHIR)",
    ]  # fmt: skip


def test_what_cannot_be_done_writes_nothing_and_says_why(at_bed: Bed, capsys: Capture) -> None:
    assert export() == 2
    assert export("--csv", "out.csv", mrn="TV05") == 2
    assert export("--csv", "pw/out.csv") == 2
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == [
        "expected --fhir OUT, --csv OUT or both",
        "expected the hospital number of a child of this ward; none has number TV05",
    ]  # fmt: skip
    assert told[2].startswith("pw/out.csv: expected a place that can be written (")
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    at_bed.be(bed.NURSE).log.begin_check(dose.id, uuid4(), at_bed.now)
    assert export("--fhir", "out.json") == 2
    assert bed.NURSE in capsys.readouterr().err
    assert {path.name for path in Path().iterdir()} == {"ward", "pw"}
    assert not [one for one in at_bed.desk.history(at_bed.child, at_bed.now) if one.group == "prints"]

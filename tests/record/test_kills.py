"""A short campaign of kills; HLH_KILLS=2000 makes it a long one and shows its figures (pytest -s)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.record.head import Head, read_head, write_head
from tests.builders import ROOT
from tests.record import wards
from tests.record.kill_campaign import DOSES, Ward, look, look_at_made, note, report
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store

KILLS = int(os.environ.get("HLH_KILLS", "15"))
SEED = int(os.environ.get("HLH_KILLS_SEED", "4"))


@pytest.mark.skipif(os.name == "nt", reason="the campaign splits off its children by fork")
def test_nothing_acknowledged_is_lost_however_the_program_ends() -> None:
    command = [sys.executable, "-m", "tests.record.kill_campaign", str(KILLS), str(SEED)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    print(run.stdout)
    found = json.loads(run.stdout)
    assert found["wrong"] == []
    assert (found["kills"], found["acknowledged"] > KILLS) == (KILLS, True)


def test_the_campaign_would_see_what_is_lost(opened: Store, folder: Path) -> None:
    said = [
        ["fact", uuid4().hex],
        ["draft", uuid4().hex, uuid4().hex, "3"],
        ["signed", uuid4().hex, uuid4().hex, *(uuid4().hex for _ in range(3))],
        ["person", uuid4().hex],
        ["given", uuid4().hex],
        ["reported", *(uuid4().hex for _ in range(3))],
    ]
    ward = Ward(folder)
    note(ward, said, Counter())
    lost = sorted(" ".join(line.split()[:2]) for line in look(ward, Counter()))
    assert lost == ["lost draft", *["lost fact"] * 8, "lost outcome", "lost person"]


def test_the_campaign_would_see_half_a_signing(opened: Store, folder: Path) -> None:
    child = uuid4()
    wards.sign(opened, child)
    assert [line.split()[0] for line in look(Ward(folder), Counter())] == ["half"]
    opened.append(entry(opened, "signature", child), now=NOW)
    assert wards.DOSES != DOSES
    assert [line.split()[0] for line in look(Ward(folder), Counter())] == ["half"]


def test_the_campaign_would_see_half_an_outcome(opened: Store, folder: Path) -> None:
    child = uuid4()
    wards.give(opened, child, uuid4())
    assert look(Ward(folder), Counter()) == []
    opened.append(entry(opened, "dose_outcome", child), now=NOW)
    assert [line.split()[:2] for line in look(Ward(folder), Counter())] == [["half", "an"]]


def test_the_campaign_would_see_a_record_behind_its_head(opened: Store, folder: Path) -> None:
    head = read_head(folder)
    assert head is not None
    write_head(folder, Head(head.number + 1, head.seal))
    assert [line.split(":")[0] for line in look(Ward(folder), Counter())] == ["not whole"]


def test_the_campaign_would_see_a_ward_that_is_lost(folder: Path) -> None:
    wards.make(folder / "0").close()
    assert look_at_made(folder, [["made", "0"], ["made", "1"]], Counter()) == ["lost ward 1"]


def test_the_campaign_would_see_half_a_file_of_results(opened: Store, folder: Path) -> None:
    report(opened, uuid4())
    assert look(Ward(folder), Counter()) == []
    wards.report(opened, uuid4())
    assert [" ".join(line.split()[:3]) for line in look(Ward(folder), Counter())] == ["half a sample", "half a file"]

"""A race of two windows, as a test runs it: what both were told in each round, and the ward as it was left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from hlh_desktop.ward.dose_rows import dose_rows
from tests.builders import ROOT, knowledge
from tests.ward import wards
from tests.ward.after_kill import halves
from tests.ward.entered import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

ROUNDS = int(os.environ.get("HLH_RACES", "2"))
Told = list[tuple[Any, Any]]


class Race:
    """A ward, and the module of the windows on it."""

    def __init__(self, folder: Path, module: str = "tests.ward.windows") -> None:
        self.folder, self.module = folder, module

    def run(self, name: str, rounds: int = ROUNDS) -> Told:
        """Both windows, so many rounds."""
        command = [sys.executable, "-m", self.module, name, str(rounds), str(self.folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        said = {(number, who): came for number, who, came in map(json.loads, done.stdout.splitlines())}
        assert len(said) == 2 * rounds
        told = [(said[number, 0], said[number, 1]) for number in range(rounds)]
        print(name, Counter(" / ".join(sorted(map(short, one))) for one in told))
        return told

    def opened(self) -> OpenWard:
        """The ward, whole, with no signing by half and no plan that differs from its doses."""
        desk = wards.enter(self.folder, now=NOW)
        assert desk.verify().whole
        assert not desk.verify().head_behind
        assert list(halves(desk)) == []
        for fact in desk.store.facts(kinds=("plan",)):
            found = desk.plan(fact.id)
            assert set(desk.store.doses(fact.id)) == set(dose_rows(found.head.child, fact.id, found.plan, knowledge()))
        return desk


def short(came: Any) -> str:
    """What one of them was told, in a word."""
    return came.split()[0] if isinstance(came, str) else "done"

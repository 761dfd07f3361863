"""A ward with the demo child: treated with etoposide from 22 Nov 2026, its results written down day by day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import uuid4

from hlh_desktop.domain.draft import tidy
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.results.values import Sample
from hlh_desktop.exchange.case_file import read_object
from hlh_desktop.ward.look import Look
from tests.builders import case_data, regimen
from tests.domain.results import demo
from tests.once import copied
from tests.ward import wards

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from typing import Any
    from uuid import UUID

    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ward.open_ward import OpenWard

NURSE, SECRET = "RN A. Example", "a password of the ward"
SIGNED = demo.at(0, 6)


@dataclass
class Judged:
    """The ward as its physician sees it; `now` is moved by hand."""

    desk: OpenWard
    child: UUID
    now: datetime

    def nurse(self) -> OpenWard:
        """The same with a nurse at work."""
        return self.desk.act_as(next(one for one in self.desk.face.people if one.name == NURSE))

    def write(self, *results: LabResult) -> None:
        """Writes results down, by their samples; the clock goes to an hour after the last of them."""
        for (at, conditions), same in groupby(results, key=lambda one: (one.at, one.conditions)):
            sample = Sample(at, tuple(one.reported for one in same), conditions=conditions)
            self.desk.labs.write(self.child, [sample], uuid4(), at)
            self.now = at

    def to_day(self, *days: float) -> None:
        """Writes the demo series of some days down."""
        for day in days:
            self.write(*(one for one in demo.series(day) if one.at.date() == demo.at(day).date()))


def make(folder: Path) -> OpenWard:
    """The ward with its people and the child, the plan signed."""
    desk = wards.new_ward(folder / "ward")
    desk.add_person(NURSE, SECRET, wards.NOW, cost=wards.CHEAP, roles=("nurse",))
    with patch("hlh_desktop.ward.look.look", _ungated):
        wards.signed(desk, case(), now=SIGNED)
    return desk


def case(**parts: Any) -> dict[str, Any]:
    """The demo child before its results."""
    return case_data(
        patient={"date_of_birth": demo.BORN.isoformat(), "sex": "male"},
        measurements=[{"on": "2026-11-21", "weight_kg": "16.0", "height_cm": "103"}],
        regimen=regimen("etoposide"),
        **parts,
    )  # fmt: skip


def _ungated(draft: Any, knowledge: Any, now: datetime, revises: Any = None) -> Look:
    found = read_object(tidy(draft.case).case, knowledge).case
    return Look(found, None if found is None else make_plan(found, knowledge), gates=(), doubts=(), day_one=())


def judged(folder: Path) -> Judged:
    """A copy of that ward."""
    desk = copied(make, folder, wards.PASSWORD)
    (child,) = desk.store.identities()
    return Judged(desk, child, SIGNED)

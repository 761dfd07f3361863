"""A quick ward for results of a laboratory: two children who were registered, a nurse, an office, a clock by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry, Identity
from hlh_desktop.ward.children import REGISTERED
from tests.once import copied
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.log import LabLog
    from hlh_desktop.ward.results.writing import Written

NURSE, OFFICE = "RN A. Example", "D. Office"
SECRET = "a password of the ward"
CHILD, OTHER = UUID(int=1), UUID(int=2)
NOW = wards.NOW
BORN = date(2024, 5, 1)
FERRITIN = Reported("ferritin", "ug/L", Decimal(11734))
PLATELETS = Reported("plt", "10*9/L", Decimal(12))


@dataclass
class Lab:
    """The ward's laboratory log with a nurse at work; `now` is moved by hand."""

    doctor: OpenWard
    desk: OpenWard
    now: datetime = NOW

    @property
    def log(self) -> LabLog:
        """Of who works here now."""
        return self.desk.labs

    def be(self, name: str) -> OpenWard:
        """Somebody else is at work."""
        people = {one.name: one for one in self.doctor.face.people}
        self.desk = self.doctor.act_as(people[name])
        return self.desk

    def write(self, *samples: Sample, id_: UUID | None = None, child: UUID = CHILD, **more: Any) -> Written:
        """Writes samples down."""
        return self.log.write(child, samples, id_ or uuid4(), self.now, **more)

    def results(self, child: UUID = CHILD) -> tuple[LabResult, ...]:
        """Those that stand."""
        return self.log.results(child)

    def told(self, child: UUID = CHILD) -> list[str]:
        """What stands, in short."""
        return [short(one) for one in self.log.results(child)]

    def gone(self, child: UUID = CHILD) -> list[tuple[str, str]]:
        """What stands no more, and how it ended."""
        return [(short(one), end.how) for one, end in self.log.all(child) if end is not None]

    def count(self) -> int:
        """How many facts there are."""
        return len(self.desk.store.facts())


def short(one: LabResult) -> str:
    """A result as the tests name it: analyte, value, and the status where it is not final."""
    reported = one.reported
    value = reported.text if one.value is None else f"{reported.comparator or ''}{one.value}"
    return " ".join(
        part for part in (one.analyte, value, "" if reported.status == "final" else reported.status) if part
    )


def sample(*results: Reported, hours: float = 2, **more: Any) -> Sample:
    """A sample of the central laboratory, taken so many hours before NOW."""
    usual = {"laboratory": "Central laboratory", "origin": "csv", "file": "x.csv"}
    return Sample(NOW - timedelta(hours=hours), results, **(usual | more))


def refused(deed: Callable[[], object]) -> Trouble:
    """The trouble that a deed ends with."""
    with pytest.raises(Trouble) as caught:
        deed()
    return caught.value


def make(folder: Path) -> Lab:
    """A copy of a ward that was made once."""
    desk = copied(_made, folder, wards.PASSWORD)
    lab = Lab(desk, desk)
    lab.be(NURSE)
    return lab


def _made(folder: Path) -> OpenWard:
    desk = wards.new_ward(folder / "ward")
    for name, role in ((NURSE, "nurse"), (OFFICE, "administrator")):
        desk.add_person(name, SECRET, NOW, cost=wards.CHEAP, roles=(role,))  # type: ignore[arg-type]
    for child in (CHILD, OTHER):
        entry = Entry(uuid4(), REGISTERED, child, desk.author, NOW, {})
        who = Identity(f"LAB-{child.int}", "Example", "A child", BORN, "female")
        desk.store.append(entry, identity={entry.id: who}, now=NOW)
    return desk

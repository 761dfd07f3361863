"""A ward at the bedside for tests: the example child's plan signed, a prescriber, two nurses, and a clock by hand."""

from __future__ import annotations

import atexit
import shutil
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import UUID, uuid4

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.domain.revision.edits import measured
from hlh_desktop.domain.wizard.gates import times
from hlh_desktop.ward.log.releasing import SEEN, Looked
from tests.ward import wards
from tests.ward.entered import NOW, entered, weight_of

if TYPE_CHECKING:
    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.log.giving import Written
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

NURSE, SECOND, PHARMACIST, OFFICE = "RN A. Example", "RN B. Example", "Ph C. Example", "D. Office"
SECRET = "a password of the ward"
LOOKED = Looked(dict.fromkeys(SEEN, "as measured today"))


@dataclass
class Bed:
    """The child's bed: who works there now is `desk`; `now` is moved by hand."""

    doctor: OpenWard
    people: dict[str, Person]
    head: PlanHead
    now: datetime
    desk: OpenWard

    def be(self, name: str) -> OpenWard:
        """Somebody else is at work."""
        self.desk = self.doctor.act_as(self.people[name]) if name in self.people else self.doctor
        return self.desk

    @property
    def child(self) -> UUID:
        """The child."""
        return self.head.child

    def dose(self, drug: str, number: int = 1) -> LoggedDose:
        """A planned dose by its drug and number."""
        return self.state(drug, number).dose

    def state(self, drug: str, number: int = 1) -> DoseNow:
        """How it stands now."""
        day = self.desk.log.day(self.child, self.now)
        return next(one for one in day.doses if (one.dose.drug, one.dose.place) == (drug, number))

    def at(self, dose: LoggedDose, **later: float) -> LoggedDose:
        """The clock at the due moment of a dose, and some time later."""
        self.now = self.desk.here(dose.due) + timedelta(**later)
        return dose

    def write(self, dose: LoggedDose, became: Any = "given", id_: UUID | None = None, **parts: Any) -> Written:
        """What somebody writes of a dose: given in full, now, to the child that was scanned."""
        usual: dict[str, Any] = {
            "taken": self.now, "amount": dose.amount if became in ("given", "running", "home", "elsewhere") else None,
            "route": dose.route, "known": "scanned", "batch": "L1", "site": "thigh",
            "expiry": self.now.date() + timedelta(days=100), "reason": "" if became == "given" else "as directed",
        }  # fmt: skip
        second = parts.pop("second", None)
        attempt = replace(Attempt(became, **usual), **parts)
        return self.desk.log.write(dose.id, attempt, id_ or uuid4(), self.now, second=second)

    def release(self, dose: LoggedDose, looked: Looked = LOOKED, **more: Any) -> None:
        """The prescriber releases a dose."""
        self.doctor.log.release(dose.id, looked, wards.PASSWORD, uuid4(), self.now, **more)

    def check(self, dose: LoggedDose, second: Seen | None = None, first: Seen | None = None) -> CheckNow:
        """Both nurses check a dose, one after the other."""
        seen = first or seen_of(dose)
        self.be(NURSE).log.begin_check(dose.id, uuid4(), self.now)
        self.enter(dose, NURSE, seen)
        return self.enter(dose, SECOND, second or seen)

    def enter(self, dose: LoggedDose, name: str, seen: Seen) -> CheckNow:
        """One person's entry of a check."""
        return self.desk.log.enter_check(
            dose.id, seen, begun=self.now, person=self.people[name], id_=uuid4(), now=self.now
        )

    def ready(self, drug: str = "etoposide", number: int = 1) -> LoggedDose:
        """A dose at its time, released and checked, the first nurse at work."""
        dose = self.at(self.dose(drug, number))
        self.release(dose)
        self.check(dose)
        self.be(NURSE)
        return dose


def seen_of(dose: LoggedDose) -> Seen:
    """What is on the bag of etoposide 89 mg: 250 mL over two hours."""
    assert dose.amount is not None
    return Seen(Decimal("13.5"), dose.amount, Decimal(250), Decimal(125))


@cache
def passwords() -> dict[str, tuple[str, ...]]:
    """The people beside the physician, with their roles."""
    return {
        NURSE: ("nurse", "intrathecal"),
        SECOND: ("nurse",),
        PHARMACIST: ("pharmacist",),
        OFFICE: ("administrator",),
    }


def make(folder: Path) -> Bed:
    """The ward with its people and one child, the plan signed before the first dose: a copy of one made before."""
    shutil.copytree(_made(), folder)
    desk = wards.enter(folder)
    people = {one.name: one for one in desk.face.people if one.name in passwords()}
    (line,) = desk.children(NOW)
    assert line.plan is not None
    return Bed(desk, people, line.plan, NOW, desk)


@cache
def _made() -> Path:
    """A ward to copy; it goes with the tests."""
    folder = Path(mkdtemp(prefix="hlh-bed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = wards.new_ward(folder / "ward")
    for name, roles in passwords().items():
        desk.add_person(name, SECRET, NOW, cost=wards.CHEAP, roles=roles)  # type: ignore[arg-type]
    sign(desk, "TV04")
    desk.store.close()
    return folder / "ward"


def sign(
    desk: OpenWard, mrn: str, count: int = 0, child: UUID | None = None, now: datetime = NOW, *, rewriting: bool = False
) -> PlanHead:  # fmt: skip
    """The example child's plan signed, or a later version of it by the weight of its count from now on.

    `rewriting`: by that weight from day one on, as versions could be that were signed before the past was kept.
    """
    opened = desk.new_draft(child, now)
    draft = entered(mrn, count)
    if child is not None and not rewriting:
        draft = replace(draft, case=measured(opened.draft.case, now, weight_of(draft)))
    desk.keep_draft(replace(opened, draft=draft), now)
    keeping = patch.object(times, "rewritten", lambda *_: ()) if rewriting else nullcontext()
    with keeping:
        return desk.sign(opened.id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=now)

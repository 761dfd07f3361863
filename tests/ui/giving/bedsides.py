"""A ward at the bedside: a nurse at work, three more people, a child with etoposide and two daily drugs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QEvent

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.doses_tab import DosesTab
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ward.log.releasing import SEEN, Looked
from tests.builders import regimen
from tests.once import copied
from tests.ui import wards

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.values import Outcome
    from hlh_desktop.record.values import Person
    from hlh_desktop.ui.pages.doses_list import Row
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ui.shell import Clock

NURSE, SECOND, DOCTOR = "Nurse 1", "Nurse 2", "Dr B. Other"
SECRET, PIN = "staple correct horse", "4071"
LINES = ("etoposide", "dexamethasone", "cotrimoxazole")
# What etoposide 150 mg/m2 is for this child of 0.59 m2, at 0.3 mg/mL over an hour and a half.
RIGHT = Seen(Decimal("13.5"), Decimal(89), Decimal(300), Decimal(200))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in ward time; day one is the 22nd."""
    return datetime(2026, 11, day, hour, minute, tzinfo=wards.PARIS)


@dataclass
class Bedside:
    """An open ward and the child that is given to."""

    ward: OpenWard
    child: UUID

    def person(self, name: str) -> Person:
        """Somebody of the ward."""
        return next(one for one in self.ward.face.people if one.name == name)

    def as_(self, name: str) -> OpenWard:
        """The same ward with somebody else at work."""
        return self.ward.act_as(self.person(name), "password")

    def doses(self, drug: str, now: datetime) -> list[DoseNow]:
        """The doses of a drug as they stand."""
        return [one for one in self.ward.log.day(self.child, now).doses if one.dose.drug == drug]

    def dose(self, drug: str, place: int = 0) -> UUID:
        """The id of a dose."""
        return self.doses(drug, at(22, 6))[place].dose.id

    def outcomes(self, dose: UUID) -> tuple[Outcome, ...]:
        """Everything that was written of a dose."""
        with self.ward.store.reading() as reading:
            return reading.outcomes(dose=dose)

    def release(self, dose: UUID, now: datetime) -> None:
        """Released by the first physician, everything seen."""
        seen = Looked(dict.fromkeys(SEEN, "seen"))
        self.as_(wards.PERSON).log.release(dose, seen, wards.PASSWORD, uuid4(), now)

    def give(self, drug: str, now: datetime, place: int = 0, **parts: Any) -> Outcome:
        """Given as planned, past the screen."""
        dose = self.doses(drug, now)[place].dose
        values = {"amount": dose.amount, "route": dose.route, "known": "asked", "site": "CVC", **parts}
        written = self.ward.log.write(dose.id, Attempt("given", now, **values), uuid4(), now)
        assert written.outcome is not None, written.gates
        return written.outcome

    def enter(self, dose: UUID, seen: Seen, name: str, now: datetime) -> None:
        """One entry of a second check."""
        self.ward.log.enter_check(dose, seen, begun=now, person=self.person(name), id_=uuid4(), now=now)

    def checked(self, dose: UUID, now: datetime, second: Seen = RIGHT) -> None:
        """A whole second check, past the screen."""
        self.ward.log.begin_check(dose, uuid4(), now)
        self.enter(dose, RIGHT, NURSE, now)
        self.enter(dose, second, SECOND, now)


def bedside(folder: Path, *more: str) -> Bedside:
    """The ward, with a nurse at work; `more` are further lines of the plan."""
    ward = copied(_bedside, folder, wards.PASSWORD, *more)
    (line,) = ward.children(at(22, 6))
    assert line.id is not None
    return Bedside(ward, line.id)


def _bedside(folder: Path, *more: str) -> OpenWard:
    ward = wards.new_ward(folder)
    for name, roles in ((NURSE, ("nurse",)), (SECOND, ("nurse",)), (DOCTOR, ("physician", "intrathecal"))):
        ward.add_person(name, SECRET, wards.MADE, cost=wards.CHEAP, roles=roles)
    made = Bedside(ward, uuid4())
    for name in (NURSE, SECOND):
        made.as_(name).set_pin(SECRET, PIN, wards.MADE, wards.CHEAP)
    other_child(made, "TV04", "Four", *more)
    return made.as_(NURSE)


def other_child(beside: Bedside, mrn: str, given: str, *more: str) -> UUID:
    """One more child with the same plan."""
    case = wards.named(mrn, "Example", given, regimen=regimen(*LINES, *more))
    return wards.sign(beside.as_(wards.PERSON), case, at=at(22, 6)).child


def due_of(row: Row) -> str:
    """When a row says that it is due, with plain blanks."""
    return row.row.due.replace("\N{NO-BREAK SPACE}", " ")


class Screen:
    """The page of the child, opened at the doses."""

    def __init__(self, beside: Bedside, clock: Clock) -> None:
        self.beside, self.clock = beside, clock
        self.desk = Desk(beside.ward, clock)
        self.page = PatientPage(self.desk, beside.child, "doses")
        self.desk.setParent(self.page)

    @property
    def tab(self) -> DosesTab:
        """The doses."""
        found = self.page.tabs["doses"]
        assert isinstance(found, DosesTab)
        return found

    @property
    def panel(self) -> Any:
        """What is open at the right."""
        return self.tab.panel

    def row(self, drug: str, due: str | None = None) -> Row:
        """The row of a dose."""
        rows = [one for one in self.tab.rows.rows if drug in one.row.title and due in (None, due_of(one))]
        assert rows, [one.row.words for one in self.tab.rows.rows]
        return rows[0]

    def move(self, moment: datetime) -> None:
        """The clock goes on, and the list with it."""
        self.clock.now = moment
        self.tab.refresh()
        self.settle()

    def open(self, drug: str, due: str | None = None) -> Any:
        """Presses the button of a row."""
        self.tab.rows._since.invalidate()
        self.row(drug, due).go.click()
        return self.panel

    def settle(self) -> None:
        """What was taken out of the page is gone."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

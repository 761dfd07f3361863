"""A child's labs on the screen: a nurse at work, five samples of a laboratory in the record, a clock by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.labs.flow_model import FIRST
from hlh_desktop.ui.labs.labs_tab import LabsTab
from hlh_desktop.ui.pages.patient import PatientPage
from tests.once import copied
from tests.ui import wards
from tests.ui.giving.bedsides import NURSE, Bedside, at, bedside

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ui.labs.faces import CellFace
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ui.shell import Clock

LABORATORY = "Central laboratory"
NOW = at(29, 14, 5)
# As they came from the laboratory: (day, hour, minute), then analyte, comparator and value; None has no value yet.
SAMPLES: tuple[tuple[tuple[int, int, int], dict[str, str | None]], ...] = (
    ((20, 8, 10), {"hb": "88", "plt": "62", "ferritin": "6556", "fibrinogen": "1.4", "aptt": "43.8"}),
    ((22, 9, 50), {"hb": "82", "plt": "41", "ferritin": "11734", "scd25": "14700", "fibrinogen": "1.1"}),
    ((23, 7, 30), {"hb": "79", "plt": "28", "ferritin": ">20000", "fibrinogen": "0.9", "aptt": "51.5"}),
    ((25, 7, 40), {"hb": "84", "plt": "33", "ferritin": "12900", "fibrinogen": "1.2", "aptt": "46"}),
    ((29, 7, 20), {"hb": "86", "plt": "58", "ferritin": None, "fibrinogen": "1.7", "aptt": "38.9"}),
)
UNITS = {"hb": "g/L", "plt": "10*9/L", "ferritin": "ug/L", "scd25": "U/mL", "fibrinogen": "g/L", "aptt": "s"}


def reported(analyte: str, text: str | None, **parts: Any) -> Reported:
    """One result as the laboratory wrote it."""
    if text is None:
        return Reported(analyte, UNITS[analyte], status="pending")
    comparator = ">" if text.startswith(">") else None
    return Reported(analyte, UNITS[analyte], Decimal(text.lstrip(">")), comparator, **parts)  # type: ignore[arg-type]


def samples() -> list[Sample]:
    """All five; the fourth after a transfusion."""
    return [
        Sample(
            at(*when), tuple(reported(name, text) for name, text in values.items()), LABORATORY,
            conditions=("transfused",) if when[0] == 25 else (),
        )
        for when, values in SAMPLES
    ]  # fmt: skip


def _with_results(folder: Path) -> OpenWard:
    made = bedside(folder)
    made.ward.labs.write(made.child, samples(), uuid4(), at(29, 8))
    return made.as_(wards.PERSON)


def ward_with_results(folder: Path) -> Bedside:
    """The ward, a nurse at work, and the five samples."""
    ward = copied(_with_results, folder, wards.PASSWORD)
    (line,) = ward.children(NOW)
    assert line.id is not None
    return Bedside(Bedside(ward, line.id).as_(NURSE), line.id)


class LabsScreen:
    """The page of the child, opened at the labs; what is pressed goes to where the cursor stands."""

    def __init__(self, beside: Bedside, clock: Clock, qtbot: QtBot) -> None:
        self.beside, self.clock, self.qtbot = beside, clock, qtbot
        self.desk = Desk(beside.ward, clock)
        self.page = PatientPage(self.desk, beside.child, "labs")
        self.desk.setParent(self.page)

    @property
    def tab(self) -> LabsTab:
        """The labs."""
        found = self.page.tabs["labs"]
        assert isinstance(found, LabsTab)
        return found

    @property
    def child(self) -> UUID:
        """The child."""
        return self.beside.child

    def press(self, *what: str | Qt.Key) -> None:
        """Types words and presses keys where the cursor stands; of a line that is open, in the line."""
        for one in what:
            target = QApplication.focusWidget()
            assert target is not None
            if isinstance(one, str):
                self.qtbot.keyClicks(target, one[:1])
                self.qtbot.keyClicks(QApplication.focusWidget() or target, one[1:])
            else:
                self.qtbot.keyClick(target, one)

    def control(self, letter: str) -> None:
        """Ctrl and a letter."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, letter, Qt.KeyboardModifier.ControlModifier)

    def go_to(self, analyte: str, place: int = -1) -> None:
        """The cursor on a cell, by the place of its sample; -1 is the last."""
        columns = len(self.tab.model.sheet.columns)
        self.tab.view.go_to(analyte, FIRST + (place if place >= 0 else columns + place))
        self.tab.view.setFocus()

    def cell(self, analyte: str, place: int = -1) -> CellFace:
        """What a cell shows."""
        sheet = self.tab.model.sheet
        return sheet.rows[sheet.row_of(analyte)].cells[place]

    def here(self) -> str:
        """The analyte that the cursor is on."""
        return self.tab.model.row(self.tab.view.currentIndex().row()).analyte

    def stored(self, analyte: str) -> list[LabResult]:
        """What stands of an analyte, oldest first."""
        return list(self.desk.ward.labs.results(self.child, (analyte,)))

    def settle(self) -> None:
        """What was put off has happened."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

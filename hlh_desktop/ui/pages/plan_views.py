"""The views of one plan: lines, calendar, intrathecal doses apart, findings, tasks, and the pages as they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTableView, QWidget

from hlh_desktop.domain.plan_rows import LineRow
from hlh_desktop.domain.planned_doses import PlannedDose
from hlh_desktop.domain.proof import egfr_proof, surface_proof
from hlh_desktop.ui.pages.plan_lists import findings_list, intrathecal_view, tasks_list
from hlh_desktop.ui.plan_table import doses_model, intrathecal_model, line_place, lines_model
from hlh_desktop.ui.widgets.place_table import PlaceDelegate, PlaceTable
from hlh_desktop.ui.widgets.table import ROW_ROLE, TextTable
from hlh_desktop.ui.widgets.texts import button, repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.plan import Plan

CALCULATION, COUNT = 3, 4
# The columns of the table of doses.
WEEK, DOSE = 0, 4
OPENS = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The dose of a line that was pressed."""

    line: str
    part: str | None
    dose: Dose | IntrathecalDose


class PlanViews(QStackedWidget):
    """All views of a plan. `pressed` comes with a dose, `proved` with the proof of another number."""

    pressed = Signal(object)
    proved = Signal(object)

    def __init__(self, plan: Plan, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan, self.knowledge = plan, knowledge
        self.setProperty("ground", "canvas")
        self.lines = PlaceTable()
        self.lines.begin(
            lines_model(plan, knowledge, self), PlaceDelegate(line_place, lambda _: False), self.tr("Lines of the plan")
        )
        self.doses = TextTable(doses_model(plan, knowledge, self), self.tr("Every planned dose by date"))
        self.spinal = TextTable(intrathecal_model(plan, knowledge, self), self.tr("Intrathecal doses"))
        self.findings = findings_list(plan, knowledge, self.proved.emit)
        self.tasks = tasks_list(plan, knowledge, self.proved.emit)
        self._views: dict[str, QWidget] = {
            "lines": self.lines, "doses": self.doses, "intrathecal": intrathecal_view(plan, self.spinal),
            "findings": self.findings, "tasks": self.tasks,
        }  # fmt: skip
        for view in self._views.values():
            self.addWidget(view)
        self._listen()
        # After the tables have measured their columns anew.
        repaint(self, lambda: QTimer.singleShot(0, self, self._fit_doses))
        self.numbers = self._numbers()

    def _listen(self) -> None:
        for table in (self.lines, self.doses, self.spinal):
            table.installEventFilter(self)
            table.clicked.connect(self._clicked)
        self.doses.doubleClicked.connect(lambda index: self._open(index.data(ROW_ROLE)))
        self.spinal.doubleClicked.connect(lambda index: self._open(index.data(ROW_ROLE)))
        self.lines.opened.connect(self._open)
        self.lines.selectRow(0)

    @property
    def names(self) -> list[tuple[object, str]]:
        """The views by key and words; findings and tasks with how many there are."""
        findings = self.tr("Findings %1").replace("%1", str(len(self.plan.findings)))
        tasks = self.tr("Tasks %1").replace("%1", str(len(self.plan.tasks)))
        return [
            ("lines", self.tr("Lines")), ("doses", self.tr("Calendar")), ("intrathecal", self.tr("Intrathecal")),
            ("findings", findings), ("tasks", tasks), ("paper", self.tr("Preview")),
        ]  # fmt: skip

    def _numbers(self) -> tuple[QPushButton, ...]:
        """The numbers that stand above all doses: body surface, kidney function."""
        found = [surface_proof(self.plan, self.knowledge)]
        kidney = egfr_proof(self.plan, self.knowledge)
        made = []
        for proof in (*found, *([kidney] if kidney is not None else [])):
            number = button(proof.title, "link", name=self.tr("%1: proof").replace("%1", proof.title))
            number.clicked.connect(lambda _=False, proof=proof: self.proved.emit(proof))
            number.installEventFilter(self)
            made.append(number)
        return tuple(made)

    def show_view(self, name: str) -> None:
        """One of the views."""
        self.setCurrentWidget(self._views[name])
        self._fit_doses()

    def narrow(self, *, narrow: bool) -> None:
        """Beside an open card the sum stands on the card, not in the table."""
        self.lines.setColumnHidden(CALCULATION, narrow)
        self.lines.setColumnHidden(COUNT, narrow)
        self.lines.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_doses()

    def _fit_doses(self) -> None:
        """Where a dose would be cut at the edge, its week gives way: the day of the course says the same."""
        for table in (self.doses, self.spinal):
            table.setColumnHidden(WEEK, False)
            wide = sum(table.columnWidth(place) for place in range(DOSE + 1))
            table.setColumnHidden(WEEK, wide > table.viewport().width())

    def back(self) -> None:
        """The keys go back to the table that is shown."""
        shown = self.currentWidget()
        if shown in (self.lines, self.doses):
            shown.setFocus()

    # --- pressing

    def _clicked(self, index: Any) -> None:
        """One press on the number itself is enough."""
        row = index.data(ROW_ROLE)
        column = 1 if isinstance(row, LineRow) else DOSE
        if index.column() == column:
            self._open(row)

    def _open(self, row: Any) -> None:
        if isinstance(row, LineRow):
            self.pressed.emit(Pressed(row.line, row.part, row.run.given[0].dose))
        elif isinstance(row, PlannedDose) and row.dose is not None:
            self.pressed.emit(Pressed(row.line, row.part, row.dose))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F1 and Enter on a dose open its proof."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in OPENS:
            if isinstance(watched, QTableView) and watched.currentIndex().isValid():
                self._open(watched.currentIndex().data(ROW_ROLE))
                return True
            if isinstance(watched, QPushButton) and event.key() == Qt.Key.Key_F1:
                watched.click()
                return True
        return super().eventFilter(watched, event)

"""The table models of a plan: its lines, every planned dose by date, and the intrathecal doses apart. Read only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor

from hlh_desktop.domain.plan_rows import LineRow, line_rows
from hlh_desktop.domain.planned_doses import PlannedDose, intrathecal_doses, planned_doses
from hlh_desktop.domain.writing import PRODUCT, unbroken
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.table import Column, Index, TableModel
from hlh_desktop.ward.board import Place

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

# A long product may go on in the next line between its factors, never between a number and its unit.
BREAKING = f" {PRODUCT.lstrip()}"


def tr(words: str) -> str:
    """A heading in the language of the window."""
    return QCoreApplication.translate("PlanTable", words)


def lines_model(plan: Plan, knowledge: Knowledge, parent: QObject | None = None) -> TableModel[LineRow]:
    """The lines as on the sheet of orders; dose, unit and calculation never share a column."""
    columns: tuple[Column[LineRow], ...] = (
        Column(tr("Line"), lambda row: ", ".join((row.name, row.how, row.days))),
        Column(tr("Dose"), lambda row: row.dose, number=True),
        Column(tr("Unit"), lambda row: row.unit),
        Column(tr("Calculation"), lambda row: row.calculation),
        Column(tr("Doses"), lambda row: str(row.doses), number=True),
    )
    model = TableModel(columns, parent)
    model.show_rows(line_rows(plan, knowledge))
    return model


def line_place(row: LineRow, column: int) -> Place:
    """What stands in a column of a line."""
    return (
        Place(row.name, ", ".join((row.how, row.days))),
        Place(row.dose, state="number"),
        Place(unbroken(row.unit), state="quiet"),
        Place(row.calculation.replace(PRODUCT, BREAKING), row.dates, "quiet"),
        Place(str(row.doses), state="figure"),
    )[column]


class DosesModel(TableModel[PlannedDose]):
    """Every dose at its moment; one that is held or omitted says so in words, in the colour of its state too."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            state = {"held": "warning", "omitted": "critical"}.get(self.row(index.row()).state)
            return QColor(look().tokens.colours[state]) if state else None
        return super().data(index, role)


def _columns() -> tuple[Column[PlannedDose], ...]:
    return (
        Column(tr("Week"), lambda row: str(row.week), number=True),
        Column(tr("Day"), lambda row: str(row.day), number=True),
        Column(tr("Date"), lambda row: row.date),
        Column(tr("Time"), lambda row: row.clock),
        Column(tr("Dose"), lambda row: row.said),
        Column(tr("Number"), lambda row: row.number),
        Column(tr("Change"), lambda row: row.note, stretch=True),
    )


def doses_model(plan: Plan, knowledge: Knowledge, parent: QObject | None = None) -> DosesModel:
    """Every planned dose by an ordinary route, in order of time."""
    model = DosesModel(_columns(), parent)
    model.show_rows(planned_doses(plan, knowledge))
    return model


def intrathecal_model(plan: Plan, knowledge: Knowledge, parent: QObject | None = None) -> DosesModel:
    """Every planned intrathecal dose; no other route stands in this table."""
    model = DosesModel(_columns(), parent)
    model.show_rows(intrathecal_doses(plan, knowledge))
    return model

"""The table twin: exactly the points that the charts draw, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from hlh_desktop.domain.results.trend.reading import TableRow, table
from hlh_desktop.ui.widgets.table import Column, TableModel, TextTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.results.trend.values import Trend


def tr(words: str) -> str:
    """A heading in the language of the window."""
    return QCoreApplication.translate("TwinTable", words)


def _columns() -> tuple[Column[TableRow], ...]:
    return (
        Column(tr("Taken"), lambda row: row.when),
        Column(tr("Analyte"), lambda row: row.name),
        Column(tr("Value"), lambda row: row.shown, number=True),
        Column(tr("Unit"), lambda row: row.unit),
        Column(tr("As reported"), lambda row: row.reported),
        Column(tr("Series"), lambda row: row.assay),
        Column(tr("Since start"), lambda row: row.change),
        Column(tr("To know"), lambda row: row.note),
    )


class TwinTable(TextTable):
    """The points of a trend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows: TableModel[TableRow] = TableModel(_columns())
        super().__init__(self.rows, tr("Every point of the charts"), parent)
        self.rows.setParent(self)

    def show_trend(self, trend: Trend) -> None:
        """The points of another trend."""
        self.rows.show_rows(table(trend))

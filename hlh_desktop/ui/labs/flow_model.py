"""The flowsheet as a table of Qt: analyte, unit, one column a sample, range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from hlh_desktop.ui.labs.faces import ColumnFace, RowFace, SheetFace

if TYPE_CHECKING:
    from hlh_desktop.ui.widgets.table import Index

ANALYTE, UNIT, FIRST = 0, 1, 2
DISPLAY, SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
EDIT = int(Qt.ItemDataRole.EditRole)


class FlowModel(QAbstractTableModel):
    """`typed` tells the analyte and what was put into its cell of the sample that is being typed."""

    typed = Signal(str, str)

    def __init__(self, titles: tuple[str, str, str], parent: QObject | None = None) -> None:
        """`titles` of the columns for analyte, unit and range."""
        super().__init__(parent)
        self.sheet = SheetFace()
        self._titles = titles
        self._typed: dict[str, str] = {}

    def show_sheet(self, sheet: SheetFace, typed: dict[str, str]) -> None:
        """Another sheet; `typed` is what stands in the sample that is being typed, by analyte, as it was typed.

        Where rows and columns are the same, only what stands in them is told anew: the cursor stays.
        """
        same = self.sheet.columns == sheet.columns and shape(self.sheet) == shape(sheet)
        if not same:
            self.beginResetModel()
        self.sheet, self._typed = sheet, typed
        if same and sheet.rows:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        elif not same:
            self.endResetModel()

    # --- where things stand

    @property
    def range_column(self) -> int:
        """The last column."""
        return FIRST + len(self.sheet.columns)

    def sample_of(self, column: int) -> ColumnFace | None:
        """The sample of a column; None of the others."""
        place = column - FIRST
        return self.sheet.columns[place] if 0 <= place < len(self.sheet.columns) else None

    def entered(self, column: int) -> bool:
        """Whether that is the sample that is being typed."""
        sample = self.sample_of(column)
        return sample is not None and sample.entry

    def row(self, number: int) -> RowFace:
        """A row as it is shown."""
        return self.sheet.rows[number]

    def text(self, row: RowFace, column: int) -> str:
        """What stands in a cell, as one text."""
        if row.group:
            return row.title if column == ANALYTE else ""
        sample = self.sample_of(column)
        if sample is not None:
            return row.cells[column - FIRST].text
        return {ANALYTE: row.title, UNIT: row.unit}.get(column, row.range)

    # --- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.range_column + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or role not in (DISPLAY, SPOKEN, EDIT):
            return None
        row, column = self.row(index.row()), index.column()
        if role == EDIT:
            return self._typed.get(row.analyte, "") if self.entered(column) else self.text(row, column)
        sample = self.sample_of(column)
        if role == SPOKEN and sample is not None and not row.group:
            said = row.cells[column - FIRST].said or row.cells[column - FIRST].text
            return f"{row.title}, {sample.said}: {said}"
        return self.text(row, column)

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        row = self.row(index.row())
        if role != EDIT or row.group or not self.entered(index.column()):
            return False
        if str(value) != self._typed.get(row.analyte, ""):
            self.typed.emit(row.analyte, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row(index.row()).group:
            return Qt.ItemFlag.ItemIsEnabled
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if self.entered(index.column()) else found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (DISPLAY, SPOKEN):
            return None
        sample = self.sample_of(section)
        if sample is not None:
            return sample.said if role == SPOKEN else f"{sample.day}\n{sample.clock}"
        return self._titles[section if section < FIRST else -1]


def shape(sheet: SheetFace) -> tuple[str, ...]:
    """What stands where, without the values."""
    return tuple(row.analyte or row.title for row in sheet.rows)

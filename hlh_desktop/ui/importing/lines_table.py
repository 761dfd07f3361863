"""The lines of a file as a table; those that may be taken have a box, which Space and the mouse tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.table import ROW_HEIGHT, Column, Index, TableModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ward.results.import_words import ImportLine

CHECK = Qt.ItemDataRole.CheckStateRole
# So many lines are measured for the width of a column.
MEASURED = 2_000
# What the box needs beyond what Qt reckons for one that no style sheet has drawn larger.
BOX = 20
TICKED, EMPTY = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LinesModel(TableModel["ImportLine"]):
    """`accepted` are the numbers of the lines that a person takes; `ticked` tells each change of them.

    `takeable` is whether the lines that are shown have a box.
    """

    ticked = Signal()

    def __init__(self, columns: Sequence[Column[ImportLine]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.accepted: set[int] = set()
        self.takeable = True

    def toggle(self, row: int) -> None:
        """Takes a line, or leaves it; one that cannot be taken stays as it is."""
        number = self.row(row).number
        if number is None or not self.takeable:
            return
        self.accepted ^= {number}
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [CHECK])
        self.ticked.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        boxed = role == CHECK and self.takeable and index.isValid() and index.column() == 0
        number = self.row(index.row()).number if boxed else None
        if number is not None:
            return TICKED if number in self.accepted else EMPTY
        return super().data(index, role)


class LinesTable(TextTable):
    """Space ticks the line that the cursor is on, in whatever column; a click does so anywhere in its first cell."""

    _needed = 0

    def __init__(self, model: LinesModel, name: str, parent: QWidget | None = None) -> None:
        self.lines = model
        super().__init__(model, name, parent)
        self.clicked.connect(lambda index: model.toggle(index.row()) if index.column() == 0 else None)

    def fit(self) -> None:
        """Each column as wide as its longest text, by some two thousand of its lines: a file may have far more.

        What is longer is scrolled to, and the reason of the line under the cursor stands below the table in full.
        """
        self.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(look().tokens.px(ROW_HEIGHT))
        count = self.lines.rowCount()
        rows = range(0, count, max(1, count // MEASURED))
        for place, column in enumerate(self.lines.columns):
            lengths = [len(column.text(self.lines.row(row))) for row in rows]
            longest = rows[lengths.index(max(lengths))] if lengths else None
            cell = 0 if longest is None else self.sizeHintForIndex(self.lines.index(longest, place)).width()
            cell += 0 if place else look().tokens.px(BOX)
            self.setColumnWidth(place, max(cell, self.horizontalHeader().sectionSizeHint(place)))
        self._needed = self.columnWidth(self.lines.columnCount() - 1)
        self._spread()

    def _spread(self) -> None:
        """The last column takes what is left of the width."""
        last = self.lines.columnCount() - 1
        used = sum(self.columnWidth(place) for place in range(last))
        self.setColumnWidth(last, max(self._needed, self.viewport().width() - used))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.lines.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def show_lines(self, lines: Sequence[ImportLine]) -> None:
        """Other lines, the cursor on the first."""
        self.lines.show_rows(lines)
        if lines:
            self.setCurrentIndex(self.lines.index(0, 0))
            self.scrollTo(self.lines.index(0, 0), self.ScrollHint.PositionAtTop)

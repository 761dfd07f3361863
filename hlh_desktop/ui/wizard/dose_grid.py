"""The doses of a line in columns that all lines share: mg/m² in the calculation only, mg in the dose only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import blank, decimals, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.wizard.lines import DoseRow

# wide: all in one row; middle: the decision below; small: the calculation below its line too.
Shape = Literal["wide", "middle", "small"]
NAME, CALCULATION, DOSE, UNIT, DECISION = range(5)
SHARES = (9, 11)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TOP = Qt.AlignmentFlag.AlignTop
TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Columns:
    """What all rows of the table share: their shape, and the widths of dose, unit and decision in pixels."""

    shape: Shape
    dose: int
    unit: int
    decision: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The widgets of one run of equal doses."""

    how: QWidget
    calculation: QLabel
    dose: QLabel
    unit: QLabel

    @property
    def all(self) -> tuple[QWidget, ...]:
        """Every one of them."""
        return self.how, self.calculation, self.dose, self.unit


class DoseGrid(QWidget):
    """Name, doses and decision of a line."""

    def __init__(self, title: str, deciding: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().tokens.px(10))
        self._grid.setVerticalSpacing(look().tokens.px(4))
        self._title, self._deciding = text(title, "strong", wrap=True), deciding
        self._rows: tuple[DoseRow, ...] = ()
        self._cells: list[Cells] = []
        self._columns: Columns | None = None
        self._place()

    @property
    def widths(self) -> tuple[int, int, int]:
        """What dose, unit and decision need in pixels."""
        dose = max((cells.dose.sizeHint().width() for cells in self._cells), default=0)
        unit = max((cells.unit.sizeHint().width() for cells in self._cells), default=0)
        return dose, unit, self._deciding.sizeHint().width()

    def show_rows(self, rows: Sequence[DoseRow]) -> None:
        """Other doses; drawn anew only when they are others."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        for widget in (widget for cells in self._cells for widget in cells.all):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._cells = [_cells(row, rows[place - 1] if place else None) for place, row in enumerate(rows)]
        self._place()

    @property
    def decimals(self) -> int:
        """The most digits behind a decimal mark among the doses."""
        return max((decimals(row.dose) for row in self._rows), default=0)

    def align(self, most: int) -> None:
        """Sets the doses on the decimal mark of a column with so many digits behind it."""
        for row, cells in zip(self._rows, self._cells, strict=True):
            cells.dose.ensurePolished()
            cells.dose.setContentsMargins(0, 0, cells.dose.fontMetrics().horizontalAdvance(blank(row.dose, most)), 0)

    def place(self, columns: Columns) -> None:
        """Puts the cells into the columns that all rows share."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        grid = self._grid
        while grid.count():
            grid.takeAt(0)
        small = self._columns is not None and self._columns.shape == "small"
        wide = self._columns is not None and self._columns.shape == "wide"
        self._size_columns(small=small, wide=wide)
        grid.addWidget(self._title, 0, NAME, 1, 2 if small else 1)
        line = 1
        for cells in self._cells:
            line = self._place_cells(cells, line, small=small)
        if wide:
            grid.addWidget(self._deciding, 0, DECISION, max(2, line), 1, TOP_RIGHT)
        else:
            grid.addWidget(self._deciding, line, NAME, 1, DECISION, RIGHT)

    def _size_columns(self, *, small: bool, wide: bool) -> None:
        for column, share in ((NAME, SHARES[0]), (CALCULATION, 0 if small else SHARES[1])):
            self._grid.setColumnStretch(column, share)
        if self._columns is not None:
            self._grid.setColumnMinimumWidth(DOSE, self._columns.dose)
            self._grid.setColumnMinimumWidth(UNIT, self._columns.unit)
            self._grid.setColumnMinimumWidth(DECISION, self._columns.decision if wide else 0)

    def _place_cells(self, cells: Cells, line: int, *, small: bool) -> int:
        """The first run begins beside the name, the next ones below; answers the next free line."""
        grid = self._grid
        if small:
            grid.addWidget(cells.how, line, NAME, 1, 2)
            grid.addWidget(cells.calculation, line + 1, NAME, 1, 2)
            grid.addWidget(cells.dose, line, DOSE, TOP_RIGHT)
            grid.addWidget(cells.unit, line, UNIT, TOP)
            return line + 2
        top, span = (0, 2) if line == 1 else (line, 1)
        grid.addWidget(cells.how, line, NAME)
        grid.addWidget(cells.calculation, top, CALCULATION, span, 1, TOP)
        grid.addWidget(cells.dose, top, DOSE, span, 1, TOP_RIGHT)
        grid.addWidget(cells.unit, top, UNIT, span, 1, TOP)
        return line + 1


def _cells(row: DoseRow, before: DoseRow | None) -> Cells:
    how = QWidget()
    column = QVBoxLayout(how)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if before is None or (before.route, before.times) != (row.route, row.times):
        column.addWidget(text(f"{row.route}, {row.times}", "small", wrap=True))
    column.addWidget(text(row.days, "small", wrap=True))
    dose, unit = text(row.dose, "number"), text(row.unit, "unit")
    dose.setAlignment(RIGHT)
    dose.setAccessibleName(f"{row.drug} {row.dose} {row.unit}")
    return Cells(how, text(row.calculation, "small", wrap=True), dose, unit)

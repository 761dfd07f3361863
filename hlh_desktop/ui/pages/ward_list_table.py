"""The table of the board: rows change in place, the chosen child stays chosen and the page where it was scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hlh_desktop.ui.widgets.board_delegate import BoardDelegate
from hlh_desktop.ui.widgets.board_look import FOLDS, ON_WALL, PLATELETS, RIGHT, WALL
from hlh_desktop.ui.widgets.place_table import PlaceTable
from hlh_desktop.ui.widgets.table import ROW_ROLE, Column, TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ward.board import BoardRow


class BoardModel(TableModel["BoardRow"]):
    """Rows of the board. The same children in the same order are changed in place."""

    def keys(self) -> list[UUID]:
        """The children in their order."""
        return [self.row(number).key for number in range(self.rowCount())]

    def renew(self, rows: Sequence[BoardRow]) -> list[int]:
        """Other words for the same children; the rows that have any."""
        changed = [number for number, row in enumerate(rows) if row != self._rows[number]]
        self._rows = tuple(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.columns) - 1))
        return changed


class BoardTable(PlaceTable):
    """Bed, child, course, now, overdue, next dose, next task, ferritin, platelets, what changed.

    Where the window is too narrow for all of them, some are folded into others: nothing is scrolled sideways.
    """

    def __init__(self, since: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since, self._wall = since, False
        self.board = BoardModel(self._columns(), self)
        self.drawn = BoardDelegate(self)
        self.drawn.names = {PLATELETS: self.tr("platelets")}
        self.begin(self.board, self.drawn, self.tr("Children, most urgent first"))

    def _columns(self, level: int = 0) -> tuple[Column[BoardRow], ...]:
        folded = level > 0
        titles = (
            self.tr("Bed"), self.tr("Child, course") if level > 1 else self.tr("Child"), self.tr("Course"),
            self.tr("Now"), self.tr("Overdue"),
            self.tr("Next dose, task") if folded else self.tr("Next dose"), self.tr("Next task"),
            self.tr("Results") if folded else self.tr("Ferritin"), self.tr("Platelets"),
            (self.tr("Since {0}") if folded else self.tr("Changed since {0}")).format(self._since),
        )  # fmt: skip
        return tuple(_column(place, title) for place, title in enumerate(titles))

    def show_rows(self, rows: Sequence[BoardRow], since: str) -> None:
        """Other rows, and since when changes are told."""
        same = since == self._since and [row.key for row in rows] == self.board.keys()
        self._since = since
        if rows and same:
            self._refit(self.board.renew(rows))
            return
        chosen, top = self._chosen(), self.verticalScrollBar().value()
        self.board.show_rows(rows)
        if rows:
            keys = self.board.keys()
            self.selectRow(keys.index(chosen) if chosen in keys else 0)
        self.fit()
        self.verticalScrollBar().setValue(top)

    def _chosen(self) -> UUID | None:
        row: BoardRow | None = self.currentIndex().data(ROW_ROLE)
        return None if row is None else row.key

    def enlarge(self, wall: bool) -> None:
        """The letters of a wall and only what is read there, or everything in the size of the look."""
        self._wall = wall
        self.drawn.enlarge(WALL if wall else 1.0)
        self.fit()

    def fit(self) -> None:
        """What is due now on one line beside all columns; else some of them folded; else on several lines."""
        for unbroken, level in ((True, 0), (True, 1), (False, 1), (False, 2)):
            self._fold(level, unbroken=unbroken)
            if self._least() <= self.viewport().width():
                break
        super().fit()

    def _refit(self, changed: Sequence[int]) -> None:
        """Rows of which words have changed get their height; where a word has no room, everything is fitted anew."""
        shown = [place for place in range(len(self.board.columns)) if not self.isColumnHidden(place)]
        for row in changed:
            cells = [(self.board.index(row, place), self.columnWidth(place)) for place in shown]
            if any(self.drawn.least(cell) > wide for cell, wide in cells):
                return self.fit()
            self.setRowHeight(row, max(self.drawn.height(cell, wide) for cell, wide in cells))
        return None

    def _fold(self, level: int, *, unbroken: bool) -> None:
        folds = FOLDS[level]
        self.drawn.unbroken, self.drawn.folds = unbroken, folds
        self.board.columns = self._columns(level)
        self.board.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.board.columns) - 1)
        for place in range(len(self.board.columns)):
            self.setColumnHidden(place, place in folds.values() or (self._wall and place not in ON_WALL))

    def _least(self) -> int:
        """How much room the columns need at the least."""
        header, rows = self.horizontalHeader(), range(self.board.rowCount())
        shown = [place for place in range(len(self.board.columns)) if not self.isColumnHidden(place)]
        return sum(
            max([header.sectionSizeFromContents(place).width(),
                 *(self.drawn.least(self.board.index(row, place)) for row in rows)])
            for place in shown
        )  # fmt: skip


def _column(place: int, title: str) -> Column[BoardRow]:
    return Column(title, lambda row: row.cells[place].words, number=place in RIGHT)

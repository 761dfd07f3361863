"""A read-only table over frozen rows: a concrete table is a list of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1
ROW_HEIGHT = 32
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a row in it, what it is sorted by, and whether it holds numbers."""

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    number: bool = False
    stretch: bool = False


# What a cell answers to each role; Qt asks for nine of them a cell, so the others cost a look-up only.
ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: f"{column.title}: {column.text(row)}",
    int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _: RIGHT if column.number else LEFT,
    ROW_ROLE: lambda _, row: row,
    SORT_ROLE: lambda column, row: (column.sort or column.text)(row),
}


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows as they are given; nothing is computed here. `ROW_ROLE` answers the row itself."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """One row as it was given."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        answer = ANSWERS.get(role)
        return None if answer is None else answer(self.columns[index.column()], self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return (RIGHT if column.number else LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None


def dress(view: QTableView, name: str, row_height: int = ROW_HEIGHT) -> None:
    """Gives a table view the look of this program: whole rows, no grid, no editing, a header that stays."""
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(True)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(look().tokens.px(row_height))
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class TextTable(QTableView):
    """A table of one line a row, each column as wide as its widest text.

    Qt can do that by itself, but asks every cell anew whenever a style or a parent changes: a second for each plan.
    """

    def __init__(self, model: TableModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        dress(self, name)
        for place, column in enumerate(model.columns):
            if column.stretch:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self.fit)
        repaint(self, self._later)
        self.fit()

    def _later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Gives each column the width of its widest text, and each row its height."""
        self.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(look().tokens.px(ROW_HEIGHT))
        measure = QFontMetrics(self.font()).horizontalAdvance
        for place, column in enumerate(self._model.columns):
            texts = {column.text(self._model.row(row)): row for row in range(self._model.rowCount())}
            widest = texts[max(texts, key=measure)] if texts else 0
            cell = self.sizeHintForIndex(self._model.index(widest, place)).width() if texts else 0
            self.setColumnWidth(place, max(cell, self.horizontalHeader().sectionSizeHint(place)))

"""Draws the rows of the flowsheet, and opens the line in which a value is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hlh_desktop.ui.labs.flow_look import LEFT, RIGHT, SIDE, Letters, Places, draw_cell, letters, write
from hlh_desktop.ui.labs.flow_model import ANALYTE, FIRST, UNIT, FlowModel
from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.labs.faces import RowFace
    from hlh_desktop.ui.widgets.table import Index

# Keys that leave the line in which one types, with what was typed, and where the cursor goes then: down, right.
STEPS = {
    Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1),
}  # fmt: skip
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4)


class FlowDelegate(QStyledItemDelegate):
    """`stepped` tells by how many rows and columns the cursor goes on after a line; `unit_wanted` that F4 asks."""

    stepped = Signal(int, int)
    unit_wanted = Signal()

    def __init__(self, model: FlowModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.letters: Letters = letters()
        self.places: dict[int, Places] = {}
        self.line: QLineEdit | None = None

    # --- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._model.row(index.row()), index.column()
        painter.save()
        self._ground(painter, option, row, column)
        rect = option.rect
        if row.group:
            self._heading(painter, rect, row, column)
        elif self._model.sample_of(column) is not None:
            draw_cell(painter, row.cells[column - FIRST], rect, self.letters, self.places.get(column, Places()))
        else:
            self._beside(painter, rect, row, column)
        self._frame(painter, option, row, column)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: RowFace, column: int) -> None:
        colours = look().tokens.colours
        name = "surface"
        if row.group:
            name = "canvas"
        elif (state := self._state(row, column)) in ("critical", "warning"):
            name = f"{state}_bg"
        elif option.state & QStyle.StateFlag.State_Selected:
            name = "selection"
        elif self._model.entered(column):
            name = "info_bg"
        painter.fillRect(option.rect, QColor(colours[name]))
        painter.setPen(QColor(colours["hairline"]))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _state(self, row: RowFace, column: int) -> str:
        """The state of a value that is being typed."""
        return row.cells[column - FIRST].state if self._model.entered(column) and not row.group else ""

    def _heading(self, painter: QPainter, rect: QRect, row: RowFace, column: int) -> None:
        if column == ANALYTE:
            inner = rect.adjusted(look().tokens.px(SIDE), 0, 0, 0)
            write(painter, self.letters.strong, look().tokens.colours["muted"], inner, row.title)

    def _beside(self, painter: QPainter, rect: QRect, row: RowFace, column: int) -> None:
        """The analyte, its unit or its range; a range that is no laboratory's own stands muted."""
        colours = look().tokens.colours
        words = {ANALYTE: row.title, UNIT: row.unit}.get(column, row.range)
        strong = column == ANALYTE or (column != UNIT and row.range_own)
        inner = rect.adjusted(look().tokens.px(SIDE), 0, -look().tokens.px(SIDE), 0)
        write(painter, self.letters.value, colours["text" if strong else "muted"], inner, words, LEFT)

    def _frame(self, painter: QPainter, option: QStyleOptionViewItem, row: RowFace, column: int) -> None:
        """A refused or doubtful value is framed; so is the cell that the cursor is on."""
        colours, state = look().tokens.colours, self._state(row, column)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        name = state if state in ("critical", "warning") else "accent" if focused and not row.group else ""
        if name:
            painter.setPen(QPen(QColor(colours[name]), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            if focused and name != "accent":
                painter.setPen(QPen(QColor(colours["accent"]), 2))
                painter.drawRect(option.rect.adjusted(3, 3, -3, -3))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """How wide a cell is; its height is the row's."""
        row, column, px = self._model.row(index.row()), index.column(), look().tokens.px
        if self._model.sample_of(column) is not None:
            return QSize(self.places.get(column, Places()).width, px(32))
        return QSize(self.letters.wide(self._model.text(row, column)) + 2 * px(SIDE) + 2, px(32))

    # --- typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line over the cell, named after analyte and sample."""
        made = QLineEdit(parent)
        made.setAlignment(Qt.AlignmentFlag(RIGHT))
        sample = self._model.sample_of(index.column())
        title = self._model.row(index.row()).title
        made.setAccessibleName(title if sample is None else f"{title}, {sample.said}")
        made.setProperty("place", "cell")
        self.line = made
        return made

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The line is gone."""
        if self.line is editor:
            self.line = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell; a line of the look is no lower than a target."""
        editor.setGeometry(option.rect)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._model.setData(index, editor.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows keep what was typed and go on; F4 keeps it and asks for its unit, F2 marks it."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QLineEdit):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if event.type() == QEvent.Type.ShortcutOverride and key in OWN_KEYS:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if key == Qt.Key.Key_F2:
            watched.selectAll()
            return True
        if key in STEPS or key == Qt.Key.Key_F4:
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
            if key == Qt.Key.Key_F4:
                self.unit_wanted.emit()
            else:
                self.stepped.emit(*STEPS[key])
            return True
        return super().eventFilter(watched, event)

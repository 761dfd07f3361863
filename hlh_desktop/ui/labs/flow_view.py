"""The flowsheet under the hands: walked and typed into by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView

from hlh_desktop.ui.labs.flow_model import FIRST, FlowModel
from hlh_desktop.ui.labs.flow_table import FlowTable

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.labs.faces import ColumnFace
    from hlh_desktop.ui.widgets.table import Index

# Keys that belong to the flowsheet while the cursor is on it, whatever they do elsewhere.
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
# What may stand first in a value that is typed.
BEGINS = "<>=-."


class FlowView(FlowTable):
    """`chosen` tells analyte and column of the cell that the cursor came to.

    `change_wanted`: F2 on a value that is stored, `strike_wanted`: Del on one. In the sample that is being typed
    `unit_wanted`: F4, `emptied`: Del. `paste_wanted`: Ctrl+V; `stepped`: how the cursor wants to go on after a value.
    """

    chosen = Signal(str, int)
    change_wanted = Signal(str, int)
    strike_wanted = Signal(str, int)
    unit_wanted = Signal(str)
    emptied = Signal(str)
    paste_wanted = Signal()
    stepped = Signal(int, int)

    def __init__(self, model: FlowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._kept: tuple[str, ColumnFace] | None = None
        self.drawing.stepped.connect(self.stepped)
        self.drawing.unit_wanted.connect(self._ask_unit)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _keep(self) -> None:
        """Where the cursor is, before other rows or samples stand here."""
        at = self._at()
        sample = None if at is None else self.flow.sample_of(at[1])
        self._kept = None if at is None or sample is None else (at[0], sample)

    def _restore(self) -> None:
        """The cursor on the same analyte and sample, if both are there still."""
        self.fit()
        if self._kept is not None and self._kept[1] in self.flow.sheet.columns:
            self.go_to(self._kept[0], FIRST + self.flow.sheet.columns.index(self._kept[1]))

    def commit(self) -> None:
        """What stands in a line that is open counts."""
        line = self.drawing.line
        if line is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(line)
            self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    # --- the cursor

    def go_to(self, analyte: str, column: int) -> None:
        """The cursor on a cell."""
        row = self.flow.sheet.row_of(analyte)
        if row >= 0:
            self.setCurrentIndex(self.flow.index(row, column))

    def step(self, down: int, right: int) -> None:
        """The next analyte, or the next sample; past the last sample the cursor leaves the table."""
        index = self.currentIndex()
        if right:
            places = self.shown
            at = places.index(index.column()) + right if index.column() in places else (0 if right > 0 else -1)
            if 0 <= at < len(places):
                self.setCurrentIndex(self.flow.index(index.row(), places[at]))
            else:
                super().focusNextPrevChild(right > 0)
            return
        row = index.row() + down
        while 0 <= row < self.flow.rowCount() and self.flow.row(row).group:
            row += down
        if 0 <= row < self.flow.rowCount():
            self.setCurrentIndex(self.flow.index(row, index.column()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.flow.row(current.row()).group:
            self.chosen.emit(self.flow.row(current.row()).analyte, current.column())

    def _at(self) -> tuple[str, int] | None:
        """Analyte and column of the cursor, where it is on a sample."""
        index: QModelIndex = self.currentIndex()
        if not index.isValid() or self.flow.sample_of(index.column()) is None or self.flow.row(index.row()).group:
            return None
        return self.flow.row(index.row()).analyte, index.column()

    def _ask_unit(self) -> None:
        if (at := self._at()) is not None and self.flow.entered(at[1]):
            self.unit_wanted.emit(at[0])

    # --- keys

    def event(self, event: QEvent) -> bool:
        """While the cursor is here, its keys are no shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def _own(self, event: QKeyEvent) -> bool:
        return event.key() in OWN_KEYS or event.matches(QKeySequence.StandardKey.Paste)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = Qt.Key(event.key()), self._at()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1, 0)
        elif key == Qt.Key.Key_Left and self.shown and self.currentIndex().column() == self.shown[0]:
            self.go_back()
        elif at is not None and key in OWN_KEYS:
            self._deed(key, *at)
        elif at is None or not self.flow.entered(at[1]) or self._begins(event) or not event.text().isprintable():
            self._walk(event)

    def _begins(self, event: QKeyEvent) -> bool:
        """Whether a key begins a value: a digit, a comparator, or a letter of a word."""
        return bool(event.text()) and (event.text().isalnum() or event.text() in BEGINS)

    def _walk(self, event: QKeyEvent) -> None:
        """What Qt does with a key, but letters never look for a cell."""
        if event.text() and event.text().isprintable() and not self.flow.entered(self.currentIndex().column()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _deed(self, key: Qt.Key, analyte: str, column: int) -> None:
        entered = self.flow.entered(column)
        if key == Qt.Key.Key_F2 and entered:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_F2:
            self.change_wanted.emit(analyte, column)
        elif key == Qt.Key.Key_F4:
            self._ask_unit()
        elif entered:
            self.emptied.emit(analyte)
        else:
            self.strike_wanted.emit(analyte, column)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Tab goes to the next sample, and out of the table after the last one."""
        at = self._at()
        places = self.shown
        if at is None or at[1] == (places[-1] if next else places[0]):
            return super().focusNextPrevChild(next)
        self.step(0, 1 if next else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the newest sample; an empty place is nowhere to begin."""
        super().focusInEvent(event)
        if self._at() is None and self.shown:
            first = next((row.analyte for row in self.flow.sheet.rows if not row.group), "")
            self.go_to(first, self.shown[-1])

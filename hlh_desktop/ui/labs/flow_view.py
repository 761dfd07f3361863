"""The flowsheet on the screen: as many samples as there is room for, walked and typed into by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView

from hlh_desktop.ui.labs.flow_delegate import FlowDelegate
from hlh_desktop.ui.labs.flow_header import FlowHeader
from hlh_desktop.ui.labs.flow_look import letters, places
from hlh_desktop.ui.labs.flow_model import ANALYTE, FIRST, UNIT, FlowModel
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.labs.faces import ColumnFace
    from hlh_desktop.ui.widgets.table import Index

ROW, HEADING, LEAST, MOST, BORDER = 32, 27, 84, 132, 4
# Below this width, in px at 100 %, the ranges stand at the side only.
RANGES = 720
# Keys that belong to the flowsheet while the cursor is on it, whatever they do elsewhere.
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
# What may stand first in a value that is typed.
BEGINS = "<>=-."


class FlowView(QTableView):
    """`chosen` tells analyte and column of the cell that the cursor came to.

    `change_wanted`: F2 or Enter on a value that is stored; `unit_wanted`: F4; `emptied`: Del, in the sample that is
    being typed; `strike_wanted`: Del on a stored value; `earlier_wanted`: older samples than there are; `paste_wanted`:
    Ctrl+V; `stepped`: how the cursor wants to go on after a value was typed; `fitted`: other samples may be shown.
    """

    chosen = Signal(str, int)
    change_wanted = Signal(str, int)
    strike_wanted = Signal(str, int)
    unit_wanted = Signal(str)
    emptied = Signal(str)
    earlier_wanted = Signal()
    paste_wanted = Signal()
    stepped = Signal(int, int)
    fitted = Signal()

    def __init__(self, model: FlowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow, self._last = model, 0
        self._kept: tuple[str, ColumnFace] | None = None
        self.setModel(model)
        self.drawing = FlowDelegate(model, self)
        self.setItemDelegate(self.drawing)
        self.head = FlowHeader(model, self)
        self.setHorizontalHeader(self.head)
        self._dress(name)
        self.drawing.stepped.connect(self.stepped)
        self.drawing.unit_wanted.connect(self._ask_unit)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(lambda *_: self._later())
        repaint(self, self._later)

    def _dress(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)

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

    def _later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

    # --- room

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.flow.sheet.columns)

    @property
    def shown(self) -> list[int]:
        """The columns of the samples that are on the screen."""
        return [FIRST + place for place in range(self.samples) if not self.isColumnHidden(FIRST + place)]

    def fit(self) -> None:
        """Widths by what stands in the columns; the newest samples stand, as many as there is room for."""
        use, rows = letters(), [row for row in self.flow.sheet.rows if not row.group]
        columns = {FIRST + place: places([row.cells[place] for row in rows], use) for place in range(self.samples)}
        self.drawing.letters, self.drawing.places = use, columns
        self._last = min(self._last, max(0, self.samples - 1))
        room = self._fit_beside()
        self._fit_samples(room)
        self._fit_rows()
        self.fitted.emit()

    def _fit_beside(self) -> int:
        """The analytes, units and ranges; the answer is what is left for samples."""
        last, px = self.flow.range_column, look().tokens.px
        self.setColumnHidden(last, self.viewport().width() < px(RANGES))
        beside = [column for column in (ANALYTE, UNIT, last) if not self.isColumnHidden(column)]
        for column in beside:
            cells = (self.sizeHintForColumn(column), self.head.natural(column))
            self.setColumnWidth(column, max(cells))
        return self.viewport().width() - sum(self.columnWidth(column) for column in beside)

    def _fit_samples(self, room: int) -> None:
        """From the last one shown backwards; the sample that is being typed always stands."""
        px, taken = look().tokens.px, 0
        shown: list[tuple[int, int]] = []
        wanted = list(range(self.samples - self._last - 1, -1, -1))
        entry = [place for place in range(self.samples) if self.flow.entered(FIRST + place)]
        for place in (*entry, *(one for one in wanted if one not in entry)):
            wide = max(self.drawing.places[FIRST + place].width, self.head.natural(FIRST + place), px(LEAST))
            if shown and taken + wide > room:
                break
            taken += wide
            shown.append((place, wide))
        spare = max(0, room - taken) // max(1, len(shown))
        widths = {place: max(wide, min(wide + spare, px(MOST))) for place, wide in shown}
        for place in range(self.samples):
            self.setColumnHidden(FIRST + place, place not in widths)
            if place in widths:
                self.setColumnWidth(FIRST + place, widths[place])
        spare = max(0, room - sum(widths.values()))
        self.setColumnWidth(ANALYTE, self.columnWidth(ANALYTE) + spare)

    def _fit_rows(self) -> None:
        px, total = look().tokens.px, self.head.sizeHint().height() + BORDER
        for number, row in enumerate(self.flow.sheet.rows):
            high = px(HEADING if row.group else ROW)
            self.setRowHeight(number, high)
            if row.group and self.columnSpan(number, 0) != self.flow.columnCount():
                self.setSpan(number, 0, 1, self.flow.columnCount())
            total += high
        self.setMaximumHeight(max(total, px(ROW) * 4))

    def go_back(self) -> None:
        """Older samples come on the screen; where they are not loaded, they are asked for."""
        first = self.shown[0] - FIRST if self.shown else 0
        if first == 0:
            self.earlier_wanted.emit()
            return
        self._last = max(0, self.samples - 1 - first)
        self.fit()

    def go_newest(self) -> None:
        """Back to the newest samples."""
        self._last = 0
        self.fit()

    @property
    def newest_shown(self) -> bool:
        """Whether nothing newer is off the screen."""
        return self._last == 0

    @property
    def oldest_shown(self) -> bool:
        """Whether nothing older that was read is off the screen."""
        return not self.shown or self.shown[0] == FIRST

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

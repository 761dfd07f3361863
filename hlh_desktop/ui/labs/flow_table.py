"""The flowsheet as a table on the screen: as many samples as there is room for, the newest first among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hlh_desktop.ui.labs.flow_delegate import FlowDelegate
from hlh_desktop.ui.labs.flow_header import FlowHeader
from hlh_desktop.ui.labs.flow_look import letters, places
from hlh_desktop.ui.labs.flow_model import ANALYTE, FIRST, UNIT, FlowModel
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

ROW, HEADING, LEAST, MOST, BORDER = 32, 27, 84, 132, 4
# Below this width, in px at 100 %, the ranges stand at the side only.
RANGES = 720


class FlowTable(QTableView):
    """`earlier_wanted`: older samples than were read; `fitted`: other samples may be on the screen now."""

    earlier_wanted = Signal()
    fitted = Signal()

    def __init__(self, model: FlowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow, self._last = model, 0
        self.setModel(model)
        self.drawing = FlowDelegate(model, self)
        self.setItemDelegate(self.drawing)
        self.head = FlowHeader(model, self)
        self.setHorizontalHeader(self.head)
        self._dress(name)
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

    def _later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

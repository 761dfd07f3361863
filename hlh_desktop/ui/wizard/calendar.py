"""The calendar of a plan: its heads stay while the weeks scroll under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.domain.wizard.timetable import Timetable
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import repaint
from hlh_desktop.ui.wizard.calendar_layout import CELL
from hlh_desktop.ui.wizard.calendar_sheet import CalendarSheet
from hlh_desktop.ui.wizard.calendar_words import CalendarWords, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hlh_desktop.domain.wizard.day_doses import DoseKey

# So many weeks are always seen; more where there is room.
LEAST, WEEK_PX = 4, 58


class Heads(QWidget):
    """The heads of the columns: the day of the week that each begins with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._edges: tuple[int, ...] = ()
        self._left = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        repaint(self, self.updateGeometry)

    def show_heads(self, words: tuple[str, ...], edges: tuple[int, ...]) -> None:
        """Other words or other columns."""
        self._words, self._edges = words, edges
        self.update()

    def slide(self, left: int) -> None:
        """Follows the weeks to the side."""
        self._left = left
        self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(look().tokens.point("small"))
        font.setBold(True)
        return font

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(0, QFontMetrics(self._font()).height() + look().tokens.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words over their columns."""
        use = look().tokens
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(use.colours["muted"]))
        inset = use.px(CELL)
        for number, (words, left) in enumerate(zip(self._words, self._edges, strict=False)):
            more = inset + (use.px(3) if number == 0 else 0)
            place = QRect(left - self._left + more, 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QColor(use.colours["line"]))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class Calendar(QFrame):
    """Weeks as rows, days as columns from the weekday of day one on."""

    chosen = Signal(object)  # DoseKey
    day_chosen = Signal(int)
    dropped = Signal(object, int)  # DoseKey, course day

    def __init__(self, words: CalendarWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "table")
        self._words, self._table = words, Timetable(())
        self._heads, self._area, self.sheet = Heads(), QScrollArea(), CalendarSheet(words)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addWidget(self._area)
        self.setFocusProxy(self.sheet)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._area.horizontalScrollBar().valueChanged.connect(self._heads.slide)
        self.sheet.chosen.connect(self.chosen)
        self.sheet.day_chosen.connect(self.day_chosen)
        self.sheet.dropped.connect(self.dropped)
        self.sheet.seen.connect(self._see)
        repaint(self, self._lay)

    def show_table(self, table: Timetable) -> None:
        """The calendar of another plan."""
        if table != self._table:
            self._table = table
            self._lay()
            self.updateGeometry()

    def choose(self, key: DoseKey | None) -> None:
        """Marks a dose and scrolls to it."""
        self.sheet.choose(key)
        chip = self.sheet.chip(key) if key is not None else None
        if chip is not None:
            self._see(chip.geometry())

    def _lay(self) -> None:
        """Lays the weeks in the width that there is, less that of the scroll bar where it is needed."""
        inside = self.contentsRect()
        width = inside.width()
        if self.sheet.tall(self._table, width) > inside.height() - self._heads.sizeHint().height():
            width -= self._area.verticalScrollBar().sizeHint().width()
        self.sheet.show_table(self._table, width)
        days = self._table.weeks[0].days if self._table.weeks else ()
        self._heads.show_heads((tr("Daily"), *(self._words.weekday(day.on) for day in days)), self.sheet.laid.edges)
        wider = self.sheet.width() > width
        bottom = self._area.horizontalScrollBar().sizeHint().height() if wider else 0
        self.setMinimumHeight(self._tall(LEAST))
        self.setMaximumHeight(self._tall(len(self._table.weeks)) + bottom)

    def _see(self, rect: QRect) -> None:
        self._area.ensureVisible(rect.center().x(), rect.center().y(), rect.width() // 2, rect.height())

    def _tall(self, weeks: int) -> int:
        """The height of so many weeks with the heads."""
        rows = [week.rect.height() for week in self.sheet.laid.weeks[:weeks]]
        return self._heads.sizeHint().height() + (sum(rows) or look().tokens.px(WEEK_PX)) + 2

    def sizeHint(self) -> QSize:
        """The least; the layout gives it more, up to the whole plan."""
        return QSize(super().sizeHint().width(), self._tall(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take the width that there is."""
        super().resizeEvent(event)
        self._lay()

"""The painted ground of the calendar: weeks, dates, reviews, old places; the doses lie on it as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.roles import CHART, speak_as
from hlh_desktop.ui.widgets.texts import repaint
from hlh_desktop.ui.wizard.calendar_chip import DoseChip
from hlh_desktop.ui.wizard.calendar_layout import CELL, INSIDE, MARK, Laid, Measure, laid
from hlh_desktop.ui.wizard.calendar_words import CalendarWords, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from hlh_desktop.domain.wizard.day_doses import DoseKey
    from hlh_desktop.domain.wizard.timetable import Timetable
    from hlh_desktop.ui.wizard.calendar_layout import Box, Cell, Week

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
FAR = {Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28}


class CalendarSheet(QWidget):
    """The weeks. Arrows go from day to day, Tab from dose to dose, Enter chooses the day or the dose."""

    chosen = Signal(object)  # DoseKey
    day_chosen = Signal(int)
    dropped = Signal(object, int)  # DoseKey, the course day that it was dropped on
    seen = Signal(QRect)  # what should be scrolled into view

    def __init__(self, words: CalendarWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, CHART)
        self._words = words
        self._table: Timetable | None = None
        self._laid = Laid((), (), QSize(0, 0))
        self._chips: dict[DoseKey, DoseChip] = {}
        self._chosen: DoseKey | None = None
        self._day, self._aim = 1, 0
        self._by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Calendar: arrow keys go from day to day, Tab from dose to dose, Enter chooses"))
        repaint(self, self.update)

    # --- what is shown

    @property
    def laid(self) -> Laid:
        """Where everything stands."""
        return self._laid

    @property
    def day(self) -> int:
        """The course day that the arrow keys are at."""
        return self._day

    @property
    def by_key(self) -> bool:
        """Whether what was chosen last was chosen by a key."""
        return self._by_key

    def chip(self, key: DoseKey) -> DoseChip | None:
        """The button of a dose; None where the calendar shows no such dose."""
        return self._chips.get(key)

    def show_table(self, table: Timetable, width: int) -> None:
        """Another calendar, or the same in another width. Buttons of doses that stay keep the focus."""
        self._table = table
        self._laid = laid(table, width, self._measure(), self._words)
        boxes = {box.dose.key: box for cell in self._laid.cells for box in cell.doses}
        for key in self._chips.keys() - boxes.keys():
            self._chips.pop(key).deleteLater()
        for key, box in boxes.items():
            self._put(key, box)
        self._order(list(boxes))
        self.setFixedSize(self._laid.size)
        self.choose(self._chosen)
        self._say_day()
        self.update()

    def tall(self, table: Timetable, width: int) -> int:
        """How tall a calendar gets in a width."""
        return laid(table, width, self._measure(), self._words).size.height()

    def _put(self, key: DoseKey, box: Box) -> None:
        chip = self._chips.get(key)
        if chip is None:
            chip = self._chips[key] = DoseChip(box, self)
            chip.clicked.connect(lambda: self._choose(key))
            chip.dragged.connect(self._drag)
            chip.dropped.connect(lambda point: self._drop(key, point))
            chip.stepped.connect(lambda days: self._go(self._chips[key].dose.day + days))
            chip.show()
        chip.place(box)
        said = self._words.chip_said(box.dose)
        chip.setAccessibleName(said)
        chip.setToolTip(said)

    def _order(self, keys: list[DoseKey]) -> None:
        """Tab goes through the doses in order of their days."""
        before: QWidget = self
        for key in keys:
            QWidget.setTabOrder(before, self._chips[key])
            before = self._chips[key]

    def _choose(self, key: DoseKey) -> None:
        chip = self._chips[key]
        self._day, self._by_key = chip.dose.day, chip.by_key
        self.chosen.emit(key)

    def choose(self, key: DoseKey | None) -> None:
        """Marks the dose that the form shows."""
        self._chosen = key
        for one, chip in self._chips.items():
            chip.setChecked(one == key)

    def aim(self, day: int) -> None:
        """Marks the day that a dose would be moved to; 0 for none."""
        if day != self._aim:
            self._aim = day
            self.update()

    def _measure(self) -> Measure:
        return Measure(QFontMetrics(self._font()), QFontMetrics(self._font(bold=True)), look().tokens)

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(look().tokens.point("small"))
        font.setBold(bold)
        return font

    # --- mouse and keys

    def _drag(self, point: QPoint) -> None:
        self.aim(0 if point.isNull() else self._laid.day_at(point) or 0)

    def _drop(self, key: DoseKey, point: QPoint) -> None:
        day = self._laid.day_at(point)
        if day is not None and day != self._chips[key].dose.day:
            self.dropped.emit(key, day)

    def _go(self, day: int) -> None:
        """To a day: to its first dose, or to the day itself where it has none."""
        cells = self._laid.cells
        if not cells or not cells[0].day.day <= day <= cells[-1].day.day:
            return
        self._day = day
        cell = cells[day - cells[0].day.day]
        chip = self._chips[cell.doses[0].dose.key] if cell.doses else None
        (chip or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_day()
        self.seen.emit(cell.rect)
        self.update()

    def _say_day(self) -> None:
        cell = self._table.day(self._day) if self._table else None
        self.setAccessibleDescription(self._words.day_said(cell) if cell else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes about the days."""
        key = Qt.Key(event.key())
        if key in STEPS or key in FAR:
            self._go(self._day + (STEPS | FAR)[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._by_key = True
            self.day_chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A day is chosen by pressing it."""
        day = self._laid.day_at(event.position().toPoint())
        if day is not None:
            self._day, self._by_key = day, False
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._say_day()
            self.update()
            self.day_chosen.emit(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The day under the keys is drawn."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The day under the keys is drawn no more."""
        super().focusOutEvent(event)
        self.update()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """The weeks that can be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._colour("surface"))
        for week in self._laid.weeks:
            if week.rect.intersects(event.rect()):
                self._week(painter, week)

    def _colour(self, name: str) -> QColor:
        return QColor(look().tokens.colours[name])

    def _week(self, painter: QPainter, week: Week) -> None:
        px = look().tokens.px
        painter.fillRect(QRect(0, week.rect.top(), self._laid.edges[1], week.rect.height()), self._colour("canvas"))
        painter.setFont(self._font(bold=True))
        painter.setPen(self._colour("text"))
        line = painter.fontMetrics().height()
        place = QRect(px(CELL + 3), week.rect.top() + px(CELL - 1), self._laid.edges[1], line)
        painter.drawText(place, LEFT, tr("Week %1").replace("%1", str(week.number)))
        painter.setFont(self._font())
        painter.setPen(self._colour("muted"))
        for number, words in enumerate(week.lines, 1):
            painter.drawText(place.translated(0, number * line), LEFT, words)
        for cell in week.cells:
            self._cell(painter, cell)
        painter.setPen(self._colour("hairline"))
        painter.drawLine(week.rect.bottomLeft(), week.rect.bottomRight())

    def _cell(self, painter: QPainter, cell: Cell) -> None:
        px = look().tokens.px
        moved = cell.ghosts or any(box.dose.placement == "moved" for box in cell.doses)
        if cell.day.day == self._aim:
            painter.fillRect(cell.rect, self._colour("selection"))
        elif moved:
            painter.fillRect(cell.rect.adjusted(1, 0, 0, -1), self._colour("warning_bg"))
        painter.setPen(self._colour("hairline"))
        painter.drawLine(cell.rect.topLeft(), cell.rect.bottomLeft())
        self._date(painter, cell)
        for box in cell.ghosts:
            self._ghost(painter, box)
        if (self.hasFocus() and cell.day.day == self._day) or cell.day.day == self._aim:
            pen = QPen(self._colour("accent"), px(2))
            if cell.day.day == self._aim:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.rect.adjusted(px(1), px(1), -px(2), -px(2)))

    def _date(self, painter: QPainter, cell: Cell) -> None:
        px = look().tokens.px
        line = cell.rect.adjusted(px(CELL), px(CELL - 1), -px(CELL), 0)
        painter.setFont(self._font())
        painter.setPen(self._colour("text" if cell.day.doses else "muted"))
        painter.drawText(line, LEFT, cell.date)
        painter.setPen(self._colour("muted"))
        painter.drawText(line, RIGHT, cell.number)
        if cell.day.reviews:
            words, size = tr("review"), px(MARK)
            painter.setFont(self._font(bold=True))
            wide = painter.fontMetrics().horizontalAdvance(words)
            right = line.right() - QFontMetrics(self._font()).horizontalAdvance(cell.number) - px(4)
            painter.setPen(self._colour("text"))
            painter.drawText(QRect(right - wide, line.top(), wide + 1, line.height()), LEFT, words)
            place = QPoint(right - wide - size - px(1), line.top() + (painter.fontMetrics().height() - size) // 2)
            painter.drawPixmap(QRect(place, QSize(size, size)), icons.pixmap("flag", self._colour("text").name(), size))

    def _ghost(self, painter: QPainter, box: Box) -> None:
        px = look().tokens.px
        painter.setPen(QPen(self._colour("line"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box.rect).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(self._font())
        painter.setPen(self._colour("muted"))
        metrics = painter.fontMetrics()
        top = box.rect.top() + (box.rect.height() - metrics.height() * len(box.lines)) // 2
        for number, words in enumerate(box.lines):
            painter.drawText(box.rect.left() + px(INSIDE), top + number * metrics.height() + metrics.ascent(), words)

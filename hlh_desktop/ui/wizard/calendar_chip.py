"""One dose in the calendar: a button that can be pressed, reached with Tab, and dragged to another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.wizard.calendar_layout import INSIDE, MARK

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.ui.wizard.calendar_layout import Box

# Icon of a dose that is no longer as planned; a word stands in the form and for screen readers.
MARKS = {"moved": "arrow-right", "held": "circle-pause", "omitted": "x"}
# Ground and edge by the kind of a dose.
COLOURS = {
    "cytotoxic": ("selection", "accent"),
    "intrathecal": ("intrathecal_bg", "intrathecal"),
    "antibody": ("surface", "line"),
    "other": ("surface", "line"),
}


class DoseChip(QAbstractButton):
    """A dose in its place. Held and omitted ones stay, with a broken edge and their word."""

    dragged = Signal(QPoint)  # where the pointer is, in the calendar; a null point when it ends
    dropped = Signal(QPoint)
    stepped = Signal(int)  # an arrow key: so many days on

    def __init__(self, box: Box, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = box
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.by_key = False  # whether it was pressed by a key the last time
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.place(box)

    @property
    def dose(self) -> DayDose:
        """The dose that it stands for."""
        return self._box.dose

    def place(self, box: Box) -> None:
        """Takes another dose or place."""
        self._box = box
        self.setGeometry(box.rect)
        self.update()

    def nextCheckState(self) -> None:
        """Which dose is chosen is said by the calendar."""

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, words and mark; a second edge while it is chosen or has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._edge(painter)
        self._words(painter)

    def _edge(self, painter: QPainter) -> None:
        use, dose = look().tokens, self.dose
        ground, line = COLOURS[dose.kind]
        left_out = dose.placement in ("held", "omitted")
        pen = QPen(QColor(use.colours["line" if left_out else line]), 1)
        if left_out:
            pen.setStyle(Qt.PenStyle.DashLine)
        if self.isChecked() or self.hasFocus():
            pen = QPen(QColor(use.colours["accent"]), use.px(2))
        painter.setPen(pen)
        painter.setBrush(QColor(use.colours["surface" if left_out else ground]))
        inset = pen.widthF() / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, use.px(4), use.px(4))

    def _words(self, painter: QPainter) -> None:
        use, dose = look().tokens, self.dose
        left_out = dose.placement in ("held", "omitted")
        colour = "muted" if left_out else "intrathecal" if dose.kind == "intrathecal" else "text"
        font = self.font()
        font.setPointSizeF(use.point("small"))
        font.setBold(dose.kind in ("cytotoxic", "intrathecal"))
        painter.setFont(font)
        painter.setPen(QColor(use.colours[colour]))
        metrics = painter.fontMetrics()
        top = (self.height() - metrics.height() * len(self._box.lines)) // 2
        for number, line in enumerate(self._box.lines):
            painter.drawText(use.px(INSIDE), top + number * metrics.height() + metrics.ascent(), line)
        mark = MARKS.get(dose.placement)
        if mark is not None:
            size = use.px(MARK)
            place = QRect(self.width() - size - use.px(INSIDE), (self.height() - size) // 2, size, size)
            painter.drawPixmap(place, icons.pixmap(mark, use.colours[colour], size))

    # --- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a drag."""
        self.by_key = False
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moved far enough, the dose follows the pointer; a dose that is left out has no place to go."""
        start = self._pressed_at
        if start is None or self.dose.placement in ("held", "omitted"):
            return
        here = event.position().toPoint()
        self._dragging = self._dragging or (here - start).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.mapToParent(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag ends where the pointer is; without one it was a press."""
        dragging, self._dragging, self._pressed_at = self._dragging, False, None
        if dragging:
            self._let_go()
            self.dropped.emit(self.mapToParent(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.dragged.emit(QPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead to other days, Enter and Space choose the dose, Escape ends a drag."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.by_key = True
            self.click()
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._dragging, self._pressed_at = False, None
            self._let_go()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The edge shows the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

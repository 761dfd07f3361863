"""The card beside the crosshair: the moment, and what is read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.styles import marker_picture
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.trends.stops import Line, Stop

SIZE = 14
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReadingCard(QFrame):
    """It never takes the mouse or the keys; the chart under it tells the same to a screen reader."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setProperty("strong", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self.hide()

    def show_stop(self, stop: Stop) -> None:
        """What is read at another place."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._put(text(stop.heading, "strong"), 0, 0, 4)
        for row, line in enumerate(stop.lines, 1):
            self._line(row, line)
        self.show()
        self.adjustSize()
        self.raise_()

    def _put(self, widget: QLabel, row: int, column: int, wide: int = 1) -> None:
        """Qt would show it a moment later, and the card would be laid out without it."""
        side = RIGHT if widget.property("role") == "number" else LEFT
        self._grid.addWidget(widget, row, column, 1, wide, side)
        widget.show()

    def _line(self, row: int, line: Line) -> None:
        if line.style is not None:
            picture = QLabel()
            picture.setPixmap(marker_picture(line.style, look().tokens.px(SIZE)))
            self._put(picture, row, 0)
        if not line.value:
            self._put(text(line.name), row, 0, 4)
            return
        self._put(text(line.name), row, 1)
        self._put(text(line.value, "number"), row, 2)
        self._put(text(", ".join(part for part in (line.change, line.aside) if part), "muted"), row, 3)

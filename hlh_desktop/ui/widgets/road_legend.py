"""A mark of the road map with its word, for the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.road_layout import MARK
from hlh_desktop.ui.widgets.road_paint import draw_mark
from hlh_desktop.ui.widgets.texts import repaint, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class _Mark(QWidget):
    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        repaint(self, self._size)
        self._size()

    def _size(self) -> None:
        side = look().tokens.px(MARK)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, QRect(0, 0, self.width(), self.height()), self._state)


class Sample(QWidget):
    """One entry of the legend."""

    def __init__(self, state: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(_Mark(state))
        row.addWidget(text(words, "small"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

"""The words around the road map: its legend, and what differs from the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.road_layout import MARK
from hlh_desktop.ui.widgets.road_paint import draw_mark
from hlh_desktop.ui.widgets.texts import repaint, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from hlh_desktop.domain.road_map import Key


def legend(keys: Sequence[Key]) -> list[Sample]:
    """An entry for each state that stands on the map."""
    return [Sample(key.state, key.words) for key in keys]


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


class Deviations(QWidget):
    """What differs from the plan, a sentence a line, under its title; each is read out with it."""

    def __init__(self, title: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(text(title, "strong"))
        self.sentences = [text(words, "small", wrap=True) for words in sentences]
        for label in self.sentences:
            label.setAccessibleName(", ".join((title, label.text())))
            column.addWidget(label)

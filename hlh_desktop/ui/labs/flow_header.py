"""The head of the flowsheet: day and clock time of each sample over its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView

from hlh_desktop.ui.labs.flow_look import GAP, LEFT, RIGHT, SIDE, letters, write
from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.labs.flow_model import FlowModel

HIGH, LINE = 42, 17


class FlowHeader(QHeaderView):
    """Two lines over a sample, aligned with its numbers; the sample that is being typed stands out."""

    def __init__(self, model: FlowModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look().tokens.px(HIGH))

    def natural(self, column: int) -> int:
        """How wide a section is for its words."""
        px, use, sample = look().tokens.px, letters(), self._model.sample_of(column)
        if sample is None:
            words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            return use.wide_strong(words) + 2 * px(SIDE)
        wide = max(use.wide_strong(sample.day), use.wide_strong(sample.clock))
        return wide + px(GAP) + use.wide_strong("H") + 2 * px(SIDE)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        tokens, use, sample = look().tokens, letters(), self._model.sample_of(column)
        entry = sample is not None and sample.entry
        painter.save()
        painter.fillRect(rect, QColor(tokens.colours["info_bg" if entry else "canvas"]))
        painter.setPen(QColor(tokens.colours["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ink, px = tokens.colours["text" if entry else "muted"], tokens.px
        if sample is None:
            words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            write(painter, use.strong, ink, rect.adjusted(px(SIDE), 0, 0, 0), words, LEFT)
        else:
            right = rect.width() - px(SIDE) - use.wide_strong("H") - px(GAP)
            top = rect.top() + (rect.height() - 2 * px(LINE)) // 2
            for number, words in enumerate((sample.day, sample.clock)):
                line = QRect(rect.left(), top + number * px(LINE), right, px(LINE))
                write(painter, use.strong, ink, line, words, RIGHT)
        painter.restore()

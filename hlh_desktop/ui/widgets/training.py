"""The stripes of a training ward, with the word: nobody may take its children for real ones."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import text

HIGH, STRIPE = 28, 16


class TrainingStrip(QWidget):
    """A striped strip across the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        self._words = text(self.tr("TRAINING: no real child stands in this ward"), "strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The words stand on plain ground, so that no stripe runs through a letter.
        self._words.setContentsMargins(16, 5, 16, 5)
        row.addStretch(1)
        row.addWidget(self._words)
        row.addStretch(1)
        self.setAccessibleName(self._words.text())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words.setProperty("ground", "surface")
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Slanted stripes in two colours of the look."""
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.colours["warning_bg"]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.colours["warning"]))
        stripe, high = tokens.px(STRIPE), self.height()
        for left in range(-high, self.width(), 2 * stripe):
            corners = ((left, high), (left + stripe, high), (left + stripe + high, 0), (left + high, 0))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()

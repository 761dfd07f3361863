"""HScore as a bar from what is known to what is possible, with the published percentages underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hlh_desktop.domain.criteria.hscore import most, probability
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.roles import CHART, speak_as

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hlh_desktop.domain.criteria.hscore import HScore
    from hlh_desktop.domain.criteria.rules import HScoreRules

# Heights in px of the design: a line of text, the bar, a tick.
BAR, TICK, PAD = 18, 5, 2


class HScoreBar(QWidget):
    """The bar alone: three lines of text and the bar between them."""

    def __init__(self, rules: HScoreRules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, CHART)
        self._rules = rules
        self._score: HScore | None = None
        self._most = most(rules)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, score: HScore | None) -> None:
        """Draws a score; None draws the scale alone."""
        self._score = score
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text above the bar, one below."""
        tokens = look().tokens
        return QSize(tokens.px(320), 3 * self.fontMetrics().height() + tokens.px(BAR + 2 * TICK + 4 * PAD))

    def minimumSizeHint(self) -> QSize:
        """It can't be lower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, range, cut-off and the words around them."""
        tokens, line = look().tokens, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, 2 * line + tokens.px(2 * PAD), self.width() - 2, tokens.px(BAR))
        painter.setPen(QPen(QColor(tokens.colours["hairline"]), 1))
        painter.setBrush(QColor(tokens.colours["canvas"]))
        painter.drawRect(track)
        if self._score is not None:
            self._range(painter, track, self._score, line)
        self._cutoff(painter, track, line)
        self._marks(painter, track, line)
        painter.end()

    def _x(self, track: QRectF, points: int) -> float:
        return track.left() + track.width() * points / self._most

    def _range(self, painter: QPainter, track: QRectF, score: HScore, line: int) -> None:
        tokens = look().tokens
        left, right = self._x(track, score.low), self._x(track, score.high)
        painter.setPen(QPen(QColor(tokens.colours["accent"]), tokens.px(2)))
        painter.setBrush(QColor(tokens.colours["selection"]))
        painter.drawRect(QRectF(left, track.top(), max(right - left, tokens.px(3)), track.height()))
        painter.setPen(QColor(tokens.colours["text"]))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        low, high = str(score.low), str(score.high)
        wide = painter.fontMetrics().horizontalAdvance
        if right - left > wide(low) + wide(high) + tokens.px(8):
            self._words(painter, left, line, low, Qt.AlignmentFlag.AlignLeft)
            self._words(painter, right, line, high, Qt.AlignmentFlag.AlignRight)
        else:
            both = low if low == high else self.tr("%s to %s") % (low, high)
            self._words(painter, (left + right) / 2, line, both, Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(self.font())

    def _cutoff(self, painter: QPainter, track: QRectF, line: int) -> None:
        tokens = look().tokens
        where = self._x(track, self._rules.cutoff)
        pen = QPen(QColor(tokens.colours["text"]), tokens.px(2), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(where, line), QPointF(where, track.bottom()))
        words = self.tr("cut-off %s") % self._rules.cutoff
        self._words(painter, where, 0, words, Qt.AlignmentFlag.AlignHCenter)

    def _marks(self, painter: QPainter, track: QRectF, line: int) -> None:
        """Percentages where there is room for them; the highest score at the end."""
        tokens = look().tokens
        top, below = track.bottom(), track.bottom() + tokens.px(TICK)
        taken = track.left()
        ends = str(self._most)
        room = track.right() - painter.fontMetrics().horizontalAdvance(ends) - tokens.px(8)
        painter.setPen(QColor(tokens.colours["muted"]))
        for points in self._rules.marks:
            where = self._x(track, points)
            words = f"{probability(points, self._rules)}\N{NO-BREAK SPACE}%"
            half = painter.fontMetrics().horizontalAdvance(words) / 2
            if where - half < taken or where + half > room:
                continue
            painter.drawLine(QPointF(where, top), QPointF(where, below))
            self._words(painter, where, int(below), words, Qt.AlignmentFlag.AlignHCenter)
            taken = where + half + tokens.px(6)
        self._words(painter, track.right(), int(below), ends, Qt.AlignmentFlag.AlignRight)

    def _words(self, painter: QPainter, where: float, top: float, words: str, side: Qt.AlignmentFlag) -> None:
        """Words at a place of the scale, kept inside the widget."""
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        shift = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignHCenter: width / 2}
        left = min(max(where - shift.get(side, width), 0.0), self.width() - width)
        box = QRectF(left, top, width, painter.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

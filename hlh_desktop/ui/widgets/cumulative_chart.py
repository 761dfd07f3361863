"""Cumulative etoposide, painted: a stair of what is planned, and the band in which caution is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hlh_desktop.domain.schedule import WEEK
from hlh_desktop.domain.wizard.cumulative_line import first_day, weeks_shown
from hlh_desktop.domain.writing import number, spelt
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.roles import CHART, speak_as
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hlh_desktop.domain.wizard.cumulative_line import CumulativeLine

UNIT = "mg/m2"
TALL, TOP = 74, 6
# The axis goes so far beyond the upper end of the band.
ABOVE = 1.12
# A week's name under the axis needs about this much room.
WEEK_ROOM = 56
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CumulativeChart(QWidget):
    """The sum after each planned dose in mg/m2 of body surface. Its description reads it out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, CHART)
        self._line: CumulativeLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Cumulative etoposide"))
        repaint(self, self.updateGeometry)

    def show_line(self, line: CumulativeLine | None) -> None:
        """Another plan's line; None where it orders none."""
        self._line = line
        self.setAccessibleDescription(self._said(line) if line else "")
        self.update()

    def _said(self, line: CumulativeLine) -> str:
        words = self.tr("%1 after the last of %2 doses; caution from %3 to %4")
        parts = (
            f"{line.total} {spelt(UNIT)}",
            str(len(line.points)),
            number(line.low),
            f"{number(line.high)} {spelt(UNIT)}",
        )
        for place, part in enumerate(parts, 1):
            words = words.replace(f"%{place}", part)
        return words

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look().tokens.px(300), look().tokens.px(TALL))

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Band, limits, stair, and the total at its end."""
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        plot = self._plot(self._line, QFontMetricsF(self._font()))
        self._band(painter, plot, self._line)
        self._weeks(painter, plot, self._line)
        self._stair(painter, plot, self._line)

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(look().tokens.point("small"))
        font.setBold(bold)
        return font

    def _plot(self, line: CumulativeLine, metrics: QFontMetricsF) -> QRectF:
        px = look().tokens.px
        left = metrics.horizontalAdvance(f"0 {spelt(UNIT)}") + px(8)
        right = QFontMetricsF(self._font(bold=True)).horizontalAdvance(line.total) + px(12)
        bottom = metrics.height() + px(6)
        return QRectF(left, px(TOP), self.width() - left - right, self.height() - px(TOP) - bottom)

    def _y(self, plot: QRectF, line: CumulativeLine, value: float) -> float:
        top = max(float(line.high) * ABOVE, float(line.points[-1][1]) * ABOVE)
        return plot.bottom() - plot.height() * value / top

    def _x(self, plot: QRectF, line: CumulativeLine, day: float) -> float:
        return plot.left() + plot.width() * (day - 1) / (line.weeks * WEEK)

    def _band(self, painter: QPainter, plot: QRectF, line: CumulativeLine) -> None:
        colours = look().tokens.colours
        low, high = (self._y(plot, line, float(value)) for value in (line.low, line.high))
        painter.fillRect(QRectF(plot.left(), high, plot.width(), low - high), QColor(colours["warning_bg"]))
        dashed = QPen(QColor(colours["warning"]), 1, Qt.PenStyle.DashLine)
        # Where the band is narrower than a line of text, its two numbers make room for each other.
        apart = max(0.0, painter.fontMetrics().height() - (low - high)) / 2
        for value, y, aside, pen, colour in (
            (line.low, low, apart, dashed, "warning"),
            (line.high, high, -apart, QPen(QColor(colours["critical"]), 1.5), "critical"),
        ):
            painter.setPen(pen)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours[colour]))
            painter.drawText(self._beside(plot, y + aside), RIGHT, number(value))
        painter.setPen(QColor(colours["muted"]))
        painter.drawText(self._beside(plot, plot.bottom()), RIGHT, f"0 {spelt(UNIT)}")
        painter.setPen(QColor(colours["line"]))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())

    def _beside(self, plot: QRectF, y: float) -> QRectF:
        """The place of a number at the left of the plot."""
        px = look().tokens.px
        return QRectF(0, y - px(12), plot.left() - px(6), px(24))

    def _weeks(self, painter: QPainter, plot: QRectF, line: CumulativeLine) -> None:
        painter.setPen(QColor(look().tokens.colours["muted"]))
        room = look().tokens.px(WEEK_ROOM)
        for week in weeks_shown(line, max(1, int(plot.width() / room))):
            x = self._x(plot, line, first_day(week))
            place = QRectF(x, plot.bottom() + look().tokens.px(2), room * 2, self.height() - plot.bottom())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self.tr("week %1").replace("%1", str(week)))

    def _stair(self, painter: QPainter, plot: QRectF, line: CumulativeLine) -> None:
        """Dashed, for nothing of it is given yet."""
        use = look().tokens
        y = self._y(plot, line, float(line.before))
        stair = [QPointF(plot.left(), y)]
        for day, value in line.points:
            x = self._x(plot, line, day + 0.5)
            stair.append(QPointF(x, y))
            y = self._y(plot, line, float(value))
            stair.append(QPointF(x, y))
        stair.append(QPointF(plot.right(), y))
        painter.setPen(QPen(QColor(use.colours["accent"]), use.px(2), Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(stair))
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(use.colours["text"]))
        end = QRectF(plot.right() + use.px(6), y - use.px(14), self.width() - plot.right(), use.px(28))
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line.total)

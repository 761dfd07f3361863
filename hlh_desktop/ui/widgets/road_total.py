"""Drawing cumulative etoposide along the foot of the road map: solid where given, dashed where planned, the band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPolygonF

from hlh_desktop.domain.writing import number
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.road_layout import PAD, small, strong
from hlh_desktop.ui.widgets.road_paint import DASHES, colour, pen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from PySide6.QtGui import QPainter

    from hlh_desktop.domain.road_total import Corner, Cumulative
    from hlh_desktop.ui.widgets.road_layout import RoadLayout, Row

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def height_of(total: float | Fraction, made: Cumulative, row: Row) -> int:
    """Where an amount stands in the strip of cumulative etoposide."""
    pad = look().tokens.px(2 * PAD)
    foot, room = row.top + row.height - pad, row.height - 2 * pad
    return foot - round(float(total) / float(made.top) * room)


def draw_total(painter: QPainter, total: Cumulative, made: RoadLayout, row: Row, whole: QRect) -> None:
    """The band, the line and their words."""
    upper, lower = height_of(float(total.limit), total, row), height_of(float(total.caution), total, row)
    painter.fillRect(QRect(0, upper, whole.width(), lower - upper), colour("warning_bg"))
    painter.setPen(pen("critical", 1.5))
    painter.drawLine(0, upper, whole.width(), upper)
    painter.setPen(pen("warning", 1.5, DASHES))
    painter.drawLine(0, lower, whole.width(), lower)
    painter.setPen(pen("line", 1))
    painter.drawLine(0, height_of(0, total, row), whole.width(), height_of(0, total, row))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen("accent", 2, [4.0, 2.0]))
    painter.drawPolyline(_line(total.dashed, total, made, row))
    if total.solid:
        painter.setPen(pen("ok", 3))
        painter.drawPolyline(_line(total.solid, total, made, row))
    painter.setFont(strong())
    painter.setPen(colour("warning"))
    painter.drawText(QRect(0, upper, whole.width() - look().tokens.px(PAD), lower - upper), RIGHT, total.band)
    _words(painter, total, made, row, whole)


def _line(corners: Sequence[Corner], total: Cumulative, made: RoadLayout, row: Row) -> QPolygonF:
    return QPolygonF([QPointF(made.x(float(one.day)), height_of(one.total, total, row)) for one in corners])


def _words(painter: QPainter, total: Cumulative, made: RoadLayout, row: Row, whole: QRect) -> None:
    """What was given, over the end of its line; what is planned, at the right, under its line or over it."""
    px, metrics = look().tokens.px, QFontMetrics(strong())
    high = metrics.height()
    foot = height_of(0, total, row) - high - 1
    wide = metrics.horizontalAdvance(total.text) + px(2 * PAD)
    near = [one.total for one in total.dashed if made.x(float(one.day)) > whole.width() - wide]
    start = total.dashed[0].total
    before = max((one.total for one in total.dashed if made.x(float(one.day)) <= whole.width() - wide), default=start)
    under = height_of(min(before, *near), total, row) < foot
    place = foot if under else height_of(near[-1], total, row) - high - 1
    planned = QRect(whole.width() - px(PAD) - wide, place, wide, high)
    painter.setPen(colour("accent"))
    painter.drawText(planned, RIGHT, total.text)
    if total.given:
        end = total.solid[-1]
        long = metrics.horizontalAdvance(total.given) + 2
        right = min(max(made.x(float(end.day)) - px(PAD), long + px(PAD)), planned.left() - px(PAD))
        given = QRect(right - long, height_of(end.total, total, row) - high - 2, long, high)
        painter.setPen(colour("ok"))
        painter.drawText(given, RIGHT, total.given)


def draw_scale(painter: QPainter, total: Cumulative, row: Row, whole: QRect) -> None:
    """The name of the line along the bottom, and its three amounts at the height where they stand."""
    px = look().tokens.px
    painter.setFont(strong())
    painter.setPen(colour("text"))
    inner = QRect(px(PAD), row.top + px(PAD), whole.width() - amounts_wide(total, QFontMetrics(small())), row.height)
    painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), total.title)
    painter.setFont(small())
    high = QFontMetrics(small()).height()
    for amount, name in ((total.limit, "critical"), (total.caution, "warning"), (0, "muted")):
        painter.setPen(colour(name))
        y = height_of(float(amount), total, row)
        painter.drawText(QRect(0, y - high // 2, whole.width() - px(PAD), high), RIGHT, number(amount))


def amounts_wide(total: Cumulative, metrics: QFontMetrics) -> int:
    """How wide the column of amounts is, with the space before it."""
    return metrics.horizontalAdvance(number(total.limit)) + look().tokens.px(2 * PAD)

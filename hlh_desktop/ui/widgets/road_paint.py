"""How the marks of a road map are drawn: by outline and sign, so that a photocopy still tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

DASHES = [3.0, 2.0]
DOTS = [1.0, 2.5]
COLOURS = {"held": "warning", "omitted": "critical", "ghost": "line"}
GROUNDS = {"held": "warning_bg", "omitted": "critical_bg"}


def colour(name: str) -> QColor:
    """A colour of the look."""
    return QColor(look().tokens.colours[name])


def pen(name: str, width: float = 1.5, dashes: list[float] | None = None) -> QPen:
    """A line in a colour of the look, dashed where asked for."""
    made = QPen(colour(name), width)
    if dashes is not None:
        made.setDashPattern(dashes)
    return made


def draw_mark(painter: QPainter, rect: QRect, state: str, *, tint: str = "") -> None:
    """A dose: dashed while planned, an arrow when moved, two bars when held, a cross when omitted, dots for a ghost."""
    name = tint or COLOURS.get(state, "text" if state == "moved" else "muted")
    painter.setBrush(colour(GROUNDS.get(state, "surface")))
    painter.setPen(pen(name, 1.5, DASHES if state == "planned" else DOTS if state == "ghost" else None))
    body = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(body, 3, 3)
    painter.setPen(pen(name, max(1.6, rect.width() / 10)))
    inner = body.adjusted(body.width() * 0.26, body.height() * 0.26, -body.width() * 0.26, -body.height() * 0.26)
    for line in _sign(inner, state):
        painter.drawLine(line)


def _sign(inner: QRectF, state: str) -> list[QLineF]:
    left, right, top, bottom = inner.left(), inner.right(), inner.top(), inner.bottom()
    middle, third = inner.center().y(), inner.width() / 3
    if state == "held":
        return [
            QLineF(left + third / 2, top, left + third / 2, bottom),
            QLineF(right - third / 2, top, right - third / 2, bottom),
        ]
    if state == "omitted":
        return [QLineF(left, top, right, bottom), QLineF(left, bottom, right, top)]
    if state == "moved":
        tip = QPointF(right, middle)
        back = inner.width() / 2.4
        return [
            QLineF(QPointF(left, middle), tip),
            QLineF(QPointF(right - back, middle - back), tip),
            QLineF(QPointF(right - back, middle + back), tip),
        ]
    return []


def draw_diamond(painter: QPainter, rect: QRect) -> None:
    """A review."""
    body = QRectF(rect).adjusted(1, 1, -1, -1)
    centre = body.center()
    painter.setBrush(colour("surface"))
    painter.setPen(pen("line", 1.5))
    painter.drawPolygon(
        QPolygonF([
            QPointF(centre.x(), body.top()), QPointF(body.right(), centre.y()),
            QPointF(centre.x(), body.bottom()), QPointF(body.left(), centre.y()),
        ])
    )  # fmt: skip


def draw_step(painter: QPainter, rect: QRect) -> None:
    """Days of one amount: as high as their share of the largest."""
    painter.setBrush(colour("canvas"))
    painter.setPen(pen("line", 1.2, DASHES))
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))


def draw_ring(painter: QPainter, rect: QRect) -> None:
    """Where the keys are."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen("accent", 2.0))
    painter.drawRoundedRect(QRectF(rect).adjusted(-3, -3, 3, 3), 4, 4)

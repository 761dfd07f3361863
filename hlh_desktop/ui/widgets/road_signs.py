"""The signs inside the marks of a road map, as lines in a square: check, clock, bars, cross, arrow and their like."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

Line = tuple[tuple[float, float], ...]
CHECK: Line = ((0.0, 0.55), (0.36, 0.9), (1.0, 0.12))
CROSS: tuple[Line, ...] = (((0.0, 0.0), (1.0, 1.0)), ((0.0, 1.0), (1.0, 0.0)))
SMALL_CHECK: Line = ((0.2, 0.75), (0.42, 0.97), (0.82, 0.5))
# Corners of lines in a square from 0 to 1, y downwards.
SIGNS: dict[str, tuple[Line, ...]] = {
    "given": (CHECK,),
    "elsewhere": (CHECK,),
    "home": (SMALL_CHECK,),
    "due": (((0.5, 0.12), (0.5, 0.55), (0.8, 0.72)),),
    "late": (((0.5, 0.12), (0.5, 0.55), (0.8, 0.72)),),
    "held": (((0.17, 0.0), (0.17, 1.0)), ((0.83, 0.0), (0.83, 1.0))),
    "omitted": CROSS,
    "refused": CROSS,
    "missed": CROSS,
    "moved": (((0.0, 0.5), (1.0, 0.5)), ((0.58, 0.08), (1.0, 0.5), (0.58, 0.92))),
    "ended": (((0.0, 0.5), (1.0, 0.5)),),
}
# Filled shapes.
SOLID: dict[str, tuple[Line, ...]] = {
    "running": (((0.1, -0.05), (1.05, 0.5), (0.1, 1.05)),),
    "stopped": (((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)),),
    "visit": (tuple((0.5 + 0.36 * cos(radians(turn)), 0.5 + 0.36 * sin(radians(turn))) for turn in range(0, 360, 30)),),
}
OPEN: dict[str, tuple[Line, ...]] = {
    "awaiting_release": (((0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)),),
}
ROUND = ("due", "late")


def draw_sign(painter: QPainter, inner: QRectF, state: str) -> None:
    """The sign of a state, with the pen that the painter has; nothing where a state is told by its outline alone."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state in ROUND:
        painter.drawEllipse(inner.adjusted(-1, -1, 1, 1))
    for line in SIGNS.get(state, ()):
        painter.drawPolyline(polygon(inner, line))
    for line in OPEN.get(state, ()):
        painter.drawPolygon(polygon(inner, line))
    painter.setBrush(painter.pen().color())
    for line in SOLID.get(state, ()):
        painter.drawPolygon(polygon(inner, line))
    painter.restore()


def polygon(inner: QRectF, line: Line) -> QPolygonF:
    """Corners of the unit square laid into a rectangle."""
    left, top, wide, high = inner.left(), inner.top(), inner.width(), inner.height()
    return QPolygonF([QPointF(left + x * wide, top + y * high) for x, y in line])

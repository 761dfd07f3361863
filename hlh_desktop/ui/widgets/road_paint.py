"""How the marks of a road map are drawn: by outline, fill and sign, so that a photocopy still tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QPolygonF

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.road_signs import CHECK, draw_sign, polygon

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

DASHES = [3.0, 2.0]
DOTS = [1.0, 2.5]
COLOURS = {
    "held": "warning", "omitted": "critical", "refused": "critical", "missed": "critical", "late": "critical",
    "due": "accent", "visit": "accent", "given": "ok", "partly_given": "ok", "elsewhere": "ok", "home": "ok",
    "running": "ok", "ghost": "line", "moved": "text", "stopped": "text",
}  # fmt: skip
GROUNDS = {
    "held": "warning_bg", "omitted": "critical_bg", "refused": "critical_bg", "missed": "critical_bg",
    "late": "critical_bg", "due": "info_bg", "visit": "info_bg", "given": "ok_bg", "elsewhere": "ok_bg",
    "home": "ok_bg", "running": "ok_bg",
}  # fmt: skip
DASHED = ("planned", "missed", "elsewhere", "awaiting_release")
DOTTED = ("ghost", "ended")
HEAVY = {"late": 2.6, "refused": 2.8, "awaiting_release": 2.0}
# Where a child is at home, the outline is a house.
HOUSE = ((0.0, 0.42), (0.5, 0.0), (1.0, 0.42), (1.0, 1.0), (0.0, 1.0))
HOUSED = ("home", "at_home")
SHADES = {"given": ("ok_bg", "ok"), "planned": ("canvas", "line"), "at_home": ("surface", "line")}


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
    """A dose: dashed while planned, a check when given, a clock when due, two bars when held, a cross when not given.

    Of two states with the same sign one has another outline: dashed, heavy or that of a house.
    """
    name = tint or COLOURS.get(state, "muted")
    dashes = DASHES if state in DASHED else DOTS if state in DOTTED else None
    body = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setBrush(colour(GROUNDS.get(state, "surface")))
    painter.setPen(pen(name, HEAVY.get(state, 1.5), dashes))
    if state in HOUSED:
        painter.drawPolygon(polygon(body, HOUSE))
    else:
        painter.drawRoundedRect(body, 3, 3)
    if state == "partly_given":
        _half(painter, body, name)
    painter.setPen(pen(name, max(1.6, rect.width() / 10)))
    draw_sign(painter, body.adjusted(*(body.width() * part for part in (0.26, 0.26, -0.26, -0.26))), state)


def _half(painter: QPainter, body: QRectF, name: str) -> None:
    """The lower half filled, cut slantwise."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(name))
    painter.drawPolygon(polygon(body.adjusted(1, 1, -1, -1), ((1.0, 0.0), (1.0, 1.0), (0.0, 1.0))))


def draw_diamond(painter: QPainter, rect: QRect, *, done: bool = False) -> None:
    """A review; with a check where it was done."""
    body = QRectF(rect).adjusted(1, 1, -1, -1)
    centre = body.center()
    painter.setBrush(colour("ok_bg" if done else "surface"))
    painter.setPen(pen("ok" if done else "line", 1.5))
    painter.drawPolygon(
        QPolygonF([
            QPointF(centre.x(), body.top()), QPointF(body.right(), centre.y()),
            QPointF(centre.x(), body.bottom()), QPointF(body.left(), centre.y()),
        ])
    )  # fmt: skip
    if done:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = body.adjusted(*(body.width() * part for part in (0.32, 0.34, -0.32, -0.34)))
        painter.drawPolyline(polygon(inner, CHECK))


def draw_step(painter: QPainter, rect: QRect, shade: str) -> None:
    """Days of one amount, as high as their share of the largest: filled where given, dashed where planned.

    At home, where nobody observed it, with slanting lines.
    """
    ground, line = SHADES[shade]
    body = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(colour(ground))
    painter.setPen(pen(line, 1.5 if shade == "given" else 1.2, DASHES if shade == "planned" else None))
    painter.drawRect(body)
    if shade == "at_home":
        painter.fillRect(body, QBrush(colour(line), Qt.BrushStyle.BDiagPattern))


def draw_ring(painter: QPainter, rect: QRect) -> None:
    """Where the keys are."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen("accent", 2.0))
    painter.drawRoundedRect(QRectF(rect).adjusted(-3, -3, 3, 3), 4, 4)

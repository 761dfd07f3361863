"""How a curve looks: marker, dash and colour, each of which alone tells it from the others, on any ground."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import Dash, Marker, Style

# In widths of the line; none is solid.
DASHES: dict[Dash, tuple[float, ...]] = {
    "solid": (),
    "dashed": (5.0, 3.0),
    "dotted": (1.4, 2.2),
    "dash_dot": (6.0, 2.5, 1.4, 2.5),
}
# In pixels at 100 %.
MARKER, LINE, OUTLINE = 11, 2, 2
# Half the thickness of an arm of a cross, of the side of its square.
ARM = 0.13
CORNERS: dict[Marker, tuple[tuple[float, float], ...]] = {
    "square": ((-0.43, -0.43), (0.43, -0.43), (0.43, 0.43), (-0.43, 0.43)),
    "triangle": ((0.0, -0.55), (0.55, 0.42), (-0.55, 0.42)),
    "inverted": ((0.0, 0.55), (-0.55, -0.42), (0.55, -0.42)),
    "diamond": ((0.0, -0.6), (0.52, 0.0), (0.0, 0.6), (-0.52, 0.0)),
    "pentagon": tuple((0.55 * sin(2 * pi * turn / 5), -0.55 * cos(2 * pi * turn / 5)) for turn in range(5)),
}


@cache
def marker_path(marker: Marker) -> QPainterPath:
    """The outline of a marker of size 1 around the origin, y downwards. The same each time: it is known by its id."""
    path = QPainterPath()
    if marker == "circle":
        path.addEllipse(QPointF(0, 0), 0.5, 0.5)
    elif marker in ("cross", "plus"):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _arms(turned=marker == "cross")]))
        path.closeSubpath()
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in CORNERS[marker]]))
        path.closeSubpath()
    return path


def _arms(*, turned: bool) -> list[tuple[float, float]]:
    """The corners of a plus; turned by an eighth it is a cross."""
    quarter = ((ARM, -ARM), (ARM, -0.55), (-ARM, -0.55))
    corners = [_turn(x, y, -place * pi / 2) for place in range(4) for x, y in quarter]
    return [_turn(x, y, pi / 4) for x, y in corners] if turned else corners


def _turn(x: float, y: float, angle: float) -> tuple[float, float]:
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def colour(name: str) -> QColor:
    """A colour of the look in force."""
    return QColor(look().tokens.colours[name])


def small_font(*, strong: bool = False) -> QFont:
    """The letters of a chart."""
    made = QFont()
    made.setPointSizeF(look().tokens.point("small"))
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def curve_pen(style: Style, *, dense: bool = False) -> QPen:
    """The line of a curve; `dense`, among thousands of points, thin and solid, for a dash would not be seen."""
    pen = QPen(colour(style.colour), 1 if dense else look().tokens.px(LINE))
    # Its width is in pixels whatever the axes measure.
    pen.setCosmetic(True)
    if not dense and DASHES[style.dash]:
        pen.setDashPattern(list(DASHES[style.dash]))
    return pen


def point_brush(style: Style, *, open_: bool) -> QBrush:
    """Filled with its colour; open, at a limit of the assay, with the ground."""
    return QBrush(colour("surface" if open_ else style.colour))


def point_pen(style: Style, *, open_: bool) -> QPen:
    """The outline of a point, as wide at any size of it."""
    pen = QPen(colour(style.colour), look().tokens.px(OUTLINE) if open_ else 1)
    pen.setCosmetic(True)
    return pen


def draw_marker(painter: QPainter, style: Style, centre: QPointF, size: float, *, open_: bool = False) -> None:
    """A marker by itself."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size, size)
    painter.setPen(point_pen(style, open_=open_))
    painter.setBrush(point_brush(style, open_=open_))
    painter.drawPath(marker_path(style.marker))
    painter.restore()


def marker_picture(style: Style, size: int) -> QPixmap:
    """A marker as a picture of `size` pixels, sharp on this screen, for a row of a table."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_marker(painter, style, QPointF(size / 2, size / 2), size * 0.72)
    painter.end()
    return made

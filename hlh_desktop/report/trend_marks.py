"""Signs of the charts on paper: markers of curves, arrows beyond the assay, doses; black, grey and outline only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import Color

from hlh_desktop.report import fonts, look
from hlh_desktop.report.fonts import BOLD, REGULAR, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.results.trend.lanes import DoseState
    from hlh_desktop.domain.results.trend.values import CurvePoint, Dash, Marker

Spot = tuple[float, float]
INK, PAPER = Color(0, 0, 0), Color(1, 1, 1)
GRID, PENCIL, FAINT = Color(0.8, 0.8, 0.8), Color(look.LINE, look.LINE, look.LINE), Color(0.93, 0.93, 0.93)
BAND = Color(look.BAND, look.BAND, look.BAND)
DASHES: dict[Dash, Sequence[float] | None] = {
    "solid": None, "dashed": (4, 2.2), "dotted": (1.2, 1.8), "dash_dot": (5, 1.8, 1.2, 1.8),
}  # fmt: skip
CURVE, HAIR, HEAVY = 1.3, 0.5, 1.6
SIZE, ARROW = 2.7, 9.0
# Corners of the markers, for a radius of 1.
CORNERS: dict[Marker, Sequence[Spot]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((-1.1, -0.9), (1.1, -0.9), (0, 1.1)),
    "inverted": ((-1.1, 0.9), (1.1, 0.9), (0, -1.1)),
    "diamond": ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
    "pentagon": ((-0.7, -1), (0.7, -1), (1.1, 0.3), (0, 1.1), (-1.1, 0.3)),
}
CROSSES: dict[Marker, Sequence[tuple[Spot, Spot]]] = {
    "cross": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "plus": (((-1.2, 0), (1.2, 0)), ((0, -1.2), (0, 1.2))),
}


def new_drawing(wide: float, tall: float) -> Any:
    """An empty drawing in the one font of paper; by itself the library would name one that is not shipped."""
    fonts.register()
    return Drawing(wide, tall, initialFontName=REGULAR)


def text(words: str, at: Spot, size: float = look.NOTE, *, bold: bool = False, anchor: str = "start") -> Any:
    """Words on one line."""
    font = BOLD if bold else REGULAR
    return String(*at, words, fontName=font, fontSize=size, textAnchor=anchor, fillColor=INK)


def rule(one: Spot, other: Spot, weight: float = HAIR, ink: Any = INK, dash: Sequence[float] | None = None) -> Any:
    """A line from one place to another."""
    return Line(*one, *other, strokeColor=ink, strokeWidth=weight, strokeDashArray=dash, strokeLineCap=0)


def on_white(words: str, at: Spot, size: float = look.NOTE, *, bold: bool = False, anchor: str = "start") -> Any:
    """Words that hide the lines behind them."""
    long = width(words, BOLD if bold else REGULAR, size)
    left = at[0] - {"start": 0.0, "end": long, "middle": long / 2}[anchor]
    ground = Rect(left - 1, at[1] - 1.4, long + 2, size + 0.8, fillColor=PAPER, strokeColor=None, strokeWidth=0)
    return Group(ground, text(words, at, size, bold=bold, anchor=anchor))


def marker(kind: Marker, at: Spot, *, hollow: bool, size: float = SIZE) -> Any:
    """A marker, filled, or hollow where it stands for a limit of the assay."""
    x, y = at
    look_ = {"fillColor": PAPER if hollow else INK, "strokeColor": INK, "strokeWidth": 1.1}
    if kind in CROSSES and not hollow:
        strokes = [((x + a * size, y + b * size), (x + c * size, y + d * size)) for (a, b), (c, d) in CROSSES[kind]]
        return Group(*(rule(one, other, 1.2) for one, other in strokes))
    if kind in CORNERS:
        return Polygon([side for a, b in CORNERS[kind] for side in (x + a * size, y + b * size)], **look_)
    return Circle(x, y, size, **look_)


def point(kind: Marker, one: CurvePoint, at: Spot, size: float = SIZE) -> Any:
    """A result: hollow with an arrow where it lies beyond the assay, with a P beside it while it is preliminary."""
    made = Group(marker(kind, at, hollow=one.open, size=size))
    if one.beyond:
        way = 1 if one.beyond == "above" else -1
        tip = (at[0], at[1] + way * (size + ARROW))
        made.add(rule((at[0], at[1] + way * size), tip, 1.0))
        made.add(rule(tip, (tip[0] - 2.2, tip[1] - way * 3), 1.0))
        made.add(rule(tip, (tip[0] + 2.2, tip[1] - way * 3), 1.0))
    if one.preliminary:
        made.add(on_white("P", (at[0] + size + 1.5, at[1] - 2.4), look.STATE, bold=True))
    return made


def dose(state: DoseState, at: Spot, size: float = 3.4) -> Any:
    """A dose: filled when given, half filled in part, dashed while to come, heavy when late, crossed when not given."""
    x, y = at
    if state == "not_given":
        low, high = (x - size * 0.8, y - size * 0.8), (x + size * 0.8, y + size * 0.8)
        return Group(rule(low, high, 1.0), rule((low[0], high[1]), (high[0], low[1]), 1.0))
    waits, heavy = state in ("to_come", "late"), state == "late"
    dash = (1.4, 1.2) if waits else None
    ring = Circle(
        x, y, size, fillColor=INK if state == "given" else PAPER, strokeColor=INK, strokeWidth=HEAVY if heavy else 0.9,
        strokeDashArray=dash,
    )  # fmt: skip
    if state != "partly":
        return ring
    half = Rect(x - size * 0.7, y - size * 0.7, size * 1.4, size * 0.7, fillColor=INK, strokeColor=None)
    return Group(ring, half)

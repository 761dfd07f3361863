"""The marks of the road map on paper: filled, half filled or open; thin, heavy, dashed or dotted; sign or number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, width

if TYPE_CHECKING:
    from collections.abc import Sequence

Shape = Literal["round", "square", "house"]
Line = tuple[tuple[float, float], ...]
THIN, HEAVY = 0.9, 1.9
DASHES, DOTS = (2.4, 1.5), (0.7, 1.5)
CHECK: Line = ((0.1, 0.45), (0.4, 0.15), (0.9, 0.85))
CROSS: tuple[Line, ...] = (((0.1, 0.1), (0.9, 0.9)), ((0.1, 0.9), (0.9, 0.1)))
CLOCK: tuple[Line, ...] = (((0.5, 0.95), (0.5, 0.45), (0.85, 0.25)),)
# A number of up to two digits is written into a mark of at least this side.
LEAST_SIDE = 9.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a state looks. `signs` are lines in a square from 0 to 1, y upwards, `solid` those that are filled."""

    weight: float = THIN
    dashes: tuple[float, float] | None = None
    fill: Literal["open", "half", "full"] = "open"
    signs: tuple[Line, ...] = ()
    solid: tuple[Line, ...] = ()
    house: bool = False
    numbered: bool = False
    ring: bool = False


STYLES: dict[str, Style] = {
    "planned": Style(numbered=True),
    "awaiting_release": Style(1.5, DASHES, numbered=True),
    "given": Style(fill="full", numbered=True),
    "partly_given": Style(fill="half"),
    "elsewhere": Style(THIN, DASHES, signs=(CHECK,)),
    "home": Style(signs=(CHECK,), house=True),
    "at_home": Style(house=True),
    "running": Style(solid=(((0.15, 0.0), (1.0, 0.5), (0.15, 1.0)),)),
    "due": Style(HEAVY, signs=CLOCK),
    "late": Style(HEAVY, signs=CLOCK, ring=True),
    "visit": Style(HEAVY, solid=(((0.5, 0.15), (0.85, 0.5), (0.5, 0.85), (0.15, 0.5)),)),
    "held": Style(signs=(((0.2, 0.0), (0.2, 1.0)), ((0.8, 0.0), (0.8, 1.0)))),
    "omitted": Style(signs=CROSS),
    "refused": Style(HEAVY, signs=CROSS),
    "missed": Style(THIN, DASHES, signs=CROSS),
    "moved": Style(signs=(((0.0, 0.5), (1.0, 0.5)), ((0.6, 0.1), (1.0, 0.5), (0.6, 0.9)))),
    "stopped": Style(solid=(((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),)),
    "ended": Style(THIN, DOTS, signs=(((0.0, 0.5), (1.0, 0.5)),)),
    "ghost": Style(THIN, DOTS),
}  # fmt: skip


def has_number(state: str, side: float) -> bool:
    """Whether a mark of that side has its number inside."""
    return STYLES[state].numbered and side >= LEAST_SIDE


def draw_dose(canvas: Any, middle: tuple[float, float], side: float, state: str, shape: Shape, text: str = "") -> None:
    """Draws a mark around a point, with its number inside where the state has room for one."""
    style, numbered = STYLES[state], has_number(state, side)
    side -= style.weight if style.fill == "full" else 0  # black marks of neighbouring days stay apart on a copy
    x, y = middle[0] - side / 2, middle[1] - side / 2
    canvas.saveState()
    canvas.setStrokeGray(look.BLACK)
    canvas.setFillGray(look.BLACK if style.fill == "full" else look.WHITE)
    canvas.setLineWidth(style.weight)
    canvas.setDash(*([list(style.dashes)] if style.dashes else [[]]))
    _outline(canvas, x, y, side, "house" if style.house else shape)
    canvas.setDash([])
    canvas.setLineWidth(THIN)
    if style.ring:
        _outline(canvas, x - 2, y - 2, side + 4, shape, fill=False)
    inner = (x + side * 0.27, y + side * 0.27, side * 0.46)
    if style.fill == "half":
        _half(canvas, x, y, side, shape)
    canvas.setLineWidth(max(THIN, side / 9))
    for line in style.signs:
        _polygon(canvas, inner, line, fill=False)
    canvas.setFillGray(look.BLACK)
    for line in style.solid:
        _polygon(canvas, inner, line, fill=True)
    if text and numbered:
        _number(canvas, middle, text, look.WHITE if style.fill == "full" else look.BLACK)
    canvas.restoreState()


def _half(canvas: Any, x: float, y: float, side: float, shape: Shape) -> None:
    """The lower half, filled."""
    canvas.setFillGray(look.BLACK)
    if shape == "round":
        canvas.wedge(x, y, x + side, y + side, 180, 180, fill=1)
    else:
        canvas.rect(x, y, side, side / 2, fill=1)


def _number(canvas: Any, middle: tuple[float, float], text: str, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.setFont(BOLD, look.STATE)
    canvas.drawString(middle[0] - width(text, BOLD, look.STATE) / 2, middle[1] - look.STATE * 0.36, text)


def _outline(canvas: Any, x: float, y: float, side: float, shape: Shape, *, fill: bool = True) -> None:
    if shape == "round":
        canvas.circle(x + side / 2, y + side / 2, side / 2, fill=int(fill))
    elif shape == "square":
        canvas.rect(x, y, side, side, fill=int(fill))
    else:
        _polygon(canvas, (x, y, side), ((0.0, 0.0), (1.0, 0.0), (1.0, 0.6), (0.5, 1.0), (0.0, 0.6), (0.0, 0.0)),
                 fill=fill)  # fmt: skip


def _polygon(canvas: Any, box: tuple[float, float, float], line: Sequence[tuple[float, float]], *, fill: bool) -> None:
    """Corners of the unit square laid into a square; filled ones are closed."""
    x, y, side = box
    path = canvas.beginPath()
    for number, (right, up) in enumerate(line):
        (path.lineTo if number else path.moveTo)(x + right * side, y + up * side)
    if fill:
        path.close()
    canvas.drawPath(path, fill=int(fill))


def draw_review(canvas: Any, x: float, y: float, side: float, *, done: bool) -> None:
    """A triangle that points at its day: filled where the review was done."""
    canvas.setStrokeGray(look.BLACK)
    canvas.setFillGray(look.BLACK if done else look.WHITE)
    canvas.setLineWidth(THIN)
    _polygon(canvas, (x - side / 2, y - side / 2, side), ((0.0, 1.0), (1.0, 1.0), (0.5, 0.0)), fill=True)

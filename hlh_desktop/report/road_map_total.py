"""Cumulative etoposide at the foot of the road map on paper: solid where given, dashed where planned, two limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.pieces import write
from hlh_desktop.report.writing import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.road_total import Corner, Cumulative
    from hlh_desktop.report.road_map_rows import Strip

PAD = 13.0
GIVEN, PLANNED = 2.2, 1.0
DASHES = [3.0, 1.6]
DOTS = [1.2, 1.4]
APART = 3.0
# How much higher words stand where others are.
STEPS = (0.0, 10.0, 20.0)


def draw_total(canvas: Any, total: Cumulative, strip: Strip) -> None:
    """The limits, the line and their words."""
    canvas.saveState()
    canvas.setStrokeGray(look.BLACK)
    for amount, weight in ((total.limit, look.FRAME), (total.caution, look.HAIRLINE), (0, look.HAIRLINE)):
        dashes = DASHES if amount else []
        canvas.setLineWidth(weight)
        canvas.setDash(dashes)
        y = _y(float(amount), total, strip)
        canvas.line(strip.left, y, strip.right, y)
    canvas.setLineWidth(PLANNED)
    canvas.setDash(DOTS)
    _line(canvas, total.dashed, total, strip)
    canvas.setDash([])
    canvas.setLineWidth(GIVEN)
    if total.solid:
        _line(canvas, total.solid, total, strip)
    canvas.restoreState()
    _words(canvas, total, strip)


def _y(amount: float, total: Cumulative, strip: Strip) -> float:
    """Where an amount stands."""
    return strip.bottom + APART + amount / float(total.top) * (strip.top - strip.bottom - PAD - APART)


def _line(canvas: Any, corners: Sequence[Corner], total: Cumulative, strip: Strip) -> None:
    path = canvas.beginPath()
    for place, corner in enumerate(corners):
        x, y = strip.days.x(float(corner.day)), _y(float(corner.total), total, strip)
        (path.lineTo if place else path.moveTo)(x, y)
    canvas.drawPath(path, fill=0)


def _words(canvas: Any, total: Cumulative, strip: Strip) -> None:
    """The amounts at the left, the band between them, what was given and what is planned at the ends of their lines."""
    for amount in (total.limit, total.caution, 0):
        y = _y(float(amount), total, strip) - look.NOTE * 0.35
        said = number(amount)
        write(canvas, strip.left - 4 - width(said, REGULAR, look.NOTE), y, said, REGULAR, look.NOTE)
    labels = strip.labels()
    between = (_y(float(total.limit), total, strip) + _y(float(total.caution), total, strip) - look.NOTE * 0.7) / 2
    labels.put(canvas, total.band, [(strip.right - width(total.band, BOLD, look.NOTE) - 2, between)], BOLD)
    end, wide = total.dashed[-1], width(total.text, BOLD, look.BODY)
    over = _y(float(end.total), total, strip) + APART
    places = [(strip.right - wide - 2, over + step) for step in STEPS]
    labels.put(canvas, total.text, places, BOLD, look.BODY)
    if total.given:
        last, long = total.solid[-1], width(total.given, BOLD, look.BODY)
        left, up = strip.days.x(float(last.day)) - long - 5, _y(float(last.total), total, strip) + APART
        labels.put(canvas, total.given, [(left, up + step) for step in STEPS], BOLD, look.BODY)

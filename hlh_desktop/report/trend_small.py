"""A small chart on paper: one analyte on its own axis, its limits with their numbers, grey from day one on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics.shapes import PolyLine, Rect

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.trend_frame import Frame
from hlh_desktop.report.trend_marks import DASHES, FAINT, INK, PENCIL, new_drawing, on_white, point, rule, text
from hlh_desktop.report.trend_room import Room

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import Chart, Trend
    from hlh_desktop.report.trend_marks import Spot

LEFT, HEAD, FOOT, SIZE = 24.0, 16.0, 10.0, 2.0


def small_drawing(trend: Trend, chart: Chart, wide: float, tall: float) -> Any:
    """A chart of that size in points: name, unit and newest value above it, first and last date under it."""
    drawing = new_drawing(wide, tall)
    frame = Frame(LEFT, FOOT, wide - LEFT - 2, tall - HEAD - FOOT, trend.time, chart.axes)
    room = Room()
    for curve in chart.curves:
        room.add_curve([frame.spot(one.at, one.value) for one in curve.points], SIZE)
    for part in (
        *_head(chart, wide, tall),
        *_ground(frame, trend),
        *_limits(frame, chart, room),
        *_curves(frame, chart),
    ):
        drawing.add(part)
    return drawing


def _head(chart: Chart, wide: float, tall: float) -> list[Any]:
    """The analyte with its unit, and the newest value drawn."""
    newest = next((curve.points[-1].shown for curve in chart.curves if curve.points), "")
    right = wide - 2 - width(newest, BOLD, look.SMALL)
    y, size = tall - look.SMALL, look.SMALL
    while size > look.STATE and width(chart.title, BOLD, size) > right - 4:
        size -= 0.3
    found = [text(chart.title, (0, y), size, bold=True), text(newest, (right, y), look.SMALL, bold=True)]
    beside = width(chart.title, BOLD, size) + 4
    if beside + width(chart.axes[0].unit, REGULAR, look.STATE) < right - 3:
        found.append(text(chart.axes[0].unit, (beside, y), look.STATE))
    else:
        found.append(text(chart.axes[0].unit, (0, y - look.STATE - 0.6), look.STATE))
    return found


def _ground(frame: Frame, trend: Trend) -> list[Any]:
    """The time since day one in grey, the axes, the first and the last date."""
    found: list[Any] = []
    if frame.time.day_one is not None:
        x = frame.x(frame.time.day_one)
        found.append(Rect(x, frame.bottom, frame.right - x, frame.tall, fillColor=FAINT, strokeColor=None))
    found.append(rule((frame.left, frame.bottom), (frame.right, frame.bottom), 0.7))
    found.append(rule((frame.left, frame.bottom), (frame.left, frame.top), 0.7))
    named = [tick for tick in frame.axes[0].ticks if tick.label]
    for tick in named:
        y = frame.y(tick.value)
        found.append(rule((frame.left - 2.5, y), (frame.left, y)))
        if tick in (named[0], named[-1]) or len(named) < 4:
            found.append(text(tick.label, (frame.left - 4, y - 2.2), look.STATE, anchor="end"))
    if trend.time.ticks:
        first, last = trend.time.ticks[0], trend.time.ticks[-1]
        found.append(text(first.date, (max(frame.x(first.at), frame.left), 1.5), look.STATE))
        if last is not first:
            found.append(text(last.date, (frame.right, 1.5), look.STATE, anchor="end"))
    return found


def _limits(frame: Frame, chart: Chart, room: Room) -> list[Any]:
    """The lines dashed with their numbers, which stand where the curve does not."""
    found: list[Any] = []
    for line in chart.lines:
        for step in line.steps:
            y = frame.y(step.value)
            ink, weight = (PENCIL, 0.4) if line.thin else (INK, 0.6)
            found.append(rule((frame.x(step.first), y), (frame.x(step.last), y), weight, ink, (2.2, 1.6)))
        y, long = frame.y(line.steps[-1].value), width(line.value, REGULAR, look.STATE)
        sides: tuple[float, ...] = (frame.right - long - 1, frame.left + 2, (frame.left + frame.right) / 2)
        ups = (1.4, -look.STATE - 0.2) if y + look.STATE < frame.top else (-look.STATE - 0.2,)
        wanted: list[Spot] = [(x, y + up) for up in ups for x in sides]
        found.append(on_white(line.value, room.place(line.value, look.STATE, wanted), look.STATE))
    return found


def _curves(frame: Frame, chart: Chart) -> list[Any]:
    """The curve in its segments with its markers."""
    found: list[Any] = []
    for curve in chart.curves:
        for segment in curve.segments:
            spots = [frame.spot(one.at, one.value) for one in segment.points]
            if len(spots) > 1:
                flat = [side for spot in spots for side in spot]
                dash = DASHES[curve.style.dash]
                found.append(PolyLine(flat, strokeColor=INK, strokeWidth=1.0, strokeDashArray=dash))
            found += [
                point(curve.style.marker, one, spot, SIZE) for one, spot in zip(segment.points, spots, strict=True)
            ]
    return found

"""The large chart on paper with the doses under it: vector, black and grey, each curve with marker, dash and name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportlab.graphics.shapes import PolyLine

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.trend_frame import Frame, spread
from hlh_desktop.report.trend_lanes import Lanes
from hlh_desktop.report.trend_marks import (
    ARROW,
    CURVE,
    DASHES,
    GRID,
    HEAVY,
    INK,
    PENCIL,
    SIZE,
    marker,
    new_drawing,
    on_white,
    point,
    rule,
    text,
)
from hlh_desktop.report.trend_room import Room
from hlh_desktop.report.writing import listed, with_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.results.trend.values import Chart, Curve, CurvePoint, LimitLine, Trend
    from hlh_desktop.report.trend_marks import Spot

LEFT, RIGHT, HEAD, FOOT = 44.0, 98.0, 13.0, 23.0
# Where the names begin right of the chart: past the numbers of a second axis, or beside the first alone.
PAST_NUMBERS, BESIDE = 40.0, 8.0
NAME, SMALL = look.SMALL, look.NOTE
# How far apart the places are that a line's name may take.
EVERY = 14.0
# Lines under the top of the chart on which a change of series may be named.
GAP_LINES = 5
NEAR = 40.0
# Limit lines: dots for the left axis, dashes for the right one.
LIMIT_DASHES = ((1.2, 1.6), (6.0, 2.0))


def chart_drawing(trend: Trend, wide: float, tall: float) -> Any:
    """The large chart and its lanes as a drawing of that size in points."""
    lanes = Lanes(trend)
    drawing = new_drawing(wide, tall)
    bottom = lanes.height + FOOT
    frame = Frame(
        LEFT, bottom, wide - LEFT - RIGHT, max(tall - bottom - HEAD, HEAD), trend.time, trend.main.axes
    )  # fmt: skip
    room = _taken(frame, trend.main)
    numbers, gaps = _numbers(frame, trend.main, room), _gaps(frame, trend.main, room)
    names = _names(frame, trend.main.lines, room)
    parts = (*_ground(frame), *_days(frame), *_limits(frame, trend.main.lines), *names, *gaps)
    for part in (*parts, *_curves(frame, trend.main), *numbers, *lanes.drawn(frame)):
        drawing.add(part)
    return drawing


def _taken(frame: Frame, chart: Chart) -> Room:
    """Where curves, arrows and the line of day one stand."""
    room = Room()
    for curve in chart.curves:
        for segment in curve.segments:
            room.add_curve([frame.spot(one.at, one.value, curve.axis) for one in segment.points], SIZE + 0.5)
        for one in curve.points:
            if one.beyond:
                x, y = frame.spot(one.at, one.value, curve.axis)
                room.lines.append(((x, y), (x, y + (ARROW + SIZE) * (1 if one.beyond == "above" else -1))))
    if frame.time.day_one is not None:
        x = frame.x(frame.time.day_one)
        room.lines.append(((x, frame.bottom), (x, frame.top)))
    return room


def _ground(frame: Frame) -> list[Any]:
    """The grid, both axes with their numbers, and the unit over each."""
    found: list[Any] = []
    for tick in frame.axes[0].ticks:
        y = frame.y(tick.value)
        if tick.label:
            found.append(rule((frame.left, y), (frame.right, y), ink=GRID))
    for side, axis in enumerate(frame.axes):
        x, out = (frame.right, 1) if side else (frame.left, -1)
        found.append(rule((x, frame.bottom), (x, frame.top), 0.8))
        for tick in axis.ticks:
            y = frame.y(tick.value, side)
            found.append(rule((x, y), (x + out * (4 if tick.label else 2), y)))
            anchor = "start" if side else "end"
            found.append(text(tick.label, (x + out * 6, y - 2.6), SMALL, anchor=anchor))
        words = listed((axis.title, axis.unit))
        found.append(text(words, (x, frame.top + 6), SMALL, bold=True, anchor="end" if side else "start"))
    return found


def _days(frame: Frame) -> list[Any]:
    """The axis of time with dates and course days, and the heavy line of day one."""
    low, found = frame.bottom, [rule((frame.left, frame.bottom), (frame.right, frame.bottom), 0.8)]
    found += [rule((frame.x(at), low), (frame.x(at), low - 2.5)) for at in frame.time.midnights]
    for tick in frame.time.ticks:
        x = frame.x(tick.at)
        found.append(rule((x, low), (x, low - 5)))
        found.append(text(tick.date, (x, low - 12.5), SMALL, bold=True, anchor="middle"))
        found.append(text(tick.day, (x, low - 20.5), SMALL, anchor="middle"))
    if frame.time.day_one is not None:
        x = frame.x(frame.time.day_one)
        found.append(rule((x, low), (x, frame.top), HEAVY))
    return found


def _limits(frame: Frame, lines: Sequence[LimitLine]) -> list[Any]:
    """Threshold lines with their names: those of the left axis named at the left, of the right one at the right."""
    found: list[Any] = []
    for line in lines:
        dash, ink = LIMIT_DASHES[line.axis], PENCIL if line.thin else INK
        for step in line.steps:
            y = frame.y(step.value, line.axis)
            weight = 0.4 if line.thin else 0.8
            found.append(rule((frame.x(step.first), y), (frame.x(step.last), y), weight, ink, dash))
        for one, other in pairwise(line.steps):
            x = frame.x(other.first)
            found.append(rule((x, frame.y(one.value, line.axis)), (x, frame.y(other.value, line.axis)), 0.8, ink, dash))
    return found


def _names(frame: Frame, lines: Sequence[LimitLine], room: Room) -> list[Any]:
    """The names of the lines, each on its line: from the left for the left axis, from the right for the right one.

    One that holds for some days only is named beside its end.
    """
    found = []
    for line in sorted(lines, key=lambda line: line.thin):
        step = line.steps[-1 if line.axis else 0]
        y, long = frame.y(step.value, line.axis), width(line.label, REGULAR, look.STATE)
        if line.set == "week":
            sides = (frame.x(step.last) + 3, frame.x(step.first) - long - 3, frame.x(step.first))
            beside = [(x, y - 2.4) for x in sides[:2]] + [(sides[2], y + up) for up in (2.0, -look.STATE)]
            inside = [spot for spot in beside if frame.left < spot[0] < frame.right - long] or beside[1:2]
            found.append(on_white(line.label, room.place(line.label, look.STATE, inside), look.STATE))
            continue
        ways = int((frame.wide - long - 6) / EVERY)
        steps = [frame.left + 3 + EVERY * place for place in range(max(ways, 1))]
        across = [frame.left + frame.right - long - x for x in steps] if line.axis else steps
        wanted = [(x, y + up) for up in (1.8, -look.STATE - 0.6) for x in across]
        found.append(on_white(line.label, room.place(line.label, look.STATE, wanted), look.STATE))
    return found


def _curves(frame: Frame, chart: Chart) -> list[Any]:
    """Every curve with its markers, and its name at the end."""
    found: list[Any] = []
    for curve in chart.curves:
        found += _joined(frame, curve)
    for curve in chart.curves:
        found += [
            point(curve.style.marker, one, frame.spot(one.at, one.value, curve.axis)) for one in curve.points
        ]  # fmt: skip
    return [*found, *_ends(frame, [curve for curve in chart.curves if curve.points])]


def _joined(frame: Frame, curve: Curve) -> list[Any]:
    """The lines between the points of each segment, and none between segments."""
    found: list[Any] = []
    for segment in curve.segments:
        spots = [frame.spot(one.at, one.value, curve.axis) for one in segment.points]
        if len(spots) > 1:
            dash = DASHES[curve.style.dash]
            flat = [side for spot in spots for side in spot]
            found.append(PolyLine(flat, strokeColor=INK, strokeWidth=CURVE, strokeDashArray=dash, strokeLineJoin=1))
    return found


def _gaps(frame: Frame, chart: Chart, room: Room) -> list[Any]:
    """A thin line between two series of a curve, with what changed there."""
    found: list[Any] = []
    for curve in chart.curves:
        for before, after in pairwise(curve.segments):
            x = (frame.x(before.points[-1].at) + frame.x(after.points[0].at)) / 2
            found.append(rule((x, frame.bottom), (x, frame.top), 0.5, PENCIL, (1, 2)))
            words = listed((curve.name, after.label))
            long = width(words, REGULAR, look.STATE)
            heights = [frame.top - 7 - line * (look.STATE + 2) for line in range(GAP_LINES)]
            sides = [side for side in (x + 2, x - 2 - long) if frame.left < side < frame.right - long]
            wanted = [(side, y) for y in heights for side in sides] or [(frame.left + 2, heights[0])]
            found.append(on_white(words, room.place(words, look.STATE, wanted), look.STATE))
    return found


def _numbers(frame: Frame, chart: Chart, room: Room) -> list[Any]:
    """The number at the highest point of a curve, and at every one that lies beyond the assay, where there is room."""
    found = []
    for curve in (curve for curve in chart.curves if len(curve.points) > 1):
        highest = max(curve.points, key=lambda one: one.value)
        for one in curve.points:
            if one is highest or one.open:
                wanted = _around(frame, one, curve.axis)
                find = room.place if one.open else room.if_free
                spot = find(one.shown, SMALL, wanted, bold=True)
                found += [] if spot is None else [text(one.shown, spot, SMALL, bold=True)]
    return found


def _around(frame: Frame, one: CurvePoint, axis: int) -> list[Spot]:
    """The places for the number of a point, all within the chart: right of it, left of it, above."""
    (x, y), long = frame.spot(one.at, one.value, axis), width(one.shown, BOLD, SMALL)
    right = [(x + 5, y + up) for up in (4.5, -2.5, -9.0, 10.0, 16.0)]
    left = [(x - long - 5, y + up) for up in (2.5, -2.5, -9.0, 10.0)]
    found = [*right, *left, (x - long / 2, y + 6)]
    low, high = frame.bottom, frame.top - SMALL
    return [(x, y) for x, y in found if frame.left < x < frame.right - long and low < y < high] or found


def _ends(frame: Frame, curves: Sequence[Curve]) -> list[Any]:
    """Name and newest value of each curve at the right with its marker, none over another.

    A thin line leads there from an end that is near; from far away it would look like a curve.
    """
    wanted = [frame.y(curve.points[-1].value, curve.axis) for curve in curves]
    found: list[Any] = []
    left = frame.right + (PAST_NUMBERS if len(frame.axes) > 1 else BESIDE)
    apart = SMALL * 2 + 5
    for curve, y in zip(curves, spread(wanted, apart, frame.bottom + SMALL, frame.top - SMALL), strict=True):
        last = curve.points[-1]
        end = frame.spot(last.at, last.value, curve.axis)
        if frame.right - end[0] < NEAR:
            found.append(rule((end[0] + 4, end[1]), (left - 6, y), 0.4, PENCIL))
        found.append(marker(curve.style.marker, (left - 1, y + 3), hollow=last.open))
        found.append(on_white(curve.name, (left + 4, y + 0.5), NAME, bold=True))
        shown = with_unit(last.shown, curve.unit)
        found.append(text(shown, (left - 3, y - SMALL - 0.5), _fit(last.shown, curve.unit)))
    return found


def _fit(shown: str, unit: str) -> float:
    """The size at which the newest value stays beside the chart."""
    size = SMALL
    while size > look.STATE and width(with_unit(shown, unit), REGULAR, size) > RIGHT - PAST_NUMBERS + 3:
        size -= 0.3
    return size

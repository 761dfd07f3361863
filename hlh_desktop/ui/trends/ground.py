"""What stands behind and around the curves of a chart: grid, day one, limit lines, gaps, arrows, words at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.labels import Labels
from hlh_desktop.ui.trends.places import days, height
from hlh_desktop.ui.trends.styles import MARKER, colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.results.trend.axes import Axis, TimeAxis
    from hlh_desktop.domain.results.trend.values import Chart, Curve, CurvePoint, LimitLine
    from hlh_desktop.ui.trends.places import Drawn
    from hlh_desktop.ui.trends.plane import Plane

# From where to where, and how high, in pixels.
Stretch = tuple[float, float, float]
# Limit lines of the left axis and of the right one, in widths of the line; unlike the dashes of the curves.
LIMITS = ((1.5, 2.5), (7.0, 2.5, 1.5, 2.5))
THIN = (1.0, 5.0)
ARROW, HEAD = 16, 4
# More arrows and rings than this in view are drawn by nobody: they would be one blot.
MOST = 200


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the lines of the grid stand: day one, and the heights of named numbers."""

    day_one: float | None
    heights: tuple[float, ...] = ()

    def paint(self, painter: QPainter, plane: Plane, named: tuple[float, ...]) -> None:
        """Hairlines, at the days that are named too, and a line where treatment began."""
        rect = plane.rect
        xs = [round(plane.x(day)) + 0.5 for day in named if plane.left <= day <= plane.right]
        ys = [round(plane.y(high)) + 0.5 for high in self.heights]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # In high contrast a hairline is as black as a curve.
        dots = Qt.PenStyle.DotLine if look().tokens.mode == "contrast" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("hairline"), 1, dots))
        painter.drawLines(
            [QLineF(x, rect.top(), x, rect.bottom()) for x in xs]
            + [QLineF(rect.left(), y, rect.right(), y) for y in ys]
        )
        if self.day_one is not None and plane.left <= self.day_one <= plane.right:
            x = plane.x(self.day_one)
            painter.setPen(QPen(colour("line"), look().tokens.px(1.5)))
            painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def grid_of(time: TimeAxis, axis: Axis | None = None) -> Grid:
    """The grid of an axis of time, and of one of numbers where its lines are wanted."""
    heights = [height(axis, tick.value) for tick in axis.ticks if tick.label] if axis is not None else []
    day_one = None if time.day_one is None else days(time, time.day_one)
    return Grid(day_one, tuple(heights))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a limit line: its days and its height. None where it goes on to the edge."""

    first: float | None
    last: float | None
    height: float

    def seen(self, plane: Plane) -> tuple[float, float, float] | None:
        """From where to where and how high, in pixels; None out of view."""
        left = plane.left if self.first is None else max(self.first, plane.left)
        right = plane.right if self.last is None else min(self.last, plane.right)
        return (plane.x(left), plane.x(right), plane.y(self.height)) if left < right else None


def parts_of(time: TimeAxis, chart: Chart, line: LimitLine) -> tuple[Part, ...]:
    """A limit line as it stands on its axes; what holds for as long as there is anything to see has no end."""
    ends = [(days(time, step.first), days(time, step.last), step) for step in line.steps]
    most = days(time, time.last)
    return tuple(
        Part(None if first <= 0 else first, None if last >= most else last, height(chart.axes[line.axis], step.value))
        for first, last, step in ends
    )


def ground_of(time: TimeAxis, chart: Chart, curves: tuple[Drawn, ...], *, small: bool = False) -> Ground:
    """What stands around the curves of a chart; in a small one the lines are named by their number alone."""
    limits = tuple((line, parts_of(time, chart, line)) for line in chart.lines)
    return Ground(time, chart, curves, grid_of(time, None if small else chart.axes[0]), limits, small)


@dataclass(frozen=True, slots=True)
class Ground:
    """A chart with where everything of it stands."""

    time: TimeAxis
    chart: Chart
    curves: tuple[Drawn, ...]
    grid: Grid
    limits: tuple[tuple[LimitLine, tuple[Part, ...]], ...]
    small: bool

    # --- behind the curves

    def behind(self, painter: QPainter, plane: Plane, named: tuple[float, ...]) -> None:
        """Grid, day one and the lines of the limits."""
        self.grid.paint(painter, plane, named)
        for line, parts in self.limits:
            painter.setPen(self._limit_pen(line))
            painter.drawLines([QLineF(left, y, right, y) for left, right, y in _seen(parts, plane)])

    def _limit_pen(self, line: LimitLine) -> QPen:
        pen = QPen(colour(self._tint(line)), 1 if line.thin else look().tokens.px(1.4))
        pen.setDashPattern(list(THIN if line.thin else LIMITS[line.axis % len(LIMITS)]))
        return pen

    def _tint(self, line: LimitLine) -> str:
        """The colour of the curve that a line belongs to; of the only one a colour of its own."""
        curve = next((one.curve for one in self.curves if one.curve.analyte == line.analyte), None)
        return "warning" if self.small or curve is None else curve.style.colour

    # --- before the curves

    def before(self, painter: QPainter, plane: Plane) -> None:
        """What is written, and the arrows of values beyond the assay."""
        traces = [one.trace(plane) for one in self.curves]
        kept = tuple(np.concatenate([np.zeros(0), *(trace[axis] for trace in traces)]) for axis in (0, 1))
        labels = Labels(painter, plane.rect, (kept[0], kept[1]))
        for one in self.curves:
            self._marked(labels, plane, one)
            for number in range(1, len(one.runs)):
                self._gap(labels, plane, one, number)
        if not self.small:
            self._ends(labels, plane)
        for line, parts in sorted(self.limits, key=lambda pair: pair[0].thin):
            self._name(labels, plane, line, _seen(parts, plane))

    def _marked(self, labels: Labels, plane: Plane, one: Drawn) -> None:
        """Arrows and rings, for as many points as an eye can tell apart."""
        seen = [point for point in one.marked if plane.left <= days(self.time, point.at) <= plane.right]
        for point in seen[:MOST]:
            at = plane.at(days(self.time, point.at), height(self.chart.axes[one.curve.axis], point.value))
            if point.preliminary:
                self._ring(labels.painter, at, one.curve)
            if point.beyond:
                self._arrow(labels, at, one.curve, point)

    def _arrow(self, labels: Labels, at: QPointF, curve: Curve, point: CurvePoint) -> None:
        """Which way the value lies, and what was reported."""
        px = look().tokens.px
        up = -1 if point.beyond == "above" else 1
        start = at.y() + up * px(MARKER) * 0.6
        draw_arrow(labels.painter, QPointF(at.x(), start), up * px(ARROW), curve.style.colour)
        if not self.small:
            wide, high = labels.size(point.shown, strong=True)
            middle = start + up * px(ARROW) / 2 - high / 2
            spots = (QPointF(at.x() + px(10), middle), QPointF(at.x() - px(10) - wide, middle))
            labels.put(point.shown, curve.style.colour, spots, strong=True, always=False)

    def _ring(self, painter: QPainter, at: QPointF, curve: Curve) -> None:
        """A dotted ring around what is preliminary."""
        painter.setPen(QPen(colour(curve.style.colour), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, look().tokens.px(MARKER), look().tokens.px(MARKER))

    def _gap(self, labels: Labels, plane: Plane, one: Drawn, number: int) -> None:
        """Between two runs nothing joins, and why is written there."""
        before, run = one.runs[number - 1], one.runs[number]
        if not len(before.x) or not len(run.x):
            return
        x = plane.x((before.x[-1] + run.x[0]) / 2)
        if not plane.rect.left() <= x <= plane.rect.right():
            return
        tint = one.curve.style.colour
        ends = sorted((plane.y(before.y[-1]), plane.y(run.y[0])))
        painter = labels.painter
        painter.setPen(QPen(colour(tint), 1, Qt.PenStyle.DotLine))
        reach = look().tokens.px(14)
        painter.drawLine(QLineF(x, ends[0] - reach, x, ends[1] + reach))
        words = one.curve.segments[number].label
        if words and not self.small:
            wide, high = labels.size(words)
            spots = (QPointF(x - wide / 2, ends[0] - reach - high), QPointF(x - wide / 2, ends[1] + reach))
            labels.put(words, tint, spots)

    def _ends(self, labels: Labels, plane: Plane) -> None:
        """The name and the newest value of each curve where it ends in view, never over each other."""
        beside = look().tokens.px(12)
        for one, at in sorted(self._last(plane), key=lambda pair: pair[1].y()):
            wide, high = labels.size(one.curve.label, strong=True)
            steps = [at.y() - high / 2 + shift * high for shift in (0, 1, -1, 2, -2)]
            spots = [QPointF(at.x() + beside, y) for y in steps]
            if at.x() + beside + wide > plane.rect.right():
                spots = [QPointF(at.x() - wide, y) for y in (steps[2] - beside, steps[1] + beside, *steps[3:])]
            labels.put(one.curve.label, one.curve.style.colour, spots, strong=True)

    def _last(self, plane: Plane) -> Iterator[tuple[Drawn, QPointF]]:
        for one in self.curves:
            seen = [(run, run.part(plane.left, plane.right)) for run in one.runs]
            ends = [(run.x[part][-1], run.y[part][-1]) for run, part in seen if part.stop > part.start]
            if ends and one.curve.label:
                yield one, plane.at(*ends[-1])

    def _name(self, labels: Labels, plane: Plane, line: LimitLine, steps: list[Stretch]) -> None:
        """The name of a limit at its line; in a small chart at the right end."""
        words = line.value if self.small else line.label
        if not steps or not words:
            return
        left, right, y = steps[-1] if self.small else steps[0]
        wide, high = labels.size(words)
        if not 0 <= plane.rect.bottom() - y <= plane.rect.height():
            return
        tint, air = self._tint(line), look().tokens.px(4)
        if self.small:
            spots = [QPointF(right - wide - air, y - high), QPointF(right - wide - air, y)]
        elif right < plane.rect.right() - 1 and left > plane.rect.left() + 1:  # for a while only
            spots = [QPointF(right + air, y - high / 2), QPointF(left, y - high), QPointF(left, y)]
        else:
            most = max(0, int((right - left - wide) // (wide + 4 * air)))
            shifts = [*(place * (wide + 4 * air) for place in range(most + 1)), right - left - wide - 2 * air]
            spots = [QPointF(left + air + shift, top) for shift in shifts for top in (y - high - 1, y + 1)]
        labels.put(words, tint, spots, always=not line.thin)


def _seen(parts: tuple[Part, ...], plane: Plane) -> list[Stretch]:
    """The parts in view."""
    return [found for part in parts if (found := part.seen(plane)) is not None]


def draw_arrow(painter: QPainter, start: QPointF, length: float, name: str) -> None:
    """An arrow straight up, or down with a positive length."""
    painter.setPen(QPen(colour(name), look().tokens.px(2)))
    end, head = QPointF(start.x(), start.y() + length), look().tokens.px(HEAD)
    back = head if length < 0 else -head
    painter.drawLine(start, end)
    painter.drawLine(end, QPointF(end.x() - head, end.y() + back))
    painter.drawLine(end, QPointF(end.x() + head, end.y() + back))

"""Where points stand on a chart, as the floats that a screen draws: days from the left, 0 to 1 from the bottom.

The values themselves stay exact; what a place on an axis is, is `Axis.place`, and these agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from numpy.typing import NDArray

    from hlh_desktop.domain.results.trend.axes import Axis, TimeAxis
    from hlh_desktop.domain.results.trend.values import Chart, Curve, CurvePoint, Segment
    from hlh_desktop.ui.trends.plane import Plane

DAY = 86_400.0
# Pixels from one point of a traced line to the next.
TRACE = 5.0


def days(time: TimeAxis, at: datetime) -> float:
    """Elapsed days from the beginning of the axis."""
    return (at.timestamp() - time.first.timestamp()) / DAY


def span(time: TimeAxis) -> float:
    """How many days the axis is long."""
    return days(time, time.last)


def height(axis: Axis, value: Decimal) -> float:
    """Where one value stands."""
    low, high, given = float(axis.low), float(axis.high), float(value)
    if axis.scale == "linear":
        return (given - low) / (high - low)
    return (log10(given) - log10(low)) / (log10(high) - log10(low))


@dataclass(frozen=True, slots=True)
class Run:
    """The points of a segment that a line joins, with where they stand."""

    points: tuple[CurvePoint, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def trace(self, plane: Plane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Pixels along its line, one every few across."""
        x = plane.rect.left() + (self.x - plane.left) / (plane.right - plane.left) * plane.rect.width()
        y = plane.rect.bottom() - (self.y - plane.bottom) / (plane.top - plane.bottom) * plane.rect.height()
        between = np.arange(plane.rect.left(), plane.rect.right(), TRACE)
        inner = between[(between > x[0]) & (between < x[-1])] if len(x) else between[:0]
        return np.concatenate([x, inner]), np.concatenate([y, np.interp(inner, x, y)]) if len(x) else y

    def part(self, left: float, right: float) -> slice:
        """The places of the points in a stretch of time."""
        return slice(int(np.searchsorted(self.x, left, "left")), int(np.searchsorted(self.x, right, "right")))

    def between(self, left: float, right: float) -> int:
        """How many points lie in a stretch of time."""
        part = self.part(left, right)
        return int(part.stop - part.start)

    def spots(self, left: float, right: float, *, open_: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where the points of a stretch of time stand: those at a limit of the assay, or the others."""
        part = self.part(left, right)
        wanted = np.array([point.open == open_ for point in self.points[part]], dtype=np.bool_)
        return self.x[part][wanted], self.y[part][wanted]


def run(time: TimeAxis, axis: Axis, segment: Segment) -> Run:
    """A segment as it stands on its axes."""
    first = time.first.timestamp()
    x = np.array([point.at.timestamp() for point in segment.points], dtype=np.float64)
    y = np.array([float(point.value) for point in segment.points], dtype=np.float64)
    low, high = float(axis.low), float(axis.high)
    if axis.scale == "log":
        y, low, high = np.log10(y), log10(low), log10(high)
    return Run(segment.points, (x - first) / DAY, (y - low) / (high - low))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve with its runs. `marked` are the points that carry more than their marker: an arrow, a ring."""

    curve: Curve
    runs: tuple[Run, ...]
    marked: tuple[CurvePoint, ...]

    def between(self, left: float, right: float) -> int:
        """How many points lie in a stretch of time."""
        return sum(run.between(left, right) for run in self.runs)

    def trace(self, plane: Plane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Pixels along its lines."""
        parts = [run.trace(plane) for run in self.runs]
        x, y = (np.concatenate([np.zeros(0), *(part[axis] for part in parts)]) for axis in (0, 1))
        return x, y

    def spots(self, left: float, right: float, *, open_: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where its points of a stretch of time stand: those at a limit of the assay, or the others."""
        parts = [run.spots(left, right, open_=open_) for run in self.runs]
        empty = np.zeros(0)
        x, y = (np.concatenate([empty, *(part[axis] for part in parts)]) for axis in (0, 1))
        return x, y


def drawn(time: TimeAxis, chart: Chart) -> tuple[Drawn, ...]:
    """Every curve of a chart as it stands on its axes."""
    return tuple(
        Drawn(
            curve,
            tuple(run(time, chart.axes[curve.axis], segment) for segment in curve.segments),
            tuple(point for point in curve.points if point.beyond or point.preliminary),
        )
        for curve in chart.curves
    )

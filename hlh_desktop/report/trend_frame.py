"""Where things stand in a chart on paper: places of the trend, from 0 to 1, turned into points of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.results.trend.axes import Axis, TimeAxis
    from hlh_desktop.report.trend_marks import Spot


@dataclass(frozen=True, slots=True)
class Frame:
    """The ground of a chart: its left lower corner, its width and height, and its axes."""

    left: float
    bottom: float
    wide: float
    tall: float
    time: TimeAxis
    axes: Sequence[Axis] = ()

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.wide

    @property
    def top(self) -> float:
        """Its upper side."""
        return self.bottom + self.tall

    def x(self, at: datetime) -> float:
        """A moment across; what lies outside stands at the side."""
        return self.left + self.wide * min(max(float(self.time.place(at)), 0.0), 1.0)

    def y(self, value: Decimal, axis: int = 0) -> float:
        """A value upwards on one of the axes; what lies outside stands at the side."""
        return self.bottom + self.tall * min(max(float(self.axes[axis].place(value)), 0.0), 1.0)

    def spot(self, at: datetime, value: Decimal, axis: int = 0) -> Spot:
        """Where a point stands."""
        return self.x(at), self.y(value, axis)


def spread(wanted: Iterable[float], apart: float, low: float, high: float) -> list[float]:
    """Heights at least so far apart, as near to the wanted ones as they can be, in the order in which these came."""
    order = sorted(enumerate(wanted), key=lambda pair: pair[1])
    placed: list[tuple[int, float]] = []
    for number, height in order:
        least = placed[-1][1] + apart if placed else low
        placed.append((number, max(height, least)))
    limit, moved = high, []
    for number, height in reversed(placed):
        moved.append((number, min(height, limit)))
        limit = moved[-1][1] - apart
    return [height for _, height in sorted(moved)]

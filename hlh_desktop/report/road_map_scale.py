"""Where the days of a course stand across a page: evenly, or with more room for weeks whose marks stand close."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.road_map import RoadMap

WEEK = 7
# The side of a mark in points: from the largest down to the least that still shows its sign.
SIDES = (12.5, 11.0, 10.4, 9.5, 8.0, 6.5, 5.0)
AIR = 0.8
# Weeks are even as long as marks of this side fit between each other.
EVEN = SIDES[:4]


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a course across a page. `side` is that of a mark; `edges` are the left ends of the weeks."""

    edges: tuple[float, ...]
    side: float

    def x(self, day: float) -> float:
        """Where a course day begins; 4.5 is the middle of day 4."""
        week = min(max(int((day - 1) // WEEK), 0), len(self.edges) - 2)
        left, right = self.edges[week], self.edges[week + 1]
        return left + (day - 1 - week * WEEK) * (right - left) / WEEK

    def middle(self, day: int) -> float:
        """The middle of a day."""
        return self.x(day + 0.5)


def days_of(road: RoadMap, left: float, room: float) -> Days:
    """The days in a room: evenly where no marks touch, else with the room that each week needs, marks as large as fit.

    Where even the least marks would touch, the weeks are even again.
    """
    weeks = len(road.weeks)
    gaps = _gaps(road, weeks)
    day = room / weeks / WEEK
    for side in EVEN:
        if all(day * gap >= side + AIR for gap in gaps):
            return Days(_edges(left, [room / weeks] * weeks), side)
    for side in SIDES:
        needs = [WEEK * (side + AIR) / gap for gap in gaps]
        spare = (room - sum(needs)) / weeks
        if spare >= 0:
            return Days(_edges(left, [need + spare for need in needs]), side)
    return Days(_edges(left, [room / weeks] * weeks), SIDES[-1])


def _edges(left: float, widths: Sequence[float]) -> tuple[float, ...]:
    return tuple(accumulate(widths, initial=left))


def _gaps(road: RoadMap, weeks: int) -> list[int]:
    """The least number of days between two marks of one row, for each week."""
    gaps = [WEEK] * weeks
    for days in _rows(road):
        for first, following in pairwise(sorted(days)):
            for day in (first, following):
                week = (day - 1) // WEEK
                if 0 <= week < weeks:
                    gaps[week] = min(gaps[week], following - first)
    return gaps


def _rows(road: RoadMap) -> Iterator[set[int]]:
    """The days with marks of each row."""
    yield from ({mark.day for mark in lane.marks} for lane in road.lanes)
    yield {mark.day for mark in road.intrathecal.marks}

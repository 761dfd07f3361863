"""Which weeks and columns share a page of the calendar: upright where it holds most weeks, sideways, in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.report.calendar_blocks import block
from hlh_desktop.report.calendar_layout import DUE, DUE_GAP, dose_figure, groups, needed, sum_figure, track
from hlh_desktop.report.calendar_page import head_height
from hlh_desktop.report.document import SIDEWAYS, UPRIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hlh_desktop.domain.calendar_rows import Calendar, WeekRows
    from hlh_desktop.report.calendar_layout import Track
    from hlh_desktop.report.sheet import Sheet

Tracks = tuple["Track", ...]
# How many doses of a day stand side by side, and on which page, in order of preference.
WAYS = ((UPRIGHT, 2), (UPRIGHT, 1), (SIDEWAYS, 2), (SIDEWAYS, 1))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page, or one page a group of columns: its kind, from which week to which, and its columns."""

    name: str
    start: int
    end: int
    parts: tuple[Tracks, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to draw the weeks: the page, its room, every column and how tall each week is."""

    name: str
    room: float
    tall: float
    tracks: Tracks
    heights: tuple[float, ...]
    cumulative: bool

    def weeks(self, found: Calendar, start: int) -> int:
        """How many weeks from `start` on fit a page, with the columns that have a dose in them."""
        used, count = 0.0, 0
        for count in range(1, len(found.weeks) - start + 1):
            tracks = self.active(found, start, start + count)
            used += self.heights[start + count - 1]
            if needed(tracks, cumulative=self.cumulative) > self.room or used + head_height(tracks) > self.tall:
                return count - 1
        return count

    def active(self, found: Calendar, start: int, end: int) -> Tracks:
        """The columns that have a dose in some weeks."""
        return tuple(one for one in self.tracks if any(_has(week, one) for week in found.weeks[start:end]))


def _has(week: WeekRows, track: Track) -> bool:
    return week.sums[track.index] is not None


def chosen(sheet: Sheet, found: Calendar, rooms: Mapping[str, tuple[float, float]]) -> Iterator[Chosen]:
    """The pages one after the other; `rooms` are width and height of each kind of page."""
    ways = tuple(_ways(sheet, found, rooms))
    start = 0
    while start < len(found.weeks):
        weeks, way = max(((way.weeks(found, start), way) for way in ways), key=lambda pair: pair[0])
        one = _page(found, way, start, start + weeks) if weeks else _grouped(found, _tallest(ways, start), start)
        yield one
        start = one.end


def _page(found: Calendar, way: Way, start: int, end: int) -> Chosen:
    return Chosen(way.name, start, end, (way.active(found, start, end),))


def _tallest(ways: Sequence[Way], start: int) -> Way:
    """Sideways where a week of one group is not too tall for it, else upright."""
    _, upright, _, sideways = ways
    return sideways if sideways.heights[start] + head_height(sideways.tracks) <= sideways.tall else upright


def _grouped(found: Calendar, way: Way, start: int) -> Chosen:
    """As many weeks as are tall enough for the page, their columns in groups."""
    end, used = start + 1, way.heights[start] + head_height(way.tracks)
    while end < len(found.weeks) and used + way.heights[end] <= way.tall:
        used += way.heights[end]
        end += 1
    parts = groups(way.active(found, start, end), way.room, cumulative=way.cumulative)
    return Chosen(way.name, start, end, tuple(parts))


def _ways(sheet: Sheet, found: Calendar, rooms: Mapping[str, tuple[float, float]]) -> Iterator[Way]:
    cumulative = bool(sheet.plan.cumulative.points)
    for name, most in WAYS:
        tracks = _tracks(sheet, found, most)
        heights = tuple(block(sheet, found, week, tracks, DUE - DUE_GAP).height for week in found.weeks)
        yield Way(name, *rooms[name], tracks, heights, cumulative)


def _tracks(sheet: Sheet, found: Calendar, most: int) -> Tracks:
    """Every column with the room that its widest dose and sum need."""
    made = []
    for index, column in enumerate(found.columns):
        rows = [row.doses[index] for week in found.weeks for row in week.days]
        doses = {dose_figure(column, one, given) for given in rows for one in given}
        sums = {sum_figure(amount) for week in found.weeks if (amount := week.sums[index]) is not None}
        made.append(track(sheet, index, column, tuple(doses), tuple(sums), most))
    return tuple(made)

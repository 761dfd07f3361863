"""Where a crosshair can stand: at each moment of a result, and at each dose of a lane; what is read there."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.trend.reading import reading_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.results.trend.lanes import DoseLane
    from hlh_desktop.domain.results.trend.values import Chart, Style, Trend


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is read: a value of a curve, or what is known of a dose. `aside` is what makes it differ."""

    name: str
    value: str = ""
    change: str = ""
    aside: str = ""
    style: Style | None = None

    @property
    def words(self) -> str:
        """The line as it is read out."""
        return ", ".join(part for part in (f"{self.name} {self.value}".strip(), self.change, self.aside) if part)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to stand: `row` 0 is the curves, further rows are the lanes."""

    row: int
    at: datetime
    heading: str
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        return ". ".join((self.heading, *(line.words for line in self.lines)))


class Stops:
    """The places of a chart, row by row, each row from left to right."""

    def __init__(self, trend: Trend, chart: Chart, lanes: tuple[DoseLane, ...] = ()) -> None:
        self._trend = replace(trend, main=chart, small=())
        moments = {point.at.timestamp(): point.at for curve in chart.curves for point in curve.points}
        self._moments = [moments[at] for at in sorted(moments)]
        self._lanes = [(lane, sorted(set(_moments(lane)), key=datetime.timestamp)) for lane in lanes]

    def row(self, number: int) -> list[datetime]:
        """The moments of a row; of none that there is, nothing."""
        if number == 0:
            return self._moments
        return self._lanes[number - 1][1] if 0 < number <= len(self._lanes) else []

    def nearest(self, row: int, seconds: float) -> datetime | None:
        """The moment of a row that is nearest to a time stamp; None in a row without any."""
        moments = self.row(row)
        place = bisect_left(moments, seconds, key=datetime.timestamp)
        beside = moments[max(0, place - 1) : place + 1]
        return min(beside, key=lambda at: abs(at.timestamp() - seconds), default=None)

    def beside(self, row: int, at: datetime, by: int) -> datetime:
        """The moment that stands so many places after another one of its row, or the last there is."""
        moments = self.row(row)
        place = bisect_left(moments, at.timestamp(), key=datetime.timestamp) + by
        return moments[min(max(place, 0), len(moments) - 1)]

    def rows(self) -> list[int]:
        """The rows that have a place to stand."""
        return [number for number in range(len(self._lanes) + 1) if self.row(number)]

    def stop(self, row: int, at: datetime) -> Stop:
        """What is read at a moment of a row."""
        return self._of_curves(at) if row == 0 else self._of_lane(row, at)

    def _of_curves(self, at: datetime) -> Stop:
        """The nearest result of each curve; one of another moment says which."""
        found = reading_at(self._trend, at)
        here = next((one.point.when for one in found if one.point.at == at), "")
        lines = tuple(
            Line(
                one.name, f"{one.point.shown} {one.unit}".strip(), one.change,
                ", ".join(part for part in ("" if one.point.at == at else one.point.when, one.point.note) if part),
                one.style,
            )
            for one in found
        )  # fmt: skip
        return Stop(0, at, here, lines)

    def _of_lane(self, row: int, at: datetime) -> Stop:
        lane = self._lanes[row - 1][0]
        said = [mark.text or mark.label for mark in lane.marks if mark.at == at]
        said += [step.text or step.label for step in lane.steps if step.first == at]
        return Stop(row, at, lane.title, tuple(Line(words) for words in said))


def _moments(lane: DoseLane) -> Iterator[datetime]:
    yield from (mark.at for mark in lane.marks)
    yield from (step.first for step in lane.steps)

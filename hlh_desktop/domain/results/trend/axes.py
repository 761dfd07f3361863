"""The axes of a chart: of time, of numbers on a logarithmic or a plain scale; where a value stands on them, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime, timedelta

Scale = Literal["log", "linear"]
# Digits of a place on an axis: far finer than any screen or printer.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis of numbers. `label` is "" for a minor one, which has no number and no line of the grid."""

    value: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of one unit. `title` names what it measures, `unit` as readers see it. `low` below `high`, ticks rising.

    On a logarithmic one `low` and `high` are whole powers of ten.
    """

    title: str
    unit: str
    scale: Scale
    low: Decimal
    high: Decimal
    ticks: tuple[Tick, ...]

    def place(self, value: Decimal) -> Decimal:
        """Where a value stands, from 0 at `low` to 1 at `high`; what lies outside is below 0 or above 1."""
        with localcontext() as context:
            context.prec = DIGITS
            if self.scale == "linear":
                return (value - self.low) / (self.high - self.low)
            low = self.low.log10()
            return (value.log10() - low) / (self.high.log10() - low)


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A day on the axis of time: midnight of ward time, with its date and course day in words ("22 Nov", "day 1").

    `label` is both. `day` is "" where there is no course.
    """

    at: datetime
    date: str
    day: str
    label: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The axis of time, in ward time. `midnights` are the minor marks; `day_one` midnight of course day 1, if seen."""

    first: datetime
    last: datetime
    ticks: tuple[TimeTick, ...]
    midnights: tuple[datetime, ...] = ()
    day_one: datetime | None = None
    now: datetime | None = None

    def place(self, at: datetime) -> Decimal:
        """Where a moment stands, from 0 at `first` to 1 at `last`."""
        return _seconds(_between(self.first, at)) / _seconds(_between(self.first, self.last))

    def has(self, at: datetime) -> bool:
        """Whether a moment lies on it."""
        return self.first.astimezone(UTC) <= at.astimezone(UTC) <= self.last.astimezone(UTC)


def _between(one: datetime, other: datetime) -> timedelta:
    """Elapsed time: clock times of a night on which the clock is changed are not an hour apart by their figures."""
    return other.astimezone(UTC) - one.astimezone(UTC)


def _seconds(length: timedelta) -> Decimal:
    return Decimal(length.days * 24 * 3600 + length.seconds)

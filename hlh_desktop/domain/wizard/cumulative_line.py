"""Cumulative etoposide of a plan as a line over its days, against the band in which caution is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import WEEK, week_of
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

# The findings that hold the ends of the band.
LOW, HIGH = "cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"
LIMIT = "mg_per_m2"


@dataclass(frozen=True, slots=True)
class CumulativeLine:
    """Sums in mg/m2: what was given before the plan, then after each course day with a dose. `total` is written."""

    before: Fraction
    points: tuple[tuple[int, Fraction], ...]
    total: str
    low: Decimal
    high: Decimal
    weeks: int


def cumulative_line(plan: Plan, knowledge: Knowledge) -> CumulativeLine | None:
    """The line of a plan; None where it orders no etoposide."""
    points, regimen = plan.cumulative.points, plan.case.regimen
    if not points or regimen is None:
        return None
    before = points[0].overall - points[0].planned
    low, high = (knowledge.alerts[code].numbers[LIMIT] for code in (LOW, HIGH))
    weeks = max(regimen.last_week, week_of(points[-1].day))
    days = tuple((point.day, point.overall) for point in points)
    return CumulativeLine(before, days, number(points[-1].overall, 0), low, high, weeks)


def weeks_shown(line: CumulativeLine, most: int) -> tuple[int, ...]:
    """The weeks to name under the line, at most so many, evenly."""
    step = next(step for step in range(1, line.weeks + 1) if line.weeks <= step * most)
    return tuple(range(1, line.weeks + 1, step))


def first_day(week: int) -> int:
    """The course day that a week begins with."""
    return WEEK * (week - 1) + 1

"""The calendar of a plan: a day a row, a drug by one route a column, weeks with their sums, and tasks by day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.schedule import WEEK, date_of, day_of, week_of
from hlh_desktop.domain.summary import added, intrathecal, usual_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, time
    from fractions import Fraction

    from hlh_desktop.domain.cumulative import Point
    from hlh_desktop.domain.orders import Administration
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Column:
    """A line of treatment by one route with all its doses, whichever part gives them, and the usual clock times."""

    line: str
    drug: str
    route: str
    given: tuple[Administration, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day: the doses of each column, cumulative etoposide after it where it changes, intrathecal or not, tasks."""

    day: int
    on: date
    doses: tuple[tuple[Administration, ...], ...]
    cumulative: Fraction | None
    intrathecal: bool
    tasks: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """Whether no dose of any kind is due."""
        return not any(self.doses) and not self.intrathecal


@dataclass(frozen=True, slots=True)
class WeekRows:
    """One course week: its days, what each column comes to (None is nothing), cumulative etoposide at its end."""

    number: int
    days: tuple[DayRow, ...]
    sums: tuple[Quantity | None, ...]
    cumulative: Fraction | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The columns, in order of their clock times, and every week from the first to the last dose or planned week."""

    columns: tuple[Column, ...]
    weeks: tuple[WeekRows, ...]


def calendar(plan: Plan) -> Calendar:
    """The calendar of a plan with doses; without any it has no weeks."""
    found = columns(plan)
    days = sorted(_by_day(plan, found), key=lambda row: row.day)
    return Calendar(found, tuple(_weeks(days)))


def columns(plan: Plan) -> tuple[Column, ...]:
    """One column a line and route, ordered by the first clock time."""
    groups: dict[tuple[str, str, str], list[Administration]] = {}
    for order in plan.orders:
        if isinstance(order, Order):
            groups.setdefault((order.line, order.drug, order.route), []).extend(order.administrations)
    ordered = ((key, tuple(sorted(given, key=lambda one: one.at))) for key, given in groups.items())
    found = (Column(*key, given, usual_times(given)) for key, given in ordered)
    return tuple(sorted(found, key=lambda column: column.times))


def _by_day(plan: Plan, found: tuple[Column, ...]) -> Iterator[DayRow]:
    by_column = [{day: tuple(ones) for day, ones in groupby(column.given, lambda one: one.day)} for column in found]
    points: dict[int, Point] = {point.day: point for point in plan.cumulative.points}
    spinal = {one.day for order in intrathecal(plan) for one in order.administrations}
    used = {*spinal, *(day for given in by_column for day in given)}
    tasks = tasks_by_day(plan, min((1, *used)), _last_day(plan, used))
    for day in tasks:
        point = points.get(day)
        yield DayRow(
            day, date_of(plan.case.day_one, day), tuple(given.get(day, ()) for given in by_column),
            None if point is None else point.overall, day in spinal, tasks[day],
        )  # fmt: skip


def _last_day(plan: Plan, days: set[int]) -> int:
    """The end of the last week that the plan covers or that has a dose; 0 for a plan without doses."""
    regimen = plan.case.regimen
    return WEEK * max(regimen.last_week, week_of(max(days))) if days and regimen is not None else 0


def tasks_by_day(plan: Plan, first_day: int, last: int) -> dict[int, tuple[int, ...]]:
    """The numbers (1 is the first) of the tasks due on each day of a span; one that recurs daily stands once."""
    found: dict[int, list[int]] = {day: [] for day in range(first_day, last + 1)}
    for number, task in enumerate(plan.tasks, 1):
        first = day_of(plan.case.day_one, task.due.date())
        again = task.every_days if task.every_days is not None and task.every_days > 1 else last
        for day in range(first, last + 1, max(again, 1)):
            found.get(day, []).append(number)
    return {day: tuple(numbers) for day, numbers in found.items()}


def _weeks(days: Iterable[DayRow]) -> Iterator[WeekRows]:
    total: Fraction | None = None
    for number, group in groupby(days, key=lambda row: week_of(row.day)):
        rows = tuple(group)
        sums = tuple(_sum(row.doses[index] for row in rows) for index in range(len(rows[0].doses)))
        for row in rows:
            total = total if row.cumulative is None else row.cumulative
        yield WeekRows(number, rows, sums, total)


def _sum(doses: Iterable[tuple[Administration, ...]]) -> Quantity | None:
    amounts = [one.dose.amount for given in doses for one in given]
    return added(amounts) if amounts else None


def no_dose_spans(week: WeekRows) -> tuple[tuple[DayRow, ...], ...]:
    """The days of a week in groups: days in a row with neither dose nor task together, every other day alone."""
    groups: list[list[DayRow]] = []
    for row in week.days:
        if groups and all(one.empty and not one.tasks for one in (groups[-1][-1], row)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(tuple(group) for group in groups)

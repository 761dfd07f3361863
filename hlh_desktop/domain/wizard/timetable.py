"""The calendar that doses are moved, held and omitted in: course weeks of seven days, each with what falls on it.

No intrathecal dose carries its drug or amount here: screens that others see name the route alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import WEEK, date_of, day_of, week_of
from hlh_desktop.domain.wizard.day_doses import doses_of_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from hlh_desktop.domain.finding import Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.quantity import Quantity
    from hlh_desktop.domain.wizard.day_doses import DayDose, DoseKey

# The formal assessments of the answer to treatment: they stand in the date line.
REVIEWS = ("response_24_48h", "response_week_2", "response_week_8")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which a running line is given alike: one administration's amount, and how many a day."""

    first: int
    last: int
    amount: Quantity
    per_day: int


@dataclass(frozen=True, slots=True)
class Running:
    """A line that is given day after day, in one week: it stands beside the days and not in them."""

    line: str
    title: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: what is drawn in it, doses that were moved away from it, reviews due, and the running lines' doses."""

    day: int
    on: date
    doses: tuple[DayDose, ...]
    ghosts: tuple[DayDose, ...]
    reviews: tuple[str, ...]
    running: tuple[DayDose, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """One course week: seven days from the weekday of day one on."""

    number: int
    running: tuple[Running, ...]
    days: tuple[DayCell, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every week of a plan. No week at all for a plan without doses."""

    weeks: tuple[Week, ...]

    @property
    def doses(self) -> tuple[DayDose, ...]:
        """Every dose in order of the days that it stands on."""
        return tuple(one for week in self.weeks for cell in week.days for one in (*cell.doses, *cell.running))

    def dose(self, key: DoseKey) -> DayDose | None:
        """One dose by its key; None where the plan has it no more."""
        return next((one for one in self.doses if one.key == key), None)

    def day(self, number: int) -> DayCell | None:
        """One day by its course day."""
        return next((cell for week in self.weeks for cell in week.days if cell.day == number), None)

    @property
    def changed(self) -> tuple[DayDose, ...]:
        """The doses that were moved, held or omitted."""
        return tuple(one for one in self.doses if one.placement != "planned")


def timetable(plan: Plan, knowledge: Knowledge) -> Timetable:
    """The calendar of a plan, from its first week to the last planned week or dose."""
    doses = doses_of_days(plan, knowledge)
    if not doses or plan.case.regimen is None:
        return Timetable(())
    here, gone = _by(doses, lambda one: one.day), _by(doses, lambda one: one.planned_day)
    last = max(plan.case.regimen.last_week, *(week_of(one.day) for one in doses))
    weeks = (range(WEEK * number + 1, WEEK * number + WEEK + 1) for number in range(last))
    cells = ([_cell(day, plan, here.get(day, []), gone.get(day, [])) for day in days] for days in weeks)
    return Timetable(tuple(_week(number, days) for number, days in enumerate(cells, 1)))


def _by(doses: Iterable[DayDose], day: Callable[[DayDose], int]) -> dict[int, list[DayDose]]:
    found: dict[int, list[DayDose]] = {}
    for one in doses:
        found.setdefault(day(one), []).append(one)
    return found


def _week(number: int, cells: Sequence[DayCell]) -> Week:
    return Week(number, tuple(_running(one for cell in cells for one in cell.running)), tuple(cells))


def _cell(day: int, plan: Plan, here: Sequence[DayDose], from_here: Sequence[DayDose]) -> DayCell:
    return DayCell(
        day,
        date_of(plan.case.day_one, day),
        tuple(one for one in here if not _beside(one)),
        tuple(one for one in from_here if one.placement == "moved" and one.day != day),
        tuple(_reviews(day, plan.tasks, plan.case.day_one)),
        tuple(one for one in here if _beside(one)),
    )


def _beside(one: DayDose) -> bool:
    """A running line's dose stands beside the days until something is changed about it."""
    return one.running and one.placement == "planned"


def _reviews(day: int, tasks: Iterable[Task], day_one: date) -> Iterator[str]:
    for task in tasks:
        if task.code in REVIEWS and day_of(day_one, task.due.date()) == day:
            yield task.text


def _running(given: Iterable[DayDose]) -> Iterator[Running]:
    """The running lines of a week, the longest first."""
    by_line: dict[tuple[str, str | None, str], list[DayDose]] = {}
    for one in given:
        by_line.setdefault((one.key.line, one.key.part, one.title), []).append(one)
    for (line, _, title), doses in sorted(by_line.items(), key=lambda item: -item[1][0].of):
        yield Running(line, title, tuple(_stretches(doses)))


def _stretches(doses: Sequence[DayDose]) -> Iterator[Stretch]:
    found: list[Stretch] = []
    for one in sorted(doses, key=lambda one: one.day):
        if one.amount is None:
            continue
        made = Stretch(one.day, one.day, one.amount, len(one.times))
        before = found[-1] if found else None
        if before is not None and before.last + 1 == one.day and _alike(before, made):
            found[-1] = Stretch(before.first, one.day, before.amount, before.per_day)
        else:
            found.append(made)
    yield from found


def _alike(one: Stretch, other: Stretch) -> bool:
    return (one.amount, one.per_day) == (other.amount, other.per_day)

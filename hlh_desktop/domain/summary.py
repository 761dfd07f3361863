"""A plan's doses grouped for readers: runs of equal doses, days as patterns, workings once each, totals of a drug."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.orders import IntrathecalOrder, Order
from hlh_desktop.domain.schedule import WEEK, week_of
from hlh_desktop.domain.working import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime, time
    from decimal import Decimal

    from hlh_desktop.domain.case import Regimen
    from hlh_desktop.domain.finding import Option
    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration, IntrathecalDose
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.protocol import IntrathecalDrug
    from hlh_desktop.domain.quantity import Quantity

Rhythm = Literal["once", "daily", "weekly", "two_weekly", "listed"]
FORTNIGHT = WEEK + WEEK
ETOPOSIDE, DEP_OPTION, MAS_OPTION, MAS = "etoposide", "dep", "etoposide_mas", "mas"
DEP = frozenset(("dep_liposomal_doxorubicin", "dep_etoposide", "dep_methylprednisolone"))
GIVING_ETOPOSIDE = frozenset((ETOPOSIDE, "dep_etoposide"))
# The option of this line is the steroid without etoposide: beside it the line is a part of another option.
WITHOUT_ETOPOSIDE = frozenset(("dexamethasone",))


@dataclass(frozen=True, slots=True)
class EachWeek:
    """The same days of every week (1 is its first day) from one course week to another."""

    days: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Again:
    """Days in a row that come again every so many days: the first and last day of the first and of the last time."""

    first: tuple[int, int]
    last: tuple[int, int]
    every: int


@dataclass(frozen=True, slots=True)
class Run:
    """Equal doses of one order that follow each other in time: one row of an order sheet."""

    dose: Dose | IntrathecalDose
    given: tuple[Administration | IntrathecalAdministration, ...]

    @property
    def days(self) -> tuple[int, ...]:
        """The course days, each once."""
        return tuple(sorted({one.day for one in self.given}))

    @property
    def times(self) -> tuple[time, ...]:
        """The clock times of most of its days."""
        return usual_times(self.given)

    @property
    def unusual(self) -> tuple[Administration | IntrathecalAdministration, ...]:
        """The doses of days whose clock times are others."""
        days, usual = _by_day(self.given), self.times
        return tuple(one for one in self.given if _times(days[one.day]) != usual)

    @property
    def rhythm(self) -> Rhythm:
        """How the days follow each other."""
        return rhythm(self.days)


@dataclass(frozen=True, slots=True)
class Working:
    """One distinct calculation with its number on paper, and the course days of the doses that it gives."""

    number: int
    dose: Dose
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """All that is ordered of a drug by one route, in its own unit."""

    drug: str
    route: str
    amount: Quantity
    doses: int


def calculation(dose: Dose | IntrathecalDose) -> Dose | IntrathecalDose:
    """What two doses share that come from the same calculation: the parts of a course total differ in number only."""
    if isinstance(dose, Dose) and dose.part is not None:
        return replace(dose, part=replace(dose.part, number=1))
    return dose


def runs(order: AnyOrder) -> tuple[Run, ...]:
    """The runs of an order in order of time."""
    given: tuple[Administration | IntrathecalAdministration, ...] = order.administrations
    groups = groupby(given, key=lambda one: calculation(one.dose))
    return tuple(Run(dose, tuple(ones)) for dose, ones in groups)


def usual_times(given: Iterable[Administration | IntrathecalAdministration]) -> tuple[time, ...]:
    """The clock times of most days, of the earlier pattern where two are equally frequent."""
    patterns = Counter(_times(ones) for ones in _by_day(given).values())
    return max(patterns, key=lambda pattern: patterns[pattern], default=())


def _by_day(given: Iterable[Administration | IntrathecalAdministration]) -> dict[int, list[datetime]]:
    days: dict[int, list[datetime]] = {}
    for one in given:
        days.setdefault(one.day, []).append(one.at)
    return days


def _times(moments: Iterable[datetime]) -> tuple[time, ...]:
    return tuple(at.time() for at in moments)


def rhythm(days: Sequence[int]) -> Rhythm:
    """How course days follow each other; "listed" wherever a simple word could mislead."""
    gaps = {right - left for left, right in pairwise(days)}
    if len(days) == 1:
        return "once"
    named: dict[int, Rhythm] = {1: "daily", WEEK: "weekly", FORTNIGHT: "two_weekly"}
    return named.get(gaps.pop(), "listed") if len(gaps) == 1 else "listed"


def each_week(days: Sequence[int]) -> EachWeek | None:
    """The pattern of two days or more that repeats in every week of the days, or None if there is none."""
    weeks: dict[int, list[int]] = {}
    for day in days:
        weeks.setdefault(week_of(day), []).append(day - WEEK * (week_of(day) - 1))
    first, last = min(weeks), max(weeks)
    same = all(found == weeks[first] for found in weeks.values()) and 1 < len(weeks[first]) < WEEK
    unbroken = 1 < len(weeks) == last - first + 1
    return EachWeek(tuple(weeks[first]), first, last) if same and unbroken else None


def spans(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Course days as spans of days in a row, each with its first and last."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def again(days: Sequence[int]) -> Again | None:
    """The pattern of days in a row that come again at equal intervals, more than twice; None if there is none."""
    found = spans(days)
    lengths = {last - first for first, last in found}
    gaps = {right[0] - left[0] for left, right in pairwise(found)}
    if len(found) <= 2 or len(gaps) != 1 or len(lengths) != 1 or lengths == {0}:
        return None
    return Again(found[0], found[-1], gaps.pop())


def workings(plan: Plan) -> tuple[Working, ...]:
    """Every distinct calculation of the ordinary orders once, numbered from 1 in their order."""
    days: dict[Dose | IntrathecalDose, set[int]] = {}
    for order in plan.orders:
        for one in order.administrations if isinstance(order, Order) else ():
            days.setdefault(calculation(one.dose), set()).add(one.day)
    rows = ((dose, found) for dose, found in days.items() if isinstance(dose, Dose))
    return tuple(Working(number, dose, tuple(sorted(found))) for number, (dose, found) in enumerate(rows, 1))


def totals(plan: Plan) -> tuple[Total, ...]:
    """What is ordered in all of each drug by each ordinary route."""
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for order in plan.orders:
        if isinstance(order, Order):
            groups.setdefault((order.drug, order.route), []).extend(one.dose.amount for one in order.administrations)
    return tuple(Total(*key, added(amounts), len(amounts)) for key, amounts in groups.items())


def added(amounts: Sequence[Quantity]) -> Quantity:
    """The sum of amounts of one unit; at least one is needed."""
    first, *others = amounts
    return sum(others, first)


def intrathecal(plan: Plan) -> tuple[IntrathecalOrder, ...]:
    """The orders by the intrathecal route, one for each drug with the doses of all its parts in order of time."""
    given: dict[IntrathecalDrug, list[IntrathecalAdministration]] = {}
    for order in plan.orders:
        if isinstance(order, IntrathecalOrder):
            given.setdefault(order.drug, []).extend(order.administrations)
    return tuple(
        IntrathecalOrder(None, drug, tuple(sorted(doses, key=lambda one: one.at))) for drug, doses in given.items()
    )


def weigh_again_by(plan: Plan, days: Decimal) -> date:
    """The last day on which the weight in use is not yet older than the limit in days."""
    return plan.weight.row.on + timedelta(days=int(days))


def is_chosen(option: Option, plan: Plan) -> bool:
    """Whether the option is what was decided: a protocol with its etoposide, or what one of the lines stands for."""
    regimen = plan.case.regimen
    return regimen is not None and option.id in set(_decided(regimen))


def _decided(regimen: Regimen) -> Iterator[str]:
    """The ids of options that a regimen decides; a line's is its own unless the option says more than the line."""
    lines = {request.line for request in regimen.lines}
    if ETOPOSIDE in lines:
        yield regimen.protocol
    if lines & DEP:
        yield DEP_OPTION
    if any(request.line == ETOPOSIDE and request.parameters.get("scheme") == MAS for request in regimen.lines):
        yield MAS_OPTION
    yield from lines if not lines & GIVING_ETOPOSIDE else lines - WITHOUT_ETOPOSIDE


def exact_total(dose: Dose) -> Fraction | None:
    """The exact total of the course that a dose is a part of, or None."""
    return None if dose.part is None else dose.exact * dose.part.of


def rounded_far(dose: Dose, percent: Decimal) -> bool:
    """Whether rounding moved the dose by more than a limit in percent."""
    return abs((dose.rounding or Fraction(0)) * PERCENT) > Fraction(percent)

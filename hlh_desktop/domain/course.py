"""A chosen line turned into administrations: days, clock times and doses, with the changes of single doses applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain import dosing
from hlh_desktop.domain.dosing import Bodies
from hlh_desktop.domain.orders import Administration, Applied, Order, Ordered
from hlh_desktop.domain.schedule import date_of, day_of, days_of, instant, ward_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, time, timedelta
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import Change, Route
    from hlh_desktop.domain.dosing import Body, Dose, Rule
    from hlh_desktop.domain.parameters import Chosen
    from hlh_desktop.domain.protocol import Drug, Line, Step


@dataclass(frozen=True, slots=True)
class Timing:
    """When the doses of a line fall: day one, zone, last week of the plan, clock times and a typed first moment."""

    day_one: date
    zone: ZoneInfo
    last_week: int
    clock: Sequence[time]
    first_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The doses of a line by course day, once for each of the measures that count in the course."""

    drug: Drug
    bodies: Bodies
    by_body: tuple[dict[int, Dose], ...]

    def dose(self, one: Planned) -> Dose:
        """The dose of an administration, by the measures that count at its moment."""
        number = self.bodies.number_at(one.at)
        made = self.by_body[number].get(one.origin) or self.by_body[0][one.origin]
        if one.factor is None:
            return made
        return dosing.dose(self.drug, replace(made.rule, factor=one.factor), self.bodies.all[number])


@dataclass(frozen=True, slots=True)
class Planned:
    """One administration while changes are applied to it; it was planned first on course day `origin`, at `first`."""

    origin: int
    first: datetime
    at: datetime
    route: Route
    factor: Decimal | None = None
    moved_from: datetime | None = None


def doses_per_day(line: Line, chosen: Chosen) -> int:
    """How often a day the line is given: its own number or the chosen one."""
    number = line.doses_per_day
    return int(chosen.values[number]) if isinstance(number, str) else number


def order_line(
    name: str, part: str | None, line: Line, chosen: Chosen, drug: Drug, bodies: Bodies, timing: Timing,
    changes: Sequence[Change],
) -> Ordered:  # fmt: skip
    """The orders of an ordinary line, one for each route, with its changes applied and what could not be applied."""
    book = _book(line, chosen, drug, bodies, timing)
    days = tuple(book.by_body[0])
    route = chosen.values.get("route") or line.routes[0]
    every = [Planned(day, at, at, route) for day in days for at in _moments(day, timing, first=day == days[0])]
    zero = tuple(dict.fromkeys(one.origin for one in every if book.dose(one).rounds_to_zero))
    planned = [one for one in every if one.origin not in zero]
    applied, missed = [], []
    for change in changes:
        # Earlier changes may have put doses out of order; a move counts from the first, and first and last are told.
        mine = sorted(_named(planned, every, change), key=lambda one: one.first)
        due = tuple(one.at if change.of_a_day else one.first for one in mine)
        (applied.append(Applied(change, due)) if due else missed.append(change))
        planned = _change(planned, mine, change, timing)
    given = [(one, _given(one, book, timing)) for one in planned]
    zero += tuple({one.day: None for _, one in given if one.dose.rounds_to_zero})
    orders = tuple(_orders(name, part, drug.name, given))
    return Ordered(name, part, orders, tuple(applied), zero, tuple(missed))


def _book(line: Line, chosen: Chosen, drug: Drug, bodies: Bodies, timing: Timing) -> Book:
    """Each day's dose by each of the measures; the parts of a course total rest on those of its first day."""
    found = tuple(daily_doses(line, chosen, drug, body, timing.last_week) for body in bodies.all)
    if line.parts and found[0]:
        first = bodies.number_at(_moments(next(iter(found[0])), timing, first=True)[0])
        return Book(drug, Bodies(bodies.all[first]), (found[first],))
    return Book(drug, bodies, found)


def daily_doses(line: Line, chosen: Chosen, drug: Drug, body: Body, last_week: int) -> dict[int, Dose]:
    """The dose of each course day, one shared `Dose` a step (a part each where a total is split)."""
    doses: dict[int, Dose] = {}
    for step in line.steps:
        if chosen.fits(step.when) and (step.weight is None or step.weight.holds(body.weight_kg)):
            days = days_of(step.days, chosen.values, last_week)
            rule = _rule(line, step, chosen, len(days))
            made = dosing.split_dose(drug, rule, body) if line.parts else [dosing.dose(drug, rule, body)] * len(days)
            doses.update(zip(days, made, strict=True))
    return dict(sorted(doses.items()))


def _rule(line: Line, step: Step, chosen: Chosen, course_days: int) -> Rule:
    amount = chosen.values[step.amount] if isinstance(step.amount, str) else step.amount
    cap = chosen.values[line.cap] if isinstance(line.cap, str) else line.cap
    divisor = {"dose": 1, "day": doses_per_day(line, chosen), "course": max(course_days, 1)}[step.per]
    return dosing.Rule(amount, step.unit, step.per, chosen.factor, divisor, cap, step.cites)


def _moments(day: int, timing: Timing, *, first: bool) -> list[datetime]:
    """The moments of a day; a typed first moment takes the place of the first, and of those already past by then."""
    moments = [instant(date_of(timing.day_one, day), clock, timing.zone) for clock in timing.clock]
    if first and timing.first_at is not None:
        start = ward_time(timing.first_at, timing.zone)
        return [start, *(at for at in moments[1:] if at > start)]
    return moments


def _named(planned: Sequence[Planned], every: Sequence[Planned], change: Change) -> list[Planned]:
    """The doses that a change is of, of those that are left; none where it names one that was never planned.

    What goes on from a dose goes on from its place though that dose itself was left out: of two changes that do not
    speak of the same, neither has to be said first. Only a move goes by the dose that it names.
    """
    if change.of_a_day:
        return [one for one in planned if one.origin == change.day]
    start = _start(planned if change.do == "move" else every, change)
    if start is None:
        return []
    if change.reach not in ("day", "onward"):
        return [one for one in planned if one.first == start]
    return [one for one in planned if one.first >= start and (change.reach == "onward" or one.origin == change.day)]


def _start(ones: Sequence[Planned], change: Change) -> datetime | None:
    """When the dose was planned first at which a change begins that is not of a whole day."""
    clock = None if change.time is None else (change.time.hour, change.time.minute)
    mine = (one.first for one in ones if one.origin == change.day)
    return next((first for first in mine if clock in (None, (first.hour, first.minute))), None)


def _change(planned: list[Planned], mine: list[Planned], change: Change, timing: Timing) -> list[Planned]:
    """The plan after one change of some doses; the others stay as they are."""
    changed = {id(one) for one in mine}
    others = [one for one in planned if id(one) not in changed]
    if change.do in ("hold", "omit"):
        return others
    if change.do == "move" and change.to is not None and mine:
        to = ward_time(change.to, timing.zone)
        by = to.replace(tzinfo=None) - mine[0].at.replace(tzinfo=None)
        # The first stands at the very moment that was typed, the second 02:30 of an autumn night too.
        first = replace(mine[0], at=to, moved_from=mine[0].first)
        return [*others, first, *(_moved(one, by, timing) for one in mine[1:])]
    if change.do == "factor" and change.factor is not None:
        return others + [replace(one, factor=change.factor) for one in mine]
    if change.route is not None:
        return others + [replace(one, route=change.route) for one in mine]
    return planned


def _moved(one: Planned, by: timedelta, timing: Timing) -> Planned:
    wall = one.at.replace(tzinfo=None) + by
    return replace(one, at=instant(wall.date(), wall.time(), timing.zone), moved_from=one.first)


def _given(one: Planned, book: Book, timing: Timing) -> Administration:
    return Administration(day_of(timing.day_one, one.at.date()), one.at, book.dose(one), one.moved_from)


def _orders(
    name: str, part: str | None, drug: str, given: Iterable[tuple[Planned, Administration]]
) -> Iterable[Order]:  # fmt: skip
    by_route: dict[Route, list[Administration]] = {}
    for planned, one in given:
        if not one.dose.rounds_to_zero:
            by_route.setdefault(planned.route, []).append(one)
    for route, administrations in by_route.items():
        yield Order(name, part, drug, route, tuple(sorted(administrations, key=lambda one: one.at)))

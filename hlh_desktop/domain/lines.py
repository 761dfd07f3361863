"""The regimen's lines, each with its rule and chosen parameters, and the orders they become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.course import Timing, doses_per_day, order_line
from hlh_desktop.domain.intrathecal import order_intrathecal
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.parameters import Chosen, choose
from hlh_desktop.domain.protocol import IntrathecalLine, Line
from hlh_desktop.domain.schedule import days_of, slots, ward_time
from hlh_desktop.domain.slots import planned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime, time

    from hlh_desktop.domain.case import LineRequest, Regimen
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration, Ordered
    from hlh_desktop.domain.situation import Bedside

    Stays = Callable[[Administration | IntrathecalAdministration], bool]

FIELD = "regimen.lines"
FACTOR = "factor"
HOURS = 24


@dataclass(frozen=True, slots=True)
class Refused:
    """A time in which a line is refused; None is from the beginning, and for good.

    `decided`: a dose that a person gave a factor with a reason stays all the same. `told`: it is a time of the past,
    told by then, of the doses that were planned in it: one that was moved into it stays, and one that is to come.
    """

    since: datetime | None = None
    until: datetime | None = None
    decided: bool = False
    told: datetime | None = None

    @property
    def wholly(self) -> bool:
        """Whether nothing of the line is ordered, ever."""
        return self.since is None and self.until is None and not self.decided

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)

    def takes(self, one: Administration | IntrathecalAdministration) -> bool:
        """Whether a dose is not ordered for it."""
        return self.holds(one.at) if self.told is None else one.at < self.told and self.holds(planned(one))


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that was chosen: its place in the case, its rule and its parameters."""

    number: int
    request: LineRequest
    rule: Line | IntrathecalLine
    chosen: Chosen

    @property
    def name(self) -> str:
        """The line's name."""
        return self.request.line

    @property
    def per_day(self) -> int:
        """How often a day the line is given."""
        return doses_per_day(self.rule, self.chosen) if isinstance(self.rule, Line) else 1

    @property
    def least_hours(self) -> Decimal:
        """The hours that should lie between two doses: the rule's own, else half of the usual interval of a day."""
        return self.rule.least_hours or Decimal(HOURS) / (2 * self.per_day)

    def days(self, last_week: int) -> tuple[int, ...]:
        """The course days on which the line has a dose, whatever the child weighs."""
        if isinstance(self.rule, IntrathecalLine):
            return days_of((self.rule.days,), self.chosen.values, last_week)
        steps = (step for step in self.rule.steps if self.chosen.fits(step.when))
        return days_of((pattern for step in steps for pattern in step.days), self.chosen.values, last_week)


def asked_lines(regimen: Regimen | None, knowledge: Knowledge) -> Iterator[Asked]:
    """The chosen lines that the protocol or the formulary knows, with their parameters read."""
    for number, request in enumerate(regimen.lines if regimen else ()):
        rule = knowledge.line(regimen.protocol, request.line) if regimen else None
        if rule is not None:
            chosen = choose(f"{FIELD}[{number}]", request.parameters, rule.parameters)
            yield Asked(number, request, rule, chosen)


def order_lines(bedside: Bedside, refused: Mapping[int, tuple[Refused, ...]]) -> tuple[Ordered, ...]:
    """What became of each chosen line that was not refused, and of one refused for a time its other doses.

    `refused` holds places in the case, with the times.
    """
    return tuple(_ordered(bedside, refused))


def _ordered(bedside: Bedside, refused: Mapping[int, tuple[Refused, ...]]) -> Iterator[Ordered]:
    for asked in asked_lines(bedside.regimen, bedside.knowledge):
        times = refused.get(asked.number, ())
        if not times:
            yield order_asked(asked, bedside)
        elif not any(one.wholly for one in times):
            kept = without_refused(order_asked(asked, bedside), times)
            if kept.orders:
                yield kept


def without_refused(ordered: Ordered, times: Iterable[Refused]) -> Ordered:
    """A line without its doses of the times in which it is refused, but for those that a person decided."""
    decided = {at for applied in ordered.applied if applied.change.do == FACTOR for at in applied.due}
    found = tuple(times)

    def stays(one: Administration | IntrathecalAdministration) -> bool:
        mine = bool({one.at, one.moved_from} & decided)
        return not any(time.takes(one) and not (time.decided and mine) for time in found)

    kept = [_with(order, stays) for order in ordered.orders]
    out = {planned(one) for order in ordered.orders for one in order.administrations if not stays(one)}
    return replace(
        ordered, orders=tuple(order for order in kept if order.administrations),
        refused=tuple(sorted(out | set(ordered.refused))),
    )  # fmt: skip


def _with(order: AnyOrder, stays: Stays) -> AnyOrder:
    """The order with those of its doses that stay."""
    if isinstance(order, Order):
        return replace(order, administrations=tuple(filter(stays, order.administrations)))
    return replace(order, administrations=tuple(filter(stays, order.administrations)))


def order_asked(asked: Asked, bedside: Bedside) -> Ordered:
    """What becomes of one chosen line whose parameters have no problem, without what no version before had ordered."""
    gaps = tuple(_gaps(asked, bedside))
    made = _made(asked, bedside)
    made = without_refused(made, gaps) if gaps else made
    critical = timedelta(hours=float(asked.rule.critical_hours or 0))
    return replace(made, least=timedelta(hours=float(asked.least_hours)), critical=critical)


def _gaps(asked: Asked, bedside: Bedside) -> Iterator[Refused]:
    """The times in which the versions before had not ordered the line, as the case tells them."""
    past, zone = bedside.case.past, bedside.case.time_zone
    if past is None:
        return
    told = ward_time(past.until, zone)
    for gap in past.without:
        if (gap.line, gap.part) == (asked.name, asked.request.part):
            yield Refused(ward_time(gap.since, zone), ward_time(gap.until, zone), told=told)


def _made(asked: Asked, bedside: Bedside) -> Ordered:
    timing = _timing(asked, bedside)
    part = asked.request.part
    regimen = bedside.regimen
    changes = [c for c in (regimen.changes if regimen else ()) if c.line == asked.name and c.part == part]
    if isinstance(asked.rule, IntrathecalLine):
        born = bedside.case.patient.date_of_birth
        return order_intrathecal(asked.name, part, asked.rule, asked.chosen, born, timing, changes)
    drug = bedside.knowledge.formulary[asked.rule.drug]
    return order_line(asked.name, part, asked.rule, asked.chosen, drug, bedside.bodies, timing, changes)


def _timing(asked: Asked, bedside: Bedside) -> Timing:
    case, regimen = bedside.case, bedside.regimen
    typed = regimen.times.get(asked.name) if regimen else None
    first_at = regimen.first_dose_at.get(asked.name) if regimen and _is_first(asked, regimen) else None
    clock = typed or clock_of(asked, bedside.knowledge)
    return Timing(case.day_one, case.time_zone, regimen.last_week if regimen else 0, clock, first_at)


def clock_of(asked: Asked, knowledge: Knowledge) -> tuple[time, ...]:
    """The ward's usual clock times of a line."""
    return slots(asked.rule.clock, asked.per_day, knowledge.settings.clock)


def _is_first(asked: Asked, regimen: Regimen) -> bool:
    """A first moment is typed for a line, and belongs to its first part."""
    return asked.number == next(i for i, request in enumerate(regimen.lines) if request.line == asked.name)

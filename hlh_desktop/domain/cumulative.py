"""Cumulative etoposide: the sum over doses of mg / BSA of that day, from before, from elsewhere and as ordered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.measures import as_of
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.quantity import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.dosing import Bodies
    from hlh_desktop.domain.orders import Administration, AnyOrder


@dataclass(frozen=True, slots=True)
class Point:
    """A planned dose and what the plan has given by then, in mg/m2: of this plan, and with all that came before."""

    day: int
    at: datetime
    planned: Fraction
    overall: Fraction


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Etoposide in mg/m2: planned here, given before (None is not asked) and elsewhere, and each planned dose."""

    planned: Fraction
    prior: Decimal | None
    elsewhere: Fraction
    points: tuple[Point, ...]
    dated: tuple[tuple[date, Fraction], ...]

    @property
    def overall(self) -> Fraction:
        """Everything: before, elsewhere and planned."""
        return Fraction(self.prior or 0) + self.elsewhere + self.planned

    @property
    def shown(self) -> Decimal:
        """The planned sum rounded to one decimal."""
        return rounded(self.planned, 1)

    def first_above(self, limit: Decimal) -> date | None:
        """The first date on which the overall sum lies above a limit, or None."""
        return next((day for day, total in self.dated if total > limit), None)

    def first_at(self, limit: Decimal) -> date | None:
        """The first date on which the overall sum reaches a limit, or None."""
        return next((day for day, total in self.dated if total >= limit), None)


def cumulative(
    case: Case, drug: str, bodies: Bodies, orders: Iterable[AnyOrder], names: Sequence[str] = ()
) -> Cumulative:
    """Etoposide of a case: what was given before counts from the first dated dose on, never as a dose of this plan.

    `names` are those under which other places may have written the drug.
    """
    ordinary = (order for order in orders if isinstance(order, Order) and order.drug == drug)
    given = sorted((one for order in ordinary for one in order.administrations), key=lambda one: one.at)
    before = Fraction(case.patient.prior_etoposide_mg_per_m2 or 0)
    elsewhere = tuple(_elsewhere(case, (drug, *names)))
    rest = sum((dose for _, dose in elsewhere), Fraction(0))
    points = tuple(_points(given, bodies, before, elsewhere))
    planned = points[-1].planned if points else Fraction(0)
    return Cumulative(
        planned, case.patient.prior_etoposide_mg_per_m2, rest, points, tuple(_dated(before, elsewhere, points))
    )


def _elsewhere(case: Case, names: Sequence[str]) -> Iterator[tuple[date, Fraction]]:
    """Doses given at other places by the day that counts, oldest first, each as mg / BSA of that day."""
    for row in sorted(case.elsewhere, key=lambda row: row.on):
        if row.on <= as_of(case) and any(stands_in(name, row.drug) for name in names):
            yield row.on, Fraction(row.mg) / Fraction(row.bsa_m2)


def _dated(
    before: Fraction, elsewhere: Sequence[tuple[date, Fraction]], points: Iterable[Point]
) -> Iterator[tuple[date, Fraction]]:  # fmt: skip
    """The sum after each dose of another place and of this plan, in order of days; of one day the other place first."""
    planned = [(point.at.date(), point.planned) for point in points]
    for day in sorted({day for day, _ in (*elsewhere, *planned)}):
        others = before + sum((dose for on, dose in elsewhere if on <= day), Fraction(0))
        by_then = max((total for on, total in planned if on < day), default=Fraction(0))
        yield from ((day, others + by_then) for on, _ in elsewhere if on == day)
        yield from ((day, others + total) for on, total in planned if on == day)


def _points(
    given: Sequence[Administration], bodies: Bodies, before: Fraction, elsewhere: Sequence[tuple[date, Fraction]]
) -> Iterator[Point]:  # fmt: skip
    """Each planned dose with the sum by then: doses of another place count from their day on."""
    planned = Fraction(0)
    for one in given:
        planned += Fraction(one.dose.amount.amount) / Fraction(bodies.at(one.at).bsa_m2)
        others = sum((dose for on, dose in elsewhere if on <= one.at.date()), Fraction(0))
        yield Point(one.day, one.at, planned, before + others + planned)

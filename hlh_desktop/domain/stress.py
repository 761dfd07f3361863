"""Stress doses of hydrocortisone after weeks of steroid: sick-day doses by surface, the crisis dose by age.

None of them is an order: they stand in a box on the plan, for the family and for whoever sees the child first.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.quantity import plain, round_half_up
from hlh_desktop.domain.sources import Cites, Datum
from hlh_desktop.domain.tasks.called import steroid_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

Words = dict[str, str]
DAY, MONTHS = timedelta(days=1), 12


class CrisisRule(Datum):
    """A crisis dose in mg below an age in completed years; the last band has no upper end."""

    mg: Decimal
    below_years: int | None = None


class StressRules(Datum):
    """The whole of resources/stress.toml: mg/m2/day, doses a day, the step in mg, months after the last steroid."""

    title: Words
    task: str
    sick_day_mg_per_m2: Decimal
    sick_day_doses: int
    step_mg: Decimal
    months_least: int
    months_most: int
    crisis: tuple[CrisisRule, ...]
    cites: Cites


@dataclass(frozen=True, slots=True)
class CrisisDose:
    """A crisis dose in mg from a day to a day, both included."""

    mg: Decimal
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class StressDoses:
    """The box of one child: one sick-day dose in mg, its working, crisis doses by date, from when and until when."""

    since: date
    least_until: date
    until: date
    sick_day_mg: Decimal
    working: str
    crisis: tuple[CrisisDose, ...]
    cites: Cites


def stress_doses(plan: Plan, knowledge: Knowledge) -> StressDoses | None:
    """The stress doses of a plan whose steroid lasts for weeks; None where its task is not called for."""
    rules = knowledge.stress
    task = next((task for task in plan.tasks if task.code == rules.task), None)
    days = steroid_days(plan.orders, knowledge.formulary)
    if task is None or not days:
        return None
    ended = max(days)
    since, until = task.due.date(), months_after(ended, rules.months_most)
    dose, working = _sick_day(plan.bsa.used, knowledge)
    born = plan.case.patient.date_of_birth
    crisis = tuple(_crisis(rules.crisis, born, since, until))
    return StressDoses(since, months_after(ended, rules.months_least), until, dose, working, crisis, rules.cites)


def _sick_day(bsa: Decimal, knowledge: Knowledge) -> tuple[Decimal, str]:
    """One dose in mg, rounded once, and how it was made."""
    rules = knowledge.stress
    daily = Fraction(rules.sick_day_mg_per_m2) * Fraction(bsa)
    exact = daily / rules.sick_day_doses
    dose = round_half_up(exact, rules.step_mg)
    per_m2, doses = plain(rules.sick_day_mg_per_m2), rules.sick_day_doses
    working = knowledge.wording.say("paper.stress.sum", per_m2=per_m2, bsa=bsa, doses=doses, exact=plain(exact, 2))
    return dose, working


def _crisis(bands: tuple[CrisisRule, ...], born: date, since: date, until: date) -> Iterator[CrisisDose]:
    """The dose of each age that the child has between two days."""
    first = since
    for band in bands:
        last = until if band.below_years is None else min(until, birthday(born, band.below_years) - DAY)
        if first <= last:
            yield CrisisDose(band.mg, first, last)
            first = last + DAY


def birthday(born: date, years: int) -> date:
    """The day on which a child is so many years old; who is born on 29 February has it on 1 March in other years."""
    day = date(born.year + years, born.month, 1) + (born.day - 1) * DAY
    return day if age_on(born, day).years >= years else day + DAY


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day."""
    count = day.month - 1 + months
    year, month = day.year + count // MONTHS, count % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

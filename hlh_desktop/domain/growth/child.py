"""A weight and a height as taken, the age they are judged by, and what the tables say at that age.

Below 24 months WHO 2006 counts, from there CDC 2000; older than 240 months the last row of CDC. A child born
early is judged by corrected age (days counted from 40 weeks) as long as the rules of limits.toml say. Before
40 weeks there is no table: see `Child.before_term`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.growth.limits import GrowthLimit, Limits
from hlh_desktop.domain.growth.tables import Lms, Sex, Tables, lms_at, modified_z, restricted_z
from hlh_desktop.domain.sources import Datum, Evidence

if TYPE_CHECKING:
    from datetime import date

DAYS_A_WEEK = 7

Field = Literal["weight_kg", "height_cm"]
Severity = Literal["hard", "soft"]
Hint = Literal["pounds", "decimal_point", "metres", "swapped"]


class Growth(Datum):
    """Tables and limits of one edition."""

    edition: str
    tables: Tables
    limits: Limits


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was measured on another day."""

    on: date
    weight_kg: Decimal | None = None
    height_cm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A weight and height to be judged, whose they are, and what was measured before."""

    sex: Sex | None
    date_of_birth: date
    gestation_weeks: int | None
    on: date
    weight_kg: Decimal | None
    height_cm: Decimal | None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Implausible:
    """One limit crossed; `value` and `limit` are in the limit's own unit (z, kg/m2, percent or cm of change).

    `low` and `high` are what is expected, in the field's unit (kg or cm). A change keeps its sign in both.
    """

    code: str
    field: Field
    severity: Severity
    value: Decimal
    limit: Decimal
    low: Decimal | None
    high: Decimal | None
    hint: Hint | None
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Child:
    """A measure seen as that of a girl or a boy, with the days that count in the tables.

    `before_term`: still before 40 weeks of postmenstrual age, where no table reaches. Too light, too short
    and a low body mass index can't be told then; too heavy and too tall are told by a newborn's row at term.
    """

    measure: Measure
    growth: Growth
    sex: Sex
    days: Decimal
    before_term: bool


@dataclass(frozen=True, slots=True)
class Norm:
    """The row of a table for one child, and how its z runs in the tails."""

    lms: Lms
    modified: bool

    def z(self, value: Decimal, limits: Limits) -> Decimal:
        """The restricted (WHO) or modified (CDC) z of a value."""
        shape = limits.z
        if self.modified:
            return modified_z(value, self.lms, shape.modified_at.value)
        return restricted_z(value, self.lms, shape.restricted_from.value, shape.restricted_to.value)


def child_of(measure: Measure, growth: Growth, sex: Sex) -> Child:
    """The measure of a girl or boy, with the age by which it is judged."""
    early = _days_early(measure, growth.limits)
    days = (measure.on - measure.date_of_birth).days - early
    return Child(measure, growth, sex, Decimal(max(days, 0)), before_term=early > 0 > days)


def days_in(months: GrowthLimit, limits: Limits) -> Decimal:
    """An age limit in months as days."""
    return months.value * limits.age.days_per_month.value


def norm(child: Child, field: Field, days: Decimal) -> Norm:
    """The row for weight or height at so many days."""
    tables, limits = child.growth.tables, child.growth.limits
    older = days >= days_in(limits.age.older_from_months, limits)
    if field == "weight_kg":
        table = tables.cdc_weight_for_age if older else tables.who_weight_for_age
    else:
        table = tables.cdc_stature_for_age if older else tables.who_length_for_age
    return Norm(lms_at(table.curve(child.sex), days), modified=older)


def z_of(child: Child, field: Field, value: Decimal) -> Decimal:
    """The z of a weight or height at the child's age."""
    return norm(child, field, child.days).z(value, child.growth.limits)


def _days_early(measure: Measure, limits: Limits) -> int:
    """By how many days the age is corrected: 0 if born at term, gestation unknown or past the rule's age."""
    weeks = measure.gestation_weeks
    days = (measure.on - measure.date_of_birth).days
    if weeks is None:
        return 0
    for rule in limits.correction:
        if weeks < rule.below_weeks.value:
            counts = days < days_in(rule.until_months, limits)
            return int(limits.age.term_weeks.value - weeks) * DAYS_A_WEEK if counts else 0
    return 0

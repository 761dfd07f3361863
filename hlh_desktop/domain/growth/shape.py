"""The shape of a child: the weight beside the usual one of that height, for a picture. A look, never a stop."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.growth.child import child_of, days_in, norm
from hlh_desktop.domain.growth.judge import PRECISION
from hlh_desktop.domain.growth.tables import covers, lms_at

if TYPE_CHECKING:
    from hlh_desktop.domain.growth.child import Child, Growth, Measure
    from hlh_desktop.domain.growth.tables import Sex

Build = Literal["far_lighter", "lighter", "usual", "heavier", "far_heavier"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a weight stands to the usual one of the height: `ratio` 1 is usual; `usual_kg` is that weight in kg."""

    ratio: Decimal
    usual_kg: Decimal
    build: Build


def shape_of(measure: Measure, growth: Growth) -> Shape | None:
    """The shape of a measured weight and height; None where one is missing, or before 40 weeks.

    With an unknown sex the usual weight lies between a girl's and a boy's.
    """
    if measure.weight_kg is None or not measure.height_cm or measure.on < measure.date_of_birth:
        return None
    with localcontext() as context:
        context.prec = PRECISION
        sexes: tuple[Sex, ...] = (measure.sex,) if measure.sex else ("female", "male")
        children = [child_of(measure, growth, sex) for sex in sexes]
        if any(child.before_term for child in children):
            return None
        usual = sum(_usual(child, measure.height_cm) for child in children) / Decimal(len(children))
        ratio = measure.weight_kg / usual
        return Shape(ratio, usual, _build(ratio, growth))


def asks_gestation(days: int, growth: Growth) -> bool:
    """Whether the weeks of gestation still change how a child of so many days is judged."""
    limits = growth.limits
    return days < max(days_in(rule.until_months, limits) for rule in limits.correction)


def _usual(child: Child, cm: Decimal) -> Decimal:
    """WHO's median for the height where its table reaches; else the median body mass index of the age."""
    limits, tables = child.growth.limits, child.growth.tables
    standing = child.days >= days_in(limits.age.older_from_months, limits)
    curve = (tables.who_weight_for_height if standing else tables.who_weight_for_length).curve(child.sex)
    if child.days <= days_in(limits.weight_for_height.until_months, limits) and covers(curve, cm):
        return lms_at(curve, cm).m
    weight, height = (norm(child, field, child.days).lms.m for field in ("weight_kg", "height_cm"))
    return weight / (height * height) * cm * cm


def _build(ratio: Decimal, growth: Growth) -> Build:
    limits = growth.limits.shape
    if ratio < limits.light.value:
        return "far_lighter" if ratio < limits.far_light.value else "lighter"
    if ratio > limits.heavy.value:
        return "far_heavier" if ratio > limits.far_heavy.value else "heavier"
    return "usual"

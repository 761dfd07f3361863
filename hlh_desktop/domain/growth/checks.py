"""The rules on one weight and height at one age: range, z, body mass index, weight for height."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, NamedTuple

from hlh_desktop.domain.growth.child import Implausible, days_in, norm
from hlh_desktop.domain.growth.hints import latest
from hlh_desktop.domain.growth.tables import covers, lms_at, restricted_z, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.growth.child import Child, Field, Severity
    from hlh_desktop.domain.growth.limits import FourLimits, GrowthLimit
    from hlh_desktop.domain.growth.tables import Lms

HUNDREDTH = Decimal("0.01")
CM_PER_M = 100

Lines = tuple[tuple["Severity", "GrowthLimit"], ...]
Expected = tuple[Decimal | None, Decimal | None]


class Crossed(NamedTuple):
    """A limit that a value lies beyond, and on which side."""

    severity: Severity
    limit: GrowthLimit
    high: bool


def crossed(value: Decimal, lows: Lines, highs: Lines) -> Crossed | None:
    """The first of the lines, hard ones first, that the value lies beyond; the limit itself is allowed."""
    for severity, limit in lows:
        if value < limit.value:
            return Crossed(severity, limit, high=False)
    for severity, limit in highs:
        if value > limit.value:
            return Crossed(severity, limit, high=True)
    return None


def out_of_range(child: Child, field: Field, value: Decimal) -> Implausible | None:
    """What no scale or measuring board shows for a child; a height in metres is told as that."""
    limits = child.growth.limits
    if field == "weight_kg":
        lines, code = limits.weight_range, "weight_out_of_range"
    else:
        lines, code = limits.height_range, "height_out_of_range"
        if value < limits.height_range.metres.value:
            there = Crossed("hard", limits.height_range.metres, high=False)
            return finding("height_looks_like_metres", field, there, value, _expected(child, field))
    beyond = crossed(value, (("hard", lines.low),), (("hard", lines.high),))
    return None if beyond is None else finding(code, field, beyond, value, _expected(child, field))


def unusual_for_age(child: Child, field: Field, value: Decimal) -> Implausible | None:
    """The z of weight or height for age. Before 40 weeks only the upper side can be told."""
    limits = child.growth.limits
    four = limits.weight_z if field == "weight_kg" else limits.height_z
    here = norm(child, field, child.days)
    z = here.z(value, limits)
    there = crossed(z, lows(child, four), highs(four))
    if there is None:
        return None
    name = "weight_z" if field == "weight_kg" else "height_z"
    code = f"{name}_high" if there.high else f"{name}_low"
    return finding(code, field, there, z, _expected(child, field))


def together(child: Child) -> Iterator[Implausible]:
    """What weight and height say together; where one was not measured, the last one counts while fresh."""
    limits, measure = child.growth.limits, child.measure
    fresh = limits.bmi.last_measure_days.value
    field: Field = "height_cm" if measure.weight_kg is None else "weight_kg"
    kg = latest(measure, "weight_kg", fresh) if measure.weight_kg is None else measure.weight_kg
    cm = latest(measure, "height_cm", fresh) if measure.height_cm is None else measure.height_cm
    if kg is None or cm is None or (measure.weight_kg is None and measure.height_cm is None):
        return
    if out_of_range(child, "weight_kg", kg) or out_of_range(child, "height_cm", cm):
        return
    for found in (_body_mass_index(child, field, kg, cm), _weight_for_height(child, field, kg, cm)):
        if found is not None:
            yield found


def finding(code: str, field: Field, there: Crossed, value: Decimal, expected: Expected) -> Implausible:
    """A crossed limit as told, its hint still to come; rounded away from the limit, so 8.001 never reads as 8."""
    low, high = expected
    return Implausible(
        code=code,
        field=field,
        severity=there.severity,
        value=value.quantize(HUNDREDTH, ROUND_CEILING if there.high else ROUND_FLOOR),
        limit=there.limit.value,
        low=None if low is None else low.quantize(HUNDREDTH),
        high=None if high is None else high.quantize(HUNDREDTH),
        hint=None,
        source=there.limit.source,
        evidence=there.limit.evidence,
    )


def lows(child: Child, four: FourLimits) -> Lines:
    """The lower lines, the hard one first; none before 40 weeks, and only the soft one where that can't be told."""
    if child.before_term:
        return ()
    limits, measure = child.growth.limits, child.measure
    if measure.gestation_weeks is None and child.days < days_in(limits.age.gestation_asked_until_months, limits):
        return (("soft", four.soft_low),)
    return ("hard", four.hard_low), ("soft", four.soft_low)


def highs(four: FourLimits) -> Lines:
    """The upper lines, the hard one first."""
    return ("hard", four.hard_high), ("soft", four.soft_high)


def _body_mass_index(child: Child, field: Field, kg: Decimal, cm: Decimal) -> Implausible | None:
    limits = child.growth.limits
    older = child.days >= days_in(limits.bmi.older_from_months, limits)
    high = limits.bmi.soft_high_older if older else limits.bmi.soft_high_younger
    least: Lines = (("hard", limits.bmi.hard_low), ("soft", limits.bmi.soft_low))
    most: Lines = (("hard", limits.bmi.hard_high), ("soft", high))
    square = cm * cm / (CM_PER_M * CM_PER_M)
    there = crossed(kg / square, () if child.before_term else least, most)
    if there is None:
        return None
    lightest = None if child.before_term else limits.bmi.soft_low.value * square
    expected = (lightest, high.value * square) if field == "weight_kg" else (None, None)
    return finding("bmi_high" if there.high else "bmi_low", field, there, kg / square, expected)


def _weight_for_height(child: Child, field: Field, kg: Decimal, cm: Decimal) -> Implausible | None:
    """WHO's weight for length below 24 months, for height from there; not asked where its table ends."""
    limits, tables = child.growth.limits, child.growth.tables
    standing = child.days >= days_in(limits.age.older_from_months, limits)
    table = tables.who_weight_for_height if standing else tables.who_weight_for_length
    curve = table.curve(child.sex)
    if child.days > days_in(limits.weight_for_height.until_months, limits) or not covers(curve, cm):
        return None
    lms = lms_at(curve, cm)
    z = restricted_z(kg, lms, limits.z.restricted_from.value, limits.z.restricted_to.value)
    there = crossed(z, (), (("soft", limits.weight_for_height.soft_high),))
    if there is None:
        return None
    expected = _usual_range(child, lms) if field == "weight_kg" else (None, None)
    return finding("weight_for_height_high", field, there, z, expected)


def _expected(child: Child, field: Field) -> Expected:
    """The usual weights or heights of the age; how little is usual before 40 weeks is not known."""
    low, high = _usual_range(child, norm(child, field, child.days).lms)
    return (None, high) if child.before_term else (low, high)


def _usual_range(child: Child, lms: Lms) -> tuple[Decimal, Decimal]:
    usual = child.growth.limits.hint.plausible.value
    return value_at(-usual, lms), value_at(usual, lms)

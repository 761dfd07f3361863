"""The rules on how fast weight and height may change. Fluid shifts are real, so these only ask again.

A young infant grows faster than the limits: below the age of limits.toml, what the median child gains in the
same days is allowed on top of a rise; a fall gets no such allowance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.growth.checks import HUNDREDTH
from hlh_desktop.domain.growth.child import Implausible, days_in, norm
from hlh_desktop.domain.growth.hints import earlier_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.growth.child import Child, Field
    from hlh_desktop.domain.growth.limits import GrowthLimit

PERCENT = 100


def weight_changed(child: Child, kg: Decimal) -> Implausible | None:
    """The first change of more than the limit in percent, the shortest time and the newest weight first."""
    for rule in child.growth.limits.weight_change:
        for days, before in _within(child, "weight_kg", rule.days):
            then, now = _medians(child, "weight_kg", days)
            grown = before * now / then
            share = rule.percent.value / PERCENT
            low, high = before * (1 - share), grown * (1 + share)
            if kg > high:
                change = (kg / grown - 1) * PERCENT
                return _changed("weight_kg", rule.percent, change, (low, high))
            if kg < low:
                change = (kg / before - 1) * PERCENT
                return _changed("weight_kg", rule.percent, change, (low, high))
    return None


def height_changed(child: Child, cm: Decimal) -> Implausible | None:
    """The first fall or rise of more than its limit in cm, the newest height first."""
    rule = child.growth.limits.height_change
    for days, before in _within(child, "height_cm", rule.days):
        then, now = _medians(child, "height_cm", days)
        low, high = before - rule.fall_cm.value, before + now - then + rule.rise_cm.value
        if cm > high:
            return _changed("height_cm", rule.rise_cm, cm - before - now + then, (low, high))
        if cm < low:
            return _changed("height_cm", rule.fall_cm, cm - before, (low, high))
    return None


def _within(child: Child, field: Field, window: GrowthLimit) -> Iterator[tuple[int, Decimal]]:
    return ((days, value) for days, value in earlier_values(child.measure, field) if days <= window.value)


def _medians(child: Child, field: Field, days_ago: int) -> tuple[Decimal, Decimal]:
    """The median child's measure then and now, where its growth is allowed for; else twice the same."""
    limits = child.growth.limits
    now = norm(child, field, child.days).lms.m
    if child.days >= days_in(limits.young.until_months, limits):
        return now, now
    then = norm(child, field, child.days - days_ago).lms.m
    return min(then, now), now


def _changed(field: Field, limit: GrowthLimit, change: Decimal, expected: tuple[Decimal, Decimal]) -> Implausible:
    low, high = expected
    return Implausible(
        code="weight_changed" if field == "weight_kg" else "height_changed",
        field=field,
        severity="soft",
        value=change,
        limit=limit.value.copy_sign(change),
        low=low.quantize(HUNDREDTH),
        high=high.quantize(HUNDREDTH),
        hint=None,
        source=limit.source,
        evidence=limit.evidence,
    )

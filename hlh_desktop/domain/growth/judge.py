"""Every rule on a child's weight and height; where the sex is unknown, only what holds for both."""

from __future__ import annotations

from dataclasses import replace
from decimal import localcontext
from typing import TYPE_CHECKING

from hlh_desktop.domain.growth.changes import height_changed, weight_changed
from hlh_desktop.domain.growth.checks import out_of_range, together, unusual_for_age
from hlh_desktop.domain.growth.child import child_of
from hlh_desktop.domain.growth.hints import hint_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.growth.child import Child, Growth, Implausible, Measure

PRECISION = 20


def judge(measure: Measure, growth: Growth) -> tuple[Implausible, ...]:
    """What is impossible or rare in a weight and height, one finding per code, hard ones first.

    With an unknown sex a finding stands only if it would for a girl and for a boy, as the milder of the two.
    """
    with localcontext() as context:
        context.prec = PRECISION
        if measure.sex is not None:
            found = _with_hints(child_of(measure, growth, measure.sex))
        else:
            girl = {one.code: one for one in _with_hints(child_of(measure, growth, "female"))}
            boy = {one.code: one for one in _with_hints(child_of(measure, growth, "male"))}
            found = [_milder(one, boy[code]) for code, one in girl.items() if code in boy]
    return tuple(sorted(found, key=lambda one: one.severity != "hard"))


def _with_hints(child: Child) -> list[Implausible]:
    """The findings of one sex; what a stopped field may have been meant as is worked out once."""
    found = list(_findings(child))
    hints = {field: hint_for(child, field) for field in {one.field for one in found}}
    return [replace(one, hint=hints[one.field]) for one in found]


def _findings(child: Child) -> Iterator[Implausible]:
    weight, height = child.measure.weight_kg, child.measure.height_cm
    if weight is not None:
        yield from _of_one(out_of_range(child, "weight_kg", weight), _of_weight(child, weight))
    if height is not None:
        yield from _of_one(out_of_range(child, "height_cm", height), _of_height(child, height))
    yield from together(child)


def _of_one(impossible: Implausible | None, others: Iterator[Implausible | None]) -> Iterator[Implausible]:
    """What is out of all range stands alone; nothing else can be said of it."""
    if impossible is not None:
        yield impossible
    else:
        yield from (found for found in others if found is not None)


def _of_weight(child: Child, weight: Decimal) -> Iterator[Implausible | None]:
    yield unusual_for_age(child, "weight_kg", weight)
    yield weight_changed(child, weight)


def _of_height(child: Child, height: Decimal) -> Iterator[Implausible | None]:
    yield unusual_for_age(child, "height_cm", height)
    yield height_changed(child, height)


def _milder(one: Implausible, other: Implausible) -> Implausible:
    """The milder finding of a girl's and a boy's, with the wider expected range and a hint that both have."""
    mild = min((one, other), key=lambda found: (found.severity == "hard", abs(found.value - found.limit)))
    return replace(
        mild,
        low=None if one.low is None or other.low is None else min(one.low, other.low),
        high=None if one.high is None or other.high is None else max(one.high, other.high),
        hint=one.hint if one.hint == other.hint else None,
    )

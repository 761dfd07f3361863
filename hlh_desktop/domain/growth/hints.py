"""What a stopped number may have been meant as. A hint is a question; nothing is ever corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.growth.child import z_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.growth.child import Child, Field, Hint, Measure


def hint_for(child: Child, field: Field) -> Hint | None:
    """The first slip that would turn the number of this field into a usual one."""
    value = child.measure.weight_kg if field == "weight_kg" else child.measure.height_cm
    if value is None:
        return None
    if _swapped(child, field, value):
        return "swapped"
    if _usual(child, field, value):
        return None
    for hint, other in _readings(child, field, value):
        if _usual(child, field, other):
            return hint
    return None


def latest(measure: Measure, field: Field, within_days: Decimal | None = None) -> Decimal | None:
    """The last earlier weight or height, unless it is older than so many days."""
    for days, value in earlier_values(measure, field):
        return value if within_days is None or days <= within_days else None
    return None


def earlier_values(measure: Measure, field: Field) -> Iterator[tuple[int, Decimal]]:
    """Each earlier weight or height with its age in days on the measure's day, the newest first."""
    for one in sorted(measure.earlier, key=lambda one: one.on, reverse=True):
        value = one.weight_kg if field == "weight_kg" else one.height_cm
        if value is not None and value > 0 and one.on <= measure.on:
            yield (measure.on - one.on).days, value


def _readings(child: Child, field: Field, value: Decimal) -> Iterator[tuple[Hint, Decimal]]:
    rules = child.growth.limits.hint
    if field == "weight_kg":
        yield "pounds", value / rules.pounds.value
    else:
        yield "metres", value * rules.metres.value
    yield "decimal_point", value / rules.decimal_point.value
    yield "decimal_point", value * rules.decimal_point.value


def _swapped(child: Child, field: Field, value: Decimal) -> bool:
    """It is the other field's number, now or last time, or both would be usual in each other's place."""
    measure = child.measure
    other: Field = "height_cm" if field == "weight_kg" else "weight_kg"
    beside = measure.height_cm if field == "weight_kg" else measure.weight_kg
    if value in (beside, latest(measure, other)):
        return True
    return beside is not None and _usual(child, other, value) and _usual(child, field, beside)


def _usual(child: Child, field: Field, value: Decimal) -> bool:
    """Whether a child of this age may well have this weight or height; before 40 weeks that is not known."""
    if child.before_term or value <= 0:
        return False
    return abs(z_of(child, field, value)) <= child.growth.limits.hint.plausible.value

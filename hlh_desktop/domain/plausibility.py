"""A row of measurements held against growth data: what no child can weigh or measure, and what is rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.growth import Earlier, Implausible, Measure, judge
from hlh_desktop.domain.quantity import beyond, plain

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case, Measurement
    from hlh_desktop.domain.growth import Growth
    from hlh_desktop.domain.wording import Wording


# How far a measure moved, and not what it is.
CHANGES = ("weight_changed", "height_changed")


def implausible(case: Case, row: Measurement, growth: Growth) -> tuple[Implausible, ...]:
    """What growth data say of one row, with the latest other measure beside it where the row has only one."""
    patient = case.patient
    before = [other for other in case.measurements if other is not row and other.on <= row.on]
    measure = Measure(
        sex=patient.sex,
        date_of_birth=patient.date_of_birth,
        gestation_weeks=patient.gestation_weeks,
        on=row.on,
        weight_kg=row.weight_kg,
        height_cm=row.height_cm,
        earlier=tuple(Earlier(other.on, other.weight_kg, other.height_cm) for other in before),
    )
    return judge(measure, growth)


def told(one: Implausible, row: Measurement, wording: Wording) -> dict[str, str]:
    """The values of a sentence about an implausible measure: as typed, the limit crossed, what is usual, a hint."""
    low, high = (wording.say("measure.no_limit") if bound is None else plain(bound, 1) for bound in (one.low, one.high))
    return {
        "typed": typed(one, row),
        "value": beyond(one.value, one.limit) if one.code in CHANGES else plain(one.value, 2),
        "limit": plain(abs(one.limit) if one.code in CHANGES else one.limit, 2),
        "low": low,
        "high": high,
        "hint": wording.say(f"hint.{one.hint}") if one.hint else "",
    }


def typed(one: Implausible, row: Measurement) -> str:
    """The weight or height that a stop is about, as it was typed."""
    measure = row.weight_kg if one.field == "weight_kg" else row.height_cm
    return plain(one.value, 2) if measure is None else plain(measure)

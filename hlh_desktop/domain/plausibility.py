"""A row of measurements held against growth data: what no child can weigh or measure, and what is rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.growth import Earlier, Implausible, Measure, judge

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case, Measurement
    from hlh_desktop.domain.growth import Growth


def implausible(case: Case, row: Measurement, growth: Growth) -> tuple[Implausible, ...]:
    """What growth data say of one row, with the latest other measure beside it where the row has only one."""
    patient = case.patient
    before = [other for other in case.measurements if other.on < row.on]
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

"""The intrathecal line: fixed doses by the age on the day, on a path that no other drug or route can take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.orders import (
    Applied,
    IntrathecalAdministration,
    IntrathecalDose,
    IntrathecalOrder,
    Ordered,
)
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.schedule import date_of, day_of, days_of, instant, ward_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.course import Timing
    from hlh_desktop.domain.parameters import Chosen
    from hlh_desktop.domain.protocol import IntrathecalBand, IntrathecalDrug, IntrathecalLine

MILLIGRAM = "mg"


def order_intrathecal(
    name: str, part: str | None, line: IntrathecalLine, chosen: Chosen, born: date, timing: Timing,
    changes: Sequence[Change],
) -> Ordered:  # fmt: skip
    """One order a drug. A move takes the age of the new day; nothing but moving, holding and omitting is possible."""
    moments: dict[int, tuple[datetime, datetime | None]] = {
        day: (_moment(day, timing, first=number == 0), None)
        for number, day in enumerate(days_of((line.days,), chosen.values, timing.last_week))
    }
    every, applied, missed = dict(moments), [], []
    for change in changes:
        named = _named(moments, every, change)
        due = tuple(at if change.of_a_day else before or at for at, before in named.values())
        (applied.append(Applied(change, due)) if due else missed.append(change))
        for day, (at, before) in named.items():
            if change.do == "move" and change.to is not None:
                moments[day] = (ward_time(change.to, timing.zone), before or at)
            else:
                del moments[day]
    orders = tuple(_order(part, drug, line, born, timing, tuple(moments.values())) for drug in line.drugs)
    return Ordered(name, part, orders if moments else (), tuple(applied), (), tuple(missed))


def _named(
    moments: Mapping[int, tuple[datetime, datetime | None]], every: Mapping[int, tuple[datetime, datetime | None]],
    change: Change,
) -> dict[int, tuple[datetime, datetime | None]]:  # fmt: skip
    """The days that a change is of, one dose each, of those that are left; none where it names one never planned."""
    if change.day not in every or (change.time is not None and change.time != every[change.day][0].time()):
        return {}
    onward = change.reach == "onward"
    return {day: one for day, one in moments.items() if day == change.day or (onward and day > change.day)}


def _moment(day: int, timing: Timing, *, first: bool) -> datetime:
    if first and timing.first_at is not None:
        return ward_time(timing.first_at, timing.zone)
    return instant(date_of(timing.day_one, day), timing.clock[0], timing.zone)


def _order(
    part: str | None, drug: IntrathecalDrug, line: IntrathecalLine, born: date, timing: Timing,
    moments: Sequence[tuple[datetime, datetime | None]],
) -> IntrathecalOrder:  # fmt: skip
    given = [
        IntrathecalAdministration(day_of(timing.day_one, at.date()), at, intrathecal_dose(drug, line, born, at.date()))
        for at, _ in moments
    ]
    given = [replace(one, moved_from=before) for one, (_, before) in zip(given, moments, strict=True)]
    return IntrathecalOrder(part, drug, tuple(sorted(given, key=lambda one: one.at)))


def intrathecal_dose(drug: IntrathecalDrug, line: IntrathecalLine, born: date, on: date) -> IntrathecalDose:
    """The fixed dose of the age band on the day of the dose; never by body surface (treatment.md 1.2)."""
    age = age_on(born, on)
    band = band_of(line, age.years)
    return IntrathecalDose(drug, Quantity(band.mg[drug], MILLIGRAM), age, band.label, line.cites)


def band_of(line: IntrathecalLine, years: int) -> IntrathecalBand:
    """The last band whose first completed year is reached."""
    return [band for band in line.bands if years >= band.from_years][-1]

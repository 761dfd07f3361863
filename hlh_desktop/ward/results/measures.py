"""Weight and height among the values of a sample: judged and written down as measures, never as results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.measuring import Confirmed as Remeasured
from hlh_desktop.domain.log.measuring import path_of
from hlh_desktop.domain.results.stops.values import Stop
from hlh_desktop.ward import measuring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from hlh_desktop.domain.log.measuring import Weighed
    from hlh_desktop.domain.results.stops.values import Confirmed
    from hlh_desktop.domain.results.values import Reported, Sample
    from hlh_desktop.domain.wizard.values import Doubt
    from hlh_desktop.ward.open_ward import OpenWard

FIELDS = {"weight": "weight_kg", "height": "height_cm"}
UNITS = {"weight": "kg", "height": "cm"}


def is_measure(reported: Reported) -> bool:
    """Whether a value is a weight or a height."""
    return reported.analyte in FIELDS


def row_of(sample: Sample, on: date) -> Measurement | None:
    """The weight and height of a sample as a measure of a day; None where it has neither as a plain number."""
    found = {FIELDS[one.analyte]: one.value for one in sample.results if _usable(one)}
    row = Measurement(
        on=on, weight_kg=found.get("weight_kg"), height_cm=found.get("height_cm"), weight_source="measured"
    )
    return row if found else None


def _usable(one: Reported) -> bool:
    plainly = is_measure(one) and one.unit == UNITS[one.analyte] and one.comparator is None
    return plainly and one.valued


def measure_stops(
    desk: OpenWard, child: UUID, sample: Sample, confirmed: Confirmed, now: datetime
) -> tuple[Stop, ...]:  # fmt: skip
    """What stands against weight and height, by growth data of the child. Trouble no_child."""
    row = row_of(sample, desk.here(sample.at).date())
    if row is None:
        return ()
    again = told_again(desk, child, sample, row, confirmed, now)
    return tuple(_stops(sample, measuring.look(desk, measuring.scale(desk, child), row, now, again)))


def told_again(
    desk: OpenWard, child: UUID, sample: Sample, row: Measurement, confirmed: Confirmed, now: datetime
) -> Remeasured:
    """What was confirmed of the places of a sample, as the doubts of its measures ask for it."""
    found = measuring.look(desk, measuring.scale(desk, child), row, now)
    places = {doubt: place for doubt in found.doubts if (place := _place(sample, doubt)) is not None}
    again = {doubt.path: confirmed.again.get(place, "") for doubt, place in places.items()}
    reasons = {doubt.key: said for doubt, place in places.items() if (said := confirmed.reasons.get(place, "").strip())}
    return Remeasured(again, reasons)


def _place(sample: Sample, doubt: Doubt) -> int | None:
    return next((place for place, name in _measured(sample) if path_of(name) == doubt.path), None)


def _measured(sample: Sample) -> Iterator[tuple[int, str]]:
    """The places of a sample that hold a measure, with its field."""
    return ((place, FIELDS[one.analyte]) for place, one in enumerate(sample.results) if is_measure(one))


def _stops(sample: Sample, found: Weighed) -> Iterator[Stop]:
    places = {name: place for place, name in _measured(sample)}
    for name, text in found.wrong.items():
        # What is wrong with the day is said of the sample's moment already.
        if name in places:
            yield Stop(places[name], f"impossible_{name}", "hard", text, met=False)
    for doubt in found.doubts:
        name = doubt.path.rpartition(".")[2]
        text = " ".join(part for part in (doubt.text, doubt.hint_text) if part)
        yield Stop(places[name], doubt.code, "soft", text, met=doubt.confirmed)

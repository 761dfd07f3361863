"""What stands against a sample on the record as it is: beside earlier results, and what stands of its moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from hlh_desktop.domain.results.stops.judge import judge
from hlh_desktop.domain.results.stops.rules import PAIRS, TOGETHER
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.results.own_analytes import catalogue_in
from hlh_desktop.ward.results.reading import standing_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.growth.tables import Sex
    from hlh_desktop.domain.results.stops.values import Confirmed, Stop
    from hlh_desktop.domain.results.values import LabResult, Reported, Sample
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard


def child_of(reading: Reading, child: UUID) -> Child:
    """Whose results they are. Trouble no_child."""
    identity = reading.identities().get(child)
    if identity is None:
        raise Trouble("no_child")
    return Child(identity.date_of_birth, cast("Sex | None", identity.sex))


def judged(
    desk: OpenWard, reading: Reading, child: UUID, sample: Sample, confirmed: Confirmed, now: datetime
) -> tuple[Stop, ...]:
    """What stands against a sample. Trouble no_child."""
    who = child_of(reading, child)
    since = sample.at - timedelta(days=desk.ward.knowledge.result_stops.before_days)
    earlier = standing_in(reading, child, _held_against(sample), since)
    whole = replace(sample, results=(*sample.results, *_beside(sample, earlier)))
    catalogue = catalogue_in(desk, reading)
    stops = judge(whole, earlier, catalogue, desk.ward.knowledge, who, desk.here(now), confirmed)
    return tuple(_own(stops, len(sample.results)))


def _held_against(sample: Sample) -> set[str]:
    """The analytes of a sample, and those that a rule holds one of them against."""
    named = {one.analyte for one in sample.results}
    return named.union(*(pair for pair in (*PAIRS, TOGETHER) if not named.isdisjoint(pair)))


def _beside(sample: Sample, stored: Iterable[LabResult]) -> Iterator[Reported]:
    """What stands of the same sample already: of its moment, laboratory and specimen, of what is not typed now."""
    typed = {one.analyte for one in sample.results}
    for one in stored:
        same = (one.at, one.laboratory, one.specimen) == (sample.at, sample.laboratory, sample.specimen)
        if same and one.analyte not in typed:
            yield one.reported


def _own(stops: Iterable[Stop], typed: int) -> Iterator[Stop]:
    """The stops of what is typed; one of a stored value that a typed one does not fit is the typed one's."""
    for stop in stops:
        if stop.place is None or stop.place < typed:
            yield replace(stop, others=tuple(place for place in stop.others if place < typed))
        elif (mine := min(stop.others, default=typed)) < typed and stop.level == "hard":
            yield replace(stop, place=mine, others=())

"""Results between plan and log: what a signed case holds is written down, what the log holds comes into a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.case import LabRow
from hlh_desktop.domain.results.limits import refused
from hlh_desktop.domain.results.matching import Shelf
from hlh_desktop.domain.results.series import standing
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.ward.results.own_analytes import catalogue_in
from hlh_desktop.ward.results.writing import LEEWAY, MOMENT, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.open_ward import OpenWard

MINUTES, SECONDS = "minutes", "seconds"
# What an interim report says may still change: it is no base of a plan until it is final.
SETTLED = ("final", "corrected")


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose case it is, by which fact it is signed, and when."""

    child: UUID
    id: UUID
    case: Case
    now: datetime


def samples_of(rows: Iterable[LabRow], zone: ZoneInfo) -> tuple[Sample, ...]:
    """The results of a case as samples: what has one moment and one word about fasting is one of them."""
    timed = sorted(((ward_time(row.at, zone), str(row.fasting), row) for row in rows), key=lambda one: one[:2])
    return tuple(_sample([row for _, _, row in same], at) for (at, _), same in groupby(timed, key=lambda one: one[:2]))


def _sample(rows: list[LabRow], at: datetime) -> Sample:
    return Sample(at, tuple(_reported(row) for row in rows), fasting=rows[0].fasting)


def _reported(row: LabRow) -> Reported:
    return Reported(row.analyte, row.unit, row.value, row.comparator)


def tally_of(desk: OpenWard, reading: Reading, signed: Signed) -> Tally:
    """What of a signed case is new to the log; rows of the future or of before birth stay in the case alone."""
    samples, catalogue = samples_of(signed.case.labs, desk.zone), catalogue_in(desk, reading)
    shelf = Shelf(catalogue)
    tally = Tally(desk, signed.child, signed.id, signed.now, "", shelf, reading.last()[0])
    born, last = signed.case.patient.date_of_birth, signed.now + LEEWAY
    known = [one for one in samples if born <= one.at.date() and one.at <= last]
    if not known:
        return tally
    shelf.put_all(reading.results(signed.child, _names(known), known[0].at, known[-1].at + MOMENT))
    shelf.ended.update((end.of, end.how) for end in reading.result_ends(signed.child))
    for index, sample in enumerate(known):
        if not any(refused(one, catalogue) for one in sample.results):
            tally.take(index, sample, None)
    return tally


def _names(samples: Iterable[Sample]) -> set[str]:
    return {one.analyte for sample in samples for one in sample.results}


def rows_since(desk: OpenWard, child: UUID, case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The laboratory rows of a new version: those of the signed `case` as the log has them now, and what came late.

    A row that was corrected, superseded or struck out since goes. Final results of the shipped analytes come in where
    their sample was taken in the days that the case looks at (`_looked_at`).
    """
    with desk.store.reading() as reading:
        logged = reading.results(child)
        ended = {end.of for end in reading.result_ends(child)}
    gone, stands = {_mark(one) for one in logged if one.id in ended}, standing(logged, ended)
    there = {_mark(one) for one in stands}
    rows = case.get("labs") or ()
    kept = [row for row in rows if (mark := _mark_of(row, desk.zone)) in there or mark not in gone]
    known = {_mark_of(row, desk.zone) for row in kept}
    looked = tuple(_looked_at(desk, case))
    late = [one for one in stands if desk.here(one.at).date() in looked and _mark(one) not in known]
    return [*kept, *(_row(one, desk.here(one.at)) for one in late if _usable(desk, one))]


def _looked_at(desk: OpenWard, case: Mapping[str, Any]) -> Iterator[date]:
    """The days whose results a case looks at: those up to its day one, to its last revision, and to its past's end."""
    days = [date.fromisoformat(case["day_one"])]
    days += [ward_time(datetime.fromisoformat(at), desk.zone).date() for at in (case.get("revised_at") or ())[-1:]]
    past = case.get("past")
    days += [ward_time(datetime.fromisoformat(past["until"]), desk.zone).date()] if past else []
    back = desk.ward.knowledge.settings.result_days
    yield from (day - timedelta(days=ago) for day in days for ago in range(back + 1))


def _usable(desk: OpenWard, one: LabResult) -> bool:
    analyte = desk.ward.knowledge.catalogue.get(one.analyte)
    known = analyte is not None and analyte.listed(one.unit) is not None
    return known and one.reported.valued and one.reported.status in SETTLED


def _row(one: LabResult, at: datetime) -> Mapping[str, Any]:
    """A result as a case writes it; `at` is its moment in ward time."""
    reported = one.reported
    return {
        "analyte": one.analyte, "value": f"{reported.value:f}", "comparator": reported.comparator, "unit": one.unit,
        "at": at.replace(tzinfo=None).isoformat(timespec=SECONDS if at.second else MINUTES), "fasting": one.fasting,
    }  # fmt: skip


Mark = tuple[object, ...]


def _mark(one: LabResult) -> Mark:
    """What a result and a row of a case have in common when they are the same."""
    return one.analyte, one.at.timestamp(), one.value, one.reported.comparator, one.unit


def _mark_of(row: Mapping[str, Any], zone: ZoneInfo) -> Mark:
    read = LabRow.model_validate(row)
    return read.analyte, ward_time(read.at, zone).timestamp(), read.value, read.comparator, read.unit

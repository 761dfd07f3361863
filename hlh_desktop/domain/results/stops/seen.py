"""A sample as its rules see it: each result with its unit of the catalogue, its value there, and what was before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.results.series import of_only_laboratory, point_of, series_key
from hlh_desktop.domain.results.values import LabResult, ResultId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.series import SeriesPoint
    from hlh_desktop.domain.results.stops.values import Child, Offer
    from hlh_desktop.domain.results.values import Reported, Sample

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Seen:
    """One result of a sample.

    `unit` is the catalogue's spelling, None where it lists none; `value` the number in the canonical unit, None where
    there is none or it is not converted; `point` that in its series, and `before` the newest earlier point of that.
    """

    place: int
    reported: Reported
    analyte: Analyte | None
    unit: str | None = None
    value: Decimal | None = None
    point: SeriesPoint | None = None
    before: SeriesPoint | None = None

    def number(self, unit: str) -> Decimal | None:
        """The reported number read in another unit, in the canonical one; None where that is not converted."""
        if self.analyte is None or self.reported.value is None or unit not in self.analyte.units:
            return None
        return canonical(self.analyte, self.reported.value, unit)


@dataclass(frozen=True, slots=True)
class SampleSeen:
    """All of a sample, whose it is, and the moment at which it is judged (aware, in ward time)."""

    sample: Sample
    results: tuple[Seen, ...]
    who: Child
    now: datetime

    def of(self, analyte: str) -> tuple[Seen, ...]:
        """The results of one analyte that have a value in its canonical unit."""
        return tuple(one for one in self.results if one.reported.analyte == analyte and one.value is not None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule has to say: the values of its sentence, which of its sentences, what it offers, what does not fit."""

    values: Mapping[str, Any] = field(default_factory=dict)
    variant: str = ""
    accepted: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    others: tuple[int, ...] = ()


def seen_of(
    sample: Sample, earlier: Iterable[LabResult], catalogue: Mapping[str, Analyte], who: Child, now: datetime
) -> SampleSeen:
    """A sample beside the standing results of the same child; of these only what was collected before it counts."""
    past: dict[str, list[LabResult]] = defaultdict(list)
    for one in earlier:
        if one.at < sample.at:
            past[one.analyte].append(one)
    for found in past.values():
        found.sort(key=_newest, reverse=True)
    made = (_seen(sample, place, catalogue, past) for place in range(len(sample.results)))
    return SampleSeen(sample, tuple(made), who, now)


def _newest(one: LabResult) -> tuple[datetime, int, int]:
    return one.at, one.id.number, one.id.place


def _seen(
    sample: Sample, place: int, catalogue: Mapping[str, Analyte], past: Mapping[str, Sequence[LabResult]]
) -> Seen:  # fmt: skip
    reported = sample.results[place]
    analyte = catalogue.get(reported.analyte)
    unit = None if analyte is None else analyte.listed(reported.unit)
    if analyte is None or unit is None or reported.value is None or not reported.valued:
        return Seen(place, reported, analyte, unit)
    result = LabResult(
        ResultId(0, place), NOBODY, sample.at, reported, sample.laboratory, sample.specimen, sample.fasting,
        sample.conditions, sample.origin,
    )  # fmt: skip
    value, point = canonical(analyte, reported.value, unit), point_of(result, analyte)
    return Seen(place, reported, analyte, unit, value, point, _before(result, analyte, past.get(reported.analyte, ())))


def _before(result: LabResult, analyte: Analyte, past: Sequence[LabResult]) -> SeriesPoint | None:
    """The newest point of the same series, of results that stand newest first."""
    mine, *others = of_only_laboratory((result, *past), {result.analyte: analyte})
    key = series_key(mine, analyte)
    same = (point_of(one, analyte) for one in others if series_key(one, analyte) == key)
    return next((point for point in same if point is not None), None)

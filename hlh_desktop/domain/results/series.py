"""Series: the results of one analyte by one assay, which alone may be joined by a line or compared in percent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.values import LabResult, ResultId

# Units that keep a result to itself: it is shown as reported and compared with its like only.
APART = ("separate", "raw")


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """What makes results comparable. Empty where the analyte does not ask for it, or where nobody said."""

    analyte: str
    unit: str = ""
    method: str = ""
    specimen: str = ""
    laboratory: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One result on its axis: `value` in the unit of its series; its comparator makes it an open point at the limit."""

    result: LabResult
    value: Decimal

    @property
    def at(self) -> datetime:
        """When the sample was taken."""
        return self.result.at

    @property
    def comparator(self) -> str:
        """Empty for a plain number."""
        return self.result.reported.comparator or ""


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one key, oldest first. `unit` is the canonical one, or the reported one of a unit kept apart."""

    key: SeriesKey
    unit: str
    points: tuple[SeriesPoint, ...]


def series_key(result: LabResult, analyte: Analyte) -> SeriesKey:
    """The series that a result belongs to: by assay always, by specimen and laboratory where the catalogue says so."""
    unit = analyte.listed(result.unit) or result.unit
    return SeriesKey(
        result.analyte,
        unit if analyte.units.get(unit) in APART else "",
        result.reported.method.strip().casefold(),
        result.specimen.strip().casefold() if "specimen" in analyte.apart else "",
        result.laboratory.strip().casefold() if "laboratory" in analyte.apart else "",
    )


def series_of(results: Iterable[LabResult], catalogue: Mapping[str, Analyte]) -> tuple[Series, ...]:
    """Every series of the standing results given, by analyte and then by their first point.

    What has no number, or a unit that is not converted, is in none: it stays in the table. Where laboratories are kept
    apart and only one was ever named, what was written down without a laboratory is taken for its own.
    """
    found: dict[SeriesKey, list[SeriesPoint]] = defaultdict(list)
    for result in of_only_laboratory(tuple(results), catalogue):
        analyte = catalogue.get(result.analyte)
        point = None if analyte is None else point_of(result, analyte)
        if analyte is not None and point is not None:
            found[series_key(result, analyte)].append(point)
    made = [_series(key, points, catalogue[key.analyte]) for key, points in found.items()]
    return tuple(sorted(made, key=lambda one: (one.key.analyte, one.points[0].at, one.key)))


def _series(key: SeriesKey, points: list[SeriesPoint], analyte: Analyte) -> Series:
    ordered = tuple(sorted(points, key=lambda point: (point.at, point.result.id)))
    return Series(key, key.unit or analyte.unit, ordered)


def point_of(result: LabResult, analyte: Analyte) -> SeriesPoint | None:
    """A result as a point of its series; None where it has no number or its unit is not converted."""
    reported = result.reported
    if not reported.valued or reported.value is None:
        return None
    unit = analyte.listed(reported.unit)
    if unit is None:
        return None
    if analyte.units[unit] in APART:
        return SeriesPoint(result, reported.value)
    value = canonical(analyte, reported.value, unit)
    return None if value is None else SeriesPoint(result, value)


def of_only_laboratory(results: Sequence[LabResult], catalogue: Mapping[str, Analyte]) -> tuple[LabResult, ...]:
    """The same results, ready to be compared: where laboratories are kept apart and only one was ever named for an
    analyte, what was written down without a laboratory bears that name. Who stores or shows a result never asks this.
    """
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for one in results:
        analyte = catalogue.get(one.analyte)
        if analyte is not None and "laboratory" in analyte.apart and one.laboratory.strip():
            named[one.analyte].setdefault(one.laboratory.strip().casefold(), one.laboratory)
    only = {name: next(iter(found.values())) for name, found in named.items() if len(found) == 1}
    if not only:
        return tuple(results)
    return tuple(
        replace(one, laboratory=only[one.analyte]) if one.analyte in only and not one.laboratory.strip() else one
        for one in results
    )


def standing(results: Iterable[LabResult], ended: Iterable[ResultId]) -> tuple[LabResult, ...]:
    """The results that nothing has corrected, superseded or struck out, oldest first."""
    gone = set(ended)
    return tuple(sorted((one for one in results if one.id not in gone), key=lambda one: (one.at, one.id)))

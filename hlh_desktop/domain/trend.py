"""The newest result of an analyte beside the one before and the highest: which way it goes, how far below the peak."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.schedule import ward_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import LabRow
    from hlh_desktop.domain.laboratory import Analyte

Way = Literal["up", "down", "level"]
RISES = (">", ">=")


@dataclass(frozen=True, slots=True)
class Point:
    """One result in the canonical unit of its analyte, with its comparator."""

    at: datetime
    value: Decimal
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """The newest result; `way` is against the one before, None without one or where a comparator hides it.

    `below` is whole percent below the peak, rounded down, None where the newest is the peak or cannot be compared with
    it; `at_least`: the peak was beyond the assay, so it is more than that. `lone`: there is no earlier result.
    """

    newest: Point
    way: Way | None
    below: int | None
    at_least: bool
    lone: bool


def points_of(rows: Iterable[LabRow], name: str, analyte: Analyte, zone: ZoneInfo) -> tuple[Point, ...]:
    """The results of an analyte that can be put into its canonical unit, oldest first."""
    found = []
    for row in rows:
        unit = analyte.listed(row.unit) if row.analyte == name else None
        value = None if unit is None else canonical(analyte, row.value, unit)
        if value is not None:
            found.append(Point(ward_time(row.at, zone), value, row.comparator or ""))
    return tuple(sorted(found, key=lambda point: point.at.timestamp()))


def trend_of(points: tuple[Point, ...], level_percent: Decimal) -> Trend | None:
    """What the newest result says beside the others; None without any."""
    if not points:
        return None
    newest, before = points[-1], points[-2] if len(points) > 1 else None
    peak = max(points, key=lambda point: point.value)
    way = None if before is None else _way(before, newest, level_percent)
    return Trend(newest, way, _below(peak, newest), peak.comparator in RISES, before is None)


def _way(before: Point, newest: Point, level_percent: Decimal) -> Way | None:
    apart = Fraction(newest.value) - Fraction(before.value)
    if before.comparator or newest.comparator:
        return _censored(before, newest)
    if not apart or abs(apart) * 100 < Fraction(level_percent) * Fraction(before.value):
        return "level"
    return "up" if apart > 0 else "down"


def _censored(before: Point, newest: Point) -> Way | None:
    """What is still sure where a result is beyond what the assay can tell."""
    if before.comparator in RISES and not newest.comparator and newest.value < before.value:
        return "down"
    if newest.comparator in RISES and not before.comparator and newest.value > before.value:
        return "up"
    return None


def _below(peak: Point, newest: Point) -> int | None:
    if peak is newest or newest.comparator or not peak.value:
        return None
    return int((1 - Fraction(newest.value) / Fraction(peak.value)) * 100)

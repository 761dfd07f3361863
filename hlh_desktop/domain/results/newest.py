"""The newest result of a series beside the one before and the highest: which way it goes, how far below the peak."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.laboratory import RISES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from hlh_desktop.domain.results.series import Series, SeriesPoint

Way = Literal["up", "down", "level"]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest result; `way` is against the one before, None without one or where a comparator hides it.

    `below` is whole percent below the peak, rounded down, None where the newest is the peak or cannot be compared with
    it; `at_least`: the peak was beyond the assay, so it is more than that. `lone`: there is no earlier result of it by
    the same assay.
    """

    point: SeriesPoint
    unit: str
    way: Way | None
    below: int | None
    at_least: bool
    lone: bool


def newest_of(series: Iterable[Series], level_percent: Decimal) -> Newest | None:
    """What the newest result of all says beside the others of its own series; None without any.

    Below `level_percent` of the result before, the way is level.
    """
    found = max(series, key=lambda one: (one.points[-1].at, one.points[-1].result.id), default=None)
    if found is None:
        return None
    points = found.points
    newest, before = points[-1], points[-2] if len(points) > 1 else None
    peak = max(points, key=lambda point: point.value)
    way = None if before is None else _way(before, newest, level_percent)
    return Newest(newest, found.unit, way, _below(peak, newest), peak.comparator in RISES, before is None)


def _way(before: SeriesPoint, newest: SeriesPoint, level_percent: Decimal) -> Way | None:
    apart = Fraction(newest.value) - Fraction(before.value)
    if before.comparator or newest.comparator:
        return _censored(before, newest)
    if not apart or abs(apart) * 100 < Fraction(level_percent) * Fraction(before.value):
        return "level"
    return "up" if apart > 0 else "down"


def _censored(before: SeriesPoint, newest: SeriesPoint) -> Way | None:
    """What is still sure where a result is beyond what the assay can tell."""
    if before.comparator in RISES and not newest.comparator and newest.value < before.value:
        return "down"
    if newest.comparator in RISES and not before.comparator and newest.value > before.value:
        return "up"
    return None


def _below(peak: SeriesPoint, newest: SeriesPoint) -> int | None:
    if peak is newest or newest.comparator or not peak.value:
        return None
    return int((1 - Fraction(newest.value) / Fraction(peak.value)) * 100)

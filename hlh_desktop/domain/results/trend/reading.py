"""What is read off a trend: the nearest points at a moment, and every point drawn as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from hlh_desktop.domain.results.trend.values import Curve, CurvePoint, Segment, Style, Trend


def reading_at(trend: Trend, moment: datetime) -> tuple[Reading, ...]:
    """For each curve that has points the nearest one, the earlier of two as near; in the order of the charts."""
    return tuple(_reading(curve, moment) for curve in trend.curves() if curve.segments)


def _reading(curve: Curve, moment: datetime) -> Reading:
    at = moment.astimezone(UTC)
    near = min(curve.points, key=lambda point: (_apart(point, at), point.at.astimezone(UTC)))
    return Reading(curve.analyte, curve.name, curve.style, near, curve.unit, near.since_day_one)


def _apart(point: CurvePoint, at: datetime) -> timedelta:
    return abs(point.at.astimezone(UTC) - at)


def table(trend: Trend) -> tuple[TableRow, ...]:
    """Every point drawn, a row each: by analyte in the order of the charts, oldest first."""
    return tuple(row for curve in trend.curves() for row in _rows(curve))


def _rows(curve: Curve) -> Iterator[TableRow]:
    for segment in curve.segments:
        for point in segment.points:
            yield _row(curve, segment, point)


def _row(curve: Curve, segment: Segment, point: CurvePoint) -> TableRow:
    return TableRow(
        point.at, point.when, curve.analyte, curve.name, point.shown, curve.unit, point.reported, segment.assay,
        point.since_day_one, point.note,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableRow:
    """One point of a chart as a row: when, what, how much in the unit of the axis, as reported, and what to know."""

    at: datetime
    when: str
    analyte: str
    name: str
    shown: str
    unit: str
    reported: str
    assay: str
    change: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a crosshair reads of one curve: the nearest point, and its change since day one in words, or ""."""

    analyte: str
    name: str
    style: Style
    point: CurvePoint
    unit: str
    change: str

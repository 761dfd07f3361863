"""Laboratory results as reported, the catalogue's units, and what a result proves of a limit in its own unit."""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hlh_desktop.domain.schedule import ward_time
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import LabRow
    from hlh_desktop.domain.logic import Truth

Operator = Literal["<", "<=", ">", ">=", "="]
# Refused and ask: the value is unknown. Raw and separate: kept as reported, never compared.
Reading = Literal["refused", "ask", "raw", "separate", "power_of_ten", "fahrenheit"]
RISES, AT_MOST = (">", ">="), "<="
COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
ZERO_FAHRENHEIT = Decimal(32)
FAHRENHEIT_STEP = (Decimal(5), Decimal(9))
# Far above every catalogue range: a larger logarithm is refused there, and must not overflow on its way.
MOST_LOGS = Decimal(100)


class Line(Datum):
    """A threshold line of the charts, with its name; `value` None depends on age or laboratory."""

    name: str
    op: Operator
    value: Decimal | None = None


class Analyte(Datum):
    """One analyte of the catalogue: canonical unit, accepted units, ranges in the canonical unit, chart lines."""

    name: str
    unit: str
    units: dict[str, Decimal | Reading]
    places: int
    axis: Literal["log", "linear", "log/linear", "linear/log", "none"]
    cites: Cites
    reject: tuple[Decimal, Decimal] | None = None
    warn: tuple[Decimal, Decimal] | None = None
    loinc: dict[str, str] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    note: str = ""
    unit_reasons: dict[str, str] = Field(default_factory=dict)
    # What keeps its results apart beside the assay: values of two laboratories or specimens are never compared.
    apart: tuple[Literal["laboratory", "specimen"], ...] = ()

    def listed(self, unit: str) -> str | None:
        """The catalogue's spelling of a unit, or None if it is not listed for this analyte."""
        return unit if unit in self.units else self.spellings.get(unit)


class Limit(Datum):
    """A line that a result may be on one side of, in one or more units; the first unit is the canonical one."""

    analyte: str
    op: Literal["<", "<=", ">", ">="]
    values: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Result:
    """One result that counts: as reported, and in the canonical unit where that is known.

    `raised`: something raised it (a transfusion, lipid), so that it proves only that it is not higher.
    """

    analyte: str
    comparator: str | None
    value: Decimal
    unit: str
    at: datetime
    on: date
    canonical: Decimal | None
    fasting: bool | None = None
    interpretable: bool = True
    raised: bool = False

    @property
    def reported(self) -> str:
        """The value as the laboratory wrote it, with its comparator."""
        return f"{self.comparator or ''}{self.value:f}"


def canonical(analyte: Analyte, value: Decimal, unit: str) -> Decimal | None:
    """`value` of a listed `unit` in the analyte's canonical unit; None where the catalogue refuses to convert."""
    reading = analyte.units[unit]
    if isinstance(reading, Decimal):
        return value * reading
    if reading == "fahrenheit":
        return (value - ZERO_FAHRENHEIT) * FAHRENHEIT_STEP[0] / FAHRENHEIT_STEP[1]
    if reading == "power_of_ten":
        return Decimal(10) ** min(value, MOST_LOGS)
    return None


def read_results(
    rows: Iterable[LabRow], catalogue: dict[str, Analyte], zone: ZoneInfo, first: date, last: date
) -> tuple[Result, ...]:
    """The results of the days `first` to `last` in ward time, oldest first; of one moment, the later row last."""
    results = []
    for row in rows:
        at = ward_time(row.at, zone)
        if first <= at.date() <= last:
            analyte = catalogue[row.analyte]
            unit = analyte.listed(row.unit) or row.unit
            value = canonical(analyte, row.value, unit)
            results.append(
                Result(
                    row.analyte,
                    row.comparator,
                    row.value,
                    unit,
                    at,
                    at.date(),
                    value,
                    row.fasting,
                    value is not None,
                )
            )
    return tuple(sorted(results, key=lambda result: result.at))


def proves(result: Result, limit: Limit) -> Truth:
    """Whether the result lies on the limit's side, tested in the reported unit where the limit names it.

    A comparator decides only what it proves: ">20000" is above 6000, "<35" is not zero. A result that can't be
    interpreted (its unit is refused, or it was drawn under the wrong conditions) proves nothing.
    """
    if result.raised:
        return proves(not_higher(result), limit)
    if not result.interpretable:
        return None
    value, line = result.value, limit.values.get(result.unit)
    if line is None:
        if result.canonical is None:
            return None
        value, line = result.canonical, next(iter(limit.values.values()))
    if result.comparator is None:
        return bool(COMPARE[limit.op](value, line))
    return _interval_proves(result.comparator, value, limit.op, line)


def not_higher(result: Result) -> Result:
    """The result as what it proves where something raised it; beyond an assay and raised it proves nothing."""
    if result.comparator in RISES:
        return replace(result, raised=False, interpretable=False)
    return replace(result, raised=False, comparator=result.comparator or AT_MOST)


def _interval_proves(comparator: str, bound: Decimal, op: str, line: Decimal) -> Truth:
    """Three-valued: every number, none, or some of those that the comparator allows lie on the line's side."""
    rises = comparator in RISES
    beyond = bound > line if rises else bound < line
    if rises == (op in RISES):
        inside = op in (">=", "<=") or comparator in (">", "<")
        return True if beyond or (bound == line and inside) else None
    touching = op in (">=", "<=") and comparator in (">=", "<=")
    return False if beyond or (bound == line and not touching) else None


def counting(results: Iterable[Result], *analytes: str) -> tuple[Result, ...]:
    """Those of the named analytes, oldest first."""
    return tuple(result for result in results if result.analyte in analytes)


def latest(results: Iterable[Result], analyte: str) -> Result | None:
    """The newest result of an analyte, or None."""
    found = counting(results, analyte)
    return found[-1] if found else None

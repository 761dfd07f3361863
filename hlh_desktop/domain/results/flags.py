"""L and H: what a result proves of its range, compared exactly in the unit that was reported."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Limit, Result, canonical, proves

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte, Operator
    from hlh_desktop.domain.results.flowsheet.values import Flag
    from hlh_desktop.domain.results.ranges import Range
    from hlh_desktop.domain.results.values import LabResult


def flag(result: LabResult, found: Range | None, analyte: Analyte | None) -> Flag | None:
    """Below or above the range; None for within, and for what is not proven.

    A comparator decides only what it proves; a default of fasting samples says nothing of a sample that is not said to
    be one.
    """
    if found is None or (found.fasting and result.fasting is not True):
        return None
    tested = _tested(result, analyte)
    if tested is None:
        return None
    if found.low is not None and _beyond(tested, "<", found.low, found.unit, analyte):
        return "L"
    above = found.high is not None and _beyond(tested, ">", found.high, found.unit, analyte)
    reached = found.below is not None and _beyond(tested, ">=", found.below, found.unit, analyte)
    return "H" if above or reached else None


def times_upper(result: LabResult, found: Range | None, analyte: Analyte) -> Fraction | None:
    """A result as a multiple of the upper limit of its range; its comparator holds for the multiple too.

    None without an upper limit, or where the two units are not converted into each other.
    """
    tested = _tested(result, analyte)
    upper = None if found is None else found.upper
    if tested is None or found is None or not upper:
        return None
    if tested.unit == found.unit:
        return Fraction(tested.value) / Fraction(upper)
    limit = _converted(upper, found.unit, analyte)
    return Fraction(tested.canonical) / Fraction(limit) if tested.canonical is not None and limit else None


def _tested(result: LabResult, analyte: Analyte | None) -> Result | None:
    """A result as limits are tested against it; None without a number."""
    reported = result.reported
    if not reported.valued or reported.value is None:
        return None
    unit = (analyte.listed(reported.unit) if analyte else None) or reported.unit
    value = _converted(reported.value, unit, analyte)
    return Result(result.analyte, reported.comparator, reported.value, unit, result.at, result.at.date(), value)


def _converted(value: Decimal, unit: str, analyte: Analyte | None) -> Decimal | None:
    return canonical(analyte, value, unit) if analyte is not None and unit in analyte.units else None


def _beyond(tested: Result, op: Operator, end: Decimal, unit: str, analyte: Analyte | None) -> bool:
    """Whether a result is proven to lie on one side of an end; of another unit, by both in the canonical one."""
    if tested.unit == unit:
        return proves(tested, Limit(analyte=tested.analyte, op=op, values={unit: end})) is True
    limit = _converted(end, unit, analyte)
    if limit is None or analyte is None or tested.canonical is None:
        return False
    return proves(tested, Limit(analyte=tested.analyte, op=op, values={"": limit})) is True

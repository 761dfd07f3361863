"""Laboratory results for tests: one child's, each by analyte, what was reported and when."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hlh_desktop.domain.results.values import LabResult, Reported, ResultId

CHILD = UUID("9b4f6a70-54f1-4c35-9f1e-0e3c4ab7d3aa")
PARIS = ZoneInfo("Europe/Paris")


def moment(text: str) -> datetime:
    """A moment of ward time, e.g. "2026-11-29T07:20"."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def reported(analyte: str, value: str, unit: str, **more: Any) -> Reported:
    """One result; a sign before the number is its comparator, what is no number is its text."""
    sign = value[: len(value) - len(value.lstrip("<>="))]
    digits = value[len(sign) :].strip()
    if not digits.replace(".", "", 1).isdigit():
        return Reported(analyte, unit, text=value, **more)
    comparator: Any = sign or None
    return Reported(analyte, unit, Decimal(digits), comparator, **more)


def result(analyte: str, value: str, unit: str, at: str, number: int = 1, **more: Any) -> LabResult:
    """A result of the record. What belongs to its sample: laboratory, specimen, fasting, conditions, origin."""
    shared = {
        name: more.pop(name) for name in ("laboratory", "specimen", "fasting", "conditions", "origin") if name in more
    }
    return LabResult(ResultId(number, 0), CHILD, moment(at), reported(analyte, value, unit, **more), **shared)

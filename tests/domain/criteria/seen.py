"""What was seen of a child, for tests of criteria: signs by name, results as (analyte, value, unit, ...)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hlh_desktop.domain.case import Signs
from hlh_desktop.domain.criteria.observed import Observed, interpret
from hlh_desktop.domain.laboratory import Result, canonical
from tests.builders import knowledge

PARIS = ZoneInfo("Europe/Paris")
DAY_ONE = date(2026, 11, 22)
TODDLER = 883


def result(
    analyte: str, value: str, unit: str, comparator: str | None = None, *, days_before: int = 0, **more: Any
) -> Result:
    """One result, converted as the catalogue says."""
    on = DAY_ONE - timedelta(days=days_before)
    at = datetime(on.year, on.month, on.day, 6, tzinfo=PARIS)
    number = Decimal(value)
    found = canonical(knowledge().catalogue[analyte], number, unit)
    known = {"interpretable": found is not None, **more}
    return Result(analyte, comparator, number, unit, at, on, found, **known)


def observed(*results: Result, age_days: int = TODDLER, **signs: Any) -> Observed:
    """What criteria look at."""
    limits = knowledge().criteria.limits
    return Observed(Signs(**signs), interpret(results, limits.triglycerides), age_days)

"""Writing hlh-case/1: a case as the JSON object that reads back as an equal case."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case

CLOCK = "minutes"


def case_object(case: Case) -> dict[str, Any]:
    """The case as the object of hlh-case/1; what was never said stays absent."""
    return part_object(case)


def part_object(part: BaseModel) -> dict[str, Any]:
    """A part of a case as it stands in the file."""
    fields = type(part).model_fields
    said = {fields[name].alias or name: getattr(part, name) for name in fields if name in part.model_fields_set}
    return {name: _written(value) for name, value in {**said, **(part.model_extra or {})}.items()}


def _written(value: Any) -> Any:
    """A value as the file writes it: decimals as plain text, days and moments in ISO 8601, clock times to minutes."""
    if isinstance(value, BaseModel):
        return part_object(value)
    if isinstance(value, dict):
        return {name: _written(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_written(one) for one in value]
    return _single(value)


def _single(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, time):
        return value.isoformat(CLOCK)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.key if isinstance(value, ZoneInfo) else value

"""Fevers of the record: temperatures that reach the limit of a task, from the first day of a course on."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import proves
from hlh_desktop.domain.results.response.known import as_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte, Limit
    from hlh_desktop.domain.results.values import LabResult


def fevers(
    results: Iterable[LabResult], limit: Limit, catalogue: Mapping[str, Analyte], zone: ZoneInfo, first: date,
    until: datetime,
) -> tuple[LabResult, ...]:  # fmt: skip
    """The results, standing ones, that prove a fever from a day of the ward on up to a moment, oldest first.

    One that proves nothing (no number, a unit that is not known) is no fever, and no absence of one.
    """
    analyte, last = catalogue.get(limit.analyte), until.astimezone(UTC)
    found = (
        one
        for one in results
        if one.analyte == limit.analyte
        and one.at.astimezone(UTC) <= last
        and one.at.astimezone(zone).date() >= first
        and proves(as_result(one, analyte, zone), limit)
    )
    return tuple(sorted(found, key=lambda one: (one.at.astimezone(UTC), one.id)))

"""What a trial changes of a case, each a pure function from raw case to raw case; domain.edits has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.edits import omit_dose, put, reduce_dose
from hlh_desktop.domain.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.edits import Raw
    from hlh_desktop.domain.plan import Plan

MINUTES = "minutes"


def revise(case: Raw, at: datetime) -> dict[str, Any]:
    """The case with its doses from a moment on resting on the measures that are known by its day.

    A moment that is not after the last one changes nothing: it counts already.
    """
    moments = _texts(case, "revised_at")
    now = _wall(at)
    return dict(case) if moments and moments[-1] >= now else put(case, "revised_at", [*moments, now])


def measured(case: Raw, at: datetime, weight_kg: str | None = None, height_cm: str | None = None) -> dict[str, Any]:
    """The case with a weight in kg, a height in cm, or both, taken at a moment, and revised from that moment."""
    rows = value_at(case, "measurements")
    moment = {"on": at.date().isoformat(), "time": f"{at:%H:%M}"}
    row = {**moment, "weight_kg": weight_kg, "height_cm": height_cm}
    said = {name: value for name, value in row.items() if value is not None}
    return revise(put(case, "measurements", [*(rows if isinstance(rows, list) else []), said]), at)


def reduce_doses(
    case: Raw, line: str, part: str | None, days: Iterable[int], factor: str, reason: str
) -> dict[str, Any]:
    """The case with a part of the dose on each of some days of a line."""
    changed = dict(case)
    for day in days:
        changed = reduce_dose(changed, line, part, day, factor, reason)
    return changed


def stop_line(case: Raw, line: str, part: str | None, days: Iterable[int], reason: str) -> dict[str, Any]:
    """The case without the doses of a line on some days: all that are still to come."""
    changed = dict(case)
    for day in days:
        changed = omit_dose(changed, line, part, day, reason)
    return changed


def days_to_come(plan: Plan, line: str, part: str | None, since: datetime) -> tuple[int, ...]:
    """The course days, as changes name them, of which no dose of a line stands before a moment.

    A change is of a whole day: one that has begun keeps its later doses too.
    """
    first: dict[int, datetime] = {}
    for slot in slots_of(plan):
        if (slot.order.line, slot.order.part) == (line, part):
            day = slot.key.day
            first[day] = min(slot.one.at, first.get(day, slot.one.at))
    return tuple(sorted(day for day, at in first.items() if at >= since))


def _texts(case: Raw, name: str) -> list[str]:
    found = value_at(case, name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _wall(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec=MINUTES)

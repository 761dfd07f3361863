"""What a trial changes of a case, each a pure function from raw case to raw case; domain.edits has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.edits import From, omit_dose, put, reduce_dose
from hlh_desktop.domain.schedule import wall_text
from hlh_desktop.domain.slots import free_places, named_day, planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.edits import Raw
    from hlh_desktop.domain.plan import Plan


def revise(case: Raw, at: datetime) -> dict[str, Any]:
    """The case with its doses from a moment on resting on the measures that are known by its day.

    A moment that is not after the last one changes nothing: it counts already.
    """
    moments = _texts(case, "revised_at")
    now = wall_text(at)
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


def stop_rest(case: Raw, plan: Plan, line: str, part: str | None, since: datetime, reason: str) -> dict[str, Any]:
    """The case without any dose of a line that stands at a moment or later, those of a day that has begun too."""
    changed = stop_line(case, line, part, days_to_come(plan, line, part, since), reason)
    for day, start in begun_days(plan, line, part, since):
        changed = omit_dose(changed, line, part, day, reason, start)
    return changed


def stop_line(case: Raw, line: str, part: str | None, days: Iterable[int], reason: str) -> dict[str, Any]:
    """The case without the doses of a line on some days: all that are still to come."""
    changed = dict(case)
    for day in days:
        changed = omit_dose(changed, line, part, day, reason)
    return changed


def days_to_come(plan: Plan, line: str, part: str | None, since: datetime) -> tuple[int, ...]:
    """The course days, as changes name them, of which no dose of a line stands before a moment, nor was left out."""
    days, gone = _moments(plan, line, part), _left_out(plan, line, part, since)
    return tuple(sorted(day for day, ones in days.items() if day not in gone and all(at >= since for at, _ in ones)))


def begun_days(plan: Plan, line: str, part: str | None, since: datetime) -> tuple[tuple[int, From], ...]:
    """What is still to come of the days of a line of which some doses lie before a moment, as changes name it.

    It is the rest of such a day, but for a dose that was moved ahead of it and has passed: then each dose by itself.
    One that was left out alone lies there too: why it was stays as it was said.
    """
    found, without = list[tuple[int, From]](), _left_out(plan, line, part, since)
    for day, moments in sorted(_moments(plan, line, part).items()):
        to_come = sorted(first for at, first in moments if at >= since)
        gone = [*(first for at, first in moments if at < since), *without.get(day, ())]
        if to_come and gone and max(gone) < to_come[0]:
            found.append((day, From(f"{to_come[0]:%H:%M}", "day")))
        elif gone:
            found += [(day, From(f"{first:%H:%M}")) for first in to_come]
    return tuple(found)


def passed(plan: Plan, now: datetime) -> Iterator[tuple[str, str | None, int, datetime]]:
    """Line, part, day and first moment of each dose that stands before a moment."""
    for order in plan.orders:
        for one in order.administrations:
            if one.at < now:
                first = planned(one)
                yield order.line, order.part, named_day(plan, order.line, first), first


def _moments(plan: Plan, line: str, part: str | None) -> dict[int, list[tuple[datetime, datetime]]]:
    """The doses of a line by the day that changes name: where each stands, and where it was planned first."""
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for order in plan.orders:
        for one in order.administrations if (order.line, order.part) == (line, part) else ():
            first = planned(one)
            found.setdefault(named_day(plan, line, first), []).append((one.at, first))
    return found


def _left_out(plan: Plan, line: str, part: str | None, since: datetime) -> dict[int, list[datetime]]:
    """The moments before another at which single doses of a line were planned and left out, by day."""
    found: dict[int, list[datetime]] = {}
    for at in free_places(plan).get((line, part), ()):
        if at < since:
            found.setdefault(named_day(plan, line, at), []).append(at)
    return found


def first_moments(plan: Plan) -> dict[tuple[str, str | None, int], frozenset[datetime]]:
    """The moments at which doses were planned first, gone ones too, by line, part and the day that changes name."""
    found: dict[tuple[str, str | None, int], set[datetime]] = {}
    there = ((order.line, order.part, planned(one)) for order in plan.orders for one in order.administrations)
    gone = ((*line, at) for line, moments in free_places(plan).items() for at in moments)
    for line, part, at in (*there, *gone):
        found.setdefault((line, part, named_day(plan, line, at)), set()).add(at)
    return {key: frozenset(moments) for key, moments in found.items()}


def start_of(first: datetime, of_day: AbstractSet[datetime], reach: Reach) -> From | None:
    """Where a change of a dose begins that was planned first at a moment, beside the others of its day.

    None where it is of all that the line gives on that day.
    """
    if reach != "onward" and first == min(of_day) and (reach == "day" or len(of_day) == 1):
        return None
    return From(f"{first:%H:%M}", reach)


def _texts(case: Raw, name: str) -> list[str]:
    found = value_at(case, name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

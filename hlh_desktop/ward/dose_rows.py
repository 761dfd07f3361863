"""The rows of a plan's doses: one each, with an id that a dose keeps through later versions of the plan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from hlh_desktop.domain.schedule import day_of
from hlh_desktop.record.values import DoseRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.orders import Administration, IntrathecalAdministration
    from hlh_desktop.domain.plan import Plan

# A slot tells the planned course day, which drug of the line, and the place among its doses of that day.
DAYS, DRUGS = 100, 10


def dose_rows(child: UUID, plan_id: UUID, plan: Plan) -> tuple[DoseRow, ...]:
    """A row for each planned administration.

    The id comes from child, day one, line, part and slot. A dose that was moved keeps the slot of the day on which it
    was planned; another day one is another course, so that no dose of an earlier one can be taken for it.
    """
    day_one = plan.case.day_one.isoformat()
    return tuple(
        DoseRow(
            uuid5(child, "/".join((day_one, line, part or "", str(slot)))), child, plan_id, line, part, slot, one.at
        )
        for line, part, slot, one in _slots(plan)
    )


def _slots(plan: Plan) -> Iterator[tuple[str, str | None, int, Administration | IntrathecalAdministration]]:
    """Line, part, slot and administration, over all routes that a line's doses may have been changed to."""
    lines: dict[tuple[str, str | None], dict[str, list[Administration | IntrathecalAdministration]]] = {}
    for order in plan.orders:
        drugs = lines.setdefault((order.line, order.part), {})
        drugs.setdefault(order.drug, []).extend(order.administrations)
    for (line, part), drugs in lines.items():
        for number, drug in enumerate(sorted(drugs)):
            taken: dict[int, int] = defaultdict(int)
            for one in sorted(drugs[drug], key=_planned):
                day = day_of(plan.case.day_one, _planned(one).date())
                yield line, part, day * DAYS + number * DRUGS + taken[day], one
                taken[day] += 1


def _planned(one: Administration | IntrathecalAdministration) -> datetime:
    """The moment at which a dose stood before it was moved."""
    return one.moved_from or one.at

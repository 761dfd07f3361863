"""Which planned dose is which: a place in the course that a dose keeps when it is moved or its amount changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration
    from hlh_desktop.domain.plan import Plan

# A slot tells the planned course day, which drug of the line, and the place among its doses of that day.
DAYS, DRUGS = 100, 10


@dataclass(frozen=True, slots=True)
class SlotKey:
    """A dose of a course, the same in every version of its plan: line, part and slot."""

    line: str
    part: str | None
    slot: int

    @property
    def day(self) -> int:
        """The course day on which it was planned first, as changes name it."""
        return self.slot // DAYS


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned administration with the order and the slot that it belongs to."""

    order: AnyOrder
    slot: int
    one: Administration | IntrathecalAdministration

    @property
    def key(self) -> SlotKey:
        """Which dose of the course it is."""
        return SlotKey(self.order.line, self.order.part, self.slot)


def slots_of(plan: Plan) -> Iterator[Slot]:
    """Every administration with its slot, over all routes that a line's doses may have been changed to.

    A dose that was moved keeps the slot of the day on which it was planned.
    """
    lines: dict[tuple[str, str | None], dict[str, list[Slot]]] = {}
    for order in plan.orders:
        drugs = lines.setdefault((order.line, order.part), {})
        drugs.setdefault(order.drug, []).extend(Slot(order, 0, one) for one in order.administrations)
    for drugs in lines.values():
        for number, drug in enumerate(sorted(drugs)):
            taken: dict[int, int] = defaultdict(int)
            for slot in sorted(drugs[drug], key=lambda slot: planned(slot.one)):
                day = day_of(plan.case.day_one, planned(slot.one).date())
                yield Slot(slot.order, day * DAYS + number * DRUGS + taken[day], slot.one)
                taken[day] += 1


def planned(one: Administration | IntrathecalAdministration) -> datetime:
    """The moment at which a dose stood before it was moved."""
    return one.moved_from or one.at

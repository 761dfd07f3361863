"""Which planned dose is which: a place in the course that a dose keeps when it is moved or its amount changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import day_of, ward_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
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

    A dose that was moved keeps the slot of the day on which it was planned; one that alone was held, omitted or
    refused keeps its place free, so that the later doses of its day stay what they are.
    """
    lines: dict[tuple[str, str | None], dict[str, list[Slot]]] = {}
    free = free_places(plan)
    for order in plan.orders:
        drugs = lines.setdefault((order.line, order.part), {})
        drugs.setdefault(order.drug, []).extend(Slot(order, 0, one) for one in order.administrations)
    for line, drugs in lines.items():
        for number, drug in enumerate(sorted(drugs)):
            left, taken = sorted(free[line]), dict[int, int]()
            for slot in sorted(drugs[drug], key=lambda slot: planned(slot.one)):
                at = planned(slot.one)
                day = day_of(plan.case.day_one, at.date())
                place = taken.get(day, 0) + sum(one < at and one.date() == at.date() for one in left)
                yield Slot(slot.order, day * DAYS + number * DRUGS + place, slot.one)
                taken[day] = taken.get(day, 0) + 1


def free_places(plan: Plan) -> Mapping[tuple[str, str | None], AbstractSet[datetime]]:
    """The moments of each line at which a dose was planned first that a change of single doses took out of the plan.

    Or a refusal for a time, which may end within a day.
    """
    found: dict[tuple[str, str | None], set[datetime]] = defaultdict(set)
    there = {(order.line, order.part, planned(one)) for order in plan.orders for one in order.administrations}
    for ordered in plan.ordered:
        found[ordered.line, ordered.part].update(
            at for at in ordered.refused if (ordered.line, ordered.part, at) not in there
        )  # fmt: skip
        for applied in ordered.applied:
            due = () if applied.change.of_a_day else applied.due
            found[ordered.line, ordered.part].update(
                at for at in due if (ordered.line, ordered.part, at) not in there
            )  # fmt: skip
    return found


def named_day(plan: Plan, line: str, at: datetime) -> int:
    """The course day by which changes name a dose that was planned first at a moment.

    A first dose typed for after midnight still belongs to day one.
    """
    regimen = plan.case.regimen
    first_at = regimen.first_dose_at.get(line) if regimen is not None else None
    typed = first_at is not None and at == ward_time(first_at, plan.case.time_zone)
    return 1 if typed else day_of(plan.case.day_one, at.date())


def last_dose(plan: Plan) -> datetime | None:
    """The moment of the last dose of a plan; None where it has none."""
    every = (one.at for order in plan.orders for one in order.administrations)
    return max(every, default=None)


def planned(one: Administration | IntrathecalAdministration) -> datetime:
    """The moment at which a dose stood before it was moved."""
    return one.moved_from or one.at

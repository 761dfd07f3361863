"""The rows of a plan's doses: one each, with an id that a dose keeps through later versions of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from hlh_desktop.domain.orders import IntrathecalOrder
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.slots import planned, slots_of
from hlh_desktop.record.values import DoseRow
from hlh_desktop.ward import plans

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.values import DoseKind
    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.slots import Slot
    from hlh_desktop.ward.open_ward import OpenWard

Key = tuple[str, str | None, str]
Details = Callable[["DoseRow"], "DoseRow"]


def dose_rows(child: UUID, plan_id: UUID, plan: Plan, knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """A row for each planned administration.

    The id comes from child, day one, line, part and slot. A dose that was moved keeps the slot of the day on which it
    was planned; another day one is another course, so that no dose of an earlier one can be taken for it.
    """
    slots = tuple(slots_of(plan))
    of = Counter(_counted(slot) for slot in slots)
    places = _places(slots)
    return tuple(
        _row(dose_id(child, plan, slot), child, plan_id, slot, (places[id(slot)], of[_counted(slot)]), plan, knowledge)
        for slot in slots
    )


def details(desk: OpenWard) -> Details:
    """What a row does not tell that was written before the log was: made again from its frozen plan, each read once."""
    plans_read: dict[UUID, dict[UUID, DoseRow]] = {}

    def full(row: DoseRow) -> DoseRow:
        if row.plan not in plans_read:
            plan = plans.signed(desk, row.plan).plan
            rows = dose_rows(row.child, row.plan, plan, desk.ward.knowledge)
            plans_read[row.plan] = {one.id: one for one in rows}
        return plans_read[row.plan][row.id]

    return full


def administrations(child: UUID, plan: Plan) -> Mapping[UUID, Administration | IntrathecalAdministration]:
    """Each planned administration by the id of its row, for the working behind a dose."""
    return {dose_id(child, plan, slot): slot.one for slot in slots_of(plan)}


def dose_id(child: UUID, plan: Plan, slot: Slot) -> UUID:
    """The id of a dose, the same in every version of the course."""
    parts = (plan.case.day_one.isoformat(), slot.order.line, slot.order.part or "", str(slot.slot))
    return uuid5(child, "/".join(parts))


def _row(
    id_: UUID, child: UUID, plan_id: UUID, slot: Slot, counted: tuple[int, int], plan: Plan, knowledge: Knowledge
) -> DoseRow:  # fmt: skip
    order, one = slot.order, slot.one
    place, of = counted
    return DoseRow(
        id_, child, plan_id, order.line, order.part, slot.slot, one.at, planned=planned(one), drug=order.drug,
        amount=one.dose.amount.amount, unit=one.dose.amount.unit, route=order.route,
        kind=kind_of(order, knowledge), place=place, of=of, cap=_cap(one), least_hours=_least(order, plan, knowledge),
    )  # fmt: skip


def kind_of(order: AnyOrder, knowledge: Knowledge) -> DoseKind:
    """What is asked of its doses: cytotoxics, antibodies and intrathecal doses wait for a release."""
    if isinstance(order, IntrathecalOrder):
        return "intrathecal"
    drug = knowledge.formulary[order.drug]
    return "cytotoxic" if drug.cytotoxic else "antibody" if drug.antibody else "other"


def _cap(one: Administration | IntrathecalAdministration) -> Decimal | None:
    """The most that a dose of the line may be; an intrathecal dose is its own."""
    rule = getattr(one.dose, "rule", None)
    cap: Decimal | None = one.dose.amount.amount if rule is None else rule.cap
    return cap


def _least(order: AnyOrder, plan: Plan, knowledge: Knowledge) -> Decimal | None:
    """The least hours between two doses of the line."""
    regimen = plan.case.regimen
    line = None if regimen is None else knowledge.line(regimen.protocol, order.line)
    return line.least_hours if isinstance(line, Line) else None


def _counted(slot: Slot) -> Key:
    """What doses are counted by."""
    return slot.order.line, slot.order.part, slot.order.drug


def _places(slots: tuple[Slot, ...]) -> dict[int, int]:
    """The number of each dose among those of its line, in order of time."""
    seen: Counter[Key] = Counter()
    places: dict[int, int] = {}
    for slot in sorted(slots, key=lambda slot: slot.one.at):
        seen[_counted(slot)] += 1
        places[id(slot)] = seen[_counted(slot)]
    return places

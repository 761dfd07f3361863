"""Every planned dose of a plan at its moment, in words, and the places of those that are held or omitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.orders import IntrathecalOrder, Order
from hlh_desktop.domain.schedule import day_of, week_of
from hlh_desktop.domain.slots import planned
from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Administration, IntrathecalAdministration, IntrathecalDose, Ordered
    from hlh_desktop.domain.plan import Plan

State = Literal["planned", "moved", "held", "omitted"]
# What a change makes of a dose that is then not in the plan.
GONE: dict[str, State] = {"hold": "held", "omit": "omitted"}


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """One planned dose at its moment in ward time, or the place of one that is held or omitted (`dose` is None then).

    `amount` is the dose with its unit; `number` counts the doses of the line; `note` tells of a change.
    `first` is the moment at which it was planned first.
    """

    line: str
    part: str | None
    drug: str
    day: int
    week: int
    at: datetime
    first: datetime
    date: str
    clock: str
    name: str
    amount: str
    route: str
    number: str
    note: str
    state: State
    dose: Dose | IntrathecalDose | None
    intrathecal: bool = False

    @property
    def said(self) -> str:
        """The dose in one line, e.g. "etoposide 89 mg intravenous"."""
        return " ".join(part for part in (self.name, self.amount, self.route) if part)


def planned_doses(plan: Plan, knowledge: Knowledge) -> tuple[PlannedDose, ...]:
    """Every planned dose by an ordinary route in order of time, and each place of a held or omitted one."""
    groups: dict[tuple[str, str | None], list[tuple[Order, Administration]]] = {}
    for order in plan.orders:
        if isinstance(order, Order):
            given = groups.setdefault((order.line, order.part), [])
            given += [(order, one) for one in order.administrations]
    found = [
        _planned_dose(knowledge, order, one, place, len(given))
        for given in groups.values()
        for place, (order, one) in enumerate(sorted(given, key=lambda pair: pair[1].at), 1)
    ]
    gone = (row for ordered in plan.ordered if not _spinal(ordered) for row in _gone(plan, knowledge, ordered))
    return tuple(sorted((*found, *gone), key=lambda row: row.at))


def intrathecal_doses(plan: Plan, knowledge: Knowledge) -> tuple[PlannedDose, ...]:
    """Every planned intrathecal dose in order of time; they stand in no other table."""
    found = [
        _planned_dose(knowledge, order, one, place, len(order.administrations))
        for order in intrathecal(plan)
        for place, one in enumerate(order.administrations, 1)
    ]
    gone = (row for ordered in plan.ordered if _spinal(ordered) for row in _gone(plan, knowledge, ordered))
    return tuple(sorted((*found, *gone), key=lambda row: row.at))


def _spinal(ordered: Ordered) -> bool:
    return ordered.line == "intrathecal"


def _planned_dose(
    knowledge: Knowledge,
    order: Order | IntrathecalOrder,
    one: Administration | IntrathecalAdministration,
    place: int,
    of: int,
) -> PlannedDose:
    tell, say = Telling(knowledge.wording), knowledge.wording.say
    spinal = isinstance(order, IntrathecalOrder)
    note = say("page.dose.moved", due=tell.moment(one.moved_from)) if one.moved_from else ""
    state: State = "moved" if one.moved_from else "planned"
    return PlannedDose(
        order.line, order.part, order.drug, one.day, week_of(one.day), one.at, planned(one),
        tell.weekday(one.at.date()),
        clock(one.at), drug_name(knowledge, order.drug), quantity(one.dose.amount),
        tell.say(f"route.{order.route}" if spinal else f"by.{order.route}"),
        say("page.dose.number", number=place, of=of), note, state, one.dose, spinal,
    )  # fmt: skip


def _gone(plan: Plan, knowledge: Knowledge, ordered: Ordered) -> Iterator[PlannedDose]:
    """The places of doses that a change took out of the plan."""
    tell, spinal = Telling(knowledge.wording), _spinal(ordered)
    for applied in ordered.applied:
        state = GONE.get(applied.change.do)
        for at in applied.due if state else ():
            day = day_of(plan.case.day_one, at.date())
            drug = _drug_of(plan, knowledge, ordered)
            note = knowledge.wording.say(f"page.dose.{state}", reason=applied.change.reason)
            yield PlannedDose(
                ordered.line, ordered.part, drug, day, week_of(day), at, at, tell.weekday(at.date()), clock(at),
                drug_name(knowledge, drug) if drug in knowledge.formulary else drug,
                "", "", "", note, state or "held", None, spinal,
            )  # fmt: skip


def _drug_of(plan: Plan, knowledge: Knowledge, ordered: Ordered) -> str:
    """The drug of a line of which every dose may be gone."""
    if ordered.orders:
        return ordered.orders[0].drug
    regimen = plan.case.regimen
    rule = None if regimen is None else knowledge.line(regimen.protocol, ordered.line)
    return getattr(rule, "drug", ordered.line)

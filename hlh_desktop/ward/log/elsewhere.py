"""What no plan of this ward has: a dose of another place, an entry on the wrong chart, two charts of one child."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from hlh_desktop.domain.log.gates.every import passes
from hlh_desktop.domain.log.values import Outcome
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing
from hlh_desktop.ward import people
from hlh_desktop.ward.log import ending, giving, kinds
from hlh_desktop.ward.log.again import outcome_of, stands_already
from hlh_desktop.ward.log.chart import chart_of

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.gates.values import Attempt
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.log.giving import Written
    from hlh_desktop.ward.open_ward import OpenWard


@dataclass(frozen=True, slots=True)
class ElsewhereDose:
    """A dose of another place: drug, amount with its unit, BSA of that day (None not known), when, and where."""

    drug: str
    amount: Decimal
    unit: str
    bsa_m2: Decimal | None
    taken: datetime
    where: str


def note_elsewhere(desk: OpenWard, child: UUID, dose: ElsewhereDose, id_: UUID, now: datetime) -> None:
    """A dose that another place gave and no plan of this ward has; it counts in the sums.

    Trouble not_allowed, no_child, future_taken, where_needed, elsewhere_amount.
    """
    desk.require("give")
    if dose.taken.astimezone(UTC) > now.astimezone(UTC):
        raise Trouble("future_taken")
    if not dose.where.strip():
        raise Trouble("where_needed")
    drug = desk.ward.knowledge.formulary.get(dose.drug)
    if drug is None or drug.unit != dose.unit or dose.amount <= 0 or (dose.bsa_m2 is not None and dose.bsa_m2 <= 0):
        raise Trouble("elsewhere_amount")

    def decide(reading: Reading) -> Writing | None:
        if stands_already(reading, id_, kinds.OUTCOME, dose=None, drug=dose.drug):
            return None
        if child not in reading.identities():
            raise Trouble("no_child")
        outcome = Outcome(
            id=id_, child=child, dose=None, turn=1, became="elsewhere", drug=dose.drug, amount=dose.amount,
            unit=dose.unit, bsa_m2=dose.bsa_m2, planned_amount=None, due=None, taken=desk.here(dose.taken), saved=now,
            by=desk.person.name, by_id=desk.person.id, reason=dose.where,
        )  # fmt: skip
        body: dict[str, Any] = {
            "dose": None, "became": "elsewhere", "drug": dose.drug, "amount": str(dose.amount), "unit": dose.unit,
            "reason": dose.where, "directed_by": "", "entry": str(id_), "check": None, "route": "",
        }  # fmt: skip
        entry = Entry(id_, kinds.OUTCOME, child, desk.author, desk.here(dose.taken), body)
        return Writing([entry], outcomes={id_: outcome})

    desk.store.decide(decide, now)


def move_entry(
    desk: OpenWard, outcome: UUID, dose: UUID, attempt: Attempt, reason: str, id_: UUID, now: datetime
) -> Written:
    """An entry on the wrong chart: struck out there and entered on the right one, each naming the other, at once.

    Every gate of the right dose is asked; nothing is stored where one stops it. Trouble reason_needed, no_entry,
    same_chart, struck_meanwhile, not_allowed, no_dose.
    """
    if not reason.strip():
        raise Trouble("reason_needed")
    found: list[giving.Written] = []

    def decide(reading: Reading) -> Writing | None:
        people.require(desk, "strike", reading=reading)
        who = people.require(desk, giving.DEEDS[attempt.became], reading=reading)
        before = outcome_of(reading, dose, id_)
        if before is not None:
            found.append(giving.Written(before, ()))
            return None
        wrong, chart = ending.entry_of(reading, outcome), chart_of(desk, reading, dose, attempt.taken, now)
        if wrong.child == chart.dose.child:
            raise Trouble("same_chart")
        moved = giving.entry_id(chart, id_)
        told = {"reason": reason, "moved_to": str(moved)}
        gone = ending.ending(desk, reading, outcome, "struck", told, now)
        # Nobody stands at a bedside: whatever the form says, the child was not identified anew.
        here = replace(giving.in_ward_time(desk, attempt, who), known="moved")
        spoken = giving.spoken(desk, chart, here, now)
        if not passes(spoken):
            found.append(giving.Written(None, spoken))
            return None
        right = giving.writing(desk, reading, chart, here, (moved, id_), None, now, outcome)
        found.append(giving.Written(right.outcomes[moved], spoken))
        return Writing(
            [*gone.entries, *right.entries], outcomes=right.outcomes, ends=gone.ends
        )  # fmt: skip

    desk.store.decide(decide, now)
    return found[-1]


def link_charts(desk: OpenWard, one: UUID, other: UUID, reason: str, now: datetime) -> None:
    """Says on both charts that they are of the same child; neither is changed, nothing is merged.

    Trouble not_allowed, reason_needed, same_chart, no_child.
    """
    desk.require("strike")
    if not reason.strip():
        raise Trouble("reason_needed")
    if one == other:
        raise Trouble("same_chart")

    def decide(reading: Reading) -> Writing | None:
        known = reading.identities()
        if one not in known or other not in known:
            raise Trouble("no_child")
        pairs = ((one, other), (other, one))
        entries = [
            Entry(uuid5(mine, f"{kinds.LINKED}/{yours}"), kinds.LINKED, mine, desk.author, now,
                  {"other": str(yours), "reason": reason})
            for mine, yours in pairs
        ]  # fmt: skip
        return None if reading.fact(entries[0].id) is not None else Writing(entries)

    desk.store.decide(decide, now)


def linked(reading: Reading, child: UUID) -> tuple[UUID, ...]:
    """The other charts of the same child."""
    return tuple(UUID(fact.body["other"]) for fact in reading.facts(child, (kinds.LINKED,)))


def linked_numbers(desk: OpenWard, child: UUID) -> tuple[tuple[UUID, str], ...]:
    """The other charts of the same child, each with its hospital number."""
    with desk.store.reading() as reading:
        others, known = linked(reading, child), reading.identities()
    return tuple((other, known[other].mrn) for other in dict.fromkeys(others))

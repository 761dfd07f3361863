"""The signed plan: a CarePlan with its activities, and a MedicationRequest for each order with every dose of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.working import working
from hlh_desktop.exchange.fhir_out.diagnosis import condition_id
from hlh_desktop.exchange.fhir_out.observation import quantity
from hlh_desktop.exchange.fhir_out.systems import DRUG, PLAN, coding, filled, id_of, moment, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration, IntrathecalDose
    from hlh_desktop.exchange.fhir_out.values import ChildExport, PlannedTask, StandingPlan

    Given = Administration | IntrathecalAdministration


def care_plan(child: ChildExport, plan: StandingPlan, patient: str, knowledge: Knowledge) -> dict[str, Any]:
    """The version that stands: its orders by reference, its tasks in words with the moment they are due."""
    period = filled({"start": plan.first.isoformat(), "end": plan.last and plan.last.isoformat()})
    orders = [{"reference": reference(order_id(plan, order))} for order in plan.plan.orders]
    note = knowledge.wording.say("export.plan", version=plan.version, edition=plan.plan.edition, seal=plan.seal)
    return filled({
        "resourceType": "CarePlan",
        "id": str(plan.id),
        "identifier": [{"system": PLAN, "value": str(plan.id)}],
        "status": "active",
        "intent": "plan",
        "title": plan.title,
        "subject": reference(patient),
        "period": period,
        "created": moment(plan.signed_at.astimezone(child.zone)),
        "author": {"display": plan.signed_by},
        "addresses": [reference(condition_id(patient))],
        "activity": [*orders, *(_task(task, child) for task in plan.tasks)],
        "note": [{"text": note}],
    })  # fmt: skip


def _task(task: PlannedTask, child: ChildExport) -> dict[str, Any]:
    due = moment(task.due.astimezone(child.zone))
    detail = {"kind": "Task", "status": task.phase, "scheduledTiming": {"event": [due]}, "description": task.text}
    return {"detail": detail}


def order_id(plan: StandingPlan, order: AnyOrder) -> str:
    """The id of an order of this version."""
    return id_of(plan.id, order.line, order.part, order.drug, order.route)


def requests(
    child: ChildExport, plan: StandingPlan, patient: str, knowledge: Knowledge
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The orders of the plan. One that was stopped at the bedside is so here, whatever was planned."""
    for order in plan.plan.orders:
        stopped = (order.line, order.part) in plan.stopped
        yield filled({
            "resourceType": "MedicationRequest",
            "id": order_id(plan, order),
            "status": "stopped" if stopped else "active",
            "intent": "order",
            "medicationCodeableConcept": drug(order.drug),
            "subject": reference(patient),
            "authoredOn": moment(plan.signed_at.astimezone(child.zone)),
            "requester": {"display": plan.signed_by},
            "reasonReference": [reference(condition_id(patient))],
            "dosageInstruction": list(_dosages(order, child, knowledge)),
        })  # fmt: skip


def drug(name: str) -> dict[str, Any]:
    """A drug by its generic name."""
    return {"coding": [coding(DRUG, name)], "text": name}


def _dosages(order: AnyOrder, child: ChildExport, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Each dose of an order with the moments it is due, in their order; a dose that comes again is told again."""
    given: tuple[Given, ...] = tuple(order.administrations)
    runs = [list(run) for _, run in groupby(given, key=lambda one: one.dose)]
    for number, run in enumerate(runs, start=1):
        dose, amount = run[0].dose, run[0].dose.amount
        yield {
            "sequence": number,
            "text": _told(order, dose, knowledge),
            "timing": {"event": [moment(one.at.astimezone(child.zone)) for one in run]},
            "route": {"text": order.route},
            "doseAndRate": [
                {"doseQuantity": quantity(amount.amount, amount.unit, knowledge.fhir.ucum.get(amount.unit))}
            ],
        }


def _told(order: AnyOrder, dose: Dose | IntrathecalDose, knowledge: Knowledge) -> str:
    """The order line in words with the working of its dose."""
    return knowledge.wording.say(
        "export.dosage", drug=order.drug, dose=dose.amount, route=order.route, working=working(dose, knowledge.wording)
    )

"""The dose log: what was given, in part or in full, and what was not given and why, each a MedicationAdministration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import plain
from hlh_desktop.exchange.fhir_out.care import drug, order_id
from hlh_desktop.exchange.fhir_out.observation import quantity
from hlh_desktop.exchange.fhir_out.systems import filled, moment, reference

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.values import Became
    from hlh_desktop.exchange.fhir_out.values import ChildExport, LoggedGiving

STATUS: dict[Became, str] = {
    "running": "in-progress", "given": "completed", "held": "on-hold", "refused": "not-done", "omitted": "not-done",
    "missed": "not-done", "elsewhere": "completed", "home": "completed",
}  # fmt: skip


def administration(one: LoggedGiving, child: ChildExport, patient: str, knowledge: Knowledge) -> dict[str, Any]:
    """One entry of the log that stands. Of a dose that was not given no amount is told."""
    return filled({
        "resourceType": "MedicationAdministration",
        "id": str(one.id),
        "status": STATUS[one.became],
        "statusReason": [{"text": _reason(one, knowledge)}],
        "medicationCodeableConcept": drug(one.drug),
        "subject": reference(patient),
        **_when(one, child),
        "performer": [{"actor": {"display": one.by}}],
        "request": _request(one, child),
        "note": [{"text": text} for text in _notes(one, knowledge)],
        "dosage": _dosage(one, knowledge),
    })  # fmt: skip


def _reason(one: LoggedGiving, knowledge: Knowledge) -> str:
    """What became of it in words, and why where that was written."""
    said = knowledge.wording.say(f"export.became.{one.became}")
    return knowledge.wording.say("export.because", what=said, reason=one.reason) if one.reason else said


def _when(one: LoggedGiving, child: ChildExport) -> dict[str, Any]:
    begun = moment(one.taken.astimezone(child.zone))
    if one.ended is None:
        return {"effectiveDateTime": begun}
    return {"effectivePeriod": {"start": begun, "end": moment(one.ended.astimezone(child.zone))}}


def _request(one: LoggedGiving, child: ChildExport) -> dict[str, str] | None:
    """The order that it was planned by, as far as the plan that stands has it."""
    if child.plan is None or one.order is None:
        return None
    for order in child.plan.plan.orders:
        if (order.line, order.part, order.drug) == one.order:
            return reference(order_id(child.plan, order))
    return None


def _notes(one: LoggedGiving, knowledge: Knowledge) -> list[str]:
    if not one.partly or one.amount is None or one.planned is None:
        return []
    amounts = {"given": plain(one.amount), "planned": plain(one.planned), "unit": one.unit}
    return [knowledge.wording.say("export.partly", **amounts)]


def _dosage(one: LoggedGiving, knowledge: Knowledge) -> dict[str, Any] | None:
    if one.amount is None or STATUS[one.became] == "not-done":
        return None
    route = {"text": one.route} if one.route else None
    return filled({"route": route, "dose": quantity(one.amount, one.unit, knowledge.fhir.ucum.get(one.unit))})

"""The whole file: every resource in a fixed order, and the check that it is FHIR before it leaves the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.exchange.fhir_out.care import care_plan, requests
from hlh_desktop.exchange.fhir_out.diagnosis import condition
from hlh_desktop.exchange.fhir_out.exact_json import exact_json
from hlh_desktop.exchange.fhir_out.given import administration
from hlh_desktop.exchange.fhir_out.measures import measures
from hlh_desktop.exchange.fhir_out.observation import observation
from hlh_desktop.exchange.fhir_out.systems import ACT_REASON, MRN, coding, filled, id_of, urn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.exchange.fhir_out.values import ChildExport, Patient


def bundle_text(child: ChildExport, knowledge: Knowledge) -> str:
    """A child as the JSON of a FHIR R4 Bundle; the same child gives the same text. ValueError: it would not be FHIR."""
    made = bundle(child, knowledge)
    check(made)
    return exact_json(made)


def check(made: dict[str, Any]) -> None:
    """Refuses what another program could not read: pydantic's ValidationError, a ValueError."""
    # Half a second, paid by who exports.
    from fhir.resources.R4B.bundle import Bundle

    Bundle.model_validate(made)


def bundle(child: ChildExport, knowledge: Knowledge) -> dict[str, Any]:
    """A child as a Bundle of the kind "collection". One of a training ward says that it is a test."""
    patient = patient_id(child.patient)
    entries = [{"fullUrl": urn(one["id"]), "resource": one} for one in _resources(child, patient, knowledge)]
    security = [coding(ACT_REASON, "HTEST")] if child.training else None
    return filled({
        "resourceType": "Bundle",
        "id": id_of(patient, "bundle"),
        "meta": filled({"security": security}),
        "type": "collection",
        "entry": entries,
    })  # fmt: skip


def patient_id(patient: Patient) -> str:
    """The id of a child by its hospital number."""
    return id_of(MRN, patient.mrn)


def _resources(child: ChildExport, patient: str, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """The child, then what is known of it, then what was planned, then what was done."""
    yield _patient(child.patient, patient)
    if child.plan is not None:
        yield condition(child, child.plan, patient, knowledge)
    yield from _once(measures(child, patient, knowledge.fhir))
    results = (observation(one, patient, child.catalogue, knowledge.fhir, child.zone) for one in child.results)
    yield from _once(sorted(results, key=lambda one: (one["effectiveDateTime"], _name(one), one["id"])))
    if child.plan is not None:
        yield care_plan(child, child.plan, patient, knowledge)
        yield from requests(child, child.plan, patient, knowledge)
    yield from (administration(one, child, patient, knowledge) for one in child.givings)


def _name(made: dict[str, Any]) -> str:
    return str(made["code"]["coding"][0]["code"])


def _once(made: Any) -> Iterator[dict[str, Any]]:
    """Each once: two results that say the same in everything are one for whoever reads them."""
    seen: set[str] = set()
    for one in made:
        if one["id"] not in seen:
            seen.add(one["id"])
            yield one


def _patient(patient: Patient, id_: str) -> dict[str, Any]:
    name = filled({"family": patient.family_name, "given": [patient.given_name] if patient.given_name else None})
    return filled({
        "resourceType": "Patient",
        "id": id_,
        "identifier": [{"system": MRN, "value": patient.mrn}],
        "name": [name] if name else None,
        "gender": patient.sex,
        "birthDate": patient.date_of_birth.isoformat(),
    })  # fmt: skip

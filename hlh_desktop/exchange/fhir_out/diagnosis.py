"""The diagnosis as a Condition: by what set HLH off, provisional, with the count of the criteria beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.exchange.fhir_out.systems import (
    CLINICAL,
    ICD10,
    VERIFICATION,
    coded,
    coding,
    filled,
    moment,
    reference,
)
from hlh_desktop.exchange.fhir_out.systems import id_of as made_id

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.exchange.fhir_out.values import ChildExport, StandingPlan


def condition(child: ChildExport, plan: StandingPlan, patient: str, knowledge: Knowledge) -> dict[str, Any]:
    """HLH as the signed plan knows it. The program never says that a child has it: the status is provisional."""
    etiology = plan.plan.case.etiology
    known = knowledge.fhir.conditions[etiology.kind or "unknown"]
    title = known.text[knowledge.wording.language]
    return filled({
        "resourceType": "Condition",
        "id": condition_id(patient),
        "clinicalStatus": coded(CLINICAL, "active"),
        "verificationStatus": coded(VERIFICATION, "provisional"),
        "code": {"coding": [coding(ICD10, known.code, title)], "text": title},
        "subject": reference(patient),
        "recordedDate": moment(plan.signed_at.astimezone(child.zone)),
        "recorder": {"display": plan.signed_by},
        "note": [{"text": text} for text in _notes(plan, knowledge)],
    })  # fmt: skip


def condition_id(patient: str) -> str:
    """The id of the one condition of a patient."""
    return made_id(patient, "hlh")


def _notes(plan: StandingPlan, knowledge: Knowledge) -> list[str]:
    """The count of the criteria with what was not assessed, and the pathogen where one is known."""
    found, say = plan.plan.criteria.hlh_2004, knowledge.wording.say
    notes = [say("export.criteria", met=found.met, of=found.met + found.unknown + found.not_met, unknown=found.unknown)]
    if plan.plan.case.etiology.pathogen:
        notes.append(say("export.pathogen", pathogen=plan.plan.case.etiology.pathogen))
    return notes

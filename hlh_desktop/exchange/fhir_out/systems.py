"""Where codes come from, as FHIR names it, and ids that are the same whenever the same thing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from datetime import datetime

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
HL7 = "http://terminology.hl7.org/CodeSystem/"
CATEGORY, ABSENT = f"{HL7}observation-category", f"{HL7}data-absent-reason"
INTERPRETATION = f"{HL7}v3-ObservationInterpretation"
VERIFICATION, CLINICAL = f"{HL7}condition-ver-status", f"{HL7}condition-clinical"
ACT_REASON = f"{HL7}v3-ActReason"

# The program's own: an analyte's name, the code of the reporting laboratory, its number of a result, what was said of
# a sample, why a rare value was confirmed, a hospital number, a drug's name, a version of a plan, the chart's measures.
OWN = "urn:hlh-desktop:"
ANALYTE, LABORATORY_CODE, RESULT_KEY = f"{OWN}analyte", f"{OWN}laboratory-code", f"{OWN}result-key"
CONDITION, REASON, MRN = f"{OWN}sample-condition", f"{OWN}confirmed-because", f"{OWN}hospital-number"
DRUG, PLAN, MEASURE = f"{OWN}drug", f"{OWN}plan", f"{OWN}measurement"
FASTING = "fasting"

SPACE = uuid5(UUID(int=0), OWN)


def id_of(*parts: object) -> str:
    """The id of something by what it is: the same parts give the same id, in every ward."""
    return str(uuid5(SPACE, "\x1f".join(map(str, parts))))


def urn(id_: str) -> str:
    """How one entry of a bundle is referred to by another."""
    return f"urn:uuid:{id_}"


def reference(id_: str) -> dict[str, str]:
    """A reference to another entry."""
    return {"reference": urn(id_)}


def coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    """A concept of one code."""
    return {"coding": [coding(system, code, display)]}


def coding(system: str, code: str, display: str = "") -> dict[str, str]:
    """One code."""
    return {"system": system, "code": code, **({"display": display} if display else {})}


def moment(at: datetime) -> str:
    """A moment with seconds and offset, as FHIR asks; fractions of a second only where there are any."""
    return at.isoformat(timespec="microseconds" if at.microsecond else "seconds")


def filled(resource: dict[str, Any]) -> dict[str, Any]:
    """A resource without what is not known: FHIR leaves a key out and never writes null or an empty list."""
    return {key: value for key, value in resource.items() if value is not None and value not in ("", [], {})}

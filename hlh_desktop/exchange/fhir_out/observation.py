"""One result as an Observation: value and unit as reported, codes only where they fit, unknown never a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.exchange.fhir_out.systems import (
    ABSENT,
    ANALYTE,
    CATEGORY,
    CONDITION,
    FASTING,
    INTERPRETATION,
    LABORATORY_CODE,
    LOINC,
    REASON,
    RESULT_KEY,
    UCUM,
    coded,
    coding,
    filled,
    id_of,
    moment,
    reference,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.coded import CodeRules
    from hlh_desktop.domain.results.values import LabResult, Reported

STATUS = {
    "final": "final", "preliminary": "preliminary", "corrected": "corrected", "pending": "registered",
    "cancelled": "cancelled",
}  # fmt: skip
# Why there is no value, in FHIR's own words.
WHY_NONE = {"pending": "temp-unknown", "cancelled": "not-performed"}
UNKNOWN = "unknown"


def observation(
    result: LabResult, patient: str, catalogue: Mapping[str, Analyte], rules: CodeRules, zone: ZoneInfo
) -> dict[str, Any]:
    """A result of the patient of that id. Its own id comes of what it says, so that it is the same in every ward."""
    reported, analyte = result.reported, catalogue.get(result.analyte)
    unit = result.unit if analyte is None else analyte.listed(result.unit) or result.unit
    vital = result.analyte in rules.vital_signs
    made = {
        "resourceType": "Observation",
        "identifier": [{"system": RESULT_KEY, "value": reported.key}] if reported.key else None,
        "status": STATUS[reported.status],
        "category": [coded(CATEGORY, "vital-signs" if vital else "laboratory")],
        "code": _code(result, analyte, unit, rules),
        "subject": reference(patient),
        "effectiveDateTime": moment(result.at.astimezone(zone)),
        "performer": [{"display": result.laboratory}] if result.laboratory else None,
        **_value(reported, rules.unit_code(result.analyte, unit)),
        "method": {"text": reported.method} if reported.method else None,
        "specimen": {"display": result.specimen} if result.specimen else None,
        "referenceRange": _range(reported),
        "component": _conditions(result),
        "extension": [{"url": REASON, "valueString": reported.reason}] if reported.reason else None,
    }
    found = filled(made)
    return {"resourceType": "Observation", "id": id_of(patient, found), **found}


def _code(result: LabResult, analyte: Analyte | None, unit: str, rules: CodeRules) -> dict[str, Any]:
    """The ward's name of the analyte first, then a LOINC that fits it in this unit, then the laboratory's own code."""
    name = result.analyte if analyte is None else analyte.name
    codes = [coding(ANALYTE, result.analyte, name)]
    if fitting := rules.analyte_code(result.analyte, unit if result.reported.valued else None):
        codes.append(coding(LOINC, fitting))
    if result.reported.code:
        codes.append(coding(LABORATORY_CODE, result.reported.code))
    return {"coding": codes, "text": name}


def _value(reported: Reported, code: str | None) -> dict[str, Any]:
    """The number with its comparator, or the words, or why there is neither."""
    if reported.valued and reported.value is not None:
        given: dict[str, Any] = {"valueQuantity": quantity(reported.value, reported.unit, code, reported.comparator)}
        given["interpretation"] = _interpretation(reported)
        given["note"] = [{"text": reported.text}] if reported.text else None
        return given
    if reported.status in WHY_NONE:
        return {"dataAbsentReason": {**coded(ABSENT, WHY_NONE[reported.status]), **_text(reported.text)}}
    if reported.text:
        return {"valueString": reported.text}
    return {"dataAbsentReason": coded(ABSENT, UNKNOWN)}


def _text(text: str) -> dict[str, str]:
    return {"text": text} if text else {}


def quantity(value: Decimal, unit: str, code: str | None, comparator: str | None = None) -> dict[str, Any]:
    """An amount: the unit as it was written, and beside it the UCUM code where there is one."""
    named = {"system": UCUM, "code": code} if code else {}
    return filled({"value": value, "comparator": comparator, "unit": unit, **named})


def _interpretation(reported: Reported) -> list[dict[str, Any]] | None:
    """Low, high or normal by the range that the laboratory printed; nothing where a comparator leaves it open."""
    value, comparator = reported.value, reported.comparator
    if value is None or (reported.low is None and reported.high is None):
        return None
    if reported.high is not None and value > reported.high and comparator not in ("<", "<="):
        return [coded(INTERPRETATION, "H", "High")]
    if reported.low is not None and value < reported.low and comparator not in (">", ">="):
        return [coded(INTERPRETATION, "L", "Low")]
    return None if comparator else [coded(INTERPRETATION, "N", "Normal")]


def _range(reported: Reported) -> list[dict[str, Any]] | None:
    """The range of the laboratory in the unit of the value, and as words where it was words."""
    ends, unit = {"low": reported.low, "high": reported.high}, reported.unit if reported.valued else ""
    made = {name: filled({"value": end, "unit": unit}) for name, end in ends.items() if end is not None}
    found = {**made, **_text(reported.range_text)}
    return [found] if found else None


def _conditions(result: LabResult) -> list[dict[str, Any]]:
    """What was said of the sample: each condition that was named, and fasting only where somebody said yes or no."""
    said = {} if result.fasting is None else {FASTING: result.fasting}
    said |= dict.fromkeys(sorted(result.conditions), True)
    return [{"code": coded(CONDITION, name), "valueBoolean": truth} for name, truth in said.items()]

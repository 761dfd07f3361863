"""Weight and height of the chart as Observations of a day: what the doses were scaled by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.exchange.fhir_out.observation import quantity
from hlh_desktop.exchange.fhir_out.systems import CATEGORY, LOINC, MEASURE, coded, coding, filled, id_of, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.domain.results.coded import CodeRules
    from hlh_desktop.exchange.fhir_out.values import ChildExport

WEIGHT, HEIGHT, KG, CM = "weight", "height", "kg", "cm"


def measures(child: ChildExport, patient: str, rules: CodeRules) -> Iterator[dict[str, Any]]:
    """Each measure of the chart that stands, oldest first."""
    for row in child.measurements:
        for name, value, unit in ((WEIGHT, row.weight_kg, KG), (HEIGHT, row.height_cm, CM)):
            if value is None:
                continue
            made = {
                "resourceType": "Observation",
                "status": "final",
                "category": [coded(CATEGORY, "vital-signs")],
                "code": _code(name, unit, child, rules),
                "subject": reference(patient),
                "effectiveDateTime": row.on.isoformat(),
                "performer": [{"display": row.by}] if row.by else None,
                "valueQuantity": quantity(value, unit, rules.unit_code(name, unit)),
                "note": _how(row, name),
            }
            found = filled(made)
            yield {"resourceType": "Observation", "id": id_of(patient, found), **found}


def _code(name: str, unit: str, child: ChildExport, rules: CodeRules) -> dict[str, Any]:
    codes = [coding(MEASURE, name)]
    if fitting := rules.analyte_code(name, unit):
        codes.append(coding(LOINC, fitting))
    return {"coding": codes, "text": child.catalogue[name].name}


def _how(row: Measurement, name: str) -> list[dict[str, str]] | None:
    """How a weight was come by, where that was said."""
    return [{"text": row.weight_source}] if name == WEIGHT and row.weight_source else None

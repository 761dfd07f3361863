"""The contract's own case, hlh-case/1 with every optional part filled in, and ways to change one place of it."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.ward.cases import sentence
from tests.builders import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[int | str, ...]

FULL: dict[str, Any] = {
    "schema": "hlh-case/1",
    "patient": {
        "mrn": "TV04", "family_name": "Example", "given_name": "Four", "date_of_birth": "2024-06-22", "sex": "female",
        "gestation_weeks": 39, "allergies": ["penicillin"], "prior_etoposide_mg_per_m2": "450",
    },
    "measurements": [
        {
            "on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92", "weight_source": "measured",
            "by": "RN B. Example", "lying": True,
        },
        {"on": "2026-11-20", "weight_kg": "13.4", "height_cm": "92"},
    ],
    "day_one": "2026-11-22",
    "time_zone": "Europe/Paris",
    "signs": {
        "temperature_c": "39.6", "splenomegaly": True, "hepatomegaly": None, "hemophagocytosis": None,
        "nk_activity_low": None, "immunosuppression": False, "sjia": None, "hlh_gene_defect": None,
        "family_history": None,
    },
    "labs": [
        {
            "analyte": "ferritin", "value": "11734", "comparator": None, "unit": "ng/mL", "at": "2026-11-21T06:10",
            "fasting": None,
        },
        {
            "analyte": "tg", "value": "3.8", "comparator": ">", "unit": "mmol/L", "at": "2026-11-21T20:10Z",
            "fasting": True,
        },
    ],
    "etiology": {"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B", "treatment": "work-up pending"},
    "severity": {
        "course": "deteriorating", "responding_to_specific_treatment": False, "cns": "none", "csf": "not_done",
    },
    "regimen": {
        "protocol": "hlh-94",
        "last_week": 8,
        "lines": [
            {"line": "etoposide", "factor": "0.75", "reason": "eGFR 33.7"},
            {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 2, "part": "first"},
            {"line": "anakinra", "mg_per_kg_per_day": "8", "first_day": 15, "cap_mg_per_dose": None, "part": "then"},
        ],
        "declined": [{"line": "cotrimoxazole", "reason": "atovaquone given"}],
        "changes": [
            {
                "line": "etoposide", "part": None, "day": 15, "do": "move", "to": "2026-12-08T14:00", "factor": None,
                "route": None, "reason": "public holiday",
            },
        ],
        "times": {"etoposide": ["14:00"]},
        "first_dose_at": {"etoposide": "2026-11-22T18:30"},
    },
    "elsewhere": [{"drug": "etoposide", "on": "2026-10-02", "mg": "80", "bsa_m2": "0.58", "where": "other hospital"}],
    "other_medicines": ["voriconazole"],
    "safety": {"long_qt": True, "central_line": False, "consent_blood": None},
    "revised_at": ["2026-12-02T14:05"],
    "suspected_at": "2026-11-21T18:00",
    "past": {
        "until": "2026-12-02T14:05",
        "without": [
            {"line": "anakinra", "part": "then", "since": "2026-11-23T10:00", "until": "2026-11-25T10:00"},
        ],
        "tasks": [{"code": "labs_daily", "due": "2026-11-22T08:00"}],
    },
}  # fmt: skip


def places(part: Any = FULL, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each place of the case with what stands there, the whole case first."""
    yield path, part
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


def with_value(path: Path, value: Any) -> dict[str, Any]:
    """The case with another value in one place, or with one more key."""
    return _changed(path, lambda part, last: part.__setitem__(last, value))


def without(path: Path) -> dict[str, Any]:
    """The case without one place."""
    return _changed(path, lambda part, last: part.__delitem__(last))


def _changed(path: Path, change: Any) -> dict[str, Any]:
    data = copy.deepcopy(FULL)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    change(part, path[-1])
    return data


def written(path: Path) -> str:
    """A place as problems name it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def said(case: dict[str, Any] | str | bytes) -> list[str]:
    """The problems of a case, each as the line that a person reads; none for a good case."""
    text = json.dumps(case) if isinstance(case, dict) else case
    reading = read_case(text.encode() if isinstance(text, str) else text, knowledge())
    assert (reading.case is None) is bool(reading.problems)
    return [sentence(problem, knowledge().wording) for problem in reading.problems]

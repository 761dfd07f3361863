"""Cases for tests: one healthy-sized child, changed by what a test is about."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.plan import make_plan
from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.exchange.plan_file import to_object
from hlh_desktop.knowledge.load import load

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"

# TV04's measures without anything assessed: 13.5 kg, 92 cm, BSA 0.59 m2, 2 years 5 months on a Sunday in winter time.
CHILD: dict[str, Any] = {
    "schema": "hlh-case/1",
    "patient": {"mrn": "T1", "date_of_birth": "2024-06-22", "sex": "female", "allergies": []},
    "measurements": [{"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"}],
    "day_one": "2026-11-22",
    "time_zone": "Europe/Paris",
}


@cache
def knowledge() -> Knowledge:
    """The program's own knowledge, loaded once a test run."""
    return load(ROOT / "resources")


def case_data(**parts: Any) -> dict[str, Any]:
    """The child with whole parts of the case replaced; a dict part is laid over the child's own."""
    data = copy.deepcopy(CHILD)
    for name, part in parts.items():
        data[name] = {**data[name], **part} if isinstance(part, dict) and isinstance(data.get(name), dict) else part
    return data


def child(weight_kg: str, height_cm: str, born: str, **parts: Any) -> dict[str, Any]:
    """A child of other measures and birth date, measured the day before day one of the usual case."""
    measures = [{"on": "2026-11-21", "weight_kg": weight_kg, "height_cm": height_cm}]
    patient = {"date_of_birth": born, **parts.pop("patient", {})}
    return case_data(measurements=measures, patient=patient, **parts)


def regimen(*lines: dict[str, Any] | str, protocol: str = "hlh-94", last_week: int = 8, **more: Any) -> dict[str, Any]:
    """A regimen of some lines, each by its name or with its parameters."""
    chosen = [{"line": line} if isinstance(line, str) else line for line in lines]
    return {"protocol": protocol, "last_week": last_week, "lines": chosen, **more}


def lab(analyte: str, value: str, unit: str, at: str = "2026-11-21T06:10", **more: Any) -> dict[str, Any]:
    """One laboratory row."""
    return {"analyte": analyte, "value": value, "unit": unit, "at": at, **more}


def codes_of_problems(data: dict[str, Any]) -> dict[str, str]:
    """The problems of a case, their codes by field."""
    reading = read_case(json.dumps(data).encode(), knowledge())
    return {problem.field: problem.code for problem in reading.problems}


def read(data: dict[str, Any]) -> Case:
    """A case that must be without problems."""
    reading = read_case(json.dumps(data).encode(), knowledge())
    assert reading.case is not None, reading.problems
    return reading.case


def plan(data: dict[str, Any]) -> Plan:
    """The plan of a case that must be without problems."""
    return make_plan(read(data), knowledge())


def plan_object(data: dict[str, Any]) -> dict[str, Any]:
    """The plan of a case as the object of hlh-plan/1."""
    return to_object(plan(data), knowledge())


def findings(data: dict[str, Any]) -> dict[str, list[str]]:
    """The findings of a case: the texts of each code."""
    found: dict[str, list[str]] = {}
    for finding in plan(data).findings:
        found.setdefault(finding.code, []).append(finding.text)
    return found


def levels(data: dict[str, Any]) -> dict[str, str]:
    """The findings of a case: the level of each code."""
    return {finding.code: finding.level for finding in plan(data).findings}


def tasks(data: dict[str, Any]) -> dict[str, str]:
    """The tasks of a case: the moment each is first due, in ward time."""
    return {task.code: task.due.isoformat(timespec="minutes") for task in plan(data).tasks}

"""Writing hlh-plan/1: the finished plan as the JSON that case-format fixes, decimals and moments as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.working import working

if TYPE_CHECKING:
    from datetime import date

    from hlh_desktop.domain.criteria.hlh import Assessment
    from hlh_desktop.domain.finding import Finding, Option, Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import AnyOrder
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.sources import Cites

SCHEMA = "hlh-plan/1"
MINUTES = "minutes"


def to_json(plan: Plan, knowledge: Knowledge, *, indent: int | None = None) -> str:
    """The plan as JSON text, on one line unless `indent` is given."""
    return json.dumps(to_object(plan, knowledge), ensure_ascii=False, indent=indent)


def to_object(plan: Plan, knowledge: Knowledge) -> dict[str, Any]:
    """The plan as the object of hlh-plan/1."""
    return {
        "schema": SCHEMA,
        "knowledge_edition": plan.edition,
        "mrn": plan.case.patient.mrn,
        "day_one": plan.case.day_one.isoformat(),
        "age": {"years": plan.age.years, "days": plan.age.days},
        "bsa_m2": str(plan.bsa.used),
        "bsa_haycock_m2": str(plan.bsa.haycock_rounded),
        "egfr": None if plan.egfr is None else str(plan.egfr.shown),
        "criteria": _criteria(plan),
        "options": [_option(option, knowledge) for option in plan.options],
        "orders": [_order(order, knowledge) for order in plan.orders],
        "cumulative_etoposide": _cumulative(plan, knowledge),
        "findings": [_finding(finding, knowledge) for finding in plan.findings],
        "tasks": [_task(task) for task in plan.tasks],
    }


def _criteria(plan: Plan) -> dict[str, Any]:
    criteria = plan.criteria
    score = criteria.hscore
    return {
        "hlh_2004": _assessment(criteria.hlh_2004),
        "hlh_2024": _assessment(criteria.hlh_2024),
        "hscore": {
            "low": score.low,
            "high": score.high,
            "probability_low": score.probability_low,
            "probability_high": score.probability_high,
        },
        "mas_2016": {"state": criteria.mas_2016},
    }


def _assessment(found: Assessment) -> dict[str, Any]:
    return {
        "met": found.met,
        "unknown": found.unknown,
        "not_met": found.not_met,
        "state": found.state,
        "items": {item.name: item.truth for item in found.items},
    }


def _order(order: AnyOrder, knowledge: Knowledge) -> dict[str, Any]:
    """An order; doses that are shared are written once and used for each administration."""
    texts: dict[int, tuple[str, str, str]] = {}
    given = []
    for one in order.administrations:
        key = id(one.dose)
        if key not in texts:
            amount = one.dose.amount
            texts[key] = (plain(amount.amount), amount.unit, working(one.dose, knowledge.wording))
        dose, unit, how = texts[key]
        at = one.at.isoformat(timespec=MINUTES)
        given.append({"day": one.day, "at": at, "dose": dose, "unit": unit, "working": how})
    return {"line": order.line, "drug": order.drug, "route": order.route, "administrations": given}


def _cumulative(plan: Plan, knowledge: Knowledge) -> dict[str, Any]:
    above = knowledge.alerts["cumulative_etoposide_above_2000"].numbers["mg_per_m2"]
    at = knowledge.alerts["cumulative_etoposide_at_3000"].numbers["mg_per_m2"]
    return {
        "planned_mg_per_m2": str(plan.cumulative.shown),
        "first_above_2000": _day(plan.cumulative.first_above(above)),
        "first_at_3000": _day(plan.cumulative.first_at(at)),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _option(option: Option, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "id": option.id,
        "stance": option.stance,
        "reason": option.reason,
        "statements": list(option.statements),
        "sources": sources(option.cites, knowledge),
    }


def _finding(finding: Finding, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level,
        "text": finding.text,
        "statements": list(finding.statements),
        "sources": sources(finding.cites, knowledge),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "code": task.code,
        "due": task.due.isoformat(timespec=MINUTES),
        "text": task.text,
        "statements": list(task.statements),
    }


def sources(cites: Cites, knowledge: Knowledge) -> list[str]:
    """Each source by its title with the evidence tag of the datum, e.g. "Trottestam 2011, Blood 118:4577 [R]"."""
    return [f"{knowledge.sources[cite.source].title} [{cite.evidence}]" for cite in cites]

"""What is written down when a plan is signed: who the child is, what was measured, the plan itself, the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid5

from hlh_desktop.domain.schedule import wall_text, ward_time
from hlh_desktop.domain.slots import last_dose
from hlh_desktop.exchange import frozen
from hlh_desktop.exchange.case_text import case_object, part_object
from hlh_desktop.exchange.plan_file import to_object
from hlh_desktop.record.values import Author, Entry, Identity
from hlh_desktop.ward import children, plans
from hlh_desktop.ward.approval.signed_under import as_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.finding import Task
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.record.values import Person
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.signing import Signing

SCHEMA = "hlh-signed/1"
SECOND, AMENDED = "second_signature", "identity_amended"


def signed_facts(desk: OpenWard, signing: Signing, doses: int, now: datetime) -> tuple[Entry, ...]:
    """The facts in their order. Their ids come from the draft's, so that none can be written twice."""
    return tuple(_facts(desk, signing, doses, now))


def _facts(desk: OpenWard, signing: Signing, doses: int, now: datetime) -> Iterator[Entry]:
    before = signing.before.id if signing.before else None
    yield from _identity(desk, signing, now)
    yield from _measured(desk, signing, now)
    yield Entry(signing.id, plans.PLAN, signing.child, desk.author, now, _plan_body(desk, signing), before)
    first, *others = signing.signers
    body = _signature_body(desk, signing, doses, others)
    yield _entry(desk, signing, plans.SIGNATURE, body, now, by=first)
    for person in others:
        yield _entry(desk, signing, SECOND, {"plan": str(signing.id), "version": signing.version}, now, by=person)


def _entry(
    desk: OpenWard, signing: Signing, kind: str, body: Mapping[str, Any], now: datetime, by: Person | None = None
) -> Entry:
    author = Author(by or desk.person, desk.workstation)
    return Entry(uuid5(signing.id, kind), kind, signing.child, author, now, body)


def _identity(desk: OpenWard, signing: Signing, now: datetime) -> Iterator[Entry]:
    """A child who is new, or known otherwise than before."""
    known = desk.store.identities().get(signing.child)
    if known is None:
        yield _entry(desk, signing, children.REGISTERED, {}, now)
    elif known != identity_of(signing.plan.case):
        yield _entry(desk, signing, AMENDED, {"version": signing.version}, now)


def _measured(desk: OpenWard, signing: Signing, now: datetime) -> Iterator[Entry]:
    """Each measurement that was not written down before; one that was struck out does not come back by itself."""
    known = children.ever_measured(desk, signing.child)
    for number, row in enumerate(signing.plan.case.measurements):
        if row not in known:
            id_ = uuid5(signing.id, f"{children.MEASURED}/{number}")
            body = {**dict.fromkeys(type(row).model_fields), **part_object(row)}
            yield Entry(id_, children.MEASURED, signing.child, desk.author, now, body)


def _plan_body(desk: OpenWard, signing: Signing) -> dict[str, Any]:
    """The plan in three forms: the case it was made of, the plan file, and every value of it."""
    return {
        "schema": SCHEMA,
        "version": signing.version,
        "case": case_object(signing.plan.case),
        "plan": to_object(signing.plan, desk.ward.knowledge),
        "frozen": frozen.to_object(signing.plan),
        "reasons": dict(signing.draft.reasons),
        "again": dict(signing.draft.again),
    }


def _signature_body(desk: OpenWard, signing: Signing, doses: int, others: list[Person]) -> dict[str, Any]:
    """What a list of plans shows, so that it never has to open the plan itself."""
    plan = signing.plan
    regimen = plan.case.regimen
    return {
        "plan": str(signing.id),
        "version": signing.version,
        "protocol": desk.ward.knowledge.protocols[regimen.protocol].title if regimen else None,
        "day_one": plan.case.day_one.isoformat(),
        "suspected_at": _suspected(plan),
        "last_week": regimen.last_week if regimen else 0,
        "edition": plan.edition,
        "knowledge": as_body(desk),
        "doses": doses,
        "last_dose": None if (last := last_dose(plan)) is None else last.isoformat(),
        "second": others[0].name if others else None,
        "measures": _measures(plan),
        "before": _before(plan),
        "tasks": [_task(task) for task in plan.tasks],
    }


def _suspected(plan: Plan) -> str | None:
    """When HLH was first suspected, in ward time; None where nobody wrote it down."""
    at = plan.case.suspected_at
    return None if at is None else wall_text(ward_time(at, plan.case.time_zone))


def _task(task: Task) -> list[str]:
    """Code and due moment; after them the end of one that does not recur for good."""
    return [task.code, task.due.isoformat(), *([] if task.until is None else [task.until.isoformat()])]


def _before(plan: Plan) -> str | None:
    """Cumulative etoposide of before this plan in mg/m2, exact; None where it was not asked."""
    if plan.cumulative.prior is None and not plan.cumulative.elsewhere:
        return None
    return str(plan.cumulative.overall - plan.cumulative.planned)


def _measures(plan: Plan) -> dict[str, Any]:
    allergies = plan.case.patient.allergies
    return {
        "weight_kg": str(plan.weight.value),
        "weighed_on": plan.weight.row.on.isoformat(),
        "height_cm": str(plan.height.value),
        "measured_on": plan.height.row.on.isoformat(),
        "bsa_m2": str(plan.bsa.used),
        "allergies": None if allergies is None else list(allergies),
    }


def identity_of(case: Case) -> Identity:
    """Who the child of a case is."""
    patient = case.patient
    return Identity(patient.mrn, patient.family_name, patient.given_name, patient.date_of_birth, patient.sex)

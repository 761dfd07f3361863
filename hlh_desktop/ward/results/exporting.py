"""A child for other programs: its results as a table, all of it as FHIR. Each export is written into the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.log.values import TAKEN
from hlh_desktop.domain.names import plain_number
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.fhir_out.bundle import bundle_text
from hlh_desktop.exchange.fhir_out.values import ChildExport, LoggedGiving, Patient, PlannedTask, StandingPlan
from hlh_desktop.ward import audit, children, tasks
from hlh_desktop.ward.results.results_csv import results_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import LoggedDose, Outcome
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.exchange.fhir_out.values import TaskPhase
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead, Who

What = Literal["fhir", "results_csv"]
PHASES: dict[str, TaskPhase] = {"done": "completed", "not_done": "cancelled"}
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Export:
    """A file ready to be saved: which kind, its bytes, and how many results it tells."""

    what: What
    data: bytes
    results: int


def results_table(desk: OpenWard, child: UUID, now: datetime) -> Export:
    """Every result of a child as CSV, those that stand no more marked. Trouble not_allowed, no_child."""
    desk.require("export")
    who, rows = children.record(desk, child, now).identity, desk.labs.all(child)
    return Export("results_csv", results_csv(who, rows, desk.labs.catalogue(dropped=True), desk.zone), len(rows))


def fhir_bundle(desk: OpenWard, child: UUID, now: datetime) -> Export:
    """A child as a FHIR R4 Bundle: results that stand, measures, and plan with doses where one is signed.

    Trouble not_allowed, no_child; in_check of the plan while a dose is in its second check, for both tell amounts.
    """
    desk.require("export")
    found = gathered(desk, child, now)
    return Export("fhir", bundle_text(found, desk.ward.knowledge).encode(), len(found.results))


def note_exported(desk: OpenWard, child: UUID, made: Export, now: datetime) -> None:
    """Writes down that a file was saved."""
    audit.note(desk, "exported", desk.here(now), child, {"what": made.what, "count": made.results})


def of_number(desk: OpenWard, mrn: str) -> UUID:
    """The child of a hospital number. Trouble no_such_number."""
    wanted = plain_number(mrn)
    for child, identity in desk.store.identities().items():
        if plain_number(identity.mrn) == wanted:
            return child
    raise Trouble("no_such_number", mrn=mrn)


def gathered(desk: OpenWard, child: UUID, now: datetime) -> ChildExport:
    """All that a file tells of a child, read as it stands now."""
    record, day = children.record(desk, child, now), desk.log.day(child, now)
    plan = None if record.plan is None else _plan(desk, record.plan, day, tasks.tasks(desk, child, now), now)
    return ChildExport(
        patient=_patient(record.identity), zone=desk.zone, catalogue=desk.labs.catalogue(dropped=True),
        results=desk.labs.results(child), measurements=record.measurements, plan=plan,
        givings=tuple(_givings(day)), training=desk.face.training,
    )  # fmt: skip


def _patient(who: Who) -> Patient:
    if who.date_of_birth is None:
        raise Trouble("no_child")
    return Patient(who.mrn, who.date_of_birth, who.family_name, who.given_name, who.sex)


def _plan(
    desk: OpenWard, head: PlanHead, day: ChildDay, found: Iterable[TaskState], now: datetime
) -> StandingPlan:  # fmt: skip
    signed = desk.plan(head.id, now)
    say = desk.ward.wording.say
    title = say("export.titled", protocol=head.protocol or say("export.options"), version=head.version)
    last = head.day_one + head.last_week * WEEK - timedelta(days=1) if head.last_week else None
    stopped = frozenset((one.line, one.part) for one in day.ledger.stops if one.lifted is None)
    return StandingPlan(
        head.id, head.version, signed.plan, title, head.day_one, last, head.signed_by, head.signed_at, head.seal,
        stopped, _tasks(signed.plan, found),
    )  # fmt: skip


def _tasks(plan: Plan, found: Iterable[TaskState]) -> tuple[PlannedTask, ...]:
    """Every turn that was answered, and what the plan asks and nobody has answered: the clock changes nothing here."""
    answered = [one for one in found if one.state in PHASES]
    known = {(one.code, one.due) for one in answered}
    asked = [one for one in plan.tasks if (one.code, one.due) not in known]
    told = [PlannedTask(one.text, one.due, PHASES[one.state]) for one in answered]
    told += [PlannedTask(one.text, one.due, "not-started") for one in asked]
    return tuple(sorted(told, key=lambda one: (one.due, one.text)))


def _givings(day: ChildDay) -> Iterator[LoggedGiving]:
    """What stands in the log in order of its moments: of doses of the plan, of earlier plans, of other places."""
    states = {one.dose.id: one for one in day.doses}
    stands = [one for one in day.ledger.outcomes if _stands(one, day)]
    for one in sorted(stands, key=lambda one: (one.taken, one.id)):
        state = None if one.dose is None else states.get(one.dose)
        yield _giving(one, state)


def _stands(one: Outcome, day: ChildDay) -> bool:
    """Whether nothing has ended or followed it."""
    if one.dose is None:
        return one.id not in day.ledger.ended
    return day.ledger.standing.get(one.dose) is one


def _giving(one: Outcome, state: DoseNow | None) -> LoggedGiving:
    dose: LoggedDose | None = None if state is None else state.dose
    return LoggedGiving(
        id=one.id, became=one.became, drug=one.drug, route=dose.route if dose else "",
        amount=one.amount if one.became in TAKEN else None, unit=one.unit, planned=one.planned_amount, taken=one.taken,
        ended=one.ended, by=one.by, reason=one.reason, partly=state is not None and state.state == "partly_given",
        order=(dose.line, dose.part, dose.drug) if dose else None,
    )  # fmt: skip

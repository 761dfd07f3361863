"""The plan: the one frozen value that screen, paper and file draw, made from a case and the knowledge."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from hlh_desktop.domain.cumulative import cumulative
from hlh_desktop.domain.findings.engine import findings_of
from hlh_desktop.domain.findings.refusals import refusals_of
from hlh_desktop.domain.lines import order_lines
from hlh_desktop.domain.options import options_of
from hlh_desktop.domain.situation import Bedside, Situation, gather
from hlh_desktop.domain.tasks.engine import tasks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.cumulative import Cumulative
    from hlh_desktop.domain.dosing import Dose
    from hlh_desktop.domain.finding import Finding, Option, Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Measured, Span
    from hlh_desktop.domain.orders import AnyOrder, IntrathecalDose, Ordered
    from hlh_desktop.domain.patient import Age, SurfaceArea
    from hlh_desktop.domain.renal import Egfr


@dataclass(frozen=True, slots=True)
class Plan:
    """A dosed, dated treatment plan with everything that a person needs to check it."""

    edition: str
    case: Case
    age: Age
    weight: Measured
    height: Measured
    bsa: SurfaceArea
    egfr: Egfr | None
    criteria: Criteria
    options: tuple[Option, ...]
    orders: tuple[AnyOrder, ...]
    ordered: tuple[Ordered, ...]
    cumulative: Cumulative
    findings: tuple[Finding, ...]
    tasks: tuple[Task, ...]
    # Empty in a plan that was signed before plans could be revised: its measures count from the beginning.
    spans: tuple[Span, ...] = ()

    @property
    def doses(self) -> tuple[Dose | IntrathecalDose, ...]:
        """Each distinct dose once, in the order of the orders and of its first administration."""
        return tuple(_distinct(self.orders))


def make_plan(case: Case, knowledge: Knowledge) -> Plan:
    """The plan of a case that `case_checks.problems` has let pass; ValueError for one without weight or height."""
    return plan_of(situation_of(case, knowledge))


def situation_of(case: Case, knowledge: Knowledge) -> Situation:
    """All that findings, tasks and options of a case are about; ValueError for one without weight or height."""
    return order(gather(case, knowledge))


def order(bedside: Bedside) -> Situation:
    """The child with the lines of the regimen ordered, those refused left out."""
    refused, refusals = refusals_of(bedside)
    ordered = order_lines(bedside, refused)
    orders = tuple(order for line in ordered for order in line.orders if order.administrations)
    settings, case = bedside.knowledge.settings, bedside.case
    total = cumulative(case, settings.cumulative_drug, bedside.bodies, orders, settings.cumulative_names)
    parts = {field.name: getattr(bedside, field.name) for field in fields(Bedside)}
    return Situation(**parts, ordered=ordered, cumulative=total, refusals=refusals)


def plan_of(situation: Situation) -> Plan:
    """The plan of a situation, with findings, options and tasks."""
    if situation.cumulative is None:
        raise ValueError(situation.case.patient.mrn)
    findings = findings_of(situation, situation.refusals)
    return Plan(
        situation.knowledge.edition, situation.case, situation.age, situation.weight, situation.height, situation.bsa,
        situation.egfr, situation.criteria, options_of(situation), situation.orders, situation.ordered,
        situation.cumulative, findings, tasks_of(situation, findings), situation.spans,
    )  # fmt: skip


def _distinct(orders: tuple[AnyOrder, ...]) -> Iterator[Dose | IntrathecalDose]:
    seen: set[int] = set()
    for order in orders:
        for one in order.administrations:
            if id(one.dose) not in seen:
                seen.add(id(one.dose))
                yield one.dose

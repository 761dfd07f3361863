"""The program's own dose for a second check: reckoned again from weight, surface and rule, not read off the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.dosing import dose as reckon
from hlh_desktop.domain.intrathecal import intrathecal_dose
from hlh_desktop.domain.orders import IntrathecalDose
from hlh_desktop.domain.proof_spans import resting
from hlh_desktop.domain.protocol import IntrathecalLine
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import dose_rows, plans

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.dosing import Body
    from hlh_desktop.domain.log.gates.values import Chart
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.open_ward import OpenWard


def own_amount(desk: OpenWard, chart: Chart) -> tuple[Decimal, Decimal]:
    """Weight in kg, and the dose in its unit, from the raw inputs of the signed plan that this dose rests on.

    Trouble no_dose.
    """
    plan = plans.signed(desk, chart.dose.plan).plan
    found = dose_rows.administrations(chart.dose.child, plan).get(chart.dose.id)
    if found is None:
        raise Trouble("no_dose")
    *_, span = resting(plan, found.dose, [found.at])
    if isinstance(found.dose, IntrathecalDose):
        return span.weight.value, _spinal(desk, chart, plan, found.dose)
    return span.weight.value, _ordinary(desk, span.body, found.dose)


def _ordinary(desk: OpenWard, body: Body, planned: Dose) -> Decimal:
    if planned.part is not None:
        return planned.amount.amount
    drug = desk.ward.knowledge.formulary[planned.drug]
    return reckon(drug, planned.rule, body).amount.amount


def _spinal(desk: OpenWard, chart: Chart, plan: Plan, planned: IntrathecalDose) -> Decimal:
    """By the age on the day of the dose."""
    regimen = plan.case.regimen
    line = None if regimen is None else desk.ward.knowledge.line(regimen.protocol, chart.dose.line)
    if not isinstance(line, IntrathecalLine):
        raise Trouble("no_dose")
    day = chart.dose.due.astimezone(desk.zone).date()
    return intrathecal_dose(planned.drug, line, plan.case.patient.date_of_birth, day).amount.amount

"""Gates of what is given: amount, route, limits, cumulative dose, allergy, what the drug's record asks for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.log.given import overlap_of, per_m2, sum_of
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.quantity import Quantity
from hlh_desktop.domain.writing import number, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.log.gates.values import Attempt, Chart
    from hlh_desktop.domain.log.rules import GivingGate


def amount_deviates(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """More or less than planned by more than the limit, in percent of what is planned."""
    apart = _apart(attempt, chart)
    if apart is None or abs(apart) <= Fraction(gate.numbers["percent"]):
        return None
    return {**_amounts(attempt, chart), "percent": number(abs(apart), 1)}


def amount_above_limit(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """More than may ever be given: above the plan by more than the limit, or above the cap of the line."""
    apart, most = _apart(attempt, chart), chart.cap
    too_much = apart is not None and apart > Fraction(gate.numbers["percent"])
    capped = most is not None and attempt.gives and attempt.amount is not None and attempt.amount > most
    if not (too_much or capped):
        return None
    planned = chart.dose.amount
    limits = [planned * (1 + gate.numbers["percent"] / 100)] if planned is not None else []
    limit = min([*limits, *([most] if most is not None else [])])
    return {**_amounts(attempt, chart), "limit": quantity(Quantity(limit, chart.dose.unit))}


def _apart(attempt: Attempt, chart: Chart) -> Fraction | None:
    """How far the amount lies from the plan, in percent of the plan, signed; None where either is not known."""
    planned, amount = chart.dose.amount, attempt.amount
    if not attempt.gives or not planned or amount is None:
        return None
    return 100 * (Fraction(amount) - Fraction(planned)) / Fraction(planned)


def _amounts(attempt: Attempt, chart: Chart) -> dict[str, str]:
    return {"amount": _written(attempt.amount, chart), "planned": _written(chart.dose.amount, chart)}


def _written(amount: Decimal | None, chart: Chart) -> str:
    return "" if amount is None else quantity(Quantity(amount, chart.dose.unit))


def cumulative_above(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """What was given so far and this dose come to more than the caution limit; a reason is asked for each dose."""
    total = _total(attempt, chart)
    return _sum(total, chart) if total is not None and total > Fraction(gate.numbers["mg_per_m2"]) else None


def cumulative_limit(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """What was given so far and this dose reach the limit."""
    total = _total(attempt, chart)
    return _sum(total, chart) if total is not None and total >= Fraction(gate.numbers["mg_per_m2"]) else None


def cumulative_unknown(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """What came before is not known, or a dose has no amount or BSA: the sum is told as too small, never as whole."""
    total = _total(attempt, chart)
    counted = all(one.amount is not None and one.bsa_m2 for one in chart.taken if one.dose != chart.dose.id)
    return None if total is None or (chart.before is not None and counted) else _sum(total, chart)


def cumulative_overlap(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The earlier amount may contain doses of this ward's log: both figures are told, and that both are counted."""
    total, others = _total(attempt, chart), [one for one in chart.taken if one.dose != chart.dose.id]
    found = None if total is None else overlap_of(others, chart.before, chart.told)
    if total is None or found is None:
        return None
    least = number(total - found.most, 0)
    return {"told": number(found.told, 0), "logged": number(found.logged, 0), "least": least, "total": number(total, 0)}


def in_force(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """A late entry is held against the version of the plan that was in force then, whose measures are told."""
    found = chart.in_force
    if found is None or not attempt.into_child:
        return None
    bsa, weight = quantity(Quantity(found.bsa_m2, "m2")), quantity(Quantity(found.weight_kg, "kg"))
    return {"then": found.version, "bsa": bsa, "weight": weight, "version": chart.version}


def _sum(total: Fraction, chart: Chart) -> dict[str, str]:
    """The sum with this dose, and the body surface on which this dose was reckoned."""
    return {"total": number(total, 0), "bsa": quantity(Quantity(chart.bsa_m2, "m2"))}


def _total(attempt: Attempt, chart: Chart) -> Fraction | None:
    """mg/m2 after this dose; None for a drug that is not summed up."""
    if not chart.cumulative or not attempt.gives or attempt.amount is None:
        return None
    others = (one for one in chart.taken if one.dose != chart.dose.id)
    return sum_of(others, chart.before or Fraction(0)) + per_m2(attempt.amount, chart.bsa_m2)


def allergy(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """An allergy that names the drug, a brand, its class or an excipient."""
    for one in chart.allergies or ():
        if attempt.gives and any(stands_in(word, one) for word in (chart.dose.drug, *chart.others)):
            return {"allergy": one}
    return None


def route_differs(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """Another route than the plan's."""
    differs = attempt.gives and bool(attempt.route) and attempt.route != chart.dose.route
    return {"route": attempt.route, "planned": chart.dose.route} if differs else None


def batch_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The batch number where the drug's record asks for it."""
    return {} if _asked(attempt, chart, "batch") and not attempt.batch.strip() else None


def expiry_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The expiry date where the drug's record asks for it."""
    return {} if _asked(attempt, chart, "expiry") and attempt.expiry is None else None


def site_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """The site where the drug's record asks for it."""
    return {} if _asked(attempt, chart, "site") and not attempt.site.strip() else None


def _asked(attempt: Attempt, chart: Chart, what: str) -> bool:
    return attempt.gives and chart.record is not None and what in chart.record.asks


def amount_missing(attempt: Attempt, chart: Chart, gate: GivingGate, now: datetime) -> Mapping[str, Any] | None:
    """How much was given, more than nothing, wherever the drug got into the child."""
    return {} if attempt.into_child and not attempt.amount else None

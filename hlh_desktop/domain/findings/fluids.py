"""Findings about fluid: the least volume of etoposide, and of all intravenous medicines of a day."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.log.rules import Record
    from hlh_desktop.domain.orders import Administration
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.quantity import Quantity
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

INTRAVENOUS, ETOPOSIDE = "intravenous", "etoposide"
HEART, REPLACED = "heart_failure", "renal_replacement"


@dataclass(frozen=True, slots=True)
class Volume:
    """The least volume in mL of one intravenous dose, by the weight that counts then; None where none is known."""

    on: date
    drug: str
    amount: Quantity
    ml: Fraction | None
    per_kg: Fraction


def least_ml(record: Record | None, amount: Decimal, weight_kg: Decimal) -> Fraction | None:
    """The least volume of a dose: at the greatest strength of the drug's record, or the fixed one of its weight."""
    if record is None:
        return None
    if record.mg_per_ml_most is not None:
        return Fraction(amount) / Fraction(record.mg_per_ml_most)
    bands = (band.ml for band in record.volumes if band.below_kg is None or weight_kg < band.below_kg)
    return next((Fraction(ml) for ml in bands), None)


def _volumes(situation: Situation) -> Iterator[Volume]:
    """Every intravenous dose from the day that counts on, whose fluid can still be planned."""
    bodies, since = situation.bodies, situation.decided_on
    for order in situation.orders:
        if isinstance(order, Order) and order.route == INTRAVENOUS:
            drug = situation.knowledge.formulary[order.drug]
            coming = (one for one in order.administrations if one.at.date() >= since)
            yield from (_volume(drug, one, bodies.at(one.at).weight_kg) for one in coming)


def _volume(drug: Drug, one: Administration, weight: Decimal) -> Volume:
    amount = one.dose.amount
    ml = least_ml(drug.giving, amount.amount, weight)
    return Volume(one.at.date(), drug.name, amount, ml, (ml or Fraction(0)) / Fraction(weight))


def etoposide_volume(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The least volume of the largest dose, always; louder above the limit, or where heart or kidney fail."""
    found = [one for one in _volumes(situation) if one.drug == ETOPOSIDE and one.ml is not None]
    if not found:
        return
    most = max(found, key=lambda one: one.per_kg)
    values = {"dose": str(most.amount), **_measures(most.ml or Fraction(0), most.per_kg)}
    limit, failing = alert.numbers["ml_per_kg"], list(_failing(situation, alert.numbers["egfr"]))
    if failing:
        yield Fired({**values, "why": listed(failing)}, text="failing", level="warning")
    elif most.per_kg > limit:
        yield Fired({**values, "limit": plain(limit)}, text="much", level="warning")
    else:
        yield Fired(values)


def _failing(situation: Situation, least_egfr: Decimal) -> Iterator[str]:
    """What makes fluid dangerous in this child, in words."""
    say, answers, egfr = situation.knowledge.wording.say, situation.case.safety, situation.egfr
    yield from (say(f"fluid.{name}") for name in (HEART, REPLACED) if answers.get(name))
    if egfr is not None and egfr.exact < least_egfr:
        yield say("fluid.kidney", egfr=egfr.beside(least_egfr))


def fluid_load_day(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The day with most fluid for its weight, where the least volumes of its medicines are more than the limit."""
    limit, days = alert.numbers["ml_per_kg"], _by_day(situation)
    loads = {on: sum((one.per_kg for one in volumes), Fraction(0)) for on, volumes in days.items()}
    heavy = [on for on, load in loads.items() if load > limit]
    if not heavy:
        return
    worst = max(heavy, key=lambda on: loads[on])
    ml = sum((one.ml or Fraction(0) for one in days[worst]), Fraction(0))
    values = {"day": worst.isoformat(), "limit": plain(limit), "count": str(len(heavy))}
    parts = {"parts": _parts(situation, days[worst], alert.lists["order"]), "others": _others(situation, days[worst])}
    yield Fired({**values, **parts, **_measures(ml, loads[worst])})


def _by_day(situation: Situation) -> dict[date, list[Volume]]:
    days: dict[date, list[Volume]] = {}
    for one in _volumes(situation):
        days.setdefault(one.on, []).append(one)
    return days


def _parts(situation: Situation, volumes: Iterable[Volume], order: tuple[str, ...]) -> str:
    """The medicines of a day with their volumes, in the order that is proposed; those without a place in the middle."""
    knowledge, sums = situation.knowledge, _sums(volumes)
    place = {name: order.index(name) if name in order else order.index("") for name in sums}
    return listed(
        knowledge.wording.say("fluid.part", drug=knowledge.formulary[name].title, ml=plain(sums[name], 0))
        for name in sorted(sums, key=place.__getitem__)
    )


def _sums(volumes: Iterable[Volume]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for one in volumes:
        if one.ml is not None:
            sums[one.drug] = sums.get(one.drug, Fraction(0)) + one.ml
    return sums


def _others(situation: Situation, volumes: Iterable[Volume]) -> str:
    """The medicines of a day whose volume is not known, said; nothing where there is none."""
    drugs = dict.fromkeys(one.drug for one in volumes if one.ml is None)
    names = listed(situation.knowledge.formulary[drug].title for drug in drugs)
    return situation.knowledge.wording.say("fluid.others", names=names) if names else ""


def _measures(ml: Fraction, per_kg: Fraction) -> dict[str, str]:
    return {"ml": plain(ml, 0), "per_kg": plain(per_kg, 1)}


RULES: dict[str, Finds[Rule]] = {
    "etoposide_volume": Finds(etoposide_volume, numbers=("ml_per_kg", "egfr"), texts=("much", "failing")),
    "fluid_load_day": Finds(fluid_load_day, numbers=("ml_per_kg",), lists=("order",)),
}

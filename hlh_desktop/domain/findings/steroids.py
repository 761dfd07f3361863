"""Findings about systemic steroids: stopped without a taper, days without one, days with two.

Strengths are compared as hydrocortisone, approximately; nothing is ever converted into an order. What is intrathecal
counts for nothing here. The protocol's own steroid rests by itself, after its taper and between pulses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import STEROID, line_title
from hlh_desktop.domain.lines import asked_lines
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.schedule import date_of, day_of
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

# Told beside hydrocortisone, because the ward thinks in it.
DEXAMETHASONE = "dexamethasone"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Steroid:
    """What one line gives of a systemic steroid at one moment, in mg/m2 as hydrocortisone."""

    on: date
    line: str
    part: str | None
    drug: str
    mg_per_m2: Fraction


def steroids(situation: Situation) -> dict[date, list[Steroid]]:
    """The systemic steroids of each day that has one, earliest day first."""
    days: dict[date, list[Steroid]] = {}
    for one in sorted(_each(situation), key=lambda one: one.on):
        days.setdefault(one.on, []).append(one)
    return days


def _each(situation: Situation) -> Iterator[Steroid]:
    bodies = situation.bodies
    for order in situation.orders:
        drug = situation.knowledge.formulary[order.drug]
        if isinstance(order, Order) and STEROID in drug.groups:
            # Equal doses of months are one and the same value: each is compared once for each of the measures.
            known: dict[tuple[int, int], Fraction] = {}
            for one in order.administrations:
                key = id(one.dose), bodies.number_at(one.at)
                if key not in known:
                    mg = Fraction(one.dose.amount.amount) * hydrocortisone(drug)
                    known[key] = mg / Fraction(bodies.at(one.at).bsa_m2)
                yield Steroid(one.at.date(), order.line, order.part, order.drug, known[key])


def hydrocortisone(drug: Drug) -> Fraction:
    """How many mg of hydrocortisone 1 mg is about; ValueError for a drug that is no systemic steroid."""
    if drug.hydrocortisone_mg is None:
        raise ValueError(drug.name)
    return Fraction(drug.hydrocortisone_mg.amount)


def steroid_stops_without_taper(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The last long course of steroids ends on a day with more than the limit, and not where the protocol ends it."""
    days = steroids(situation)
    long = [run for run in _courses(days, alert.numbers["bridge_days"]) if _length(run) >= alert.numbers["days"]]
    if not long:
        return
    first, last = long[-1][0], long[-1][-1]
    dose = sum((one.mg_per_m2 for one in days[last]), Fraction(0))
    if dose > alert.numbers["mg_per_m2"] and not _ends_by_protocol(situation, alert, days[last]):
        formulary = situation.knowledge.formulary
        yield Fired(
            {
                "drugs": _titles(situation, days[last]),
                "last": last.isoformat(),
                "days": plain(_length([first, last])),
                "dose": plain(dose, 0),
                "dexamethasone": plain(dose / hydrocortisone(formulary[DEXAMETHASONE]), 1),
                "limit": plain(alert.numbers["mg_per_m2"]),
            }
        )


def _courses(days: Iterable[date], bridge: Decimal) -> list[list[date]]:
    """Days with a steroid in courses: a course goes on where the next day comes within so many days."""
    runs: list[list[date]] = []
    for on in days:
        if runs and (on - runs[-1][-1]).days <= bridge:
            runs[-1].append(on)
        else:
            runs.append([on])
    return runs


def _length(run: list[date]) -> int:
    return (run[-1] - run[0]).days + 1


def _ends_by_protocol(situation: Situation, alert: Alert, given: list[Steroid]) -> bool:
    """Whether the day has the protocol's own steroid alone, and the protocol has none on the day after."""
    own, on = _own_days(situation, alert), given[0].on
    return on in own and on + DAY not in own and all(one.line in alert.lines for one in given)


def _own_days(situation: Situation, alert: Alert) -> frozenset[date]:
    """The days on which the protocol's own steroid is due, before any change."""
    regimen, start = situation.regimen, situation.case.day_one
    return frozenset(
        date_of(start, day)
        for asked in asked_lines(regimen, situation.knowledge)
        if asked.name in alert.lines
        for day in asked.days(regimen.last_week if regimen else 0)
    )


def steroid_gap(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Days without a steroid between the first and the last, but for those on which the protocol itself rests."""
    days, own = list(steroids(situation)), _own_days(situation, alert)
    between = (one + number * DAY for one, following in pairwise(days) for number in range(1, (following - one).days))
    missing = [on for on in between if not _rests(on, own)]
    if missing:
        span = {"first": days[0].isoformat(), "last": days[-1].isoformat()}
        yield Fired({**span, "count": str(len(missing)), "gap": missing[0].isoformat()})


def _rests(on: date, own: frozenset[date]) -> bool:
    return bool(own) and on not in own and min(own) < on < max(own)


def steroid_duplicate(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Days with steroids of two lines, but for the days on which the protocol tapers its own."""
    taper = alert.numbers["taper_from"], alert.numbers["taper_to"]
    start = situation.case.day_one
    double = {
        on: given
        for on, given in steroids(situation).items()
        if len({(one.line, one.part) for one in given}) > 1
        and not (taper[0] <= day_of(start, on) <= taper[1] and any(one.line in alert.lines for one in given))
    }
    if double:
        first, last = min(double), max(double)
        span = {"first": first.isoformat(), "last": last.isoformat(), "count": str(len(double))}
        yield Fired({"lines": _line_titles(situation, double[first]), **span})


def _line_titles(situation: Situation, given: Iterable[Steroid]) -> str:
    """The titles of the lines that give, each once; of one line in two parts its parts too."""
    found = {(one.line, one.part): None for one in given}
    return listed(line_title(situation, line, part) for line, part in found)


def _titles(situation: Situation, given: Iterable[Steroid]) -> str:
    return listed(situation.knowledge.formulary[drug].title for drug in dict.fromkeys(one.drug for one in given))


RULES: dict[str, Finds[Rule]] = {
    "steroid_stops_without_taper": Finds(steroid_stops_without_taper, numbers=("mg_per_m2", "days", "bridge_days")),
    "steroid_gap": Finds(steroid_gap),
    "steroid_duplicate": Finds(steroid_duplicate, numbers=("taper_from", "taper_to")),
}

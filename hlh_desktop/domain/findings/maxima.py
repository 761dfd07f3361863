"""Findings about what is usually the most of a drug; these are no caps, and nothing is cut at them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import coming
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.orders import Administration
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

# What a usual most is of.
A_DOSE, A_DAY, A_DAY_BY_WEIGHT = "dose", "day", "weight"


def above_usual_maximum(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Each line that gives more than is usual in a dose or a day, once for each limit that it passes."""
    limits = (
        ("methylprednisolone", alert.numbers["methylprednisolone_mg_per_dose"], A_DOSE),
        ("ciclosporin", alert.numbers["ciclosporin_mg_per_day"], A_DAY),
        ("anakinra", alert.numbers["anakinra_mg_per_day"], A_DAY),
        ("anakinra", alert.numbers["anakinra_mg_per_kg_per_day"], A_DAY_BY_WEIGHT),
        ("dexamethasone", alert.numbers["dexamethasone_mg_per_day"], A_DAY),
    )
    for line, limit, of in limits:
        most = MOST[of](situation, coming(situation, (line,)))
        if most > limit:
            title = situation.knowledge.formulary[line].title
            say = situation.knowledge.wording.say
            values = {"most": say(f"usual.{of}", mg=plain(most, 2)), "limit": say(f"usual.{of}", mg=plain(limit))}
            yield Fired({"drug": title, **values})


def _most_of_a_dose(situation: Situation, given: list[Administration]) -> Fraction:
    return max((Fraction(one.dose.amount.amount) for one in given), default=Fraction(0))


def _most_of_a_day(situation: Situation, given: list[Administration]) -> Fraction:
    return max(_by_day(given, lambda one: Fraction(one.dose.amount.amount)).values(), default=Fraction(0))


def _most_by_weight(situation: Situation, given: list[Administration]) -> Fraction:
    """By the dose before rounding, so that rounding alone passes no limit; a cap that decides counts as it is."""
    return max(
        _by_day(given, lambda one: _capped(one) / Fraction(situation.bodies.at(one.at).weight_kg)).values(),
        default=Fraction(0),
    )


def _capped(one: Administration) -> Fraction:
    cap: Decimal | None = one.dose.rule.cap
    return one.dose.exact if cap is None else min(one.dose.exact, Fraction(cap))


def _by_day(given: list[Administration], amount: Callable[[Administration], Fraction]) -> dict[date, Fraction]:
    days: dict[date, Fraction] = {}
    for one in given:
        on = one.at.date()
        days[on] = days.get(on, Fraction(0)) + amount(one)
    return days


MOST: dict[str, Callable[[Situation, list[Administration]], Fraction]] = {
    A_DOSE: _most_of_a_dose, A_DAY: _most_of_a_day, A_DAY_BY_WEIGHT: _most_by_weight,
}  # fmt: skip
RULES: dict[str, Finds[Rule]] = {
    "above_usual_maximum": Finds(
        above_usual_maximum,
        numbers=(
            "methylprednisolone_mg_per_dose",
            "ciclosporin_mg_per_day",
            "anakinra_mg_per_day",
            "anakinra_mg_per_kg_per_day",
            "dexamethasone_mg_per_day",
        ),
    ),
}

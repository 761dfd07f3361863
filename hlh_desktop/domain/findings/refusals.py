"""Refusals: a chosen line that gives a finding and no order, decided before anything is dosed.

In a revised plan kidney and weight are today's and doses of before were given by others: a line refused for one of them
keeps what stands before the revision. From then on it has no dose but those that a person gave a factor with a reason;
once each was, or was held or omitted, nothing is left to refuse.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from hlh_desktop.domain.course import daily_doses
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.lines import Asked, asked_lines, order_asked, without_undecided
from hlh_desktop.domain.measures import last_revision
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Bedside

Refusals = tuple[tuple[str, Fired], ...]
# The sentence of a refusal that holds from a revision on; one whose reason can't have come since has none.
REVISED = "revised"


class Refusal(Protocol):
    """A rule that refuses a chosen line: yields once if it does."""

    def __call__(self, bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]: ...


def refusals_of(bedside: Bedside) -> tuple[dict[int, datetime | None], Refusals]:
    """The places of the refused lines with the moment from which they are, and why, as codes with their values.

    The moment is None where the whole line is refused.
    """
    lines = asked_lines(bedside.regimen, bedside.knowledge)
    found = [refused for asked in lines for refused in refusals_of_line(bedside, asked)]
    wholly = {number for number, _, fired in found if fired.text != REVISED}
    since = last_revision(bedside.case)
    return (
        {number: None if number in wholly else since for number, _, _ in found},
        tuple((code, fired) for _, code, fired in found),
    )


def refusals_of_line(bedside: Bedside, asked: Asked) -> Iterator[tuple[int, str, Fired]]:
    """Why one line is refused: its place, the code and the values; nothing if it is not."""
    for code, finds in REFUSALS.items():
        alert = bedside.knowledge.alerts[code]
        if asked.name in alert.lines:
            for fired in finds.rule(bedside, asked, alert):
                told = _since_revision(bedside, asked, fired) if REVISED in finds.texts else fired
                if told is not None:
                    yield asked.number, code, told


def _since_revision(bedside: Bedside, asked: Asked, fired: Fired) -> Fired | None:
    """A refusal as it holds in a revised plan, from when on; None once nothing is left to refuse."""
    since = last_revision(bedside.case)
    if since is None:
        return fired
    ordered = order_asked(asked, bedside)
    if _count(without_undecided(ordered, since)) == _count(ordered):
        return None
    moment = since.replace(tzinfo=None).isoformat(timespec="minutes")
    return replace(fired, values={**fired.values, "since": moment}, text=REVISED)


def _count(ordered: Ordered) -> int:
    return sum(len(order.administrations) for order in ordered.orders)


def under_10_kg_rule_needed(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Under the weight limit the two rules of etoposide differ widely: without a choice there is no dose."""
    if bedside.weight.value < alert.numbers["weight_kg"] and "rule" not in asked.chosen.typed:
        amounts = both_rules(bedside, asked)
        text = None if len(amounts) > 1 else asked.chosen.values.get("scheme", asked.name)
        yield Fired({"weight": plain(bedside.weight.value), **rule_texts(amounts)}, text)


def both_rules(bedside: Bedside, asked: Asked) -> dict[str, Decimal]:
    """The first dose by each rule that the line knows as it was chosen, in the drug's unit, by the rule's name."""
    if not isinstance(asked.rule, Line):
        return {}
    drug = bedside.knowledge.formulary[asked.rule.drug]
    return {
        rule: next(
            iter(daily_doses(asked.rule, asked.chosen.with_value("rule", rule), drug, bedside.body, 1).values())
        ).amount.amount
        for rule in asked.rule.parameters["rule"].choices
        if any(asked.chosen.with_value("rule", rule).fits(step.when) for step in asked.rule.steps)
    }


def rule_texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    """Doses by rule for a sentence, with how much less the least is than the most, in percent."""
    least, most = min(amounts.values()), max(amounts.values())
    less = plain(100 * (1 - Fraction(least) / Fraction(most)), 1) if most else plain(0)
    return {**{rule: plain(amount) for rule, amount in amounts.items()}, "less": less}


def etoposide_refused_crcl(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Under the lowest band there is no automatic factor: the physician types one with a reason."""
    typed = {"factor", "reason"} <= asked.chosen.typed
    if bedside.egfr is not None and bedside.egfr.band == "refuse" and not typed:
        yield Fired({"egfr": str(bedside.egfr.shown), "limit": plain(bedside.knowledge.renal.reduce_from)})


def cotrimoxazole_under_2_months(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Not before the age of the label."""
    if bedside.age.months < alert.numbers["months"]:
        yield Fired({"months": str(bedside.age.months), "limit": plain(alert.numbers["months"])})


def cotrimoxazole_refused_crcl(bedside: Bedside, asked: Asked, alert: Alert) -> Iterator[Fired]:
    """Not below the kidney function of the label."""
    if bedside.egfr is not None and bedside.egfr.exact < alert.numbers["egfr"]:
        yield Fired({"egfr": str(bedside.egfr.shown), "limit": plain(alert.numbers["egfr"])})


REFUSALS: dict[str, Finds[Refusal]] = {
    "under_10_kg_rule_needed": Finds(
        under_10_kg_rule_needed, numbers=("weight_kg",), texts=("mas", "dep_etoposide", REVISED)
    ),
    "etoposide_refused_crcl": Finds(etoposide_refused_crcl, texts=(REVISED,)),
    "cotrimoxazole_under_2_months": Finds(cotrimoxazole_under_2_months, numbers=("months",)),
    "cotrimoxazole_refused_crcl": Finds(cotrimoxazole_refused_crcl, numbers=("egfr",), texts=(REVISED,)),
}

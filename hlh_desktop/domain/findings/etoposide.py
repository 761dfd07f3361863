"""Findings about etoposide: kidney, infants, the cumulative limits, and that nobody but the physician decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import coming
from hlh_desktop.domain.findings.refusals import both_rules, rule_texts
from hlh_desktop.domain.lines import asked_lines
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.renal import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hlh_desktop.domain.cumulative import Cumulative
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

# The sentence where each dose to come was decided by itself.
EACH = "each"


def etoposide_needs_decision(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Without a regimen the program proposes and orders nothing."""
    if situation.regimen is None:
        yield Fired()


def renal_review_etoposide(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Kidney function in the middle band while a dose to come is full: the factor is proposed, never applied.

    Under renal replacement the estimate says nothing, and proposes nothing.
    """
    egfr, rules = situation.egfr, situation.knowledge.renal
    if egfr is not None and egfr.band == "reduce" and not replaced(situation.case.safety):
        told = egfr.beside(rules.reduce_from, rules.no_change_above)
        for asked in _ordered(situation, alert):
            if any(one.dose.rule.factor == 1 for one in coming(situation, (asked.name,))):
                yield Fired({"egfr": told, "factor": plain(rules.proposed_factor)})


def etoposide_at_crcl_below_15(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Etoposide at a kidney function where labels have no dose, by a factor that a person typed, or by one a dose."""
    egfr = situation.egfr
    if egfr is not None and egfr.band == "refuse":
        told = egfr.beside(situation.knowledge.renal.reduce_from)
        for asked in _ordered(situation, alert):
            if "factor" in asked.chosen.typed:
                yield Fired({"egfr": told, "factor": plain(asked.chosen.factor)})
            elif coming(situation, (asked.name,)):
                yield Fired({"egfr": told}, text=EACH)


def under_10_kg_rules_differ(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Under the weight limit both rules stand side by side, whichever was chosen; until then the refusal tells them."""
    if situation.weight.value < alert.numbers["weight_kg"]:
        for asked in _ordered(situation, alert):
            amounts = both_rules(situation, asked)
            if len(amounts) > 1 and "rule" in asked.chosen.typed:
                chosen = situation.knowledge.wording.say(f"etoposide_rule.{asked.chosen.values['rule']}")
                values = {"weight": plain(situation.weight.value), "chosen": chosen}
                yield Fired({**values, **rule_texts(amounts)})


def _ordered(situation: Situation, alert: Alert) -> Iterator[Asked]:
    """The chosen lines that the entry names and that have orders."""
    for asked in asked_lines(situation.regimen, situation.knowledge):
        if asked.name in alert.lines and situation.has(asked.name):
            yield asked


def cumulative_etoposide_above_2000(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The sum with everything given before and elsewhere lies above the first limit."""
    limit = alert.numbers["mg_per_m2"]
    total = situation.cumulative
    if total is not None and total.overall > limit:
        already = (total.prior or 0) > limit
        yield Fired(_cumulative(situation, total, None if already else total.first_above(limit), plain(limit)))


def cumulative_etoposide_at_3000(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """The sum with everything given before and elsewhere reaches the second limit."""
    limit = alert.numbers["mg_per_m2"]
    total = situation.cumulative
    if total is not None and total.overall >= limit:
        already = (total.prior or 0) >= limit
        yield Fired(_cumulative(situation, total, None if already else total.first_at(limit), plain(limit)))


def _cumulative(situation: Situation, total: Cumulative, on: date | None, limit: str) -> dict[str, str]:
    """The values of a cumulative finding; `on` None: the limit was passed before this plan. Not asked is not none."""
    wording = situation.knowledge.wording
    when = wording.say("cumulative.before") if on is None else wording.say("cumulative.on", day=on.isoformat())
    doses = wording.say("cumulative.known" if total.prior is None else "cumulative.all")
    return {"total": plain(total.overall, 1), "doses": doses, "limit": limit, "when": when}


RULES: dict[str, Finds[Rule]] = {
    "etoposide_needs_decision": Finds(etoposide_needs_decision),
    "renal_review_etoposide": Finds(renal_review_etoposide),
    "etoposide_at_crcl_below_15": Finds(etoposide_at_crcl_below_15, texts=(EACH,)),
    "under_10_kg_rules_differ": Finds(under_10_kg_rules_differ, numbers=("weight_kg",)),
    "cumulative_etoposide_above_2000": Finds(cumulative_etoposide_above_2000, numbers=("mg_per_m2",)),
    "cumulative_etoposide_at_3000": Finds(cumulative_etoposide_at_3000, numbers=("mg_per_m2",)),
}

"""Etoposide under 10 kg: both rules beside each other, each with its sum and its dose, none of them a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.course import daily_doses
from hlh_desktop.domain.findings.refusals import both_rules
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.wizard.lines import InfantRule
from hlh_desktop.domain.working import working

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.situation import Bedside
    from hlh_desktop.domain.wizard.trial import Tried
    from hlh_desktop.domain.wizard.words import Words

NEEDED = "under_10_kg_rule_needed"
RULE = "rule"


def infant_rules(bedside: Bedside, tried: Iterable[Tried], words: Words) -> tuple[InfantRule, ...]:
    """The rules of the first line that has two for this weight; none from the weight limit on."""
    alert = bedside.knowledge.alerts[NEEDED]
    if bedside.weight.value >= alert.numbers["weight_kg"]:
        return ()
    for one in tried:
        if one.asked.name in alert.lines and _choosable(one.asked) and not one.asked.chosen.problems:
            return tuple(_rule(rule, one.asked, bedside, words) for rule in both_rules(bedside, one.asked))
    return ()


def _choosable(asked: Asked) -> bool:
    """Whether the line knows more than one rule; DEP is dosed by surface alone."""
    return isinstance(asked.rule, Line) and len(asked.rule.parameters[RULE].choices) > 1


def _rule(rule: str, asked: Asked, bedside: Bedside, words: Words) -> InfantRule:
    line = asked.rule
    if not isinstance(line, Line):
        raise TypeError(asked.name)
    drug = bedside.knowledge.formulary[line.drug]
    doses = daily_doses(line, asked.chosen.with_value(RULE, rule), drug, bedside.body, 1)
    dose = next(iter(doses.values()))
    return InfantRule(
        rule=rule,
        title=words.named("choice", rule),
        calculation=words.text(working(dose, words.knowledge.wording)),
        dose=dose.amount.amount,
        text=words.screen(f"infant.{rule}"),
        chosen=RULE in asked.chosen.typed and asked.chosen.values[RULE] == rule,
        sources=words.sources(dose.rule.cites),
    )

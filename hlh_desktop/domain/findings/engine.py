"""Every finding of a situation: each entry of resources/alerts runs its rule; the worst stand first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.finding import LEVELS, Finding
from hlh_desktop.domain.findings import (
    bedside,
    biologics,
    body,
    cause,
    counts,
    doses,
    escalation,
    etoposide,
    fluids,
    indicators,
    infection,
    intervals,
    kidney,
    maxima,
    medicines,
    results,
    route,
    steroids,
    weights,
)
from hlh_desktop.domain.findings.refusals import REFUSALS, Refusals

if TYPE_CHECKING:
    from hlh_desktop.domain.findings.fired import Finds, Fired, Rule
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

INDICATORS = (
    "aptt_above_44_35", "hyponatremia", "platelets_below_30", "creatinine_high", "ast_high", "bilirubin_high",
    "coagulopathy",
)  # fmt: skip
ROOMS = (
    escalation,
    body,
    results,
    doses,
    intervals,
    etoposide,
    route,
    cause,
    medicines,
    biologics,
    bedside,
    infection,
    fluids,
    steroids,
    kidney,
    maxima,
    weights,
    counts,
)
RULES: dict[str, Finds[Rule]] = {code: indicators.finds(code) for code in INDICATORS} | {
    code: finds for room in ROOMS for code, finds in room.RULES.items()
}


def codes() -> frozenset[str]:
    """Every code that has a rule; resources/alerts must have exactly these."""
    return frozenset(RULES) | frozenset(REFUSALS)


def findings_of(situation: Situation, refusals: Refusals) -> tuple[Finding, ...]:
    """The refusals and every rule that fires, worst first, else in the order of the entries."""
    alerts = situation.knowledge.alerts
    language = situation.knowledge.wording.language
    found = [finding_of(code, alerts[code], fired, language) for code, fired in refusals]
    for code, alert in alerts.items():
        if code in RULES:
            found += [finding_of(code, alert, fired, language) for fired in RULES[code].rule(situation, alert)]
    if situation.knowledge.own:
        found = [_noted(finding, situation.knowledge) for finding in found]
    return tuple(sorted(found, key=lambda finding: LEVELS.index(finding.level)))


def _noted(finding: Finding, knowledge: Knowledge) -> Finding:
    """A finding that tells which of its numbers are the ward's own, with what was shipped."""
    return replace(finding, text=" ".join((finding.text, *own_notes(knowledge, f"alerts.{finding.code}"))))


def finding_of(code: str, alert: Alert, fired: Fired, language: str) -> Finding:
    """A rule that fired as a finding with its sentence."""
    words = alert.text if fired.text is None else alert.texts[fired.text]
    text = words[language].format_map(fired.values)
    return Finding(code, fired.level or alert.level, text, alert.statements, fired.cites or alert.cites)

"""Every finding of a situation: each entry of alerts.toml runs its rule; the worst stand first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import LEVELS, Finding
from hlh_desktop.domain.findings import (
    body,
    cause,
    doses,
    escalation,
    etoposide,
    indicators,
    intervals,
    medicines,
    results,
    route,
)
from hlh_desktop.domain.findings.refusals import REFUSALS, Refusals

if TYPE_CHECKING:
    from hlh_desktop.domain.findings.fired import Fired, Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

INDICATORS = (
    "aptt_above_44_35", "hyponatremia", "platelets_below_30", "creatinine_high", "ast_high", "bilirubin_high",
    "coagulopathy",
)  # fmt: skip
RULES: dict[str, Rule] = {code: partial(indicators.present, code) for code in INDICATORS} | {
    rule.__name__: rule
    for rule in (
        escalation.escalation_review,
        body.age_above_21,
        body.weight_stale,
        body.weight_implausible,
        body.bsa_formulas_differ,
        results.unit_refused,
        results.value_implausible,
        doses.rounding_above_5_percent,
        doses.dose_rounds_to_zero,
        doses.line_without_doses,
        doses.change_not_applied,
        doses.dose_changed,
        intervals.doses_close,
        etoposide.etoposide_needs_decision,
        etoposide.renal_review_etoposide,
        etoposide.etoposide_at_crcl_below_15,
        etoposide.under_10_kg_rules_differ,
        route.route_dose_check,
        route.intrathecal_same_day_as_iv_cytotoxic,
        etoposide.cumulative_etoposide_above_2000,
        etoposide.cumulative_etoposide_at_3000,
        cause.trigger_treatment_missing,
        cause.ebv_lineage_unknown,
        cause.ebv_not_in_b_cells,
        cause.intrathecal_without_trigger,
        cause.cns_monitoring,
        cause.consider_genetics,
        cause.consider_transplant,
        cause.watchful_waiting_conditions,
        medicines.prophylaxis_missing,
        medicines.interaction,
        medicines.allergy_match,
    )
}


def codes() -> frozenset[str]:
    """Every code that has a rule; alerts.toml must have exactly these."""
    return frozenset(RULES) | frozenset(REFUSALS)


def findings_of(situation: Situation, refusals: Refusals) -> tuple[Finding, ...]:
    """The refusals and every rule that fires, worst first, else in the order of the entries."""
    alerts = situation.knowledge.alerts
    language = situation.knowledge.wording.language
    found = [finding_of(code, alerts[code], fired, language) for code, fired in refusals]
    for code, alert in alerts.items():
        if code in RULES:
            found += [finding_of(code, alert, fired, language) for fired in RULES[code](situation, alert)]
    return tuple(sorted(found, key=lambda finding: LEVELS.index(finding.level)))


def finding_of(code: str, alert: Alert, fired: Fired, language: str) -> Finding:
    """A rule that fired as a finding with its sentence."""
    words = alert.text if fired.text is None else alert.texts[fired.text]
    text = words[language].format_map(fired.values)
    return Finding(code, fired.level or alert.level, text, alert.statements, fired.cites or alert.cites)

"""The limits that a dose was held against, those it keeps as well as those it does not; the numbers are the alerts'."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.proof_values import LimitRow
from hlh_desktop.domain.renal import replaced
from hlh_desktop.domain.summary import rounded_far
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.working import PERCENT, percent
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.measures import Span
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.proof_values import LimitState
    from hlh_desktop.domain.renal import Egfr

ROUNDING, FORMULAS = "rounding_above_5_percent", "bsa_formulas_differ"
CAUTION, MOST = "cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"
UNDER = "under_10_kg_rules_differ"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# What a band of kidney function means for etoposide.
BANDS: Mapping[str, LimitState] = {
    "no_change": "ok", "reduce": "warning", "refuse": "refuse", "replacement": "refuse",
}  # fmt: skip
# Findings that are told here by the row of their limit already.
TOLD = (ROUNDING, FORMULAS, CAUTION, MOST)


def limits_of(
    plan: Plan, knowledge: Knowledge, line: str, part: str | None, dose: Dose | IntrathecalDose, span: Span
) -> Iterator[LimitRow]:
    """Each limit of a dose of a line, then the findings of the plan that name its drug.

    `span` holds the newest measures that the dose rests on.
    """
    yield from _gap(plan, knowledge, line, part)
    if isinstance(dose, Dose):
        yield from _rounding(knowledge, dose)
        if dose.rule.unit == "mg/m2":
            yield surface_limit(span, knowledge)
        if dose.drug == knowledge.settings.cumulative_drug:
            yield _under(span, knowledge)
            yield _cumulative(plan, knowledge)
    yield from (_finding(one, knowledge) for one in plan.findings if _names(one, knowledge, line, dose))


def _gap(plan: Plan, knowledge: Knowledge, line: str, part: str | None) -> Iterator[LimitRow]:
    """The least time between two doses of the line, by the ward's clock."""
    ordered = next((one for one in plan.ordered if (one.line, one.part) == (line, part)), None)
    if ordered is None or not ordered.least:
        return
    say = knowledge.wording.say
    ats = sorted(one.at.replace(tzinfo=None) for order in ordered.orders for one in order.administrations)
    gaps = [later - earlier for earlier, later in pairwise(ats)]
    if not gaps:
        yield LimitRow("ok", say("proof.limit.gap"), say("proof.limit.one_dose"))
        return
    least = min(gaps)
    key = "gap_ok" if least >= ordered.least else "gap_close"
    state: LimitState = "ok" if least >= ordered.least else "critical" if least < ordered.critical else "warning"
    text = say(f"proof.limit.{key}", gap=_time(least, knowledge), least=_time(ordered.least, knowledge))
    yield LimitRow(state, say("proof.limit.gap"), text)


def _time(span: timedelta, knowledge: Knowledge) -> str:
    say = knowledge.wording.say
    if span >= DAY and not span % DAY:
        return say("proof.limit.day") if span == DAY else say("proof.limit.days", count=span // DAY)
    # Whole hours as the finding tells them: a gap that is under its limit never reads as the limit.
    return say("proof.limit.hours", count=number(span // HOUR))


def _rounding(knowledge: Knowledge, dose: Dose) -> Iterator[LimitRow]:
    if dose.rounding is None:
        return
    limit = knowledge.alerts[ROUNDING].numbers["percent"]
    state: LimitState = "warning" if rounded_far(dose, limit) else "ok"
    say = knowledge.wording.say
    text = say("proof.limit.rounding_text", percent=percent(abs(dose.rounding)), limit=number(limit))
    yield LimitRow(state, say("proof.limit.rounding"), _noted(text, knowledge, ROUNDING))


def surface_limit(span: Span, knowledge: Knowledge) -> LimitRow:
    """How far the two formulas of body surface lie apart."""
    say, apart = knowledge.wording.say, span.bsa.difference
    limit = knowledge.alerts[FORMULAS].numbers["percent"]
    state: LimitState = "warning" if apart * PERCENT > Fraction(limit) else "ok"
    text = say("proof.limit.formulas_text", percent=percent(apart), limit=number(limit))
    return LimitRow(state, say("proof.limit.formulas"), _noted(text, knowledge, FORMULAS))


def _noted(text: str, knowledge: Knowledge, code: str) -> str:
    """A row with what of its limit is the ward's own value, and what was shipped."""
    return " ".join((text, *own_notes(knowledge, f"alerts.{code}")))


def _under(span: Span, knowledge: Knowledge) -> LimitRow:
    say, limit = knowledge.wording.say, knowledge.alerts[UNDER].numbers["weight_kg"]
    below = span.weight.value < limit
    text = say(
        "proof.limit.under_below" if below else "proof.limit.under_text",
        weight=number(span.weight.value), limit=number(limit),
    )  # fmt: skip
    return LimitRow("warning" if below else "ok", say("proof.limit.under"), text)


def _cumulative(plan: Plan, knowledge: Knowledge) -> LimitRow:
    say, total = knowledge.wording.say, plan.cumulative
    caution, most = (knowledge.alerts[code].numbers["mg_per_m2"] for code in (CAUTION, MOST))
    asked = total.prior is not None
    state: LimitState = "critical" if total.overall >= most else "warning" if total.overall > caution else "ok"
    if not asked and state == "ok":
        state = "info"
    text = say(
        "proof.limit.cumulative_text" if asked else "proof.limit.cumulative_not_asked",
        total=number(total.overall, 0), caution=number(caution), limit=number(most),
    )  # fmt: skip
    return LimitRow(state, say("proof.limit.cumulative"), text)


def _names(finding: Finding, knowledge: Knowledge, line: str, dose: Dose | IntrathecalDose) -> bool:
    """Whether a finding speaks of the dose's drug or line."""
    drug = knowledge.formulary[dose.drug]
    words = {name.casefold() for name in (line, drug.title, drug.tall_man)}
    told = finding.code in TOLD
    return not told and any(word in finding.text.casefold() for word in words)


def _finding(finding: Finding, knowledge: Knowledge) -> LimitRow:
    level = knowledge.wording.say(f"proof.level.{finding.level}")
    return LimitRow(finding.level, level, Telling(knowledge.wording).sentence(finding.text))


def egfr_limit(plan: Plan, found: Egfr, knowledge: Knowledge) -> LimitRow:
    """In which band of etoposide a kidney function lies; renal replacement counts as the lowest whatever it says."""
    rules, band = knowledge.renal, "replacement" if replaced(plan.case.safety) else found.band
    text = knowledge.wording.say(
        f"proof.egfr.{band}", high=number(rules.no_change_above), low=number(rules.reduce_from)
    )  # fmt: skip
    return LimitRow(BANDS[band], knowledge.wording.say("proof.egfr.limit"), text)

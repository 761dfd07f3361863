"""Tasks of the laboratory, the needle, the picture and the scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.tasks.called import (
    CICLOSPORIN,
    ETOPOSIDE,
    Call,
    Calls,
    etoposide,
    first,
    from_first,
    when,
    with_finding,
)

if TYPE_CHECKING:
    from datetime import date

    from hlh_desktop.domain.situation import Situation


def _protocol_etoposide(situation: Situation) -> bool:
    """Etoposide of a named protocol: that of DEP follows no protocol's weeks."""
    regimen = situation.regimen
    return regimen is not None and situation.has(ETOPOSIDE) and situation.knowledge.protocols[regimen.protocol].named


def _brain(situation: Situation) -> bool:
    return situation.severity.cns in ("present", "progressive") or situation.severity.csf == "abnormal"


def _baseline(situation: Situation) -> bool:
    """Every child; where signs or fluid ask for the picture already, brain_mri says the same with more."""
    return not _brain(situation)


def _viral(call: Call) -> date | None:
    """From day one with etoposide, else from the first dose of another drug that lets the virus wake."""
    if etoposide(call.situation):
        return call.situation.case.day_one
    return first(call.situation, *call.rule.lists["lines"])


def _ebv(call: Call) -> date | None:
    return call.situation.case.day_one if call.situation.etiology.pathogen == "EBV" else _viral(call)


def _by_drug(call: Call) -> date | None:
    return first(call.situation, *call.rule.lists["lines"])


RULES: dict[str, Calls] = {
    "labs_daily": when(lambda _: True),
    "labs_weekly": when(etoposide),
    "cmv_dna": Calls(_viral, lists=("lines",)),
    "ebv_dna": Calls(_ebv, lists=("lines",)),
    "adenovirus_dna": Calls(_by_drug, lists=("lines",)),
    "galactomannan": when(etoposide),
    "igg_level": Calls(_by_drug, lists=("lines",)),
    "ciclosporin_trough": from_first(CICLOSPORIN),
    "lumbar_puncture_decision": when(_protocol_etoposide),
    "brain_mri": when(_brain),
    "brain_mri_week_2": when(_brain),
    "cns_baseline": when(_baseline),
    "genetic_tests": with_finding("consider_genetics"),
    "weigh": with_finding("weight_stale", of_now=True),
}

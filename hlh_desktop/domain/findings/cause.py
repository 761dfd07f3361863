"""Findings about the cause and its treatment: EBV, leishmania, genes, transplant, brain, watchful waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.logic import Truth, all_of
from hlh_desktop.domain.names import same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

EBV, LEISHMANIA, UNKNOWN = "EBV", "leishmania", "unknown"
RITUXIMAB, IVIG, AMPHOTERICIN, INTRATHECAL = "rituximab", "ivig", "liposomal_amphotericin_b", "intrathecal"
CNS = ("present", "progressive")


def trigger_treatment_missing(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An infection with a treatment of its own, none of which is ordered or recorded in words."""
    cause = situation.etiology
    if cause.kind != "infection" or _treated(situation):
        return
    if cause.pathogen == EBV and cause.ebv_lineage == "B" and not situation.has(RITUXIMAB, IVIG):
        yield Fired(text=EBV)
    if cause.pathogen == LEISHMANIA and not situation.has(AMPHOTERICIN):
        yield Fired(text=LEISHMANIA)


def _treated(situation: Situation) -> bool:
    """Whether other trigger-directed treatment is recorded; a work-up that is pending treats nothing."""
    words = situation.etiology.treatment
    return words is not None and not same_words(words, situation.knowledge.settings.pending)


def ebv_lineage_unknown(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """EBV without knowing which cells carry it."""
    if situation.etiology.pathogen == EBV and situation.etiology.ebv_lineage is None:
        yield Fired()


def ebv_not_in_b_cells(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Rituximab while T or NK cells carry the virus."""
    lineage = situation.etiology.ebv_lineage
    if lineage in ("T", "NK") and situation.requested(RITUXIMAB):
        yield Fired({"lineage": lineage})


def intrathecal_without_trigger(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An intrathecal line without progressive signs or an abnormal fluid; it is ordered all the same."""
    severity = situation.severity
    if situation.requested(INTRATHECAL) and severity.cns != "progressive" and severity.csf != "abnormal":
        yield Fired()


def cns_monitoring(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Signs of the central nervous system."""
    if situation.severity.cns in CNS:
        yield Fired()


def consider_genetics(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Any feature that speaks for a genetic cause, with the features named."""
    features = {
        "under_two": situation.age.years < alert.numbers["years"],
        "family": situation.signs.family_history,
        "primary": situation.etiology.kind == "primary_suspected",
        "cns": situation.severity.cns in CNS,
        "ebv_boy": _ebv_in_a_boy(situation),
    }
    wording = situation.knowledge.wording
    found = [wording.say(f"genetics.{name}") for name, truth in features.items() if truth]
    if found:
        yield Fired({"features": ", ".join(found)})


def consider_transplant(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A gene defect consistent with HLH."""
    if situation.signs.hlh_gene_defect:
        yield Fired()


def _ebv_in_a_boy(situation: Situation) -> Truth:
    """EBV in a boy; unknown while the pathogen of an infection or the sex is unknown."""
    cause, sex = situation.etiology, situation.case.patient.sex
    unnamed = cause.kind == "infection" and cause.pathogen in (None, UNKNOWN)
    ebv = None if unnamed else cause.pathogen == EBV
    return all_of((ebv, None if sex is None else sex == "male"))


def watchful_waiting_conditions(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Every condition of watchful waiting is known to hold; one that is unknown keeps the finding away."""
    severity, signs = situation.severity, situation.signs
    holds = (
        severity.course == "stable",
        severity.responding_to_specific_treatment,
        situation.regimen is None,
        situation.etiology.kind in ("infection", "rheumatic"),
        situation.age.years >= alert.numbers["years"],
        severity.cns == "none",
        severity.csf != "abnormal",
        _not(signs.hlh_gene_defect),
        _not(signs.family_history),
        _not(_ebv_in_a_boy(situation)),
        _no_indicator(situation, alert),
    )
    if all_of(holds):
        yield Fired()


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _no_indicator(situation: Situation, alert: Alert) -> bool:
    """Every indicator of this age was measured within the last days and none is present."""
    since = situation.decided_on - timedelta(days=int(alert.numbers["days"]))
    return all(
        one.truth is False and all(result.on >= since for result in one.results)
        for one in indicators(situation).values()
        if one.applies
    )


RULES: dict[str, Finds[Rule]] = {
    "trigger_treatment_missing": Finds(trigger_treatment_missing, texts=(EBV, LEISHMANIA)),
    "ebv_lineage_unknown": Finds(ebv_lineage_unknown),
    "ebv_not_in_b_cells": Finds(ebv_not_in_b_cells),
    "intrathecal_without_trigger": Finds(intrathecal_without_trigger),
    "cns_monitoring": Finds(cns_monitoring),
    "consider_genetics": Finds(consider_genetics, numbers=("years",)),
    "consider_transplant": Finds(consider_transplant),
    "watchful_waiting_conditions": Finds(watchful_waiting_conditions, numbers=("years", "days")),
}

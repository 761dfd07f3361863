"""Findings of the bedside: puncture, tissue before steroid, worsening, limits of labels, defaults of transfusion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.baseline import against, before
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import coming, steroid_days
from hlh_desktop.domain.findings.readings import name_of, newest_of, told_beyond, warmest
from hlh_desktop.domain.laboratory import Limit, proves
from hlh_desktop.domain.measures import decided_from
from hlh_desktop.domain.orders import IntrathecalOrder
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.results.ranges import default_range
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.results.response.rules import MarkerRule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

CNS = ("present", "progressive")
BLEEDING, WORSE = "bleeding", "deteriorating"
TOCILIZUMAB, ANAKINRA = "tocilizumab", "anakinra"
TRANSAMINASES = ("alt", "ast")
PERCENT = 100
# What a puncture needs to know, and what is given for it.
PUNCTURE = ("platelets", "inr", "fibrinogen")
PLATELETS, HAEMOGLOBIN, FIBRINOGEN = "platelets", "haemoglobin", "fibrinogen"


# --- before a needle


def lumbar_puncture_unsafe(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Beyond a limit of a puncture, or not known that day; told only, and only what is known, where none is due."""
    looked = [(limit, newest_of(situation, limit.analyte, alert.numbers["days"])) for limit in alert.limits.values()]
    knowledge = situation.knowledge
    found = [told_beyond(knowledge, one, limit) for limit, one in looked if one is not None and proves(one, limit)]
    unknown = [name_of(knowledge, limit.analyte) for limit, one in looked if one is None or proves(one, limit) is None]
    if not _puncture_due(situation):
        if found:
            yield Fired({"found": listed(found)}, text="later", level="info")
        return
    if unknown:
        found.append(knowledge.wording.say("response.unknown_today", names=listed(unknown)))
    if found:
        yield Fired({"found": listed(found)})


def _puncture_due(situation: Situation) -> bool:
    """Whether an intrathecal dose is still to come, or signs of the brain ask for a puncture."""
    severity = situation.severity
    return (
        severity.cns in CNS
        or severity.csf == "abnormal"
        or any(
            one.at.date() >= situation.decided_on
            for order in situation.orders
            if isinstance(order, IntrathecalOrder)
            for one in order.administrations
        )
    )


# --- before a steroid


def biopsy_before_steroid(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A steroid while a tumour is known or not excluded; told only where the child is too ill to wait.

    Of a steroid to come: one that has begun in a version before has hidden what it can.
    """
    days, since = steroid_days(situation), decided_from(situation.case)
    begun = since is not None and any(day < since.date() for day in days)
    if situation.etiology.kind in ("malignancy", "unknown", None) and days and not begun:
        ill = situation.severity.course == WORSE
        yield Fired(text="ill", level="info") if ill else Fired()


# --- what worsens


def worsening_markers(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """So many markers worse within so many hours, by the same rules as on the ward afterwards (S34)."""
    rules = situation.knowledge.response.worsening
    within = timedelta(hours=rules.hours)
    worse = [name for name, rule in rules.markers.items() if _worse(situation, name, rule, within)]
    if len(worse) >= rules.need:
        names = listed(name_of(situation.knowledge, name) for name in worse)
        yield Fired({"count": str(len(worse)), "hours": str(rules.hours), "names": names})


def _worse(situation: Situation, analyte: str, rule: MarkerRule, within: timedelta) -> bool:
    newest = newest_of(situation, analyte, within.days)
    if newest is None:
        return False
    rises = rule.way == "up"
    times = 1 + (rule.percent if rises else -rule.percent) / PERCENT
    limit = Limit(analyte=analyte, op=">=" if rises else "<=", values={})
    return any(
        newest.at - earlier.at <= within and against(earlier, limit, limit.op, situation, times) is True
        for earlier in before(limit, situation)
    )


# --- limits of labels


def label_limit(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Beyond what a label starts a drug at; one line for each drug, for information, because HLH often is."""
    if coming(situation, (TOCILIZUMAB,)) and (found := _of_tocilizumab(situation, alert)):
        yield Fired({"found": listed(found)})
    if coming(situation, (ANAKINRA,)) and (found := _beyond(situation, [alert.limits["anakinra_neutrophils"]])):
        yield Fired({"found": listed(found)}, text=ANAKINRA)


def _of_tocilizumab(situation: Situation, alert: Alert) -> list[str]:
    upper = [_upper(situation, name, alert.numbers["upper_times"]) for name in TRANSAMINASES]
    own = [alert.limits["tocilizumab_neutrophils"], alert.limits["tocilizumab_platelets"]]
    found = _beyond(situation, [*own, *(limit for limit in upper if limit is not None)])
    if situation.age.years < alert.numbers["years"]:
        found.append(situation.knowledge.wording.say("label.under", years=plain(alert.numbers["years"])))
    return found


def _beyond(situation: Situation, limits: list[Limit]) -> list[str]:
    """The newest results that lie beyond their limits, in words."""
    looked = [(limit, situation.latest(limit.analyte)) for limit in limits]
    return [told_beyond(situation.knowledge, one, limit) for limit, one in looked if one and proves(one, limit)]


def _upper(situation: Situation, analyte: str, times: Decimal) -> Limit | None:
    """So many times the upper limit of this age; None where the table has none."""
    knowledge, patient = situation.knowledge, situation.case.patient
    unit, who = knowledge.catalogue[analyte].unit, Child(patient.date_of_birth, patient.sex)
    usual = default_range(analyte, unit, who, situation.as_of, knowledge.reference_ranges)
    if usual is None or usual.upper is None:
        return None
    return Limit(analyte=analyte, op=">", values={unit: usual.upper * times})


# --- transfusion


def transfusion_thresholds(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Below the ward's defaults of transfusion in the state that the child is in; never an order."""
    knowledge, found = situation.knowledge, []
    for name, limit in _defaults(situation, alert):
        result = newest_of(situation, limit.analyte, alert.numbers["days"])
        if result is not None and proves(result, limit):
            state = knowledge.wording.say(f"transfusion.{name}")
            found.append(
                knowledge.wording.say("transfusion.row", row=told_beyond(knowledge, result, limit), state=state)
            )
    if found:
        yield Fired({"found": listed(found)})


def _defaults(situation: Situation, alert: Alert) -> Iterator[tuple[str, Limit]]:
    """The limits that hold now, by their names: bleeding counts before fever."""
    limits = alert.limits
    bleeding = situation.case.safety.get(BLEEDING) is True
    febrile = warmest(situation, limits["fever"], alert.numbers["days"]) is not None
    state = f"{PLATELETS}_bleeding" if bleeding else f"{PLATELETS}_febrile" if febrile else PLATELETS
    ill = situation.severity.course == WORSE
    names = [state, f"{HAEMOGLOBIN}_ill" if ill else HAEMOGLOBIN, *([FIBRINOGEN] if bleeding else [])]
    yield from ((name, limits[name]) for name in names)


DEFAULTS = (
    "fever",
    "platelets",
    "platelets_febrile",
    "platelets_bleeding",
    "haemoglobin",
    "haemoglobin_ill",
    FIBRINOGEN,
)
LABELS = ("tocilizumab_neutrophils", "tocilizumab_platelets", "anakinra_neutrophils")
RULES: dict[str, Finds[Rule]] = {
    "lumbar_puncture_unsafe": Finds(lumbar_puncture_unsafe, numbers=("days",), texts=("later",), limits=PUNCTURE),
    "biopsy_before_steroid": Finds(biopsy_before_steroid, texts=("ill",)),
    "worsening_markers": Finds(worsening_markers),
    "label_limit": Finds(label_limit, ("upper_times", "years"), (ANAKINRA,), LABELS),
    "transfusion_thresholds": Finds(transfusion_thresholds, numbers=("days",), limits=DEFAULTS),
}

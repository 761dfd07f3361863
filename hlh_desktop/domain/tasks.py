"""What has to be done and when it is first due: each code is one entry of tasks.toml and one small condition here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import Finding, Task
from hlh_desktop.domain.schedule import WEEK, date_of, instant

if TYPE_CHECKING:
    from hlh_desktop.domain.rules import TaskRule
    from hlh_desktop.domain.situation import Situation

ETOPOSIDE, CICLOSPORIN, ANAKINRA, PULSE = "etoposide", "ciclosporin", "anakinra", "methylprednisolone_pulse"
# The date or moment that a task counts from, or None where it is not called for.
Anchor = Callable[["Situation", frozenset[str]], date | None]


def _when(holds: Callable[[Situation], bool]) -> Anchor:
    """A task of day one, called for where a condition of the situation holds."""
    return lambda situation, _: situation.case.day_one if holds(situation) else None


def _with_finding(code: str) -> Anchor:
    """A task of day one that comes with a finding."""
    return lambda situation, codes: situation.case.day_one if code in codes else None


def _first(situation: Situation, *lines: str) -> datetime | None:
    """The first administration of some lines by the ward's clock."""
    ats = [one.at for order in situation.orders if order.line in lines for one in order.administrations]
    return min(ats).replace(tzinfo=None) if ats else None


def _deteriorating(situation: Situation) -> bool:
    return situation.severity.course == "deteriorating"


def _waiting(situation: Situation) -> bool:
    severity = situation.severity
    responding = severity.course == "stable" and severity.responding_to_specific_treatment is True
    return responding and situation.regimen is None


def _etoposide(situation: Situation) -> bool:
    return situation.has(ETOPOSIDE)


def _protocol_etoposide(situation: Situation) -> bool:
    regimen = situation.regimen
    return regimen is not None and _etoposide(situation) and situation.knowledge.protocols[regimen.protocol].named


def _brain(situation: Situation) -> bool:
    return situation.severity.cns in ("present", "progressive") or situation.severity.csf == "abnormal"


def _step_up(situation: Situation, _: frozenset[str]) -> datetime | None:
    return None if _etoposide(situation) else _first(situation, PULSE, ANAKINRA)


def _plan_end(situation: Situation, _: frozenset[str]) -> date | None:
    """The last day of the plan's weeks, where etoposide is ordered."""
    regimen = situation.regimen
    if regimen is None or not _etoposide(situation):
        return None
    return date_of(situation.case.day_one, regimen.last_week * WEEK)


RULES: dict[str, Anchor] = {
    "reassess_12h": _when(_deteriorating),
    "icu_called": _when(_deteriorating),
    "reassess_24h": _when(_waiting),
    "response_24_48h": _step_up,
    "response_week_2": _when(_etoposide),
    "response_week_8": _when(_etoposide),
    "blood_count_follow_up": _plan_end,
    "cmv_dna": _when(_etoposide),
    "galactomannan": _when(_etoposide),
    "ebv_dna": _when(lambda situation: _etoposide(situation) or situation.etiology.pathogen == "EBV"),
    "lumbar_puncture_decision": _when(_protocol_etoposide),
    "brain_mri": _when(_brain),
    "ciclosporin_trough": lambda situation, _: _first(situation, CICLOSPORIN),
    "genetic_tests": _with_finding("consider_genetics"),
    "transplant_referral": _with_finding("consider_transplant"),
    "weigh": _with_finding("weight_stale"),
    "labs_daily": _when(lambda _: True),
    "labs_weekly": _when(_etoposide),
}


def tasks_of(situation: Situation, findings: tuple[Finding, ...]) -> tuple[Task, ...]:
    """Every task that is called for, in order of its first due moment."""
    codes = frozenset(finding.code for finding in findings)
    language = situation.knowledge.wording.language
    found = [
        Task(
            code,
            _due(anchor, rule, situation),
            rule.text[language],
            rule.statements,
            rule.cites,
            rule.every_days,
            rule.every_hours,
        )
        for code, rule in situation.knowledge.tasks.items()
        if (anchor := RULES[code](situation, codes)) is not None
    ]
    return tuple(sorted(found, key=lambda task: task.due))


def _due(anchor: date, rule: TaskRule, situation: Situation) -> datetime:
    """The task's day counted from its anchor, at its time plus its hours, all in ward wall-clock time."""
    start = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, time())
    wall = datetime.combine(date_of(start.date(), rule.day), rule.at or start.time()) + timedelta(
        hours=rule.after_hours
    )
    return instant(wall.date(), wall.time(), situation.case.time_zone)

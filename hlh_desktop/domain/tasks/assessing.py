"""Tasks of looking at the child again: the clocks of the response, the course, and what is left after treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.observed import TEMPERATURE
from hlh_desktop.domain.laboratory import counting, proves
from hlh_desktop.domain.tasks.called import (
    ANAKINRA,
    PULSE,
    RUXOLITINIB,
    Call,
    Calls,
    etoposide,
    first,
    from_first,
    plan_end,
    when,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from hlh_desktop.domain.situation import Situation


def _deteriorating(situation: Situation) -> bool:
    return situation.severity.course == "deteriorating"


def _waiting(situation: Situation) -> bool:
    severity = situation.severity
    responding = severity.course == "stable" and severity.responding_to_specific_treatment is True
    return responding and situation.regimen is None


def _step_up(call: Call) -> datetime | None:
    return None if etoposide(call.situation) else first(call.situation, PULSE, ANAKINRA)


def _after_plan(call: Call) -> date | None:
    """The last day of the plan's weeks, where etoposide is ordered."""
    return plan_end(call.situation) if etoposide(call.situation) else None


def _fever(call: Call) -> date | None:
    """The day of the last fever while anything is ordered: a fever on treatment is looked at as an infection (S52).

    In a next version of the ward that of before day one, as in the first: the record calls for each one since.
    """
    if not call.situation.orders:
        return None
    since = () if call.situation.case.past else call.situation.results
    every = counting((*call.situation.observed.results, *since), TEMPERATURE)
    return max((one.on for one in every if proves(one, call.rule.limits["fever"])), default=None)


RULES: dict[str, Calls] = {
    "reassess_12h": when(_deteriorating),
    "icu_called": when(_deteriorating),
    "reassess_24h": when(_waiting),
    "response_24_48h": Calls(_step_up),
    "response_ruxolitinib": from_first(RUXOLITINIB),
    "response_day_7": when(etoposide),
    "response_week_2": when(etoposide),
    "response_week_4": when(etoposide),
    "response_week_8": when(etoposide),
    # The numbers are read where fevers of the record call for it (ward/called.py).
    "fever_cultures": Calls(_fever, numbers=("again_hours", "after_days"), limits=("fever",)),
    "blood_count_follow_up": Calls(_after_plan),
}

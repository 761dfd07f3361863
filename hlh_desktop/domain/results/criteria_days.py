"""The criteria scored again for each day with results: what was known by then, by the rules of the day's own window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.criteria.observed import TEMPERATURE, Observed, interpret
from hlh_desktop.domain.laboratory import Limit, Result
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.results.response.known import as_result, raised_by_condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import Signs
    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.criteria.rules import CriteriaRules
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.values import LabResult


@dataclass(frozen=True, slots=True)
class Child:
    """Whose criteria: signs as they were answered on a day, with the birth date and the ward's zone."""

    born: date
    signs: Signs
    asked_on: date
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class CriteriaDay:
    """The criteria of one day, and all that they were made of."""

    day: date
    criteria: Criteria
    observed: Observed

    @property
    def used(self) -> tuple[Result, ...]:
        """The results that the items of HLH-2004 rest on, each once."""
        return tuple(dict.fromkeys(one for item in self.criteria.hlh_2004.items for one in item.results))


def criteria_days(results: Iterable[LabResult], child: Child, knowledge: Knowledge) -> tuple[CriteriaDay, ...]:
    """Each day on which something was reported that criteria look at, oldest first.

    A day sees the results of its own window of days, the worst of them counts; what a transfusion or lipid raised
    proves only that it is not higher. Signs do not change with the days: they are those that were answered, and what
    was not answered stays unknown.
    """
    wanted = analytes(knowledge.criteria)
    read = [_read(one, child, knowledge) for one in results if one.analyte in wanted and one.reported.valued]
    found = sorted([*read, *_typed(child)], key=lambda one: one.at)
    days = sorted({one.on for one in read if one.on >= child.born})
    return tuple(_day(day, found, child, knowledge) for day in days)


def _read(one: LabResult, child: Child, knowledge: Knowledge) -> Result:
    made = as_result(one, knowledge.catalogue.get(one.analyte), child.zone)
    return replace(made, raised=raised_by_condition(one, knowledge.response))


def _day(day: date, found: list[Result], child: Child, knowledge: Knowledge) -> CriteriaDay:
    first = day - timedelta(days=knowledge.settings.result_days)
    window = interpret((one for one in found if first <= one.on <= day), knowledge.criteria.limits.triglycerides)
    observed = Observed(child.signs, window, age_on(child.born, day).days)
    return CriteriaDay(day, assess_all(observed, knowledge.criteria), observed)


def _typed(child: Child) -> Iterator[Result]:
    """The temperature among the signs, on the day it was asked for."""
    value = child.signs.temperature_c
    if value is not None:
        at = datetime.combine(child.asked_on, time(), child.zone)
        yield Result(TEMPERATURE, None, value, "Cel", at, child.asked_on, value)


def analytes(rules: CriteriaRules) -> frozenset[str]:
    """Every analyte that some criteria look at."""
    limits = [one for one in vars(rules.limits).values() if isinstance(one, Limit)]
    limits += [*rules.hscore.lineage_limits, rules.mas_2016.fever, rules.mas_2016.ferritin, *rules.mas_2016.others]
    limits += [step.limit for steps in rules.hscore.steps.values() for step in steps]
    return frozenset(limit.analyte for limit in limits)

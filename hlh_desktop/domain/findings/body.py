"""Findings about weight, height and body surface area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.measures import days_old
from hlh_desktop.domain.plausibility import implausible, told
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.measures import Measured
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

PERCENT = 100


def age_above_21(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Older than the children that these protocols are for: the birth date may be wrong."""
    if situation.age.years >= alert.numbers["years"]:
        yield Fired({"years": str(situation.age.years), "limit": plain(alert.numbers["years"])})


def weight_stale(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Weight or height older than the limit in days; one finding for both.

    For information while only the height is older, and not yet older than a height of this age may be.
    """
    limit = alert.numbers["days"]
    ages = {name: days_old(one, situation.decided_on) for name, one in _measures(situation).items()}
    old = {name: days for name, days in ages.items() if days > limit}
    if old:
        say = situation.knowledge.wording.say
        names = ", ".join(say("measure.old", name=say(f"measure.{name}"), days=days) for name, days in old.items())
        young = situation.age.years < alert.numbers["young_years"]
        height = alert.numbers["height_days_young" if young else "height_days"]
        mild = ages["weight"] <= limit and ages["height"] <= height
        yield Fired({"names": names, "limit": plain(limit)}, level="info" if mild else None)


def weight_implausible(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Each soft stop of the growth data on the weight and height in use."""
    wording = situation.knowledge.wording
    rows = {id(one.row): one.row for one in (situation.weight, situation.height)}
    said = {}
    for row in rows.values():
        for one in implausible(situation.case, row, situation.knowledge.growth):
            if one.severity == "soft":
                values = told(one, row, wording)
                said[one.code] = {"what": wording.say(f"implausible.{one.code}", **values), "hint": values["hint"]}
                said[one.code]["day"] = row.on.isoformat()
    yield from (Fired(values) for values in said.values())


def bsa_formulas_differ(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Mosteller and Haycock further apart than the limit in percent."""
    apart = situation.bsa.difference * PERCENT
    if apart > alert.numbers["percent"]:
        yield Fired(
            {
                "used": str(situation.bsa.used),
                "haycock": str(situation.bsa.haycock_rounded),
                "apart": plain(apart, 1),
                "limit": plain(alert.numbers["percent"]),
            }
        )


def _measures(situation: Situation) -> dict[str, Measured]:
    return {"weight": situation.weight, "height": situation.height}


RULES: dict[str, Finds[Rule]] = {
    "age_above_21": Finds(age_above_21, numbers=("years",)),
    "weight_stale": Finds(weight_stale, numbers=("days", "height_days", "height_days_young", "young_years")),
    "weight_implausible": Finds(weight_implausible),
    "bsa_formulas_differ": Finds(bsa_formulas_differ, numbers=("percent",)),
}

"""The review of treatment: asked for by indicators, louder as they gather or worsen, never a change of treatment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.indicators import Indicator, against, before, indicators, newest_beyond

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

# The one limit that counts only while the child bleeds, and the question that says so.
WITH_BLEEDING, BLEEDING = "platelets_with_bleeding", "bleeding"
EXTREMES = ("sodium", "platelets", WITH_BLEEDING, "fibrinogen")


def escalation_review(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A review where an indicator is present and the child is treated or deteriorating."""
    found = indicators(situation)
    present = [one for one in found.values() if one.truth]
    if not present or (situation.regimen is None and situation.severity.course != "deteriorating"):
        return
    names = ", ".join(situation.knowledge.wording.say(f"indicator.{one.code}") for one in present)
    assessed = sum(one.truth is not None for one in found.values())
    values = {"count": str(len(present)), "assessed": str(assessed), "all": str(len(found)), "names": names}
    yield Fired(values, level=_level(situation, alert, present))


def _level(situation: Situation, alert: Alert, present: list[Indicator]) -> Level:
    """Critical at the extremes, warning when a second indicator is new or two worsen, else for information."""
    bleeding = situation.case.safety.get(BLEEDING) is True
    extremes = [limit for name, limit in alert.limits.items() if bleeding or name != WITH_BLEEDING]
    if any(newest_beyond(limit, situation) for limit in extremes):
        return "critical"
    within = timedelta(hours=int(alert.numbers["hours"]))
    worse = [one for one in present if _worse(one, situation, within)]
    new = [one for one in present if not one.standing]
    return "warning" if len(worse) > 1 or (len(present) > 1 and new) else "info"


def _worse(one: Indicator, situation: Situation, within: timedelta) -> bool:
    """Whether the newest result lies further on the limit's side than one of the last hours before it."""
    return any(
        newest.at - earlier.at <= within and against(earlier, limit, limit.op[0], situation)
        for limit in one.limits
        if (newest := situation.latest(limit.analyte)) is not None
        for earlier in before(limit, situation)
    )


RULES: dict[str, Finds[Rule]] = {
    "escalation_review": Finds(escalation_review, numbers=("hours",), limits=EXTREMES),
}

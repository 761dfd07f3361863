"""The review of treatment: asked for by indicators, louder as they gather or worsen, never a change of treatment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.baseline import against, before
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.indicators import Indicator, indicators, newest_beyond
from hlh_desktop.domain.findings.readings import told_beyond
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

# The one limit that counts only while the child bleeds, and the question that says so.
WITH_BLEEDING, BLEEDING, EXTREME = "platelets_with_bleeding", "bleeding", "extreme"
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
    extremes = listed(_extremes(situation, alert).values())
    if extremes:
        yield Fired({**values, "extremes": extremes}, text=EXTREME, level="critical")
    else:
        yield Fired(values, level=_level(situation, alert, present))


def _extremes(situation: Situation, alert: Alert) -> dict[str, str]:
    """The results beyond the limits of the extremes, told once each by their analyte; one limit asks for bleeding."""
    bleeding = situation.case.safety.get(BLEEDING) is True
    limits = [limit for name, limit in alert.limits.items() if bleeding or name != WITH_BLEEDING]
    found = [(limit, situation.latest(limit.analyte)) for limit in limits if newest_beyond(limit, situation)]
    return {one.analyte: told_beyond(situation.knowledge, one, limit) for limit, one in reversed(found) if one}


def _level(situation: Situation, alert: Alert, present: list[Indicator]) -> Level:
    """Short of the extremes: warning when a second indicator is new or two worsen, else for information."""
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
    "escalation_review": Finds(escalation_review, numbers=("hours",), texts=(EXTREME,), limits=EXTREMES),
}

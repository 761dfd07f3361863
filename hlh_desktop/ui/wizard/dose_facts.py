"""What the form of a dose tells: where it stood, the time to the doses around it, what becomes of the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.wizard.gaps import gaps
from hlh_desktop.domain.writing import number, spelt
from hlh_desktop.ui.wizard.calendar_words import CalendarWords, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.domain.wizard.gaps import Gaps
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ui.wizard.facts import Fact
    from hlh_desktop.ward.placing import Tried

UNIT = "mg/m2"
KEPT: dict[str, State] = {"kept": "ok", "short": "warning", "too_short": "critical"}


def facts_of(
    dose: DayDose, plan: Plan | None, tried: Tried | None, words: CalendarWords, knowledge: Knowledge
) -> list[Fact]:
    """The rows of a dose in a plan, or in what a trial of a change makes of it."""
    planned = words.day(dose.planned.date(), dose.planned_day)
    if dose.placement in ("held", "omitted"):
        return [(tr("Would stand on"), planned), (tr("Reason"), dose.reason), *_sum(dose, plan, tried, knowledge)]
    around = tried.gaps if tried else gaps(plan, knowledge, dose.key) if plan else None
    moved: list[Fact] = [(tr("Planned before"), planned)] if tried or dose.placement == "moved" else []
    return [*moved, *(_around(around, words) if around else ()), *_sum(dose, plan, tried, knowledge)]


def _around(around: Gaps, words: CalendarWords) -> Iterator[Fact]:
    for gap, name in ((around.before, tr("After dose %1 (day %2)")), (around.after, tr("Before dose %1 (day %2)"))):
        if gap is not None:
            named = name.replace("%1", str(gap.dose.number)).replace("%2", str(gap.dose.day))
            yield named, words.span(gap.time)
    if around.least is not None:
        said = {"kept": tr("Kept"), "short": tr("Not kept"), "too_short": tr("Far too short")}
        yield tr("Least gap, %1").replace("%1", words.hours(around.least)), said[around.kept], KEPT[around.kept]


def _sum(dose: DayDose, plan: Plan | None, tried: Tried | None, knowledge: Knowledge) -> Iterator[Fact]:
    """What becomes of cumulative etoposide; of other drugs nothing is said."""
    after = tried.plan if tried else plan
    if plan is None or after is None or dose.key.line != knowledge.settings.cumulative_drug:
        return
    before, now = (f"{number(one.cumulative.overall, 0)} {spelt(UNIT)}" for one in (plan, after))
    if not tried:
        yield tr("Cumulative"), now
    elif before == now:
        yield tr("Cumulative"), tr("unchanged")
    else:
        yield tr("Cumulative"), tr("%1, before %2").replace("%1", now).replace("%2", before)

"""What the file about trends must hold: analytes that there are, a style for the rest, ages and days that rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.results.trend.rules import OTHER
from hlh_desktop.knowledge.soundness import rising

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_trends(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a chart without its analyte, its style or its axis."""
    rules = knowledge.trends
    drawn = (*rules.main, *rules.instead, *rules.instead.values(), *rules.small, *rules.bedside)
    of_lines = (*(week.analyte for week in rules.weeks), *(age.analyte for age in rules.ages))
    for name in (*drawn, *of_lines):
        if name not in knowledge.catalogue:
            yield "trends.main", f"analyte {name} is not in the catalogue"
    for drug in rules.without_lane:
        if drug not in knowledge.formulary:
            yield "trends.without_lane", f"drug {drug} is not in the formulary"
    if not 0 < len(rules.main) <= 2:
        yield "trends.main", "expected one analyte for each side of the large chart"
    if OTHER not in rules.styles:
        yield "trends.styles", f"expected {OTHER}, for what has no style of its own"
    if not rules.tick_days or rules.tick_days[0] < 1 or not rising(rules.tick_days):
        yield "trends.tick_days", "expected days, each more than the one before"
    if not rules.steps or rules.steps[0] != 1 or rules.steps[-1] >= 10 or not rising(rules.steps):
        yield "trends.steps", "expected 1 and larger numbers below 10, rising"
    counts = (rules.short_days, rules.before_days, rules.start_days, rules.most_ticks, rules.most_steps)
    if min(counts) < 1 or rules.least_hours < 1 or rules.ahead_days < 0:
        yield "trends.short_days", "expected numbers above 0"
    yield from _lines(knowledge)


def _lines(knowledge: Knowledge) -> Iterator[Wrong]:
    """Lines of days and ages: an order that can be drawn, and bands from one place only."""
    for number, week in enumerate(knowledge.trends.weeks):
        if not 0 < week.first_day <= week.last_day:
            yield f"trends.weeks.{number}", "expected course days in order"
    for number, age in enumerate(knowledge.trends.ages):
        alert = knowledge.alerts.get(age.alert)
        if sum(map(bool, (age.bands, age.alert, age.range))) != 1 or (age.alert and (alert is None or not alert.bands)):
            yield (
                f"trends.ages.{number}",
                "expected bands of its own, a finding that has bands, or a unit of reference ranges",
            )
        if age.range and age.analyte not in knowledge.reference_ranges:
            yield f"trends.ages.{number}", "expected an analyte that has reference ranges"
        ends = [band.below_months for band in age.bands if band.below_months is not None]
        open_ = [band for band in age.bands[:-1] if band.below_months is None]
        if open_ or not rising(ends):
            yield f"trends.ages.{number}", "ages must rise, and only the last band may be open"

"""HScore (Fardet 2014) as an interval: what is known, and what the unknown items could still add."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Result, counting, proves
from hlh_desktop.domain.logic import Truth, tally
from hlh_desktop.domain.quantity import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import HScoreRules, PointStep


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one item: at least `low`, at most `high`; equal when the item is known."""

    item: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class HScore:
    """The score's interval with its published probabilities in percent ("<1", "92", ">99"). Derived from adults."""

    items: tuple[Points, ...]
    low: int
    high: int
    probability_low: str
    probability_high: str


def hscore(observed: Observed, rules: HScoreRules) -> HScore:
    """The score of what was observed by day one."""
    signs = observed.signs
    items = (
        _sign("immunosuppression", signs.immunosuppression, rules.immunosuppression),
        _counted("organomegaly", (signs.splenomegaly, signs.hepatomegaly), rules.organomegaly),
        _counted("cytopenias", (observed.beyond(limit) for limit in rules.lineage_limits), rules.lineages),
        *(_stepped(item, observed, steps) for item, steps in rules.steps.items()),
        _sign("hemophagocytosis", signs.hemophagocytosis, rules.hemophagocytosis),
    )
    low, high = sum(item.low for item in items), sum(item.high for item in items)
    return HScore(items, low, high, probability(low, rules), probability(high, rules))


def probability(points: int, rules: HScoreRules) -> str:
    """The published probability of HLH in percent, interpolated between the rows of the table."""
    for bound, text in (rules.above, rules.from_points):
        if points >= bound:
            return text
    if points < rules.below[0]:
        return rules.below[1]
    rows = rules.probability
    (left, low), (right, high) = next(
        (row, after) for row, after in itertools.pairwise(rows) if row[0] <= points < after[0]
    )
    return plain(Fraction(low) + Fraction(high - low) * (points - left) / (right - left), 2)


def most(rules: HScoreRules) -> int:
    """The highest score there is."""
    tables = (rules.organomegaly, rules.lineages)
    counted = sum(max(table.values()) for table in tables)
    stepped = sum(steps[-1].points for steps in rules.steps.values())
    return rules.immunosuppression + rules.hemophagocytosis + counted + stepped


def _sign(item: str, truth: Truth, points: int) -> Points:
    return Points(item, points if truth else 0, 0 if truth is False else points)


def _counted(item: str, truths: Iterable[Truth], table: dict[str, int]) -> Points:
    """Points by how many are true; `table` maps a count to its points, fewer than its least count earn none."""
    counts = tally(truths)
    return Points(item, _points_of(counts.met, table), _points_of(counts.met + counts.unknown, table))


def _points_of(count: int, table: dict[str, int]) -> int:
    return max((points for least, points in table.items() if count >= int(least)), default=0)


def _stepped(item: str, observed: Observed, steps: Sequence[PointStep]) -> Points:
    """Points by the highest step that the worst result proves; up to the highest that none of them disproves."""
    found = counting(observed.results, steps[0].limit.analyte)
    if not found:
        return Points(item, 0, steps[-1].points)
    return Points(
        item,
        max(_reached(result, steps, sure=True) for result in found),
        max(_reached(result, steps, sure=False) for result in found),
    )


def _reached(result: Result, steps: Sequence[PointStep], *, sure: bool) -> int:
    wanted = (True,) if sure else (True, None)
    return max((step.points for step in steps if proves(result, step.limit) in wanted), default=0)

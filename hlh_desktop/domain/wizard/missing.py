"""What is not known yet and what it would add: each missing answer is tried at both its ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.criteria.observed import TEMPERATURE
from hlh_desktop.domain.laboratory import MOST_LOGS, Limit, Result, counting
from hlh_desktop.domain.wizard.values import MissingItem
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import CriteriaRules
    from hlh_desktop.domain.knowledge import Knowledge

SIGNS = (
    "hemophagocytosis", "nk_activity_low", "splenomegaly", "hepatomegaly", "immunosuppression", "hlh_gene_defect",
)  # fmt: skip
SETTLES = "hlh_gene_defect"
# Beyond every limit on either side, in any unit.
LEAST, MOST = Decimal(0), Decimal(10) ** int(MOST_LOGS)


def missing_items(observed: Observed, knowledge: Knowledge, at: datetime) -> tuple[MissingItem, ...]:
    """Every answer that criteria look at and that is not known; `at` is a moment of the window.

    What would add an item of HLH-2004 stands first, then what would add points, what settles the question last.
    """
    words = Words(knowledge)
    found = [*_signs(observed, knowledge, words), *_results(observed, knowledge, words, at)]
    return tuple(sorted(found, key=lambda one: (one.settles, -one.items, -one.high)))


def _signs(observed: Observed, knowledge: Knowledge, words: Words) -> Iterator[MissingItem]:
    for name in SIGNS:
        if getattr(observed.signs, name) is None:
            ends = [replace(observed, signs=observed.signs.model_copy(update={name: truth})) for truth in (False, True)]
            yield from _item(f"signs.{name}", words.screen(f"missing.{name}"), observed, ends, knowledge, "or")


def _results(observed: Observed, knowledge: Knowledge, words: Words, at: datetime) -> Iterator[MissingItem]:
    for analyte, limit in _limits(knowledge.criteria).items():
        if not any(result.interpretable for result in counting(observed.results, analyte)):
            unit = next(iter(limit.values))
            others = tuple(result for result in observed.results if result.analyte != analyte)
            ends = [
                replace(observed, results=(*others, Result(analyte, None, value, unit, at, at.date(), value)))
                for value in (LEAST, MOST)
            ]
            path = "signs.temperature_c" if analyte == TEMPERATURE else f"labs.{analyte}"
            name = knowledge.catalogue[analyte].name
            title = words.screen("missing.temperature") if analyte == TEMPERATURE else name
            yield from _item(path, title, observed, ends, knowledge, "to")


def _limits(rules: CriteriaRules) -> dict[str, Limit]:
    """One limit of each analyte that HLH-2004 or HScore looks at."""
    of_items = (getattr(rules.limits, name) for name in type(rules.limits).model_fields)
    of_steps = (step.limit for steps in rules.hscore.steps.values() for step in steps)
    limits = (*of_items, *rules.hscore.lineage_limits, *of_steps)
    return {one.analyte: one for one in limits if isinstance(one, Limit)}


def _item(
    path: str, title: str, observed: Observed, ends: list[Observed], knowledge: Knowledge, between: str
) -> Iterator[MissingItem]:
    """What an answer would add; nothing is said of one that would change neither set."""
    now, *tried = (assess_all(one, knowledge.criteria) for one in (observed, *ends))
    items = max(one.hlh_2004.met for one in tried) - now.hlh_2004.met
    points = [one.hscore.low - now.hscore.low for one in tried]
    settles = path.endswith(SETTLES)
    if items or any(points) or settles:
        adds = _adds(Words(knowledge), items, min(points), max(points), between, settles=settles)
        yield MissingItem(path.partition(".")[2], title, adds, path, items, min(points), max(points), settles)


def _adds(words: Words, items: int, low: int, high: int, between: str, *, settles: bool) -> str:
    if settles:
        return words.screen("adds.settles")
    parts = [words.screen("adds.item", count=items)] if items else []
    if high:
        parts.append(words.screen(f"adds.{between}", low=low, high=high))
    return words.joined(parts)

"""What is not known yet and what it would add: each missing answer is tried at both its ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.assessment import assess_all
from hlh_desktop.domain.criteria.observed import TEMPERATURE
from hlh_desktop.domain.laboratory import MOST_LOGS, RISES, Limit, Result, counting
from hlh_desktop.domain.wizard.values import MissingItem
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import CriteriaRules, HlhLimits
    from hlh_desktop.domain.knowledge import Knowledge

SIGNS = (
    "hemophagocytosis", "nk_activity_low", "splenomegaly", "hepatomegaly", "immunosuppression", "hlh_gene_defect",
)  # fmt: skip
SETTLES = "hlh_gene_defect"
# Beyond every limit on either side, in any unit.
LEAST, MOST = Decimal(0), Decimal(10) ** int(MOST_LOGS)
TOUCHING = ("<=", ">=")


def missing_items(observed: Observed, knowledge: Knowledge, at: datetime) -> tuple[MissingItem, ...]:
    """Every answer that criteria look at and that is not known for sure; `at` is a moment of the window.

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
    """Each analyte that is not known for sure; counts together where none of them would add anything alone."""
    rules = knowledge.criteria
    limits = _limits(rules)
    open_ = [analyte for analyte in limits if not _known(counting(observed.results, analyte))]
    alone = {one: tuple(_result(one, limits[one], observed, knowledge, words, at)) for one in open_}
    for found in alone.values():
        yield from found
    counts = [one.analyte for one in (*_lineages(rules.limits), *rules.hscore.lineage_limits) if one.analyte in alone]
    if counts and not any(alone[one] for one in counts):
        ends = _ends(observed, {one: limits[one] for one in counts}, at)
        yield from _item(f"labs.{counts[0]}", words.screen("missing.counts"), observed, ends, knowledge, "to")


def _result(
    analyte: str, limit: Limit, observed: Observed, knowledge: Knowledge, words: Words, at: datetime
) -> Iterator[MissingItem]:
    path = "signs.temperature_c" if analyte == TEMPERATURE else f"labs.{analyte}"
    title = words.screen("missing.temperature") if analyte == TEMPERATURE else knowledge.catalogue[analyte].name
    yield from _item(path, title, observed, _ends(observed, {analyte: limit}, at), knowledge, "to")


def _known(found: tuple[Result, ...]) -> bool:
    """Whether something was measured, and all of it by plain numbers that count."""
    return bool(found) and all(one.interpretable and one.comparator is None for one in found)


def _ends(observed: Observed, open_: dict[str, Limit], at: datetime) -> list[Observed]:
    """What was observed with some analytes at both ends of what they may be; `open_` gives a limit of each."""
    return [
        replace(observed, results=tuple(_settled(observed.results, open_, at, MOST if high else LEAST, high=high)))
        for high in (False, True)
    ]


def _settled(
    results: tuple[Result, ...], open_: dict[str, Limit], at: datetime, far: Decimal, *, high: bool
) -> Iterator[Result]:
    yield from (_at_end(one, far, high=high) if one.analyte in open_ else one for one in results)
    for analyte, limit in open_.items():
        if not counting(results, analyte):
            yield Result(analyte, None, far, next(iter(limit.values)), at, at.date(), far)


def _at_end(result: Result, far: Decimal, *, high: bool) -> Result:
    """A result at one end of what it may be: "> 1500" is just above that, or as high as can be."""
    if not result.interpretable or result.canonical is None:
        return replace(result, comparator=None, value=far, canonical=far, interpretable=True)
    if result.comparator is None:
        return result
    rises = result.comparator in RISES
    if rises is high:
        return replace(result, comparator=None, value=far, canonical=far)
    if result.comparator in TOUCHING:
        return replace(result, comparator=None)
    # So little beyond the bound that no limit lies between.
    value, canonical = (end.next_plus() if rises else end.next_minus() for end in (result.value, result.canonical))
    return replace(result, comparator=None, value=value, canonical=canonical)


def _lineages(limits: HlhLimits) -> tuple[Limit, ...]:
    return (limits.hemoglobin, limits.platelets, limits.neutrophils)


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

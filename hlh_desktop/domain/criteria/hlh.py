"""HLH-2004 (8 items) and the clinical list of 2024 (7 items): five met, each by the worst result of the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.logic import Truth, any_of, tally

if TYPE_CHECKING:
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import CriteriaSet, HlhLimits
    from hlh_desktop.domain.laboratory import Result

State = Literal["fulfilled", "open", "not_fulfilled"]
STATES: dict[Truth, State] = {True: "fulfilled", None: "open", False: "not_fulfilled"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its truth and the results it rests on (none for a sign)."""

    name: str
    truth: Truth
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A criteria set applied to a child: its items, how many are met, unknown and not met, and the state."""

    title: str
    need: int
    items: tuple[Item, ...]
    met: int
    unknown: int
    not_met: int
    state: State


def items(observed: Observed, limits: HlhLimits) -> dict[str, Item]:
    """Every item of HLH-2004 by name. Sources: Henter 2007 by way of the tables named in resources/criteria."""
    newborn = observed.age_days < limits.newborn_below_days
    hemoglobin = limits.hemoglobin_newborn if newborn else limits.hemoglobin
    lineages = (hemoglobin, limits.platelets, limits.neutrophils)
    fat_or_fibrinogen = (limits.triglycerides, limits.fibrinogen)
    signs = observed.signs
    found = (
        Item("fever", observed.beyond(limits.fever), observed.deciding(limits.fever)),
        Item("splenomegaly", signs.splenomegaly),
        Item(
            "cytopenias",
            tally(observed.beyond(limit) for limit in lineages).at_least(limits.lineages),
            observed.deciding(*lineages),
        ),
        Item(
            "triglycerides_or_fibrinogen",
            any_of(observed.beyond(limit) for limit in fat_or_fibrinogen),
            observed.deciding(*fat_or_fibrinogen),
        ),
        Item("hemophagocytosis", signs.hemophagocytosis),
        Item("nk_activity", signs.nk_activity_low),
        Item("ferritin", observed.beyond(limits.ferritin), observed.deciding(limits.ferritin)),
        Item("scd25", observed.beyond(limits.scd25), observed.deciding(limits.scd25)),
    )
    return {item.name: item for item in found}


def assess(rules: CriteriaSet, found: dict[str, Item], gene_defect: Truth) -> Assessment:
    """A criteria set on the items found. A gene defect consistent with HLH fulfils it whatever the count."""
    chosen = tuple(found[name] for name in rules.items)
    counts = tally(item.truth for item in chosen)
    state = STATES[True if gene_defect else counts.at_least(rules.need)]
    return Assessment(rules.title, rules.need, chosen, counts.met, counts.unknown, counts.not_met, state)

"""MAS 2016 (Ravelli): a febrile child with known or suspected sJIA, ferritin, and two of four."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.logic import Truth, all_of, tally

if TYPE_CHECKING:
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import MasRules

MasState = Literal["met", "not_met", "unknown", "not_applicable"]
STATES: dict[Truth, MasState] = {True: "met", None: "unknown", False: "not_met"}


def mas_2016(observed: Observed, rules: MasRules) -> MasState:
    """The classification's state; not applicable without sJIA, unknown while a part that could decide is unknown."""
    if observed.signs.sjia is False:
        return "not_applicable"
    others = tally(observed.beyond(limit) for limit in rules.others).at_least(rules.need)
    parts = (observed.signs.sjia, observed.beyond(rules.fever), observed.beyond(rules.ferritin), others)
    return STATES[all_of(parts)]

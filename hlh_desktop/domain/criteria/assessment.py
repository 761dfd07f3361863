"""All criteria of one child on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.hlh import Assessment, assess, items
from hlh_desktop.domain.criteria.hscore import HScore, hscore
from hlh_desktop.domain.criteria.mas import MasState, mas_2016

if TYPE_CHECKING:
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import CriteriaRules


@dataclass(frozen=True, slots=True)
class Criteria:
    """HLH-2004, the clinical list of 2024, HScore and MAS 2016, each from the same observations."""

    hlh_2004: Assessment
    hlh_2024: Assessment
    hscore: HScore
    mas_2016: MasState


def assess_all(observed: Observed, rules: CriteriaRules) -> Criteria:
    """Every criteria set on what was observed by day one."""
    found = items(observed, rules.limits)
    defect = observed.signs.hlh_gene_defect
    return Criteria(
        assess(rules.hlh_2004, found, defect),
        assess(rules.hlh_2024, found, defect),
        hscore(observed, rules.hscore),
        mas_2016(observed, rules.mas_2016),
    )

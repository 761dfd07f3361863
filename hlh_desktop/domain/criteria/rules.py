"""The shape of resources/criteria: limits, items and points, with their sources."""

from __future__ import annotations

from decimal import Decimal

from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.sources import Cites, Datum, Statements

Words = dict[str, str]


class CriteriaSet(Datum):
    """A list of items of which `need` must be met."""

    title: str
    need: int
    items: tuple[str, ...]
    note: Words
    statements: Statements = ()
    cites: Cites


class HlhLimits(Datum):
    """The limits behind the items of HLH-2004, which the list of 2024 shares."""

    fever: Limit
    hemoglobin: Limit
    hemoglobin_newborn: Limit
    newborn_below_days: int
    platelets: Limit
    neutrophils: Limit
    lineages: int
    triglycerides: Limit
    fibrinogen: Limit
    ferritin: Limit
    scd25: Limit
    cites: Cites


class PointStep(Datum):
    """Points that a result on the limit's side earns; steps rise, and the highest that holds counts."""

    points: int
    limit: Limit


class HScoreRules(Datum):
    """HScore: points of each item, the published probabilities and cut-off, and the points named on its bar."""

    title: str
    immunosuppression: int
    hemophagocytosis: int
    organomegaly: dict[str, int]
    lineages: dict[str, int]
    lineage_limits: tuple[Limit, ...]
    steps: dict[str, tuple[PointStep, ...]]
    probability: tuple[tuple[int, Decimal], ...]
    below: tuple[int, str]
    from_points: tuple[int, str]
    above: tuple[int, str]
    cutoff: int
    marks: tuple[int, ...]
    note: Words
    cites: Cites


class MasRules(Datum):
    """MAS 2016: a febrile child with sJIA, ferritin over its limit, and `need` of four more."""

    title: str
    fever: Limit
    ferritin: Limit
    need: int
    others: tuple[Limit, ...]
    note: Words
    cites: Cites


class CriteriaRules(Datum):
    """All criteria of one edition."""

    hlh_2004: CriteriaSet
    hlh_2024: CriteriaSet
    limits: HlhLimits
    hscore: HScoreRules
    mas_2016: MasRules

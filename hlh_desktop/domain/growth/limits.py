"""The limits of resources/growth/limits.toml, each with its source and evidence tag."""

from __future__ import annotations

from decimal import Decimal

from hlh_desktop.domain.sources import Cite, Datum


class GrowthLimit(Cite):
    """One number and where it comes from."""

    value: Decimal


class FourLimits(Datum):
    """What is impossible and what is rare, on both sides."""

    hard_low: GrowthLimit
    soft_low: GrowthLimit
    soft_high: GrowthLimit
    hard_high: GrowthLimit


class Range(Datum):
    """What a scale or a measuring board can show for a child at all."""

    low: GrowthLimit
    high: GrowthLimit


class HeightRange(Range):
    """The same for a height; below `metres` it was meant in metres."""

    metres: GrowthLimit


class BmiLimits(Datum):
    """Body mass index in kg/m2; the upper rare limit depends on age."""

    hard_low: GrowthLimit
    soft_low: GrowthLimit
    soft_high_younger: GrowthLimit
    soft_high_older: GrowthLimit
    hard_high: GrowthLimit
    older_from_months: GrowthLimit
    last_measure_days: GrowthLimit


class WeightForHeight(Datum):
    """The z of weight for height that is rare, and up to which age the table is asked."""

    soft_high: GrowthLimit
    until_months: GrowthLimit


class WeightChange(Datum):
    """How many percent a weight may differ from one of the last so many days."""

    days: GrowthLimit
    percent: GrowthLimit


class HeightChange(Datum):
    """How far a height may differ from one of the last so many days."""

    days: GrowthLimit
    fall_cm: GrowthLimit
    rise_cm: GrowthLimit


class Young(Datum):
    """Below which age the median child's own growth is allowed on top of a change."""

    until_months: GrowthLimit


class AgeRules(Datum):
    """How days become months, from where the second standard counts, and when a pregnancy is full."""

    days_per_month: GrowthLimit
    older_from_months: GrowthLimit
    term_weeks: GrowthLimit
    gestation_asked_until_months: GrowthLimit


class Correction(Datum):
    """Born before so many weeks: judged by corrected age until so many months."""

    below_weeks: GrowthLimit
    until_months: GrowthLimit


class ZShape(Datum):
    """Where WHO's and CDC's z turn straight."""

    restricted_from: GrowthLimit
    restricted_to: GrowthLimit
    modified_at: GrowthLimit


class HintRules(Datum):
    """The slips that are asked about, and how usual the other reading must be."""

    plausible: GrowthLimit
    pounds: GrowthLimit
    decimal_point: GrowthLimit
    metres: GrowthLimit


class ShapeLimits(Datum):
    """From where on a weight is told as light or heavy for a height, as parts of the usual weight of that height."""

    far_light: GrowthLimit
    light: GrowthLimit
    heavy: GrowthLimit
    far_heavy: GrowthLimit


class Limits(Datum):
    """One edition of the limits."""

    edition: str
    weight_z: FourLimits
    height_z: FourLimits
    weight_range: Range
    height_range: HeightRange
    bmi: BmiLimits
    weight_for_height: WeightForHeight
    weight_change: tuple[WeightChange, ...]
    height_change: HeightChange
    young: Young
    age: AgeRules
    correction: tuple[Correction, ...]
    z: ZShape
    hint: HintRules
    shape: ShapeLimits

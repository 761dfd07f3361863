"""Kidney function: bedside Schwartz from the newest creatinine, and the band that etoposide rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.laboratory import Result, counting
from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.patient import Age

Band = Literal["no_change", "reduce", "refuse"]
MOST_PLACES = 3
REPLACEMENT = "renal_replacement"


class RenalRules(Datum):
    """Bedside Schwartz (factor by unit of creatinine, valid ages) and the bands of etoposide."""

    analyte: str
    factors: dict[str, Decimal]
    from_years: int
    below_years: int
    no_change_above: Decimal
    reduce_from: Decimal
    proposed_factor: Decimal
    cites: Cites


@dataclass(frozen=True, slots=True)
class Egfr:
    """Estimated GFR in mL/min/1.73 m2 with what it came from. Banded exact, shown with one decimal."""

    exact: Fraction
    factor: Decimal
    creatinine: Result
    in_unit: Decimal
    height_cm: Decimal
    band: Band

    @property
    def shown(self) -> Decimal:
        """The value rounded to one decimal."""
        return rounded(self.exact, 1)

    def beside(self, *limits: Decimal) -> str:
        """The value as told beside limits: with so many decimals, one to three, that its side of each can be seen."""
        told = (rounded(self.exact, places) for places in range(1, MOST_PLACES + 1))
        clear = (one for one in told if all(_side(one, limit) == _side(self.exact, limit) for limit in limits))
        return str(next(clear, rounded(self.exact, MOST_PLACES)))


def _side(value: Fraction | Decimal, limit: Decimal) -> int:
    """Below a limit -1, at it 0, above it 1."""
    return (value > limit) - (value < limit)


def replaced(answers: Mapping[str, bool | None]) -> bool:
    """Whether renal replacement is known to run: it counts as the lowest band, whatever an estimate says."""
    return answers.get(REPLACEMENT) is True


def egfr(age: Age, height_cm: Decimal, results: Iterable[Result], rules: RenalRules) -> Egfr | None:
    """Bedside Schwartz 2009 from the newest uncensored creatinine; None outside its ages or without one (unknown)."""
    usable = [r for r in counting(results, rules.analyte) if r.comparator is None and r.interpretable and r.value]
    if not usable or not rules.from_years <= age.years < rules.below_years:
        return None
    creatinine = usable[-1]
    unit = creatinine.unit if creatinine.unit in rules.factors else next(iter(rules.factors))
    value = creatinine.value if unit == creatinine.unit else creatinine.canonical
    if value is None:
        return None
    exact = Fraction(rules.factors[unit]) * Fraction(height_cm) / Fraction(value)
    return Egfr(exact, rules.factors[unit], creatinine, value, height_cm, band_of(exact, rules))


def band_of(exact: Fraction, rules: RenalRules) -> Band:
    """50.0 and 15.0 belong to the middle band; the exact value decides, never the shown one."""
    if exact > Fraction(rules.no_change_above):
        return "no_change"
    return "reduce" if exact >= Fraction(rules.reduce_from) else "refuse"

"""One dose: amount x (BSA | kg) x factor, the cap, then one rounding (policy RP-1); every step is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import Quantity, round_half_up

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.protocol import AmountUnit, Drug, Per
    from hlh_desktop.domain.sources import Cites


@dataclass(frozen=True, slots=True)
class Body:
    """What a dose is scaled by: weight in kg and body surface area in m2, as used and printed."""

    weight_kg: Decimal
    bsa_m2: Decimal


@dataclass(frozen=True, slots=True)
class Bodies:
    """The measures of a course: the first, and each later one from its moment on, earliest first."""

    first: Body
    later: tuple[tuple[datetime, Body], ...] = ()

    @property
    def all(self) -> tuple[Body, ...]:
        """Each of them in order of time."""
        return (self.first, *(body for _, body in self.later))

    def number_at(self, at: datetime) -> int:
        """Which of `all` counts at a moment."""
        return sum(since <= at for since, _ in self.later)

    def at(self, at: datetime) -> Body:
        """The measures that count at a moment."""
        return self.all[self.number_at(at)]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one dose is asked to be: an amount and unit, per dose, day or course, factor, cap and divisor.

    `divisor` is the doses of a day, or the days of a course; 1 for a dose. `cap` is in the drug's unit, a dose.
    """

    amount: Decimal
    unit: AmountUnit
    per: Per
    factor: Decimal
    divisor: int
    cap: Decimal | None
    cites: Cites


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a course total a dose is: number `number` of `of`, of `total` in the drug's unit."""

    number: int
    of: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose for one administration, with all that its working shows.

    `basis` is the BSA or weight it was multiplied with (None for a fixed amount), `exact` the product before cap and
    rounding, `amount` what is given. A dose of 0 is not a dose: see `rounds_to_zero`.
    """

    drug: str
    amount: Quantity
    rule: Rule
    basis: Decimal | None
    exact: Fraction
    step: Decimal | None
    part: Part | None = None
    stated_as: str = ""

    @property
    def capped(self) -> bool:
        """Whether the cap and not the calculation decided."""
        return self.rule.cap is not None and self.exact > Fraction(self.rule.cap)

    @property
    def rounding(self) -> Fraction | None:
        """How far rounding moved the dose, as a signed fraction of the exact one; None where the cap decided."""
        if self.capped:
            return None
        if self.part is not None:
            whole = self.exact * self.part.of
            return (Fraction(self.part.total) - whole) / whole
        return (Fraction(self.amount.amount) - self.exact) / self.exact

    @property
    def rounds_to_zero(self) -> bool:
        """Whether nothing is left of the dose."""
        return not self.amount.amount


def basis_of(unit: AmountUnit, body: Body) -> Decimal | None:
    """What an amount of this unit is multiplied with: m2, kg, or nothing for a fixed amount."""
    return {"mg/m2": body.bsa_m2, "mg/kg": body.weight_kg, "g/kg": body.weight_kg}.get(unit)


def exact_dose(rule: Rule, body: Body) -> Fraction:
    """The dose for one administration before cap and rounding: everything is multiplied before it is divided."""
    basis = basis_of(rule.unit, body)
    product = Fraction(rule.amount) * Fraction(rule.factor) * (1 if basis is None else Fraction(basis))
    return product / rule.divisor


def dose(drug: Drug, rule: Rule, body: Body) -> Dose:
    """The dose of one administration: exact, then the cap, then one rounding half up, never above the cap."""
    exact = exact_dose(rule, body)
    amount = rounded_dose(exact, rule.cap, drug.step)
    basis = basis_of(rule.unit, body)
    return Dose(drug.name, Quantity(amount, drug.unit), rule, basis, exact, drug.step, stated_as=drug.stated_as)


def rounded_dose(exact: Fraction, cap: Decimal | None, step: Decimal | None) -> Decimal:
    """Cap, then one rounding; where rounding would pass the cap, one step less."""
    limited = exact if cap is None else min(exact, Fraction(cap))
    if step is None:
        return Decimal(limited.numerator) / Decimal(limited.denominator)
    amount = round_half_up(limited, step)
    return amount - step if cap is not None and amount > cap else amount


def split_dose(drug: Drug, rule: Rule, body: Body) -> tuple[Dose, ...]:
    """The parts of a course total that add up to it: part k of n = round(total k / n) - round(total (k-1) / n).

    The total is rounded once to the drug's step before it is split; a factor other than 1 belongs to a single part.
    """
    if drug.step is None:
        raise ValueError(drug.name)
    exact = exact_dose(rule, body)
    total = round_half_up(exact * rule.divisor, drug.step)
    marks = [round_half_up(Fraction(total) * number / rule.divisor, drug.step) for number in range(rule.divisor + 1)]
    basis = basis_of(rule.unit, body)
    return tuple(
        Dose(
            drug.name, Quantity(marks[number] - marks[number - 1], drug.unit), rule, basis, exact, drug.step,
            Part(number, rule.divisor, total),
        )
        for number in range(1, rule.divisor + 1)
    )  # fmt: skip

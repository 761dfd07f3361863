"""The child's age by calendar and body surface area: what every dose starts from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.sources import Datum

if TYPE_CHECKING:
    from datetime import date

PRECISION = 28


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years, completed months (of all) and days since birth."""

    years: int
    months: int
    days: int

    @property
    def months_past_birthday(self) -> int:
        """Completed months since the last birthday, for "2 y 5 m"."""
        return self.months - 12 * self.years


@dataclass(frozen=True, slots=True)
class SurfaceArea:
    """Body surface area in m2: `used` is Mosteller rounded to 0.01, for every dose; Haycock stands beside it."""

    used: Decimal
    mosteller: Decimal
    haycock: Decimal

    @property
    def haycock_rounded(self) -> Decimal:
        """Haycock rounded to 0.01 m2, as printed."""
        return rounded(Fraction(self.haycock), 2)

    @property
    def difference(self) -> Fraction:
        """How far Haycock lies from Mosteller, as a fraction of Mosteller."""
        return abs(Fraction(self.haycock) - Fraction(self.mosteller)) / Fraction(self.mosteller)


def age_on(born: date, day: date) -> Age:
    """Age by calendar. Who is born on 29 February has the birthday on 1 March in other years (case-format)."""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    months = 12 * (day.year - born.year) + day.month - born.month - (day.day < born.day)
    return Age(years, months, (day - born).days)


class HaycockFormula(Datum):
    """Haycock 1978: coefficient x weight^weight_power x height^height_power, from resources/ward.toml."""

    coefficient: Decimal
    weight_power: Decimal
    height_power: Decimal


def surface_area(weight_kg: Decimal, height_cm: Decimal, haycock: HaycockFormula) -> SurfaceArea:
    """Mosteller 1987, sqrt(cm x kg / 3600), and Haycock beside it, in m2, to 28 digits before the one rounding."""
    with localcontext() as context:
        context.prec = PRECISION
        mosteller = (height_cm * weight_kg / 3600).sqrt()
        other = haycock.coefficient * weight_kg**haycock.weight_power * height_cm**haycock.height_power
    return SurfaceArea(rounded(Fraction(mosteller), 2), mosteller, other)

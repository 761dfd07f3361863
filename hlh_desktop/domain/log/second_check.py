"""The independent second check: two people read and reckon without each other, the program reckons a third time.

Weight and dose must agree three ways. Volume and rate are the pharmacy's: the two must agree, and lie within what
the drug's concentration and duration allow where those are known. Source: safety rules O4, V3.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.log.rules import Record
    from hlh_desktop.domain.log.values import LoggedDose

Measure = Literal["weight", "dose", "volume", "rate"]
MEASURES: tuple[Measure, ...] = ("weight", "dose", "volume", "rate")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person saw: weight in kg, dose in its unit, volume in mL, rate in mL per hour; the last two None where
    the dose has none (an injection without a pump).
    """

    weight_kg: Decimal
    dose: Decimal
    volume_ml: Decimal | None = None
    rate_ml_per_h: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What the program reckons itself from the raw inputs: weight, dose, and the spans of volume and rate it allows.

    A span is None where the formulary does not know it.
    """

    weight_kg: Decimal
    dose: Decimal
    volume_ml: tuple[Fraction, Fraction] | None = None
    minutes: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure beside each other: first person, second person, program. `own` is a value or a span."""

    measure: Measure
    first: Decimal | None
    second: Decimal | None
    own: tuple[Fraction, Fraction] | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All four measures. `agrees` only where each does."""

    rows: tuple[Compared, ...]

    @property
    def agrees(self) -> bool:
        """Whether the dose may go on."""
        return all(row.agrees for row in self.rows)


def own_of(weight_kg: Decimal, dose: Decimal, record: Record | None) -> Own:
    """The program's side: spans of volume and duration from the drug's record."""
    if record is None:
        return Own(weight_kg, dose)
    weakest, strongest = record.mg_per_ml_least, record.mg_per_ml_most
    volume = (
        (Fraction(dose) / Fraction(strongest), Fraction(dose) / Fraction(weakest)) if weakest and strongest else None
    )
    least, most = record.minutes_least, record.minutes_most
    minutes = (Fraction(least), Fraction(most)) if least and most else None
    return Own(weight_kg, dose, volume, minutes)


def measures_of(dose: LoggedDose, *, runs: bool) -> tuple[Measure, ...]:
    """What two people read and reckon: a tablet has no volume, and only what runs has a rate."""
    if runs:
        return MEASURES
    return MEASURES[:2] if dose.route == "oral" else MEASURES[:-1]


def compare(first: Seen, second: Seen, own: Own) -> Comparison:
    """Three ways: a missing value agrees only with a missing value."""
    rates = rate_span(second.volume_ml, own)
    return Comparison((
        _exact("weight", first.weight_kg, second.weight_kg, own.weight_kg),
        _exact("dose", first.dose, second.dose, own.dose),
        _within("volume", first.volume_ml, second.volume_ml, own.volume_ml),
        _within("rate", first.rate_ml_per_h, second.rate_ml_per_h, rates),
    ))  # fmt: skip


def rate_span(volume_ml: Decimal | None, own: Own) -> tuple[Fraction, Fraction] | None:
    """The rates in mL per hour that give a volume within the drug's duration."""
    if volume_ml is None or own.minutes is None:
        return None
    shortest, longest = own.minutes
    return Fraction(volume_ml) * 60 / longest, Fraction(volume_ml) * 60 / shortest


def _exact(measure: Measure, first: Decimal, second: Decimal, own: Decimal) -> Compared:
    return Compared(measure, first, second, (Fraction(own), Fraction(own)), first == second == own)


def _within(
    measure: Measure, first: Decimal | None, second: Decimal | None, own: tuple[Fraction, Fraction] | None
) -> Compared:
    if first is None or second is None:
        return Compared(measure, first, second, own, first is second)
    inside = own is None or own[0] <= Fraction(second) <= own[1]
    return Compared(measure, first, second, own, first == second and inside)

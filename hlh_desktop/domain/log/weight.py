"""Whether the child weighs other than the plan says: then the plan awaits a revision, and whoever gives is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hlh_desktop.domain.case import Measurement

TENTH = Decimal(1).scaleb(-1)


@dataclass(frozen=True, slots=True)
class Revision:
    """The weight of the plan and the newest one in kg, the day of that, and how far apart they are.

    `percent` is of the plan's weight, without sign, rounded away from the limit: 5.01 never reads as 5.
    """

    old: Decimal
    new: Decimal
    percent: Decimal
    on: date

    @property
    def gained(self) -> bool:
        """Whether the child has become heavier."""
        return self.new > self.old


def awaits_revision(
    weight_kg: Decimal, weighed_on: date, rows: Iterable[Measurement], percent: Decimal
) -> Revision | None:
    """What a weight that was taken since the plan's says against it; None within so many percent.

    `rows` in the order in which they were written; of two of one day the later counts.
    """
    weights = [(row.on, row.weight_kg) for row in rows if row.weight_kg is not None and row.on >= weighed_on]
    on, new = max(reversed(weights), key=lambda found: found[0], default=(weighed_on, weight_kg))
    apart = abs(Fraction(new) - Fraction(weight_kg)) / Fraction(weight_kg) * 100
    if apart <= Fraction(percent):
        return None
    return Revision(weight_kg, new, _shown(apart), on)


def _shown(apart: Fraction) -> Decimal:
    return (Decimal(apart.numerator) / Decimal(apart.denominator)).quantize(TENTH, ROUND_UP)

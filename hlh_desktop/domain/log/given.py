"""Cumulative etoposide from what was given: mg given / BSA used that day, exact, in order of the moments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.log.values import Outcome


@dataclass(frozen=True, slots=True)
class GivenPoint:
    """A dose that was given, and the sum in mg/m2 after it, with all that came before this plan."""

    outcome: UUID
    dose: UUID | None
    at: datetime
    total: Fraction


@dataclass(frozen=True, slots=True)
class GivenTotal:
    """Etoposide in mg/m2 as it was given. `before` is what came before this plan, `uncounted` doses without BSA or mg.

    A dose that cannot be counted is told and never taken for nothing.
    """

    before: Fraction
    points: tuple[GivenPoint, ...]
    uncounted: tuple[UUID, ...] = ()

    @property
    def total(self) -> Fraction:
        """Everything that is known."""
        return self.points[-1].total if self.points else self.before

    @property
    def here(self) -> Fraction:
        """What was given of this plan."""
        return self.total - self.before

    @property
    def shown(self) -> Decimal:
        """The sum of this plan rounded to one decimal."""
        return rounded(self.here, 1)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two figures of which nobody wrote whether one contains the other, in mg/m2.

    `told` is what the plan was told as given before it, `logged` what this ward's log had by the time it was told.
    """

    told: Fraction
    logged: Fraction

    @property
    def most(self) -> Fraction:
        """How much may be counted twice."""
        return min(self.told, self.logged)


def overlap_of(taken: Iterable[Outcome], before: Fraction | None, told: datetime | None) -> Overlap | None:
    """Whether an earlier amount, told at that moment, may contain doses of this ward's log; None where it cannot.

    Both count in the sums, for neither may be dropped: the sum is then the highest that it can be.
    """
    if not before or told is None:
        return None
    logged = [one for one in taken if one.taken.astimezone(UTC) <= told.astimezone(UTC)]
    return Overlap(before, sum_of(logged)) if logged else None


def per_m2(amount: Decimal, bsa_m2: Decimal) -> Fraction:
    """mg/m2 of one dose."""
    return Fraction(amount) / Fraction(bsa_m2)


def given_total(taken: Iterable[Outcome], before: Fraction = Fraction(0)) -> GivenTotal:
    """The sum over doses that stand (`Ledger.taken`); one that is under way counts in full."""
    found = tuple(taken)
    return GivenTotal(before, tuple(_points(found, before)), tuple(one.id for one in found if not _counts(one)))


def sum_of(taken: Iterable[Outcome], before: Fraction = Fraction(0)) -> Fraction:
    """The same sum alone. Most doses of a line are the same amount on the same surface, and each is divided once."""
    counted = Counter((one.amount, one.bsa_m2) for one in taken)
    return before + sum(
        (count * per_m2(amount, bsa) for (amount, bsa), count in counted.items() if amount is not None and bsa),
        Fraction(0),
    )


def _counts(one: Outcome) -> bool:
    return one.amount is not None and bool(one.bsa_m2)


def _points(taken: Iterable[Outcome], before: Fraction) -> Iterator[GivenPoint]:
    total = before
    for one in taken:
        if one.amount is not None and one.bsa_m2:
            total += per_m2(one.amount, one.bsa_m2)
            yield GivenPoint(one.id, one.dose, one.taken, total)

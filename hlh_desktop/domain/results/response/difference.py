"""How far one result of a series lies from another, exactly, and only as far as comparators let it be proved."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.series import SeriesPoint

Way = Literal["less", "more", "same", "unknown"]
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of what a value may be; `open`: the end itself is not possible. `at` None: there is no end."""

    at: Fraction | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Two points of one series; the newer is between `low` and `high` times the older."""

    first: SeriesPoint
    last: SeriesPoint
    low: Bound
    high: Bound

    @property
    def exact(self) -> bool:
        """Whether both were plain numbers."""
        return self.low == self.high

    @property
    def way(self) -> Way:
        """Which way it went, as far as that is proved."""
        if self.exact and self.low.at == 1:
            return "same"
        if self.fell(Fraction(0), more=True):
            return "less"
        return "more" if self.rose(Fraction(0), more=True) else "unknown"

    @property
    def percent(self) -> Fraction | None:
        """By how much, without sign; the least that is proved where it is not `exact`. None where nothing is."""
        end = {"less": self.high.at, "more": self.low.at}.get(self.way)
        if self.way == "same":
            return Fraction(0)
        return None if end is None else abs(end - 1) * HUNDRED

    def fell(self, part: Fraction, *, more: bool = False) -> Truth:
        """Whether it fell by that part of the older at the least, or by `more` than that."""
        return _at_most(self.low, self.high, 1 - part, less=more)

    def rose(self, part: Fraction, *, more: bool = False) -> Truth:
        """Whether it rose by that part at the least, or by `more`; a fall is no rise."""
        below = _at_most(self.low, self.high, 1 + part, less=not more)
        return None if below is None else not below


def difference(first: SeriesPoint, last: SeriesPoint, raised: tuple[bool, bool] = (False, False)) -> Difference | None:
    """The newer against the older of two points of one series; None where the older may be 0.

    `raised` says of each whether something raised it, so that it proves only that it is not higher.
    """
    old_low, old_high = _bounds(first.value, first.comparator, raised=raised[0])
    new_low, new_high = _bounds(last.value, last.comparator, raised=raised[1])
    if first.value == 0:
        return None
    return Difference(first, last, _ratio(new_low, old_high, Fraction(0)), _ratio(new_high, old_low, None))


def _bounds(value: Decimal, comparator: str, *, raised: bool) -> tuple[Bound, Bound]:
    """What a reported value may be. Beyond an assay and raised at once it may be anything."""
    at = Fraction(value)
    below, above = comparator in ("<", "<="), comparator in (">", ">=")
    if raised and above:
        return Bound(Fraction(0)), Bound(None)
    low = Bound(Fraction(0)) if below or raised else Bound(at, open=comparator == ">")
    high = Bound(None) if above else Bound(at, open=comparator == "<")
    return low, high


def _ratio(new: Bound, old: Bound, nothing: Fraction | None) -> Bound:
    """One end of the ratio; `nothing` is what stands for it where either has no end, or the older may be 0."""
    if new.at is None or not old.at:
        return Bound(nothing)
    return Bound(new.at / old.at, new.open or old.open)


def _at_most(low: Bound, high: Bound, line: Fraction, *, less: bool) -> Truth:
    """Whether a ratio between two ends is at most the line, or `less` than it."""
    if high.at is not None and (high.at < line or (high.at == line and (not less or high.open))):
        return True
    if low.at is not None and (low.at > line or (low.at == line and (less or low.open))):
        return False
    return None

"""Growth tables and their z: L, M, S by age or height; z = ((v / M)^L - 1) / (L S), straight in the tails.

A plain z misses gross errors, because children's weights have a long upper tail: a tenfold weight of a
ten-year-old is only z 4.3. So WHO's z goes on straight beyond 3 SD, and CDC's is straight everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Lms:
    """One row of a table: skewness, median, coefficient of variation."""

    l: Decimal  # noqa: E741 the method is named after its three letters
    m: Decimal
    s: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """The rows of one sex by rising day or centimetre."""

    at: tuple[Decimal, ...]
    rows: tuple[Lms, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One measure by age in days, or by height in centimetres, for both sexes."""

    female: Curve
    male: Curve

    def curve(self, sex: Sex) -> Curve:
        """The curve of one sex."""
        return self.female if sex == "female" else self.male


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table; ages in days, heights in centimetres."""

    who_weight_for_age: Table
    who_length_for_age: Table
    who_weight_for_length: Table
    who_weight_for_height: Table
    cdc_weight_for_age: Table
    cdc_stature_for_age: Table


def lms_at(curve: Curve, where: Decimal) -> Lms:
    """L, M and S between two rows by straight lines; before the first and after the last row, that row."""
    above = bisect_right(curve.at, where)
    if above == 0:
        return curve.rows[0]
    if above == len(curve.at):
        return curve.rows[-1]
    low, high = curve.rows[above - 1], curve.rows[above]
    start = curve.at[above - 1]
    share = (where - start) / (curve.at[above] - start)
    return Lms(
        low.l + (high.l - low.l) * share,
        low.m + (high.m - low.m) * share,
        low.s + (high.s - low.s) * share,
    )


def covers(curve: Curve, where: Decimal) -> bool:
    """Whether the table itself reaches there."""
    return curve.at[0] <= where <= curve.at[-1]


def plain_z(value: Decimal, lms: Lms) -> Decimal:
    """The z as defined, without a straight tail."""
    share = value / lms.m
    if lms.l == 0:
        return share.ln() / lms.s
    return (_power(share, lms.l) - 1) / (lms.l * lms.s)


def value_at(z: Decimal, lms: Lms) -> Decimal:
    """The weight or height that lies at a plain z."""
    if lms.l == 0:
        return lms.m * (lms.s * z).exp()
    return lms.m * _power(1 + lms.l * lms.s * z, 1 / lms.l)


def restricted_z(value: Decimal, lms: Lms, start: Decimal, before: Decimal) -> Decimal:
    """WHO: beyond `start` SD it counts in steps of the distance from `before` SD to there."""
    z = plain_z(value, lms)
    if abs(z) <= start:
        return z
    side = start.copy_sign(z)
    edge = value_at(side, lms)
    step = abs(edge - value_at(before.copy_sign(z), lms)) / (start - before)
    return side + (value - edge) / step


def modified_z(value: Decimal, lms: Lms, at: Decimal) -> Decimal:
    """CDC: it counts in equal steps, `at` of them from the median to the value at that SD."""
    if value == lms.m:
        return Decimal(0)
    side = at.copy_sign(value - lms.m)
    return (value - lms.m) / (abs(value_at(side, lms) - lms.m) / at)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power by its logarithm, in less than half the time of Decimal's own."""
    return (base.ln() * exponent).exp()

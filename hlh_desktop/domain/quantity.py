"""Exact numbers: the one parser, the one rounding, the one formatter, and amounts that carry their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

# One decimal mark, no grouping, no sign, no exponent, a digit on both sides of the mark.
PLAIN_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?")
NON_BREAKING = "\N{NO-BREAK SPACE}"


class UnitMismatch(TypeError):
    """Two amounts of different units were added or compared: a programming error, never a patient's."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit. Adding milligrams to milligrams per square metre raises UnitMismatch."""

    amount: Decimal
    unit: str

    def __add__(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise UnitMismatch(self.unit, other.unit)
        return Quantity(self.amount + other.amount, self.unit)

    def __str__(self) -> str:
        return f"{plain(self.amount)}{NON_BREAKING}{self.unit}"


def parse_decimal(text: str) -> Decimal | None:
    """The number a person typed, or None for what is no plain decimal: "13.5", never "13,5", ".5" or "1e2"."""
    return Decimal(text) if PLAIN_DECIMAL.fullmatch(text) else None


def round_half_up(exact: Fraction, step: Decimal) -> Decimal:
    """The multiple of `step` nearest to `exact`, halves upwards (policy RP-1); both positive, of one unit."""
    steps = exact / Fraction(step) + Fraction(1, 2)
    return step * (steps.numerator // steps.denominator)


def beyond(number: Decimal | Fraction, limit: Decimal | Fraction, places: int = 1) -> str:
    """A number beyond a limit, to so many decimals; to more where it would read as the limit itself.

    Every sentence that holds a change against its limit writes it so: two of them never differ.
    """
    limit = Fraction(limit)
    while number != limit and rounded(Fraction(number), places) == limit:
        places += 1
    return plain(number, places)


def plain(number: Decimal | Fraction | int, places: int | None = None) -> str:
    """A number as text: no exponent, no trailing zero, a leading zero always.

    `places` rounds half up to at most that many decimals. A Fraction that never ends needs `places`.
    """
    if isinstance(number, int):
        return str(number)
    if places is not None:
        number = rounded(Fraction(number), places)
    elif isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(exact: Fraction, places: int) -> Decimal:
    """`exact` rounded half away from zero to exactly `places` decimals, zeros kept ("1.70" for a body surface area)."""
    size = round_half_up(abs(exact), Decimal(1).scaleb(-places)).quantize(Decimal(1).scaleb(-places))
    return -size if exact < 0 and size else size


def shown(exact: Fraction) -> str:
    """An exact intermediate result: in full where it ends within six decimals, else four and an ellipsis."""
    text = plain(exact, 6)
    return text if Fraction(text) == exact else plain(exact, 4) + "\N{HORIZONTAL ELLIPSIS}"


def grouped(text: str) -> str:
    """A formatted number with a comma between thousands from 1,000 up, for paper and screens, never for files."""
    whole, mark, decimals = text.partition(".")
    return f"{int(whole):,}{mark}{decimals}" if whole.lstrip("-").isdigit() else text

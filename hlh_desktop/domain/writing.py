"""How numbers and units are written for readers, on screen and on paper: grouped, never parted from their unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import NON_BREAKING, grouped, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal
    from fractions import Fraction

    from hlh_desktop.domain.quantity import Quantity

# How units of files look to readers. The micro sign is never printed: it has been read as m.
SPELLINGS = {
    "10*9/L": "\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}10\N{SUPERSCRIPT NINE}/L",
    "10^9": "10\N{SUPERSCRIPT NINE}",
    "10*6/L": "\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}10\N{SUPERSCRIPT SIX}/L",
    "mcg": "microgram",
    "Cel": "\N{DEGREE SIGN}C",
    "[degF]": "\N{DEGREE SIGN}F",
    "{INR}": "INR",
    "m2": "m\N{SUPERSCRIPT TWO}",
}
# Written u in the files, and with one of two signs by laboratories. Counts a uL are known by that spelling.
MICRO = re.compile("(?<![A-Za-z0-9])[u\N{MICRO SIGN}\N{GREEK SMALL LETTER MU}](g|mol|L|kat)(?![A-Za-z])")
OF_MICRO = {"g": "microgram", "mol": "micromol", "L": "uL", "kat": "microkat"}
UNITS = re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(unit)}(?![A-Za-z0-9])" for unit in SPELLINGS if unit != "m2"))
SQUARE_METRES = re.compile(r"(?<![A-Za-z])m2(?![A-Za-z0-9])")
PRODUCT = "\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}"
POWER = re.compile(r"(?<=\d)\x20x\x20(?=10)")
TIMES = re.compile(r"(?<=[\w)])\x20x\x20(?=\d)")
NEGATIVE = re.compile(r"(?<=[\s(])-(?=\d)")
AFTER_NUMBER = re.compile(
    r"(?<=\d)\x20(?=(?:mg|g|kg|microgram|micromol|mmol|mL|ng|pg|U|L|cm|mm|m\N{SUPERSCRIPT TWO}|s|h|min|%"
    r"|\N{DEGREE SIGN}C|\N{MULTIPLICATION SIGN}|10\N{SUPERSCRIPT NINE}|INR|years?|months?|weeks?"
    r"|days?|hours?)(?![A-Za-z]))"
)
LARGE = re.compile(r"(?<![\w.,:/-])(\d{4,})(?=(?:\.\d+)?\N{NO-BREAK SPACE})")
# A body surface area keeps both its decimals; a whole number never has any.
DECIMALS = re.compile(r"(?<![\w.,])\d+\.(?:0+|\d+(?=\N{NO-BREAK SPACE}(?!m\N{SUPERSCRIPT TWO})))(?=\N{NO-BREAK SPACE})")
# A value whose unit is the name of what was measured says it once.
TWICE = re.compile(r"(?<![A-Za-z])(INR)[\x20\N{NO-BREAK SPACE}]([<>]?\d[\d.]*)[\x20\N{NO-BREAK SPACE}]\1(?![A-Za-z])")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def number(value: Decimal | Fraction | int, places: int | None = None) -> str:
    """A number with a comma between thousands and no trailing zero."""
    return grouped(plain(value, places))


def quantity(amount: Quantity) -> str:
    """An amount with its unit, which never parts from it at a line's end."""
    return with_unit(number(amount.amount), amount.unit)


def area(used: Decimal) -> str:
    """A body surface area with both its decimals, or none where it is whole."""
    return with_unit(number(used) if used == used.to_integral_value() else str(used), "m2")


def with_unit(text: str, unit: str) -> str:
    """A written number with its unit as readers see it."""
    return NON_BREAKING.join(part for part in (text, spelt(unit)) if part)


def spelt(unit: str) -> str:
    """A unit of the files as readers see it."""
    text = MICRO.sub(lambda found: OF_MICRO[found[1]], unit)
    return SQUARE_METRES.sub(SPELLINGS["m2"], UNITS.sub(lambda found: SPELLINGS[found[0]], text))


def unbroken(text: str) -> str:
    """A text of which no part goes to the next line."""
    return text.replace(" ", NON_BREAKING)


def on_paper(text: str, moment: Callable[[str, str | None], str]) -> str:
    """A sentence of the program as readers see it: units spelt, thousands grouped, dates in words.

    `moment` writes an ISO day, with its clock time where one is given.
    """
    text = AFTER_NUMBER.sub(NON_BREAKING, TIMES.sub(PRODUCT, spelt(POWER.sub(PRODUCT, text))))
    text = DECIMALS.sub(lambda found: found[0].rstrip("0").rstrip("."), text)
    text = TWICE.sub(rf"\1{NON_BREAKING}\2", text)
    text = NEGATIVE.sub("\N{MINUS SIGN}", text)
    text = LARGE.sub(lambda found: grouped(found[1]), text)
    return MOMENT.sub(lambda found: moment(found[1], found[2]), text)


def listed(parts: Iterable[str]) -> str:
    """Parts with a comma between them."""
    return ", ".join(part for part in parts if part)

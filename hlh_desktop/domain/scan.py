"""What is scanned at the bedside: the codes on wristbands and labels, and whom or what a reader's text names.

A code is capitals and figures only: its kind, what it names, and two check characters. These are of ISO 7064,
MOD 1271-36: one wrong character and two exchanged neighbours are always seen. The number of the ward goes into the
check without being printed, so that a code of another ward, or of a training ward, is refused as if it were damaged
(all but one ward in 1,271). A code holds no name.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.names import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

LETTERS = string.digits + string.ascii_uppercase
BASE = len(LETTERS)
MODULUS = 1271
CHECKS = 2
# What a code of 21 modules holds at the second level of correction.
LONGEST = 20
# Letters of a short key: no two of a ward's children or doses ever share one.
KEY = 12
BY_NUMBER, BY_KEY, DOSE = "P", "C", "D"


@dataclass(frozen=True, slots=True)
class ScannedChild:
    """A code of a child. `number` is the hospital number in it; None where the child's key stands in its place."""

    code: str
    number: str | None


@dataclass(frozen=True, slots=True)
class ScannedDose:
    """A code of a planned dose."""

    code: str


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """What is no code of this ward: it may be the hospital number on the hospital's own wristband."""

    text: str


Scanned = ScannedChild | ScannedDose | PlainNumber


def code_of_child(child: UUID, number: str, ward: str) -> str:
    """The code of a child in a ward: with the hospital number where that fits, else with a key of the child's id."""
    plain = plain_number(number).upper()
    if plain and _is_code(plain) and len(BY_NUMBER + plain) + CHECKS <= LONGEST:
        return _checked(BY_NUMBER + plain, ward)
    return _checked(BY_KEY + _key(child), ward)


def code_of_dose(dose: UUID, ward: str) -> str:
    """The code of a planned dose in a ward. It stays the same in later versions of the plan, as the dose's id does."""
    return _checked(DOSE + _key(dose), ward)


def read(text: str, ward: str) -> Scanned | None:
    """What a reader sent, in a ward of that number; None where nothing legible came, or letters without a figure.

    Such letters are a person's who chose in a list by typing: no hospital counts its children without figures. A code
    that is damaged, or of another ward, is a plain number that no child has.
    """
    text = text.strip()
    code = _capitals(text)
    body = code[len(BY_NUMBER) : -CHECKS]
    if _is_code(code) and body and len(code) <= LONGEST and code == _checked(code[:-CHECKS], ward):
        if code.startswith(BY_NUMBER):
            return ScannedChild(code, body)
        if code.startswith(BY_KEY) and len(body) == KEY:
            return ScannedChild(code, None)
        if code.startswith(DOSE) and len(body) == KEY:
            return ScannedDose(code)
    return PlainNumber(text) if text.isprintable() and any(map(str.isdecimal, text)) else None


def whose(text: str, ward: str, numbers: Mapping[UUID, str]) -> tuple[UUID, ...]:
    """The children whom a reader's text names, among those of the ward with their hospital numbers.

    Empty: nobody. More than one: it names nobody for certain, and none of them may be opened.
    """
    code, number = _capitals(text.strip()), plain_number(text)
    return tuple(
        child
        for child, known in numbers.items()
        if code == code_of_child(child, known, ward) or (number and number == plain_number(known))
    )


def dose_of(scanned: ScannedDose, ward: str, doses: Iterable[UUID]) -> UUID | None:
    """The dose that a code names among these; None where it names none of them."""
    return next((dose for dose in doses if code_of_dose(dose, ward) == scanned.code), None)


def _capitals(text: str) -> str:
    """A text as a reader sends it that knows of no small letters; letters of other scripts make no code."""
    return text.upper() if text.isascii() else text


def _is_code(text: str) -> bool:
    return all(letter in LETTERS for letter in text)


def _checked(text: str, ward: str) -> str:
    """A text with its check characters: together with the ward's number they leave 1 when divided."""
    salt = "".join(letter for letter in ward.upper() if letter in LETTERS)
    rest = (1 - int(salt + text, BASE) * BASE**CHECKS) % MODULUS
    return text + _letters(rest, CHECKS)


def _key(id_: UUID) -> str:
    """A short key of an id: its last part, which is random."""
    return _letters(id_.int % BASE**KEY, KEY)


def _letters(number: int, count: int) -> str:
    """A number in so many letters."""
    found = ""
    for _ in range(count):
        number, rest = divmod(number, BASE)
        found = LETTERS[rest] + found
    return found

"""The recovery code of a ward: eight rows of twelve letters and two check figures, made to be printed and typed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from hlh_desktop.domain.trouble import Trouble

# Crockford's: I, L, O and U are never used, and I, L, O are read as 1, 1, 0.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("ILO", "110")
# What may stand between groups: hyphen, non-breaking hyphen, dashes, full stop.
HYPHENS = "-\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}."
FIGURES = "0123456789"
ROWS = 8
IN_ROW = 12
IN_GROUP = 4
CHECKS = 2
BITS = 5
# A prime above 32 and below 100: any one wrong letter, and any two swapped neighbours, change the remainder.
PRIME = 97


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The rows as printed, such as "7KQD-9M2X-4TWH-83". Whoever has them can open the ward: never log them."""

    rows: tuple[str, ...] = field(repr=False)

    @property
    def secret(self) -> bytes:
        """What the code stands for: 480 random bits."""
        return "".join(_typed(row)[:IN_ROW] for row in self.rows).encode("ascii")


def new_code() -> RecoveryCode:
    """A code that nobody had before."""
    letters = ("".join(secrets.choice(LETTERS) for _ in range(IN_ROW)) for _ in range(ROWS))
    return RecoveryCode(tuple(_printed(number, row) for number, row in enumerate(letters, 1)))


def row_is_right(number: int, text: str) -> bool:
    """Whether a typed row can be row `number` (1 to 8) of a code: its letters, their count, and its check figures."""
    row = _typed(text)
    letters, check = row[:IN_ROW], row[IN_ROW:]
    if (
        len(letters) < IN_ROW
        or len(check) != CHECKS
        or not set(letters) <= set(LETTERS)
        or not set(check) <= set(FIGURES)
    ):
        return False
    return check == _check(number, letters)


def parse(text: str) -> RecoveryCode:
    """The code of typed or scanned text: row by row, or all in one.

    Trouble `recovery_row` names in `rows` each row that is not as printed, `recovery_incomplete` asks for all eight.
    """
    rows = [line for line in text.splitlines() if _typed(line)]
    if len(rows) != ROWS:
        every = _typed(text)
        size = IN_ROW + CHECKS
        if len(every) != ROWS * size:
            raise Trouble("recovery_incomplete", expected=ROWS)
        rows = [every[start : start + size] for start in range(0, len(every), size)]
    wrong = [number for number, row in enumerate(rows, 1) if not row_is_right(number, row)]
    if wrong:
        raise Trouble("recovery_row", row=wrong[0], rows=", ".join(map(str, wrong)))
    return RecoveryCode(tuple(_printed(number, _typed(row)[:IN_ROW]) for number, row in enumerate(rows, 1)))


def _typed(text: str) -> str:
    """The letters and figures of a row, however they were grouped; anything else stays to be refused."""
    return "".join(one for one in text.upper().translate(LOOKALIKES) if not one.isspace() and one not in HYPHENS)


def _printed(number: int, letters: str) -> str:
    groups = [letters[start : start + IN_GROUP] for start in range(0, IN_ROW, IN_GROUP)]
    return "-".join((*groups, _check(number, letters)))


def _check(number: int, letters: str) -> str:
    value = number
    for letter in letters:
        value = (value << BITS) + LETTERS.index(letter)
    return f"{value % PRIME:0{CHECKS}}"

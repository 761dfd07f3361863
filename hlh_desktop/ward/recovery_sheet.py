"""The recovery sheet of a ward that is being made: on paper, typed back from it, and row by row when it is needed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.record import recovery

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.making import Preparation
    from hlh_desktop.report.printing import Paper

ROWS = recovery.ROWS
GROUPS = recovery.IN_ROW // recovery.IN_GROUP
ASKED = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Four letters of a sheet, to be typed back from the paper: the row and the place in it, both from 1."""

    row: int
    place: int
    letters: str = field(repr=False)

    def is_typed(self, text: str) -> bool:
        """Whether these are the letters; I, L and O are read as 1, 1 and 0, and small letters as capitals."""
        return text.strip().upper().translate(recovery.LOOKALIKES) == self.letters


def to_type_back(preparation: Preparation) -> tuple[Group, ...]:
    """Two groups in different rows, picked anew each time."""
    rows = sorted(secrets.SystemRandom().sample(range(ROWS), ASKED))
    places = [secrets.randbelow(GROUPS) for _ in rows]
    printed = preparation.recovery.rows
    return tuple(
        Group(row + 1, place + 1, printed[row].split("-")[place]) for row, place in zip(rows, places, strict=True)
    )


def row_is_right(number: int, text: str) -> bool:
    """Whether a typed row can be row `number`, from 1, of a sheet: its letters and its check figures."""
    return recovery.row_is_right(number, text)


def row_is_whole(text: str) -> bool:
    """Whether as much was typed as a row has."""
    return len("".join(one for one in text if one.isalnum())) >= recovery.IN_ROW + recovery.CHECKS


def sheet_pdf(preparation: Preparation, wording: Wording, at: datetime, paper: Paper = "A4") -> bytes:
    """The sheet as PDF, printed at a moment."""
    # ReportLab costs a fifth of a second and is only needed by who prints.
    from hlh_desktop.report.recovery_sheet import RecoverySheet, write

    keys, author = preparation.keys, preparation.author
    zone = ZoneInfo(keys.zone)
    sheet = RecoverySheet(
        preparation.recovery.rows, keys.name, keys.number, keys.sheet, preparation.made.astimezone(zone),
        at.astimezone(zone), author.person.name, author.workstation, paper, keys.training,
    )  # fmt: skip
    target = BytesIO()
    write(sheet, wording, target)
    return target.getvalue()

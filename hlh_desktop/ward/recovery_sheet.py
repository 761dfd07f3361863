"""The recovery sheet of a ward: on paper, typed back from it, and row by row when it is needed."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import recovery
from hlh_desktop.report.recovery_sheet import RecoverySheet, write
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.making import Preparation
    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.open_ward import OpenWard

ROWS = recovery.ROWS
GROUPS = recovery.IN_ROW // recovery.IN_GROUP
ASKED = 2
MINE_ALONE = 0o600


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
    """The sheet of a ward that is being made as PDF, printed at a moment."""
    keys, author = preparation.keys, preparation.author
    zone = ZoneInfo(keys.zone)
    sheet = RecoverySheet(
        preparation.recovery.rows, keys.name, keys.number, keys.sheet, preparation.made.astimezone(zone),
        at.astimezone(zone), author.person.name, author.workstation, paper, keys.training,
    )  # fmt: skip
    return _pdf(sheet, wording)


def new_sheet_pdf(desk: OpenWard, now: datetime, paper: Paper = "A4") -> bytes:
    """A new sheet of an open ward as PDF. The sheet before it opens the ward no more."""
    code = desk.store.replace_recovery(workstation=desk.workstation, now=now, by=desk.person)
    known = desk.face
    sheet = RecoverySheet(
        code.rows, known.name, known.number, known.sheet, now, now, desk.person.name, desk.workstation, paper,
        known.training,
    )  # fmt: skip
    return _pdf(sheet, desk.ward.wording)


def _pdf(sheet: RecoverySheet, wording: Wording) -> bytes:
    target = BytesIO()
    write(sheet, wording, target)
    return target.getvalue()


@contextmanager
def kept_sheet(path: Path, pdf: bytes) -> Iterator[None]:
    """A sheet in a file of its own while a ward is made; if that fails, the sheet of no ward is removed again.

    Only the user of this computer can read the file. Trouble file_stands for a file that is there already,
    not_writable.
    """
    if path.exists():
        raise Trouble("file_stands", path)
    with whole_file(path) as file:
        file.write(pdf)
    try:
        path.chmod(MINE_ALONE)
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise

"""The recovery sheet of a ward, from the ward that is being made or from one that gets a new sheet."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.report.recovery_sheet import RecoverySheet, write
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.record.making import Preparation
    from hlh_desktop.report.printing import Paper

# Nobody but the user of this computer may read a key that lies on its disk.
MINE_ALONE = 0o600


def sheet_of(preparation: Preparation, *, at: datetime, paper: Paper = "A4") -> RecoverySheet:
    """The sheet of a ward that is being made, printed at a moment."""
    keys, author = preparation.keys, preparation.author
    zone = ZoneInfo(keys.zone)
    return RecoverySheet(
        preparation.recovery.rows, keys.name, keys.number, keys.sheet, preparation.made.astimezone(zone),
        at.astimezone(zone), author.person.name, author.workstation, paper, keys.training,
    )  # fmt: skip


def print_sheet(
    preparation: Preparation, wording: Wording, target: BinaryIO, *, at: datetime, paper: Paper = "A4"
) -> None:
    """The sheet as PDF into an open binary file."""
    write(sheet_of(preparation, at=at, paper=paper), wording, target)


@contextmanager
def kept_sheet(
    path: Path, preparation: Preparation, wording: Wording, *, at: datetime, paper: Paper = "A4"
) -> Iterator[None]:
    """A sheet in a file of its own while a ward is made; if that fails, the sheet of no ward is removed again.

    Trouble file_stands for a file that is there already, not_writable.
    """
    if path.exists():
        raise Trouble("file_stands", path)
    with whole_file(path) as file:
        print_sheet(preparation, wording, file, at=at, paper=paper)
    try:
        path.chmod(MINE_ALONE)
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise

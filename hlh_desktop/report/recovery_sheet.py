"""The recovery sheet of a ward: one page with the code that opens its record when every password is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.printing import Paper


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on it: the rows of the code, the ward it opens, the number of the sheet, and its printing.

    `made` is when the code was made and `at` when the sheet is printed, both in ward time.
    """

    rows: tuple[str, ...] = field(repr=False)
    ward: str
    number: str
    sheet: int
    made: datetime
    at: datetime
    by: str
    workstation: str
    paper: Paper = "A4"
    training: bool = False

    @property
    def scan(self) -> str:
        """The code as a scanner reads it, in capitals and figures only."""
        return " ".join(row.replace("-", "") for row in self.rows)


def write(sheet: RecoverySheet, wording: Wording, target: BinaryIO) -> None:
    """Writes the sheet as PDF into an open binary file. The same sheet gives the same bytes."""
    # ReportLab costs a fifth of a second and is only needed by who prints.
    from hlh_desktop.report.recovery_page import draw

    draw(sheet, wording, target)

"""What is due until the shift ends, on paper: by bed, with boxes to tick. It is a list to work by and no record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.report.printing import Printing

Kind = Literal["dose", "intrathecal", "task"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """One dose or task: when it is due, as told; what it is; its state in words."""

    when: str
    kind: Kind
    what: str
    state: str


@dataclass(frozen=True, slots=True)
class DueChild:
    """What is due of one child, in order of time. `facts` are number, sex and age; `note` where amounts are hidden."""

    bed: str
    name: str
    facts: str
    note: str
    items: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class DueList:
    """The whole list; `begin` and `end` of the shift in ward time, children by bed. `none` counts those without any."""

    ward: str
    begin: datetime
    end: datetime
    children: tuple[DueChild, ...]
    none: int


def write(due: DueList, wording: Wording, printing: Printing, target: BinaryIO) -> None:
    """Writes the list as PDF into an open binary file. The same list and printing give the same bytes."""
    # ReportLab costs a fifth of a second and is only needed by who prints.
    from hlh_desktop.report.due_list_page import draw

    draw(due, wording, printing, target)

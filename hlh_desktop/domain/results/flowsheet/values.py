"""The flowsheet: analytes down in their groups, moments across with the newest at the right, each value as reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.results.values import Condition
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.values import LabResult, Status

Words = dict[str, str]
Flag = Literal["L", "H"]
Whose = Literal["laboratory", "default"]
# The conditions of a sample, and whether the child was fasting or had eaten.
Mark = Condition | Literal["fasting", "fed"]


class GroupRule(Datum):
    """A group of the flowsheet as data: its title and its analytes in order; one without any holds the ward's own."""

    title: Words
    analytes: tuple[str, ...] = ()


class FlowsheetRules(Datum):
    """The whole of resources/flowsheet.toml: the groups from the top, and how a row is named where that is shorter.

    `usual` are the analytes that have a row before anything was measured; `marked` those that a condition of the sample
    changes: its mark stands beside their values.
    """

    groups: dict[str, GroupRule]
    usual: tuple[str, ...] = ()
    names: dict[str, Words]
    marked: dict[Mark, tuple[str, ...]]
    cites: Cites


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of the table.

    `whole` and `decimals` are the two sides of the decimal mark as shown ("11,734" and ""; "1" and "7"), so that a
    column aligns on it; `comparator` stands before them ("> "). `words` is what stands there where there is no number
    ("pending", "not detected"). `unit` is its own where that differs from the row's, else empty. `marks` are the
    conditions in short words ("transf."). `old` are the values whose place it took, the last first; without a
    `result` they were struck out. `result` is what stands in the record, `measured` a weight or height there. `more`
    counts further results of the same analyte at the same moment.
    """

    result: LabResult | None = None
    measured: UUID | None = None
    comparator: str = ""
    whole: str = ""
    decimals: str = ""
    words: str = ""
    unit: str = ""
    flag: Flag | None = None
    flag_words: str = ""
    marks: tuple[str, ...] = ()
    status: Status | None = None
    status_words: str = ""
    old: tuple[str, ...] = ()
    more: int = 0
    spoken: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was ever written there."""
        return self.result is None and self.measured is None and not self.old

    @property
    def corrected(self) -> bool:
        """Whether another value stood there before."""
        return bool(self.old)

    @property
    def number(self) -> str:
        """The number in one piece, empty where there is none."""
        return self.whole + (f".{self.decimals}" if self.decimals else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One analyte across the moments. `unit` is a name of the catalogue, `unit_words` as readers see it.

    `range_words` is the range of the newest value, or the default of the age; `range_of` whose that is, None without.
    """

    analyte: str
    name: str
    unit: str
    unit_words: str
    range_words: str
    range_of: Whose | None
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether the moments shown hold nothing of it."""
        return all(cell.empty for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A column: a moment in ward time, and what is common to what was collected then.

    `clock` is empty where only the day is known, as of a weight.
    """

    at: datetime
    day: str
    clock: str
    laboratories: tuple[str, ...] = ()
    fasting: bool | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Flowsheet:
    """The table of one child: `moments` oldest first; `earlier`, `later`: there are more on that side.

    `legend` explains the marks that the table uses; `ranges_words` tells whose ranges the defaults are.
    """

    moments: tuple[Moment, ...]
    groups: tuple[Group, ...]
    earlier: bool = False
    later: bool = False
    legend: tuple[str, ...] = ()
    ranges_words: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row from the top, without the headings."""
        return tuple(row for group in self.groups for row in group.rows)

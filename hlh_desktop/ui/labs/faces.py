"""What the flowsheet shows: rows and columns with the parts of each cell, ready to be drawn and to be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellState = Literal["", "quiet", "warning", "critical"]


@dataclass(frozen=True, slots=True)
class CellFace:
    """One value: `whole` up to the decimal mark and `rest` from there on, so that marks stand below each other.

    `letter` is L or H, `before` what is to be minded ("transf."), `unit` one that is not the row's, `words` what
    stands where there is no number, `icon` the drawing of a state; `said` all of it for a screen reader.
    """

    whole: str = ""
    rest: str = ""
    letter: str = ""
    before: str = ""
    unit: str = ""
    words: str = ""
    icon: str = ""
    state: CellState = ""
    said: str = ""

    @property
    def text(self) -> str:
        """The whole cell as one text."""
        parts = (self.before, f"{self.whole}{self.rest}" or self.words, self.unit, self.letter)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ColumnFace:
    """A sample: its day and clock time; `said` both as one; `entry` where it is being typed."""

    day: str
    clock: str
    said: str
    entry: bool = False


@dataclass(frozen=True, slots=True)
class RowFace:
    """An analyte with its cells, or the heading of a group, which has no analyte.

    `range_own`: the range is a reporting laboratory's; else it is the program's default and stands muted.
    """

    title: str
    analyte: str = ""
    unit: str = ""
    range: str = ""
    range_own: bool = False
    cells: tuple[CellFace, ...] = ()

    @property
    def group(self) -> bool:
        """Whether it is a heading."""
        return not self.analyte


@dataclass(frozen=True, slots=True)
class SheetFace:
    """The whole flowsheet, newest sample last; `earlier` whether there are older ones than it holds."""

    columns: tuple[ColumnFace, ...] = ()
    rows: tuple[RowFace, ...] = ()
    earlier: bool = False

    def row_of(self, analyte: str) -> int:
        """The number of an analyte's row; -1 where it has none."""
        return next((number for number, row in enumerate(self.rows) if row.analyte == analyte), -1)

"""A table as it comes from a spreadsheet's clipboard: one result a row, or analytes down and times across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.domain.results.incoming.values import Code, Incoming, LabFile, Reason
from hlh_desktop.exchange.labs.table_rows import moment_text, read_table, shown
from hlh_desktop.exchange.labs.tables import check_lines, decimal_sign, doubtful, lines, pointed
from hlh_desktop.exchange.labs.text import decoded, tidy, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.results.incoming.mapping import LabMapping
    from hlh_desktop.exchange.labs.tables import Line

TAB = "\t"
UNIT = ("unit", "units")
NOTHING = ("", "-", "\N{EN DASH}", "\N{EM DASH}")


def read_paste(data: bytes, saved: LabMapping) -> LabFile:
    """What was pasted. Trouble where it is no table, or where its times or columns are not understood."""
    text = decoded(data)
    check_lines(text)
    body = list(lines(text, TAB))
    times = times_across(body[0].cells, saved.dates) if body else {}
    return _wide(body, times, saved) if times else read_table(text, saved, "paste")


def times_across(cells: Sequence[str], order: str) -> dict[int, str]:
    """The columns of a first line that are moments, with these; the first column names the analytes."""
    found = {}
    for place, cell in enumerate(cells[1:], start=1):
        text = moment_text(cell, order)
        if parse_moment(text) is not None:
            found[place] = text
    return found


def _wide(body: Sequence[Line], times: dict[int, str], saved: LabMapping) -> LabFile:
    """Analytes down and times across; a column that is neither a time nor the unit is told and left out."""
    head = body[0].cells
    unit = next((place for place, cell in enumerate(head) if cell.casefold() in UNIT), None)
    strange = [cell for place, cell in enumerate(head) if place and place not in times and place != unit and cell]
    cells = [line.cells[place] for line in body[1:] for place in times if place < len(line.cells)]
    reader = WideReader(times, unit, len(head), decimal_sign(cells, saved.decimal, TAB), bool(saved.decimal))
    rows = tuple(row for line in body[1:] for row in reader.rows(line))
    too_many(len(rows))
    other = tuple((Reason("column_left", {"name": tidy(cell)}), 1) for cell in dict.fromkeys(strange))
    return LabFile("paste", rows, (), other)


@dataclass(frozen=True, slots=True)
class WideReader:
    """Makes rows of a table with times across: which columns are times, where the unit stands, how wide it is."""

    times: dict[int, str]
    unit: int | None
    width: int
    sign: str
    declared: bool

    def rows(self, line: Line) -> Iterator[Incoming]:
        """The results of one analyte, a time each; an empty cell is none."""
        if len(line.cells) > self.width:
            fault = Reason("row_width", {"cells": len(line.cells), "columns": self.width})
            yield Incoming(str(line.number), codes=(Code("", "", shown(line.cells)),), fault=fault)
            return
        cells = (*line.cells, *[""] * (self.width - len(line.cells)))
        named, unit = tidy(cells[0]), tidy(cells[self.unit]) if self.unit is not None else ""
        for place, at in self.times.items():
            if cells[place] in NOTHING:
                continue
            wrong = doubtful(cells[place], self.sign, declared=self.declared)
            yield Incoming(
                f"{line.number}:{place + 1}", codes=(Code(named, "", named),), units=(unit,), at=at,
                value=pointed(tidy(cells[place]), self.sign),
                fault=Reason("number_ambiguous", {"value": tidy(cells[place])}) if wrong else None,
            )  # fmt: skip

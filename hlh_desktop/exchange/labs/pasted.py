"""A table as it comes from a spreadsheet's clipboard: one result a row, or analytes down and times across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.domain.results.incoming import Code, Incoming, LabFile, Reason
from hlh_desktop.exchange.labs.table_rows import moment_text, read_table, shown
from hlh_desktop.exchange.labs.tables import check_lines, decimal_sign, doubtful, lines, pointed
from hlh_desktop.exchange.labs.text import decoded, tidy, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.results.mapping import LabMapping
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
    head = body[0].cells
    unit = next((place for place, cell in enumerate(head) if cell.casefold() in UNIT), None)
    strange = [cell for place, cell in enumerate(head) if place and place not in times and place != unit and cell]
    cells = [line.cells[place] for line in body[1:] for place in times if place < len(line.cells)]
    sign = decimal_sign(cells, saved.decimal, TAB)
    rows = tuple(row for line in body[1:] for row in _rows(line, times, unit, sign, declared=bool(saved.decimal)))
    too_many(len(rows))
    other = tuple((Reason("column_left", {"name": tidy(cell)}), 1) for cell in dict.fromkeys(strange))
    return LabFile("paste", rows, (), other)


def _rows(line: Line, times: dict[int, str], unit: int | None, sign: str, *, declared: bool) -> Iterator[Incoming]:
    """The results of one analyte, a time each; an empty cell is none."""
    if len(line.cells) > max(*times, unit or 0) + 1:
        fault = Reason("row_width", {"cells": len(line.cells), "columns": max(times) + 1})
        yield Incoming(str(line.number), codes=(Code("", "", shown(line.cells)),), fault=fault)
        return
    named = tidy(line.cells[0])
    for place, at in times.items():
        cell = line.cells[place] if place < len(line.cells) else ""
        if cell in NOTHING:
            continue
        wrong = doubtful(cell, sign, declared=declared)
        yield Incoming(
            f"{line.number}:{place + 1}", codes=(Code(named, "", named),), value=pointed(tidy(cell), sign), at=at,
            units=(tidy(line.cells[unit]) if unit is not None and unit < len(line.cells) else "",),
            fault=Reason("number_ambiguous", {"value": cell}) if wrong else None,
        )  # fmt: skip

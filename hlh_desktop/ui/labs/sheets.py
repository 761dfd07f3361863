"""The flowsheet of the ward as it is drawn: groups, those of the rows that are wanted, the sample being typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hlh_desktop.domain.writing import listed
from hlh_desktop.ui.labs.faces import CellFace, ColumnFace, RowFace, SheetFace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hlh_desktop.domain.results.flowsheet.values import Cell, Flowsheet, Group, Moment, Row

# What is drawn before a value of a state.
ICONS = {"pending": "clock", "preliminary": "clock", "cancelled": "ban"}
CORRECTED = "history"
NOT_MEASURED = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Entry:
    """The sample that is being typed: its column, and the cell of each analyte of which something is typed."""

    column: ColumnFace
    cells: Mapping[str, CellFace] = field(default_factory=dict)


def sheet_face(sheet: Flowsheet, wanted: Collection[str], not_measured: str, entry: Entry | None = None) -> SheetFace:
    """All that is drawn. A row stands where it holds a value or its analyte is wanted; a group where a row does.

    `not_measured` is what is said of an empty cell.
    """
    columns = tuple(column_face(moment) for moment in sheet.moments)
    if entry is not None:
        columns = (*columns, entry.column)
    rows = tuple(_rows(sheet, wanted, CellFace(words=NOT_MEASURED, state="quiet", said=not_measured), entry))
    return SheetFace(columns, rows, sheet.earlier)


def column_face(moment: Moment) -> ColumnFace:
    """The head of a sample."""
    return ColumnFace(moment.day, moment.clock, listed((f"{moment.day} {moment.clock}", *moment.laboratories)))


def _rows(
    sheet: Flowsheet, wanted: Collection[str], empty: CellFace, entry: Entry | None
) -> Iterator[RowFace]:  # fmt: skip
    for group in sheet.groups:
        rows = [row for row in group.rows if _stands(row, wanted, entry)]
        if rows:
            yield RowFace(group.title)
        for row in rows:
            yield row_face(row, empty, entry)


def _stands(row: Row, wanted: Collection[str], entry: Entry | None) -> bool:
    typed = entry is not None and row.analyte in entry.cells
    return not row.empty or typed or row.analyte in wanted


def row_face(row: Row, empty: CellFace, entry: Entry | None) -> RowFace:
    """A row with its cells; the sample that is being typed stands last."""
    cells = tuple(empty if cell.empty else cell_face(cell) for cell in row.cells)
    if entry is not None:
        cells = (*cells, entry.cells.get(row.analyte, empty))
    return RowFace(row.name, row.analyte, row.unit_words, row.range_words, row.range_of == "laboratory", cells)


def cell_face(cell: Cell) -> CellFace:
    """A stored value: what is to be minded stands before it, its letter behind."""
    icon = CORRECTED if cell.corrected else ICONS.get(cell.status or "", "")
    before = listed((cell.status_words if cell.number else "", *cell.marks))
    if not cell.number:
        return CellFace(words=cell.words, before=before, icon=icon, state="quiet", said=cell.spoken)
    whole = f"{cell.comparator}{cell.whole}"
    rest = f".{cell.decimals}" if cell.decimals else ""
    return CellFace(whole, rest, cell.flag or "", before, cell.unit, icon=icon, said=cell.spoken)


def typed_face(text: str, unit: str, state: str, said: str) -> CellFace:
    """A value that is being typed, as it stands there; `state` "hard" or "soft" where something stands against it."""
    whole, mark, rest = text.partition(".")
    if state == "hard":
        return CellFace(whole, mark + rest, unit=unit, icon="octagon-alert", state="critical", said=said)
    if state == "soft":
        return CellFace(whole, mark + rest, unit=unit, icon="triangle-alert", state="warning", said=said)
    return CellFace(whole, mark + rest, unit=unit, said=said)


def rows_of(groups: Collection[Group]) -> dict[str, Row]:
    """Every row by its analyte."""
    return {row.analyte: row for group in groups for row in group.rows}

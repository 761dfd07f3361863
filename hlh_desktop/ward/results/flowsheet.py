"""The flowsheet of a child from the record, and what became of one of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.results.flowsheet.cells import Cells
from hlh_desktop.domain.results.flowsheet.rows import Material, Measured, flowsheet_of, units_of
from hlh_desktop.domain.results.stops.values import codes_kept
from hlh_desktop.domain.writing import with_unit
from hlh_desktop.ward import blind, children, measuring
from hlh_desktop.ward.results.judging import child_of
from hlh_desktop.ward.results.measures import FIELDS, UNITS
from hlh_desktop.ward.results.own_analytes import catalogue_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.flowsheet.values import Flowsheet
    from hlh_desktop.domain.results.values import How, LabResult, ResultEnd, ResultId
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.ward.measuring import MeasureLine
    from hlh_desktop.ward.open_ward import OpenWard

MOMENTS = 12


@dataclass(frozen=True, slots=True)
class CellLine:
    """One thing that was done about a cell: what it then said, who did it, when it was saved and why.

    `how` "written" is the first value; `file` names where it was read from, empty for what was typed.
    """

    value: str
    how: Literal["written"] | How
    how_words: str
    by: str
    saved: datetime
    why: str = ""
    file: str = ""


def flowsheet(
    desk: OpenWard, child: UUID, now: datetime, moments: int = MOMENTS, before: datetime | None = None
) -> Flowsheet:
    """The newest moments of a child, or the newest before one. Trouble no_child.

    While a dose of the child is in its second check, weight and height stand empty.
    """
    hidden = blind.in_check(desk, child, now) is not None
    weighed = () if hidden else tuple(line for line in measuring.lines(desk, child) if line.struck_by is None)
    with desk.store.reading() as reading:
        who = child_of(reading, child)
        material = _material(desk, reading, child, weighed, moments, before)
        catalogue = catalogue_in(desk, reading, dropped=True)
    return flowsheet_of(material, catalogue, desk.ward.knowledge, who, desk.here(now))


def _material(
    desk: OpenWard, reading: Reading, child: UUID, weighed: Sequence[MeasureLine], moments: int,
    before: datetime | None,
) -> Material:  # fmt: skip
    newest = reading.newest_results(child, moments + 1, before)
    taken = sorted({one.at for one in newest})
    shown = taken[-moments:]
    standing = [one for one in newest if shown and one.at >= shown[0]]
    ids = {one.id for one in standing}
    every = reading.results(child, None, shown[0], before) if shown else ()
    last = newest if before is None else reading.newest_results(child, moments)
    return Material(
        standing,
        [one for one in every if one.id not in ids],
        tuple(_measured(desk, weighed, shown, moments, before)),
        units_of(last),
        tuple(catalogue_in(desk, reading)),
        earlier=len(taken) > moments,
        later=before is not None,
    )


def _measured(
    desk: OpenWard, weighed: Sequence[MeasureLine], shown: Sequence[datetime], moments: int, before: datetime | None
) -> Iterator[Measured]:
    """The weights and heights of the days that are shown; of the newest days where no result is there."""
    last = None if before is None else desk.here(before).date()
    known = [line for line in weighed if last is None or line.row.on < last]
    days = sorted({line.row.on for line in known})[-moments:]
    first = desk.here(shown[0]).date() if shown else min(days, default=last)
    for line in known:
        if first is not None and line.row.on >= first:
            for analyte, name in FIELDS.items():
                if (value := getattr(line.row, name)) is not None:
                    yield Measured(line.id, line.row.on, analyte, value)


# --- one cell


def cell_history(desk: OpenWard, child: UUID, analyte: str, at: datetime) -> tuple[CellLine, ...]:
    """All that was done about one analyte at one moment, oldest first. Trouble no_child."""
    if analyte in FIELDS:
        return tuple(_measure_lines(desk, child, analyte, at))
    with desk.store.reading() as reading:
        known, who = catalogue_in(desk, reading, dropped=True), child_of(reading, child)
    cells = Cells(desk.ward.knowledge, known, who, desk.zone)
    found = [(one, end) for one, end in desk.labs.all(child, [analyte], at) if one.at == at]
    ends = {end.of: end for _, end in found if end is not None}
    lines = [line for one, _ in found for line in _lines(desk, child, cells, one, ends)]
    return tuple(sorted(lines, key=lambda line: line.saved))


def _lines(
    desk: OpenWard, child: UUID, cells: Cells, one: LabResult, ends: Mapping[ResultId, ResultEnd]
) -> Iterator[CellLine]:  # fmt: skip
    """A result as it was written, or as it took the place of another, and that it was struck out."""
    by, saved, file = desk.labs.who(child, one.id)
    end, taken = ends.get(one.id), None if one.supersedes is None else ends.get(one.supersedes)
    why = codes_kept(one.reported.reason)[0] if taken is None else taken.reason
    how: Literal["written"] | How = "written" if taken is None else taken.how
    yield CellLine(cells.told(one), how, _how(desk, how), by, saved, why, file)
    if end is not None and end.how == "struck":
        yield CellLine(cells.told(one), "struck", _how(desk, "struck"), end.by, end.saved, end.reason)


def _measure_lines(desk: OpenWard, child: UUID, analyte: str, at: datetime) -> Iterator[CellLine]:
    """The weights or heights of a day, and which of them were struck out."""
    facts = desk.store.facts(child, children.OF_MEASURES)
    struck = {fact.body["measured"]: fact.saved for fact in facts if fact.kind == children.MEASURE_STRUCK}
    for line in measuring.lines(desk, child):
        value = getattr(line.row, FIELDS[analyte])
        if value is None or line.row.on != desk.here(at).date():
            continue
        told = with_unit(plain(value), UNITS[analyte])
        yield CellLine(told, "written", _how(desk, "written"), line.by, line.saved)
        if line.struck_by is not None:
            yield CellLine(told, "struck", _how(desk, "struck"), line.struck_by, struck[str(line.id)], line.reason)


def _how(desk: OpenWard, how: str) -> str:
    return desk.ward.wording.say(f"results.history.{how}")

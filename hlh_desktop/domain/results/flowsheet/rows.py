"""The flowsheet of a child laid out: its columns, the groups with their rows, the range of each row, the legend."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.results.flowsheet.cells import Cells
from hlh_desktop.domain.results.flowsheet.values import Flowsheet, Group, Moment, Row
from hlh_desktop.domain.results.ranges import Range, default_range
from hlh_desktop.domain.results.stops.offers import shown_unit
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import number, spelt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.flowsheet.values import Cell
    from hlh_desktop.domain.results.stops.values import Child
    from hlh_desktop.domain.results.values import LabResult


@dataclass(frozen=True, slots=True)
class Measured:
    """A weight or a height of one day, in kg or cm, by the name of its analyte."""

    id: UUID
    on: date
    analyte: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Material:
    """What a flowsheet is made of.

    `standing` are the results of the moments to show, `ended` those of the same moments that stand no more. `units`
    are the newest reported unit of each analyte. `offered` are the analytes of the ward's own that may be typed.
    """

    standing: Sequence[LabResult]
    ended: Sequence[LabResult] = ()
    measured: Sequence[Measured] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    offered: Collection[str] = ()
    earlier: bool = False
    later: bool = False


def flowsheet_of(
    material: Material, catalogue: Mapping[str, Analyte], knowledge: Knowledge, who: Child, now: datetime
) -> Flowsheet:
    """The table of one child at a moment in ward time, as it is shown and printed."""
    cells = Cells(knowledge, catalogue, who, now.tzinfo)
    made = _Layout(material, cells, Telling(knowledge.wording), now)
    moments = tuple(made.moments())
    groups = tuple(made.groups([moment.at for moment in moments]))
    rows = [row for group in groups for row in group.rows]
    legend = tuple(made.legend(rows))
    return Flowsheet(moments, groups, material.earlier, material.later, legend, made.whose_ranges(rows))


def units_of(results: Iterable[LabResult]) -> dict[str, str]:
    """The newest unit of each analyte, of results that are given oldest first."""
    return {one.analyte: one.unit for one in results if one.unit}


@dataclass(frozen=True, slots=True)
class _Layout:
    material: Material
    cells: Cells
    tell: Telling
    now: datetime

    # --- columns

    def moments(self) -> Iterator[Moment]:
        """The columns, oldest first; a weight or height stands in the last one of its day, or in one of its own."""
        taken: dict[datetime, list[LabResult]] = defaultdict(list)
        for one in (*self.material.standing, *self.material.ended):
            taken[self._at(one)].append(one)
        days = {at.date() for at in taken}
        for weighed in self.material.measured:
            if weighed.on not in days:
                taken[self._midnight(weighed.on)] = []
        for at in sorted(taken):
            yield self._moment(at, taken[at])

    def _moment(self, at: datetime, found: Sequence[LabResult]) -> Moment:
        laboratories = tuple(dict.fromkeys(one.laboratory for one in found if one.laboratory))
        said = {one.fasting for one in found if one.fasting is not None}
        conditions = tuple(dict.fromkeys(each for one in found for each in one.conditions))
        fasting = next(iter(said)) if len(said) == 1 else None
        day = self.tell.short(at.date()) if at.year == self.now.year else self.tell.day(at.date())
        return Moment(at, day, clock(at) if found else "", laboratories, fasting, conditions)

    def _at(self, one: LabResult) -> datetime:
        return self.cells.here(one.at)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.now.tzinfo)

    # --- rows

    def groups(self, columns: Sequence[datetime]) -> Iterator[Group]:
        """Every group that has a row: those of the catalogue with all their analytes, the ward's own at the end."""
        rules = self.cells.knowledge.flowsheet
        placed = {analyte for group in rules.groups.values() for analyte in group.analytes}
        held = {one.analyte for one in (*self.material.standing, *self.material.ended)}
        wanted = held.union(self.material.offered) - placed
        own = [name for name in self.cells.catalogue if name in wanted]
        for group in rules.groups.values():
            rows = tuple(self._row(name, columns) for name in group.analytes or own)
            if rows:
                yield Group(group.title[self.cells.knowledge.wording.language], rows)

    def _row(self, name: str, columns: Sequence[datetime]) -> Row:
        analyte = self.cells.catalogue[name]
        unit = self._unit(name, analyte)
        standing = [one for one in self.material.standing if one.analyte == name]
        found, unit_words = self._range(name, unit, standing), spelt(unit)
        words = self.cells.knowledge.flowsheet.names.get(name, {})
        title = words.get(self.cells.knowledge.wording.language, analyte.name)
        cells = tuple(self._cells(name, unit, columns, standing))
        return Row(
            name, title, unit, unit_words, self._range_words(found, unit), None if found is None else found.of, cells
        )

    def _unit(self, name: str, analyte: Analyte) -> str:
        """The ward's usual unit: the newest that was reported, else the first of the catalogue."""
        newest = self.material.units.get(name, "")
        return analyte.listed(newest) or newest or shown_unit(analyte)

    def _cells(
        self, name: str, unit: str, columns: Sequence[datetime], standing: Sequence[LabResult]
    ) -> Iterator[Cell]:  # fmt: skip
        ended = [one for one in self.material.ended if one.analyte == name]
        weighed = {self._column(one.on, columns): one for one in self.material.measured if one.analyte == name}
        for at in columns:
            here = [one for one in standing if self._at(one) == at]
            old = [one for one in ended if self._at(one) == at]
            if at in weighed and not here:
                yield self.cells.measured(weighed[at].id, weighed[at].value, unit)
            else:
                yield self.cells.cell(here, old, unit)

    def _column(self, day: date, columns: Sequence[datetime]) -> datetime:
        return max(at for at in columns if at.date() == day)

    # --- ranges and legend

    def _range(self, name: str, unit: str, standing: Sequence[LabResult]) -> Range | None:
        """The range of the newest value that stands; else the default of the child's age now."""
        newest = [found for one in standing[-1:] if (found := self.cells.range_of(one)) is not None]
        if newest:
            return newest[0]
        ranges = self.cells.knowledge.reference_ranges
        return default_range(name, unit, self.cells.who, self.now.date(), ranges) or self.cells.own_range(name)

    def _range_words(self, found: Range | None, unit: str) -> str:
        """A range in words, with its unit where that is not the row's."""
        if found is None:
            return ""
        low, high = self._end(found.low), self._end(found.upper)
        if found.text or not (low or high):
            return found.text
        form = ("below" if found.high is None else "between" if low else "up_to") if high else "above"
        said = self._say(f"range.{form}", low=low, high=high)
        return said if found.unit == unit else self._say("range.unit", range=said, unit=spelt(found.unit))

    def _end(self, end: Decimal | None) -> str:
        return "" if end is None else number(end)

    def whose_ranges(self, rows: Iterable[Row]) -> str:
        """That the defaults are those of an age and of no laboratory; empty where none is shown."""
        if not any(row.range_of == "default" for row in rows):
            return ""
        return self._say("range.defaults", age=self.tell.age(age_on(self.cells.who.born, self.now.date())))

    def legend(self, rows: Sequence[Row]) -> Iterator[str]:
        """What the marks mean that stand in the table."""
        cells = [cell for row in rows for cell in row.cells]
        used = {mark for cell in cells for mark in cell.marks}
        for mark in self.cells.knowledge.flowsheet.marked:
            short, long = self._say(f"mark.{mark}"), self._say(f"marked.{mark}")
            if short in used and short != long:
                yield self._say("legend.mark", short=short, long=long)
        if any(cell.comparator for cell in cells):
            yield self._say("legend.censored")
        yield self._say("legend.none")
        if any(cell.flag for cell in cells):
            yield self._say("legend.flags")

    def _say(self, key: str, **values: object) -> str:
        return self.cells.knowledge.wording.say(f"results.{key}", **values)

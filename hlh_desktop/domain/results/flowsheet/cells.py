"""One value of the flowsheet: the parts of its number as they align, its letter, its marks, and all of it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import grouped, plain
from hlh_desktop.domain.results.flags import flag
from hlh_desktop.domain.results.flowsheet.values import Cell, Mark
from hlh_desktop.domain.results.ranges import Range, range_for
from hlh_desktop.domain.writing import listed, number, spelt, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo
    from decimal import Decimal
    from uuid import UUID

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.stops.values import Child
    from hlh_desktop.domain.results.values import LabResult, Reported

EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of one child are made: whose they are, by what is known, in ward time."""

    knowledge: Knowledge
    catalogue: Mapping[str, Analyte]
    who: Child
    zone: tzinfo | None

    def cell(self, found: Sequence[LabResult], old: Sequence[LabResult], unit: str) -> Cell:
        """The cell of what stands of one analyte at one moment, the newest last; `old` is what stands no more."""
        was = tuple(self.told(one) for one in reversed(old))
        if not found:
            return self._struck(was) if was else EMPTY
        result, reported = found[-1], found[-1].reported
        analyte = self.catalogue.get(result.analyte)
        letter = flag(result, self.range_of(result), analyte)
        whole, _, decimals = ("", "", "") if reported.value is None else grouped(plain(reported.value)).partition(".")
        status = "corrected" if was and reported.status == "final" else reported.status
        cell = Cell(
            result,
            comparator=f"{reported.comparator} " if reported.comparator and whole else "",
            whole=whole,
            decimals=decimals,
            words="" if whole else self._words(reported),
            unit="" if not whole or self.listed(result) == unit else spelt(reported.unit),
            flag=letter,
            flag_words=self._say(f"flag.{letter}") if letter else "",
            marks=tuple(self._say(f"mark.{mark}") for mark in self.marks(result)),
            status=status,
            status_words="" if status == "final" else self._say(f"status.{status}"),
            old=was,
            more=len(found) - 1,
        )
        return self._spoken(cell, result)

    def measured(self, id_: UUID, value: Decimal, unit: str) -> Cell:
        """The cell of a weight or a height."""
        whole, _, decimals = grouped(plain(value)).partition(".")
        return Cell(measured=id_, whole=whole, decimals=decimals, spoken=with_unit(number(value), unit))

    def _struck(self, was: tuple[str, ...]) -> Cell:
        words = self._say("status.struck")
        said = listed((words, self._say("cell.was", value=was[0])))
        return Cell(words=words, old=was, spoken=said)

    def _words(self, reported: Reported) -> str:
        """What stands in the place of a number."""
        return reported.text or self._say(f"status.{reported.status}")

    def _spoken(self, cell: Cell, result: LabResult) -> Cell:
        long = (self._say(f"marked.{mark}") for mark in self.marks(result))
        more = self._say("cell.more", count=cell.more) if cell.more else ""
        was = self._say("cell.was", value=cell.old[0]) if cell.old else ""
        said = dict.fromkeys((self.told(result), cell.flag_words, *long, cell.status_words, was, more))
        return replace(cell, spoken=listed(said))

    def told(self, result: LabResult) -> str:
        """A result with its comparator and unit as readers see it; its words where it has no number."""
        reported = result.reported
        if reported.value is None:
            return self._words(reported)
        sign = f"{reported.comparator} " if reported.comparator else ""
        return with_unit(sign + number(reported.value), reported.unit)

    def listed(self, result: LabResult) -> str:
        """The unit of a result as the catalogue spells it, or as reported where it lists none."""
        analyte = self.catalogue.get(result.analyte)
        return (analyte.listed(result.unit) if analyte else None) or result.unit

    def range_of(self, result: LabResult) -> Range | None:
        """The range that a result is read against, on its own day."""
        day = self.here(result.at).date()
        ranges = self.knowledge.reference_ranges
        return range_for(result.reported, self.listed(result), self.who, day, ranges) or self.own_range(result.analyte)

    def own_range(self, name: str) -> Range | None:
        """The range that the ward gave an analyte of its own; None for those of the catalogue."""
        analyte = self.catalogue.get(name)
        if analyte is None or name in self.knowledge.catalogue:
            return None
        ends = {line.op: line.value for line in analyte.lines}
        if not ends:
            return None
        return Range(analyte.unit, "laboratory", ends.get("<"), ends.get(">"))

    def marks(self, result: LabResult) -> tuple[Mark, ...]:
        """The conditions of its sample that change this analyte."""
        fed: dict[bool | None, tuple[Mark, ...]] = {True: ("fasting",), False: ("fed",)}
        marked = self.knowledge.flowsheet.marked
        found = (*fed.get(result.fasting, ()), *result.conditions)
        return tuple(mark for mark in found if result.analyte in marked.get(mark, ()))

    def here(self, at: datetime) -> datetime:
        """A moment in ward time."""
        return at.astimezone(self.zone)

    def _say(self, key: str, **values: object) -> str:
        return self.knowledge.wording.say(f"results.{key}", **values)

"""How trends name analytes, units and moments: short enough for a chart, the same on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.schedule import day_of
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed, number, spelt

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.values import LabResult


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose trend it is. `day_one` None without a plan; `sjia` True only where it is known or suspected."""

    zone: ZoneInfo
    born: date | None = None
    day_one: date | None = None
    sjia: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one child's trend. What comes again and again, a moment or a unit, is worked out once."""

    knowledge: Knowledge
    subject: Subject
    told: dict[datetime, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @property
    def tell(self) -> Telling:
        """How dates are told."""
        return Telling(self.knowledge.wording)

    def say(self, key: str, **values: Any) -> str:
        """A sentence of trends."""
        return self.knowledge.wording.say(f"trend.{key}", **values)

    def title(self, analyte: str) -> str:
        """An analyte as the heading of a chart."""
        return self._named("title", analyte)

    def name(self, analyte: str) -> str:
        """An analyte inside a line of words."""
        return self._named("name", analyte)

    def _named(self, table: str, analyte: str) -> str:
        key = f"trend.{table}.{analyte}"
        known = self.knowledge.catalogue.get(analyte)
        if self.knowledge.wording.has(key):
            return self.knowledge.wording.say(key)
        return analyte if known is None else known.name

    def unit(self, unit: str) -> str:
        """A unit as readers see it."""
        if unit not in self.units:
            key = f"trend.unit.{unit}"
            self.units[unit] = spelt(self.knowledge.wording.texts[key] if self.knowledge.wording.has(key) else unit)
        return self.units[unit]

    def here(self, at: datetime) -> datetime:
        """A moment in ward time."""
        return at.astimezone(self.subject.zone)

    def course_day(self, on: date) -> str:
        """The course day of a date, "" where there is no course."""
        return "" if self.subject.day_one is None else self.say("day", number=day_of(self.subject.day_one, on))

    def short(self, at: datetime) -> str:
        """The date of a moment, e.g. "22 Nov"."""
        return self.tell.short(self.here(at).date())

    def when(self, at: datetime) -> str:
        """A moment with its course day, e.g. "22 Nov 2026 07:20, day 1"."""
        if at not in self.told:
            here = self.here(at)
            moment = NON_BREAKING.join((self.tell.day(here.date()), clock(here)))
            self.told[at] = listed((moment, self.course_day(here.date())))
        return self.told[at]

    def on(self, day: date) -> str:
        """A whole day with its course day."""
        return listed((self.tell.day(day), self.course_day(day)))

    def dates(self, first: datetime, last: datetime) -> str:
        """From one date to another."""
        return self.tell.from_to(self.here(first).date(), self.here(last).date())


def with_comparator(comparator: str | None, value: Decimal, places: int | None = None) -> str:
    """A number as its laboratory wrote it, e.g. "> 20,000"."""
    return NON_BREAKING.join(part for part in (comparator or "", number(value, places)) if part)


def reported(result: LabResult, words: Words) -> str:
    """A result with its own unit, e.g. "> 20,000 ng/mL"; its words where it has no number."""
    one = result.reported
    if one.value is None:
        return one.text
    return NON_BREAKING.join((with_comparator(one.comparator, one.value), words.unit(one.unit)))


def note_of(result: LabResult, words: Words) -> str:
    """What to know of a result before it is read: preliminary, the conditions of its sample, fasting where said."""
    parts = [words.say("note.preliminary")] if result.reported.status == "preliminary" else []
    parts += [words.say(f"note.{condition}") for condition in result.conditions]
    if result.analyte == "tg" and result.fasting is not None:
        parts.append(words.say("note.fasting" if result.fasting else "note.not_fasting"))
    return listed(parts)

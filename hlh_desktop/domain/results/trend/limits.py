"""Threshold lines of a chart: whose they are, from which source, and for which stretch of time they hold."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import canonical
from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.results.trend.values import LimitLine, LineStep
from hlh_desktop.domain.results.trend.window import midnight
from hlh_desktop.domain.results.trend.words import with_comparator
from hlh_desktop.domain.schedule import date_of
from hlh_desktop.domain.writing import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.rules import AgeLine
    from hlh_desktop.domain.results.trend.values import CurvePoint, LineSet
    from hlh_desktop.domain.results.trend.words import Words
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.domain.sources import Cites

DAY = timedelta(days=1)
Days = tuple[date | None, date | None, "Decimal"]


def limits_of(
    name: str, axis: int, time: TimeAxis, results: Sequence[LabResult], words: Words
) -> tuple[LimitLine, ...]:  # fmt: skip
    """The lines of an analyte in its canonical unit: the catalogue's, those of course days and ages, the report's."""
    made = Maker(name, axis, time, words)
    own = tuple(line for line in made.of_report(results) if line.steps)
    found = (*made.catalogue(), *made.weeks(), *made.ages(), *made.ranges(own), *own)
    return tuple(line for line in found if line.steps)


class Maker:
    """What the lines of one analyte have in common."""

    def __init__(self, name: str, axis: int, time: TimeAxis, words: Words) -> None:
        self.name, self.axis, self.time, self.words = name, axis, time, words
        self.analyte: Analyte = words.knowledge.catalogue[name]

    def catalogue(self) -> Iterator[LimitLine]:
        """The lines of the catalogue that have a number; those of MAS only where sJIA is known or suspected."""
        born = self.words.subject.born
        for line in self.analyte.lines:
            rule = self.words.knowledge.trends.line(self.name, line.name)
            if rule is None or line.value is None or (rule.set == "mas_2016" and not self.words.subject.sjia):
                continue
            first = born + rule.from_days * DAY if rule.from_days and born else None
            last = born + rule.below_days * DAY if rule.below_days and born else None
            if rule.below_days is None or born is not None:
                yield self._line(rule.name or line.name, line.op, rule.set, rule.cites, [(first, last, line.value)])

    def weeks(self) -> Iterator[LimitLine]:
        """Lines that hold for some days of the course alone."""
        day_one = self.words.subject.day_one
        for rule in self.words.knowledge.trends.weeks:
            if rule.analyte == self.name and day_one is not None:
                days = (date_of(day_one, rule.first_day), date_of(day_one, rule.last_day + 1), rule.value)
                yield self._line(rule.name, rule.op, "week", rule.cites, [days])

    def ages(self) -> Iterator[LimitLine]:
        """Lines that change on birthdays; none without a birth date."""
        for rule in self.words.knowledge.trends.ages:
            if rule.analyte == self.name and not rule.range:
                yield from self._by_age(rule)

    def ranges(self, own: Sequence[LimitLine]) -> Iterator[LimitLine]:
        """The upper limit of the age, which gives way to the one that the laboratory prints."""
        for rule in self.words.knowledge.trends.ages:
            if rule.analyte == self.name and rule.range and not own:
                yield from self._by_age(rule)

    def _by_age(self, rule: AgeLine) -> Iterator[LimitLine]:
        if self.words.subject.born is not None:
            bands = tuple(_bands(rule, self.analyte, self.words))
            steps = _by_age(bands, self.words.subject.born)
            yield self._line(rule.name, rule.op, "age", rule.cites, steps)

    def of_report(self, results: Sequence[LabResult]) -> Iterator[LimitLine]:
        """The limit printed with the child's own results, where the catalogue has a line without a number for it."""
        wanted = {line.op for line in self.analyte.lines if line.value is None}
        wanted |= {rule.op for rule in self.words.knowledge.trends.ages if rule.analyte == self.name and rule.range}
        for op, side in ((">", "high"), ("<", "low")):
            if op in wanted or (op == ">" and ">=" in wanted):
                days = _reported(results, side, self.analyte, self.words)
                yield self._line(self.words.say("whose.laboratory"), op, "laboratory", (), days)

    def _line(self, whose: str, op: str, set_: LineSet, cites: Cites, days: Iterable[Days]) -> LimitLine:
        steps = tuple(self._steps(days))
        value = number(steps[-1].value) if steps else ""
        label = self.words.say("line", name=self.words.name(self.name), value=value, whose=whose)
        return LimitLine(self.name, whose, op, label, value, self._source(whose, cites), set_, self.axis, steps)

    def _source(self, whose: str, cites: Cites) -> str:
        known = self.words.knowledge.sources
        titles = listed(dict.fromkeys(known[cite.source].title for cite in cites))
        return self.words.say("source", whose=whose, sources=titles or self.words.say("whose.from_report"))

    def _steps(self, days: Iterable[Days]) -> Iterator[LineStep]:
        """The steps as far as they lie on the axis."""
        for first, last, value in days:
            begin = self.time.first if first is None else _later(self.time.first, midnight(first, self.words.subject))
            end = self.time.last if last is None else _earlier(self.time.last, midnight(last, self.words.subject))
            if begin.astimezone(UTC) < end.astimezone(UTC):
                yield LineStep(begin, end, value)


def times_upper(point: CurvePoint, upper: Sequence[LimitLine], words: Words) -> str:
    """How often the upper limit of that day goes into a result, with one decimal; "" without a limit.

    The only scale that assays of different kits share.
    """
    at = point.at.astimezone(UTC)
    steps = [step for line in upper for step in line.steps]
    now = [step.value for step in steps if step.first.astimezone(UTC) <= at < step.last.astimezone(UTC)]
    if not now or not now[-1]:
        return ""
    times = with_comparator(point.comparator, rounded(Fraction(point.value) / Fraction(now[-1]), 1))
    return words.say("times_upper", times=times, limit=number(now[-1]))


def _later(one: datetime, other: datetime) -> datetime:
    return max(one, other, key=lambda at: at.astimezone(UTC))


def _earlier(one: datetime, other: datetime) -> datetime:
    return min(one, other, key=lambda at: at.astimezone(UTC))


def _bands(rule: AgeLine, analyte: Analyte, words: Words) -> Iterator[tuple[int | None, Decimal]]:
    """The bands of a line, its own or those of the finding or reference range that it names, in the canonical unit."""
    if rule.alert:
        for band in words.knowledge.alerts[rule.alert].bands:
            if band.sex is None and band.up_to_days is None:
                yield band.below_months, band.value[analyte.unit]
    elif rule.range:
        for one in words.knowledge.reference_ranges[rule.analyte].bands:
            high = one.ends[rule.range].high if rule.range in one.ends else None
            value = None if high is None else canonical(analyte, high, rule.range)
            if value is not None:
                yield one.below_months, value
    else:
        yield from ((band.below_months, band.value) for band in rule.bands)


def _by_age(bands: Sequence[tuple[int | None, Decimal]], born: date) -> Iterator[Days]:
    first: date | None = None
    for below, value in bands:
        last = None if below is None else completes(born, below)
        yield first, last, value
        first = last


def completes(born: date, months: int) -> date:
    """The day on which so many months are completed; 1 March where the month has no such day, as for a birthday."""
    years, month = divmod(born.month - 1 + months, 12)
    try:
        return date(born.year + years, month + 1, born.day)
    except ValueError:
        years, month = divmod(born.month + months, 12)
        return date(born.year + years, month + 1, 1)


def _reported(results: Sequence[LabResult], side: str, analyte: Analyte, words: Words) -> Iterator[Days]:
    """The limit printed with the results, from the day of one to the day on which another one was printed."""
    found: list[tuple[date, Decimal]] = []
    for one in results:
        limit, unit = getattr(one.reported, side), analyte.listed(one.unit)
        value = None if limit is None or unit is None else canonical(analyte, limit, unit)
        if value is not None and (not found or found[-1][1] != value):
            found.append((words.here(one.at).date(), value))
    for place, (first, value) in enumerate(found):
        yield first, found[place + 1][0] if place + 1 < len(found) else None, value

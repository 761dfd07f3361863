"""What the record knows of a child's results at a moment: the newest, those of a window, the value at the start."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.laboratory import Result, canonical, not_higher, proves
from hlh_desktop.domain.results.response.difference import difference
from hlh_desktop.domain.results.series import of_only_laboratory, point_of, series_key
from hlh_desktop.domain.results.values import WITHOUT_VALUE
from hlh_desktop.domain.schedule import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte, Limit
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.response.difference import Difference
    from hlh_desktop.domain.results.response.rules import ResponseRules
    from hlh_desktop.domain.results.values import LabResult


@dataclass(frozen=True, slots=True)
class Known:
    """`results` are the standing ones up to `now`, oldest first. `start` is day one of treatment; None without.

    `valued` are those that have a number, by analyte. `begun` is the moment of the first dose where that is known.
    """

    results: tuple[LabResult, ...]
    catalogue: Mapping[str, Analyte]
    rules: ResponseRules
    now: datetime
    zone: ZoneInfo
    start: date | None
    valued: Mapping[str, tuple[LabResult, ...]]
    begun: datetime | None = None

    def of(self, analyte: str) -> tuple[LabResult, ...]:
        """Its results that have a number."""
        return self.valued.get(analyte, ())

    def newest(self, analyte: str) -> LabResult | None:
        """Its newest result that has a number."""
        found = self.of(analyte)
        return found[-1] if found else None

    def within(self, analyte: str, hours: int) -> tuple[LabResult, ...]:
        """Its results of the last hours."""
        return self.since(analyte, self.now.astimezone(UTC) - timedelta(hours=hours))

    def since(self, analyte: str, first: datetime) -> tuple[LabResult, ...]:
        """Its results from a moment on."""
        found = self.of(analyte)
        return found[bisect_left(found, first, key=_at) :]

    def after(self, analyte: str, days: tuple[int, int]) -> tuple[LabResult, ...]:
        """Its results from so many to so many days after day one; () without a day one."""
        if self.start is None:
            return ()
        first, last = (instant(self.start + timedelta(days=day), time(), self.zone) for day in (days[0], days[1] + 1))
        found = self.of(analyte)
        return found[bisect_left(found, first, key=_at) : bisect_left(found, last, key=_at)]

    def day(self, result: LabResult) -> date:
        """The ward's day on which it was drawn."""
        return result.at.astimezone(self.zone).date()

    def pending(self, analyte: str) -> LabResult | None:
        """What was asked for after the newest number, if it is still awaited."""
        mine = [one for one in self.results if one.analyte == analyte]
        return mine[-1] if mine and mine[-1].reported.status in WITHOUT_VALUE[:1] else None

    def raised(self, result: LabResult) -> bool:
        """Whether a condition of its sample raises it: a transfusion, lipid, heparin; triglycerides not fasting."""
        fed = result.analyte in self.rules.fasting and result.fasting is False
        return fed or raised_by_condition(result, self.rules)

    def proves(self, result: LabResult, limit: Limit) -> Truth:
        """Whether it lies on the limit's side, in its own unit; what was raised proves only that it is not higher."""
        return proves(self.judged(result), limit)

    def judged(self, result: LabResult) -> Result:
        """The result as limits are tested on it."""
        made = as_result(result, self.catalogue.get(result.analyte), self.zone)
        return not_higher(made) if self.raised(result) else made

    def at_start(self, result: LabResult) -> LabResult | None:
        """The value at the start in the series of a result: the newest on day one or the days before.

        Where the first dose is known to the moment: the newest before it, else the first of that day.
        """
        analyte = self.catalogue.get(result.analyte)
        if self.start is None or analyte is None:
            return None
        key, early = series_key(result, analyte), self.after(result.analyte, (-self.rules.start_days, 0))
        found = [one for one in early if series_key(one, analyte) == key and point_of(one, analyte)]
        if self.begun is None:
            return found[-1] if found else None
        begun = self.begun.astimezone(UTC)
        before = [one for one in found if one.at.astimezone(UTC) <= begun]
        return next(iter(before[-1:] or found), None)

    def difference(self, first: LabResult, last: LabResult) -> Difference | None:
        """The newer against the older; None where they are of two series, or cannot be compared."""
        analyte = self.catalogue.get(last.analyte)
        if analyte is None or first.analyte != last.analyte or series_key(first, analyte) != series_key(last, analyte):
            return None
        one, other = point_of(first, analyte), point_of(last, analyte)
        if one is None or other is None:
            return None
        return difference(one, other, (self.raised(first), self.raised(last)))


def raised_by_condition(result: LabResult, rules: ResponseRules) -> bool:
    """Whether a condition of its sample raises it: a transfusion, lipid, propofol, heparin."""
    return not set(rules.raised_by.get(result.analyte, ())).isdisjoint(result.conditions)


def _at(result: LabResult) -> datetime:
    return result.at


def known(
    results: Iterable[LabResult], catalogue: Mapping[str, Analyte], rules: ResponseRules, now: datetime,
    zone: ZoneInfo, start: date | None, begun: datetime | None = None,
) -> Known:  # fmt: skip
    """The standing results up to a moment, oldest first. `start` and `begun` as of `Known`."""
    found = sorted((one for one in results if one.at <= now), key=lambda one: (one.at, one.id))
    told = tuple(of_only_laboratory(found, catalogue))
    valued: dict[str, list[LabResult]] = defaultdict(list)
    for one in told:
        if one.reported.valued:
            valued[one.analyte].append(one)
    by_analyte = {analyte: tuple(mine) for analyte, mine in valued.items()}
    return Known(told, catalogue, rules, now, zone, start, by_analyte, begun)


def as_result(result: LabResult, analyte: Analyte | None, zone: ZoneInfo) -> Result:
    """A result of the record as limits are tested on it; without a number, or in no known unit, it proves nothing."""
    reported, here = result.reported, result.at.astimezone(zone)
    unit = None if analyte is None else analyte.listed(reported.unit)
    value = None
    if analyte is not None and unit is not None and reported.value is not None and reported.valued:
        value = canonical(analyte, reported.value, unit)
    return Result(
        result.analyte, reported.comparator, Decimal(0) if reported.value is None else reported.value,
        unit or reported.unit, here, here.date(), value, result.fasting, value is not None,
    )  # fmt: skip

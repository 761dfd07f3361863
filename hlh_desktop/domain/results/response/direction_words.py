"""Results and their way in words: "ferritin 11,734 to 4,100 microgram/L in 7 days, 65 % less"; only what is proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.quantity import NON_BREAKING, round_half_up
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import number, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.response.difference import Difference
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.domain.wording import Wording

ONE = Decimal(1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEYOND = {">": "above", ">=": "from", "<": "below", "<=": "up_to"}


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The words for results of a child, in ward time."""

    wording: Wording
    catalogue: Mapping[str, Analyte]
    zone: ZoneInfo

    def _say(self, key: str, **values: object) -> str:
        return self.wording.say(f"response.{key}", **values)

    def name(self, analyte: str) -> str:
        """An analyte inside a sentence."""
        key = f"response.analyte.{analyte}"
        if self.wording.has(key):
            return self.wording.say(key)
        found = self.catalogue.get(analyte)
        return analyte if found is None else found.name

    def value(self, result: LabResult) -> str:
        """A value as reported with its unit; without a number the laboratory's words, or its status."""
        reported = result.reported
        if reported.value is None or not reported.valued:
            return reported.text or reported.status
        return with_unit(self.beyond(reported.value, reported.comparator), reported.unit)

    def beyond(self, value: Decimal, comparator: str | None) -> str:
        """A number with what its comparator says in words."""
        written = number(value)
        return self._say(f"beyond.{BEYOND[comparator]}", value=written) if comparator else written

    def when(self, at: datetime) -> str:
        """The day and time of a sample, e.g. "29 Nov 07:20"."""
        here = at.astimezone(self.zone)
        return NON_BREAKING.join((Telling(self.wording).short(here.date()), clock(here)))

    def value_on(self, result: LabResult) -> str:
        """A value with its day and time."""
        return self._say("value_on", value=self.value(result), day=self.when(result.at))

    def direction(self, found: Difference, against: Fraction | None = None) -> str:
        """Name, both values, the time between them and the change; `against` as of `change`."""
        first, last = found.first, found.last
        unit = last.result.unit if first.result.unit == last.result.unit else ""
        ends = [
            self.beyond(one.result.reported.value or one.value, one.result.reported.comparator) for one in (first, last)
        ]
        if not unit:
            ends = [self.value(one.result) for one in (first, last)]
        return self._say(
            "words", name=self.name(last.result.analyte), first=ends[0], last=with_unit(ends[1], unit),
            time=self.apart(first.at, last.at), change=self.change(found, against),
        )  # fmt: skip

    def change(self, found: Difference, against: Fraction | None = None) -> str:
        """How far it went: "65 % less", "more than 96 % less" where a value lies beyond the assay.

        `against` is a percentage that it is held against: where rounding would hide on which side of it the change
        lies, one decimal is written.
        """
        way, percent = found.way, found.percent
        if way in ("same", "unknown") or percent is None:
            return self._say(way)
        if not found.exact:
            whole = percent.numerator // percent.denominator
            return self._say(f"{way}_at_least", percent=number(whole)) if whole else self._say(f"{way}_some")
        near = round_half_up(percent, ONE)
        hides = against is not None and percent != against and (near == against or not near)
        return self._say(way, percent=number(percent, 1 if hides else 0))

    def apart(self, first: datetime, last: datetime) -> str:
        """The time between two samples: hours up to two days, else days."""
        between = last.astimezone(UTC) - first.astimezone(UTC)
        unit, one, many = (HOUR, "one_hour", "hours") if between < 2 * DAY else (DAY, "one_day", "days")
        count = round_half_up(Fraction(between // timedelta(seconds=1), unit // timedelta(seconds=1)), ONE)
        return self._say(one) if count == 1 else self._say(many, count=number(count))

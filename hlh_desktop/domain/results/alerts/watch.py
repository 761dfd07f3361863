"""A child's results as the rules of alerts look at them: the newest of the last days, with the record's own numbers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.patient import age_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Result
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.patient import Age
    from hlh_desktop.domain.results.response.known import Known
    from hlh_desktop.domain.results.values import LabResult


@dataclass(frozen=True, slots=True)
class Watch:
    """`results` are those of the last days that have a number, oldest first; `of` leads back to the record's.

    `bleeding` is what was said of it; `puncture` whether one is planned, or to be decided, today.
    """

    known: Known
    knowledge: Knowledge
    born: date
    sex: str | None
    results: tuple[Result, ...]
    of: Mapping[Result, LabResult]
    bleeding: Truth = None
    puncture: bool = False

    @property
    def age(self) -> Age:
        """The age today."""
        return age_on(self.born, self.today)

    @property
    def today(self) -> date:
        """The ward's day."""
        return self.known.now.astimezone(self.known.zone).date()

    def latest(self, analyte: str) -> Result | None:
        """The newest result of the last days that can be interpreted."""
        return next((one for one in reversed(self.results) if one.analyte == analyte and one.interpretable), None)


def watch(
    known: Known, knowledge: Knowledge, born: date, sex: str | None, *, bleeding: Truth = None, puncture: bool = False
) -> Watch:  # fmt: skip
    """The results of the last days of the rules, as limits are tested on them."""
    since = known.now.astimezone(UTC) - timedelta(days=knowledge.result_alerts.days)
    newest = known.results[bisect_left(known.results, since, key=lambda one: one.at) :]
    recent = [one for one in newest if one.reported.valued]
    of = {known.judged(one): one for one in recent}
    return Watch(known, knowledge, born, sex, tuple(of), of, bleeding, puncture)

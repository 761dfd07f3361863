"""How long it took from the suspicion of HLH to the first dose that was given: a fact of the past, no target.

Unknown is a value: without a moment of suspicion there is no time, nor where another place gave a dose before ours at
an hour that nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import ward_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

    from hlh_desktop.domain.case import Case, Elsewhere
    from hlh_desktop.domain.log.values import Outcome


@dataclass(frozen=True, slots=True)
class Delay:
    """When HLH was suspected, in ward time, and the first dose since; None not known, or not given yet.

    `elsewhere` is a dose of another place on or before the day of that first one, told without an hour.
    """

    suspected: datetime | None
    first: Outcome | None
    elsewhere: Elsewhere | None = None

    @property
    def time(self) -> timedelta | None:
        """From suspicion to first dose; below nothing where the dose came first. None not known."""
        if self.suspected is None or self.first is None or self.elsewhere is not None:
            return None
        return self.first.taken.astimezone(UTC) - self.suspected.astimezone(UTC)


def delay_of(case: Case, taken: Iterable[Outcome], drugs: Sequence[str], names: Sequence[str] = ()) -> Delay:
    """The delay of a course. `taken` is what was given and stands; `names` are what else other places call `drugs`.

    Doses of an earlier course are left out: those before day one, or before the suspicion where that lies earlier.
    """
    suspected = None if case.suspected_at is None else ward_time(case.suspected_at, case.time_zone)
    start = datetime.combine(case.day_one, time(), case.time_zone).astimezone(UTC)
    if suspected is not None:
        start = min(start, suspected.astimezone(UTC))
    mine = (one for one in taken if one.drug in drugs and one.taken.astimezone(UTC) >= start)
    first = min(mine, key=lambda one: one.taken.astimezone(UTC), default=None)
    until = None if first is None else first.taken.astimezone(case.time_zone).date()
    called = {name.casefold() for name in (*drugs, *names)}
    before = [
        row
        for row in case.elsewhere
        if row.drug.strip().casefold() in called
        and row.on >= start.astimezone(case.time_zone).date()
        and (until is None or row.on <= until)
    ]
    return Delay(suspected, first, min(before, key=lambda row: row.on, default=None))

"""Weight and height as they are used: the newest of a day, and from which moment on which of them count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.dosing import Bodies, Body
from hlh_desktop.domain.patient import HaycockFormula, SurfaceArea, surface_area
from hlh_desktop.domain.schedule import ward_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.case import Case, Measurement


@dataclass(frozen=True, slots=True)
class Measured:
    """A weight or height as used, with the row that it comes from."""

    value: Decimal
    row: Measurement


@dataclass(frozen=True, slots=True)
class Span:
    """From when on doses rest on these measures; `since` None is from the beginning of the course."""

    since: datetime | None
    weight: Measured
    height: Measured
    bsa: SurfaceArea

    @property
    def body(self) -> Body:
        """What doses are scaled by."""
        return Body(self.weight.value, self.bsa.used)


def newest(case: Case, pick: Callable[[Measurement], Decimal | None], by: date | None = None) -> Measured | None:
    """The latest weight or height that was known by a day or moment; by the last revision if none is told.

    Of two rows of one day the later one counts. None without.
    """
    last = by or last_revision(case) or case.day_one
    rows = [row for row in case.measurements if _known(row, last, case) and pick(row) is not None]
    row = max(reversed(rows), key=lambda row: (row.on, row.time or time.min), default=None)
    value = None if row is None else pick(row)
    return None if row is None or value is None else Measured(value, row)


def _known(row: Measurement, last: date, case: Case) -> bool:
    """Whether a row was there by a moment of ward time, or by a day: then not what was weighed for a later revision."""
    if row.time is None:
        return row.on <= (last.date() if isinstance(last, datetime) else last)
    at = datetime.combine(row.on, row.time)
    if isinstance(last, datetime):
        return at <= last.replace(tzinfo=None)
    first = next(iter(revisions(case)), None)
    return row.on <= last and (first is None or at < first.replace(tzinfo=None))


def as_of(case: Case) -> date:
    """The day whose measures and results count: that of the last revision, else day one."""
    last = last_revision(case)
    return case.day_one if last is None else last.date()


def decided_from(case: Case) -> datetime | None:
    """From when on doses of a version are decided: where measures count from a later dose on, that is earlier.

    It is the moment by which the past was told, or else the last revision; None for a plan that never was revised.
    """
    last = last_revision(case)
    if last is None or case.past is None:
        return last
    return min(last, ward_time(case.past.until, case.time_zone))


def decided_on(case: Case) -> date:
    """The day on which doses of a version are decided: of its revision, or day one; never one to come."""
    since = decided_from(case)
    return case.day_one if since is None else since.date()


def last_revision(case: Case) -> datetime | None:
    """The moment from which the plan was last revised, in ward time; None for one that never was."""
    return next(reversed(revisions(case)), None)


def revisions(case: Case) -> tuple[datetime, ...]:
    """The moments of revision in ward time; those before day one are of another course and revise nothing."""
    moments = (ward_time(at, case.time_zone) for at in case.revised_at)
    return tuple(at for at in moments if at.date() >= case.day_one)


def days_old(measured: Measured, day: date) -> int:
    """How many days before `day` it was measured."""
    return (day - measured.row.on).days


def spans_of(case: Case, haycock: HaycockFormula) -> tuple[Span, ...]:
    """The measures of the course: those of day one, and those of each revision from its moment on.

    ValueError for a case without weight or height on day one.
    """
    return tuple(_spans(case, haycock))


def _spans(case: Case, haycock: HaycockFormula) -> Iterator[Span]:
    for since in (None, *revisions(case)):
        weight = newest(case, lambda row: row.weight_kg, since or case.day_one)
        height = newest(case, lambda row: row.height_cm, since or case.day_one)
        if weight is None or height is None:
            raise ValueError(case.patient.mrn)
        yield Span(since, weight, height, surface_area(weight.value, height.value, haycock))


def bodies_of(spans: tuple[Span, ...]) -> Bodies:
    """The measures of a course as doses are scaled by them."""
    return Bodies(spans[0].body, tuple((one.since, one.body) for one in spans if one.since is not None))

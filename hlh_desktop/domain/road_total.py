"""Cumulative etoposide along the road map: solid as far as it was given, dashed as far as it is planned.

The sums of the log are those of what was given; of the plan only doses that are still to come are added to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.road_log import TO_COME, last_of_slots
from hlh_desktop.domain.schedule import date_of, week_of
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.road_log import Logged, RoadLog
    from hlh_desktop.domain.wizard.day_doses import DayDose

CAUTION, LIMIT = "cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Rise:
    """Cumulative etoposide in mg/m2 after the dose of a course day, with all that came before this plan."""

    day: int
    total: Fraction


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of the drawn line. `day` counts course days from 1 with their parts: 4 1/2 is the middle of day 4."""

    day: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The line along the bottom: where it starts, its rises, and the band between caution and limit, in mg/m2.

    `top` is the upper end of the scale: the limit, or the total where that lies above it. `solid` is the line of
    what was given, up to now, and `given` its words; () and "" without a log. `dashed` is the rest, as planned.
    `crossing` tells the dates on which doses to come pass caution and limit; "" where they do not.
    """

    start: Fraction
    rises: tuple[Rise, ...]
    caution: Decimal
    limit: Decimal
    top: Fraction
    title: str
    text: str
    band: str
    solid: tuple[Corner, ...]
    dashed: tuple[Corner, ...]
    given: str
    crossing: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What the line is laid along: the days that the map spans, and today's course day, None where it is unknown."""

    days: int
    today: int | None


def cumulative_of(
    plan: Plan, knowledge: Knowledge, doses: Sequence[DayDose], found: Logged, log: RoadLog | None, course: Course
) -> Cumulative | None:
    """The line of a plan and its log; None where no etoposide is planned or was given."""
    total = plan.cumulative
    past = () if log is None else log.given
    if not total.points and not past:
        return None
    start = total.overall - total.planned
    now = _now(past, course) if log is not None else None
    given = past[-1].total if past else start
    ahead = tuple(_ahead(plan, _closed(knowledge, doses, found), given, now or 0))
    rises = (*past, *ahead)
    left, end = Fraction(1), Fraction(course.days + 1)
    middle = left if now is None else min(max(left, now + HALF), end)
    caution, limit = (knowledge.alerts[code].numbers["mg_per_m2"] for code in (CAUTION, LIMIT))
    say = knowledge.wording.say
    return Cumulative(
        start=start,
        rises=rises,
        caution=caution,
        limit=limit,
        top=max(Fraction(limit), start, *(rise.total for rise in rises)),
        title=say("road.cumulative.title"),
        text=_planned(ahead, knowledge),
        band=say("road.cumulative.band", caution=number(caution), limit=number(limit)),
        solid=() if now is None else tuple(_corners(start, past, left, middle)),
        dashed=tuple(_corners(given, ahead, middle, end)),
        given="" if now is None else say("road.cumulative.given", total=number(given, 0)),
        crossing=_crossing(plan.case.day_one, given, ahead, knowledge),
    )


def _crossing(day_one: date, given: Fraction, ahead: Sequence[Rise], knowledge: Knowledge) -> str:
    """When doses to come pass the caution and reach the limit, from what was given by now; the past is no forecast."""
    caution, limit = (knowledge.alerts[code].numbers["mg_per_m2"] for code in (CAUTION, LIMIT))
    passes = next((one for one in ahead if given <= caution < one.total), None)
    reaches = next((one for one in ahead if given < limit <= one.total), None)
    tell = Telling(knowledge.wording)
    return listed(
        knowledge.wording.say(key, line=number(line), day=tell.day(date_of(day_one, one.day)))
        for key, line, one in (
            ("road.cumulative.passes", caution, passes), ("road.cumulative.reaches", limit, reaches)
        )
        if one is not None
    )  # fmt: skip


def _planned(ahead: Sequence[Rise], knowledge: Knowledge) -> str:
    """What the plan comes to, or that nothing more of it is to come."""
    say = knowledge.wording.say
    if not ahead:
        return say("road.cumulative.no_more")
    return say("road.cumulative.text", total=number(ahead[-1].total, 0), week=week_of(ahead[-1].day))


def _now(past: Sequence[Rise], course: Course) -> int | None:
    """The day up to which the line is solid; None before the course begins."""
    if course.today is not None:
        return course.today if course.today > 0 else None
    return past[-1].day if past else None


def _closed(knowledge: Knowledge, doses: Sequence[DayDose], found: Logged) -> frozenset[datetime]:
    """The planned moments of etoposide that are not to come any more: given, not given or under way."""
    drug = knowledge.formulary[knowledge.settings.cumulative_drug].tall_man
    return frozenset(
        at
        for one in doses
        if one.drug == drug
        for at, mark in zip(one.times, last_of_slots(found.of(one)), strict=False)
        if mark.state not in TO_COME
    )


def _ahead(plan: Plan, closed: frozenset[datetime], total: Fraction, now: int) -> Iterator[Rise]:
    """The rises that are still to come, those that are overdue now."""
    before = Fraction(0)
    for point in plan.cumulative.points:
        step, before = point.planned - before, point.planned
        if point.at not in closed:
            total += step
            yield Rise(max(point.day, now), total)


def _corners(start: Fraction, rises: Sequence[Rise], left: Fraction, right: Fraction) -> Iterator[Corner]:
    """A line that rises in the middle of days, from one end to the other."""
    total = start
    yield Corner(left, total)
    for rise in rises:
        middle = min(max(left, rise.day + HALF), right)
        yield Corner(middle, total)
        yield Corner(middle, rise.total)
        total = rise.total
    yield Corner(right, total)

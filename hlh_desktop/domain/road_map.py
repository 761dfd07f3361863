"""The road map: a whole course on one sheet, by weeks: planned doses, changes, reviews, cumulative etoposide.

Screen and paper draw the same value. The intrathecal lane never names a drug or an amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.road_lanes import Bar, Lane, lanes_of
from hlh_desktop.domain.schedule import WEEK, date_of, day_of, week_of
from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.wizard.day_doses import doses_of_days
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.day_doses import DayDose

__all__ = ["Bar", "Here", "IntrathecalLane", "Lane", "Review", "Rise", "RoadMap", "WeekColumn", "road_map"]

CAUTION, LIMIT = "cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"
# Tasks that are turning points of a course; those that recur stand once, on their first day.
REVIEWS = ("response_24_48h", "response_week_2", "lumbar_puncture_decision", "response_week_8", "blood_count_follow_up")
Spinal = Literal["locked", "planned"]


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """A course week with its first and last date; `now` is the week of today."""

    number: int
    title: str
    dates: str
    first: date
    last: date
    now: bool


@dataclass(frozen=True, slots=True)
class IntrathecalLane:
    """The lane of its own: locked and empty, or the days of the doses, moved or planned; no drug, no amount."""

    state: Spinal
    title: str
    text: str
    doses: tuple[DayDose, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A turning point on a course day."""

    day: int
    on: date
    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Rise:
    """Cumulative etoposide in mg/m2 after the dose of a course day, with all that came before this plan."""

    day: int
    total: Fraction


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The line along the bottom: where it starts, its rises, and the band between caution and limit, in mg/m2.

    `top` is the upper end of the scale: the limit, or the total where that lies above it.
    """

    start: Fraction
    rises: tuple[Rise, ...]
    caution: Decimal
    limit: Decimal
    top: Fraction
    title: str
    text: str
    band: str


@dataclass(frozen=True, slots=True)
class Here:
    """Today: its course day, and what is said of it."""

    day: int
    text: str


@dataclass(frozen=True, slots=True)
class RoadMap:
    """A course as it is drawn. `weeks` is () for a plan without doses; `here` is None outside the weeks."""

    title: str
    dates: str
    weeks: tuple[WeekColumn, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    intrathecal: IntrathecalLane
    reviews: tuple[Review, ...]
    cumulative: Cumulative | None
    here: Here | None

    @property
    def days(self) -> int:
        """The course days that the columns span."""
        return WEEK * len(self.weeks)


def road_map(plan: Plan, knowledge: Knowledge, today: date | None = None) -> RoadMap:
    """The road map of a plan; `today` in ward time says where "you are here" stands."""
    tell, doses = Telling(knowledge.wording), doses_of_days(plan, knowledge)
    weeks = tuple(_weeks(plan, doses, tell, knowledge, today))
    lanes, bars = lanes_of(doses, knowledge)
    return RoadMap(
        title=_title(plan, knowledge),
        dates=tell.from_to(weeks[0].first, weeks[-1].last) if weeks else "",
        weeks=weeks,
        lanes=lanes,
        bars=bars,
        intrathecal=_spinal(plan, doses, knowledge),
        reviews=tuple(_reviews(plan, knowledge, WEEK * len(weeks))),
        cumulative=_cumulative(plan, knowledge),
        here=_here(plan, knowledge, today, len(weeks)),
    )


def _title(plan: Plan, knowledge: Knowledge) -> str:
    regimen = plan.case.regimen
    if regimen is None:
        return knowledge.wording.say("road.no_regimen")
    protocol = knowledge.protocols[regimen.protocol].title
    return knowledge.wording.say("road.title", protocol=protocol, weeks=regimen.last_week)


def _weeks(
    plan: Plan, doses: Sequence[DayDose], tell: Telling, knowledge: Knowledge, today: date | None
) -> Iterator[WeekColumn]:
    """From week 1 (or the week of a dose before it) to the plan's last week or last dose."""
    if not doses or plan.case.regimen is None:
        return
    day_one = plan.case.day_one
    last = max(plan.case.regimen.last_week, week_of(max(one.day for one in doses)))
    for week in range(1, last + 1):
        first, end = date_of(day_one, WEEK * (week - 1) + 1), date_of(day_one, WEEK * week)
        title = knowledge.wording.say("road.week", number=week)
        dates = knowledge.wording.say("road.dates", first=tell.short(first), last=tell.short(end))
        yield WeekColumn(week, title, dates, first, end, today is not None and first <= today <= end)


def _spinal(plan: Plan, doses: Sequence[DayDose], knowledge: Knowledge) -> IntrathecalLane:
    mine = tuple(one for one in doses if one.kind == "intrathecal")
    state: Spinal = "planned" if intrathecal(plan) or mine else "locked"
    say = knowledge.wording.say
    return IntrathecalLane(state, say("road.intrathecal.title"), say(f"road.intrathecal.{state}"), mine)


def _reviews(plan: Plan, knowledge: Knowledge, days: int) -> Iterator[Review]:
    for task in plan.tasks:
        day = day_of(plan.case.day_one, task.due.date())
        if task.code in REVIEWS and day <= days:
            title = knowledge.wording.say(f"road.review.{task.code}")
            yield Review(day, task.due.date(), task.code, title, task.text)


def _cumulative(plan: Plan, knowledge: Knowledge) -> Cumulative | None:
    total = plan.cumulative
    if not total.points:
        return None
    caution, limit = (knowledge.alerts[code].numbers["mg_per_m2"] for code in (CAUTION, LIMIT))
    start = total.overall - total.planned
    rises = tuple(Rise(point.day, point.overall) for point in total.points)
    say = knowledge.wording.say
    return Cumulative(
        start=start,
        rises=rises,
        caution=caution,
        limit=limit,
        top=max(Fraction(limit), total.overall),
        title=say("road.cumulative.title"),
        text=say("road.cumulative.text", total=number(total.overall, 0), week=week_of(total.points[-1].day)),
        band=say("road.cumulative.band", caution=number(caution), limit=number(limit)),
    )


def _here(plan: Plan, knowledge: Knowledge, today: date | None, weeks: int) -> Here | None:
    if today is None:
        return None
    day = day_of(plan.case.day_one, today)
    return Here(day, knowledge.wording.say("road.here")) if 0 < day <= WEEK * weeks else None

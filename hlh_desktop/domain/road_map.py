"""The road map: a whole course on one sheet, by weeks: planned and given doses, changes, reviews, cumulative etoposide.

Screen and paper draw the same value. The intrathecal lane never names a drug or an amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.road_lanes import Bar, Lane, Mark, MarkState, all_marks, lanes_of
from hlh_desktop.domain.road_log import RoadLog, logged
from hlh_desktop.domain.road_total import CAUTION, LIMIT, Course, Cumulative, Rise, cumulative_of
from hlh_desktop.domain.road_words import Key, deviations_of, keys_of
from hlh_desktop.domain.schedule import WEEK, date_of, day_of, week_of
from hlh_desktop.domain.summary import intrathecal
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.wizard.day_doses import doses_of_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.road_log import Logged
    from hlh_desktop.domain.wizard.day_doses import DayDose

__all__ = [
    "CAUTION", "LIMIT", "Bar", "Cumulative", "Here", "IntrathecalLane", "Key", "Lane", "Mark", "MarkState", "Review",
    "Rise", "RoadLog", "RoadMap", "WeekColumn", "road_map",
]  # fmt: skip

# Tasks that are turning points of a course; those that recur stand once, on their first day.
REVIEWS = ("response_24_48h", "response_week_2", "lumbar_puncture_decision", "response_week_8", "blood_count_follow_up")
Spinal = Literal["locked", "planned"]


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """A course week with its first and last date, in words too: both, or the first alone; `now`: it is this week."""

    number: int
    title: str
    dates: str
    begins: str
    first: date
    last: date
    now: bool


@dataclass(frozen=True, slots=True)
class IntrathecalLane:
    """The lane of its own: locked and empty, or the days of the doses with their marks; no drug, no amount."""

    state: Spinal
    title: str
    text: str
    doses: tuple[DayDose, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A turning point on a course day; `done` where the log has it as done."""

    day: int
    on: date
    code: str
    title: str
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Today: its course day, and what is said of it on the screen and on paper."""

    day: int
    text: str
    on_paper: str


@dataclass(frozen=True, slots=True)
class RoadMap:
    """A course as it is drawn. `weeks` is () for a plan without doses; `here` is None outside the weeks.

    `deviations` are sentences on what differs from the plan. `legend` names each state that stands on the map.
    `told`: there was a log, so that a dose without a mark of its own is one of which nothing was written.
    """

    title: str
    dates: str
    weeks: tuple[WeekColumn, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    intrathecal: IntrathecalLane
    reviews: tuple[Review, ...]
    cumulative: Cumulative | None
    here: Here | None
    deviations: tuple[str, ...]
    legend: tuple[Key, ...]
    told: bool

    @property
    def days(self) -> int:
        """The course days that the columns span."""
        return WEEK * len(self.weeks)


def road_map(plan: Plan, knowledge: Knowledge, today: date | None = None, log: RoadLog | None = None) -> RoadMap:
    """The road map of a plan; `today` in ward time says where "you are here" stands, `log` what was given."""
    tell, doses = Telling(knowledge.wording), doses_of_days(plan, knowledge)
    found = logged(log, doses)
    weeks = tuple(_weeks(plan, _days(doses, log), tell, knowledge, today))
    lanes, bars = lanes_of(doses, knowledge, found)
    spinal = _spinal(plan, doses, knowledge, found)
    now = None if today is None else day_of(plan.case.day_one, today)
    done = frozenset[str]() if log is None else log.reviews_done
    return RoadMap(
        title=_title(plan, knowledge),
        dates=tell.from_to(weeks[0].first, weeks[-1].last) if weeks else "",
        weeks=weeks,
        lanes=lanes,
        bars=bars,
        intrathecal=spinal,
        reviews=tuple(_reviews(plan, knowledge, WEEK * len(weeks), done)),
        cumulative=cumulative_of(plan, knowledge, doses, found, log, Course(WEEK * len(weeks), now)),
        here=_here(knowledge, now, len(weeks)),
        deviations=() if log is None else deviations_of(plan, knowledge, doses, found, log.deviations),
        legend=keys_of(lanes, bars, spinal.marks, knowledge),
        told=log is not None,
    )


def _title(plan: Plan, knowledge: Knowledge) -> str:
    regimen = plan.case.regimen
    if regimen is None:
        return knowledge.wording.say("road.no_regimen")
    protocol = knowledge.protocols[regimen.protocol].title
    return knowledge.wording.say("road.title", protocol=protocol, weeks=regimen.last_week)


def _days(doses: Sequence[DayDose], log: RoadLog | None) -> tuple[int, ...]:
    """The days on which something stands: doses as planned, and those on which the log has them."""
    elsewhere = () if log is None else (mark.on for mark in log.marks if mark.on is not None)
    return (*(one.day for one in doses), *(elsewhere if doses else ()))


def _weeks(
    plan: Plan, days: Sequence[int], tell: Telling, knowledge: Knowledge, today: date | None
) -> Iterator[WeekColumn]:
    """From week 1 (or the week of a dose before it) to the plan's last week or last dose."""
    if not days or plan.case.regimen is None:
        return
    day_one = plan.case.day_one
    last = max(plan.case.regimen.last_week, week_of(max(days)))
    for week in range(1, last + 1):
        first, end = date_of(day_one, WEEK * (week - 1) + 1), date_of(day_one, WEEK * week)
        title = knowledge.wording.say("road.week", number=week)
        dates = knowledge.wording.say("road.dates", first=tell.short(first), last=tell.short(end))
        now = today is not None and first <= today <= end
        yield WeekColumn(week, title, dates, tell.short(first), first, end, now)


def _spinal(plan: Plan, doses: Sequence[DayDose], knowledge: Knowledge, log: Logged) -> IntrathecalLane:
    mine = tuple(one for one in doses if one.kind == "intrathecal")
    state: Spinal = "planned" if intrathecal(plan) or mine else "locked"
    say, marks = knowledge.wording.say, all_marks(mine, knowledge, log)
    return IntrathecalLane(state, say("road.intrathecal.title"), say(f"road.intrathecal.{state}"), mine, marks)


def _reviews(plan: Plan, knowledge: Knowledge, days: int, done: frozenset[str]) -> Iterator[Review]:
    for task in plan.tasks:
        day = day_of(plan.case.day_one, task.due.date())
        if task.code in REVIEWS and day <= days:
            title = knowledge.wording.say(f"road.review.{task.code}")
            yield Review(day, task.due.date(), task.code, title, task.text, task.code in done)


def _here(knowledge: Knowledge, day: int | None, weeks: int) -> Here | None:
    if day is None or not 0 < day <= WEEK * weeks:
        return None
    say = knowledge.wording.say
    return Here(day, say("road.here"), say("road.here_on_paper", day=day))

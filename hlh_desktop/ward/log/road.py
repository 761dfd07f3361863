"""What the road map is told of a child's log: a mark for each entry, the sum that was given, reviews that were done."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates.when import span
from hlh_desktop.domain.road_log import LogMark, RoadLog
from hlh_desktop.domain.road_map import road_map
from hlh_desktop.domain.road_total import Rise
from hlh_desktop.domain.schedule import day_of
from hlh_desktop.domain.slots import DAYS
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime, tzinfo

    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.values import Outcome
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.road_map import RoadMap
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.open_ward import OpenWard


def child_road(desk: OpenWard, plan: Plan, day: ChildDay, tasks: Iterable[TaskState], now: datetime) -> RoadMap:
    """The road map of a child with its log; a review is done where its task was answered so."""
    case, known = plan.case, desk.ward.knowledge
    done = {task.code for task in tasks if task.state == "done"}
    log = road_log(day, case.day_one, case.time_zone, known.wording, done)
    return road_map(plan, known, now.astimezone(case.time_zone).date(), log)


def total_words(road: RoadMap, wording: Wording) -> str:
    """The sum that was given beside what it comes to as planned, and when that passes the lines.

    Empty where nothing of it is planned or given.
    """
    total = road.cumulative
    if total is None:
        return ""
    planned = listed((total.text, total.crossing))
    if not total.given:
        return wording.say("overview.total_planned", title=total.title, planned=planned)
    return wording.say("overview.total", title=total.title, given=total.given, planned=planned)


def road_log(
    day: ChildDay, day_one: date, zone: tzinfo, wording: Wording, reviews_done: Collection[str] = ()
) -> RoadLog:  # fmt: skip
    """The log of a child as its road map draws it. `day_one` and `zone` of the plan; an amount in check is left out."""
    marks = tuple(mark for one in day.doses for mark in _marks(one, day, day_one, zone, wording))
    points = day.given.points if day.given is not None else ()
    rises = tuple(Rise(_day(point.at, day_one, zone), point.total) for point in points)
    return RoadLog(marks, rises, reviews_done=frozenset(reviews_done))


def _marks(
    one: DoseNow, day: ChildDay, day_one: date, zone: tzinfo, wording: Wording
) -> Iterator[LogMark]:  # fmt: skip
    """The hold that came before, if it was lifted, and the state now."""
    for before in _lifted(one, day):
        yield _mark(one, before, day, day_one, zone, wording)
    yield _mark(one, one.outcome, day, day_one, zone, wording)


def _lifted(one: DoseNow, day: ChildDay) -> tuple[Outcome, ...]:
    written = day.written.get(one.dose.id, ())
    ended = day.ledger.ended
    return tuple(each for each in written if each.id in ended and ended[each.id].how == "lifted")


def _mark(
    one: DoseNow, outcome: Outcome | None, day: ChildDay, day_one: date, zone: tzinfo, wording: Wording
) -> LogMark:  # fmt: skip
    dose, now = one.dose, outcome is one.outcome
    return LogMark(
        line=dose.line, part=dose.part, day=dose.slot // DAYS, slot=dose.slot,
        state=one.state if now else "held", dose_id=dose.id,
        amount=None if outcome is None or dose.id in day.hidden else outcome.amount,
        text="" if outcome is None else deviation(one, outcome, _reasons(outcome, day), wording),
        on=None if outcome is None or outcome.amount is None else _day(outcome.taken, day_one, zone),
    )  # fmt: skip


def _reasons(outcome: Outcome, day: ChildDay) -> tuple[str, ...]:
    """Why it was not as planned: what was said when an infusion began still says so when it has ended."""
    written = day.written.get(outcome.dose, ()) if outcome.dose is not None else ()
    before = (each for each in written if each.turn < outcome.turn and each.id not in day.ledger.ended)
    return tuple(dict.fromkeys(each.reason for each in (*before, outcome) if each.reason))


def deviation(one: DoseNow, outcome: Outcome, reasons: Iterable[str], wording: Wording) -> str:
    """What differs from the plan in words, with its reasons; empty where nothing does."""
    taken, late = outcome.taken.astimezone(UTC), outcome.taken.astimezone(UTC) - one.span.due
    off = ""
    if outcome.amount is not None and taken > one.span.late:
        off = wording.say("log.road.late", time=span(late))
    elif outcome.amount is not None and taken < one.span.opens:
        off = wording.say("log.road.early", time=span(-late))
    return listed((off, *reasons))


def _day(moment: datetime, day_one: date, zone: tzinfo) -> int:
    return day_of(day_one, moment.astimezone(zone).date())

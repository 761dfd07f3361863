"""What a plan has next from a moment on: planned doses and tasks. Planned, not due: what was given is no part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.planned_doses import intrathecal_doses, planned_doses
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.telling import Telling, clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hlh_desktop.domain.finding import Task
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.planned_doses import PlannedDose

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """The doses that are planned for one moment. `when` is told from today: "today 14:00", "Wed 2 Dec 2026 08:00"."""

    at: datetime
    when: str
    doses: tuple[PlannedDose, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextTask:
    """A task at the next time that it is due, counted from the beginning of today."""

    at: datetime
    when: str
    text: str
    task: Task


def next_doses(plan: Plan, knowledge: Knowledge, now: datetime, most: int = 1) -> tuple[Moment, ...]:
    """The next moments that have a planned dose, at `now` or later; an intrathecal one is named without drug or mg."""
    rows = (*planned_doses(plan, knowledge), *intrathecal_doses(plan, knowledge))
    ahead = [row for row in rows if row.dose is not None and row.at >= now]
    moments = sorted({row.at for row in ahead})[:most]
    today = now.astimezone(plan.case.time_zone).date()
    return tuple(
        Moment(
            at,
            told(knowledge, at, today),
            found := tuple(row for row in ahead if row.at == at),
            _words(knowledge, found),
        )
        for at in moments
    )


def _words(knowledge: Knowledge, doses: Sequence[PlannedDose]) -> tuple[str, ...]:
    spinal = knowledge.wording.say("page.dose.intrathecal")
    return tuple(dict.fromkeys(spinal if row.intrathecal else row.said for row in doses))


def next_tasks(plan: Plan, knowledge: Knowledge, now: datetime) -> tuple[NextTask, ...]:
    """Every task that is due today or later, each once, at its next time."""
    zone = plan.case.time_zone
    today = now.astimezone(zone).date()
    begin = instant(today, time(), zone)
    found = [(at, task) for task in plan.tasks if (at := _next(task, begin)) is not None]
    tell = Telling(knowledge.wording)
    rows = (NextTask(at, told(knowledge, at, today), tell.sentence(task.text), task) for at, task in found)
    return tuple(sorted(rows, key=lambda row: row.at))


def past_tasks(plan: Plan, now: datetime) -> int:
    """How many tasks were due once, before today; whether they were done is not known here."""
    begin = instant(now.astimezone(plan.case.time_zone).date(), time(), plan.case.time_zone)
    return sum(_next(task, begin) is None for task in plan.tasks)


def _next(task: Task, begin: datetime) -> datetime | None:
    """When a task is due for the first time from a moment on, at the same clock time; None if it is over."""
    if task.due >= begin or task.every_days is None:
        return task.due if task.due >= begin else None
    passed = (begin.date() - task.due.date()).days
    times = -(-passed // task.every_days)
    day = task.due.date() + timedelta(days=times * task.every_days)
    return instant(day, task.due.time(), begin.tzinfo)  # type: ignore[arg-type]


def told(knowledge: Knowledge, at: datetime, today: date) -> str:
    """A moment as seen from a day: "today 14:00", "tomorrow 08:00", else with its date."""
    named = {today: "today", today + DAY: "tomorrow"}.get(at.date())
    if named is None:
        return Telling(knowledge.wording).moment(at)
    return knowledge.wording.say("page.board.at", day=knowledge.wording.say(f"page.board.{named}"), clock=clock(at))

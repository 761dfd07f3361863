"""Tasks of a child at a moment: what is open, what was done and when it comes again, all from what was written.

A task is open until somebody says that it was done, or that it was not and why. One that recurs comes again counted
from when it was done; one that was left undone comes again at its own next time. A plan alone never makes it due
twice: of each task there is one open turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

from hlh_desktop.domain.rules import Words
from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.sources import Cites, Datum, Statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from uuid import UUID
    from zoneinfo import ZoneInfo

How = Literal["done", "not_done"]
Phase = Literal["overdue", "due", "upcoming", "done", "not_done", "struck"]
OPEN: tuple[Phase, ...] = ("overdue", "due", "upcoming")


class TaskLogRules(Datum):
    """The whole of resources/task_log.toml: minutes of grace, minutes after which an entry is late, usual reasons."""

    grace_minutes: int
    late_minutes: int
    reasons: tuple[Words, ...]
    cites: Cites


class Asked(Protocol):
    """A task of a plan, or one that arose from the log."""

    @property
    def code(self) -> str: ...
    @property
    def due(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def statements(self) -> Statements: ...
    @property
    def cites(self) -> Cites: ...
    @property
    def every_days(self) -> int | None: ...
    @property
    def every_hours(self) -> int | None: ...
    @property
    def until(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Arisen:
    """A task that no plan has: it arose from the log. `code` is its own, such as "countersign/<fact>".

    `about` is the fact that it ends with: such a task is never ticked off, it is over once that was dealt with.
    `since` is when it arose where that is not when it is due: what was done before then does not answer it.
    """

    code: str
    due: datetime
    text: str
    about: UUID | None = None
    statements: Statements = ()
    cites: Cites = ()
    every_days: int | None = None
    every_hours: int | None = None
    until: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskStruck:
    """Who struck an answer out, when and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    """An answer to one turn of a task: done, or not done and why (`note`). `taken` is when, `saved` when written.

    `due` is the moment the turn was due; it and `code` name the turn.
    """

    id: UUID
    code: str
    due: datetime
    how: How
    taken: datetime
    saved: datetime
    by: str
    by_id: str
    text: str
    note: str = ""
    struck: TaskStruck | None = None


@dataclass(frozen=True, slots=True)
class TaskState:
    """One turn of a task at a moment. `answer` is None while it is open; `about` as of `Arisen`."""

    code: str
    due: datetime
    text: str
    state: Phase
    statements: Statements = ()
    cites: Cites = ()
    every_days: int | None = None
    every_hours: int | None = None
    about: UUID | None = None
    answer: TaskDone | None = None
    until: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state in OPEN


def occurrences(
    tasks: Iterable[Asked], done: Iterable[TaskDone], now: datetime, *, zone: ZoneInfo, grace_minutes: int,
    extra: Iterable[Asked] = (),
) -> tuple[TaskState, ...]:  # fmt: skip
    """Every open turn and every answered one, by due moment; those of one moment in the order in which they are asked.

    `done` are the answers of this course, struck ones too.
    """
    answers = tuple(done)
    asked = (*tasks, *extra)
    late = timedelta(minutes=grace_minutes)
    found = [
        _state(task, due, now, zone, late)
        for task in asked
        if (due := next_due(task, _standing(task.code, answers), zone)) is not None
    ]
    known = {task.code: task for task in asked}
    found += [_answered(answer, known.get(answer.code), zone) for answer in answers]
    places = {code: place for place, code in enumerate(known)}
    return tuple(
        sorted(found, key=lambda one: (one.due.astimezone(UTC), places.get(one.code, len(places)), one.code))
    )  # fmt: skip


def _standing(code: str, answers: Iterable[TaskDone]) -> list[TaskDone]:
    return [one for one in answers if one.code == code and one.struck is None]


def next_due(task: Asked, answers: Sequence[TaskDone], zone: ZoneInfo) -> datetime | None:
    """When a task is due next after the answers that stand; None once it is over."""
    first = task.due.astimezone(UTC)
    if task.every_days is None and task.every_hours is None:
        return None if _over(task, answers) else task.due.astimezone(zone)
    last = max(answers, key=lambda one: one.due.astimezone(UTC), default=None)
    after = first if last is None else max(first, _after(task, last, zone))
    ended = task.until is not None and after > task.until.astimezone(UTC)
    return None if ended else after.astimezone(zone)


def _over(task: Asked, answers: Iterable[TaskDone]) -> bool:
    """Whether a task of once was answered. An answer of before a revision that put it later does not answer it.

    From when it arose until it is due only what was done covers it: why something was left undone is of its own turn.
    """
    since: datetime | None = getattr(task, "since", None)
    first = task.due.astimezone(UTC)
    if since is None:
        return any(max(one.due.astimezone(UTC), one.taken.astimezone(UTC)) >= first for one in answers)
    arose = since.astimezone(UTC)
    return any(
        one.due.astimezone(UTC) == first
        or one.taken.astimezone(UTC) >= (arose if one.how == "done" else max(arose, first))
        for one in answers
    )


def with_arisen(
    tasks: Iterable[Asked], arisen: Iterable[Arisen], done: Iterable[TaskDone], zone: ZoneInfo
) -> tuple[Asked, ...]:
    """Tasks of the plan and those of the log, each code once: the first that is open, else the first.

    That of the plan stands before those of the log, and these in the order in which they arose.
    """
    answers, by_code = tuple(done), dict[str, list[Asked]]()
    for task in (*tasks, *arisen):
        by_code.setdefault(task.code, []).append(task)
    return tuple(_first_open(same, _standing(code, answers), zone) for code, same in by_code.items())


def _first_open(same: Sequence[Asked], answers: Sequence[TaskDone], zone: ZoneInfo) -> Asked:
    return next((task for task in same if next_due(task, answers, zone) is not None), same[0])


def _after(task: Asked, last: TaskDone, zone: ZoneInfo) -> datetime:
    """The turn after an answered one: from when it was done, or else the task's own next time; never the same again."""
    if task.every_hours is not None:
        return _hours_later(timedelta(hours=task.every_hours), last)
    day, every = last.due.astimezone(zone).date(), timedelta(days=task.every_days or 1)
    taken = last.taken.astimezone(zone).date()
    if last.how == "done" and taken + every > day:
        day = taken + every
    else:
        day += every * max(1, -(-(taken - day).days // every.days))
    return instant(day, task.due.astimezone(zone).time(), zone).astimezone(UTC)


def _hours_later(every: timedelta, last: TaskDone) -> datetime:
    due, taken = last.due.astimezone(UTC), last.taken.astimezone(UTC)
    if last.how == "done" and taken + every > due:
        return taken + every
    return due + every * max(1, (taken - due) // every)


def _state(task: Asked, due: datetime, now: datetime, zone: ZoneInfo, late: timedelta) -> TaskState:
    return TaskState(
        task.code, due, task.text, _phase(due, now, now.astimezone(zone).date(), late), task.statements, task.cites,
        task.every_days, task.every_hours, getattr(task, "about", None), until=task.until,
    )  # fmt: skip


def _phase(due: datetime, now: datetime, today: date, late: timedelta) -> Phase:
    if now.astimezone(UTC) > due.astimezone(UTC) + late:
        return "overdue"
    return "due" if due.date() <= today else "upcoming"


def _answered(answer: TaskDone, task: Asked | None, zone: ZoneInfo) -> TaskState:
    """An answered turn in the words of that day, whether or not the plan still has the task."""
    state: Phase = answer.how if answer.struck is None else "struck"
    return TaskState(
        answer.code, answer.due.astimezone(zone), answer.text, state,
        task.statements if task else (), task.cites if task else (),
        task.every_days if task else None, task.every_hours if task else None, answer=answer,
    )  # fmt: skip

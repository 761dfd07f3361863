"""What of a child is most urgent: each thing that waits, in the group that the ward board sorts by.

A thing is a dose, a task, an order by voice to be signed, a draft, a plan to be revised. Moments are in UTC. `until` is
the moment at which a thing may be told otherwise without anybody writing anything: then, and not before, it is looked
at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.log.records import needs_release

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hlh_desktop.domain.log.shift import BoardRules, Shift
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.tasks import TaskState

Group = Literal["critical", "overdue", "soon", "waits", "nothing"]
GROUPS: tuple[Group, ...] = ("critical", "overdue", "soon", "waits", "nothing")
What = Literal["dose", "task", "voice", "draft", "revision"]
# In these states a dose still waits to be given by the ward.
TO_GIVE = ("planned", "awaiting_release", "due", "late", "visit")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment of a look in UTC, with what it is measured by. `release` is how long before a dose it is released."""

    now: datetime
    shift: Shift
    soon: timedelta
    release: timedelta
    critical_tasks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `at` is when it is, or was, due; `overdue` whether it is past its time."""

    group: Group
    what: What
    at: datetime
    overdue: bool = False
    dose: DoseNow | None = None
    task: TaskState | None = None

    @property
    def rank(self) -> tuple[int, bool, datetime]:
        """What the things of a child are sorted by: of a group doses come first, an old task never hides one."""
        return GROUPS.index(self.group), self.what != "dose", self.at


def clock_of(now: datetime, shift: Shift, rules: BoardRules, release_hours: int) -> Clock:
    """The clock of a look."""
    return Clock(
        now.astimezone(UTC), shift, timedelta(minutes=rules.soon_minutes), timedelta(hours=release_hours),
        frozenset(rules.critical_tasks),
    )  # fmt: skip


def of_dose(one: DoseNow, clock: Clock) -> Waiting | None:
    """A dose that waits now or later in this shift; None where nobody of the ward has to act."""
    group = _group(one, clock)
    return None if group is None else Waiting(group, "dose", one.span.due, one.overdue is not None, one)


def _group(one: DoseNow, clock: Clock) -> Group | None:
    if one.overdue is not None:
        return "critical" if one.dose.kind == "cytotoxic" else "overdue"
    if one.state == "running":
        return "waits"
    if one.state == "missed":
        return "waits" if one.span.missed > clock.shift.begin else None
    return _ahead(one, clock) if one.state in TO_GIVE else None


def _ahead(one: DoseNow, clock: Clock) -> Group | None:
    """The group of a dose that is not past its time; one that is not released waits for that until it is due soon."""
    due, released = one.span.due, one.state != "awaiting_release"
    if clock.now + clock.soon >= due or (released and clock.now + clock.soon >= one.span.opens):
        return "soon"
    if not released and clock.now >= due - clock.release:
        return "waits"
    return "nothing" if due < clock.shift.end else None


def of_task(one: TaskState, clock: Clock) -> Waiting | None:
    """An open task that waits now or later in this shift."""
    due = one.due.astimezone(UTC)
    if one.state == "overdue":
        group: Group = "critical" if one.code in clock.critical_tasks else "overdue"
        return Waiting(group, "task", due, overdue=True, task=one)
    if clock.now + clock.soon >= due:
        return Waiting("soon", "task", due, task=one)
    return Waiting("nothing", "task", due, task=one) if due < clock.shift.end else None


def of_voice(until: datetime, clock: Clock) -> Waiting:
    """An order by voice that waits for its signature until a moment."""
    late = clock.now > until
    return Waiting("overdue" if late else "waits", "voice", until, overdue=late)


def this_shift(one: Waiting, clock: Clock) -> bool:
    """Whether a dose or a task is to be done before the shift ends; one that is past is still to be done."""
    missed = one.dose is not None and one.dose.state in ("missed", "running")
    return one.what in ("dose", "task") and one.at < clock.shift.end and not missed


def has_come(one: Waiting, clock: Clock) -> bool:
    """Whether the time of a dose has come and nobody has begun it."""
    return one.dose is not None and one.dose.state not in ("missed", "running") and clock.now >= one.at


# --- when to look again


def dose_turns(one: DoseNow, clock: Clock) -> tuple[datetime, ...]:
    """Every moment at which a dose may come into another group or state."""
    span, just = one.span, timedelta(microseconds=1)
    release = (span.due - clock.release,) if needs_release(one.dose) else ()
    return (
        span.opens - clock.soon, span.due - clock.soon, span.opens, span.due, span.late + just, span.missed, *release,
    )  # fmt: skip


def task_turns(one: TaskState, clock: Clock, grace: timedelta) -> tuple[datetime, ...]:
    """The same of a task."""
    due = one.due.astimezone(UTC)
    just = timedelta(microseconds=1)
    return due - clock.soon, due, due + just, due + grace + just


def minutes_past(at: datetime, now: datetime) -> int:
    """Whole minutes since a moment; both in UTC."""
    return (now - at) // MINUTE


def minutes_left(at: datetime, now: datetime) -> int:
    """Whole minutes to a moment, one begun counted whole; both in UTC."""
    return -((now - at) // MINUTE)


def next_minute(at: datetime, now: datetime) -> datetime:
    """When the time that is told of a moment is another: minutes, and of what is past for a day or more only hours."""
    if now >= at:
        step = MINUTE if now - at < DAY else HOUR
        return at + ((now - at) // step + 1) * step
    return at - (minutes_left(at, now) - 1) * MINUTE


def earliest(moments: Iterable[datetime], now: datetime) -> datetime:
    """The first of these moments that is still to come; `now` where none is, so that it is looked at again at once."""
    return min((one for one in moments if one > now), default=now)

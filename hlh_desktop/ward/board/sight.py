"""A child at a moment: what waits, what comes next, until when it may be told so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.log.records import needs_release
from hlh_desktop.domain.log.stay import state_away, where
from hlh_desktop.domain.log.tasks import occurrences
from hlh_desktop.domain.log.urgency import TO_GIVE, Waiting, dose_turns, of_dose, of_task, of_voice, task_turns
from hlh_desktop.domain.log.values import OVER
from hlh_desktop.ward.log.checks import expired
from hlh_desktop.ward.log.day import state_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.states import DoseNow
    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.domain.log.urgency import Clock
    from hlh_desktop.domain.log.values import LoggedDose, Stay
    from hlh_desktop.ward.board.kept import Kept


@dataclass(frozen=True, slots=True)
class Reach:
    """How far before and after a moment doses can matter: the longest windows that the knowledge has.

    `release` is how far ahead those matter that have to be released, `soon` how far the others do.
    """

    before: timedelta
    release: timedelta
    soon: timedelta

    def ahead(self, clock: Clock) -> tuple[datetime, datetime]:
        """Until when doses matter: those to be released, and the others; to the end of the shift at the least."""
        return max(clock.shift.end, clock.now + self.release), max(clock.shift.end, clock.now + self.soon)


@dataclass(frozen=True, slots=True)
class Sight:
    """`waiting` most urgent first; `next` and `task` what comes after it. `hidden`: a dose is in its second check.

    `turns` are moments, in UTC, at which all this may be otherwise although nobody wrote anything.
    """

    waiting: tuple[Waiting, ...]
    next: DoseNow | None
    task: TaskState | None
    stay: Stay | None
    hidden: bool
    turns: tuple[datetime, ...]

    @property
    def left(self) -> bool:
        """Whether the child is not this ward's any more."""
        return self.stay is not None and self.stay.kind in OVER

    @property
    def first(self) -> Waiting | None:
        """What is most urgent."""
        return self.waiting[0] if self.waiting else None


def reach_of(knowledge: Knowledge, release_hours: int) -> Reach:
    """The longest windows: of the doses that were due, and of those to come."""
    records = (knowledge.giving.intrathecal, *(drug.giving for drug in knowledge.formulary.values()))
    windows = [knowledge.giving.window, *(one.window for one in records if one and one.window)]
    soon = timedelta(minutes=knowledge.board.soon_minutes + max(one.early_minutes for one in windows))
    missed = timedelta(minutes=max(one.missed_minutes for one in windows))
    return Reach(missed, max(soon, timedelta(hours=release_hours)), soon)


def sight_of(kept: Kept, clock: Clock, reach: Reach, knowledge: Knowledge, zone: ZoneInfo) -> Sight:
    """What the board tells of a child at the moment of a clock."""
    stay = where(kept.ledger.stays, clock.now)
    minutes = knowledge.giving.gates["check_old"].numbers["minutes"]
    hidden = any(not expired(check, clock.now, minutes) for check in kept.checks)
    ends = [check.begun + timedelta(minutes=int(minutes), microseconds=1) for check in kept.checks]
    stays = [one.since for one in kept.ledger.stays]
    if stay is not None and stay.kind in OVER:
        return Sight((), None, None, stay, hidden, (*ends, *stays))
    near = [state_in(dose, kept.ledger, knowledge, clock.now) for dose in _near(kept, clock, reach)]
    grace = knowledge.task_log.grace_minutes
    tasks = occurrences(kept.open_turns, (), clock.now.astimezone(zone), zone=zone, grace_minutes=grace)
    doses = [one for one in near if not _at_home(one, stay, clock, knowledge)]
    waiting = sorted(_waiting(kept, doses, tasks, clock), key=lambda one: one.rank)
    first = waiting[0] if waiting else None
    just = timedelta(microseconds=1)
    turns = [*ends, *stays, *(until + just for until in kept.orders.values()), *_beyond(kept, clock, reach)]
    turns += [at for one in near if one.open for at in dose_turns(one, clock)]
    turns += [at for one in tasks for at in task_turns(one, clock, timedelta(minutes=grace))]
    then, after = _next(kept, clock, knowledge, first), _after(tasks, first, clock.now)
    return Sight(tuple(waiting), then, after, stay, hidden, tuple(turns))


def _near(kept: Kept, clock: Clock, reach: Reach) -> Iterator[LoggedDose]:
    """The doses whose windows can matter now, and the infusions that run."""
    begin = clock.shift.begin - reach.before
    if kept.home_since is not None:
        begin = min(begin, kept.home_since)
    far, near = reach.ahead(clock)
    standing = kept.ledger.standing
    for dose in kept.doses[bisect_left(kept.dues, begin) : bisect_right(kept.dues, far)]:
        if dose.id not in standing and (dose.due <= near or needs_release(dose)):
            yield dose
    yield from kept.running


def _beyond(kept: Kept, clock: Clock, reach: Reach) -> Iterator[datetime]:
    """When the first doses that are too far ahead to matter will be near."""
    for until, before in zip(reach.ahead(clock), (reach.release, reach.soon), strict=True):
        place = bisect_right(kept.dues, until)
        if place < len(kept.dues):
            yield kept.dues[place] - before


def _at_home(one: DoseNow, stay: Stay | None, clock: Clock, knowledge: Knowledge) -> bool:
    """Whether a dose that is still to come is given by the family."""
    ahead = one.span.due > clock.now
    return ahead and state_away(one.dose.route, stay, knowledge.stay.home_routes) == "at_home"


def _waiting(kept: Kept, doses: list[DoseNow], tasks: tuple[TaskState, ...], clock: Clock) -> Iterator[Waiting]:
    yield from (found for one in doses if (found := of_dose(one, clock)) is not None)
    yield from (found for one in tasks if (found := of_task(one, clock)) is not None)
    yield from (of_voice(until, clock) for until in kept.orders.values())
    if kept.revision is not None and kept.head is not None:
        yield Waiting("waits", "revision", kept.head.signed_at.astimezone(UTC))


def _next(kept: Kept, clock: Clock, knowledge: Knowledge, first: Waiting | None) -> DoseNow | None:
    """The next dose to come that is still to be given, other than the one that is told already."""
    told = first.dose.dose.id if first is not None and first.dose is not None else None
    for dose in kept.doses[bisect_right(kept.dues, clock.now) :]:
        if dose.id != told and dose.id not in kept.ledger.standing:
            found = state_in(dose, kept.ledger, knowledge, clock.now)
            if found.state in TO_GIVE:
                return found
    return None


def _after(tasks: tuple[TaskState, ...], first: Waiting | None, now: datetime) -> TaskState | None:
    """The first task to come other than the one that is told already; those that are past are counted, not told."""
    told = first.task if first is not None else None
    ahead = (one for one in tasks if one.due.astimezone(UTC) >= now)
    return next((one for one in ahead if told is None or one.code != told.code), None)

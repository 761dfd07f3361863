"""When a task of a next version is due: what the version before had keeps its time, nothing else lies before it."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.measures import decided_from
from hlh_desktop.domain.schedule import instant, ward_time

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.rules import TaskRule
    from hlh_desktop.domain.tasks.called import Calls


def not_before(due: datetime, code: str, rule: TaskRule, calls: Calls, case: Case) -> datetime:
    """The due moment of a task, or from the last revision on where the task came with it.

    Where the case does not tell what the version before had, only a task that rests on what is known now did not stand.
    """
    since = decided_from(case)
    if since is None or due >= since:
        return due
    if case.past is None:
        return _from(since, rule, case.time_zone) if calls.of_now else due
    before = next((ward_time(one.due, case.time_zone) for one in case.past.tasks if one.code == code), None)
    if before is not None and due <= before < since:
        return before
    return _from(since, rule, case.time_zone)


def _from(since: datetime, rule: TaskRule, zone: ZoneInfo) -> datetime:
    """The first time from a revision on: once, at that moment; of days, at the task's next clock time; hours later."""
    if rule.every_hours is not None:
        return (since.astimezone(UTC) + timedelta(hours=rule.every_hours)).astimezone(zone)
    if rule.every_days is None or rule.at is None:
        return since
    today = instant(since.date(), rule.at, zone)
    return today if today >= since else instant(since.date() + timedelta(days=1), rule.at, zone)

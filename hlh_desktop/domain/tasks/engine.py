"""Every task of a situation: each entry of tasks.toml runs its condition; due moments are of the ward's clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.finding import Finding, Task
from hlh_desktop.domain.schedule import date_of, instant
from hlh_desktop.domain.tasks import assessing, deciding, testing
from hlh_desktop.domain.tasks.called import Call, Calls
from hlh_desktop.domain.tasks.revised import not_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.rules import TaskRule
    from hlh_desktop.domain.situation import Situation

RULES: dict[str, Calls] = {**assessing.RULES, **testing.RULES, **deciding.RULES}


def tasks_of(situation: Situation, findings: tuple[Finding, ...]) -> tuple[Task, ...]:
    """Every task that is called for, in order of its first due moment."""
    return tuple(sorted(_tasks(situation, findings), key=lambda task: task.due))


def _tasks(situation: Situation, findings: tuple[Finding, ...]) -> Iterator[Task]:
    codes = frozenset(finding.code for finding in findings)
    language = situation.knowledge.wording.language
    for code, rule in situation.knowledge.tasks.items():
        call, calls = Call(situation, rule, codes), RULES[code]
        anchor = calls.anchor(call)
        if anchor is not None:
            due = not_before(_due(anchor, rule, situation), code, rule, calls, situation.case)
            yield Task(
                code, due, rule.text[language], rule.statements, rule.cites, rule.every_days,
                rule.every_hours, None if calls.until is None else calls.until(call),
            )  # fmt: skip


def _due(anchor: date, rule: TaskRule, situation: Situation) -> datetime:
    """The task's day counted from its anchor, at its time plus its hours, all in ward wall-clock time."""
    start = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, time())
    wall = datetime.combine(date_of(start.date(), rule.day), rule.at or start.time()) + timedelta(
        hours=rule.after_hours
    )
    return instant(wall.date(), wall.time(), situation.case.time_zone)

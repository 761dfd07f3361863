"""When an acknowledged alert comes again: for the same value never; for a newer one if it is worse, or after a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.alerts.rules import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hlh_desktop.domain.results.alerts.rules import WatchRule
    from hlh_desktop.domain.results.alerts.values import Alert, Answered


def with_answers(
    alerts: Iterable[Alert], answers: Iterable[Answered], rules: Mapping[str, WatchRule]
) -> tuple[Alert, ...]:  # fmt: skip
    """The alerts with how they were acknowledged: open ones first, each group worst first."""
    given = tuple(answers)
    found = [replace(one, answered=answer_to(one, given, rules[one.code])) for one in alerts]
    return tuple(sorted(found, key=lambda one: (not one.open, LEVELS.index(one.level))))


def answer_to(alert: Alert, answers: Iterable[Answered], rule: WatchRule) -> Answered | None:
    """The newest answer that covers an alert; None where it is open."""
    covering = [one for one in answers if one.code == alert.code and _covers(one, alert, rule)]
    return max(covering, key=lambda one: one.saved, default=None)


def _covers(answer: Answered, alert: Alert, rule: WatchRule) -> bool:
    """Whether an answer given before still holds."""
    if alert.results <= answer.results and alert.about == answer.about:
        return True
    if _worse(alert, answer):
        return False
    return alert.at.astimezone(UTC) - answer.at.astimezone(UTC) < timedelta(hours=rule.hours)


def _worse(alert: Alert, answer: Answered) -> bool:
    """Whether it is louder, rests on something else as well, or lies further beyond; what cannot be compared is."""
    if LEVELS.index(alert.level) < LEVELS.index(answer.level):
        return True
    for ground in alert.grounds:
        before = answer.values.get(ground.analyte)
        if before is None or ground.value is None:
            further = ground.result.id not in answer.results
        else:
            further = ground.value < before if ground.falls else ground.value > before
        if further:
            return True
    return False

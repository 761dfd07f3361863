"""What the files about tasks and stays must hold: times above nothing, reasons in words, one way to recur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.tasks import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.rules import TaskRule
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_task_log(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a task without its time, or somebody without a reason to choose."""
    rules, language = knowledge.task_log, knowledge.wording.language
    for name, minutes in (("grace_minutes", rules.grace_minutes), ("late_minutes", rules.late_minutes)):
        if minutes <= 0:
            yield f"task_log.{name}", "expected minutes above 0"
    if not rules.reasons or any(set(one) != {language} or not all(one.values()) for one in rules.reasons):
        yield "task_log.reasons", f"expected reasons in {language}"
    if not knowledge.stay.home_routes:
        yield "stay.home_routes", "expected a route by which a family gives"
    for code, task in knowledge.tasks.items():
        every = [number for number in (task.every_days, task.every_hours) if number is not None]
        if len(every) > 1 or any(number <= 0 for number in every):
            yield f"tasks.{code}", "expected days or hours above 0, not both"
        yield from _read(code, task)


def _read(code: str, task: TaskRule) -> Iterator[Wrong]:
    """What the condition of a task reads and its entry has not, or the other way round."""
    calls = engine.RULES.get(code)
    if calls is None:
        return
    for part, wanted in (("numbers", calls.numbers), ("lists", calls.lists), ("limits", calls.limits)):
        for name in sorted({*getattr(task, part)} ^ {*wanted}):
            yield f"tasks.{code}.{part}.{name}", "expected what the condition of this task reads, and nothing else"

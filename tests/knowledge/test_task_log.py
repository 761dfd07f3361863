"""task_log.toml and stay.toml: what would leave a task without its time or a person without a reason is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hlh_desktop.knowledge.task_log import unsound_task_log
from tests.builders import knowledge

RULES, STAY, TASKS = knowledge().task_log, knowledge().stay, knowledge().tasks


def wrong(**parts: Any) -> dict[str, str]:
    """What is said of the files with some parts replaced, by place."""
    return dict(unsound_task_log(replace(knowledge(), **parts)))


def with_daily(**parts: Any) -> dict[str, Any]:
    return {"tasks": {**TASKS, "labs_daily": TASKS["labs_daily"].model_copy(update=parts)}}


def test_the_files_themselves_are_sound() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"task_log": RULES.model_copy(update={"grace_minutes": 0})}, "task_log.grace_minutes"),
        ({"task_log": RULES.model_copy(update={"late_minutes": -1})}, "task_log.late_minutes"),
        ({"task_log": RULES.model_copy(update={"reasons": ()})}, "task_log.reasons"),
        ({"task_log": RULES.model_copy(update={"reasons": ({"fr": "inutile"},)})}, "task_log.reasons"),
        ({"task_log": RULES.model_copy(update={"reasons": ({"en": ""},)})}, "task_log.reasons"),
        ({"stay": STAY.model_copy(update={"home_routes": ()})}, "stay.home_routes"),
        (with_daily(every_hours=12), "tasks.labs_daily"),
        (with_daily(every_days=0), "tasks.labs_daily"),
        (with_daily(numbers={"days": 2}), "tasks.labs_daily.numbers.days"),
        (with_daily(lists={"lines": ("etoposide",)}), "tasks.labs_daily.lists.lines"),
        (
            {"tasks": {**TASKS, "igg_level": TASKS["igg_level"].model_copy(update={"lists": {}})}},
            "tasks.igg_level.lists.lines",
        ),
    ],
)
def test_each_disagreement_is_told_with_its_place(parts: dict[str, Any], place: str) -> None:
    assert list(wrong(**parts)) == [place]


def test_the_task_of_every_twelve_hours_comes_again_every_twelve_hours() -> None:
    assert TASKS["reassess_12h"].every_hours == TASKS["reassess_12h"].after_hours
    assert [code for code, task in TASKS.items() if task.every_hours is not None] == ["reassess_12h"]

"""board.toml: what would leave a moment without a shift, or name a task that there is not, is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.knowledge.board import unsound_board
from tests.builders import knowledge

RULES = knowledge().board


def wrong(**parts: Any) -> list[str]:
    """The places of which something is said, with some parts replaced."""
    board = RULES.model_copy(update=parts)
    return [place for place, _ in unsound_board(replace(knowledge(), board=board))]


def test_the_file_itself_is_sound() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"shifts": ()}, "board.shifts"),
        ({"shifts": (time(14), time(7))}, "board.shifts"),
        ({"shifts": (time(7), time(7))}, "board.shifts"),
        ({"soon_minutes": 0}, "board.soon_minutes"),
        ({"level_percent": Decimal(-1)}, "board.level_percent"),
        ({"critical_tasks": ("tea",)}, "board.critical_tasks"),
    ],
)
def test_each_disagreement_is_told_with_its_place(parts: dict[str, Any], place: str) -> None:
    assert wrong(**parts) == [place]


def test_every_task_has_a_few_words_of_its_own_for_the_board() -> None:
    missing = [code for code in knowledge().tasks if not knowledge().wording.has(f"board.task.{code}")]
    assert missing == []

"""What the file about the board must hold: shifts in order, minutes above nothing, tasks that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.knowledge.soundness import Wrong


def unsound_board(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a moment without a shift, or a task without its place."""
    rules = knowledge.board
    if not rules.shifts or list(rules.shifts) != sorted(set(rules.shifts)):
        yield "board.shifts", "expected clock times, earliest first"
    if rules.soon_minutes <= 0:
        yield "board.soon_minutes", "expected minutes above 0"
    if rules.level_percent < 0:
        yield "board.level_percent", "expected percent, 0 or above"
    for code in rules.critical_tasks:
        if code not in knowledge.tasks:
            yield "board.critical_tasks", f"{code} is no task"

"""What was read of the record before. Facts never change, so of the same question only what was saved since is read.

Each answer is kept with the number and the seal of the newest fact of then. It is used only where that fact still has
that seal, which covers all before it; in any other record, or in an older state of it, everything is read.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable

# So many answers: a few for each child that somebody works with.
MOST = 48


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found up to the fact of a number, which had this seal; 0 and "" in a ward without any."""

    number: int
    seal: str
    found: tuple[Any, ...]


class Known:
    """The answers to the questions that were asked last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def of(self, question: Hashable) -> Answer | None:
        """What was answered before."""
        with self._lock:
            return self._answers.get(question)

    def keep(self, question: Hashable, answer: Answer) -> None:
        """The answer of now."""
        with self._lock:
            self._answers[question] = answer
            self._answers.move_to_end(question)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)

    def forget(self) -> None:
        """Nothing stays in memory of a ward that is closed."""
        with self._lock:
            self._answers.clear()

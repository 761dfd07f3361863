"""The composition root of the desktop program. For now it holds what must be right before any window opens.

PySide6 6.12.0 takes a reference of None with each call that returns None, on Python 3.10 and 3.11. After some
thousand calls Python aborts, in the middle of whatever was being planned, while short tests stay green. The
lock holds a version without the fault; `refuse_faulty_qt` is for the machine where somebody upgraded it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# From Python 3.12 on None is immortal: its count no longer moves, and nothing can be lost.
NONE_IS_IMMORTAL = sys.version_info >= (3, 12)


class FaultyQt(Exception):
    """The installed PySide6 would abort the program; the text is the sentence for the person."""


def _name_an_object() -> Callable[[], object]:
    """An ordinary Qt call that returns None."""
    from PySide6.QtCore import QObject  # as late as this: it costs as much as starting Python

    subject = QObject()
    return lambda: subject.setObjectName("x")


def none_is_kept(
    calls: int = 200,
    call: Callable[[], object] | None = None,
    count: Callable[[object], int] = sys.getrefcount,
) -> bool:
    """Whether Qt's calls leave the references of None alone. `call` and `count` stand in for Qt in tests.

    A few references come and go in the interpreter meanwhile, so half a loss for each call is what counts.
    """
    if NONE_IS_IMMORTAL:
        return True
    call = call or _name_an_object()
    before = count(None)
    for _ in range(calls):
        call()
    return before - count(None) < calls // 2


def refuse_faulty_qt(sentence: str) -> None:
    """Raise FaultyQt with the sentence (wording: trouble.pyside_drops_none) if Qt loses None."""
    if not none_is_kept():
        raise FaultyQt(sentence)

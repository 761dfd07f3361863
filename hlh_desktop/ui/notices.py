"""A quiet note when the time of a dose has come: off until somebody wants it, on this computer alone, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory
    from hlh_desktop.ui.status import Status

NONE, SOUND = "none", "sound"


class Notices(QObject):
    """Tells on the status line how many doses have come due, and calls for the window once for each new one.

    What was due already when somebody came in is no news. Locked, there is no ward to look at and nothing is told.
    """

    def __init__(self, window: QWidget, status: Status, memory: Memory) -> None:
        super().__init__(window)
        self._window, self._status, self._memory = window, status, memory
        self._desk: Desk | None = None
        self._known: frozenset[str] | None = None
        memory.changed.connect(lambda _: self._begin())

    def follow(self, desk: Desk | None) -> None:
        """Another desk, or none: nothing of the one before is looked at any more."""
        if self._desk is not None:
            self._desk.board.stop()
        self._desk, self._known = desk, None
        self._status.show_due("")
        if desk is not None:
            desk.board.came.connect(self._came)
            self._begin()

    def _begin(self) -> None:
        if self._memory.now.notices == NONE:
            self._status.show_due("")
        elif self._desk is not None:
            self._desk.board.begin()

    def _came(self) -> None:
        desk = self._desk
        if desk is None:
            return
        calls = frozenset(call for row in desk.board.rows for call in row.calls)
        fresh = self._known is not None and bool(calls - self._known)
        self._known = calls
        if self._memory.now.notices == NONE:
            return
        self._status.show_due(self._words(len(calls)))
        if fresh:
            QApplication.alert(self._window)
            if self._memory.now.notices == SOUND:
                QApplication.beep()

    def _words(self, count: int) -> str:
        if not count:
            return ""
        return self.tr("1 dose is due: see the ward board") if count == 1 else self.tr(
            "{0} doses are due: see the ward board"
        ).format(count)  # fmt: skip

"""Who went away: tells when nobody has touched the computer for a while, also across a closed lid."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from hlh_desktop.ui.touches import show_touches

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SECOND = 1000
TOUCHES = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress,
}  # fmt: skip


class Idle(QObject):
    """Watches the whole application. `idled` comes once after `minutes`; `begin` begins anew.

    It compares moments instead of waiting, because a timer stands still while the computer sleeps.
    """

    idled = Signal()

    def __init__(self, parent: QObject, now: Callable[[], datetime], minutes: int) -> None:
        super().__init__(parent)
        self._now, self.minutes = now, minutes
        self._touched = now()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        show_touches(self, self.watch)

    def begin(self) -> None:
        """Somebody is there now."""
        self._touched, self._told = self._now(), False

    def look(self) -> None:
        """Looks at the clock."""
        now = self._now()
        self._touched = min(self._touched, now)  # the clock may have been set back
        if not self._told and now - self._touched >= timedelta(minutes=self.minutes):
            self._told = True
            self.idled.emit()

    def watch(self, watched: QObject, event: QEvent) -> bool:
        """A key, a mouse or a finger."""
        if event.type() in TOUCHES and not self._late():
            self.begin()
        return False

    def _late(self) -> bool:
        """The first touch after a long sleep must not come before the lock."""
        self.look()
        return self._told

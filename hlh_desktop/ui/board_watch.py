"""Looks at the ward again and again, elsewhere: every half a minute, and at once after a deed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ward.board import Board

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.board import BoardRow

EVERY = 30_000  # milliseconds


class BoardWatch(QObject):
    """The rows of the board as they were found last, `at` a moment; None before the first look.

    One look at a time: what is asked for meanwhile is looked at right after. `failed` leaves the rows as they were.
    """

    came = Signal()
    failed = Signal(object)  # Trouble

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._ward, self.board = desk, desk.ward.ward, Board(desk.ward)
        self.rows: tuple[BoardRow, ...] = ()
        self.at: datetime | None = None
        self.trouble: Trouble | None = None
        self._busy = self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        desk.kept.connect(lambda _: self.look())
        desk.switched.connect(self._follow)

    def begin(self) -> None:
        """Looks now and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Looks no more: the record is about to be closed."""
        self._timer.stop()
        self._again = False

    def _follow(self) -> None:
        """Another person changes nothing of the rows; other values of the ward's own may change any."""
        if self._desk.ward.ward is not self._ward:
            self._ward, self.board = self._desk.ward.ward, Board(self._desk.ward)

    def look(self) -> None:
        """Looks now, or as soon as the look under way is done."""
        if self._busy:
            self._again = True
            return
        self._busy, now = True, self._desk.now()
        work.run(self, lambda: (self.board.rows(now), now), self._done, self._failed)

    def _done(self, found: tuple[tuple[BoardRow, ...], datetime]) -> None:
        self.rows, self.at = found
        self.trouble = None
        self._free()
        self.came.emit()

    def _failed(self, error: Exception) -> None:
        self._free()
        if not isinstance(error, Trouble):
            raise error
        self.trouble = error
        self.failed.emit(error)

    def _free(self) -> None:
        """The next look may begin."""
        again, self._busy, self._again = self._again, False, False
        if again:
            QTimer.singleShot(0, self, self.look)

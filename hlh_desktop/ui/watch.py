"""Watches whether what is open can be trusted: the record's seal and the worked examples, told on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.widgets.marks import Note

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.status import Status
    from hlh_desktop.ui.trouble_box import TroublePanel
    from hlh_desktop.ward.values import Seal


class Watch(QObject):
    """Looks at the end of the record's chains, elsewhere. `alarm` stands over every page while something is wrong."""

    def __init__(self, status: Status, trouble: TroublePanel) -> None:
        super().__init__(status)
        self._status, self._trouble = status, trouble
        self._desk: Desk | None = None
        self.alarm = Note("critical")
        self.alarm.hide()

    def follow(self, desk: Desk | None) -> None:
        """Another desk, or none: nothing of the one before is told any more."""
        self._desk = desk
        self.alarm.hide()
        self._status.show_seal(None)
        if desk is not None:
            desk.trust_changed.connect(self._show_trust)
            self._show_trust()

    def look(self) -> None:
        """A quick look at the record; the seal appears when it is done."""
        desk = self._desk
        if desk is not None:
            work.run(desk, desk.ward.seal, self.show_seal, self._failed)

    def show_seal(self, seal: Seal) -> None:
        """What the look found."""
        self._status.show_seal(seal)
        if self._desk is not None:
            self._desk.trust_record(seal.whole)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self._trouble.show_trouble(error)
        if self._desk is not None:
            self._desk.trust_record(None)

    def _show_trust(self) -> None:
        desk = self._desk
        wrong = desk is not None and desk.trusted is False
        self.alarm.setVisible(wrong)
        if desk is not None and wrong:
            self.alarm.say("critical", desk.distrust)

"""Watches what every page tells: seal, worked examples, approval of the knowledge, and a clock that was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ward.clock import clock_warning

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.status import Status
    from hlh_desktop.ui.trouble_box import TroublePanel
    from hlh_desktop.ward.values import Seal


EVERY = 60_000  # milliseconds


class Watch(QObject):
    """Looks at the end of the record's chains, elsewhere. `alarm` stands over every page while something is wrong.

    `clock` does while this computer's clock is behind the record; it is looked at every minute, and after each deed.
    """

    def __init__(self, status: Status, trouble: TroublePanel) -> None:
        super().__init__(status)
        self._status, self._trouble = status, trouble
        self._desk: Desk | None = None
        self._seal, self._knowledge, self._clock = work.Newest(), work.Newest(), work.Newest()
        self.alarm, self.clock = Note("critical"), Note("warning")
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look_at_clock)
        self.alarm.hide()
        self.clock.hide()

    def follow(self, desk: Desk | None) -> None:
        """Another desk, or none: nothing of the one before is told any more."""
        self._desk = desk
        for question in (self._seal, self._knowledge, self._clock):
            question.forget()
        self.alarm.hide()
        self.clock.hide()
        self._timer.stop()
        self._status.show_seal(None)
        self._status.show_knowledge("")
        if desk is not None:
            self._timer.start()
            desk.kept.connect(lambda _: self.look_at_clock())
            desk.knowledge_changed.connect(self.look_at_knowledge)
            desk.trust_changed.connect(self._show_trust)
            self._show_trust()
            self.look_at_knowledge()

    def look(self) -> None:
        """A quick look at the record; the seal appears when it is done."""
        desk = self._desk
        if desk is not None:
            self._seal.run(desk, desk.ward.seal, self.show_seal, self._failed)
            self.look_at_clock()

    def look_at_knowledge(self) -> None:
        """Whether the knowledge is approved on this ward."""
        from hlh_desktop.ward.approval.words import notice

        desk = self._desk
        if desk is not None:
            ward = desk.ward
            self._knowledge.run(
                desk, lambda: notice(ward.approval.standing(), ward.ward.wording), self._status.show_knowledge,
                self._failed,
            )  # fmt: skip

    def look_at_clock(self) -> None:
        """Holds this computer's clock against what was saved last."""
        desk = self._desk
        if desk is not None:
            ward, now = desk.ward, desk.now()
            self._clock.run(desk, lambda: clock_warning(ward, now), self.show_clock, self._failed)

    def show_clock(self, words: str) -> None:
        """What is wrong with the clock; empty takes it away."""
        self.clock.setVisible(bool(words))
        if words:
            self.clock.say("warning", words)

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

"""The locked ward: a clock that is read from the door, who one is, the password; no child, no drug, no dose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import dates, work
from hlh_desktop.ui.forms.ui_unlock import Ui_UnlockPage
from hlh_desktop.ui.pages.record_state import RecordState
from hlh_desktop.ui.trouble_box import knowledge_sentence, sentence
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import dress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hlh_desktop.record.values import Person, WardFace
    from hlh_desktop.ui.readiness import Readiness
    from hlh_desktop.ward.open_ward import OpenWard

SECOND = 1000
# Seconds to wait after the first, second, ... wrong password; the last holds for all that follow.
WAITS = (1, 2, 4, 8, 15, 30)
BED = 32


@dataclass(frozen=True, slots=True)
class Left:
    """Who left the ward and when; `minutes` without use if nobody locked it. `draft`: an entry of theirs was open."""

    person: Person
    at: datetime
    minutes: int | None = None
    draft: bool = False


class UnlockPage(QWidget):
    """Signs one person in. `entered` carries the open ward; the password never leaves this page but for the check."""

    entered = Signal(object)  # OpenWard
    forgotten = Signal()
    other_wanted = Signal()

    def __init__(
        self, face: WardFace, readiness: Readiness, now: Callable[[], datetime], enter: Callable[[str, str], OpenWard],
        left: Left | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`enter` signs in by id and password, off this thread; `now` is in ward time."""
        super().__init__(parent)
        self._face, self._readiness, self._now, self._enter = face, readiness, now, enter
        self._wrong = self._wait = 0
        self._busy = False
        self.ui = Ui_UnlockPage()
        self.ui.setupUi(self)
        names = [(person.id, person.name) for person in face.people]
        self.person = Pick("person", self.tr("Person"), names, nothing=self.tr("Choose your name"))
        self.password = Password(self.tr("Password"))
        self.answer, self.kept = Note("critical"), Note("info")
        self.state = RecordState(face, readiness)
        self._dress()
        self._show_left(left)
        self._connect()
        self._show_time()
        self._show_failure()

    def _dress(self) -> None:
        ui = self.ui
        self.setAccessibleName(self.tr("Unlock"))
        ui.ward_icon.addWidget(Icon("bed-single", "accent", BED))
        ui.lock_icon.addWidget(Icon("lock", "text"))
        ui.ward.setText(self._face.name)
        ui.number.setText(self.tr("Ward number {0}").format(self._face.number))
        for widget in (self.person, self.password, self.answer):
            ui.fields.addWidget(widget)
        ui.kept.addWidget(self.kept)
        ui.record_column.addWidget(self.state)
        self.answer.hide()
        dress(ui.unlock, "main", "lock-open")
        dress(ui.forgotten, "plain")
        dress(ui.other, "link")
        ui.unlock.setProperty("size", "ward")

    def _connect(self) -> None:
        self.ui.unlock.clicked.connect(self.try_it)
        self.password.line.returnPressed.connect(self.try_it)
        self.person.changed.connect(lambda _: self.password.setFocus())
        self.ui.forgotten.clicked.connect(self.forgotten)
        self.ui.other.clicked.connect(self.other_wanted)
        self._readiness.loaded.connect(self._go_on)
        self._readiness.failed.connect(self._show_failure)
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _show_left(self, left: Left | None) -> None:
        people = self._face.people
        known = [person.id for person in people]
        if left is not None and left.person.id in known:
            self.person.choose(left.person.id)
        elif len(people) == 1:
            self.person.choose(people[0].id)
        self.kept.setVisible(left is not None and left.draft)
        self.first = self.password if self.person.value else self.person
        if left is None:
            return
        at = dates.clock(left.at)
        idle = self.tr("locked {0} after {1} min without use").format(at, left.minutes)
        self.ui.locked.setText(self.tr("locked {0}").format(at) if left.minutes is None else idle)
        words = self.tr("It opens again where it was left, for {0} alone.").format(left.person.name)
        self.kept.say("info", words, strong=self.tr("The open entry is kept."))

    # --- the clock

    def _tick(self) -> None:
        self._show_time()
        if self._wait:
            self._wait -= 1
            self._show_wait()

    def _show_time(self) -> None:
        now = self._now()
        self.ui.clock.setText(dates.clock(now))
        self.ui.day.setText(dates.weekday(now.date()))

    # --- signing in

    def try_it(self) -> None:
        """Checks name and password, elsewhere; it takes as long as a password must take."""
        if self._busy or self._wait or self._readiness.failure is not None:
            return
        if not self.person.value:
            self.person.say("critical", self.tr("Choose who you are."))
            self.person.setFocus()
            return
        self.person.say(None)
        if not self.password.value:
            self._say(self.tr("Type the password."))
            return
        self._set_busy(True)
        if self._readiness.ward is not None:
            self._go_on()

    def _go_on(self) -> None:
        """The password was typed and the program is ready: whichever came last."""
        if not self._busy:
            return
        person, password = str(self.person.value), self.password.value
        work.run(self, lambda: self._enter(person, password), self._came_in, self._refused)

    def _came_in(self, ward: OpenWard) -> None:
        self.password.take()
        self.entered.emit(ward)

    def _refused(self, error: Exception) -> None:
        self._set_busy(False)
        self.password.take()
        if not isinstance(error, Trouble):
            raise error
        if error.code != "wrong_password":
            self._say(sentence(error))
            return
        self._wait = WAITS[min(self._wrong, len(WAITS) - 1)]
        self._wrong += 1
        self._timer.start()  # a whole second from now
        self._show_wait()

    def _show_wait(self) -> None:
        self.ui.unlock.setEnabled(not self._wait)
        wrong = self.tr("That is not the password of this person.")
        rest = self.tr("Try again in {0} s.").format(self._wait) if self._wait else self.tr("Try again.")
        self._say(f"{wrong} {rest}")

    def _say(self, words: str) -> None:
        self.answer.say("critical", words)
        self.answer.show()
        self.password.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.answer.hide()
        self.ui.unlock.setEnabled(not busy)
        self.ui.unlock.setText(self.tr("Opening") if busy else self.tr("&Unlock"))
        for widget in (self.person, self.password, self.ui.forgotten, self.ui.other):
            widget.setEnabled(not busy)
        if not busy:
            self.password.setFocus()

    def _show_failure(self) -> None:
        """Without its knowledge the program opens nothing, and says which file is at fault."""
        if self._readiness.failure is not None and self._readiness.ward is None:
            self._set_busy(False)
            self.ui.unlock.setEnabled(False)
            self._say(knowledge_sentence(self._readiness.failure))

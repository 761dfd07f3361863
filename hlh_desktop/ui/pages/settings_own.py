"""What is one's own: the password, and the PIN that shows who one is on a ward that somebody else has unlocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.new_password import NewPassword
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.pin import NewPin
from hlh_desktop.ui.widgets.texts import button

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk


class MyPassword(Panel):
    """Changing one's own password; the one of now is asked first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        face = desk.ward.face
        self.old = Password(self.tr("Present password"))
        self.new = NewPassword(lambda: (desk.ward.person.name, face.name), training=lambda: face.training)
        self.change_it = button(self.tr("&Change my password"))
        self.column.addWidget(self.old)
        self.column.addWidget(self.new)
        self.end(self.change_it)
        self.change_it.clicked.connect(self._change)

    def begin(self) -> None:
        """Somebody else works here now: nothing of the person before stays in the fields."""
        self.old.take()
        self.new.forget()
        self.answer.hide()

    def _change(self) -> None:
        old, new = self.old.value, self.new.value
        if not old:
            self.say(self.tr("Type the present password first."))
            self.old.setFocus()
        elif new is None:
            self.new.setFocus()
        else:
            ward, now = self.desk.ward, self.desk.now()
            self.do(lambda: ward.change_password(old, new, now), self._changed)

    def _changed(self, _: object) -> None:
        self.old.take()
        self.new.forget()
        self.say(self.tr("The new password holds from now on."), good=True)


class MyPin(Panel):
    """Setting one's own PIN, by the password. A new one takes the place of the one before; `done` once it holds."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = Badge("open")
        self.password = Password(self.tr("Your password"))
        self.new = NewPin(desk.ward.ward.knowledge.people.pin)
        self.set_it = button(self.tr("Set my P&IN"))
        for widget in (self.state, self.password, self.new):
            self.column.addWidget(widget)
        self.end(self.set_it)
        self.set_it.clicked.connect(self._set)
        self.begin()

    def begin(self) -> None:
        """How it stands for who works here now; nothing of the person before stays in the fields."""
        has_one = self.desk.ward.person.id in self.desk.ward.with_pin()
        self.state.say("ok" if has_one else "open", self.tr("PIN set") if has_one else self.tr("No PIN set"))
        self.password.take()
        self.new.forget()
        self.answer.hide()

    def _set(self) -> None:
        password, pin = self.password.value, self.new.value
        if not password:
            self.say(self.tr("Type your password first."))
            self.password.setFocus()
        elif pin is None:
            self.new.setFocus()
        else:
            ward, now = self.desk.ward, self.desk.now()
            self.do(lambda: ward.set_pin(password, pin, now), self._done)

    def _done(self, _: object) -> None:
        self.begin()
        self.done.emit()
        self.say(self.tr("Your PIN is set. F6 and the PIN: you go on at any workstation that is open."), good=True)

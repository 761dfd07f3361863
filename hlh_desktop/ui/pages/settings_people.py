"""The people of a ward: who may open it, adding somebody, and changing one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.new_password import NewPassword
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.ui.desk import Desk

SMALL = 18


class Panel(QWidget):
    """A small form that does one thing elsewhere and says how it went."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.answer = Note("ok")
        self.answer.hide()

    def end(self, action: QPushButton) -> None:
        """The answer and the one action of the form, at its right end."""
        self.column.addWidget(self.answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(action)
        self.column.addLayout(row)

    def do(self, deed: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Does it off this thread; nothing of the form can be pressed meanwhile."""
        self.setEnabled(False)

        def well(result: Any) -> None:
            self.setEnabled(True)
            done(result)

        work.run(self, deed, well, self._failed)

    def say(self, words: str, *, good: bool = False) -> None:
        """How it went."""
        self.answer.say("ok" if good else "critical", words)
        self.answer.show()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, Trouble):
            raise error
        if error.code == "wrong_password":
            self.say(self.tr("The present password is not right."))
        else:
            self.say(sentence(error))


class People(Panel):
    """Everybody who may open the ward, and a form for one more. All may do the same for now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.names = QVBoxLayout()
        self.names.setSpacing(4)
        self.column.addLayout(self.names)
        self.open_form = button(self.tr("&Add a person..."), icon="user-round-plus")
        self.form = QWidget()
        self.person = Field("person", self.tr("Name, as it stands under a signature"))
        face = desk.ward.face
        self.password = NewPassword(lambda: (self.person.value, face.name), training=lambda: face.training)
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        for widget in (self.person, text(self._note(), "small", wrap=True), self.password):
            inner.addWidget(widget)
        self.add_person = button(self.tr("Add this person"), "main")
        self.column.addWidget(self.form)
        self.end(self.add_person)
        first = QHBoxLayout()
        first.addWidget(self.open_form)
        first.addStretch(1)
        self.column.insertLayout(1, first)
        self._show_form(shown=False)
        self.open_form.clicked.connect(lambda: self._show_form(shown=True))
        self.person.typed.connect(lambda _: self.password.look_again())
        self.add_person.clicked.connect(self._add)
        self.show_names()

    def _note(self) -> str:
        return self.tr("The person types the password here, out of sight of others; they can change it later.")

    def _show_form(self, *, shown: bool) -> None:
        self.form.setVisible(shown)
        self.add_person.setVisible(shown)
        self.open_form.setVisible(not shown)
        if shown:
            self.answer.hide()
            self.person.setFocus()

    def show_names(self) -> None:
        """The names as they stand in the ward now."""
        while (item := self.names.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.deleteLater()
        me = self.desk.ward.person.id
        for person in self.desk.ward.face.people:
            self.names.addWidget(self._line(person.name, me=person.id == me))

    def _line(self, name: str, *, me: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(Icon("user-round", "muted", SMALL))
        row.addWidget(text(name, "strong" if me else "body", wrap=True), 1)
        if me:
            row.addWidget(text(self.tr("signed in"), "label"))
        return made

    def _add(self) -> None:
        name, password = self.person.value, self.password.value
        if not name.strip():
            self.say(self.tr("Say who it is."))
            self.person.setFocus()
        elif password is None:
            self.password.setFocus()
        else:
            ward, now = self.desk.ward, self.desk.now()
            self.do(lambda: ward.add_person(name, password, now), lambda _: self._added(name.strip()))

    def _added(self, name: str) -> None:
        self.person.line.clear()
        self.password.forget()
        self._show_form(shown=False)
        self.say(self.tr("{0} can open the ward now.").format(name), good=True)
        self.open_form.setFocus()
        self.show_names()


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

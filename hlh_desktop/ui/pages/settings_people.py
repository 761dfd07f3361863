"""The people of a ward: who may open it and what each of them is, adding somebody, and giving other roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.settings_panel import OwnPassword, Panel
from hlh_desktop.ui.pages.settings_roles import ChangeRoles, PersonLine, role_boxes
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.new_password import NewPassword
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from hlh_desktop.domain.people import Staff
    from hlh_desktop.ui.desk import Desk


class People(Panel):
    """Everybody with their roles. Who may change people has a form for one more, and one for other roles."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.names = QVBoxLayout()
        self.names.setSpacing(2)
        self.who_may = Note("info")
        self.roles = ChangeRoles(desk)
        self.open_form = button(self.tr("&Add a person..."), icon="user-round-plus")
        self._make_form(desk)
        self.add_person = button(self.tr("Add this person"), "main")
        self.column.addLayout(self.names)
        for widget in (self.who_may, self.roles):
            self.column.addWidget(widget)
        first = QHBoxLayout()
        first.addWidget(self.open_form)
        first.addStretch(1)
        self.column.addLayout(first)
        self.column.addWidget(self.form)
        self.end(self.add_person)
        self.open_form.clicked.connect(lambda: self._show_form(shown=True))
        self.person.typed.connect(lambda _: self.password.look_again())
        self.add_person.clicked.connect(self._add)
        self.roles.done.connect(self._roles_done)
        self.begin()

    def _make_form(self, desk: Desk) -> None:
        self.form = QWidget()
        self.person = Field("person", self.tr("Name, as it stands under a signature"))
        face = desk.ward.face
        self.password = NewPassword(lambda: (self.person.value, face.name), training=lambda: face.training)
        self.boxes, self.own = role_boxes(desk), OwnPassword(desk)
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        note = self.tr("The person types the password here, out of sight of others; they can change it later.")
        roles = self.tr("Roles: what this person may do here")
        for widget in (
            self.person, text(roles, "label"), self.boxes, text(note, "small", wrap=True), self.password, self.own
        ):  # fmt: skip
            inner.addWidget(widget)

    # --- what is shown

    def begin(self) -> None:
        """As it stands for who works here now."""
        self.answer.hide()
        self.roles.hide()
        self.person.line.clear()
        self.password.forget()
        self.boxes.choose(())
        self._show_form(shown=False)
        self.show_names()

    def _show_form(self, *, shown: bool) -> None:
        may = self.desk.ward.may("people")
        self.form.setVisible(shown)
        self.add_person.setVisible(shown)
        self.open_form.setVisible(may and not shown)
        if shown:
            self.own.ask()
            self.roles.hide()
            self.answer.hide()
            self.person.setFocus()

    def show_names(self) -> None:
        """The people as they stand in the record now."""
        while (item := self.names.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        ward = self.desk.ward
        found, pins, may = ward.staff(), ward.with_pin(), ward.may("people")
        for one in found:
            line = PersonLine(self.desk, one, has_pin=one.id in pins, changeable=may)
            line.wanted.connect(lambda one=one: self._change(one))
            self.names.addWidget(line)
        self.who_may.setVisible(not may)
        names = ", ".join(one.name for one in found if one.administers)
        self.who_may.say("info", self.tr("People are added, and roles given, by an administrator: {0}.").format(names))

    def _change(self, one: Staff) -> None:
        self._show_form(shown=False)
        self.answer.hide()
        self.roles.begin(one)

    def _roles_done(self, said: str) -> None:
        """The list shows it; who gave away the role that gives roles sees no more buttons."""
        self.roles.hide()
        self._show_form(shown=False)
        self.show_names()
        if said:
            self.say(said, good=True)
        if self.open_form.isVisible():
            self.open_form.setFocus()

    # --- adding

    def _add(self) -> None:
        name, password, roles = self.person.value, self.password.value, self.boxes.value
        if not name.strip():
            self.say(self.tr("Say who it is."))
            self.person.setFocus()
        elif not roles:
            self.say(self.tr("Tick at least one role; without one this person could only read and write drafts."))
            self.boxes.setFocus()
        elif password is None:
            self.password.setFocus()
        elif self.own.missing:
            self.say(self.tr("Type your own password too."))
            self.own.setFocus()
        else:
            ward, now, own = self.desk.ward, self.desk.now(), self.own.own()
            self.do(
                lambda: ward.add_person(name, password, now, roles=roles, own=own), lambda _: self._added(name.strip())
            )

    def _added(self, name: str) -> None:
        self.begin()
        self.say(self.tr("{0} can open the ward now.").format(name), good=True)
        self.open_form.setFocus()

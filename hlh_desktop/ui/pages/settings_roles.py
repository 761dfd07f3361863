"""Somebody of the ward on one line, with their roles in words; and the form that gives them others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.settings_panel import OwnPassword, Panel
from hlh_desktop.ui.widgets.marks import Badge, Icon
from hlh_desktop.ui.widgets.role_boxes import RoleBoxes
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from hlh_desktop.domain.people import Role, Staff
    from hlh_desktop.ui.desk import Desk

SMALL = 18


def role_boxes(desk: Desk) -> RoleBoxes:
    """A box for each role of the table."""
    rules = desk.ward.ward.knowledge.people
    every = (*rules.roles, *rules.qualifications)
    return RoleBoxes({role: desk.ward.role_words((role,)) for role in every})


class PersonLine(QWidget):
    """`wanted` asks for other roles; the button is there for who may give them."""

    wanted = Signal()

    def __init__(self, desk: Desk, one: Staff, *, has_pin: bool, changeable: bool) -> None:
        super().__init__()
        self.person = one
        here = one.id == desk.ward.person.id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(Icon("user-round", "muted", SMALL), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(text(one.name, "strong" if here else "body", wrap=True))
        self.roles = text(self._roles(desk, one, here=here), "label", wrap=True)
        names.addWidget(self.roles)
        row.addLayout(names, 1)
        pin = Badge("ok", self.tr("PIN set")) if has_pin else Badge("none", self.tr("No PIN"), "circle")
        row.addWidget(pin, 0, Qt.AlignmentFlag.AlignVCenter)
        self.change = button(self.tr("Roles..."), name=self.tr("Change roles of {0}").format(one.name))
        row.addWidget(self.change)
        self.change.setVisible(changeable)
        self.change.clicked.connect(self.wanted)

    def _roles(self, desk: Desk, one: Staff, *, here: bool) -> str:
        said = desk.ward.role_words(one.roles)
        if not one.roles:
            said = self.tr("{0}: may read and write drafts; an administrator gives a role").format(said)
        said = said[:1].upper() + said[1:]
        return self.tr("{0}; works here now").format(said) if here else said


class ChangeRoles(Panel):
    """Other roles for one person; `done` once they hold, or once nothing is to be changed."""

    done = Signal(str)  # what holds now, in words; empty where nothing was changed

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person: Staff | None = None
        self.title = text(role="strong", wrap=True)
        self.boxes, self.own = role_boxes(desk), OwnPassword(desk)
        self.cancel, self.save = button(self.tr("Leave as they are")), button(self.tr("Change roles"), "main")
        for widget in (self.title, self.boxes, self.own):
            self.column.addWidget(widget)
        self.end(self.cancel, self.save)
        self.cancel.clicked.connect(lambda: self.done.emit(""))
        self.save.clicked.connect(self._save)
        self.hide()

    def begin(self, one: Staff) -> None:
        """The form for somebody, with what they are now."""
        self._person = one
        self.title.setText(self.tr("Roles of {0}").format(one.name))
        self.boxes.choose(one.roles)
        self.own.ask()
        self.answer.hide()
        self.show()
        self.boxes.setFocus()

    def _save(self) -> None:
        one, roles = self._person, self.boxes.value
        if one is None:
            return
        if self.own.missing:
            self.say(self.tr("Type your own password first."))
            self.own.setFocus()
            return
        ward, now, own = self.desk.ward, self.desk.now(), self.own.own()
        self.do(lambda: ward.change_roles(one.id, roles, now, own=own), lambda _: self._saved(one, roles))

    def _saved(self, one: Staff, roles: tuple[Role, ...]) -> None:
        said = self.desk.ward.role_words(roles)
        self.done.emit(self.tr("{0} from now on: {1}.").format(one.name, said))

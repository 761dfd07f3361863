"""The second person of a check: who they are, by PIN or password, then their entry beside a closed first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.check_entry import CheckEntry
from hlh_desktop.ui.giving.signer import Signer
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge, Icon, Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.log.check_words import checkers, identify
from hlh_desktop.ward.log.state_words import moment

if TYPE_CHECKING:
    from hlh_desktop.domain.log.checks import CheckNow
    from hlh_desktop.record.values import Person
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.values import Who

SIDE, CLOSED, NAME = 230, 200, 80


class FirstClosed(QWidget):
    """The first person's side: that they have entered, and nothing of what."""

    def __init__(self, desk: Desk, check: CheckNow, names: list[str]) -> None:
        super().__init__()
        first = check.first
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text(self.tr("First person"), "strong"))
        by = "" if first is None else first.by
        at = "" if first is None else moment(desk.ward, first.entered, desk.now())
        column.addWidget(Badge("ok", self.tr("%1, entered %2").replace("%1", by).replace("%2", at)))
        for place in range(0, len(names), 2):
            row = Abreast()
            for name in names[place : place + 2]:
                row.put(self._closed(name), 1, CLOSED)
            column.addLayout(row)
        own = self.tr("The program has its own dose ready and hides it too. All three are shown together, and kept.")
        column.addWidget(Note("info", own))
        column.addStretch(1)

    def _closed(self, name: str) -> QWidget:
        """A value that is there and shown to nobody, under its name, as the fields beside it stand."""
        whole, made = QWidget(), QFrame()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(name, "label"))
        column.addWidget(made)
        made.setProperty("frame", "inset")
        row = QHBoxLayout(made)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(8)
        words = self.tr("hidden until both are in")
        row.addWidget(Icon("eye-off", "muted", 18))
        row.addWidget(text(words, "muted", wrap=True), 1)
        made.setAccessibleName(f"{name}: {words}")
        return whole


class SecondPerson(QWidget):
    """`changed` tells each change, `entered` that Enter was pressed on a complete entry, `ticked` the last tick."""

    changed = Signal()
    entered = Signal()
    ticked = Signal()

    def __init__(self, desk: Desk, sheet: DoseSheet, who: Who, check: CheckNow) -> None:
        super().__init__()
        self._desk, self._check = desk, check
        self.person: Person | None = None
        self.begun = desk.now()
        self.entry = CheckEntry(sheet, who)
        self.signer = Signer(self.tr("Second person"), checkers(desk.ward, check.first), self.tr("PIN or password"))
        self.show_me = self.signer_button()
        self.note = Note("critical", plain=True)
        self.name, self.since = text(role="strong", wrap=True), text(role="small")
        self.change = button(self.tr("Change person"), "link")
        self._lay([field.label.text() for field in self.entry.fields.values()])
        self._connect()
        self.show_person()

    def signer_button(self) -> QWidget:
        """What shows who one is."""
        made = button(self.tr("I am the second person"), "plain", "user-round")
        made.setProperty("tall", True)
        made.clicked.connect(self.sign_in)
        return made

    def _lay(self, names: list[str]) -> None:
        row = Abreast(self)
        row.put(FirstClosed(self._desk, self._check, names), 1, SIDE)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.head = QWidget()
        head = Abreast(self.head, centred=True)
        head.put(Icon("user-round"), 0)
        head.put(self.name, 1, NAME)
        head.put(self.change, 0)
        self.heading = text(self.tr("Second person"), "strong")
        for widget in (self.heading, self.signer, self.show_me, self.note, self.head, self.since, self.entry):
            column.addWidget(widget)
        column.addStretch(1)
        row.put(side, 1, SIDE)

    def _connect(self) -> None:
        self.signer.entered.connect(self.sign_in)
        self.signer.typed.connect(self._look)
        self.change.clicked.connect(self.sign_out)
        self.entry.changed.connect(self.changed)
        self.entry.entered.connect(self.entered)
        self.entry.ticked.connect(self.ticked)

    def _look(self) -> None:
        """Whether a person is chosen and has typed something; what was wrong before is told no more."""
        self.note.hide()
        self.show_me.setEnabled(self.signer.complete)

    def sign_in(self) -> None:
        """By PIN or password; nothing of the first entry is shown to anybody."""
        self._look()
        taken = self.signer.take() if self.show_me.isEnabled() else None
        if taken is None:
            return
        try:
            person = identify(self._desk.ward, *taken, self._desk.now())
            self._desk.ward.require("check", person)
        except Trouble as trouble:
            self.note.say("critical", sentence(trouble))
            self.note.show()
            return
        self.person, self.begun = person, self._desk.now()
        self.show_person()
        self.entry.start()

    def sign_out(self) -> None:
        """Another person; what this one typed is gone."""
        self.entry.forget()
        self.person = None
        self.show_person()
        self.signer.person.box.setFocus()

    def show_person(self) -> None:
        """The signing in, or who is signed in with their fields."""
        inside = self.person is not None
        for widget in (self.heading, self.head, self.since, self.entry):
            widget.setVisible(inside)
        for widget in (self.signer, self.show_me):
            widget.setVisible(not inside)
        self.note.hide()
        self.show_me.setEnabled(False)
        if self.person is not None:
            self.name.setText(self.person.name)
            at = moment(self._desk.ward, self.begun, self._desk.now())
            self.since.setText(self.tr("signed in %1").replace("%1", at))
        self.changed.emit()

    @property
    def problem(self) -> str:
        """What still waits."""
        if self.person is None:
            return self.tr("The second person signs in with PIN or password.")
        return self.entry.problem

    def start(self) -> None:
        """The cursor where something waits."""
        (self.signer.person.box if self.person is None else self.entry).setFocus()

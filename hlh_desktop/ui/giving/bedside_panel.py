"""A short form of the bedside: the ward's own policy first, what to do at once, then what is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.bedside_fields import BedsideFields
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ward.log import bedside

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.bedside import FormWords

LINES = 90


class PolicyCard(QFrame):
    """The ward's own text; an administrator can write another one, with their password."""

    def __init__(self, desk: Desk, form: FormWords) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.setProperty("frame", "inset")
        self.words = text(form.policy or form.policy_note, "body" if form.policy else "muted", wrap=True)
        self.edit = button(self.tr("Write the policy..."), "plain", "pencil")
        self.area = QPlainTextEdit(form.policy)
        self.area.setAccessibleName(self.tr("The ward's policy: %1").replace("%1", form.title))
        self.area.setTabChangesFocus(True)
        self.area.setMinimumHeight(LINES)
        self.password = Password(self.tr("Your password"))
        self.keep = button(self.tr("Keep the policy"), "plain", "check")
        self.note = text(role="strong", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(text(self.tr("Policy of this ward"), "strong"))
        for widget in (self.words, self.edit, self.area, self.password, self.keep, self.note):
            column.addWidget(widget)
        for made in (self.edit, self.keep):
            column.setAlignment(made, Qt.AlignmentFlag.AlignLeft)
        self.edit.clicked.connect(lambda: self._show(editing=True))
        self.keep.clicked.connect(self._keep)
        self._show(editing=False)

    def _show(self, *, editing: bool) -> None:
        self.edit.setVisible(not editing and self._desk.ward.may("policy"))
        self.words.setVisible(not editing)
        self.note.hide()
        for widget in (self.area, self.password, self.keep):
            widget.setVisible(editing)
        if editing:
            self.area.setFocus()

    def _keep(self) -> None:
        from hlh_desktop.ui.trouble_box import sentence

        words = self.area.toPlainText()
        try:
            bedside.set_policy(self._desk.ward, self._form.key, words, self.password.take(), self._desk.now())
        except Trouble as trouble:
            self.note.setText(sentence(trouble))
            self.note.show()
            return
        self._form = bedside.form(self._desk.ward, self._form.key)
        self.words.setText(self._form.policy or self._form.policy_note)
        self._show(editing=False)


class BedsidePanel(Panel):
    """One form of one child."""

    def __init__(self, desk: Desk, child: UUID, key: str) -> None:
        form = bedside.form(desk.ward, key)
        super().__init__(desk, form.title, self.tr("Write it down"))
        self._child, self._form, self._id = child, form, uuid4()
        self.put(text(form.when, wrap=True))
        self.policy = PolicyCard(desk, form)
        self.put(self.policy)
        for number, step in enumerate(form.steps, 1):
            self.put(self._step(number, step))
        self.form = BedsideFields(desk, form.fields)
        self.fields = self.form.fields
        self.form.changed.connect(self.look)
        self.put(self.form)
        self.look()

    def _step(self, number: int, words: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(text(f"{number}.", "strong"))
        row.addWidget(text(words, wrap=True), 1)
        return made

    def look(self) -> None:
        """What still waits."""
        self.allow(bedside.problem(self.desk.ward, self._form.key, self.form.answers(), self.desk.now()))

    def start(self) -> None:
        self.form.start()

    def act(self) -> None:
        now = self.desk.now()
        try:
            bedside.save(self.desk.ward, self._child, self._form.key, None, self.form.answers(), self._id, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(self.tr("Written down: %1").replace("%1", self._form.title))

"""The edition of the knowledge, who has signed it, and the signature of who works here now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from hlh_desktop.ui.pages.settings_panel import Panel
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.statements import empty
from hlh_desktop.ward.approval.words import state_word, who_signed

if TYPE_CHECKING:
    from hlh_desktop.domain.approval.standing import State as Standing
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ward.approval.log import ApprovalLook

STATES: dict[Standing, State] = {"draft": "draft", "half": "draft", "approved": "ok"}


class Signing(Panel):
    """`changed` once somebody has signed. What is signed is the edition as it was read here, and no other."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._look: ApprovalLook | None = None
        self.edition, self.state = text(role="strong", wrap=True), Badge("draft")
        self.signed = QVBoxLayout()
        self.signed.setSpacing(2)
        self.who_may = text(role="label", wrap=True)
        self.password = Password("")
        self.sign = button(self.tr("&Sign this edition"), "main", "check")
        self.column.addWidget(self.edition)
        self.column.addWidget(self.state)
        self.column.addLayout(self.signed)
        self.column.addWidget(self.who_may)
        self.column.addWidget(self.password)
        self.end(self.sign)
        self.sign.clicked.connect(self._sign)
        self.begin()

    def begin(self) -> None:
        """As it is for who works here now; nothing of the person before stays in the field."""
        words = self.tr("Your own password, {0}").format(self.desk.ward.person.name)
        self.password.label.setText(words)
        self.password.name(words)
        self.password.take()
        self.answer.hide()
        self._offer()

    def show_look(self, look: ApprovalLook) -> None:
        """How the edition stands."""
        self._look, wording = look, self.desk.ward.ward.wording
        self.edition.setText(self.tr("Knowledge edition {0}").format(look.edition.name))
        self.state.say(STATES[look.standing.state], state_word(look.standing, wording))
        empty(self.signed)
        for words in who_signed(look.standing, wording):
            self.signed.addWidget(text(words, wrap=True))
        self._offer()

    def _offer(self) -> None:
        """The field and the button, for who may sign what is not approved yet; else who may."""
        refusal, look = self.desk.ward.refusal("approve"), self._look
        waiting = look is not None and look.standing.state != "approved"
        self.who_may.setText(refusal)
        self.who_may.setVisible(bool(refusal) and waiting)
        for part in (self.password, self.sign):
            part.setVisible(waiting and not refusal)

    def _sign(self) -> None:
        look, secret = self._look, self.password.value
        if look is None:
            return
        if not secret:
            self.say(self.tr("Type your own password first."))
            self.password.setFocus()
            return
        ward, now = self.desk.ward, self.desk.now()
        self.do(lambda: ward.approval.approve(look.edition, secret, now), self._done)

    def _done(self, _: object) -> None:
        self.begin()
        self.desk.kept.emit(self.desk.now())
        self.say(self.tr("Your signature is in the record."), good=True)
        self.desk.knowledge_changed.emit()
        self.changed.emit()

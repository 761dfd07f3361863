"""Orders by voice: those that wait for a signature, those signed for another, and a stopped line that is let go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.pages.doses_notes import emptied
from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.entries import lifted_stop_words, order_words
from hlh_desktop.ward.log.sheet import reasons_for

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.domain.log.values import Stop
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.log.stopping import VoiceOrder


class VoiceOrders(QFrame):
    """Each order by voice that nobody has signed yet, or another lately has; `wanted` asks to sign one."""

    wanted = Signal(object)  # VoiceOrder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(text(self.tr("Orders by voice"), "strong", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self.hide()

    def show_orders(self, desk: Desk, orders: tuple[VoiceOrder, ...], *, hidden: bool) -> None:
        """Those that wait, then those signed by another than who gave them; nothing where there is none."""
        shown = sorted((one for one in orders if one.in_view(desk.now())), key=lambda one: one.signed_by is not None)
        emptied(self._rows)
        for order in shown:
            self._rows.addWidget(self._row(desk, order, hidden=hidden))
        self.setVisible(bool(shown))

    def _row(self, desk: Desk, order: VoiceOrder, *, hidden: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        late = order.until < desk.now()
        signed = order.signed_by is not None
        icon = Icon("circle-check", "ok", 18) if signed else Icon("pencil", "critical" if late else "warning", 18)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = order_words(desk.ward, order, desk.now(), hidden=hidden)
        row.addWidget(text(words, wrap=True), 1)
        if signed:
            return made
        sign = button(self.tr("Sign..."), "plain", name=self.tr("Sign: %1").replace("%1", words))
        sign.setProperty("tall", True)
        sign.setVisible(desk.ward.may("countersign"))
        sign.clicked.connect(lambda: self.wanted.emit(order))
        row.addWidget(sign)
        return made


class CountersignPanel(Panel):
    """The signature under an order that was given by voice: of who gave it, or of another prescriber who says why."""

    def __init__(self, desk: Desk, order: VoiceOrder) -> None:
        super().__init__(desk, self.tr("Sign an order by voice"), self.tr("Sign"))
        self._order = order
        self.put(text(order_words(desk.ward, order, desk.now()), "strong", wrap=True))
        self.for_another = not order.is_by(desk.ward.person.name)
        self.reason = ReasonField(self.tr("Why you sign for another"), reasons_for(desk.ward, "countersigned"))
        self.reason.setVisible(self.for_another)
        self.password = Password(self.tr("Your password"))
        if self.for_another:
            said = self.tr("%1 gave this order. You can sign it for them; who signed for whom and why is kept.")
            self.put(Note("warning", said.replace("%1", order.directed_by)))
        self.put(self.reason)
        self.put(self.password)
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.password.typed.connect(lambda _: self.look())
        self.password.line.returnPressed.connect(self._pressed)
        self.look()

    def look(self) -> None:
        """What still waits."""
        if self.for_another and not self.reason.value:
            self.allow(self.tr("Say why you sign for another."))
            return
        self.allow("" if self.password.value else self.tr("An order is signed by password."))

    def start(self) -> None:
        (self.reason if self.for_another else self.password).setFocus()

    def act(self) -> None:
        now = self.desk.now()
        try:
            reason = self.reason.value if self.for_another else ""
            self.desk.ward.log.countersign(self._order.fact, self.password.take(), now, reason=reason)
        except Trouble as trouble:
            self.refuse(trouble)
            self.look()
            return
        self.desk.kept.emit(now)
        self.done.emit(self.tr("Signed: %1").replace("%1", order_words(self.desk.ward, self._order, now)))


class LiftStopPanel(Panel):
    """A stop ended: the line's doses are open again."""

    def __init__(self, desk: Desk, child: UUID, sheet: DoseSheet, stop: Stop) -> None:
        super().__init__(desk, self.tr("Lift the stop of %1").replace("%1", sheet.title), self.tr("Lift the stop"))
        self._child, self._stop, self._sheet = child, stop, sheet
        by = self.tr("Stopped by %1.").replace("%1", stop.directed_by or stop.by)
        self.put(Note("info", by))
        self.reason = ReasonField(self.tr("Reason"), reasons_for(desk.ward, "lifted"))
        self.put(self.reason)
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.look()

    def look(self) -> None:
        """What still waits."""
        self.allow("" if self.reason.value else self.tr("Say why."))

    def start(self) -> None:
        self.reason.setFocus()

    def act(self) -> None:
        now = self.desk.now()
        try:
            self.desk.ward.log.lift_stop(self._child, self._stop.id, self.reason.value, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(lifted_stop_words(self.desk.ward, self._sheet.now.dose.drug))

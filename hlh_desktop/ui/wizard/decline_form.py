"""Declining a line asks for its reason: one of a list, or own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.wizard.card import beside
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

ESCAPE = 0x01000000


class DeclineForm(QFrame):
    """`declined` tells the reason; nothing is declined without one."""

    declined = Signal(str)
    cancelled = Signal()

    def __init__(self, title: str, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "inset")
        px = look().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        self.reason = ReasonField(self.tr("Why {title} is declined").format(title=title), reasons)
        self.reason.setMaximumWidth(px(520))
        self.reason.entered.connect(self._decline)
        self.reason.typed.connect(lambda _: self.reason.say(None))
        self.button = button(self.tr("Decline {title}").format(title=title), "danger", "circle-x")
        self.button.clicked.connect(self._decline)
        cancel = button(self.tr("Keep as it was"), name=self.tr("Keep {title} as it was").format(title=title))
        cancel.clicked.connect(self.cancelled)
        column.addWidget(self.reason)
        column.addLayout(beside(self.button, cancel))

    def begin(self, reason: str) -> None:
        """Opens with the reason that stands, and the cursor in it."""
        self.reason.show_value(reason)
        self.reason.say(None)
        self.reason.box.setFocus()

    def _decline(self) -> None:
        if self.reason.value:
            self.declined.emit(self.reason.value)
        else:
            self.reason.say("critical", self.tr("A reason is needed, for it is printed with the plan."))
            self.reason.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it was."""
        if event.key() == ESCAPE:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

"""Leaving an open second check: it is ended with a reason, or left open for the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence


class LeaveForm(QFrame):
    """`ended` tells the reason, `kept` that it stays open, `stayed` that one goes on."""

    ended = Signal(str)
    kept = Signal()
    stayed = Signal()

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("frame", "inset")
        self.reason = ReasonField(self.tr("Why the check is ended"), reasons)
        self.end = button(self.tr("End the check"), "danger", "circle-x")
        self.keep = button(self.tr("Leave it open for the second person"), "plain", "clock")
        self.stay = button(self.tr("Go on with the check"), "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(text(self.tr("A second check is open; amounts stay hidden until it is ended."), wrap=True))
        column.addWidget(self.reason)
        place = QWidget()
        flow = Flow(8, 8, place)
        for made in (self.end, self.keep, self.stay):
            flow.addWidget(made)
        column.addWidget(place)
        self.end.setEnabled(False)
        self.reason.typed.connect(lambda words: self.end.setEnabled(bool(words.strip())))
        self.reason.entered.connect(self.end.click)
        self.end.clicked.connect(lambda: self.ended.emit(self.reason.value))
        self.keep.clicked.connect(self.kept)
        self.stay.clicked.connect(self.stayed)
        self.hide()

    def ask(self, *, may_keep: bool) -> None:
        """Shows it; it can only stay open once the first person has entered."""
        self.keep.setVisible(may_keep)
        self.show()
        self.reason.setFocus()

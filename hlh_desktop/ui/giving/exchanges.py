"""Over the list of doses: antibodies that a session removes, planned before it or given before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.doses_notes import emptied
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ward.log.procedure_words import exchange_notes

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.day import ChildDay


class Exchanges(QFrame):
    """One note a dose; nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._told: tuple[str, ...] = ()
        self.hide()

    def show_day(self, desk: Desk, day: ChildDay) -> None:
        """The notes of a day; the same again changes nothing on the screen."""
        found = exchange_notes(desk.ward, day, desk.now())
        told = tuple(one.said for one in found)
        if told != self._told:
            self._told = told
            emptied(self._rows)
            for words in told:
                self._rows.addWidget(Note("warning", words))
        self.setVisible(bool(told))

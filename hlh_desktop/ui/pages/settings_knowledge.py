"""The knowledge of this ward: whether it is approved, what changed since it was, and the ward's own values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.pages.settings_knowledge_own import OwnValues
from hlh_desktop.ui.pages.settings_knowledge_read import Reading
from hlh_desktop.ui.pages.settings_knowledge_sign import Signing
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import rule

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.approval.log import ApprovalLook

# The narrowest that either half is good in.
LEFT, RIGHT = 400, 460


class KnowledgeSettings(QWidget):
    """At the left who signs and the own values, at the right what there is to read. Looked at when it is shown."""

    looked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._newest = desk, work.Newest()
        self.signing, self.own, self.reading = Signing(desk), OwnValues(desk), Reading(desk)
        row = Abreast(self, gap=24)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.signing, rule(), self.own):
            column.addWidget(part)
        column.addStretch(1)
        row.put(left, 2, LEFT)
        row.put(self.reading, 3, RIGHT)
        for panel in (self.signing, self.own):
            panel.changed.connect(self.refresh)
        desk.switched.connect(self._begin)

    def _begin(self) -> None:
        """Somebody else works here now, or the ward works by other values."""
        self.signing.begin()
        self.own.begin()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Everything as it stands in the record now."""
        ward = self._desk.ward
        self._newest.run(self, ward.approval.look, self._show, self._failed)

    def _show(self, look: ApprovalLook) -> None:
        for part in (self.signing, self.own, self.reading):
            part.show_look(look)
        self.looked.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self._desk.troubled.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

"""The labs of a child: analytes down, samples across, the newest at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.forms.ui_labs import Ui_Labs
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk


class LabsTab(QWidget):
    """The flowsheet of a child."""

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self.ui = Ui_Labs()
        self.ui.setupUi(self)
        head = QVBoxLayout(self.ui.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(text(self.tr("Labs"), "title"))

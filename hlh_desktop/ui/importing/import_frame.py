"""The frame of the page of an import: its head with the one main action, the source, what is done, and the lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.importing.line_lists import LineLists
from hlh_desktop.ui.importing.mapping_form import MappingForm
from hlh_desktop.ui.importing.reading import Progress
from hlh_desktop.ui.importing.source_card import SourceCard
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, hold_width, text

TITLE = 260
# The lists take the height that is there; without them it stays below.
WHOLE = 1000


class ImportFrame(QWidget):
    """What stands where; what it does is up to who builds on it."""

    def __init__(self, name: str, mrn: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.file = text(self.tr("Import results"), "title"), text(role="muted", wrap=True)
        self.back = button(self.tr("Back to the labs"), "quiet", "chevron-left")
        self.take = button("", "main", "check")
        self.widen = hold_width(self.take)
        self.source = SourceCard(self.tr("%1, No. %2").replace("%1", name).replace("%2", mrn))
        self.mapping, self.progress, self.lists, self.said = MappingForm(), Progress(), LineLists(), Note("ok")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area, content = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setProperty("ground", "clear")
        self._lay(content)
        area.setWidget(content)
        whole.addWidget(area)

    def _lay(self, content: QWidget) -> None:
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        for part in (self.said, self.source, self.progress, self.mapping):
            column.addWidget(part)
        column.addWidget(self.lists, WHOLE)
        column.addStretch(1)

    def _head(self) -> Abreast:
        head, named, deeds = Abreast(centred=True), QWidget(), QWidget()
        words = QHBoxLayout(named)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.file, 1)
        row = QHBoxLayout(deeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.take)
        head.put(named, 1, TITLE)
        head.put(deeds, 0)
        return head

"""Laboratory settings: the folder that this computer watches, the ward's own analytes, and the catalogue to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.pages.settings_labs_catalogue import CatalogueList
from hlh_desktop.ui.pages.settings_labs_own import OwnAnalytes
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import button, rule, text

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory

# The narrowest that either half is good in.
LEFT, RIGHT = 380, 520


class LabSettings(QWidget):
    """At the left what may be changed, at the right the catalogue, which shows own analytes once they are added."""

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder, self.own, self.catalogue = LabFolder(memory), OwnAnalytes(desk), CatalogueList(desk)
        row = Abreast(self, gap=24)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.folder, rule(), self.own):
            column.addWidget(part)
        column.addStretch(1)
        row.put(left, 2, LEFT)
        row.put(self.catalogue, 3, RIGHT)
        self.own.changed.connect(self.catalogue.refresh)
        desk.switched.connect(self.own.begin)


class LabFolder(QWidget):
    """The folder that a laboratory drops files into: off until somebody chooses one, kept on this computer alone."""

    chosen = Signal()

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        note = self.tr(
            "New files of this folder are offered on the labs page of a child. None is ever taken by itself."
        )
        self.shown = text(role="strong", wrap=True)
        self.choose = button(self.tr("Choose a folder..."), "plain", "folder", name=self.tr("Choose a folder to watch"))
        self.stop = button(self.tr("Watch no folder"), "quiet", "x")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text(self.tr("Files from the laboratory"), "strong"))
        column.addWidget(text(note, "label", wrap=True))
        column.addWidget(self.shown)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.stop)
        row.addStretch(1)
        column.addLayout(row)
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(lambda: self._watch(None))
        self.refresh()

    def refresh(self) -> None:
        """Which folder is watched now."""
        folder = self._memory.now.lab_folder
        self.shown.setText(str(folder) if folder else self.tr("No folder is watched."))
        self.stop.setEnabled(folder is not None)

    def _choose(self) -> None:
        before = self._memory.now.lab_folder
        found = ask_folder(self, self.tr("Folder that the laboratory writes to"), before)
        if found is not None:
            self._watch(found)

    def _watch(self, folder: Path | None) -> None:
        self._memory.change(lab_folder=folder)
        self.refresh()
        self.chosen.emit()


def ask_folder(parent: QWidget, title: str, before: Path | None) -> Path | None:
    """Lets a person choose a folder; None if they thought better of it."""
    found = QFileDialog.getExistingDirectory(parent, title, str(before or ""))
    return Path(found) if found else None

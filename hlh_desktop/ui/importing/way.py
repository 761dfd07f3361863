"""The way from the labs of a child to an import and back, in the same place; and to a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from hlh_desktop.ui.importing.saving import Saving

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QStackedWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.importing.import_panel import ImportPanel
    from hlh_desktop.ui.labs.labs_tab import LabsTab


class ImportWay(QObject):
    """Opens the page of an import when the labs ask for it; the labs show what was taken as soon as it stands."""

    def __init__(self, desk: Desk, child: UUID, labs: LabsTab, pages: QStackedWidget) -> None:
        super().__init__(labs)
        self._desk, self._child, self._labs, self._pages = desk, child, labs, pages
        self.panel: ImportPanel | None = None
        labs.import_wanted.connect(self.choose)
        labs.paste_wanted.connect(self.paste)
        self.saving = Saving(desk, child, labs)
        labs.foot.save.clicked.connect(self.saving.save)

    def choose(self) -> None:
        """Lets a person choose a file, first from the folder that is watched."""
        path = ask_file(self._labs, self.tr("File of a laboratory"), self._desk.lab_folder)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """A file."""
        self._opened().open_file(path)

    def paste(self) -> None:
        """The table on the clipboard, or a place to paste one into."""
        self._opened().open_paste()

    def _opened(self) -> ImportPanel:
        if self.panel is None:
            from hlh_desktop.ui.importing.import_panel import ImportPanel

            self.panel = ImportPanel(self._desk, self._child, self._pages)
            self._pages.addWidget(self.panel)
            self.panel.taken.connect(self._labs.refresh)
            self.panel.left.connect(self._back)
        self._pages.setCurrentWidget(self.panel)
        return self.panel

    def _back(self) -> None:
        self._pages.setCurrentWidget(self._labs)
        self._labs.head.file.setFocus()


def ask_file(parent: QWidget, title: str, folder: Path | None) -> Path | None:
    """Lets a person choose a file; None if they thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""))
    return Path(chosen) if chosen else None

"""What a scan does in the open window: it answers a panel that asks for the child, else it opens the child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.scan import Scanner
from hlh_desktop.ward.log.wristband import named_by

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.window import MainWindow

DOSES = "doses"


class Scans(QObject):
    """Listens while a ward is open. While a box waits for an answer a scan does nothing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.scanned)

    def follow(self, desk: Desk | None) -> None:
        """Another desk, or none: then nothing is listened for."""
        self._desk = desk
        self.scanner.listen(None if desk is None else desk.ward.face.number)

    def scanned(self, text: str) -> None:
        """A code that was read."""
        desk = self._desk
        if desk is None or QApplication.activeModalWidget() is not None:
            return
        takes = getattr(self._window.page, "scanned", None)
        if takes is not None and takes(text):
            return
        try:
            found = named_by(desk.ward, text)
            if len(found) != 1:
                raise Trouble("scan_nobody" if not found else "scan_several")
        except Trouble as trouble:
            desk.troubled.emit(trouble)
            return
        desk.go_to_child(found[0], DOSES)

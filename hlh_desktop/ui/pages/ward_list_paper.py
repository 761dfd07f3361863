"""The list of what is due this shift, to a printer. The PDF is made off the window's thread."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.printing import ask_printer, print_pdf
from hlh_desktop.ward import due_list

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.printing import Ask


class DuePaper(QObject):
    """One list at a time. `ask_printer` answers where it goes."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._busy = False
        self.ask_printer: Ask = ask_printer

    def print_list(self) -> None:
        """Prints what is due until the shift ends, and writes down that it was."""
        if self._busy:
            return
        self._busy = True
        ward, now = self._desk.ward, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            due_list.print_due_list(ward, target, now)
            return target.getvalue()

        work.run(self, made, self._print, self._failed)

    def _print(self, pdf: bytes) -> None:
        self._busy = False
        try:
            if print_pdf(pdf, self.tr("Due this shift"), parent=self._window, ask=self.ask_printer):
                due_list.note_printed(self._desk.ward, self._desk.now())
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Trouble):
            raise error
        self._desk.troubled.emit(error)

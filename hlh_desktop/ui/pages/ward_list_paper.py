"""The list of what is due this shift, to a printer. The PDF is made off the window's thread."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hlh_desktop.ui.one_at_a_time import OneAtATime
from hlh_desktop.ui.printing import ask_printer, print_pdf
from hlh_desktop.ward import due_list

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.printing import Ask


class DuePaper(OneAtATime):
    """One list at a time. `ask_printer` answers where it goes."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk, window)
        self.ask_printer: Ask = ask_printer

    def print_list(self) -> None:
        """Prints what is due until the shift ends, and writes down that it was."""
        ward, now = self._desk.ward, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            due_list.print_due_list(ward, target, now)
            return target.getvalue()

        self.make(made, self._print)

    def _print(self, pdf: bytes) -> None:
        if print_pdf(pdf, self.tr("Due this shift"), parent=self._window, ask=self.ask_printer):
            due_list.note_printed(self._desk.ward, self._desk.now())

"""The road map and the wristband of a child, to a printer; each is written down. PDFs are made off the GUI thread."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from hlh_desktop.ui.one_at_a_time import OneAtATime
from hlh_desktop.ui.printing import ask_printer, print_pdf
from hlh_desktop.ward import child_paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.printing import Ask
    from hlh_desktop.ward.open_ward import OpenWard

    Make = Callable[[OpenWard, UUID, BinaryIO, datetime], None]
    Note = Callable[[OpenWard, UUID, datetime], None]


class ChildPaper(OneAtATime):
    """One paper at a time. `ask_printer` answers where it goes."""

    def __init__(self, desk: Desk, child: UUID, window: QWidget) -> None:
        super().__init__(desk, window)
        self._child = child
        self.ask_printer: Ask = ask_printer

    def print_road_map(self) -> None:
        """Prints the road map as it stands now."""
        self._make(self.tr("Road map"), child_paper.print_road_map, child_paper.note_road_map)

    def print_labels(self) -> None:
        """Prints the wristband with its labels."""
        self._make(self.tr("Wristband and labels"), child_paper.print_labels, child_paper.note_labels)

    def _make(self, title: str, make: Make, note: Note) -> None:
        ward, child, now = self._desk.ward, self._child, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            make(ward, child, target, now)
            return target.getvalue()

        self.make(made, lambda pdf: self._print(title, pdf, note))

    def _print(self, title: str, pdf: bytes, note: Note) -> None:
        if print_pdf(pdf, title, parent=self._window, ask=self.ask_printer):
            now = self._desk.now()
            note(self._desk.ward, self._child, now)
            self._desk.kept.emit(now)

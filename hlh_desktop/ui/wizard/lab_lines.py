"""All results of one analyte: a line each, an empty one to type into, and a way to add another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.result_entry import rows_of
from hlh_desktop.ui.wizard.lab_line import LabLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.day_entry import DayEntry
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ui.wizard.lab_line import Asked, Notes
    from hlh_desktop.ward.look import Look


class LabLines(QWidget):
    """The lines of one analyte, oldest row first as they stand in the case."""

    entered = Signal(object)  # LabLine in whose value Enter was pressed

    def __init__(
        self, entry: Entry, asked: Asked, days: DayEntry, sample: Callable[[], str | None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.entry, self.asked = entry, asked
        self._days, self._sample = days, sample
        self._more = False
        self.lines: list[LabLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def refresh(self, look: Look, notes: Notes) -> None:
        """As many lines as there are rows, and one to type into where there is none or another is wanted."""
        rows: list[int | None] = list(rows_of(self.entry.value("labs"), self.asked.analytes))
        if not rows or self._more:
            rows.append(None)
        while len(self.lines) < len(rows):
            self._make()
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(rows))
            line.show_row(rows[place] if place < len(rows) else None, look, notes)
            line.more.setVisible(place == len(rows) - 1 and line.filled)

    def _make(self) -> None:
        line = LabLine(self.entry, self.asked, self._days, self._sample)
        line.entered.connect(lambda: self.entered.emit(line))
        line.more.clicked.connect(self._add)
        line.value.typed.connect(lambda: setattr(self, "_more", False))
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)

    def _add(self) -> None:
        self._more = True
        self.refresh(self.entry.look, {})
        shown = [line for line in self.lines if not line.isHidden()]
        shown[-1].value.line.setFocus()

    def line_at(self, number: int) -> LabLine | None:
        """The line of a row of the case."""
        return next((line for line in self.lines if line.number == number and not line.isHidden()), None)

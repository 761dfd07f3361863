"""What both people saw and what the program reckons, in three columns; each row says in a word whether it agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Icon, Note
from hlh_desktop.ui.widgets.texts import rule, styled, text
from hlh_desktop.ward.log.check_words import compared_rows
from hlh_desktop.ward.log.state_words import moment

if TYPE_CHECKING:
    from hlh_desktop.domain.log.checks import CheckEntry, CheckOpened
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.check_words import ComparedRow


class CheckResult(QWidget):
    """A whole check. Where it differs it says what to do, and nothing can be given."""

    def __init__(self, desk: Desk, opened: CheckOpened, unit: str) -> None:
        super().__init__()
        self.agrees = opened.comparison.agrees
        self.rows = compared_rows(desk.ward, opened, unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._verdict())
        table = QFrame()
        table.setProperty("frame", "table")
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._heads(desk, opened)
        for row in self.rows:
            self._row(row)
        column.addWidget(table)

    def _verdict(self) -> Note:
        if self.agrees:
            words = self.tr("Both people and the program agree. The dose can be given now.")
            return Note("ok", words, strong=self.tr("Agrees."))
        words = self.tr(
            "This dose is stopped. Keep the bag away from the child, ask pharmacy or prescriber why the values differ, "
            "and begin a new check once that is clear."
        )
        return Note("critical", words, strong=self.tr("Does not agree."))

    def _heads(self, desk: Desk, opened: CheckOpened) -> None:
        first, second = opened.now.first, opened.now.second
        people = (self._who(desk, self.tr("First"), first), self._who(desk, self.tr("Second"), second))
        heads = ("", *people, self.tr("Program"), "")
        for place, words in enumerate(heads):
            self._grid.addWidget(text(words, "label", wrap=True), 0, place)
        self._grid.addWidget(rule(), 1, 0, 1, len(heads))

    def _who(self, desk: Desk, place: str, entry: CheckEntry | None) -> str:
        if entry is None:
            return place
        return f"{place}: {entry.by}, {moment(desk.ward, entry.entered, desk.now())}"

    def _row(self, row: ComparedRow) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(text(row.name), place, 0)
        for column, words in enumerate((row.first, row.second, row.own), 1):
            self._grid.addWidget(text(words, "number"), place, column)
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        state, icon = ("ok", "circle-check") if row.agrees else ("critical", "circle-x")
        line.addWidget(Icon(icon, state, 18))
        result = text(row.result, "strong")
        styled(result, state=state)
        line.addWidget(result, 1)
        made.setAccessibleName(row.words)
        self._grid.addWidget(made, place, 4)

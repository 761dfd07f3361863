"""The definitions of a form as they come out: each by its own name with its counts, and what is not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from hlh_desktop.domain.results.response.assess import State as Met
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ward.results.response import Sheet

MARKS: dict[Met, State] = {"met": "ok", "not_met": "warning", "unknown": "open"}
ADVERSE: dict[Met, State] = {"met": "warning", "not_met": "ok", "unknown": "open"}


class Definitions(QFrame):
    """None of them is added to another, and none is called a response by itself; a reactivation that is met warns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "inset")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(6)
        self._column.addWidget(text(self.tr("By these definitions"), "strong"))
        self._notes: dict[str, Note] = {}
        self.missing = Note("open", plain=True)
        self._column.addWidget(self.missing)

    def show_sheet(self, sheet: Sheet) -> None:
        """The definitions of a form with what was said."""
        for place, one in enumerate(sheet.assessment.definitions, 1):
            if one.code not in self._notes:
                self._notes[one.code] = Note(plain=True)
                self._column.insertWidget(2 * place - 1, self._notes[one.code])
                told = text(sheet.words.definition_note(one), "small", wrap=True)
                self._column.insertWidget(2 * place, told)
            marks = ADVERSE if one.rule.adverse else MARKS
            self._notes[one.code].say(marks[one.state], sheet.words.definition(one))
        unknown = sheet.assessment.unknown
        self.missing.setVisible(bool(unknown))
        if unknown:
            said = self.tr("Not assessed, and never counted as normal: %1")
            self.missing.say("open", said.replace("%1", sheet.words.names(unknown)))

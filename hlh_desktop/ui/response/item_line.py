"""One item of the form: its question, the values as seen with their dates, the answer that the clinician may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.domain.results.response.assess import STATES, TRUTHS, Said
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import rule, text
from hlh_desktop.ui.wizard.reason_field import ReasonField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.results.response.assess import Item
    from hlh_desktop.ward.results.response_words import ItemRow

WORDS, ANSWER = 320, 300


class ItemLine(QWidget):
    """`changed` tells each change of answer or reason. Another answer than the results' asks for its reason."""

    changed = Signal()

    def __init__(self, item: Item, row: ItemRow, reasons: Sequence[str]) -> None:
        super().__init__()
        self.item, self.row = item, row
        answers = (("met", self.tr("Met")), ("not_met", self.tr("Not met")), ("unknown", self.tr("Not assessed")))
        self.answer = Choice(row.text, answers, STATES[item.answer.truth])
        self.differs = Note("warning", plain=True)
        self.reason = ReasonField(self.tr("Why: %1").replace("%1", row.text), reasons)
        self._lay()
        self.answer.changed.connect(lambda _: self._answered())
        self.reason.typed.connect(lambda _: self.changed.emit())

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(rule())
        line = Abreast(centred=True)
        line.put(self._said(), 1, WORDS)
        line.put(self.answer, 0, ANSWER)
        column.addLayout(line)
        for widget in (self.differs, self.reason):
            widget.hide()
            column.addWidget(widget)

    def _said(self) -> QWidget:
        row, made = self.row, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(text(row.text, wrap=True))
        if row.seen:
            column.addWidget(text(row.seen, "strong", wrap=True))
        foot = " · ".join(words for words in (row.why, row.sources) if words)
        column.addWidget(text(foot, "small", wrap=True))
        return made

    @property
    def said(self) -> Said | None:
        """What the clinician says; None where the results' own answer stands."""
        truth = TRUTHS[str(self.answer.value)]
        same = truth is self.item.answer.truth
        return None if same else Said(truth, "" if self.item.asked else self.reason.value)

    def _answered(self) -> None:
        said = self.said
        differs = said is not None and not self.item.asked
        self.differs.setVisible(differs)
        self.reason.setVisible(differs)
        if differs:
            words = {"met": self.tr("met"), "not_met": self.tr("not met"), "unknown": self.tr("not assessed")}
            own = words[STATES[self.item.answer.truth]]
            self.differs.say("warning", self.tr("The results say: %1. Give a reason.").replace("%1", own))
            self.reason.setFocus()
        self.changed.emit()

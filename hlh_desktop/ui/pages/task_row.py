"""One turn of a task as a row: state as icon and word, what is to be done and by when, and what can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.provable import Provable
from hlh_desktop.ui.widgets.texts import button, hold_width, rule, styled, text

if TYPE_CHECKING:
    from hlh_desktop.domain.log.tasks import Phase
    from hlh_desktop.ui.pages.task_answer import TaskAnswer
    from hlh_desktop.ui.response.form import ResponseForm
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ward.task_words import TaskRow

MARKS: dict[Phase, tuple[State, str]] = {
    "overdue": ("critical", ""), "due": ("warning", "clock"), "upcoming": ("none", "calendar-days"), "done": ("ok", ""),
    "not_done": ("open", "circle-x"), "struck": ("open", "ban"),
}  # fmt: skip
WORDS = 320


class TaskLine(QFrame):
    """`wanted` asks for a deed: "done", "assess", "not_done", "strike", or "open" for what the task is about.

    `asked` comes when somebody wants to know where a task of the plan comes from (`proved`).
    """

    wanted = Signal(str)
    asked = Signal(QWidget)

    def __init__(self, row: TaskRow, *, may: bool, proved: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.buttons: dict[str, QPushButton] = {}
        self._form: TaskAnswer | ResponseForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(rule())
        line = Abreast(centred=True)
        line.put(self._provable() if proved else self._said(), 1, WORDS)
        line.put(self._deeds(may=may), 0)
        self._column.addLayout(line)

    def _provable(self) -> Provable:
        made = Provable(self._said(), self.row.text)
        made.asked.connect(lambda: self.asked.emit(made))
        return made

    def _said(self) -> QWidget:
        row, made = self.row, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        state, icon = MARKS[row.state.state]
        head = Abreast(gap=10, centred=True)
        head.put(Badge(state, row.word, icon), 0)
        head.put(text(row.due, "strong"), 1)
        column.addLayout(head)
        said = text(row.text, wrap=True)
        if row.state.state == "struck":
            font = said.font()
            font.setStrikeOut(True)
            said.setFont(font)
        column.addWidget(said)
        sources = self.tr("Sources: %1").replace("%1", row.sources) if row.sources else ""
        # Beside the moment there is no room for it with large text.
        origin = self.tr(" · ").join(part for part in (row.again, sources) if part)
        for words in (row.answered, origin):
            if words:
                column.addWidget(text(words, "small", wrap=True))
        return made

    def _deeds(self, *, may: bool) -> QWidget:
        made = QWidget()
        row = Abreast(made, gap=8)
        for deed, words, icon in self._offered():
            one = button(words, "ward", icon, name=f"{words.rstrip('.')}: {self.row.text}")
            one.setEnabled(may or deed == "open")
            one.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
            hold_width(one)
            self.buttons[deed] = one
            row.put(one, 0)
        return made

    def _offered(self) -> tuple[tuple[str, str, str | None], ...]:
        state = self.row.state
        if state.about is not None:
            return (("open", self.tr("Open"), "arrow-right"),)
        if state.open and self.row.form:
            return (("assess", self.tr("Assess..."), "check"), ("not_done", self.tr("Not done..."), None))
        if state.open:
            return (("done", self.tr("Done"), "check"), ("not_done", self.tr("Not done..."), None))
        return () if state.state == "struck" else (("strike", self.tr("Strike out..."), None),)

    def ask(self, form: TaskAnswer | ResponseForm | None) -> None:
        """Shows the form of a deed under the row, or takes it away."""
        if self._form is not None:
            self._form.hide()
            self._column.removeWidget(self._form)
            self._form.deleteLater()
        self._form = form
        styled(self, chosen=form is not None)
        if form is not None:
            self._column.addWidget(form)
            form.show()
            form.start()

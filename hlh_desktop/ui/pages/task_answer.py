"""The small form under a task: when it was done, why it was not, or why an answer is struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.bedside_fields import BedsideFields
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button
from hlh_desktop.ui.widgets.ward_action import ward_action
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ward import tasks
from hlh_desktop.ward.log.bedside import form, form_of_task, problem, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.log.tasks import Asked
    from hlh_desktop.record.values import Entry
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.task_words import TaskRow

Deed = Literal["done", "not_done", "strike"]
OTHER = "other"


class TaskAnswer(QFrame):
    """`written` once the answer stands in the record; `left` when nothing was written. Esc leaves, Enter writes."""

    written = Signal()
    left = Signal()

    def __init__(self, desk: Desk, child: UUID, row: TaskRow, deed: Deed, extra: Callable[[], Iterable[Asked]]) -> None:
        super().__init__()
        self._desk, self._child, self._row, self._deed, self._extra = desk, child, row, deed, extra
        self.setProperty("frame", "card")
        self.at = MomentField(desk, self.tr("When it was done"), desk.now())
        self.note = Field("", self._note_words())
        self.reasons = self._pick()
        self.key, self._id = form_of_task(desk.ward, row.state.code) if deed == "done" else "", uuid4()
        self.checklist = None if not self.key else BedsideFields(desk, form(desk.ward, self.key).fields)
        self.trouble = Note("critical")
        self.trouble.hide()
        self.write = ward_action(self._act_words(), name=f"{self._act_words()}: {row.text}")
        self.cancel = button(self.tr("Cancel"), "ward", name=self.tr("Cancel: nothing is written down"))
        self._lay()
        self.write.clicked.connect(self._write)
        self.cancel.clicked.connect(self.left)
        for line in (self.at.line, self.note.line):
            line.returnPressed.connect(self._write)

    def _note_words(self) -> str:
        if self._deed == "done":
            return self.tr("Note, for example a result (needed when this comes late)")
        return self.tr("Reason in your own words")

    def _act_words(self) -> str:
        words = {"done": self.tr("Write down: done"), "not_done": self.tr("Write down: not done")}
        return words.get(self._deed, self.tr("Strike out"))

    def _pick(self) -> Pick:
        knowledge = self._desk.ward.ward.knowledge
        reasons = [one[knowledge.wording.language] for one in knowledge.task_log.reasons]
        answers = [(one, one) for one in reasons] + [(OTHER, self.tr("Another reason ..."))]
        made = Pick("", self.tr("Why it is not done"), answers, nothing=self.tr("Choose a reason"))
        made.changed.connect(self._reasoned)
        return made

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.trouble)
        fields = Abreast()
        wanted = {"done": (self.at, self.note), "not_done": (self.reasons, self.note), "strike": (self.note,)}
        for widget in (self.at, self.reasons, self.note):
            if widget in wanted[self._deed]:
                fields.put(widget, 2 if widget is self.note else 1, 220)
            else:
                widget.setParent(self)
                widget.hide()
        column.addLayout(fields)
        if self.checklist is not None:
            column.addWidget(self.checklist)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.write)
        column.addLayout(row)
        self.note.setVisible(self._deed != "not_done")
        for first, then in ((self.at.line, self.note.line), (self.note.line, self.cancel), (self.cancel, self.write)):
            QWidget.setTabOrder(first, then)

    def start(self) -> None:
        """Where the cursor stands: Enter alone writes down what was done now."""
        first = {"done": self.write, "not_done": self.reasons.box, "strike": self.note.line}
        first[self._deed].setFocus()

    def _reasoned(self, reason: object) -> None:
        self.note.setVisible(reason == OTHER)
        (self.note.line if reason == OTHER else self.write).setFocus()

    @property
    def reason(self) -> str:
        """The reason as it was chosen or typed; empty while there is none."""
        chosen = self.reasons.value
        typed = self._deed == "strike" or chosen == OTHER
        return self.note.value.strip() if typed else str(chosen or "")

    def _write(self) -> None:
        now = self._desk.now()
        at = self.at.moment if self._deed == "done" else now
        if at is None:
            self.at.say("critical", self.tr("A time of 24 hours, such as 14:05."))
            self.at.line.setFocus()
            return
        try:
            self._do(at, now)
        except Trouble as trouble:
            self.trouble.say("critical", sentence(trouble))
            self.trouble.show()
            bring_into_view(self.trouble)
        else:
            self._desk.kept.emit(now)
            self.written.emit()

    def _do(self, at: datetime, now: datetime) -> None:
        ward, state = self._desk.ward, self._row.state
        if self._deed == "strike":
            assert state.answer is not None
            tasks.strike_task(ward, self._child, state.answer.id, self.reason, now)
        elif self._deed == "done":
            note, extra = self.note.value, self._extra()
            turn = state.code, state.due
            tasks.done_by_form(ward, self._child, turn, at, now, note, self._beside(now), extra)
        else:
            extra = self._extra()
            tasks.task_not_done(ward, self._child, state.code, state.due, at, now, self.reason, extra=extra)

    def _beside(self, now: datetime) -> Entry | None:
        """The checklist that answers the task too. Trouble form_unanswered with what is missing."""
        if self.checklist is None:
            return None
        answers = self.checklist.answers()
        if missing := problem(self._desk.ward, self.key, answers, now):
            raise Trouble("form_unanswered", missing=missing)
        return written(self._desk.ward, self._child, self.key, None, answers, self._id, now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

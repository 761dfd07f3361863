"""The form of response under its task: items filled from the results, definitions counted, a conclusion, a signature.

The program concludes nothing. Esc leaves without writing; what is signed is never changed, only replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.response.definitions import Definitions
from hlh_desktop.ui.response.item_line import ItemLine
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.widgets.ward_action import ward_action
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ward.results import response
from hlh_desktop.ward.results.response_notes import notes_of, review_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.log.tasks import Asked
    from hlh_desktop.domain.results.response.assess import Said
    from hlh_desktop.ui.desk import Desk

FIELD = 260


class ResponseForm(QFrame):
    """`written` once it stands in the record, `left` when nothing was written.

    `replaces` is a signed assessment in whose place this one comes. Trouble of `response.sheet`.
    """

    written = Signal()
    left = Signal()

    def __init__(
        self, desk: Desk, child: UUID, form: str, extra: Callable[[], Iterable[Asked]] = tuple,
        replaces: UUID | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._desk, self._child, self._form = desk, child, form
        self._extra, self._replaces, self._id = extra, replaces, uuid4()
        self.sheet = self._read()
        self.setProperty("frame", "card")
        words = self.sheet.words
        self.setAccessibleName(words.title)
        self.lines = [ItemLine(one, words.row(one), words.reasons) for one in self.sheet.assessment.items]
        self.definitions = Definitions()
        self.conclusion = Pick("", self.tr("Your conclusion"), words.conclusions, nothing=self.tr("Choose"))
        self.own = Field("", self.tr("In your own words (if you like)"))
        self.secret = Password(self.tr("Your PIN or password"))
        self.trouble, self.why = Note("critical"), Note("info", plain=True)
        self.sign = ward_action(self.tr("Sign"), name=self.tr("Sign: %1").replace("%1", words.title))
        self.cancel = button(self.tr("Cancel"), "ward", name=self.tr("Cancel: nothing is written down"))
        self._lay()
        self._connect()
        self.look()

    def _read(self) -> response.Sheet:
        return response.sheet(
            self._desk.ward, self._child, self._form, self._desk.now(), replaces=self._replaces, extra=self._extra()
        )

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._head(column)
        column.addWidget(self.trouble)
        self.trouble.hide()
        self._lay_notes(column)
        for line in self.lines:
            column.addWidget(line)
        column.addWidget(self.definitions)
        fields = Abreast()
        for widget in (self.conclusion, self.own, self.secret):
            fields.put(widget, 1, FIELD)
        column.addLayout(fields)
        row = QHBoxLayout()
        row.addWidget(self.why, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        row.addWidget(self.sign)
        column.addLayout(row)

    def _head(self, column: QVBoxLayout) -> None:
        words, replaces = self.sheet.words, self.sheet.replaces
        column.addWidget(text(words.title, "heading", wrap=True))
        column.addWidget(text(f"{words.note} {words.sources}", "small", wrap=True))
        for note in words.own:
            column.addWidget(Note("info", note))
        if replaces is not None:
            told = self.tr("In the place of the assessment that %1 signed; that one stays readable.")
            column.addWidget(Note("info", told.replace("%1", replaces.by)))

    def _lay_notes(self, column: QVBoxLayout) -> None:
        """A review that is asked for, what each side says of it beside the other, and the unfavourable early signs."""
        known, knowledge = self.sheet.known, self._desk.ward.ward.knowledge
        review = review_of(known, knowledge)
        signs = [one for one in notes_of(known, knowledge)[len(review) :] if one.mark == "warning"]
        for note in (*review[:1], *signs):
            column.addWidget(Note("warning", f"{note.text} {note.source}", strong=note.head))
        if review:
            sides = Abreast()
            for note in review[1:]:
                sides.put(Note("info", f"{note.text} {note.source}"), 1, FIELD)
            column.addLayout(sides)

    def _connect(self) -> None:
        for line in self.lines:
            line.changed.connect(self.look)
        self.conclusion.changed.connect(lambda _: self.look())
        self.secret.typed.connect(lambda _: self.look())
        self.sign.clicked.connect(self._sign)
        self.cancel.clicked.connect(self.left)
        for field in (self.own, self.secret):
            field.line.returnPressed.connect(self._enter)

    def start(self) -> None:
        """Where the cursor stands: at the first item that nobody has answered yet."""
        waiting = next((line for line in self.lines if line.item.truth is None), None)
        (waiting.answer if waiting is not None else self.conclusion).setFocus()

    # --- as it stands

    @property
    def said(self) -> dict[str, Said]:
        """What the clinician says, by item."""
        return {line.item.code: said for line in self.lines if (said := line.said) is not None}

    def look(self) -> None:
        """The definitions as they come out now, and what still waits."""
        self._judged = self.sheet.said(self.said)
        self.definitions.show_sheet(self._judged)
        against = self._against()
        self.sign.setEnabled(not against)
        self.sign.setAccessibleDescription(against)
        self.why.setVisible(bool(against))
        if against:
            self.why.say("info", against)

    def _against(self) -> str:
        """Why it cannot be signed yet."""
        ward = self._desk.ward
        if refused := ward.refusal("assess"):
            return refused
        if self._judged.assessment.unreasoned:
            return self.tr("An answer differs from what the results say: give its reason.")
        if self.conclusion.value is None:
            return self.tr("Choose a conclusion: the program draws none.")
        return "" if self.secret.value else self.tr("Signed by PIN or password.")

    def _enter(self) -> None:
        if self.sign.isEnabled():
            self._sign()
        else:
            self.secret.setFocus()

    def _sign(self) -> None:
        if not self.sign.isEnabled():
            return
        now, judgement = self._desk.now(), response.Judgement(str(self.conclusion.value), self.own.value)
        try:
            response.assess(
                self._desk.ward, self._judged, judgement, self.secret.take(), self._id, now, extra=self._extra()
            )
        except Trouble as trouble:
            self.trouble.say("critical", sentence(trouble))
            self.trouble.show()
            bring_into_view(self.trouble)
            self.look()
            return
        self._desk.kept.emit(now)
        self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

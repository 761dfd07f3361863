"""The form that says where a child is from a moment on, and the one that strikes out a wrong entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import icons
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.answers import Answers
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.widgets.ward_action import ward_action
from hlh_desktop.ward import stay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.log.values import StayKind
    from hlh_desktop.ui.desk import Desk

KINDS: tuple[StayKind, ...] = ("admitted", "on_leave", "outpatient", "transferred", "died", "archived")


def tr(words: str) -> str:
    """A sentence of these forms in the language of the window."""
    return QCoreApplication.translate("Stay", words)


def kind_words(kind: StayKind) -> str:
    """Where a child is, in a word."""
    return {
        "admitted": tr("Admitted"), "on_leave": tr("On leave"), "outpatient": tr("Outpatient"),
        "transferred": tr("Transferred"), "died": tr("Died"), "archived": tr("Archived"),
    }[kind]  # fmt: skip


class StayChoice(Answers):
    """Where the child is: six answers in one row, in two, or below each other where there is no room."""

    def __init__(self) -> None:
        super().__init__(tr("Where the child is"), KINDS)
        row = Abreast(self, gap=6, halved=True)
        for kind in KINDS:
            made = QRadioButton(kind_words(kind))
            made.setProperty("segment", "only")
            made.setAccessibleName(f"{tr('Where the child is')}: {kind_words(kind)}")
            self.add_answer(made)
            row.put(made, 0)
        look().changed.connect(self.paint_answers)
        self.choose(None)

    def paint_answers(self) -> None:
        """A tick stands before the chosen words, so that it is seen without colour."""
        use = look().tokens
        for made in self._group.buttons():
            made.setIcon(icons.icon("check", use.colours["text"], use.px(16)) if made.isChecked() else icons.NO_ICON)
            made.setIconSize(QSize(use.px(16), use.px(16)))


class _Form(QWidget):
    """`written` once it stands in the record, `left` when nothing was written. Esc leaves."""

    written = Signal()
    left = Signal()

    def __init__(self, desk: Desk, child: UUID, *act: str) -> None:
        super().__init__()
        self.desk, self.child = desk, child
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.trouble = Note("critical")
        self.trouble.hide()
        self.write = ward_action(*act)
        self.cancel = button(tr("Cancel"), "ward", name=tr("Cancel: nothing is written down"))
        self.cancel.clicked.connect(self.left)

    def end(self) -> None:
        """Trouble and the two buttons, at the right end."""
        self.column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.write)
        self.column.addLayout(row)

    def do(self, deed: Callable[[datetime], None]) -> None:
        """Writes it down, or says calmly why not."""
        now = self.desk.now()
        try:
            deed(now)
        except Trouble as trouble:
            self.say(sentence(trouble))
        else:
            self.desk.kept.emit(now)
            self.written.emit()

    def say(self, words: str) -> None:
        """What is in the way."""
        self.trouble.say("critical", words)
        self.trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class StayForm(_Form):
    """Where, in which bed, since when. A death is confirmed by pressing once more."""

    def __init__(self, desk: Desk, child: UUID) -> None:
        super().__init__(desk, child, tr("Write down"), tr("Confirm: the child died"))
        self.kind, self.bed = StayChoice(), Field("", tr("Bed"))
        self.at = MomentField(desk, tr("Since when"), desk.now())
        self.note = Field("", tr("Note, for example where to"))
        self.sure = Note("warning")
        self.sure.hide()
        self._asked = False
        self.column.addWidget(self.kind)
        row = Abreast()
        for widget, share in ((self.bed, 1), (self.at, 1), (self.note, 2)):
            row.put(widget, share, 140)
        self.column.addLayout(row)
        self.column.addWidget(self.sure)
        self.end()
        self.kind.changed.connect(lambda _: self._again())
        self.at.typed.connect(lambda _: self._again())
        self.write.clicked.connect(self._write)
        for line in (self.bed.line, self.at.line, self.note.line):
            line.returnPressed.connect(self._write)
        self._again()

    def start(self) -> None:
        """The cursor at the first answer."""
        self.kind.setFocus()

    def _again(self) -> None:
        """Another answer is to be confirmed anew, and only who is admitted lies in a bed."""
        self._asked = False
        self.write.setText(tr("Write down"))
        self.sure.hide()
        self.bed.setEnabled(self.kind.value in (None, "admitted"))

    def _write(self) -> None:
        kind, at = self.kind.value, self.at.moment
        if kind is None:
            self.say(tr("Choose where the child is."))
        elif at is None:
            self.say(tr("Type since when, such as 14:05."))
        elif kind == "died" and not self._asked:
            self._ask()
        else:
            bed = self.bed.value if kind == "admitted" else ""
            chosen, note = cast("StayKind", kind), self.note.value
            self.do(lambda now: stay.change_stay(self.desk.ward, self.child, chosen, at, now, bed, note))

    def _ask(self) -> None:
        self._asked = True
        self.trouble.hide()
        words = tr("Every dose that is due from then on ends. Check the child and the moment, then press once more.")
        self.sure.say("warning", words, strong=tr("Died."))
        self.sure.show()
        self.write.setText(tr("Confirm: the child died"))
        self.write.setFocus()


class StrikeForm(_Form):
    """Why an entry is wrong."""

    def __init__(self, desk: Desk, child: UUID, line: stay.StayLine) -> None:
        super().__init__(desk, child, tr("Strike out"))
        self.reason = Field("", tr("Why this entry is wrong"))
        self.column.addWidget(text(kind_words(line.stay.kind), "strong"))
        self.column.addWidget(self.reason)
        self.end()
        self.write.clicked.connect(lambda: self._write(line.stay.id))
        self.reason.line.returnPressed.connect(lambda: self._write(line.stay.id))

    def start(self) -> None:
        """The cursor in the field."""
        self.reason.line.setFocus()

    def _write(self, entry: UUID) -> None:
        self.do(lambda now: stay.strike_stay(self.desk.ward, self.child, entry, self.reason.value, now))

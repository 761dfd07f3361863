"""A stored value: what stands and stood there, by whom, when and why; correcting it, and striking it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.labs.key_button import KeyButton
from hlh_desktop.ui.labs.typing import TypedValue
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, rule, text
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.result_entry import UnitChoice

# A line of the history: the value, who and when, and why.
Line = tuple[str, str, str]
CORRECT, STRIKE = "correct", "strike"
NUMBER, UNIT = 110, 110


class CellCard(QFrame):
    """`opened` tells which of the two is wanted, `changed` the value as it is typed, `written` that it is to be stored.

    `left` that it was thought better of.
    """

    opened = Signal(str)
    changed = Signal(object)
    written = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.mode, self.typed = "", TypedValue()
        self.title = text(role="strong", wrap=True)
        self.lines = QWidget()
        self.correct = KeyButton(self.tr("Correct"), self.tr("F2"))
        self.strike = KeyButton(self.tr("Strike out"), self.tr("Del"))
        self.may = Note("info", plain=True)
        self.value = Field("", self.tr("What the report says"), number=True)
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Unit of the corrected value"))
        self.reason = Field("", self.tr("Why it is changed"))
        self.against = Note("critical")
        self.write = button(self.tr("Write the correction"), "main", "check")
        self.leave = button(self.tr("Leave it as it is"), "quiet")
        self._lay()
        self._listen()
        self.hide()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.lines)
        column.addWidget(self.may)
        column.addWidget(self.correct)
        column.addWidget(self.strike)
        pair = Abreast()
        pair.put(self.value, 1, NUMBER)
        self._units = QWidget()
        beside = QVBoxLayout(self._units)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(text(self.tr("Unit"), "label"))
        beside.addWidget(self.unit)
        beside.addStretch(1)
        pair.put(self._units, 1, UNIT)
        column.addLayout(pair)
        for part in (self.reason, self.against, self.write, self.leave):
            column.addWidget(part)

    def _listen(self) -> None:
        self.correct.clicked.connect(lambda: self.opened.emit(CORRECT))
        self.strike.clicked.connect(lambda: self.opened.emit(STRIKE))
        self.value.typed.connect(lambda words: self._change(text=words))
        self.unit.activated.connect(lambda _: self._change(unit=str(self.unit.currentData())))
        self.reason.typed.connect(lambda _: self._allow())
        self.value.line.returnPressed.connect(self.reason.setFocus)
        self.reason.line.returnPressed.connect(self._press)
        self.write.clicked.connect(self.written)
        self.leave.clicked.connect(self.left)

    def _press(self) -> None:
        if self.write.isEnabled():
            self.write.click()

    # --- what is shown

    def show_cell(self, title: str, lines: Sequence[Line], refusal: str, *, stored: bool) -> None:
        """The value that the cursor is on with its history; `refusal` says why it may not be changed, if so."""
        self.title.setText(title)
        self._show_lines(lines)
        self.close_form()
        self.may.setVisible(bool(refusal) and stored)
        if refusal:
            self.may.say("info", refusal)
        for made in (self.correct, self.strike):
            made.setVisible(stored and not refusal)
        self.setVisible(bool(lines))

    def _show_lines(self, lines: Sequence[Line]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, (value, who, why) in enumerate(lines):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(text(value, "strong" if not number else "body", wrap=True))
            self._lines.addWidget(text(who, "small", wrap=True))
            if why:
                self._lines.addWidget(text(why, "small", wrap=True))

    def close_form(self) -> None:
        """Only the history stands."""
        self._show_form("")

    def open_form(self, mode: str, units: Sequence[UnitChoice], typed: TypedValue) -> None:
        """The form of a correction, or of striking out; the cursor in its first field."""
        self.typed = typed
        self.unit.clear()
        for one in units:
            self.unit.addItem(one.words, one.unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(typed.unit)))
        self.value.show_value(typed.text)
        self.reason.show_value("")
        self._show_form(mode)
        bring_into_view(self)
        first = self.value if mode == CORRECT else self.reason
        first.setFocus()
        if mode == CORRECT:
            self.value.line.selectAll()

    def _show_form(self, mode: str) -> None:
        self.mode = mode
        for widget in (self.value, self._units):
            widget.setVisible(mode == CORRECT)
        for widget in (self.reason, self.write, self.leave):
            widget.setVisible(bool(mode))
        for made in (self.correct, self.strike):
            made.setVisible(not mode)
        self.against.hide()
        self.write.setText(self.tr("Strike this value out") if mode == STRIKE else self.tr("Write the correction"))
        self._allow()

    def show_typed(self, typed: TypedValue, *, savable: bool) -> None:
        """The value as it stands now, for example in another unit that was chosen, and whether it may be stored."""
        self.typed = typed
        self.value.show_value(typed.text)
        self.unit.setCurrentIndex(max(0, self.unit.findData(typed.unit)))
        self._savable = savable
        self._allow()

    _savable = True

    def say(self, words: str) -> None:
        """Why it was not written."""
        self.against.say("critical", words)
        self.against.setVisible(bool(words))

    def _allow(self) -> None:
        """A reason is always needed; for a correction also a value that nothing stands against."""
        ready = bool(self.reason.value.strip())
        if self.mode == CORRECT:
            ready = ready and bool(self.value.value.strip()) and self._savable
        self.write.setEnabled(ready)

    def _change(self, **parts: str) -> None:
        fresh = replace(self.typed, **parts)
        if (fresh.text, fresh.unit) != (self.typed.text, self.typed.unit):
            fresh = replace(fresh, again="", reason="")
        self.typed = fresh
        self.changed.emit(fresh)
        self._allow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

"""A field with its label above, its unit in a column of its own, and what is wrong with it underneath."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note, State
from hlh_desktop.ui.widgets.texts import styled, text


class Field(Leading):
    """One text that a person types. `path` is its place in the case; `typed` tells each change as it stands.

    A number stands at the right beside its unit. Nothing is corrected, completed or refused while one types: what
    is wrong is said underneath and stays visible as typed.
    """

    typed = Signal(str)

    def __init__(
        self, path: str, label: str, *, unit: str = "", number: bool = False, hint: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.path = path
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.label = text(label, "label")
        self.label.setBuddy(self.line)
        self.note = Note("critical", plain=True)
        self.note.hide()
        self._place(unit, number=number)
        self.name(f"{label}, {unit}" if unit else label)
        self.lead_to(self.line)
        self.line.textEdited.connect(self.typed)

    def name(self, words: str) -> None:
        """What a screen reader calls it."""
        self.line.setAccessibleName(words)

    def _place(self, unit: str, *, number: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        row = self.beside = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        self.unit = text(unit, "unit") if unit else None
        if self.unit is not None:
            row.addWidget(self.unit)
        if number:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        column.addWidget(self.note)

    @property
    def value(self) -> str:
        """The text as it stands."""
        return self.line.text()

    def show_value(self, words: str) -> None:
        """Puts a text in without telling anybody; the cursor stays where a person is typing."""
        if self.line.text() != words:
            self.line.setText(words)

    def say(self, state: State | None, words: str = "") -> None:
        """What is wrong with the text, or None for nothing."""
        styled(self.line, state=state or "")
        self.note.setVisible(state is not None)
        self.line.setAccessibleDescription(words)
        if state is not None:
            self.note.say(state, words)


class Secret(Field):
    """A password: never shown unless asked for, never kept, never offered by the clipboard of the field."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__("", label, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def reveal(self, shown: bool) -> None:
        """Shows or hides what was typed."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def take(self) -> str:
        """The password, and an empty field."""
        words = self.line.text()
        self.line.clear()
        return words

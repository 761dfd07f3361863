"""A reason: chosen from a list, or typed in own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note, State
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit


class ReasonField(Leading):
    """`typed` tells the words as they stand, `entered` that Enter was pressed on them."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self, label: str, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(reasons))
        # Own words are taken as they are typed: none is completed into a reason that nobody gave.
        self.box.setCompleter(None)  # type: ignore[arg-type]
        self.box.setCurrentIndex(-1)
        self.box.installEventFilter(self)
        self.box.setAccessibleName(label)
        self.line.setPlaceholderText(self.tr("Choose, or type your own words"))
        self.line.setAccessibleName(label)
        self.line.installEventFilter(self)
        self.note = Note("critical", plain=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        caption = text(label, "label")
        caption.setBuddy(self.box)
        for part in (caption, self.box, self.note):
            column.addWidget(part)
        self.lead_to(self.box)
        self._silent = False
        self.box.editTextChanged.connect(self._tell)

    @property
    def line(self) -> QLineEdit:
        """Where it is typed."""
        found = self.box.lineEdit()
        assert found is not None
        return found

    @property
    def value(self) -> str:
        """The words as they stand, without blanks around them."""
        return self.box.currentText().strip()

    def _tell(self, words: str) -> None:
        if not self._silent:
            self.typed.emit(words)

    def show_value(self, words: str) -> None:
        """Puts words in without telling anybody; the cursor stays where a person is typing."""
        if self.box.currentText() == words:
            return
        self._silent = True
        self.box.setEditText(words)
        self._silent = False

    def say(self, state: State | None, words: str = "") -> None:
        """What is wrong, or None for nothing."""
        self.note.setVisible(state is not None)
        self.line.setAccessibleDescription(words)
        if state is not None:
            self.note.say(state, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling past never changes a reason; Enter is told and goes no further."""
        if watched is self.box and event.type() == QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.line and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)

"""One of many answers in a list that opens; the first entry says that nobody has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.marks import Note, State
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence


class Pick(Leading):
    """A list with its label above. `value` is the chosen key or None. The wheel never changes an answer."""

    changed = Signal(object)

    def __init__(
        self, path: str, label: str, answers: Sequence[tuple[object, str]], *, nothing: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.path = path
        self.box = QComboBox()
        self.box.addItem(nothing, None)
        for key, words in answers:
            self.box.addItem(words, key)
        self.box.setAccessibleName(label)
        self.box.installEventFilter(self)
        self.label = text(label, "label")
        self.label.setBuddy(self.box)
        self.note = Note("critical", plain=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.label, self.box, self.note):
            column.addWidget(widget)
        self.lead_to(self.box)
        self.box.activated.connect(lambda: self.changed.emit(self.value))

    @property
    def value(self) -> object:
        """The key of the chosen answer; None where nobody has chosen."""
        return self.box.currentData()

    def choose(self, value: object) -> None:
        """Shows an answer without telling anybody."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def say(self, state: State | None, words: str = "") -> None:
        """What is wrong with the answer, or None for nothing."""
        self.note.setVisible(state is not None)
        if state is not None:
            self.note.say(state, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling past a list must not change what was answered."""
        if event.type() == QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

"""A sentence that can be asked where it comes from: by a press, Enter, Space or F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.roles import speak_as
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

OPENS = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
LEAST = 32


class Provable(QFrame):
    """Frames what is told; `asked` comes when somebody wants its proof."""

    asked = Signal()

    def __init__(self, told: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "provable")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        speak_as(self, QAccessible.Role.Button)
        self.told = told
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(6)
        row.addWidget(told, 1)
        row.addWidget(Icon("chevron-right", "muted", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        self.name(name)
        repaint(self, self._size)
        self._size()

    def name(self, words: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.tr("Enter or F1: where this comes from"))

    def _size(self) -> None:
        self.setMinimumHeight(look().tokens.px(LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENS:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.asked.emit()
        event.accept()

"""A button whose words stand at the left and, at the right, the key that does the same or what would come of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.texts import dress, repaint, text

GAP = 16


class KeyButton(QPushButton):
    """Pressed by mouse and keys as every button; what stands at its right is said after its words."""

    def __init__(self, words: str, beside: str, *, key: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        dress(self, "plain")
        self.setProperty("align", "left")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.addStretch(1)
        self.beside: QLabel = keycap(beside) if key else text(beside, "muted")
        self.beside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{words} {beside}" if not key else words)
        self.setToolTip(beside if key else "")
        repaint(self, self._widen)
        self._widen()

    def _widen(self) -> None:
        """Wide enough for both, so that neither is cut."""
        self.ensurePolished()
        self.beside.ensurePolished()
        self.setMinimumWidth(self.sizeHint().width() + self.beside.sizeHint().width() + look().tokens.px(GAP))


def keycap(words: str) -> QLabel:
    """The name of a key, framed like one."""
    made = text(words, "small")
    made.setProperty("frame", "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made

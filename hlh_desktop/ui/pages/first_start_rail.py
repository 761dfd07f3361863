"""A step of the first start in the list at the left: its state by icon and word, and what was answered."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.marks import Icon
from hlh_desktop.ui.widgets.texts import repaint, styled, text

Progress = Literal["done", "now", "open"]
ICONS = {"done": ("circle-check", "ok"), "now": ("pencil", "accent"), "open": ("circle", "muted")}
WIDE = 208


class StepLine(QFrame):
    """Not pressed: one goes on and back by the buttons at the foot."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.setProperty("frame", "step")
        repaint(self, self._widen)
        self._widen()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        self._icon = Icon("circle", "muted")
        self.title, self.note = text(f"{number} {name}", wrap=True), text(role="small", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self.title)
        column.addWidget(self.note)
        row.addWidget(self._icon)
        row.addLayout(column, 1)

    def _widen(self) -> None:
        self.setFixedWidth(look().tokens.px(WIDE))

    def show_state(self, state: Progress, told: str) -> None:
        """How far it is, and what came of it."""
        words = {"done": self.tr("Done"), "now": self.tr("Now"), "open": self.tr("Open")}[state]
        self._icon.show_icon(*ICONS[state])
        self.note.setText(told or words)
        styled(self, state=state)
        styled(self.title, role="strong" if state == "now" else "body")
        self.setAccessibleName(f"{self.title.text()}: {words}. {told}")

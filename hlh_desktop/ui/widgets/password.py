"""A password field with a switch beside its label that shows what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.field import Secret
from hlh_desktop.ui.widgets.texts import button, hold_width, repaint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EYE = 18


class Password(Secret):
    """Hidden until somebody asks; every field of a page can be shown and hidden by itself."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        self.show_it: QPushButton
        super().__init__(label, parent)

    def _place(self, unit: str, *, number: bool) -> None:
        self.show_it = button("", "quiet")
        self.show_it.setCheckable(True)
        self.show_it.setAutoDefault(False)
        self.show_it.toggled.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = self.beside = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.show_it)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.note)
        repaint(self, self._paint)
        self._paint()
        hold_width(self.show_it, self.tr("Show"), self.tr("Hide"))

    def _toggled(self, shown: bool) -> None:
        self.reveal(shown)
        self._paint()

    def _paint(self) -> None:
        shown, tokens = self.show_it.isChecked(), look().tokens
        self.show_it.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.show_it.setAccessibleName(f"{self.label.text()}: {self.show_it.text()}")
        self.show_it.setIcon(icons.icon("eye-off" if shown else "eye", tokens.colours["text"], tokens.px(EYE), 4))
        self.show_it.setIconSize(QSize(tokens.px(EYE) + 4, tokens.px(EYE)))

    def take(self) -> str:
        """The password; the field is empty and hidden again."""
        self.show_it.setChecked(False)
        return super().take()

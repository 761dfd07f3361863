"""Texts on the screen whose units stay whole: Qt would go on in the next line behind the slash of mmol/L.

What holds them together is an invisible sign. It stands only in what is drawn: `text()` and what is copied come
without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

JOINER = "\N{WORD JOINER}"
# What stands below the line of a fraction, as in mg/m2/day; any other slash may end a line.
BELOW = re.compile(
    r"(?<=[\w%)])/(?=(?:[mdu]?L|[munp]?g|kg|m\N{SUPERSCRIPT TWO}|m2|min|h|hour|day|week|dose|1\.73)(?![A-Za-z]))"
)
# The one or two letters before a hyphen belong to their word: co-trimoxazole, C-reactive.
PREFIX = re.compile(r"\b([A-Za-z]{1,2})-(?=[A-Za-z])")


def whole(words: str) -> str:
    """The words as they are drawn: no line ends inside a unit, nor behind a short prefix."""
    return PREFIX.sub(rf"\1-{JOINER}", BELOW.sub(f"/{JOINER}", words))


class WholeLabel(QLabel):
    """A label that never parts a unit."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = ""
        self.setText(words)

    def setText(self, words: str) -> None:
        """Shows the words; a screen reader hears them without the sign, unless somebody gave the label a name."""
        shown = whole(words)
        super().setText(shown)
        marked = self.textFormat() == Qt.TextFormat.RichText
        named = words if shown != words and not marked else ""
        if self.accessibleName() == self._named != named:
            self._named = named
            self.setAccessibleName(named)

    def text(self) -> str:
        """The words as they were given."""
        return super().text().replace(JOINER, "")

    def copy(self) -> None:
        """Copies what is selected, without a sign that another program would show as a box."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(JOINER, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self.copy()
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.hasSelectedText():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Copy"), self.copy)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

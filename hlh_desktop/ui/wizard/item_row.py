"""A row of the criteria: title and rule, what was found, and whether it is met. The word follows, it is never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.criteria.item_words import ItemWords
    from hlh_desktop.domain.logic import Truth

# In px of the design: title, rule and word.
HEAD = 272


class ItemRow(QWidget):
    """One item. `body` is where it is answered; below `least` px of the design it stands under the title.

    `asked` comes with F1 anywhere in it: how it was decided.
    """

    asked = Signal()

    def __init__(self, words: ItemWords, body: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.body = words, body
        self.rule = text(words.rule.replace("/", "/\N{WORD JOINER}"), "small", wrap=True)
        self.badge = Badge()
        head = QWidget()
        both = QHBoxLayout(head)
        both.setContentsMargins(0, 4, 0, 0)
        both.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(text(words.title, "strong", wrap=True))
        column.addWidget(self.rule)
        column.addStretch(1)
        both.addLayout(column, 1)
        both.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        row = Abreast(self, gap=16)
        row.put(head, share=35, least=HEAD)
        row.put(body, share=65, least=least)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def show_truth(self, truth: Truth) -> None:
        """Met, not met, or unknown; unknown never looks like "no"."""
        if truth is None:
            self.badge.say("none", self.tr("Unknown"))
        elif truth:
            self.badge.say("ok", self.tr("Met"))
        else:
            self.badge.say("none", self.tr("Not met"), "circle-x")

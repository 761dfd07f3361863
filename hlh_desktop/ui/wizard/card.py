"""A card on a step's page with its heading, and a row in it that asks one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayout

    from hlh_desktop.ui.widgets.choice import Choice

INSET, GAP = 16, 10
# A question keeps this much room beside its answers, else the answers go below it (px at 100 %).
QUESTION = 240


class Card(QFrame):
    """A white box with a heading, a few muted words beside it, and what stands in `body`."""

    def __init__(self, heading: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setAccessibleName(heading)
        self.body = QVBoxLayout(self)
        self.heading = text(heading, "heading")
        self.aside = text(aside, "small", wrap=True)
        self.aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = Abreast(gap=GAP, centred=True)
        head.put(self.heading, share=0)
        head.put(self.aside, share=1, least=QUESTION)
        self.body.addLayout(head)
        self.aside.setVisible(bool(aside))  # only now: a label without a parent would be a window of its own
        look().changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = look().tokens.px
        self.body.setContentsMargins(px(INSET), px(INSET - 4), px(INSET), px(INSET - 2))
        self.body.setSpacing(px(GAP))

    def say_aside(self, words: str) -> None:
        """Other words beside the heading."""
        self.aside.setText(words)
        self.aside.setVisible(bool(words))

    def add(self, part: QWidget | QLayout) -> None:
        """Adds a widget or a layout below what stands there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)


class AnswerRow(QWidget):
    """A question with a line of explanation, and its answers at the right, or below where there is no room."""

    def __init__(
        self, question: str, explanation: str, choice: Choice, *, strong: bool = True, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.choice = choice
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(text(question, "strong" if strong else "body", wrap=True))
        if explanation:
            column.addWidget(text(explanation, "small", wrap=True))
        row = Abreast(self, gap=16, centred=True)
        row.put(words, share=1, least=QUESTION)
        row.put(choice, share=0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class Ruled(QVBoxLayout):
    """Rows under each other with a hairline between two of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(look().tokens.px(8))

    def add_row(self, row: QWidget) -> None:
        """Adds a row, below a line unless it is the first."""
        if self.count():
            self.addWidget(rule())
        self.addWidget(row)


def beside(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    """Widgets in a row from the left, with their own widths."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().tokens.px(gap))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def stacked(cards: Iterable[QWidget]) -> QWidget:
    """Cards under each other, as high as they are."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look().tokens.px(12))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return made

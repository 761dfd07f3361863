"""One of a few answers under each other, each with a line that says what it means; nothing is chosen at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.answers import Answers
from hlh_desktop.ui.widgets.texts import styled, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent


class Alternative(QFrame):
    """One answer: a radio button in its own frame, pressed anywhere, and the line below it."""

    def __init__(self, words: str, explanation: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setProperty("kind", "alternative")
        self.button = QRadioButton(words)
        self.button.setProperty("kind", "alternative")
        self.button.setAccessibleName(f"{name}: {words}")
        self.button.setAccessibleDescription(explanation)
        self.button.installEventFilter(self)
        self.explanation = text(explanation, "small", wrap=True)
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        under = QHBoxLayout()
        under.addWidget(self.explanation)
        column.addLayout(under)
        self._column, self._under = column, under
        look().changed.connect(self._space)
        self._space()
        self.button.toggled.connect(lambda on: styled(self, chosen=on))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _space(self) -> None:
        px = look().tokens.px
        self._column.setContentsMargins(px(12), px(6), px(12), px(8))
        self._column.setSpacing(px(1))
        self._under.setContentsMargins(px(26), 0, 0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the words counts as one on them."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole frame shows where the focus is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            styled(self, focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)


class Alternatives(Answers):
    """The answers of one question, each with a line of explanation, below each other."""

    def __init__(
        self, name: str, answers: Sequence[tuple[object, str, str]], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(name, [key for key, _, _ in answers], parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(8))
        for _, words, explanation in answers:
            made = Alternative(words, explanation, name)
            self.add_answer(made.button)
            column.addWidget(made)
        self.choose(None)

    def sizeHint(self) -> QSize:
        """As wide as is comfortable to read."""
        return super().sizeHint().expandedTo(QSize(look().tokens.px(360), 0))

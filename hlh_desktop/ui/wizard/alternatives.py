"""One of a few answers under each other, each with a line that says what it means; nothing is chosen at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.leading import Leading
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


class Alternatives(Leading):
    """The answers of one question. It is used as `Choice` is: `value`, `changed`, `choose`."""

    changed = Signal(object)

    def __init__(
        self, name: str, answers: Sequence[tuple[object, str, str]], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = [key for key, _, _ in answers]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().tokens.px(8))
        for place, (_, words, explanation) in enumerate(answers):
            made = Alternative(words, explanation, name)
            self._group.addButton(made.button, place)
            column.addWidget(made)
        self.lead_to(self._group.button(0))
        self._group.idClicked.connect(lambda _: self.changed.emit(self.value))

    @property
    def value(self) -> object:
        """The key of the chosen answer; None where none is."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else None

    def button(self, key: object) -> QRadioButton:
        """The radio button of an answer."""
        found = self._group.button(self._keys.index(key))
        assert isinstance(found, QRadioButton)
        return found

    def choose(self, value: object) -> None:
        """Shows an answer without telling anybody; one that is none of these leaves nothing chosen."""
        self._group.setExclusive(False)
        for place, key in enumerate(self._keys):
            self._group.button(place).setChecked(key == value)
        self._group.setExclusive(True)

    def sizeHint(self) -> QSize:
        """As wide as is comfortable to read."""
        return super().sizeHint().expandedTo(QSize(look().tokens.px(360), 0))

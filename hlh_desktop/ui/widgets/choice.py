"""One of a few answers side by side, such as Yes, No and Unknown; nothing is chosen until a person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choice(Answers):
    """Segments in one frame."""

    def __init__(
        self, name: str, answers: Sequence[tuple[object, str]], value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, [key for key, _ in answers], parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_, words) in enumerate(answers):
            row.addWidget(self._segment(name, words, place, len(answers)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.paint_answers)
        self.choose(value)

    def _segment(self, name: str, words: str, place: int, of: int) -> QRadioButton:
        made = QRadioButton(words)
        made.setProperty("segment", segment(place, of))
        made.setAccessibleName(f"{name}: {words}")
        self.add_answer(made)
        return made

    def paint_answers(self) -> None:
        """A tick stands before the chosen words, so that it is seen without colour."""
        use = look().tokens
        for made in self._group.buttons():
            chosen = made.isChecked()
            made.setIcon(icons.icon("check", use.colours["text"], use.px(16)) if chosen else icons.NO_ICON)
            made.setIconSize(QSize(use.px(16), use.px(16)))


def segment(place: int, of: int) -> str:
    """Where a segment stands in its row, for the style sheet."""
    if of == 1:
        return "only"
    return "first" if place == 0 else "last" if place == of - 1 else "middle"

"""One of a few answers side by side, such as Yes, No and Unknown; nothing is chosen until a person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.leading import Leading

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choice(Leading):
    """Segments in one frame. `value` is the chosen key, or None while nobody has chosen.

    Tab goes to the chosen segment and on, the arrow keys move within, Space chooses.
    """

    changed = Signal(object)

    def __init__(
        self, name: str, answers: Sequence[tuple[object, str]], value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys: list[object] = [key for key, _ in answers]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_, words) in enumerate(answers):
            row.addWidget(self._segment(name, words, place, len(answers)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._paint)
        self.choose(value)
        self._group.idClicked.connect(self._clicked)

    def _segment(self, name: str, words: str, place: int, of: int) -> QRadioButton:
        made = QRadioButton(words)
        made.setProperty("segment", segment(place, of))
        made.setAccessibleName(f"{name}: {words}")
        self._group.addButton(made, place)
        return made

    @property
    def value(self) -> object:
        """The key of the chosen answer; None where none is."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else None

    def button(self, key: object) -> QRadioButton:
        """The segment of an answer."""
        found = self._group.button(self._keys.index(key))
        assert isinstance(found, QRadioButton)
        return found

    def choose(self, value: object) -> None:
        """Shows an answer without telling anybody; one that is none of these leaves nothing chosen."""
        self._group.setExclusive(False)
        for place, key in enumerate(self._keys):
            self._group.button(place).setChecked(key == value)
        self._group.setExclusive(True)
        self._lead_here()
        self._paint()

    def _clicked(self) -> None:
        self._lead_here()
        self._paint()
        self.changed.emit(self.value)

    def _lead_here(self) -> None:
        """Tab stops once in a row of answers: at the chosen one, or at the first while none is."""
        stop = max(self._group.checkedId(), 0)
        for place, made in enumerate(self._group.buttons()):
            policy = Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)
        self.lead_to(self._group.button(stop))

    def _paint(self) -> None:
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

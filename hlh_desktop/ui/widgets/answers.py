"""The answers of one question, of which one is chosen; how they look is up to who draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from hlh_desktop.ui.widgets.leading import Leading

if TYPE_CHECKING:
    from collections.abc import Sequence


class Answers(Leading):
    """`value` is the chosen key, or None while nobody has chosen; `changed` tells it when a person chooses.

    Tab goes to the chosen answer and on, the arrow keys move within, Space chooses.
    """

    changed = Signal(object)

    def __init__(self, name: str, keys: Sequence[object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = list(keys)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)

    def add_answer(self, button: QRadioButton) -> None:
        """The button of the next key."""
        self._group.addButton(button, len(self._group.buttons()))

    @property
    def value(self) -> object:
        """The key of the chosen answer; None where none is."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else None

    def button(self, key: object) -> QRadioButton:
        """The button of an answer."""
        found = self._group.button(self._keys.index(key))
        assert isinstance(found, QRadioButton)
        return found

    def choose(self, value: object) -> None:
        """Shows an answer without telling anybody; one that is none of these leaves nothing chosen."""
        self._group.setExclusive(False)
        for place, key in enumerate(self._keys):
            self._group.button(place).setChecked(key == value)
        self._group.setExclusive(True)
        self._chosen()

    def paint_answers(self) -> None:
        """Called whenever another answer is chosen, for what a style sheet can't show."""

    def _clicked(self) -> None:
        self._chosen()
        self.changed.emit(self.value)

    def _chosen(self) -> None:
        """Tab stops once: at the chosen answer, or at the first while none is."""
        stop = max(self._group.checkedId(), 0)
        for place, made in enumerate(self._group.buttons()):
            policy = Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)
        self.lead_to(self._group.button(stop))
        self.paint_answers()

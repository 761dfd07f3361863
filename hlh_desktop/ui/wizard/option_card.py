"""An option as a card: its stance as icon and word, why, and its sources; pressed anywhere it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import styled, text
from hlh_desktop.ui.wizard.statements import stance_badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from hlh_desktop.domain.wizard.lines import OptionCard as Card

LEAST = 215


class OptionCard(QFrame):
    """One card. The radio button is its name; the rest is what to read before it is pressed. F1 asks for its proof."""

    asked = Signal()

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setProperty("kind", "option")
        self.button = QRadioButton(card.title)
        self.button.setProperty("kind", "alternative")
        self.button.installEventFilter(self)
        self.button.setAccessibleName(f"{card.title}: {card.stance_text}")
        self.button.setAccessibleDescription(f"{card.reason} {', '.join(card.sources)}")
        column = QVBoxLayout(self)
        px = look().tokens.px
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(4))
        head = Abreast(gap=6, centred=True)
        head.put(self.button, share=1)
        if card.stance is not None:
            head.put(stance_badge(card.stance, card.stance_text), share=0)
        column.addLayout(head)
        column.addWidget(text(card.reason, "body", wrap=True))
        column.addWidget(text("; ".join(card.sources), "small", wrap=True))
        column.addStretch(1)
        self.button.toggled.connect(lambda on: styled(self, chosen=on))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on the card counts."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole card shows where the focus is; F1 on it asks where the option comes from."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            styled(self, focused=event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F1:
            self.asked.emit()
            return True
        return super().eventFilter(watched, event)


class OptionCards(QWidget):
    """The cards side by side; nothing is chosen until a person presses one. `chosen` tells its id.

    `asked` tells the id of one whose proof is wanted, and the card.
    """

    chosen = Signal(str)
    asked = Signal(str, QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Options"))
        self._cards: tuple[Card, ...] = ()
        self._group = QButtonGroup(self)
        self._row = Abreast(self, halved=True)
        self.cards: dict[str, OptionCard] = {}
        self._group.buttonClicked.connect(self._pressed)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Other cards, drawn anew only when they say something else."""
        wanted = tuple(cards)
        if _text(wanted) != _text(self._cards):
            self._draw(wanted)
        self._cards = wanted
        self._group.setExclusive(False)
        for card in cards:
            self.cards[card.id].button.setChecked(card.chosen)
        self._group.setExclusive(True)

    def _draw(self, cards: Sequence[Card]) -> None:
        focused = next((name for name, card in self.cards.items() if card.button.hasFocus()), None)
        while self._row.count():
            self._row.takeAt(0)
        for old in self.cards.values():
            self._group.removeButton(old.button)
            old.hide()
            old.deleteLater()
        self.cards = {card.id: OptionCard(card) for card in cards}
        for name, card in self.cards.items():
            self._group.addButton(card.button)
            card.asked.connect(lambda name=name, card=card: self.asked.emit(name, card))
            self._row.put(card, share=1, least=LEAST)
            card.show()
        if focused in self.cards:
            self.cards[focused].button.setFocus()

    def _pressed(self) -> None:
        self.chosen.emit(next(name for name, card in self.cards.items() if card.button.isChecked()))


def _text(cards: Sequence[Card]) -> list[tuple[object, ...]]:
    return [(card.id, card.title, card.stance, card.reason, card.sources) for card in cards]

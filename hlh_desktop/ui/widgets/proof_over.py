"""The proof card on a page that has no place for it: it lies beside what was pressed, never over it, until Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.proof_card import ProofCard

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.proof_values import Proof
    from hlh_desktop.domain.wording import Wording


class ProofOver(QScrollArea):
    """Lies on `page`; the keys go to the card when it opens, and back to what was pressed when it closes."""

    def __init__(self, wording: Wording, page: QWidget, whose: str = "") -> None:
        super().__init__(page)
        self._page, self._pressed = page, page
        self.card = ProofCard(wording, whose)
        self.card.closed.connect(self.put_away)
        held = QFrame()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("ground", "surface")
        page.installEventFilter(self)
        self.hide()

    def show_proof(self, proof: Proof, pressed: QWidget) -> None:
        """Another proof, beside what was pressed."""
        self._pressed = pressed
        self.card.show_proof(proof)
        self._place()
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(0)
        self.card.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """The card goes; whoever used the keys stands where they were."""
        if not self.isHidden():
            self.hide()
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """On the side of the page where more room is left beside what was pressed."""
        bar = self.verticalScrollBar().sizeHint().width()
        wide = min(self.card.width() + bar + 2, self._page.width())
        left = self._pressed.mapTo(self._page, QPoint(0, 0)).x()
        right = left + self._pressed.width()
        free = self._page.width() - right
        start = right if free >= left else left - wide
        start = max(0, min(start, self._page.width() - wide))
        self.setGeometry(start, 0, wide, min(self._page.height(), self._needed()))

    def _needed(self) -> int:
        """How high the whole card is: what lies below it stays in sight."""
        inner = self.card.layout()
        assert inner is not None
        inner.activate()
        high = inner.heightForWidth(self.card.width()) if inner.hasHeightForWidth() else self.card.sizeHint().height()
        return max(high, self.card.minimumSizeHint().height()) + 2 * self.card.frameWidth() + 2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page of another size has its things elsewhere."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.card.close_card()
        else:
            super().keyPressEvent(event)

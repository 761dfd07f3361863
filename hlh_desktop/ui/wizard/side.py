"""The right side of the wizard: the summary or what a step puts there; on a narrow page it folds behind a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QBoxLayout

# In px of the design: the width of the side, and the width of a page below which it folds.
WIDTH, FOLDS_BELOW = 344, 1340


class Side(QFrame):
    """Stands in its place of the layout, or lies over the page while it is unfolded on a narrow one."""

    closed = Signal()  # it was folded by a key

    def __init__(self, place: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "side")
        self._place, self._folding = place, False
        self._pages = QStackedWidget()
        self._areas: dict[QWidget, QScrollArea] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._pages)
        place.addWidget(self)

    @property
    def folding(self) -> bool:
        """Whether the page is too narrow for it to stand beside."""
        return self._folding

    @property
    def shown(self) -> QWidget | None:
        """What stands in it."""
        area = self._pages.currentWidget()
        return area.widget() if isinstance(area, QScrollArea) else None

    def show_page(self, page: QWidget) -> None:
        """Puts the summary, or what a step has, into it."""
        if page not in self._areas:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setAccessibleName(page.accessibleName())
            page.setProperty("ground", "clear")
            area.setWidget(page)
            self._areas[page] = area
            self._pages.addWidget(area)
        self._pages.setCurrentWidget(self._areas[page])

    def fit(self, width: int, height: int) -> None:
        """Finds its place beside a page of this size."""
        tokens = look().tokens
        self.setFixedWidth(min(tokens.px(WIDTH), width))
        folding = width < tokens.px(FOLDS_BELOW)
        if folding != self._folding:
            self._folding = folding
            if folding:
                self._place.removeWidget(self)
            else:
                self._place.addWidget(self)
            self.setVisible(not folding)
        if folding:
            self.setGeometry(width - self.width(), 0, self.width(), height)

    def unfold(self, shown: bool) -> None:
        """Shows or hides it where it folds; elsewhere it always stands."""
        if self._folding:
            self.setVisible(shown)
            self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape folds it."""
        if self._folding and event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

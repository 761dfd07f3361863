"""Small charts of other analytes in rows of four, and which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.small_chart import SmallChart
from hlh_desktop.ui.trends.styles import marker_picture
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, repaint, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from hlh_desktop.domain.results.trend.values import Chart, Trend

IN_A_ROW, LEAST, SIZE = 4, 240, 14


class SmallCard(QFrame):
    """One analyte: its name and unit, the newest value, its chart, what must be read with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._shown: Chart | None = None
        self._picture, self.name, self.unit = QLabel(), text(role="strong"), text(role="unit")
        self.newest, self.note = text(role="big_number"), Note("info", plain=True)
        self.chart = SmallChart("")
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._picture, self.name, self.unit):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.newest)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.chart)
        column.addWidget(self.note)
        column.addStretch(1)
        repaint(self, self._paint)

    def show_chart(self, trend: Trend, chart: Chart) -> None:
        """Another analyte, or other results of it."""
        self._shown = chart
        curve = next(iter(chart.curves), None)
        self.name.setText(chart.title)
        self.unit.setText("" if curve is None else curve.unit)
        changes = None if curve is None else curve.changes
        self.newest.setText("\N{EN DASH}" if changes is None else changes.newest.shown)
        self.newest.setToolTip("" if changes is None else changes.newest.when)
        self.newest.setAccessibleName(self.tr("no result") if changes is None else self.newest.text())
        said = " ".join(words for words in (chart.note, chart.refused) if words)
        self.note.setVisible(bool(said))
        self.note.say("info", said)
        self.chart.setAccessibleName(chart.title)
        self.chart.show_chart(trend, chart)
        self._paint()

    def _paint(self) -> None:
        curve = None if self._shown is None else next(iter(self._shown.curves), None)
        if curve is not None:
            self._picture.setPixmap(marker_picture(curve.style, look().tokens.px(SIZE)))


class Picks(QMenu):
    """A menu that stays open while one ticks what is to be seen. Esc closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is None:
            super().mouseReleaseEvent(event)
        else:
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class SmallCards(QWidget):
    """`picked` names the analytes that are wanted, in the order in which they are offered."""

    picked = Signal(object)  # tuple of names

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[SmallCard] = []
        self._rows: list[QWidget] = []
        self.choose = button(self.tr("Choose..."), "plain", "list-checks", name=self.tr("Choose other results to show"))
        self.menu = Picks(self.choose)
        self.choose.setMenu(self.menu)
        head = QHBoxLayout()
        head.addWidget(text(self.tr("Other results"), "heading"), 1)
        head.addWidget(self.choose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)

    def show_trend(self, trend: Trend) -> None:
        """The small charts of a trend; cards that are there already are used again."""
        if len(self.cards) != len(trend.small):
            self._lay(len(trend.small))
        for card, chart in zip(self.cards, trend.small, strict=True):
            card.show_chart(trend, chart)
        self._offer(trend)

    def _lay(self, count: int) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self.cards = [SmallCard() for _ in range(count)]
        self._rows = []
        for first in range(0, count, IN_A_ROW):
            self._rows.append(self._row(self.cards[first : first + IN_A_ROW]))
            self._column.addWidget(self._rows[-1])

    def _row(self, cards: Sequence[SmallCard]) -> QWidget:
        """So many beside each other; what is missing in the last row stays free."""
        made = QWidget()
        row = Abreast(made, halved=True)
        for card in cards:
            row.put(card, 1, LEAST)
        for _ in range(IN_A_ROW - len(cards) if self._rows else 0):
            row.put(QWidget(), 1, LEAST)
        return made

    def _offer(self, trend: Trend) -> None:
        if self.menu.isVisible():
            return
        self.menu.clear()
        for choice in trend.choices:
            words = self.tr("%1, %2 results").replace("%1", choice.title).replace("%2", str(choice.count))
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice.drawn)
            action.setData(choice.analyte)
            action.toggled.connect(self._picked)
        self.choose.setVisible(bool(trend.choices))

    def _picked(self) -> None:
        self.picked.emit(tuple(action.data() for action in self.menu.actions() if action.isChecked()))

    def follow(self, left: float, right: float, *, whole: bool) -> None:
        """The same days as the large chart."""
        for card in self.cards:
            if whole:
                card.chart.whole()
            else:
                card.chart.show_range(left, right)

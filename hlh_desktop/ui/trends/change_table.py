"""How far ferritin and sCD25 have come: now, since the peak, since the start, a day; each within one series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.styles import marker_picture
from hlh_desktop.ui.widgets.texts import repaint, rule, text

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import Change, Chart, Curve

SIZE = 14
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# Marker, name, and three numbers.
COLUMNS = 5


class ChangeTable(QFrame):
    """A row a curve that has results."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._chart: Chart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._inner: QWidget | None = None
        repaint(self, self._again)

    def _again(self) -> None:
        if self._chart is not None:
            self.show_chart(self._chart)

    def show_chart(self, chart: Chart) -> None:
        """The curves of a chart; without any result there is nothing to see."""
        self._chart = chart
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._head(grid)
        told = [curve for curve in chart.curves if curve.changes is not None]
        for curve in told:
            self._row(grid, curve)
        notes = [curve.changes.note for curve in told if curve.changes is not None and curve.changes.note]
        if notes:
            grid.addWidget(text(" ".join(notes), "small", wrap=True), grid.rowCount(), 0, 1, COLUMNS)
        self._column.addWidget(self._inner)
        self.setVisible(bool(told))

    def _head(self, grid: QGridLayout) -> None:
        grid.addWidget(_headed(self.tr("Change")), 0, 0, 1, 2)
        for column, words in enumerate((self.tr("Now"), self.tr("Since peak"), self.tr("Since start")), 2):
            grid.addWidget(_headed(words), 0, column, RIGHT)
        grid.addWidget(rule(), 1, 0, 1, COLUMNS)

    def _row(self, grid: QGridLayout, curve: Curve) -> None:
        """The numbers, and below them how fast it went last."""
        changes, row = curve.changes, grid.rowCount()
        assert changes is not None
        picture = QLabel()
        picture.setPixmap(marker_picture(curve.style, look().tokens.px(SIZE)))
        grid.addWidget(picture, row, 0)
        grid.addWidget(text(curve.name, "strong"), row, 1)
        grid.addWidget(self._number(changes.newest.shown, changes.newest.when), row, 2, RIGHT)
        for column, change in enumerate((changes.since_peak, changes.since_day_one), 3):
            grid.addWidget(self._change(change), row, column, RIGHT)
        if changes.per_day is not None:
            grid.addWidget(text(changes.per_day.whole, "small", wrap=True), row + 1, 1, 1, COLUMNS - 1)
        grid.addWidget(rule(), row + 2, 0, 1, COLUMNS)

    def _number(self, words: str, when: str) -> QLabel:
        made = text(words, "number")
        made.setToolTip(when)
        made.setAccessibleName(f"{words}, {when}")
        return made

    def _change(self, change: Change | None) -> QLabel:
        if change is None:
            made = text("\N{EN DASH}", "muted")
            made.setAccessibleName(self.tr("cannot be told within one series"))
            return made
        made = text(change.text)
        made.setToolTip(change.whole)
        made.setAccessibleName(change.whole)
        return made


def _headed(words: str) -> QLabel:
    made = QLabel(words)
    made.setProperty("role", "table_head")
    return made

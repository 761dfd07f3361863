"""The large chart as a card: the names of its axes, what moves it, and what must be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hlh_desktop.ui.trends.main_chart import MainChart
from hlh_desktop.ui.trends.moves import Moves
from hlh_desktop.ui.trends.styles import colour
from hlh_desktop.ui.trends.time_view import ASIDE, CLOSER
from hlh_desktop.ui.widgets.marks import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.results.trend.values import Trend


# How much finer than the screen a picture is.
FINE = 2


class ChartsCard(QFrame):
    """The large chart of a trend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.moves, self.refused = Moves(), Note("info", plain=True)
        self.chart = MainChart(self.tr("Ferritin and sCD25 with doses"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 4)
        column.setSpacing(4)
        for widget in (self.moves, self.refused, self.chart):
            column.addWidget(widget)
        column.setStretchFactor(self.chart, 1)
        self.moves.moved.connect(self._move)

    def show_trend(self, trend: Trend, *, keep: bool = False) -> None:
        """Another trend: the whole of it, or with `keep` the days that are in view."""
        said = [words for words in (trend.main.refused, trend.main.note) if words]
        self.refused.setVisible(bool(said))
        self.refused.say("info", " ".join(said))
        self.moves.show_chart(trend.main)
        self.chart.setAccessibleName(trend.main.title)
        self.chart.show_trend(trend, keep=keep)

    def picture(self) -> QImage:
        """The card at twice its size on the screen, without what is there for mouse and keys only."""
        aside = (self.moves.buttons, self.chart.card)
        hidden = [widget.isHidden() for widget in aside]
        for widget in aside:
            widget.hide()
        self.chart.calm = True
        self.chart.curves.sharp(wanted=True)
        made = QImage(self.size() * FINE, QImage.Format.Format_ARGB32_Premultiplied)
        made.setDevicePixelRatio(FINE)
        made.fill(colour("surface"))
        self.render(made)
        self.chart.curves.sharp(wanted=False)
        self.chart.calm = False
        for widget, was in zip(aside, hidden, strict=True):
            widget.setHidden(was)
        return made

    def _move(self, deed: str) -> None:
        chart = self.chart
        deeds: dict[str, Callable[[], None]] = {
            "earlier": lambda: chart.pan(-ASIDE), "later": lambda: chart.pan(ASIDE), "whole": chart.whole,
            "closer": lambda: chart.zoom(CLOSER), "farther": lambda: chart.zoom(1 / CLOSER),
        }  # fmt: skip
        deeds[deed]()

"""A chart of the synthetic course on an invisible screen, and what is written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hlh_desktop.ui.trends.charts_card import ChartsCard
from hlh_desktop.ui.trends.labels import Labels
from hlh_desktop.ui.trends.plane import plane_of

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.results.trend.values import Trend

NONE = Qt.KeyboardModifier.NoModifier


class Seen:
    """The large chart of a trend, with a hand for keys and mouse."""

    def __init__(self, trend: Trend, qtbot: QtBot) -> None:
        self.card = ChartsCard()
        qtbot.addWidget(self.card)
        self.card.resize(1000, 480)
        with qtbot.waitExposed(self.card):
            self.card.show()
        self.chart = self.card.chart
        self.card.show_trend(trend)
        self.card.activateWindow()
        qtbot.waitUntil(self.card.isActiveWindow)
        self.chart.setFocus()
        QApplication.processEvents()

    @property
    def said(self) -> str:
        """What a screen reader reads out."""
        return self.chart.accessibleDescription()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """A key on the chart."""
        QTest.keyClick(self.chart, key, modifier)

    def at(self, day: float, row: int = 0) -> QPointF:
        """The pixel of a day in the middle of a row."""
        box = self.chart.box if row == 0 else self.chart.lane_box
        plane = plane_of(box)
        if row:
            assert self.chart._lanes is not None
            rects = [rect for _, rect in self.chart._lanes.rows(plane)]
            return QPointF(box.mapToScene(QPointF(plane.x(day), rects[row - 1].center().y())))
        return QPointF(box.mapToScene(QPointF(plane.x(day), plane.rect.center().y())))

    def wheel(self, turned: int, modifier: Qt.KeyboardModifier = NONE) -> bool:
        """One turn of the wheel in the middle; whether the chart took it."""
        at = self.at(sum(self.chart.view) / 2)
        event = QWheelEvent(
            at, self.chart.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, modifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        event.ignore()
        QApplication.sendEvent(self.chart.viewport(), event)
        return event.isAccepted()


def written(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> dict[str, QRectF]:
    """The words that are painted in the chart, and where each stands."""
    found: dict[str, QRectF] = {}
    put = Labels.put

    def noted(self: Labels, words: str, name: str, wanted: Any, **how: bool) -> bool:
        done = put(self, words, name, wanted, **how)
        if done:
            found[words] = self.taken[-1]
        return done

    monkeypatch.setattr(Labels, "put", noted)
    for painted in seen.chart._painted:
        painted.again()
    seen.chart.viewport().repaint()
    return found

"""The lanes of doses under a chart: filled where given, half filled in part, dashed to come, crossed out not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.ground import grid_of
from hlh_desktop.ui.trends.labels import Labels
from hlh_desktop.ui.trends.places import days, span
from hlh_desktop.ui.trends.styles import colour, small_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.lanes import DayStep, DoseLane, DoseMark
    from hlh_desktop.ui.trends.ground import Grid
    from hlh_desktop.ui.trends.plane import Plane

# In pixels at 100 %.
LANE, DAILY, MARK, HIGH = 30, 40, 12, 17
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DASHED = ("to_come", "late")


def lanes_high(lanes: tuple[DoseLane, ...]) -> int:
    """How high all lanes are, in pixels of this screen."""
    return sum(_high(lane) for lane in lanes)


def _high(lane: DoseLane) -> int:
    return look().tokens.px(DAILY if lane.steps else LANE)


def titles_wide(lanes: tuple[DoseLane, ...]) -> float:
    """How wide the widest name of a lane is."""
    metrics = QFontMetricsF(small_font())
    return max((metrics.horizontalAdvance(lane.title) for lane in lanes), default=0.0)


def lanes_of(time: TimeAxis, lanes: tuple[DoseLane, ...]) -> Lanes:
    """The lanes over an axis of time."""
    marks = tuple(tuple((days(time, mark.at), mark) for mark in lane.marks) for lane in lanes)
    ends = [day for row in marks for day, _ in row]
    ends += [days(time, step.last) for lane in lanes for step in lane.steps]
    return Lanes(time, lanes, grid_of(time), marks, min(max(ends, default=0.0), span(time)))


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a trend; `marks` with the day of each, `end` the day after which no dose is drawn."""

    time: TimeAxis
    lanes: tuple[DoseLane, ...]
    grid: Grid
    marks: tuple[tuple[tuple[float, DoseMark], ...], ...]
    end: float

    def rows(self, plane: Plane) -> Iterator[tuple[DoseLane, QRectF]]:
        """Each lane with its place."""
        top = plane.rect.top()
        for lane in self.lanes:
            high = _high(lane)
            yield lane, QRectF(plane.rect.left(), top, plane.rect.width(), high)
            top += high

    def paint(self, painter: QPainter, plane: Plane, named: tuple[float, ...]) -> None:
        """Everything of the lanes; the titles stand at the end of what is known, over whatever is there."""
        self.grid.paint(painter, plane, named)
        for (lane, row), marks in zip(self.rows(plane), self.marks, strict=True):
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QLineF(row.left(), row.bottom(), row.right(), row.bottom()))
            tint = "intrathecal" if lane.kind == "intrathecal" else "accent"
            for step in lane.steps:
                self._step(painter, plane, row, step, self._title_at(plane, lane))
            for day, mark in marks:
                if plane.left <= day <= plane.right:
                    draw_dose(painter, QPointF(plane.x(day), row.center().y()), mark.state, tint)
        self._titles(painter, plane)

    def _step(self, painter: QPainter, plane: Plane, row: QRectF, step: DayStep, title: float) -> None:
        """Days of one amount, as high as their share of the largest; its words stand before the title of the lane."""
        px = look().tokens.px
        left = max(plane.x(days(self.time, step.first)), plane.rect.left() - 2)
        last = min(days(self.time, step.last), span(self.time))
        right = min(plane.x(last), plane.rect.right() + 2)
        if right <= left:
            return
        # Even a little is seen, and may hold its words.
        high = px(14) + (row.height() - px(20)) * float(step.share)
        body = QRectF(left, row.bottom() - high, right - left, high)
        pen = QPen(colour("accent" if step.given else "line"), px(1))
        if not step.given:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(colour("selection" if step.given else "surface"))
        painter.drawRect(body)
        metrics = QFontMetricsF(small_font())
        body.setRight(min(body.right(), title))
        if step.label and metrics.horizontalAdvance(step.label) + px(8) < body.width():
            painter.setFont(small_font())
            painter.setPen(colour("text"))
            painter.drawText(body, CENTRE, step.label)

    def _title_at(self, plane: Plane, lane: DoseLane) -> float:
        """Where the name of a lane stands: behind the end of the course, or at the right edge where that is further."""
        px = look().tokens.px
        wide = QFontMetricsF(small_font()).horizontalAdvance(lane.title)
        at = max(plane.x(self.end) + px(12), plane.rect.left() + px(4))
        return min(at, plane.rect.right() - wide - px(4))

    def _titles(self, painter: QPainter, plane: Plane) -> None:
        labels = Labels(painter, plane.rect)
        for lane, row in self.rows(plane):
            name = "intrathecal" if lane.kind == "intrathecal" else "text"
            top = row.center().y() - labels.size(lane.title)[1] / 2
            labels.put(lane.title, name, [QPointF(self._title_at(plane, lane), top)])


def draw_dose(painter: QPainter, at: QPointF, state: str, tint: str) -> None:
    """One dose: its state by outline and filling, so that a photocopy still tells."""
    px = look().tokens.px
    body = QRectF(at.x() - px(MARK) / 2, at.y() - px(HIGH) / 2, px(MARK), px(HIGH))
    name = {"late": "critical", "not_given": "critical"}.get(state, tint)
    pen = QPen(colour(name), px(1.5))
    if state in DASHED:
        pen.setDashPattern([2.5, 1.8])
    painter.setPen(pen)
    painter.setBrush(colour(tint if state == "given" else "surface"))
    painter.drawRoundedRect(body, px(3), px(3))
    if state == "partly":
        painter.fillRect(QRectF(body.left(), body.center().y(), body.width(), body.height() / 2), colour(name))
    elif state == "not_given":
        inner = body.adjusted(px(3), px(4), -px(3), -px(4))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif state == "late":
        painter.drawLine(QPointF(at.x(), body.top() + px(4)), at)
        painter.drawLine(at, QPointF(body.right() - px(3), at.y() + px(2)))

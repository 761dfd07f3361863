"""A chart that is read by mouse and by keys: a crosshair that stops at every result and every dose."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPen

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.places import DAY, days
from hlh_desktop.ui.trends.plane import BEFORE, Painted, plane_of
from hlh_desktop.ui.trends.reading_card import ReadingCard
from hlh_desktop.ui.trends.styles import colour
from hlh_desktop.ui.trends.time_view import ASIDE, CLOSER, CTRL, SHIFT, TimeView
from hlh_desktop.ui.widgets.roles import CHART, speak_as
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.ui.trends.plane import Plane
    from hlh_desktop.ui.trends.stops import Stop, Stops

Keys = Qt.Key
# How near the mouse must be to a dose, in pixels.
NEAR = 14


class ChartView(TimeView):
    """A chart over time. `stood` tells where the crosshair stands, or None."""

    stood = Signal(object)
    # Asked for while the view itself is still being made.
    time: TimeAxis | None = None
    stops: Stops | None = None
    stop: Stop | None = None
    # For a picture: neither crosshair nor ring is drawn.
    calm = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        speak_as(self, CHART)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Tab stops once: Qt would make the inside of the view a stop of its own.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.card = ReadingCard(self)
        self._crosses: list[Painted] = []
        repaint(self, self._new_look)

    def add_box(self, row: int, column: int, *, zooms: bool = True) -> Any:
        """A part that things are drawn in; the crosshair goes through all of them."""
        box = super().add_box(row, column, zooms=zooms)
        self._crosses.append(Painted(box, self._cross, 2 * BEFORE, keeps=False))
        return box

    def show_again(self) -> None:
        """Draws the same in another look."""

    def _new_look(self) -> None:
        self.show_again()
        # Its words have their new size only after this.
        QTimer.singleShot(0, self, self._card_again)

    def _card_again(self) -> None:
        if self.stop is not None:
            self.card.show_stop(self.stop)
            self._lay_card()

    def _ranged(self, *_: object) -> None:
        super()._ranged()
        self._lay_card()

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Closer with a factor below 1: about a day, or else about the crosshair where it is in view."""
        day, (left, right) = self._day(), self.view
        seen = day is not None and left <= day <= right
        super().zoom(factor, day if about is None and seen else about)

    # --- the crosshair

    def _day(self) -> float | None:
        return None if self.stop is None or self.time is None else days(self.time, self.stop.at)

    def stand(self, row: int, at: datetime) -> None:
        """Puts the crosshair at a moment of a row, in view, and says what is read there."""
        if self.stops is None:
            return
        self.stop = self.stops.stop(row, at)
        self.card.show_stop(self.stop)
        self._bring_into_view()
        self._lay_card()
        self._told(self.stop.words)

    def leave(self) -> None:
        """Takes the crosshair away."""
        if self.stop is not None:
            self.stop = None
            self.card.hide()
            self._told("")

    def _told(self, words: str) -> None:
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        for cross in self._crosses:
            cross.update()
        self.stood.emit(self.stop)

    def _bring_into_view(self) -> None:
        day, (left, right) = self._day(), self.view
        if day is not None and not left <= day <= right:
            self.pan((day - (left + right) / 2) / (right - left))

    def _lay_card(self) -> None:
        """Beside the line, on the side where there is room."""
        day = self._day()
        if day is None or not self.boxes:
            return
        box = self.boxes[0]
        plane, corner = plane_of(box), box.mapToScene(QPointF(0, 0))
        air, wide = look().tokens.px(12), self.card.width()
        x = corner.x() + plane.x(day) + air
        if x + wide > self.width():
            x -= wide + 2 * air
        self.card.move(QPoint(round(max(0, x)), round(max(0, corner.y()))))

    def _cross(self, painter: QPainter, plane: Plane) -> None:
        day = self._day()
        if day is not None and plane.left <= day <= plane.right and not self.calm:
            painter.setPen(QPen(colour("text"), look().tokens.px(1)))
            x = plane.x(day)
            painter.drawLine(QPointF(x, plane.rect.top()), QPointF(x, plane.rect.bottom()))

    def step(self, by: int) -> None:
        """To the next place of the row, or from nowhere to the last one in view."""
        row = self.stop.row if self.stop else 0
        if self.stops is None or not self.stops.row(row):
            return
        if self.stop is None:
            self.stand(row, self._newest_in_view(row))
            return
        self.stand(row, self.stops.beside(row, self.stop.at, by))

    def _newest_in_view(self, row: int) -> datetime:
        assert self.time is not None
        assert self.stops is not None
        moments, edge = self.stops.row(row), self.time.first.timestamp() + self.view[1] * DAY
        found = bisect_right(moments, edge, key=datetime.timestamp)
        return moments[found - 1] if found else moments[-1]

    def change_row(self, by: int) -> None:
        """To the nearest place of the next row down or up that has any."""
        if self.stops is None or not (rows := self.stops.rows()):
            return
        if self.stop is None:
            self.step(0)
            return
        place = rows.index(self.stop.row) + by
        if 0 <= place < len(rows):
            near = self.stops.nearest(rows[place], self.stop.at.timestamp())
            assert near is not None
            self.stand(rows[place], near)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from place to place, Shift pans, + and - zoom, 0 shows the whole, Esc takes the line away."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & SHIFT)
        sideways = {Keys.Key_Left: -1, Keys.Key_Right: 1}.get(key)
        deeds: dict[Keys, Callable[[], None]] = {
            Keys.Key_Plus: lambda: self.zoom(CLOSER), Keys.Key_Equal: lambda: self.zoom(CLOSER),
            Keys.Key_Minus: lambda: self.zoom(1 / CLOSER), Keys.Key_0: self.whole,
            Keys.Key_Up: lambda: self.change_row(-1), Keys.Key_Down: lambda: self.change_row(1),
            Keys.Key_Home: lambda: self._end(0), Keys.Key_End: lambda: self._end(-1),
        }  # fmt: skip
        if sideways is not None:
            self.pan(sideways * ASIDE) if shift else self.step(sideways)
        elif key in deeds and not event.modifiers() & CTRL:
            deeds[key]()
        elif key == Keys.Key_Escape and self.stop is not None:
            self.leave()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _end(self, place: int) -> None:
        row = self.stop.row if self.stop else 0
        moments = self.stops.row(row) if self.stops else []
        if moments:
            self.stand(row, moments[place])

    # --- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The crosshair follows to the nearest place; while something is dragged it stays."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self.point(event.position())

    def point(self, at: QPointF) -> None:
        """Stands at the place nearest to a pixel of the chart."""
        if self.stops is None or self.time is None or not self.boxes:
            return
        box = self.boxes[0]
        inside = box.mapFromScene(self.mapToScene(at.toPoint()))
        plane, row = plane_of(box), self.row_at(self.mapToScene(at.toPoint()))
        if row is None or not 0 <= inside.x() <= plane.rect.width():
            return
        near = self.stops.nearest(row, self.time.first.timestamp() + plane.day(inside.x()) * DAY)
        if near is None:
            return
        apart = abs(plane.x(days(self.time, near)) - inside.x())
        if self.stop is not None and (self.stop.row, self.stop.at) == (row, near):
            return
        if row == 0 or apart <= look().tokens.px(NEAR):
            self.stand(row, near)

    def row_at(self, scene: QPointF) -> int | None:
        """Which row a place of the scene belongs to; None outside."""
        return 0 if self.boxes[0].sceneBoundingRect().contains(scene) else None

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.leave()

    # --- what Qt tells

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """A ring shows where the keys are."""
        if self.hasFocus() and not self.calm:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            whole = self.mapToScene(self.viewport().rect()).boundingRect()
            painter.drawRect(whole.adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._lay_card()

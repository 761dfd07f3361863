"""The part of a chart in which things are drawn: from days and heights to pixels, and items that paint in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

# Behind the curves, and before them.
BEHIND, BEFORE = -10, 10


@dataclass(frozen=True, slots=True)
class Plane:
    """A rectangle of the screen with the days at its edges, and the heights at its bottom and top."""

    rect: QRectF
    left: float
    right: float
    bottom: float = 0.0
    top: float = 1.0

    def x(self, day: float) -> float:
        """Pixels from the left."""
        return self.rect.left() + (day - self.left) / (self.right - self.left) * self.rect.width()

    def y(self, height: float) -> float:
        """Pixels from the top."""
        return self.rect.bottom() - (height - self.bottom) / (self.top - self.bottom) * self.rect.height()

    def day(self, x: float) -> float:
        """The day at a pixel."""
        return self.left + (x - self.rect.left()) / self.rect.width() * (self.right - self.left)

    def at(self, day: float, height: float) -> QPointF:
        """Where a point stands."""
        return QPointF(self.x(day), self.y(height))


def plane_of(box: Any) -> Plane:
    """What a view box shows now."""
    (left, right), (bottom, top) = box.viewRange()
    return Plane(box.rect(), left, right, bottom, top)


class Painted(QGraphicsItem):
    """Something painted in a view box, in pixels; painted anew whenever the box shows another stretch."""

    def __init__(
        self, box: Any, paint: Callable[[QPainter, Plane], None], z: int, *, keeps: bool = True
    ) -> None:  # fmt: skip
        """`keeps`: what was painted is used again until something changes."""
        super().__init__(box)
        if keeps:
            self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._box, self._paint = box, paint
        self.setZValue(z)
        box.sigRangeChanged.connect(self.again)
        box.sigResized.connect(self._resized)

    def again(self, *_: object) -> None:
        """Paints it again soon."""
        self.update()

    def _resized(self, *_: object) -> None:
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        return QRectF(self._box.rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        plane = plane_of(self._box)
        if plane.rect.width() > 1 and plane.rect.height() > 1 and plane.right > plane.left:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, plane)

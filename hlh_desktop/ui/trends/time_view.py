"""A chart over time that zooms and pans, by whatever asks for it; the wheel does where nothing else could scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from hlh_desktop.ui.trends.plane import plane_of

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
# One step of zooming, one step of panning as a share of what is seen, and the least that is seen, in days.
CLOSER, ASIDE, LEAST = 0.7, 0.25, 0.25


class TimeView(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """Boxes over one stretch of time. `ranged` tells which days are in view."""

    ranged = Signal(float, float)

    def __init__(self) -> None:
        super().__init__(show=False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.ci.layout.setSpacing(0)
        self.boxes: list[Any] = []
        self._whole, self._at_whole = (0.0, 1.0), True
        self._moving = False

    def add_box(self, row: int, column: int, *, zooms: bool = True) -> Any:
        """A part that things are drawn in, over the same stretch of time as the first one."""
        box = pg.ViewBox(enableMenu=False, defaultPadding=0)
        box.setMouseEnabled(x=zooms, y=False)
        box.disableAutoRange()
        box.setYRange(0, 1, padding=0)
        self.ci.addItem(box, row, column)
        if self.boxes:
            box.setXLink(self.boxes[0])
        else:
            box.sigXRangeChanged.connect(self._ranged)
            box.sigResized.connect(self._resized)
        self.boxes.append(box)
        return box

    # --- what is in view

    @property
    def at_whole(self) -> bool:
        """Whether everything is in view, and stays so when the window gets another size."""
        return self._at_whole

    @property
    def view(self) -> tuple[float, float]:
        """The days in view."""
        left, right = self.boxes[0].viewRange()[0]
        return float(left), float(right)

    def whole_range(self, wide: float) -> tuple[float, float]:
        """The days of the whole in a box of so many pixels."""
        return 0.0, max(1.0, wide)

    def whole(self) -> None:
        """Everything in view again."""
        self._whole = self.whole_range(self.boxes[0].rect().width())
        low, high = self._whole
        for box in self.boxes:
            box.setLimits(xMin=low, xMax=high, minXRange=min(LEAST, high - low), maxXRange=high - low)
        self._at_whole = True
        self._range(low, high)

    def show_range(self, left: float, right: float) -> None:
        """These days in view, as far as there are such."""
        low, high = self._whole
        wide = min(max(right - left, LEAST), high - low)
        left = min(max(left, low), high - wide)
        self._at_whole = False
        self._range(left, left + wide)

    def _range(self, left: float, right: float) -> None:
        self._moving = True
        self.boxes[0].setXRange(left, right, padding=0)
        self._moving = False
        self.ranged.emit(*self.view)

    def _ranged(self, *_: object) -> None:
        """Dragged by the mouse."""
        if not self._moving:
            self._at_whole = False
            self.ranged.emit(*self.view)

    def _resized(self, *_: object) -> None:
        if self._at_whole:
            self.whole()

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Closer with a factor below 1, about a day or else about the middle."""
        left, right = self.view
        about = (left + right) / 2 if about is None else about
        self.show_range(about - (about - left) * factor, about + (right - about) * factor)

    def pan(self, share: float) -> None:
        """Later by a share of what is in view; earlier with a negative one."""
        left, right = self.view
        self.show_range(left + share * (right - left), right + share * (right - left))

    # --- what Qt tells

    def sizeHint(self) -> QSize:
        """As small as it may be: what is over goes to it anyway."""
        return QSize(self.minimumWidth(), self.minimumHeight())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms where the chart has the keys, Ctrl is held, or nothing else could scroll; else the page scrolls."""
        turned = event.angleDelta()
        if not (self.hasFocus() or event.modifiers() & CTRL or not self._page_scrolls()):
            event.ignore()
        elif turned.x() or event.modifiers() & SHIFT:
            self.pan(ASIDE if (turned.x() or turned.y()) < 0 else -ASIDE)
            event.accept()
        else:
            plane = plane_of(self.boxes[0])
            inside = self.boxes[0].mapFromScene(self.mapToScene(event.position().toPoint()))
            self.zoom(CLOSER if turned.y() > 0 else 1 / CLOSER, plane.day(inside.x()))
            event.accept()

    def _page_scrolls(self) -> bool:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above is not None and above.verticalScrollBar().maximum() > 0

"""The curves of a chart in a view box: lines and markers for what an eye can tell apart, thin lines for thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsItem

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.styles import MARKER, curve_pen, marker_path, point_brush, point_pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.ui.trends.places import Drawn

# Above so many points in view markers and dashes would hide each other, and cost a tenth of a second to draw.
MANY = 2_000
KEPT = QGraphicsItem.CacheMode.DeviceCoordinateCache


class Curves:
    """The curves in a box. They are drawn thin while more than `MANY` points are in view."""

    def __init__(self, box: Any, size: int = MARKER) -> None:
        self._box, self._size = box, size
        self._curves: list[_Lines] = []
        self.dense = False
        box.sigRangeChanged.connect(self._moved)

    def show(self, curves: Sequence[Drawn]) -> None:
        """Other curves, or the same in other colours."""
        for one in self._curves:
            one.take_away()
        self._curves = [_Lines(self._box, one) for one in curves]
        self._dress()

    def sharp(self, *, wanted: bool) -> None:
        """Whether markers are drawn as finely as what they are drawn on."""
        for one in self._curves:
            one.sharp(wanted=wanted)

    def _dress(self) -> None:
        left, right = self._box.viewRange()[0]
        self.dense = sum(one.drawn.between(left, right) for one in self._curves) > MANY
        for one in self._curves:
            one.dress(look().tokens.px(self._size), (left, right), dense=self.dense)

    def _moved(self, *_: object) -> None:
        """What is in view decides how it is drawn; of few points nothing changes."""
        if any(one.long for one in self._curves):
            self._dress()


class _Lines:
    """One curve: a line a run, and the markers of what is in view, filled and open ones apart."""

    def __init__(self, box: Any, drawn: Drawn) -> None:
        self._box, self.drawn = box, drawn
        self.lines = [pg.PlotDataItem(run.x, run.y) for run in drawn.runs]
        self.markers = {open_: pg.ScatterPlotItem(pxMode=True) for open_ in (False, True)}
        self.long = sum(len(run.points) for run in drawn.runs) > MANY
        self._dressed: bool | None = None
        for item in (*self.lines, *self.markers.values()):
            box.addItem(item, ignoreBounds=True)
        for item in (*(line.curve for line in self.lines), *self.markers.values()):
            # While only the crosshair moves, nothing of them is drawn anew.
            item.setCacheMode(KEPT)
        for line in self.lines:
            # Only inside a box: before, they would ask the whole view for its range, and it has none.
            line.setDownsampling(auto=True, method="peak")
            line.setClipToView(True)

    def sharp(self, *, wanted: bool) -> None:
        """Draws each marker anew instead of copying it, for a finer picture than the screen's."""
        for item in self.markers.values():
            item.opts["useCache"] = not wanted

    def take_away(self) -> None:
        """Out of the box."""
        for item in (*self.lines, *self.markers.values()):
            self._box.removeItem(item)

    def dress(self, size: int, view: tuple[float, float], *, dense: bool) -> None:
        """Gives lines and markers their look."""
        style = self.drawn.curve.style
        if dense != self._dressed:
            for line in self.lines:
                line.opts["antialias"] = not dense
                line.setPen(curve_pen(style, dense=dense))
        if not dense and (self.long or self._dressed is None):
            stretch = view if self.long else (float("-inf"), float("inf"))
            for open_, item in self.markers.items():
                x, y = self.drawn.spots(*stretch, open_=open_)
                item.setData(
                    x=x, y=y, size=size, symbol=marker_path(style.marker), antialias=True,
                    pen=point_pen(style, open_=open_), brush=point_brush(style, open_=open_),
                )  # fmt: skip
        for item in self.markers.values():
            item.setVisible(not dense)
        self._dressed = dense

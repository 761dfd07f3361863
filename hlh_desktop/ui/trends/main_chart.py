"""Ferritin and sCD25, large: an axis at each side, the doses in lanes under the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFontMetricsF

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.axes import DayTicks, dress_days, edges, make_axis, show_numbers
from hlh_desktop.ui.trends.curves import Curves
from hlh_desktop.ui.trends.ground import Ground, ground_of
from hlh_desktop.ui.trends.lane_paint import Lanes, lanes_high, lanes_of, titles_wide
from hlh_desktop.ui.trends.places import drawn, span
from hlh_desktop.ui.trends.plane import BEFORE, BEHIND, Painted, Plane, plane_of
from hlh_desktop.ui.trends.stops import Stops
from hlh_desktop.ui.trends.styles import colour, small_font
from hlh_desktop.ui.trends.view import ChartView

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.ui.trends.axes import Finer

# The least height of the curves, and of words that may stand at their right end, as a share of the chart.
TALL, MOST_ASIDE = 200, 0.4


class MainChart(ChartView):
    """The large chart of a trend."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._trend: Trend | None = None
        self._ground: Ground | None = None
        self._lanes: Lanes | None = None
        self._days: DayTicks | None = None
        self.finer: Finer | None = None
        self.box = self.add_box(0, 1)
        self.lane_box = self.add_box(1, 1)
        self.left, self.right = make_axis("left", self.box), make_axis("right", self.box)
        self.below = make_axis("bottom", self.lane_box)
        for axis, row, column in ((self.left, 0, 0), (self.right, 0, 2), (self.below, 2, 1)):
            self.ci.addItem(axis, row, column)
        self.curves = Curves(self.box)
        self._painted = (
            Painted(self.box, self._behind, BEHIND), Painted(self.box, self._before, BEFORE),
            Painted(self.lane_box, self._paint_lanes, BEHIND),
        )  # fmt: skip
        self.ranged.connect(self._show_days)

    def show_trend(self, trend: Trend, *, keep: bool = False) -> None:
        """Another trend: the whole of it, or with `keep` the days that are in view, and the crosshair where it is."""
        self._trend, self.time = trend, trend.time
        self.stops = Stops(trend, trend.main, trend.lanes)
        stop, view, whole = self.stop, self.view, self.at_whole or not keep
        self.leave()
        self._build(trend)
        self.whole()
        if not whole:
            self.show_range(*view)
        if keep and stop is not None and stop.at in self.stops.row(stop.row):
            self.stand(stop.row, stop.at)

    def show_again(self) -> None:
        """The same days in another look."""
        if self._trend is not None:
            view, whole = self.view, self._at_whole
            self._build(self._trend)
            self.whole()
            if not whole:
                self.show_range(*view)

    def _build(self, trend: Trend) -> None:
        self.setBackground(colour("surface"))
        for painted in self._painted:
            painted.again()
        curves = drawn(trend.time, trend.main)
        self._ground = ground_of(trend.time, trend.main, curves)
        self._lanes = lanes_of(trend.time, trend.lanes)
        self.curves.show(curves)
        axes = (*trend.main.axes, None)
        for made, axis, place in ((self.left, axes[0], 0), (self.right, axes[1], 1)):
            tint = next((one.style.colour for one in trend.main.curves if one.axis == place), "muted")
            show_numbers(made, axis, tint)
        self.ci.layout.setContentsMargins(0, edges()[0], 0, 0)
        high = lanes_high(trend.lanes)
        self.ci.layout.setRowFixedHeight(1, max(high, 1))
        self._days = DayTicks(self.below, trend.time, lambda tick: tick.label, self.finer)
        self.setMinimumHeight(look().tokens.px(TALL) + high + dress_days(self.below))

    def _show_days(self, *_: object) -> None:
        if self._days is not None:
            self._days.show(self.view, self.lane_box.rect().width(), whole=self.at_whole)

    def whole_range(self, wide: float) -> tuple[float, float]:
        """Room at the right for the words at the end of the curves and for the names of the lanes."""
        if self._trend is None:
            return 0.0, 1.0
        metrics = QFontMetricsF(small_font(strong=True))
        labels = [metrics.horizontalAdvance(curve.label) for curve in self._trend.main.curves if curve.segments]
        aside = max((*labels, titles_wide(self._trend.lanes)), default=0.0) + look().tokens.px(18)
        share = min(aside / wide if wide > 0 else 0.0, MOST_ASIDE)
        length = span(self._trend.time)
        return 0.0, length / (1 - share)

    # --- painting

    @property
    def _named(self) -> tuple[float, ...]:
        return () if self._days is None else self._days.days

    def _behind(self, painter: QPainter, plane: Plane) -> None:
        if self._ground is not None:
            self._ground.behind(painter, plane, self._named)

    def _before(self, painter: QPainter, plane: Plane) -> None:
        if self._ground is not None:
            self._ground.before(painter, plane)

    def _paint_lanes(self, painter: QPainter, plane: Plane) -> None:
        if self._lanes is not None:
            self._lanes.paint(painter, plane, self._named)

    def row_at(self, scene: QPointF) -> int | None:
        """The curves, or the lane under the mouse."""
        if not self.lane_box.sceneBoundingRect().contains(scene) or self._lanes is None:
            return super().row_at(scene)
        inside: Any = self.lane_box.mapFromScene(scene)
        rows = enumerate(self._lanes.rows(plane_of(self.lane_box)), 1)
        return next((number for number, (_, rect) in rows if rect.top() <= inside.y() < rect.bottom()), None)

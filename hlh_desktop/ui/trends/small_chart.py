"""A small chart of one analyte, over the same days as the large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.axes import DayTicks, dress_days, edges, make_axis, show_numbers
from hlh_desktop.ui.trends.curves import Curves
from hlh_desktop.ui.trends.ground import Ground, ground_of
from hlh_desktop.ui.trends.places import drawn, span
from hlh_desktop.ui.trends.plane import BEFORE, BEHIND, Painted, Plane
from hlh_desktop.ui.trends.stops import Stops
from hlh_desktop.ui.trends.styles import colour
from hlh_desktop.ui.trends.view import ChartView

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from hlh_desktop.domain.results.trend.axes import TimeTick
    from hlh_desktop.domain.results.trend.values import Chart, Trend

TALL, MARKER = 78, 9
# The part of the height that the axis itself has.
INNER = 0.75


def named_day(tick: TimeTick) -> str:
    """A day in a word or two."""
    return tick.day or tick.date


class SmallChart(ChartView):
    """One chart among many; the mouse reads it and never moves it, the large chart does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._shown: tuple[Trend, Chart] | None = None
        self._ground: Ground | None = None
        self._days: DayTicks | None = None
        self.box = self.add_box(0, 1, zooms=False)
        self.left, self.below = make_axis("left", self.box), make_axis("bottom", self.box)
        self.ci.addItem(self.left, 0, 0)
        self.ci.addItem(self.below, 1, 1)
        self.curves = Curves(self.box, MARKER)
        self._painted = (Painted(self.box, self._behind, BEHIND), Painted(self.box, self._before, BEFORE))
        self.ranged.connect(self._show_days)

    def show_chart(self, trend: Trend, chart: Chart) -> None:
        """Another chart."""
        self._shown, self.time = (trend, chart), trend.time
        self.stops = Stops(trend, chart)
        self.leave()
        self.show_again()

    def show_again(self) -> None:
        """The same in another look."""
        if self._shown is None:
            return
        trend, chart = self._shown
        self.setBackground(colour("surface"))
        for painted in self._painted:
            painted.again()
        curves = drawn(trend.time, chart)
        self._ground = ground_of(trend.time, chart, curves, small=True)
        # Markers at the edge are seen whole.
        self.box.setYRange(-0.08, 1.08, padding=0)
        self.curves.show(curves)
        show_numbers(self.left, chart.axes[0], "muted", look().tokens.px(TALL) * INNER)
        self._days = DayTicks(self.below, trend.time, named_day)
        above, beside = edges([named_day(tick) for tick in trend.time.ticks])
        self.ci.layout.setContentsMargins(0, above, beside, 0)
        self.setFixedHeight(look().tokens.px(TALL) + dress_days(self.below))
        self.whole()

    def whole_range(self, wide: float) -> tuple[float, float]:
        """All days, with room for a marker at each edge."""
        length = 1.0 if self.time is None else span(self.time)
        edge = length * look().tokens.px(MARKER) / max(wide, 100.0)
        return -edge, length + edge

    def _show_days(self, *_: object) -> None:
        if self._days is not None:
            self._days.show(self.view, self.box.rect().width())

    def _behind(self, painter: QPainter, plane: Plane) -> None:
        if self._ground is not None:
            self._ground.behind(painter, plane, () if self._days is None else self._days.days)

    def _before(self, painter: QPainter, plane: Plane) -> None:
        if self._ground is not None:
            self._ground.before(painter, plane)

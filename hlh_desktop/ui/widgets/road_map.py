"""The road map of a whole course: weeks as columns, a lane for each line, reviews, cumulative etoposide, today.

The titles stay while the weeks scroll. Arrow keys walk from mark to mark, Enter opens one, and Shift+Enter or F1 asks
for its proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QToolTip, QWidget

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.leading import Leading
from hlh_desktop.ui.widgets.road_chart import draw_chart, draw_titles
from hlh_desktop.ui.widgets.road_layout import RoadLayout, Spot, lay_out, small, strong
from hlh_desktop.ui.widgets.road_total import amounts_wide
from hlh_desktop.ui.widgets.roles import CHART, speak_as
from hlh_desktop.ui.widgets.texts import repaint

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from hlh_desktop.domain.road_map import RoadMap

TITLES = 140
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Chart(QWidget):
    """The weeks and all that stands in them."""

    chosen = Signal(object)  # Spot
    proved = Signal(object)  # Spot whose proof is wanted
    walked = Signal(str)  # what the mark says that the keys are on
    came_to = Signal(object)  # Spot

    def __init__(self, road: RoadMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, CHART)
        self.road = road
        self.layout_: RoadLayout = lay_out(road, 0)
        self.spot: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def fit(self, room: int) -> None:
        """Lays itself out for the visible width."""
        at = self._place()
        self.layout_ = lay_out(self.road, room)
        self.spot = None if at is None else self.layout_.spots[at]
        self.setFixedSize(self.layout_.x(self.road.days + 1) + 1, self.layout_.height)
        self.update()

    def _place(self) -> int | None:
        return None if self.spot is None else self.layout_.spots.index(self.spot)

    def show_road(self, road: RoadMap, room: int) -> None:
        """The same course at another moment; the keys stay on their mark, or on the nearest of its row."""
        before, self.spot, self.road = self.spot, None, road
        self.fit(room)
        if before is not None:
            row = [one for one in self.layout_.spots if one.row == before.row] or self.layout_.spots
            self.spot = min(row, key=lambda one: (not _same(one, before), abs(one.day - before.day)), default=None)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_chart(painter, self.road, self.layout_, self.rect(), self.spot if self.hasFocus() else None)

    # --- pointing and walking

    def at(self, x: float, y: float) -> Spot | None:
        """What stands at a point; marks lie over bars."""
        found = [one for one in self.layout_.spots if one.rect.adjusted(-2, -2, 2, 2).contains(round(x), round(y))]
        return found[-1] if found else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), found.text if found else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position().x(), event.position().y())
        if found is not None:
            self.go(found)
            asks = event.button() == Qt.MouseButton.RightButton or bool(event.modifiers() & SHIFT)
            (self.proved if asks else self.chosen).emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.spot is not None and key in SIDEWAYS:
            self._sideways(self.spot, SIDEWAYS[key])
        elif self.spot is not None and key in UPRIGHT:
            self._upright(self.spot, UPRIGHT[key])
        elif self.spot is not None and (key == Qt.Key.Key_F1 or (key in OPENS and event.modifiers() & SHIFT)):
            self.proved.emit(self.spot)
        elif self.spot is not None and key in OPENS:
            self.chosen.emit(self.spot)
        else:
            super().keyPressEvent(event)

    def _sideways(self, spot: Spot, step: int) -> None:
        row = sorted((one for one in self.layout_.spots if one.row == spot.row), key=lambda one: (one.day, one.kind))
        place = row.index(spot) + step
        if 0 <= place < len(row):
            self.go(row[place])

    def _upright(self, spot: Spot, step: int) -> None:
        rows = sorted({one.row for one in self.layout_.spots})
        place = rows.index(spot.row) + step
        if 0 <= place < len(rows):
            near = (one for one in self.layout_.spots if one.row == rows[place])
            self.go(min(near, key=lambda one: abs(one.day - spot.day)))

    def go(self, spot: Spot) -> None:
        """Puts the keys on a mark and says what it is."""
        self.spot = spot
        self._tell()
        self.update()
        self.came_to.emit(spot)

    def _tell(self) -> None:
        where = "" if self.spot is None else self.spot.text
        self.setAccessibleName(", ".join(part for part in (self.road.title, where) if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.walked.emit(where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin at the first dose from today on."""
        super().focusInEvent(event)
        if self.spot is None and self.layout_.spots:
            today = self.road.here.day if self.road.here else 1
            self.go(min(self.layout_.spots, key=lambda one: (one.day < today, abs(one.day - today), one.row)))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _same(one: Spot, other: Spot) -> bool:
    """Whether two spots of one course are the same place, whatever has become of it."""
    return (one.kind, one.line, one.part, one.number, one.day) == (
        other.kind, other.line, other.part, other.number, other.day,
    )  # fmt: skip


class Titles(QWidget):
    """The names of the rows; they stay at the left."""

    def __init__(self, chart: Chart, reviews: str, apart: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart, self._reviews, self._apart = chart, reviews, apart
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """As wide as the longest name, as high as the chart."""
        heavy, light = QFontMetrics(strong()), QFontMetrics(small())
        rows = self._chart.layout_.rows
        named = [row for row in rows if row.kind in ("lane", "bar", "intrathecal")]
        names = (max(heavy.horizontalAdvance(row.title), self._longest(light, row.subtitle)) for row in named)
        words = max(heavy.horizontalAdvance(self._reviews), *names, *self._of_scale(heavy, light))
        self.setFixedSize(max(look().tokens.px(TITLES), words + look().tokens.px(16)), self._chart.layout_.height)
        self.update()

    def _of_scale(self, heavy: QFontMetrics, light: QFontMetrics) -> list[int]:
        """What the line along the bottom needs: the longest word of its name beside its amounts."""
        total = self._chart.road.cumulative
        return [] if total is None else [self._longest(heavy, total.title) + amounts_wide(total, light)]

    @staticmethod
    def _longest(metrics: QFontMetrics, subtitle: str) -> int:
        return max((metrics.horizontalAdvance(word) for word in subtitle.split(" ")), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_titles(painter, self._chart.road, self._chart.layout_, self.rect(), (self._reviews, self._apart))


class RoadMapView(Leading):
    """Titles and weeks side by side. `chosen` comes with a spot that was pressed, `proved` with one to be proven.

    `walked` says where the keys are.
    """

    chosen = Signal(object)
    proved = Signal(object)
    walked = Signal(str)

    def __init__(self, road: RoadMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(road)
        self.titles = Titles(self.chart, self.tr("Reviews"), self.tr("own lane, own page"))
        self.area = QScrollArea()
        self.area.setWidget(self.chart)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.titles, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.area, 1)
        self.lead_to(self.chart)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chart.chosen.connect(self.chosen)
        self.chart.proved.connect(self.proved)
        self.chart.walked.connect(self.walked)
        self.chart.came_to.connect(self._show_spot)
        self.area.horizontalScrollBar().rangeChanged.connect(self._widened)
        repaint(self, self.fit)
        self.fit()

    def fit(self) -> None:
        """Lays titles and weeks out for the width there is."""
        self.titles.fit()
        self.chart.fit(self.width() - self.titles.width() - 1)
        wider = self.chart.width() > self.width() - self.titles.width()
        bar = self.area.horizontalScrollBar().sizeHint().height() if wider else 0
        self.setFixedHeight(self.chart.height() + bar + 2)

    def show_road(self, road: RoadMap) -> None:
        """The same course at another moment."""
        if road != self.chart.road:
            self.chart.show_road(road, self.width() - self.titles.width() - 1)
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _widened(self) -> None:
        """Today stands in view, or else the mark that the keys are on."""
        self.show_today()
        if self.chart.spot is not None:
            self._show_spot(self.chart.spot)

    def show_today(self) -> None:
        """Scrolls so that today stands in view, with the week before it."""
        here = self.chart.road.here
        if here is not None:
            self.area.horizontalScrollBar().setValue(self.chart.layout_.x(max(1, here.day - 10)))

    def _show_spot(self, spot: Spot) -> None:
        self.area.ensureVisible(spot.rect.center().x(), spot.rect.center().y(), look().tokens.px(80), 0)

    def sizeHint(self) -> QSize:
        return QSize(self.titles.width() + self.chart.width(), self.chart.height())

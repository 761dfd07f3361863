"""The axes of a chart on the screen; their ticks and words come from the trend."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF, QPen

from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.places import days, height
from hlh_desktop.ui.trends.styles import colour, small_font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hlh_desktop.domain.results.trend.axes import Axis, Tick, TimeAxis, TimeTick

    Finer = Callable[[datetime, datetime], TimeAxis]

# Between two days that are named, in pixels at 100 %.
APART = 14
# How near words may stand above each other, of their height; and an axis with room for all.
CLOSE, ENDLESS = 0.9, 10_000.0


def make_axis(side: str, box: Any) -> Any:
    """An axis that shows no more than the ticks it is given."""
    made = pg.AxisItem(side)
    made.linkToView(box)
    made.setStyle(autoExpandTextSpace=False, autoReduceTextSpace=False, hideOverlappingLabels=False, tickAlpha=255)
    return made


def dress_axis(made: Any, name: str) -> None:
    """The look in force; its words in a colour of their own."""
    made.setTickFont(small_font())
    made.setPen(QPen(colour("line"), 1))
    made.setTextPen(colour(name))


def edges(named: Sequence[str] = ()) -> tuple[int, int]:
    """What the words of the ticks need above the highest number and beside the last day, in pixels."""
    metrics = QFontMetricsF(small_font())
    widest = max((metrics.horizontalAdvance(words) for words in named), default=0.0)
    return round(metrics.height() / 2 + 3), round(widest / 2)


def numbers_shown(axis: Axis, pixels: float) -> list[tuple[float, str]]:
    """The named ticks of an axis so many pixels high whose words don't touch, decades before what lies between."""
    high = QFontMetricsF(small_font()).height() * CLOSE / pixels
    places = [(height(axis, tick.value), tick) for tick in axis.ticks if tick.label]
    kept: list[tuple[float, str]] = []
    for place, tick in sorted(places, key=lambda pair: axis.scale == "log" and not _decade(pair[1])):
        if all(abs(place - other) >= high for other, _ in kept):
            kept.append((place, tick.label))
    return sorted(kept)


def _decade(tick: Tick) -> bool:
    return tick.value.normalize().as_tuple().digits == (1,)


def show_numbers(made: Any, axis: Axis | None, name: str, pixels: float = ENDLESS) -> None:
    """The ticks of an axis of numbers, as many as have room in so many pixels, and the width that they need."""
    dress_axis(made, name)
    named = [] if axis is None else numbers_shown(axis, pixels)
    minor = [] if axis is None else [(height(axis, tick.value), "") for tick in axis.ticks if not tick.label]
    made.setTicks([named, minor])
    metrics = QFontMetricsF(small_font())
    wide = max((metrics.horizontalAdvance(label) for _, label in named), default=0.0)
    made.setWidth(wide + look().tokens.px(14))


def dress_days(made: Any) -> int:
    """Gives the axis of time its look and its height; that height in pixels."""
    dress_axis(made, "muted")
    high = days_high()
    made.setHeight(high)
    return high


def days_high() -> int:
    """How high the words of the time are."""
    return round(QFontMetricsF(small_font()).height() + look().tokens.px(12))


def days_shown(
    named: Sequence[tuple[float, str]], view: tuple[float, float], pixels: float, day_one: float | None = None
) -> list[tuple[float, str]]:
    """Those of the days in view whose words don't touch: every one, or every second, third ... from day one on."""
    metrics = QFontMetricsF(small_font())
    seen = [place for place, (day, _) in enumerate(named) if view[0] <= day <= view[1]]
    widest = max((metrics.horizontalAdvance(named[place][1]) for place in seen), default=0.0)
    if len(seen) < 2 or pixels <= 0:
        return [named[place] for place in seen]
    step = (named[seen[1]][0] - named[seen[0]][0]) / (view[1] - view[0]) * pixels
    each = max(1, -int(-(widest + look().tokens.px(APART)) // step))
    # Counted from one and the same day, so that the same days stay named while one pans.
    start = next((place for place, (day, _) in enumerate(named) if day == day_one), 0)
    return [named[place] for place in seen if (place - start) % each == 0]


class DayTicks:
    """Keeps the words under an axis of time as dense as there is room for. `days` are those that are named now.

    `finer` answers the ticks of a stretch that is shorter than the whole; without it the same days stay named.
    """

    def __init__(self, made: Any, time: TimeAxis, words: Callable[[TimeTick], str], finer: Finer | None = None) -> None:
        self._made, self._time, self._words, self._finer = made, time, words, finer
        self._shown: tuple[list[tuple[float, str]], list[tuple[float, str]]] = [], []
        self.days: tuple[float, ...] = ()

    def show(self, view: tuple[float, float], pixels: float, *, whole: bool = True) -> None:
        """The days in view; where they are the same as before, nothing is laid out anew."""
        axis = self._time
        if not whole and self._finer is not None:
            axis = self._finer(*(axis.first.astimezone(UTC) + timedelta(days=day) for day in view))
        named = [(days(self._time, tick.at), self._words(tick)) for tick in axis.ticks]
        day_one = None if axis.day_one is None else days(self._time, axis.day_one)
        shown = days_shown(named, view, pixels, day_one), [(days(self._time, at), "") for at in axis.midnights]
        self.days = tuple(day for day, _ in named)
        if shown != self._shown:
            self._shown = shown
            self._made.setTicks(list(shown))

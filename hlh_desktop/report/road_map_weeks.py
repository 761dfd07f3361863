"""The drawn weeks of the road map on paper: head, ground of the past, rows from the top, and where today is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.road_map import Bar, Lane
from hlh_desktop.report import look
from hlh_desktop.report.calendar_layout import wrapped
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.pieces import Drawn, write
from hlh_desktop.report.road_map_labels import Labels
from hlh_desktop.report.road_map_rows import HEIGHTS, Strip, draw_bar, draw_lane, draw_reviews, draw_spinal
from hlh_desktop.report.road_map_scale import days_of
from hlh_desktop.report.road_map_total import draw_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.road_map import RoadMap, WeekColumn
    from hlh_desktop.report.road_map_rows import Row
    from hlh_desktop.report.road_map_scale import Days

TITLES, HEAD, FLAG = 118.0, 38.0, 12.0
SCALE_ROOM = 26.0
PAST = 0.93
HERE = 1.8


class Weeks(Drawn):
    """A road map's weeks with some of its rows, in a height."""

    def __init__(self, road: RoadMap, rows: Sequence[Row], room: float) -> None:
        self.road, self.rows = road, rows
        self.heights = _heights(rows, room - HEAD)
        super().__init__(HEAD + sum(self.heights))

    def draw(self) -> None:
        """Draws everything from the top down; today's line lies under the marks, its flag in the head."""
        canvas, days = self.canv, days_of(self.road, TITLES, self.width - TITLES)
        foot = self.height - HEAD
        self._past(canvas, days, foot)
        self._weeks(canvas, days, foot)
        here = None if self.road.here is None else days.middle(self.road.here.day)
        if here is not None:
            _line(canvas, (here, 0), (here, foot), HERE, look.BLACK)
        top = foot
        for row, height in zip(self.rows, self.heights, strict=True):
            strip = Strip(top, top - height, days, here)
            _titles(canvas, row, strip)
            self._row(canvas, row, strip)
            top -= height
            _line(canvas, (0, top), (self.width, top), look.HAIRLINE, look.LINE)
        self._here(canvas, days, foot)

    def _row(self, canvas: Any, row: Row, strip: Strip) -> None:
        road = self.road
        if isinstance(row.item, Lane):
            draw_lane(canvas, row.item, strip)
        elif isinstance(row.item, Bar):
            draw_bar(canvas, row.item, strip)
        elif row.kind == "intrathecal":
            draw_spinal(canvas, road, strip)
        elif row.kind == "reviews":
            draw_reviews(canvas, road.reviews, strip)
        elif road.cumulative is not None:
            draw_total(canvas, road.cumulative, strip)

    def _past(self, canvas: Any, days: Days, foot: float) -> None:
        """A grey ground under what is past, where the map knows what was given."""
        if self.road.told and self.road.here is not None:
            canvas.setFillGray(PAST)
            canvas.rect(TITLES, 0, days.middle(self.road.here.day) - TITLES, foot, stroke=0, fill=1)

    def _weeks(self, canvas: Any, days: Days, foot: float) -> None:
        """A line for each week; its number and first date where they have room."""
        names, dates = Labels(TITLES, self.width), Labels(TITLES, self.width)
        for place, week in enumerate(self.road.weeks):
            x = days.edges[place]
            _line(canvas, (x, 0), (x, foot), look.HAIRLINE, look.LINE)
            room = days.edges[place + 1] - x
            _week(canvas, week, x, self.height, room, (names, dates))
        _line(canvas, (0, foot), (self.width, foot), look.FRAME, look.BLACK)

    def _here(self, canvas: Any, days: Days, foot: float) -> None:
        here = self.road.here
        if here is None:
            return
        x, wide = days.middle(here.day), width(here.on_paper, BOLD, look.NOTE) + 8
        left = min(max(x - wide / 2, TITLES), self.width - wide)
        canvas.setFillGray(look.BLACK)
        canvas.rect(left, foot, wide, FLAG, stroke=0, fill=1)
        write(canvas, left + 4, foot + FLAG * 0.3, here.on_paper, BOLD, look.NOTE, look.WHITE)


def _heights(rows: Sequence[Row], room: float) -> tuple[float, ...]:
    """How high each row is: as designed where all fit, else each as much lower as its least height allows."""
    best, least = ([HEIGHTS[row.kind][place] for row in rows] for place in (0, 1))
    over = sum(best) - room
    if over <= 0:
        return tuple(best)
    give = sum(best) - sum(least)
    share = min(1.0, over / give) if give else 0.0
    return tuple(high - share * (high - low) for high, low in zip(best, least, strict=True))


def _week(
    canvas: Any, week: WeekColumn, x: float, top: float, room: float, labels: tuple[Labels, Labels]
) -> None:  # fmt: skip
    """The name of a week and its dates; where weeks are narrow its number alone, and dates where they are free."""
    names, dates = labels
    name = week.title if width(week.title, BOLD, look.BODY) < room else str(week.number)
    names.put(canvas, name, [(x + 1.5, top - 9)], BOLD, look.BODY if name == week.title else look.NOTE)
    whole = width(week.dates, REGULAR, look.NOTE) < room - 2
    dates.put(canvas, week.dates if whole else week.begins, [(x + 1.5, top - 19)])


def _titles(canvas: Any, row: Row, strip: Strip) -> None:
    """The name of a row and its second line, in the column at the left."""
    room = TITLES - 6 - (SCALE_ROOM if row.kind == "cumulative" else 0)
    names = wrapped(row.title.split(" "), room, BOLD, look.BODY)
    y = strip.top - look.BODY - 2.5
    for words in names:
        write(canvas, 0, y, words, BOLD, look.BODY)
        y -= look.BODY * 1.1
    for words in wrapped(row.subtitle.split(" "), room, REGULAR) if row.subtitle else ():
        write(canvas, 0, y + 0.5, words, REGULAR, look.NOTE, look.MUTED)
        y -= look.NOTE * 1.1


def _line(canvas: Any, start: tuple[float, float], end: tuple[float, float], weight: float, grey: float) -> None:
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(weight)
    canvas.line(*start, *end)

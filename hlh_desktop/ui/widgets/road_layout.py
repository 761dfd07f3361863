"""Where everything of a road map stands on the screen: rows, columns, marks and their labels. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from hlh_desktop.domain.road_map import Bar, Lane, Mark, RoadMap

Kind = Literal["dose", "step", "change", "intrathecal", "review"]
# At 100 %, in pixels: a day is at least as wide as a mark.
DAY, MARK, PAD, FLAG, WEDGE, CHART, DIAMOND = 18, 18, 6, 24, 44, 96, 18
WEEK = 7


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be pointed at or walked to: what it is, where, and what it says. `row` counts from the top.

    `dose_id` is the dose of the log that it opens, None where no log was given or it stands for several.
    """

    kind: Kind
    row: int
    day: int
    rect: QRect
    state: str
    text: str
    line: str = ""
    part: str | None = None
    number: int = 0
    dose_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside or under a mark."""

    rect: QRect
    words: str
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class Row:
    """A horizontal strip with its title at the left."""

    kind: Literal["lane", "bar", "intrathecal", "reviews", "cumulative"]
    top: int
    height: int
    title: str
    subtitle: str


@dataclass(slots=True)
class RoadLayout:
    """The road map laid out for a width of the chart."""

    weeks: int
    day: float
    head: int
    flag: int
    height: int = 0
    rows: list[Row] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def x(self, day: float) -> int:
        """The left edge of a course day."""
        return round((day - 1) * self.day)


def small() -> QFont:
    """The font of labels."""
    font = QFont()
    font.setPointSizeF(look().tokens.point("small"))
    return font


def strong() -> QFont:
    """The font of titles."""
    font = QFont()
    font.setPointSizeF(look().tokens.point("body"))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def least_week(road: RoadMap) -> int:
    """The least width of a week: its dates on one line, and seven marks side by side."""
    metrics = QFontMetrics(small())
    dates = max((metrics.horizontalAdvance(week.dates) for week in road.weeks), default=0)
    return max(dates + look().tokens.px(2 * PAD), WEEK * look().tokens.px(DAY))


def lay_out(road: RoadMap, room: int) -> RoadLayout:
    """Lays a road map out in a room of so many pixels, or wider where its weeks need more."""
    px, line = look().tokens.px, QFontMetrics(small()).height()
    weeks = max(1, len(road.weeks))
    wide = max(room, weeks * least_week(road))
    head = QFontMetrics(strong()).height() + line + 2 * px(PAD)
    made = RoadLayout(weeks, wide / (weeks * WEEK), head, px(FLAG))
    top = head + made.flag
    for lane in road.lanes:
        top += _lane(made, lane, top, line)
    for bar in road.bars:
        top += _bar(made, bar, top, line)
    top += _intrathecal(made, road, top, line)
    if road.reviews:
        top += _reviews(made, road, top, line)
    if road.cumulative is not None:
        made.rows.append(Row("cumulative", top, px(CHART + 2 * PAD), road.cumulative.title, road.cumulative.text))
        top += px(CHART + 2 * PAD)
    made.height = top
    return made


def _square(made: RoadLayout, day: int, top: int) -> QRect:
    """The mark of a day, in the middle of the day's column."""
    side = min(look().tokens.px(MARK), round(made.day) - 1)
    return QRect(made.x(day) + (round(made.day) - side) // 2, top, side, side)


def _lane(made: RoadLayout, lane: Lane, top: int, line: int) -> int:
    px, row = look().tokens.px, len(made.rows)
    marks = []
    for mark in lane.marks:
        rect = _square(made, mark.day, top + px(PAD))
        made.spots.append(_spot("dose", row, rect, mark, lane))
        if mark.label:
            marks.append((rect, mark.label, mark.state))
    notes = [(_square(made, mark.day, top + px(PAD)), mark.note) for mark in lane.marks if mark.note]
    used = _under(made, marks, notes, top + px(PAD + MARK + 2), line)
    height = max(px(2 * PAD + MARK + 2) + used * line, 2 * line + px(3 * PAD))
    made.rows.append(Row("lane", top, height, lane.title, lane.subtitle))
    return height


def _spot(kind: Kind, row: int, rect: QRect, mark: Mark, of: Lane | Bar) -> Spot:
    return Spot(kind, row, mark.day, rect, mark.state, mark.text, of.line, of.part, mark.number, mark.dose_id)


def _under(
    made: RoadLayout, marks: Sequence[tuple[QRect, str, str]], notes: Iterable[tuple[QRect, str]], top: int, line: int
) -> int:  # fmt: skip
    """Labels under their marks on one or two lines, so that none lies over another; says how many lines were used.

    Notes come after them, and only where they stand under no other mark: all of them stand in words below the map.
    """
    taken: list[QRect] = []
    metrics, end = QFontMetrics(small()), made.x(made.weeks * WEEK + 1)
    for rect, words, state in marks:
        wide = metrics.horizontalAdvance(words)
        left = max(0, min(rect.center().x() - wide // 2, end - wide - 2))
        places = (QRect(left, top + level * line, wide + 2, line) for level in (0, 1))
        _put(made, taken, places, words, state)
    others = [rect for rect, _, _ in marks]
    for rect, words in notes:
        wide = metrics.horizontalAdvance(words) + 2
        sides = (QRect(left, top + line, wide, line) for left in (rect.left(), rect.right() - wide))
        alone = (place for place in sides if not any(_beside(place, rect, other) for other in others))
        _put(made, taken, (place for place in alone if place.left() >= 0 and place.right() <= end), words, "note")
    return 2 if any(place.top() > top for place in taken) else 1


def _beside(place: QRect, own: QRect, other: QRect) -> bool:
    """Whether words of one mark would stand under another one."""
    return other != own and place.left() <= other.right() and other.left() <= place.right()


def _put(made: RoadLayout, taken: list[QRect], places: Iterable[QRect], words: str, state: str) -> None:
    """Puts words at the first of some places that is free; nowhere where none is."""
    apart = look().tokens.px(12 if state == "note" else 3)
    for place in places:
        if not any(place.adjusted(-apart, 0, apart, 0).intersects(other) for other in taken):
            taken.append(place)
            made.labels.append(Label(place, words, state))
            return


def _bar(made: RoadLayout, bar: Bar, top: int, line: int) -> int:
    px, row = look().tokens.px, len(made.rows)
    foot, tall = top + px(PAD) + line + px(WEDGE), px(WEDGE)
    taken, end = -1, round(made.day * WEEK * made.weeks)
    marks = [(mark, _square(made, mark.day, foot - px(MARK) - px(4))) for mark in bar.marks]
    for step in bar.steps:
        high = max(px(3), round(float(step.share) * tall))
        left = made.x(step.first)
        rect = QRect(left, foot - high, made.x(step.last + 1) - left, high)
        made.spots.append(Spot("step", row, step.first, rect, step.shade, step.text, bar.line, bar.part))
        wide = QFontMetrics(small()).horizontalAdvance(step.label)
        place = QRect(left + px(2), foot - high - line, wide + 2, line)
        if any(place.intersects(rect) for _, rect in marks):
            place.moveTop(foot - tall - line)
        if step.label and left > taken and left + wide <= end:
            made.labels.append(Label(place, step.label))
            taken = left + wide + px(4)
    for mark, rect in marks:
        made.spots.append(_spot("change", row, rect, mark, bar))
    height = foot + px(PAD) - top
    made.rows.append(Row("bar", top, height, bar.title, bar.subtitle))
    return height


def _intrathecal(made: RoadLayout, road: RoadMap, top: int, line: int) -> int:
    px, row, lane = look().tokens.px, len(made.rows), road.intrathecal
    height = 2 * line + px(3 * PAD)
    key = next(((dose.key.line, dose.key.part) for dose in lane.doses), ("", None))
    for mark in lane.marks:
        rect = _square(made, mark.day, top + (height - px(MARK)) // 2)
        made.spots.append(
            Spot("intrathecal", row, mark.day, rect, mark.state, mark.text, *key, mark.number, mark.dose_id)
        )
    made.rows.append(Row("intrathecal", top, height, lane.title, lane.text))
    return height


def _reviews(made: RoadLayout, road: RoadMap, top: int, line: int) -> int:
    """A diamond for each day with a review; its words stand at the right, at the left or below, where there is room."""
    px, row, metrics = look().tokens.px, len(made.rows), QFontMetrics(small())
    days: dict[int, list[str]] = {}
    undone = {review.day for review in road.reviews if not review.done}
    for review in road.reviews:
        days.setdefault(review.day, []).append(review.title)
    end, lines = made.x(road.days + 1), 1
    taken: list[QRect] = [_square(made, day, top + px(PAD)) for day in days]
    for (day, titles), mark in zip(days.items(), list(taken), strict=True):
        words = ", ".join(titles)
        made.spots.append(Spot("review", row, day, mark, "planned" if day in undone else "given", words))
        wide = metrics.horizontalAdvance(words) + 2
        right = QRect(mark.right() + px(5), mark.center().y() - line // 2, wide, line)
        left = QRect(mark.left() - px(5) - wide, right.top(), wide, line)
        below = QRect(max(0, min(mark.left(), end - wide)), mark.bottom() + px(3), wide, line)
        free = (one for one in (right, left) if one.left() >= 0 and one.right() <= end)
        place = next((one for one in free if not any(one.intersects(other) for other in taken)), below)
        lines = 2 if place == below else lines
        taken.append(place)
        made.labels.append(Label(place, words))
    height = px(2 * PAD + MARK) + (line if lines > 1 else 0)
    made.rows.append(Row("reviews", top, height, "", ""))
    return height

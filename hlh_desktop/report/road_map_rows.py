"""The rows of the road map on paper: lanes of marks, bars to scale, the intrathecal lane apart, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, width
from hlh_desktop.report.pieces import write
from hlh_desktop.report.road_map_labels import APART, Labels, bold_where, centred
from hlh_desktop.report.road_map_marks import draw_dose, draw_review, has_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.road_bars import BarStep
    from hlh_desktop.domain.road_map import Bar, Lane, Mark, Review, RoadMap
    from hlh_desktop.report.road_map_labels import Box
    from hlh_desktop.report.road_map_marks import Shape
    from hlh_desktop.report.road_map_scale import Days

Kind = Literal["lane", "bar", "intrathecal", "reviews", "cumulative"]
# Heights in points: as it is drawn where there is room, and the least.
HEIGHTS: dict[Kind, tuple[float, float]] = {
    "lane": (38.0, 27.0), "bar": (44.0, 30.0), "intrathecal": (30.0, 26.0), "reviews": (30.0, 27.0),
    "cumulative": (130.0, 62.0),
}  # fmt: skip
TOP, LINE = 3.5, 8.6
SHAPES: dict[str, Shape] = {"cytotoxic": "round"}
GREYS = {"given": 0.33, "planned": 0.85, "at_home": look.WHITE}
HATCH = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page: what it is, its words at the left, and what is drawn in it."""

    kind: Kind
    title: str
    subtitle: str
    item: Lane | Bar | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a row is drawn: its upper and lower line, the days across it, and where today is."""

    top: float
    bottom: float
    days: Days
    here: float | None = None

    @property
    def left(self) -> float:
        """Where the days begin."""
        return self.days.edges[0]

    @property
    def right(self) -> float:
        """Where they end."""
        return self.days.edges[-1]

    def labels(self) -> Labels:
        """Room for words, all of it free."""
        return Labels(self.left, self.right, self.here)


def rows_of(road: RoadMap, reviews: str) -> tuple[Row, ...]:
    """The rows of a road map from the top."""
    spinal = Row("intrathecal", road.intrathecal.title, "")
    return (
        *(Row("lane", lane.title, lane.subtitle, lane) for lane in road.lanes),
        *(Row("bar", bar.title, bar.subtitle, bar) for bar in road.bars),
        spinal,
        *([Row("reviews", reviews, "")] if road.reviews else []),
        *([Row("cumulative", road.cumulative.title, "")] if road.cumulative is not None else []),
    )


def draw_lane(canvas: Any, lane: Lane, strip: Strip) -> None:
    """The marks of a line with their words under them."""
    draw_marks(canvas, lane.marks, strip, SHAPES.get(lane.kind, "square"))


def draw_marks(canvas: Any, marks: Sequence[Mark], strip: Strip, shape: Shape) -> None:
    """Marks along the top of a strip; under them what their numbers do not say, as far as there is room."""
    side, labels = strip.days.side, strip.labels()
    middle = strip.top - TOP - side / 2
    lines = [middle - side / 2 - LINE + 0.5, middle - side / 2 - 2 * LINE + 0.5]
    for mark in marks:
        draw_dose(canvas, (strip.days.middle(mark.day), middle), side, mark.state, shape, str(mark.number))
    lines = [line for line in lines if line >= strip.bottom]
    for mark in marks:
        inside = has_number(mark.state, side) and mark.label == str(mark.number)
        if mark.label and not inside:
            font = bold_where(mark.state)
            x = centred(mark.label, strip.days.middle(mark.day), font)
            labels.put(canvas, mark.label, [(x, line) for line in lines], font)
    for mark in marks:
        if mark.note:
            free = _beside(mark, marks, strip, side)
            labels.put(canvas, mark.note, [(x, line) for line in lines for x in free], BOLD)


def _beside(mark: Mark, marks: Sequence[Mark], strip: Strip, side: float) -> list[float]:
    """The left ends of a note that begins or ends at its mark and stands under no other; all are told in words too."""
    wide, x = width(mark.note, BOLD, look.NOTE), strip.days.middle(mark.day)
    others = [strip.days.middle(other.day) for other in marks if other.day != mark.day]
    return [
        left
        for left in (x - side / 2, x + side / 2 - wide)
        if left >= strip.left and left + wide <= strip.right
        and not any(left - side < other < left + wide + side for other in others)
    ]  # fmt: skip


def draw_bar(canvas: Any, bar: Bar, strip: Strip) -> None:
    """Steps to scale, dark where given; what was not given is a gap with its mark."""
    labels, tall = strip.labels(), strip.top - strip.bottom - LINE - 2 * TOP
    side = min(strip.days.side, tall * 0.7)
    over = strip.bottom + TOP + side + 2
    for mark in bar.marks:
        x = strip.days.middle(mark.day)
        labels.block((x - side / 2, strip.bottom, x + side / 2, over))
    for step in bar.steps:
        labels.block(_step(canvas, step, strip, tall))
    for step in bar.steps:
        x, up = strip.days.x(step.first) + 1, strip.bottom + TOP + float(step.share) * tall + 2
        wide = width(step.label, BOLD, look.NOTE)
        if step.label and x + wide <= strip.right:
            marked = any(x - side <= strip.days.middle(mark.day) <= x + wide + side for mark in bar.marks)
            labels.put(canvas, step.label, [(x, up), *([(x, max(up, over + 2))] if marked else [])], BOLD)
    for mark in bar.marks:
        middle = (strip.days.middle(mark.day), strip.bottom + TOP + side / 2 + 1)
        draw_dose(canvas, middle, side, mark.state, "square")


def _step(canvas: Any, step: BarStep, strip: Strip, tall: float) -> Box:
    """Draws a step, and says where it stands."""
    left, right = strip.days.x(step.first), strip.days.x(step.last + 1)
    high = max(1.5, float(step.share) * tall)
    canvas.setStrokeGray(look.BLACK)
    canvas.setLineWidth(look.HAIRLINE if step.shade == "planned" else look.TITLE_RULE)
    canvas.setFillGray(GREYS[step.shade])
    canvas.rect(left, strip.bottom + TOP, right - left, high, fill=1)
    if step.shade == "at_home":
        _hatch(canvas, left, strip.bottom + TOP, right - left, high)
    return left + APART, strip.bottom, right - APART, strip.bottom + TOP + high


def _hatch(canvas: Any, x: float, y: float, wide: float, high: float) -> None:
    """Slanting lines inside a box."""
    canvas.saveState()
    box = canvas.beginPath()
    box.rect(x, y, wide, high)
    canvas.clipPath(box, stroke=0, fill=0)
    canvas.setLineWidth(look.HAIRLINE)
    for number in range(int((wide + high) / HATCH) + 1):
        start = x - high + number * HATCH
        canvas.line(start, y, start + high, y + high)
    canvas.restoreState()


def draw_spinal(canvas: Any, road: RoadMap, strip: Strip) -> None:
    """The lane between two heavy lines: the marks of its doses, or why there are none. No drug, no amount."""
    canvas.setStrokeGray(look.BLACK)
    canvas.setLineWidth(look.FRAME * 1.6)
    for y in (strip.top - 1, strip.bottom + 1):
        canvas.line(0, y, strip.right, y)
    lane, middle = road.intrathecal, (strip.top + strip.bottom) / 2
    if lane.marks:
        draw_marks(canvas, lane.marks, strip, "square")
        return
    wide = width(lane.text, BOLD, look.SMALL)
    canvas.setFillGray(look.WHITE)
    canvas.rect(strip.left + 3, middle - look.SMALL * 0.6, wide + 6, look.SMALL * 1.3, stroke=0, fill=1)
    write(canvas, strip.left + 6, middle - look.SMALL * 0.3, lane.text, BOLD, look.SMALL)


def draw_reviews(canvas: Any, reviews: Sequence[Review], strip: Strip) -> None:
    """A triangle for each day with reviews; their words beside it or under it."""
    days: dict[int, list[Review]] = {}
    for review in reviews:
        days.setdefault(review.day, []).append(review)
    labels, side = strip.labels(), min(strip.days.side, 10.0)
    middle = strip.top - TOP - side / 2
    for day in days:
        x = strip.days.middle(day)
        labels.block((x - side / 2, middle - side / 2, x + side / 2, middle + side / 2))
    for day, found in days.items():
        x = strip.days.middle(day)
        draw_review(canvas, x, middle, side, done=all(review.done for review in found))
        words = ", ".join(review.title for review in found)
        beside, below = middle - look.NOTE * 0.35, middle - side / 2 - LINE
        long = width(words, bold_where("planned"), look.NOTE)
        right, left = x + side / 2 + 3, x - side / 2 - 3 - long
        places = [(right, beside)] if right + long <= strip.right else []
        places += [(left, beside)] if left >= strip.left else []
        labels.put(canvas, words, [*places, (x - side / 2, below)])

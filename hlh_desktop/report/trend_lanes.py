"""The lanes of doses on paper, under the same axis of time as the chart above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics.shapes import Rect

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.trend_marks import BAND, INK, PAPER, PENCIL, dose, on_white, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.results.trend.lanes import DayStep, DoseLane
    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.report.trend_frame import Frame

ROW, STEP, APART, SIZE = 12.5, 9.5, 4.0, look.STATE + 0.4


class Lanes:
    """The lanes of a trend; `height` is what they need under the axis of time."""

    def __init__(self, trend: Trend) -> None:
        self.lanes = trend.lanes
        spinal = any(lane.kind == "intrathecal" for lane in self.lanes)
        self.height = ROW * len(self.lanes) + (APART if spinal else 0.0)

    def drawn(self, frame: Frame) -> Iterator[Any]:
        """Every lane from above downwards; the intrathecal one apart, under a double line."""
        y = self.height
        for lane in self.lanes:
            if lane.kind == "intrathecal":
                y -= APART
                yield rule((0, y + 1.5), (frame.right, y + 1.5), 0.8)
                yield rule((0, y), (frame.right, y), 0.8)
            y -= ROW
            yield from _lane(lane, frame, y + ROW / 2)

    def __len__(self) -> int:
        return len(self.lanes)


def _lane(lane: DoseLane, frame: Frame, middle: float) -> Iterator[Any]:
    """A line with marks, the amount before it and the drug after it."""
    yield rule((frame.left, middle), (frame.right, middle), 0.4, PENCIL)
    yield text(lane.amount, (frame.left - 4, middle - 2.3), SIZE, anchor="end")
    yield from _drug(lane.title, frame.right + 6, middle)
    for step in lane.steps:
        yield from _step(step, frame, middle)
    for mark in lane.marks:
        yield dose(mark.state, (frame.x(mark.at), middle))


def _drug(title: str, left: float, middle: float) -> Iterator[Any]:
    """The whole name, on two lines where one is too short for it: a drug's name is never cut."""
    room = 86.0
    if width(title, BOLD, SIZE) <= room or " " not in title:
        size = min(SIZE, SIZE * room / width(title, BOLD, SIZE))
        yield text(title, (left, middle - 2.3), size, bold=True)
        return
    first, _, rest = title.partition(" ")
    yield text(first, (left, middle + 0.6), SIZE - 1, bold=True)
    yield text(rest, (left, middle - 5.2), SIZE - 1.2)


def _step(step: DayStep, frame: Frame, middle: float) -> Iterator[Any]:
    """Days of one amount: a bar as high as its part of the largest, grey where given, dashed where planned."""
    left, right = frame.x(step.first), frame.x(step.last)
    tall = max(STEP * float(step.share), 2.0)
    ground, dash = (BAND, None) if step.given else (PAPER, (1.6, 1.4))
    yield Rect(
        left, middle - STEP / 2, right - left, tall, fillColor=ground, strokeColor=INK, strokeWidth=0.7,
        strokeDashArray=dash,
    )  # fmt: skip
    if step.label and width(step.label, REGULAR, SIZE) + 6 < right - left:
        # On a low bar the words hide its edge.
        write = text if tall > SIZE + 2 else on_white
        yield write(step.label, ((left + right) / 2, middle - STEP / 2 + 1.9), SIZE, anchor="middle")

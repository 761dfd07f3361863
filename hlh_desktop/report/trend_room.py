"""Room for words in a chart on paper: a name goes to the first place where no curve and no other name stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hlh_desktop.report.fonts import BOLD, REGULAR, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hlh_desktop.report.trend_marks import Spot

# Left, bottom, right, top.
Box = tuple[float, float, float, float]
# Of a curve with more points than this only so many are looked at: then there is no free place anyway.
MOST = 400


class Room:
    """What stands in a chart already."""

    def __init__(self) -> None:
        self.lines: list[tuple[Spot, Spot]] = []
        self.boxes: list[Box] = []

    def add_curve(self, spots: Sequence[Spot], around: float) -> None:
        """A curve with its markers."""
        thinned = spots[:: max(1, len(spots) // MOST)]
        self.lines += pairwise(thinned)
        self.boxes += [(x - around, y - around, x + around, y + around) for x, y in thinned]

    def place(self, words: str, size: float, wanted: Sequence[Spot], *, bold: bool = False) -> Spot:
        """The first of the wanted places (of a text's left lower corner) that is free, else the first; now taken."""
        found = self.if_free(words, size, wanted, bold=bold)
        if found is None:
            found = wanted[0]
            self.boxes.append(_box(words, size, found, bold=bold))
        return found

    def if_free(self, words: str, size: float, wanted: Iterable[Spot], *, bold: bool = False) -> Spot | None:
        """The same; None where no place is free."""
        for spot in wanted:
            box = _box(words, size, spot, bold=bold)
            if self._free(box):
                self.boxes.append(box)
                return spot
        return None

    def _free(self, box: Box) -> bool:
        return not any(_overlap(box, other) for other in self.boxes) and not any(
            _crosses(one, other, box) for one, other in self.lines
        )


def _box(words: str, size: float, spot: Spot, *, bold: bool) -> Box:
    long = width(words, BOLD if bold else REGULAR, size)
    return spot[0] - 1, spot[1] - 1.5, spot[0] + long + 1, spot[1] + size


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(one: Spot, other: Spot, box: Box) -> bool:
    """Whether a line passes through a box: the part of it between the box's sides, cut from both directions."""
    start, end = 0.0, 1.0
    for low, high, at, by in (
        (box[0], box[2], one[0], other[0] - one[0]),
        (box[1], box[3], one[1], other[1] - one[1]),
    ):
        if not by:
            if not low <= at <= high:
                return False
            continue
        near, far = sorted(((low - at) / by, (high - at) / by))
        start, end = max(start, near), min(end, far)
    return start < end

"""Words on the road map of paper: each where it is free, none over another, and none over the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.pieces import write

if TYPE_CHECKING:
    from collections.abc import Iterable

APART = 2.5
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Labels:
    """What is taken of a row, between two edges. Words on the line of today, at `here`, have a white ground."""

    left: float
    right: float
    here: float | None = None
    taken: list[Box] = field(default_factory=list)

    def put(
        self, canvas: Any, words: str, places: Iterable[tuple[float, float]], font: str = REGULAR,
        size: float = look.NOTE,
    ) -> bool:  # fmt: skip
        """Writes words at the first free place, given by its left end and line; nowhere where none is free."""
        wide = width(words, font, size)
        for x, y in places:
            left = min(max(x, self.left), self.right - wide)
            box = (left, y - size * 0.25, left + wide, y + size * 0.8)
            if not any(_over(box, other) for other in self.taken):
                self.taken.append(box)
                if self.here is not None and box[0] <= self.here <= box[2]:
                    canvas.setFillGray(look.WHITE)
                    canvas.rect(box[0] - 1, box[1], wide + 2, box[3] - box[1], stroke=0, fill=1)
                write(canvas, left, y, words, font, size)
                return True
        return False

    def block(self, box: Box) -> None:
        """Keeps words away from a place."""
        self.taken.append(box)


def _over(one: Box, other: Box) -> bool:
    apart = one[2] + APART <= other[0] or other[2] + APART <= one[0]
    return not (apart or one[3] <= other[1] or other[3] <= one[1])


def centred(words: str, x: float, font: str = REGULAR, size: float = look.NOTE) -> float:
    """The left end of words in the middle of a place."""
    return x - width(words, font, size) / 2


def bold_where(state: str) -> str:
    """The font of words under a mark: bold where somebody has to act, or where a dose was not given."""
    return BOLD if state in ("due", "late", "visit", "held", "refused", "omitted", "missed", "stopped") else REGULAR

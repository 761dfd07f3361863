"""How the board is drawn: the icon and colour of each sign, the letters of each column, near and on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from hlh_desktop.ward.board.values import Arrow, Sign

# The icon of a sign, empty for none, and the colour of icon and words.
SIGNS: dict[Sign, tuple[str, str]] = {
    "plain": ("", "text"),
    "muted": ("", "muted"),
    "critical": ("circle-alert", "critical"),
    "overdue": ("clock", "critical"),
    "soon": ("clock", "warning"),
    "waits": ("pencil", "warning"),
    "draft": ("pencil", "warning"),
    "later": ("clock", "muted"),
    "done": ("circle-check", "ok"),
    "running": ("circle-dot", "info"),
    "missed": ("circle-x", "warning"),
    "visit": ("user-round", "warning"),
    "intrathecal": ("", "intrathecal"),
    "held": ("circle-pause", "warning"),
    "refused": ("ban", "muted"),
    "struck": ("x", "muted"),
    "stopped": ("ban", "warning"),
    "released": ("circle-check", "ok"),
    "moved": ("bed-single", "muted"),
    "differs": ("octagon-alert", "critical"),
    "info": ("info", "info"),
    "warning": ("triangle-alert", "warning"),
}
EDGES: dict[Sign, str] = {"muted": "hairline", "intrathecal": "intrathecal"}
ARROWS: dict[Arrow, str] = {
    "up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}", "level": "\N{RIGHTWARDS ARROW}",
}  # fmt: skip
# The columns, in the order of `BoardRow.cells`: the size of their first line, whether it is bold, at the right.
BED, NAME, COURSE, NOW, LATE, NEXT, TASK, FERRITIN, PLATELETS, CHANGED = range(10)
BOLD = (BED, NAME, NOW, LATE, TASK, FERRITIN, PLATELETS)
LARGE, RIGHT = (BED, LATE, FERRITIN, PLATELETS), (LATE, FERRITIN, PLATELETS)
# Where there is no room beside, a column is told in a line below another one: none, two, three of them.
FOLDS: tuple[dict[int, int], ...] = (
    {}, {NEXT: TASK, FERRITIN: PLATELETS}, {NAME: COURSE, NEXT: TASK, FERRITIN: PLATELETS},
)  # fmt: skip
# From two metres a word is read at a third of an inch.
WALL = 1.75
ON_WALL = (BED, NAME, NOW, LATE, NEXT)


@dataclass(frozen=True, slots=True)
class Letters:
    """The fonts of one column: of its first line, of the words of a note, of what stands muted after them."""

    first: QFont
    note: QFont
    more: QFont


def letters(column: int, factor: float) -> Letters:
    """The fonts of a column at a size; 1 is the size of the look."""
    tokens = look().tokens
    body, small = tokens.point("body") * factor, tokens.point("small") * factor
    first = font(body * 1.12 if column == NOW else tokens.point("heading") * factor if column in LARGE else body,
                 bold=column in BOLD)  # fmt: skip
    return Letters(first, font(small, bold=True), font(small, bold=False))


def font(points: float, *, bold: bool) -> QFont:
    """A font of a size."""
    made = QFont()
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def edge_colour(sign: Sign) -> str:
    """The name of the colour of the bar at the edge of a row."""
    return EDGES.get(sign) or SIGNS[sign][1]

"""How wide the parts of a cell of the flowsheet are, and how they are drawn: each part in a line of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.ui.labs.faces import CellFace

SIDE, GAP, ICON = 10, 5, 16
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# The colour of a number, and of the icon before it, by the state of its cell.
INK = {"": "text", "quiet": "muted", "warning": "warning", "critical": "critical"}


@dataclass(frozen=True)
class Letters:
    """The fonts of the flowsheet at one size of the look: values, small words, letters and headings.

    How wide words are is measured once: a table asks for the same few of them again and again.
    """

    value: QFont
    small: QFont
    strong: QFont
    measured: dict[tuple[str, str], int] = field(default_factory=dict)

    def wide(self, words: str) -> int:
        """The width of a value."""
        return self._wide("value", self.value, words)

    def wide_small(self, words: str) -> int:
        """The width of small words."""
        return self._wide("small", self.small, words)

    def wide_strong(self, words: str) -> int:
        """The width of a letter or heading."""
        return self._wide("strong", self.strong, words)

    def _wide(self, name: str, font: QFont, words: str) -> int:
        key = name, words
        if key not in self.measured:
            self.measured[key] = QFontMetrics(font).horizontalAdvance(words)
        return self.measured[key]


def letters() -> Letters:
    """The fonts as they are now."""
    use = look().tokens
    return _letters(use.point("body"), use.point("small"))


@lru_cache(maxsize=1)
def _letters(body: float, least: float) -> Letters:
    value, small = QFont(), QFont()
    value.setPointSizeF(body)
    small.setPointSizeF(least)
    strong = QFont(small)
    strong.setWeight(QFont.Weight.DemiBold)
    return Letters(value, small, strong)


@dataclass(frozen=True, slots=True)
class Places:
    """The widths that a column gives to the parts of its cells, in pixels; a letter's place is kept in every cell."""

    before: int = 0
    whole: int = 0
    rest: int = 0
    words: int = 0
    letter: int = 0

    @property
    def width(self) -> int:
        """What the column needs."""
        px = look().tokens.px
        beside = self.before + px(GAP) if self.before else 0
        return max(beside + self.whole + self.rest, self.words) + px(GAP) + self.letter + 2 * px(SIDE)


def places(cells: Iterable[CellFace], use: Letters) -> Places:
    """What the cells of a column need at most, part by part."""
    before = whole = rest = words = 0
    for cell in cells:
        before = max(before, lead(cell, use))
        whole = max(whole, use.wide(cell.whole))
        rest = max(rest, behind(cell, use))
        words = max(words, use.wide(cell.words) + (lead(cell, use) if cell.words else 0))
    return Places(before, whole, rest, words, use.wide_strong("H"))


def lead(cell: CellFace, use: Letters) -> int:
    """The width of the icon and the small words before a value."""
    px = look().tokens.px
    icon = px(ICON) + px(GAP) if cell.icon else 0
    return icon + (use.wide_small(cell.before) if cell.before else 0)


def behind(cell: CellFace, use: Letters) -> int:
    """The width of the decimals, and of a unit that is not the row's."""
    unit = look().tokens.px(GAP - 1) + use.wide_small(cell.unit) if cell.unit else 0
    return use.wide(cell.rest) + unit


def draw_cell(painter: QPainter, cell: CellFace, rect: QRect, use: Letters, column: Places) -> None:
    """Draws a cell: its letter at the right, its decimal mark where that of the column stands."""
    tokens = look().tokens
    px, colours = tokens.px, tokens.colours
    right = rect.right() + 1 - px(SIDE) - column.letter
    if cell.letter:
        write(
            painter, use.strong, colours["warning"], QRect(right, rect.top(), column.letter, rect.height()), cell.letter
        )
    right -= px(GAP)
    ink = colours[INK[cell.state]]
    if cell.words:
        wide = use.wide(cell.words)
        left = right - wide
        write(painter, use.value, ink, QRect(left, rect.top(), wide, rect.height()), cell.words)
    else:
        mark = right - column.rest
        left = mark - use.wide(cell.whole)
        write(painter, use.value, ink, QRect(left, rect.top(), mark - left, rect.height()), cell.whole)
        write(painter, use.value, ink, QRect(mark, rect.top(), use.wide(cell.rest), rect.height()), cell.rest)
        if cell.unit:
            beside = mark + use.wide(cell.rest) + px(GAP - 1)
            area = QRect(beside, rect.top(), use.wide_small(cell.unit), rect.height())
            write(painter, use.small, colours["muted"], area, cell.unit)
    draw_lead(painter, cell, rect, left, use)


def draw_lead(painter: QPainter, cell: CellFace, rect: QRect, left: int, use: Letters) -> None:
    """The small words before a value, and the icon before those."""
    tokens = look().tokens
    left -= tokens.px(GAP)
    if cell.before:
        wide = use.wide_small(cell.before)
        left -= wide
        write(painter, use.small, tokens.colours["muted"], QRect(left, rect.top(), wide, rect.height()), cell.before)
        left -= tokens.px(GAP)
    if cell.icon:
        size = tokens.px(ICON)
        top = rect.top() + (rect.height() - size) // 2
        painter.drawPixmap(left - size, top, icons.pixmap(cell.icon, tokens.colours[INK[cell.state]], size))


def write(painter: QPainter, font: QFont, colour: str, rect: QRect, words: str, side: int = LEFT) -> None:
    """One text in a rectangle, on one line."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, side | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip), words)

"""Draws the places of the board: a first line, and below it notes with icon, word and what is muted after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.board_look import ARROWS, BED, FOLDS, NOW, RIGHT, SIGNS, Letters, edge_colour, letters
from hlh_desktop.ui.widgets.place_table import Index, PlaceDelegate, light_row
from hlh_desktop.ui.widgets.table import ROW_ROLE
from hlh_desktop.ui.widgets.whole import whole
from hlh_desktop.ward.board.values import Note

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ward.board import BoardRow, Cell

Line = tuple[Note | None, QRect, QRect]
WRAP = int(Qt.TextFlag.TextWordWrap)
SIDE, ABOVE, BETWEEN, ICON, GAP, BAR = 8, 9, 3, 15, 5, 4
# What is due now stays on one line up to this width, as long as there is room for the other columns.
UNBROKEN = 285
TALL, SPARE = 10_000, 3


class BoardDelegate(PlaceDelegate):
    """Nothing is cut: what has no room beside goes on below. `factor` makes all of it larger, for a wall;
    `names` say what was folded into another place.

    How wide and how high words are is measured once for each place, which on most looks is what it was before.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(lambda row, _: row, lambda _: False, parent)
        self.factor, self.unbroken = 1.0, True
        self.folds = FOLDS[0]
        self.names: dict[int, str] = {}
        self._fonts: dict[int, Letters] = {}
        self._measured_wide: dict[tuple[int, Cell], tuple[int, int]] = {}
        self._measured_high: dict[tuple[int, Cell, int], int] = {}

    def forget(self) -> None:
        """Letters have another size: nothing measured holds any more."""
        for measured in (self._fonts, self._measured_wide, self._measured_high):
            measured.clear()

    def enlarge(self, factor: float) -> None:
        """Another size of everything."""
        self.factor = factor
        self.forget()

    def px(self, pixels: float) -> int:
        """A length of the design, as large as the letters."""
        return look().tokens.px(pixels * self.factor)

    def letters_of(self, column: int) -> Letters:
        """The fonts of a column at its size."""
        if column not in self._fonts:
            self._fonts[column] = letters(column, self.factor)
        return self._fonts[column]

    def cell(self, index: Index) -> Cell:
        """What stands in a place, with what was folded into it."""
        row: BoardRow = index.data(ROW_ROLE)
        column = index.column()
        found = row.cells[column]
        if column not in self.folds:
            return found
        other = self.folds[column]
        return folded(found, row.cells[other], self.names.get(other, ""))

    # --- room

    def natural(self, index: Index) -> int:
        return self._widths(index)[0]

    def least(self, index: Index) -> int:
        return self._widths(index)[1]

    def _widths(self, index: Index) -> tuple[int, int]:
        key = index.column(), self.cell(index)
        if key not in self._measured_wide:
            self._measured_wide[key] = self._measured(*key)
        natural, least = self._measured_wide[key]
        if self.unbroken and key[0] == NOW:
            least = max(least, min(natural, self.px(UNBROKEN)))
        return natural, least

    def _measured(self, column: int, cell: Cell) -> tuple[int, int]:
        """How wide a place is with each line on one line, and how wide for its longest word."""
        fonts = self.letters_of(column)
        first, note, more = (QFontMetrics(font) for font in (fonts.first, fonts.note, fonts.more))
        widths, words = [first.horizontalAdvance(shown(cell))], longest(first, shown(cell))
        for one in cell.notes:
            room = self._icon_room(one)
            strong = more if one.sign == "muted" else note
            beside = self.px(GAP) + more.horizontalAdvance(one.more) if one.more else 0
            widths.append(room + strong.horizontalAdvance(one.words) + beside)
            words = max(words, room + longest(strong, one.words), longest(more, one.more))
        around = 2 * self.px(SIDE) + SPARE
        return max(widths) + around, words + around

    def height(self, index: Index, wide: int) -> int:
        key = index.column(), self.cell(index), wide
        if key not in self._measured_high:
            lines = self._lines(key[0], key[1], QRect(0, 0, wide, TALL))
            self._measured_high[key] = (bottom_of(lines[-1]) + 1 if lines else 0) + self.px(ABOVE)
        return self._measured_high[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = option.rect.width() or self.natural(index)
        return QSize(self.natural(index), self.height(index, wide))

    def _icon_room(self, note: Note) -> int:
        return self.px(ICON + GAP) if SIGNS[note.sign][0] else 0

    def _lines(self, column: int, cell: Cell, place: QRect) -> list[Line]:
        """Each line with where its words and what is muted after them stand, from the top of a place on."""
        fonts = self.letters_of(column)
        left, wide, top = place.left() + self.px(SIDE), place.width() - 2 * self.px(SIDE), place.top() + self.px(ABOVE)
        found: list[Line] = []
        if cell.first:
            high = tall(QFontMetrics(fonts.first), wide, shown(cell))
            found.append((None, QRect(left, top, wide, high), QRect()))
            top += high + self.px(BETWEEN)
        for note in cell.notes:
            words, more = self._note(fonts, note, QRect(left, top, wide, TALL))
            found.append((note, words, more))
            top = bottom_of(found[-1]) + 1 + self.px(BETWEEN)
        return found

    def _note(self, fonts: Letters, note: Note, room: QRect) -> tuple[QRect, QRect]:
        """Where the words of a note stand, and what is muted: after them where there is room, else below."""
        indent = self._icon_room(note)
        strong, muted = QFontMetrics(fonts.more if note.sign == "muted" else fonts.note), QFontMetrics(fonts.more)
        wide, after = strong.horizontalAdvance(note.words), muted.horizontalAdvance(note.more)
        if not note.more or indent + wide + self.px(GAP) + after + SPARE > room.width():
            high = tall(strong, room.width() - indent, note.words)
            words = QRect(room.left() + indent, room.top(), room.width() - indent, high)
            below = tall(muted, room.width(), note.more) if note.more else 0
            return words, QRect(room.left(), words.bottom() + 1, room.width(), below)
        high = max(strong.height(), muted.height())
        # A little more than the words measure: a line that is drawn may need a pixel more than was said.
        words = QRect(room.left() + indent, room.top(), wide + SPARE, high)
        return words, QRect(words.right() + 1 + self.px(GAP) - SPARE, room.top(), after + SPARE, high)

    # --- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        light_row(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        row: BoardRow = index.data(ROW_ROLE)
        if index.column() == BED:
            bar = QRect(option.rect.left(), option.rect.top(), self.px(BAR), option.rect.height() - 1)
            painter.fillRect(bar, QColor(look().tokens.colours[edge_colour(row.edge)]))
        self._draw(painter, index.column(), self.cell(index), option.rect)
        painter.restore()

    def _draw(self, painter: QPainter, column: int, cell: Cell, place: QRect) -> None:
        """The lines, in the middle of the height of the row."""
        lines = self._lines(column, cell, place)
        if not lines:
            return
        shift = max(0, (place.bottom() - bottom_of(lines[-1]) - self.px(ABOVE)) // 2)
        side = int(Qt.AlignmentFlag.AlignRight) if column in RIGHT else 0
        fonts = self.letters_of(column)
        for note, words, more in lines:
            words.translate(0, shift)
            more.translate(0, shift)
            if note is None:
                painter.setFont(fonts.first)
                painter.setPen(self._colour(cell.sign))
                painter.drawText(words, WRAP | side, whole(shown(cell)))
            else:
                self._draw_note(painter, fonts, note, words, more, side)

    def _draw_note(
        self, painter: QPainter, fonts: Letters, note: Note, words: QRect, more: QRect, side: int
    ) -> None:  # fmt: skip
        icon, colour = SIGNS[note.sign]
        if icon:
            size, line = self.px(ICON), QFontMetrics(fonts.note).height()
            drawn = icons.pixmap(icon, look().tokens.colours[colour], size)
            painter.drawPixmap(words.left() - self.px(ICON + GAP), words.top() + (line - size) // 2, drawn)
        painter.setFont(fonts.more if note.sign == "muted" else fonts.note)
        painter.setPen(self._colour(note.sign))
        painter.drawText(words, WRAP | side, whole(note.words))
        painter.setFont(fonts.more)
        painter.setPen(self._colour("muted"))
        painter.drawText(more, WRAP | side, whole(note.more))

    def _colour(self, sign: str) -> QColor:
        return QColor(look().tokens.colours[SIGNS[sign][1]])  # type: ignore[index]


def bottom_of(line: Line) -> int:
    """How far down a line reaches: what is muted may stand below its words."""
    _, words, more = line
    return max(words.bottom(), more.bottom() if more.isValid() else words.bottom())


def folded(cell: Cell, other: Cell, name: str) -> Cell:
    """Two places in one: the other one in a line below, with its name where it has one."""
    told = (part for note in other.notes for part in (note.words, note.more))
    line = ", ".join(part for part in (NON_BREAKING.join((name, shown(other))).strip(), *told) if part)
    sign = other.sign if other.sign in ("overdue", "critical") else "muted"
    return replace(cell, notes=(*cell.notes, Note(line, sign)))


def shown(cell: Cell) -> str:
    """The first line with its arrow."""
    return f"{ARROWS[cell.arrow]}{NON_BREAKING}{cell.first}" if cell.arrow else cell.first


def longest(metrics: QFontMetrics, words: str) -> int:
    """How wide the longest word is."""
    return max(metrics.horizontalAdvance(word) for word in words.split(" "))


def tall(metrics: QFontMetrics, wide: int, words: str) -> int:
    """How high words are in a width."""
    return metrics.boundingRect(QRect(0, 0, wide, TALL), WRAP, whole(words)).height()

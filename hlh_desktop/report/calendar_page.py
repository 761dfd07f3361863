"""One page of the calendar, drawn: the heads once, then week after week, never a week on two pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look
from hlh_desktop.report.calendar_blocks import AIR, BAND, BETWEEN, LINE, Block, Row, parted
from hlh_desktop.report.calendar_layout import APART, DATE, DAY, DUE_GAP, PADDING, SUM, Figure, Track
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.pieces import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD_LINE, BASE = 9.0, 3.6
EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the calendar's head."""

    day: str
    date: str
    cumulative: str
    unit: str
    due: str


class CalendarPage(Drawn):
    """The weeks of one page under their heads."""

    def __init__(self, words: Words, tracks: Sequence[Track], blocks: Sequence[Block], *, cumulative: bool) -> None:
        self.words, self.tracks, self.blocks, self.cumulative = words, tracks, blocks, cumulative
        super().__init__(head_height(tracks) + sum(block.height for block in blocks))

    def split(self, _: float, most: float) -> list[CalendarPage]:
        """Where even one week is too tall: as many of its days as fit, then the others under the heads again."""
        left = most - head_height(self.tracks)
        first: list[Block] = []
        for place, block in enumerate(self.blocks):
            if block.height <= left:
                first.append(block)
                left -= block.height
                continue
            fitting, others = parted(block, left)
            rest = [*([others] if others else []), *self.blocks[place + 1 :]]
            first += [fitting] if fitting else []
            return [self._with(first), self._with(rest)] if first else []
        return [self]

    def _with(self, blocks: Sequence[Block]) -> CalendarPage:
        return CalendarPage(self.words, self.tracks, blocks, cumulative=self.cumulative)

    def _rights(self) -> Iterator[tuple[Track, float]]:
        """Each column with its right side."""
        x = DAY + DATE
        for track in self.tracks:
            x += track.room
            yield track, x - PADDING / 2

    @property
    def _after(self) -> float:
        """Where the columns of drugs end."""
        return DAY + DATE + sum(track.room for track in self.tracks)

    @property
    def _due(self) -> float:
        """Where the column of tasks begins."""
        return self._after + (SUM if self.cumulative else 0.0) + DUE_GAP

    def draw(self) -> None:
        """Draws heads and weeks from the top down."""
        y = self.height - head_height(self.tracks)
        self._heads(y)
        for block in self.blocks:
            y = self._week(block, y)

    def _heads(self, y: float) -> None:
        words = self.words
        self._right(DAY - PADDING / 2, y + BASE, words.day, REGULAR, look.NOTE)
        self._left(DAY, y + BASE, words.date, REGULAR, look.NOTE)
        for track, right in self._rights():
            heads = [*((line, BOLD) for line in track.name), *((line, REGULAR) for line in track.below)]
            for place, (line, font) in enumerate(heads, 1):
                self._right(right, y + BASE + HEAD_LINE * (len(heads) - place), line, font, look.NOTE)
        if self.cumulative:
            self._right(self._after + SUM, y + BASE + HEAD_LINE, words.cumulative, BOLD, look.NOTE)
            self._right(self._after + SUM, y + BASE, words.unit, REGULAR, look.NOTE)
        self._left(self._due, y + BASE, words.due, REGULAR, look.NOTE)
        self._line(y, look.TITLE_RULE, look.BLACK)

    def _week(self, block: Block, top: float) -> float:
        """Draws a week and says where it ends."""
        y = top - BAND
        self.canv.setFillGray(look.BAND)
        self.canv.rect(0, y, self.width, BAND - 1, stroke=0, fill=1)
        self._left(3, y + BASE, block.title, BOLD, look.BODY)
        self._right(self.width - 3, y + BASE, block.span, REGULAR, look.NOTE)
        for row in block.rows:
            y -= row.height
            self._row(row, y, y + row.height - AIR / 2 - LINE + BASE - 1)
        self.canv.line(self._due - DUE_GAP / 2, y, self._due - DUE_GAP / 2, top - BAND)
        return y - BETWEEN

    def _row(self, row: Row, bottom: float, base: float) -> None:
        font = BOLD if row.heavy else REGULAR
        if row.sums:
            self._line(bottom + row.height, look.TITLE_RULE, look.BLACK)
            self._left(DAY, base, row.date, BOLD, look.SMALL)
        else:
            self._line(bottom, look.HAIRLINE, look.LINE)
            self._label(row, base, font)
        if row.words:
            spanned = width(" ".join((row.label, row.date)), REGULAR, look.SMALL) + PADDING
            self._left(max(DAY + DATE + PADDING / 2, spanned), base, row.words, REGULAR, look.SMALL)
        for cell, (track, right) in zip(row.cells, self._rights(), strict=False):
            self._cell(cell, track, right, base, heavy=track.heavy and not row.sums)
        if row.cumulative and self.cumulative:
            self._right(self._after + SUM, base, row.cumulative, BOLD if row.sums else REGULAR, look.BODY)
        for place, line in enumerate(row.due):
            self._left(self._due, base - LINE * place, line, BOLD if line.isupper() else REGULAR, look.NOTE)

    def _label(self, row: Row, base: float, font: str) -> None:
        """Day and date; a span of days is wider than the column of a single day and stands to its left side."""
        if width(row.label, BOLD, look.SECTION) > DAY - PADDING / 2:
            self._left(0, base, " ".join((row.label, row.date)), REGULAR, look.SMALL)
        else:
            self._right(DAY - PADDING / 2, base, row.label, BOLD, look.SECTION)
            self._left(DAY, base, row.date, font, look.SMALL)

    def _cell(self, cell: Sequence[Sequence[Figure]], track: Track, right: float, base: float, *, heavy: bool) -> None:
        """The doses of a cell, each on the decimal mark of its place; a dash where there is none."""
        left = right - track.content
        if not cell:
            self._right(right - track.after, base, EN_DASH, REGULAR, look.BODY)
        for place, line in enumerate(cell):
            first = track.side - len(line) if len(line) == 1 else 0
            for slot, figure in enumerate(line, first):
                mark = left + slot * (track.slot + APART) + track.before
                self._figure(figure, mark, base - LINE * place, BOLD if heavy else REGULAR)

    def _figure(self, figure: Figure, mark: float, base: float, font: str) -> None:
        start = mark - width(figure.whole, font, look.BODY)
        self._left(start, base, figure.text, font, look.BODY)
        if figure.time:
            self._left(mark - figure.before, base, figure.time, REGULAR, look.NOTE)

    def _left(self, x: float, y: float, text: str, font: str, size: float) -> None:
        canvas: Any = self.canv
        canvas.setFont(font, size)
        canvas.setFillGray(look.BLACK)
        canvas.drawString(x, y, text)

    def _right(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self._left(x - width(text, font, size), y, text, font, size)

    def _line(self, y: float, weight: float, grey: float) -> None:
        self.canv.setLineWidth(weight)
        self.canv.setStrokeGray(grey)
        self.canv.line(0, y, self.width, y)


def head_height(tracks: Sequence[Track]) -> float:
    """The room of the heads."""
    return HEAD_LINE * max([2, *(len(track.name) + len(track.below) for track in tracks)]) + BASE

"""The wristband and the label as they are drawn: true size, codes with white around, crop marks at the corners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm

from hlh_desktop.report import look
from hlh_desktop.report.codes import BARS_QUIET, LEAST, QUIET, bars, draw_code
from hlh_desktop.report.entries import Stack
from hlh_desktop.report.fonts import BOLD, width
from hlh_desktop.report.header import fitting, sized
from hlh_desktop.report.marks import lines
from hlh_desktop.report.pieces import write
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from hlh_desktop.report.label_words import LabelWords

BAND_WIDE, BAND_TALL, LABEL_WIDE, LABEL_TALL = 180 * mm, 25 * mm, 63.5 * mm, 38.1 * mm
PAD, GAP = 3 * mm, 4.0
BARS_WIDE = LABEL_WIDE - 2 * PAD
MODULES = 21
BAND_CODE, LABEL_CODE = 14 * mm, LEAST
BAND_BARS, LABEL_BARS = 10 * mm, 7.5 * mm
# How far crop marks stand off, and their length.
OFF, LONG = 3.0, 8.0
STRIP = 10.0
MOST_NAME, LEAST_NAME = 15.0, 8.0
LABEL_ALLERGIES, BAND_ALLERGIES = 44, 110


class Piece:
    """What is cut out of the sheet: its size, the strip of a training ward, the marks at its corners."""

    def __init__(self, words: LabelWords, wide: float, tall: float) -> None:
        self.words, self.wide = words, wide
        self.strip = STRIP if words.printing.training else 0.0
        self.bars = bars(words.child.code, BARS_WIDE, tall)
        self.tall = 0.0

    def name(self, room: float) -> Any:
        """The name, as large as it stays on one line; a long one takes as many lines as it needs."""
        name = self.words.name
        return sized(escape(name), look.heading(fitting(name, room, MOST_NAME, LEAST_NAME)), room)

    def facts(self, room: float, allergies: int) -> list[Any]:
        """Number, birth date, sex and allergies, in a width."""
        number = self.words.number
        style = look.heading(fitting(number, room, look.SUBTITLE, look.BODY))
        said = lines([self.words.born, self.words.allergies(allergies)])
        return [sized(escape(number), style, room), sized(said, look.BODY_TEXT, room)]

    def draw(self, canvas: Any, x: float, top: float) -> None:
        """Draws the piece with its upper left corner at x, top."""
        bottom = top - self.tall
        canvas.setStrokeGray(look.LINE)
        canvas.setLineWidth(look.HAIRLINE)
        canvas.rect(x, bottom, self.wide, self.tall)
        _draw_marks(canvas, (x, bottom, x + self.wide, top))
        if self.strip:
            canvas.setFillGray(look.BLACK)
            canvas.rect(x, top - STRIP, self.wide, STRIP, stroke=0, fill=1)
            said = self.words.say("training")
            left = x + (self.wide - width(said, BOLD, look.NOTE)) / 2
            write(canvas, left, top - STRIP * 0.75, said, BOLD, look.NOTE, look.WHITE)
        self.fill(canvas, x, top - self.strip, bottom)

    def fill(self, canvas: Any, x: float, top: float, bottom: float) -> None:
        """Draws what stands on the piece, below its strip."""
        raise NotImplementedError

    def stripes(self, canvas: Any, x: float, y: float) -> None:
        """The code as bars with its letters beneath."""
        canvas.setFillGray(look.BLACK)
        self.bars.drawOn(canvas, x, y)
        self.letters(canvas, x, y - look.NOTE, self.bars.width)

    def letters(self, canvas: Any, x: float, y: float, room: float) -> None:
        """The code in letters in the middle of a room."""
        code = self.words.child.code
        write(canvas, x + (room - width(code, BOLD, look.NOTE)) / 2, y, code, BOLD, look.NOTE)


class Label(Piece):
    """A label for a chart, a tube or a bed: name, facts beside the square code, bars at the foot."""

    def __init__(self, words: LabelWords) -> None:
        super().__init__(words, LABEL_WIDE, LABEL_BARS)
        room = self.wide - 2 * PAD
        self.white = LABEL_CODE / MODULES * QUIET
        self.title = self.name(room)
        beside = room - LABEL_CODE - self.white
        self.text = Stack(self.facts(beside, LABEL_ALLERGIES), beside)
        middle = max(self.text.height, LABEL_CODE + self.white) + GAP
        self.tall = max(LABEL_TALL, self.strip + 2 * PAD + self.title.height + middle + LABEL_BARS + look.NOTE + GAP)

    def fill(self, canvas: Any, x: float, top: float, bottom: float) -> None:
        """Draws the name, the facts and both codes."""
        left, right, top = x + PAD, x + self.wide - PAD, top - PAD
        self.title.drawOn(canvas, left, top - self.title.height)
        top -= self.title.height + GAP
        self.text.draw(canvas, left, top)
        draw_code(canvas, self.words.child.code, right - LABEL_CODE, top - LABEL_CODE, LABEL_CODE)
        self.stripes(canvas, left, bottom + PAD + look.NOTE)


class Band(Piece):
    """A wristband: the square code at the left, who the child is in the middle, bars at the right."""

    def __init__(self, words: LabelWords) -> None:
        super().__init__(words, BAND_WIDE, BAND_BARS)
        self.square = max(BAND_CODE, width(words.child.code, BOLD, look.NOTE))
        self.white = BAND_CODE / MODULES * QUIET
        self.beside = BARS_QUIET * self.bars.barWidth
        taken = self.square + 2 * self.white + self.bars.width + 2 * self.beside + 2 * PAD
        room = self.wide - taken
        self.text = Stack([self.name(room), *self.facts(room, BAND_ALLERGIES)], room)
        tallest = max(self.text.height, BAND_CODE + look.NOTE + GAP)
        self.tall = max(BAND_TALL, self.strip + 2 * PAD + tallest)

    def fill(self, canvas: Any, x: float, top: float, bottom: float) -> None:
        """Draws the three parts, each in the middle of the height."""
        middle = (top + bottom) / 2
        self._square(canvas, x + PAD, middle)
        self.text.draw(canvas, x + PAD + self.square + 2 * self.white, middle + self.text.height / 2)
        left, low = x + self.wide - PAD - self.beside - self.bars.width, middle - BAND_BARS / 2 + look.NOTE / 2
        self.stripes(canvas, left, low)

    def _square(self, canvas: Any, x: float, middle: float) -> None:
        low = middle - (BAND_CODE - look.NOTE - GAP) / 2
        draw_code(canvas, self.words.child.code, x + (self.square - BAND_CODE) / 2, low, BAND_CODE)
        self.letters(canvas, x, low - look.NOTE - GAP, self.square)


def _draw_marks(canvas: Any, box: tuple[float, float, float, float]) -> None:
    """Crop marks outside the four corners."""
    canvas.setStrokeGray(look.BLACK)
    canvas.setLineWidth(look.HAIRLINE)
    west, south, east, north = box
    for x, away in ((west, -1), (east, 1)):
        for y, up in ((south, -1), (north, 1)):
            canvas.line(x + away * OFF, y, x + away * (OFF + LONG), y)
            canvas.line(x, y + up * OFF, x, y + up * (OFF + LONG))

"""Small signs that say a state without colour: a word in a box, a ticked, open or empty box, a line."""

from __future__ import annotations

from typing import Literal

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.pieces import Drawn, draw_rule, write

Weight = Literal["black", "thick", "thin"]


class State(Drawn):
    """A word in a box: black, thickly or thinly framed."""

    ROOM = 66.0

    def __init__(self, word: str, weight: Weight, inset: float = 0.0, wide: float = ROOM) -> None:
        super().__init__(look.STATE * 1.7)
        self.word, self.weight, self.inset, self.wide = word, weight, inset, wide

    def draw(self) -> None:
        """Draws the box with its word in the middle."""
        canvas, edge = self.canv, look.FRAME / 2
        canvas.translate(self.inset, 0)
        canvas.setLineWidth({"black": look.FRAME, "thick": look.FRAME, "thin": look.HAIRLINE}[self.weight])
        canvas.setStrokeGray(look.BLACK if self.weight != "thin" else look.LINE)
        canvas.setFillGray(look.BLACK)
        canvas.rect(edge, edge, self.wide - look.FRAME, self.height - look.FRAME, fill=self.weight == "black")
        font = REGULAR if self.weight == "thin" else BOLD
        left = (self.wide - width(self.word, font, look.STATE)) / 2
        grey = look.WHITE if self.weight == "black" else look.BLACK
        write(canvas, left, look.STATE * 0.5, self.word, font, look.STATE, grey)


class Rule(Drawn):
    """A line across, between one order and the next."""

    def __init__(self) -> None:
        super().__init__(look.GAP)

    def draw(self) -> None:
        """Draws the line in the middle of its height."""
        draw_rule(self.canv, self.width, self.height / 2, look.HAIRLINE, look.LINE)


class Tick(Drawn):
    """A small box: ticked, with a question mark, or empty."""

    SIZE = 8.5

    def __init__(self, truth: bool | None) -> None:
        super().__init__(look.BODY * look.LEADING)
        self.truth = truth

    def draw(self) -> None:
        """Draws the box and what is in it."""
        canvas, size = self.canv, self.SIZE
        canvas.setLineWidth(0.9)
        canvas.setStrokeGray(look.BLACK)
        canvas.rect(0.5, 1.5, size, size)
        if self.truth:
            canvas.setLineWidth(1.5)
            canvas.lines([(2.3, 5.6, 4.3, 3.4), (4.3, 3.4, 7.6, 8.4)])
        elif self.truth is None:
            write(canvas, 3, 3, "?", BOLD, look.SMALL)

"""Cumulative etoposide on a scale with its two limits, in black and grey, with the dates on which they are passed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.report import look
from hlh_desktop.report.fonts import REGULAR, width
from hlh_desktop.report.pieces import Drawn, write
from hlh_desktop.report.writing import number

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.report.sheet import Sheet

LIMITS = ("cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000")
TALL, BAR = 6.0, 5.0
OVER = 1.06


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark on the scale with what stands under it."""

    at: float
    label: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What the scale shows: how much was there before, how much in all, its end, and the marks."""

    before: float
    total: float
    end: float
    signs: tuple[Sign, ...]


def scale_of(sheet: Sheet) -> Marks:
    """The scale of a plan; it ends beyond whatever is greatest."""
    total = sheet.plan.cumulative
    caution, limit = (sheet.knowledge.alerts[code].numbers["mg_per_m2"] for code in LIMITS)
    signs = (
        Sign(0.0, "0", heavy=False),
        _sign(sheet, "cumulative.caution", caution, total.first_above(caution)),
        _sign(sheet, "cumulative.limit", limit, total.first_at(limit)),
    )
    overall = float(total.overall)
    return Marks(overall - float(total.planned), overall, max(overall, float(limit)) * OVER, signs)


def _sign(sheet: Sheet, key: str, at: Decimal, passed: date | None) -> Sign:
    words = sheet.say(key, amount=number(at))
    when = "" if passed is None else sheet.say("cumulative.from_date", date=sheet.day(passed))
    return Sign(float(at), " ".join(part for part in (words, when) if part), heavy=True)


class Scale(Drawn):
    """The drawn scale."""

    def __init__(self, marks: Marks, room: float, inset: float) -> None:
        super().__init__(TALL * 2 + look.NOTE * 3)
        self.marks, self.room, self.inset = marks, room, inset

    def _x(self, amount: float) -> float:
        return self.inset + self.room * amount / self.marks.end

    def draw(self) -> None:
        """Draws the line, the bars and the marks with their words."""
        canvas, base = self.canv, look.NOTE * 3
        canvas.setStrokeGray(look.LINE)
        canvas.setLineWidth(look.HAIRLINE)
        canvas.line(self._x(0), base, self._x(self.marks.end), base)
        for start, end, grey in (
            (0.0, self.marks.before, look.LINE),
            (self.marks.before, self.marks.total, look.MUTED),
        ):
            canvas.setFillGray(grey)
            canvas.rect(self._x(start), base, self._x(end) - self._x(start), BAR, stroke=0, fill=1)
        taken = 0.0
        for sign in self.marks.signs:
            taken = self._sign(sign, base, taken)

    def _sign(self, sign: Sign, base: float, taken: float) -> float:
        """A mark with its words, on a second line where the first is taken; says how far the first is taken then."""
        canvas, x = self.canv, self._x(sign.at)
        canvas.setStrokeGray(look.BLACK)
        canvas.setLineWidth(look.FRAME if sign.heavy else look.HAIRLINE)
        canvas.line(x, base - 2, x, base + TALL + 4)
        long = width(sign.label, REGULAR, look.NOTE)
        left = min(max(x - long / 2, self._x(0)), self._x(self.marks.end) - long)
        second = left < taken
        write(canvas, left, base - (2 * look.NOTE if second else look.NOTE) - 3, sign.label, REGULAR, look.NOTE)
        return taken if second else left + long + look.GAP

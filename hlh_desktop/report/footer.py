"""The foot of every page: how long it holds, when, by whom and where it was printed, edition, page and seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look, standing
from hlh_desktop.report.codes import LEAST, draw_code
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.header import sized
from hlh_desktop.report.marks import bold, lines
from hlh_desktop.report.paged import Late
from hlh_desktop.report.sheet import clock
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from hlh_desktop.report.paged import Places
    from hlh_desktop.report.sheet import Sheet

WIDEST_PAGE = 999
BESIDE_CODE = 10.0
ABOVE = 5.0


class Footer:
    """The foot of the pages of one width, laid out once."""

    def __init__(self, sheet: Sheet, room: float) -> None:
        self.sheet = sheet
        self.room = room
        self.code = standing.scan(sheet)
        self.left = LEAST + BESIDE_CODE if self.code else 0.0
        self.text = sized(_text(sheet), look.FOOT_TEXT, room - self.left - self._right() - look.GAP)
        self.height = max(float(self.text.height), LEAST if self.code else 0.0) + ABOVE

    def _right(self) -> float:
        """The room of the page's number and the seal under it."""
        widest = self.sheet.say("page", number=WIDEST_PAGE, count=WIDEST_PAGE)
        return max(width(widest, BOLD, look.SUBTITLE), width(standing.seal(self.sheet), REGULAR, look.NOTE))

    def draw(self, canvas: Any, x: float, bottom: float) -> None:
        """Draws the foot on its bottom line under a thin rule."""
        top = bottom + self.height
        canvas.setLineWidth(look.HAIRLINE)
        canvas.setStrokeGray(look.BLACK)
        canvas.line(x, top, x + self.room, top)
        self.text.drawOn(canvas, x + self.left, top - ABOVE - self.text.height)
        if self.code:
            draw_code(canvas, self.code, x, top - ABOVE - LEAST, LEAST)
        right, y = x + self.room, top - ABOVE - look.SUBTITLE
        canvas.later(Late(right, y, BOLD, look.SUBTITLE, look.BLACK, self._page))
        seal = standing.seal(self.sheet)
        canvas.setFont(REGULAR, look.NOTE)
        canvas.setFillGray(look.BLACK)
        canvas.drawRightString(right, y - look.SUBTITLE - 1, seal)

    def _page(self, number: int, count: int, _: Places) -> str:
        return self.sheet.say("page", number=number, count=count)


def _text(sheet: Sheet) -> str:
    printing = sheet.printing
    at = sheet.weekday(printing.at.date())
    return lines(
        [
            bold(standing.validity(sheet)),
            sheet.markup("foot.printed", date=at, time=clock(printing.at), by=printing.by, place=printing.workstation),
            bold(escape(standing.knowledge(sheet))),
            sheet.markup("foot.support"),
        ]
    )

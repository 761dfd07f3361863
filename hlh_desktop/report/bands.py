"""The double black bands above and below an intrathecal page, with the word three times in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD

if TYPE_CHECKING:
    from hlh_desktop.report.sheet import Sheet
    from hlh_desktop.report.strips import Box

BAND, LINE, APART = 20.0, 2.6, 3.0


def draw_bands(canvas: Any, sheet: Sheet, box: Box, inset: float) -> None:
    """A thin and a heavy band above the room of the text, and the same below it."""
    x, y, room, tall = box
    word = sheet.say("route.intrathecal")
    _band(canvas, word, x, y + tall + inset - BAND - LINE - APART, room)
    _band(canvas, word, x, y - inset + look.GAP, room)


def _band(canvas: Any, word: str, x: float, y: float, room: float) -> None:
    canvas.setFillGray(look.BLACK)
    canvas.rect(x, y, room, BAND, stroke=0, fill=1)
    canvas.rect(x, y + BAND + APART, room, LINE, stroke=0, fill=1)
    canvas.setFillGray(look.WHITE)
    canvas.setFont(BOLD, look.NAME - 2)
    for third in (1, 3, 5):
        canvas.drawCentredString(x + room * third / 6, y + BAND * 0.27, word)

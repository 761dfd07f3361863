"""How a draft looks on every page: a black strip in words at the top and an outlined word under the text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, width

if TYPE_CHECKING:
    from hlh_desktop.report.sheet import Sheet

Box = tuple[float, float, float, float]
STRIP = 14.0
# How much of the diagonal of a page the word covers, and how much of its size lies above half its line.
COVER, MIDDLE = 0.7, 0.36
OUTLINE = 1


def draw_strip(canvas: Any, sheet: Sheet, x: float, y: float, room: float) -> None:
    """The black strip, its words white and in the middle."""
    canvas.setFillGray(look.BLACK)
    canvas.rect(x, y, room, STRIP, stroke=0, fill=1)
    canvas.setFillGray(look.WHITE)
    canvas.setFont(BOLD, look.SMALL)
    canvas.drawCentredString(x + room / 2, y + STRIP * 0.3, sheet.say("strip.draft"))


def draw_mark(canvas: Any, sheet: Sheet, box: Box) -> None:
    """The word across the room of the text, outlined, so that it never changes a figure."""
    word = sheet.say("draft")
    x, y, room, tall = box
    size = look.NAME
    size *= COVER * math.hypot(room, tall) / width(word, BOLD, look.NAME)
    size = min(size, tall / 4)
    canvas.saveState()
    canvas.translate(x + room / 2, y + tall / 2)
    canvas.rotate(math.degrees(math.atan2(tall, room)))
    canvas.setLineWidth(look.HEADER_RULE)
    canvas.setStrokeGray(look.MARK)
    text = canvas.beginText(-width(word, BOLD, size) / 2, -size * MIDDLE)
    text.setFont(BOLD, size)
    text.setTextRenderMode(OUTLINE)
    text.textOut(word)
    # The state of text outlives a restore in some readers: leave it as it was.
    text.setTextRenderMode(0)
    canvas.drawText(text)
    canvas.restoreState()

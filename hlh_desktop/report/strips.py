"""What lies over and under the text of a page: strips in words at the top, an outlined word across."""

from __future__ import annotations

import math
from typing import Any

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, width

Box = tuple[float, float, float, float]
STRIP = 14.0
# How far apart the stripes of a training ward's strip stand, and the room around its words.
STRIPE, AROUND = 7.0, 10.0
# How much of the diagonal of a page the word covers, and how much of its size lies above half its line.
COVER, MIDDLE = 0.7, 0.36
OUTLINE = 1


def draw_strip(canvas: Any, words: str, x: float, y: float, room: float) -> None:
    """A black strip, its words white and in the middle."""
    canvas.setFillGray(look.BLACK)
    canvas.rect(x, y, room, STRIP, stroke=0, fill=1)
    _draw_words(canvas, words, x, y, room, look.WHITE)


def draw_stripes(canvas: Any, words: str, x: float, y: float, room: float) -> None:
    """The striped strip of a training ward, its words black on white in the middle."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(x, y, room, STRIP)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setStrokeGray(look.BLACK)
    canvas.setLineWidth(look.FRAME * 2)
    for number in range(math.ceil((room + STRIP) / STRIPE)):
        left = x - STRIP + number * STRIPE
        canvas.line(left, y, left + STRIP, y + STRIP)
    canvas.restoreState()
    wide = width(words, BOLD, look.SMALL) + 2 * AROUND
    canvas.setFillGray(look.WHITE)
    canvas.rect(x + (room - wide) / 2, y - 1, wide, STRIP + 2, stroke=0, fill=1)
    _draw_words(canvas, words, x, y, room, look.BLACK)


def _draw_words(canvas: Any, words: str, x: float, y: float, room: float, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.setFont(BOLD, look.SMALL)
    canvas.drawCentredString(x + room / 2, y + STRIP * 0.3, words)


def draw_mark(canvas: Any, word: str, box: Box) -> None:
    """A word across the room of the text, outlined, so that it never changes a figure."""
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

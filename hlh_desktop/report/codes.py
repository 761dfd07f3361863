"""Codes to scan, square or as bars: capitals and figures only, with white around, never smaller than a copier keeps."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import inch, mm

from hlh_desktop.report import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Level = Literal["L", "M", "Q", "H"]
# So many codes are kept: a page draws its own again on the next.
CODES = 32

# Tried through a photocopier: below this many were lost.
LEAST = 12.6 * mm
# Modules of white around a code.
QUIET = 4
# Widths of a narrow bar, widest first: whole dots of printers of 300 and 600 dots an inch.
BARS = tuple(dots / 600 * inch for dots in (8, 6, 5))
# Narrow bars of white before and after.
BARS_QUIET = 10


def draw_code(canvas: Any, text: str, x: float, y: float, side: float, level: Level = "M") -> None:
    """Draws the code of a text with its lower left corner, without the white around, at x, y."""
    rows = dark_runs(text, level)
    module = side / len(rows)
    path = canvas.beginPath()
    for number, runs in enumerate(rows, 1):
        for start, length in runs:
            path.rect(x + start * module, y + side - number * module, length * module, module)
    canvas.saveState()
    canvas.setFillGray(look.BLACK)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


@lru_cache(maxsize=CODES)
def dark_runs(text: str, level: Level) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The rows of a square code from the top: where each run of dark modules starts, and how long it is.

    Each page carries the same code, and to find its mask takes longer than all the rest of the page.
    """
    code = QRCode(None, getattr(QRErrorCorrectLevel, level))
    code.addData(text)
    code.make()
    return tuple(tuple(_runs(row)) for row in code.modules)


def _runs(row: Iterable[Any]) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, modules in groupby(map(bool, row)):
        length = sum(1 for _ in modules)
        if dark:
            yield start, length
        start += length


def bars(text: str, room: float, tall: float) -> Any:
    """The text as Code 128 without white around, its bars as wide as they fit into a room. ValueError: none fit."""
    for bar in BARS:
        made = Code128(text, barWidth=bar, barHeight=tall, quiet=False)
        if made.width <= room:
            return made
    raise ValueError(text)

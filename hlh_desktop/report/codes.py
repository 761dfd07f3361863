"""Codes to scan, square or as bars: capitals and figures only, with white around, never smaller than a copier keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import inch, mm

if TYPE_CHECKING:
    from typing import Literal

# Tried through a photocopier: below this many were lost.
LEAST = 12.6 * mm
# Modules of white around a code.
QUIET = 4
# Widths of a narrow bar, widest first: whole dots of printers of 300 and 600 dots an inch.
BARS = tuple(dots / 600 * inch for dots in (8, 6, 5))
# Narrow bars of white before and after.
BARS_QUIET = 10


def draw_code(
    canvas: Any, text: str, x: float, y: float, side: float, level: Literal["L", "M", "Q", "H"] = "M"
) -> None:
    """Draws the code of a text with its lower left corner, without the white around, at x, y."""
    widget = QrCodeWidget(text, barLevel=level, barBorder=0, barWidth=side, barHeight=side)
    drawing = Drawing(side, side)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x, y)


def bars(text: str, room: float, tall: float) -> Any:
    """The text as Code 128 without white around, its bars as wide as they fit into a room. ValueError: none fit."""
    for bar in BARS:
        made = Code128(text, barWidth=bar, barHeight=tall, quiet=False)
        if made.width <= room:
            return made
    raise ValueError(text)

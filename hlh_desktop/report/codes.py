"""Codes to scan: capitals and figures only, with white around, never smaller than a copier can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

if TYPE_CHECKING:
    from typing import Literal

# Tried through a photocopier: below this many were lost.
LEAST = 12.6 * mm
# Modules of white around a code.
QUIET = 4


def draw_code(
    canvas: Any, text: str, x: float, y: float, side: float, level: Literal["L", "M", "Q", "H"] = "M"
) -> None:
    """Draws the code of a text with its lower left corner, without the white around, at x, y."""
    widget = QrCodeWidget(text, barLevel=level, barBorder=0, barWidth=side, barHeight=side)
    drawing = Drawing(side, side)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x, y)

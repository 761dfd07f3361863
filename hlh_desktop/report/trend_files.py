"""The large chart as a file: PDF with its font inside, or SVG. Neither tells whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF, renderSVG
from reportlab.pdfgen.canvas import Canvas

from hlh_desktop.report import fonts
from hlh_desktop.report.fonts import REGULAR
from hlh_desktop.report.trend_chart import chart_drawing

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.results.trend.values import Trend

# In points: as wide as a slide or a page of text likes it.
WIDE, TALL, EDGE = 560.0, 340.0, 10.0
# A browser asks for a font by its family; any sans serif will do where it is not there.
FAMILY = "DejaVu Sans Condensed, DejaVu Sans, Arial, sans-serif"


def to_pdf(trend: Trend, target: BinaryIO) -> None:
    """One page of the chart's own size."""
    fonts.register()
    size = (WIDE + 2 * EDGE, TALL + 2 * EDGE)
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=REGULAR)
    canvas.setTitle(trend.main.title)
    renderPDF.draw(chart_drawing(trend, WIDE, TALL), canvas, EDGE, EDGE)
    canvas.showPage()
    canvas.save()


def to_svg(trend: Trend, target: BinaryIO) -> None:
    """The drawing as text."""
    fonts.register()
    made = renderSVG.drawToString(chart_drawing(trend, WIDE, TALL))
    text = made if isinstance(made, str) else made.decode("utf-8")
    target.write(text.encode("utf-8"))

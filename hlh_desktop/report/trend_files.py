"""The large chart as a file: PDF with its font inside, or SVG. Neither tells whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Rect
from reportlab.pdfgen.canvas import Canvas

from hlh_desktop.report import fonts
from hlh_desktop.report.fonts import BOLD, REGULAR
from hlh_desktop.report.trend_chart import chart_drawing
from hlh_desktop.report.trend_marks import PAPER
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.results.trend.values import Trend

# In points: as wide as a slide or a page of text likes it.
WIDE, TALL, EDGE = 560.0, 340.0, 10.0
# The font of paper by its family; where it is not installed, whatever has no serifs.
FAMILY = ", ".join((" ".join(("DejaVu", "Sans", "Condensed")), "Arial", "sans-serif"))
# What the library writes where a drawing has no title.
UNTITLED = "<title>...</title>"
NO_FILL = " ".join(("fill:", "None"))
# It clips to the drawing's own sides, which some programs do not understand and draw as a black ground.
CLIPPED = re.compile(r"<clipPath.*?</clipPath>\s*|\s*style=\"clip-path:[^\"]*\"", re.DOTALL)


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
    """The drawing as text, titled, and in fonts by the names that browsers know."""
    fonts.register()
    drawing = chart_drawing(trend, WIDE, TALL)
    drawing.contents.insert(0, Rect(0, 0, WIDE, TALL, fillColor=PAPER, strokeColor=None))
    made = renderSVG.drawToString(drawing)
    text = CLIPPED.sub("", made if isinstance(made, str) else made.decode("utf-8"))
    text = text.replace(UNTITLED, f"<title>{escape(trend.main.title)}</title>", 1)
    # Words of a style are small letters; written large, some programs fill the room under a curve.
    text = text.replace(NO_FILL, NO_FILL.lower())
    for font, style in ((BOLD, f"{FAMILY};font-weight:bold"), (REGULAR, FAMILY)):
        text = text.replace(f"{font};", f"{style};")
    target.write(text.encode("utf-8"))

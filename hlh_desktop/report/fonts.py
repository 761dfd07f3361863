"""The one font of paper, shipped with the program and embedded in every file."""

from __future__ import annotations

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hlh_desktop import paths

REGULAR = "DejaVuSansCondensed"
BOLD = "DejaVuSansCondensed-Bold"


def register() -> None:
    """Makes the font known to the PDF writer, once."""
    # Streams as bytes, not as text in 85 letters: a fifth smaller and faster.
    rl_config.useA85 = 0
    if REGULAR not in pdfmetrics.getRegisteredFontNames():
        for name in (REGULAR, BOLD):
            pdfmetrics.registerFont(TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf")))
        # Emphasis is weight only: there is no oblique face, and none is imitated.
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def width(text: str, font: str, size: float) -> float:
    """How wide a text is drawn, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))

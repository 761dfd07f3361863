"""The look of paper: sizes, weights of lines and greys, as the mock-ups have them. Black, grey and line weight only."""

from __future__ import annotations

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from hlh_desktop.report.fonts import BOLD, REGULAR

BLACK, WHITE = 0.0, 1.0
MUTED = 0.27
# Lines between doses stay darker than half grey: lighter ones vanish on a copy.
LINE = 0.45
BAND = 0.87
MARK = 0.74

NAME, LEAST_NAME, TITLE, SUBTITLE, SECTION = 16.0, 11.0, 14.5, 11.0, 10.0
DETAILS, BODY, SMALL, NOTE, STATE = 9.2, 8.6, 8.2, 7.4, 6.4
HEADER_RULE, TITLE_RULE, HAIRLINE, FRAME = 1.4, 0.8, 0.5, 1.3
LEADING = 1.28

BINDER, OTHER, EDGE = 18 * mm, 12 * mm, 6 * mm
GAP = 6.0


def _style(name: str, size: float, font: str = REGULAR, grey: float = BLACK, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * LEADING,
        textColor=(grey, grey, grey),
        splitLongWords=1,
        **more,
    )


BODY_TEXT = _style("body", BODY)
SMALL_TEXT = _style("small", SMALL)
TINY_TEXT = _style("tiny", NOTE)
NOTE_TEXT = _style("note", NOTE, grey=MUTED)
RIGHT_TEXT = _style("right", BODY, alignment=TA_RIGHT)
SMALL_RIGHT = _style("small-right", SMALL, alignment=TA_RIGHT)
SUBTITLE_TEXT = _style("subtitle", SUBTITLE, BOLD)
FOOT_TEXT = _style("foot", NOTE)


# What stands beside a name is of ordinary size.
_DETAILS = " ".join(("<font", f'name="{REGULAR}"', f'size="{DETAILS}">'))


def heading(size: float, *, right: bool = False) -> ParagraphStyle:
    """The style of the child's name or number at a size."""
    return _style("heading", size, BOLD, alignment=TA_RIGHT if right else TA_LEFT)


def details(markup: str) -> str:
    """What stands beside a name: regular and of ordinary size."""
    return f"{_DETAILS}{markup}</font>"

"""Ruled tables: a header that repeats on each page, rows that are never split, numbers on their decimal mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import Color
from reportlab.platypus import Paragraph, Table

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR
from hlh_desktop.report.pieces import Drawn, draw_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

Style = tuple[Any, ...]
ABOVE = 2.0
INK = Color(look.BLACK, look.BLACK, look.BLACK)
PENCIL = Color(look.LINE, look.LINE, look.LINE)
GREY = Color(look.MUTED, look.MUTED, look.MUTED)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], more: Sequence[Style] = ()
) -> Any:
    """A table under a head that repeats; cells are plain text or paragraphs.

    A row whose first cell is empty belongs to the one above: no line parts them.
    """
    made = Table([heads, *rows], colWidths=widths, repeatRows=1, hAlign="LEFT", spaceAfter=4)
    made.setStyle([*BASE, *_lines(rows), *more])
    return made


def _lines(rows: Sequence[Sequence[Any]]) -> list[Style]:
    """A line below each row but those that the next one belongs to."""
    last = len(rows)
    ends = (place for place in range(1, last + 1) if place == last or rows[place][0] != "")
    return [("LINEBELOW", (0, place), (-1, place), look.HAIRLINE, PENCIL) for place in ends]


def bare_table(rows: Sequence[Sequence[Any]], widths: Sequence[float], more: Sequence[Style] = ()) -> Any:
    """Rows without a head and without lines."""
    made = Table(rows, colWidths=widths, hAlign="LEFT")
    made.setStyle([*BODY, *more])
    return made


class Heads(Drawn):
    """The head of rows that follow it in pieces of their own: before the first, and at the top of each page.

    Anywhere else it is the line that parts these rows from those before.
    """

    def __init__(
        self, heads: Sequence[str], widths: Sequence[float], tall: float, more: Sequence[Style], *, always: bool
    ) -> None:
        super().__init__(0)
        self.made = Table([heads], colWidths=widths, hAlign="LEFT")
        self.made.setStyle([*HEAD, *more])
        self.tall, self.always, self.shown = tall, always, always

    def wrap(self, room: float, left: float) -> tuple[float, float]:
        """Its own height, or that of a line where it need not be repeated."""
        _, height = self.made.wrap(room, left)
        self.width = room
        self.shown = self.always or abs(left - self.tall) < 1
        self.height = height if self.shown else look.GAP
        return room, self.height

    def draw(self) -> None:
        """Draws the head where it is needed, else the line."""
        if self.shown:
            self.made.drawOn(self.canv, 0, 0)
        else:
            draw_rule(self.canv, self.width, self.height / 2, look.HAIRLINE, look.LINE)


def decimal(column: int, room: float, first: int = 1) -> list[Style]:
    """Numbers of a column on their decimal mark, which stands `room` points from the column's right side."""
    return [
        ("ALIGN", (column, first), (column, -1), "DECIMAL"),
        ("RIGHTPADDING", (column, first), (column, -1), room),
        *(
            [("ALIGN", (column, 0), (column, 0), "RIGHT"), ("RIGHTPADDING", (column, 0), (column, 0), room / 2)]
            if first
            else []
        ),
    ]


def right(column: int) -> list[Style]:
    """A column at its right side, its head too."""
    return [("ALIGN", (column, 0), (column, -1), "RIGHT")]


def tight() -> list[Style]:
    """Rows close to each other."""
    return [("TOPPADDING", (0, 1), (-1, -1), ABOVE / 2), ("BOTTOMPADDING", (0, 1), (-1, -1), ABOVE / 2)]


def heavy(column: int, first: int = 1) -> list[Style]:
    """A column in bold."""
    return [("FONT", (column, first), (column, -1), BOLD, look.BODY)]


def cell(markup: str, style: Any = look.SMALL_TEXT) -> Any:
    """A cell whose text may take several lines."""
    return Paragraph(markup, style)


PADDING: tuple[Style, ...] = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), look.GAP),
    ("TOPPADDING", (0, 0), (-1, -1), ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
)
HEAD: tuple[Style, ...] = (
    *PADDING,
    ("FONT", (0, 0), (-1, 0), REGULAR, look.NOTE),
    ("TEXTCOLOR", (0, 0), (-1, 0), GREY),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("LINEBELOW", (0, 0), (-1, 0), look.TITLE_RULE, INK),
)
BODY: tuple[Style, ...] = (
    *PADDING,
    ("FONT", (0, 0), (-1, -1), REGULAR, look.BODY),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
)
BASE: tuple[Style, ...] = (*BODY, *HEAD)

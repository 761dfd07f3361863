"""Pieces side by side: a paragraph with a mark or label beside it, and two stacks of pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph

from hlh_desktop.report import look
from hlh_desktop.report.pieces import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.report.pieces import Story


# Any height: what is measured here is placed elsewhere.
TALL = 10_000.0


class Entry(Drawn):
    """A paragraph with something beside it; a long one goes on to the next page."""

    def __init__(self, beside: Any, body: Any, gutter: float, after: float = 3.5) -> None:
        super().__init__(0)
        self.beside, self.body, self.gutter = beside, body, gutter
        self.spaceAfter = after

    def wrap(self, room: float, most: float) -> tuple[float, float]:
        """As tall as the taller of both."""
        self.width = room
        _, self.height = self.body.wrap(room - self.gutter, most)
        if self.beside is not None:
            _, beside = self.beside.wrap(self.gutter - look.GAP, most)
            self.height = max(self.height, beside)
        return room, self.height

    def split(self, room: float, most: float) -> list[Entry]:
        """Parts of the body, the first with what stands beside it."""
        parts = self.body.split(room - self.gutter, most)
        if len(parts) < 2:
            return []
        first, *others = parts
        return [Entry(self.beside, first, self.gutter), *(Entry(None, part, self.gutter) for part in others)]

    def draw(self) -> None:
        """Draws both from the top."""
        if self.beside is not None:
            self.beside.drawOn(self.canv, 0, self.height - self.beside.height)
        self.body.drawOn(self.canv, self.gutter, self.height - self.body.height)


def labelled(label: str, markup: str, gutter: float, style: Any = look.SMALL_TEXT) -> Entry:
    """A bold label with a paragraph beside it; both are markup."""
    return Entry(Paragraph(f"<b>{label}</b>", style), Paragraph(markup, style), gutter, 2.0)


def columns(left: Story, right: Story, room: float, most: float) -> Story:
    """Two stacks side by side; one under the other where either is taller than `most`."""
    half = (room - 4 * look.GAP) / 2
    sides = (Stack(left, half), Stack(right, half))
    return [Beside(sides)] if max(side.height for side in sides) <= most else [*left, *right]


class Stack:
    """Pieces under each other in a width, laid out."""

    def __init__(self, pieces: Sequence[Any], room: float) -> None:
        self.rows = [(piece, piece.wrap(room, TALL)[1] + piece.getSpaceAfter()) for piece in pieces]
        self.room = room
        self.height = sum(tall for _, tall in self.rows)

    def draw(self, canvas: Any, x: float, top: float) -> None:
        """Draws the pieces from the top down."""
        for piece, tall in self.rows:
            piece.drawOn(canvas, x, top - tall + piece.getSpaceAfter())
            top -= tall


class Beside(Drawn):
    """Two stacks side by side, never parted."""

    def __init__(self, sides: tuple[Stack, Stack]) -> None:
        super().__init__(max(side.height for side in sides))
        self.sides = sides

    def draw(self) -> None:
        """Draws both from the top."""
        left, right = self.sides
        left.draw(self.canv, 0, self.height)
        right.draw(self.canv, self.width - right.room, self.height)

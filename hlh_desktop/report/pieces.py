"""The pieces that sheets are made of: titles, headings of sections, empty room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.paged import Late

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.report.paged import Places

Story = list[Any]
HEAD_ROOM = 64.0


class Drawn(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """A piece of fixed height that takes the whole width."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height
        self.width = 0.0

    def wrap(self, room: float, _: float) -> tuple[float, float]:
        """Takes the whole width."""
        self.width = room
        return room, self.height


class Title(Drawn):
    """The title of a sheet with a note at the right; with a name it begins a section of the file."""

    def __init__(self, name: str, text: str, note: str) -> None:
        super().__init__(look.TITLE * 1.7)
        self.name, self.text, self.note = name, text, note

    def draw(self) -> None:
        """Draws title and note on one line."""
        if self.name:
            self.canv.section(self.name, self.text)
        write(self.canv, 0, look.TITLE * 0.6, self.text, BOLD, look.TITLE)
        left = self.width - width(self.note, REGULAR, look.SMALL)
        write(self.canv, left, look.TITLE * 0.6, self.note, REGULAR, look.SMALL, look.MUTED)


class DrugHead(Drawn):
    """A drug's name at the left and its route at the right, both large."""

    def __init__(self, name: str, route: str) -> None:
        super().__init__(look.TITLE * 1.5)
        self.name, self.route = name, route

    def draw(self) -> None:
        """Draws both on one line."""
        write(self.canv, 0, look.TITLE * 0.4, self.name, BOLD, look.TITLE)
        write(
            self.canv, self.width - width(self.route, BOLD, look.TITLE), look.TITLE * 0.4, self.route, BOLD, look.TITLE
        )


class Section(Drawn):
    """A heading on a rule; its note at the right may say on which page something stands."""

    def __init__(self, text: str, note: str | Callable[[Places], str] = "") -> None:
        super().__init__(look.SECTION * 1.4 + look.GAP)
        self.text, self.note = text, note
        self.keepWithNext = 1
        self.spaceBefore = look.GAP

    def draw(self) -> None:
        """Draws the heading, its note and the rule."""
        note = self.note
        write(self.canv, 0, look.GAP + 2.5, self.text, BOLD, look.SECTION)
        say: Callable[[int, int, Places], str] = lambda _, __, places: note if isinstance(note, str) else note(places)  # noqa: E731
        x, y = self.canv.absolutePosition(self.width, look.GAP + 2.5)
        self.canv.later(Late(x, y, REGULAR, look.NOTE, look.MUTED, say))
        draw_rule(self.canv, self.width, look.GAP, look.TITLE_RULE)


def write(canvas: Any, x: float, y: float, text: str, font: str, size: float, grey: float = look.BLACK) -> None:
    """Writes a text on one line."""
    canvas.setFont(font, size)
    canvas.setFillGray(grey)
    canvas.drawString(x, y, text)


def draw_rule(canvas: Any, length: float, y: float, weight: float, grey: float = look.BLACK) -> None:
    """Draws a line from the left."""
    canvas.setLineWidth(weight)
    canvas.setStrokeGray(grey)
    canvas.line(0, y, length, y)


def room_or_new_page(least: float = HEAD_ROOM) -> Any:
    """A new page where less than so much room is left."""
    return CondPageBreak(least)


def space(height: float) -> Any:
    """Empty room."""
    return Spacer(1, height)

"""How wide the calendar's columns are, whether it stands upright or sideways, and which columns share a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.report import look
from hlh_desktop.report.fonts import BOLD, REGULAR, width
from hlh_desktop.report.sheet import clock
from hlh_desktop.report.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.calendar_rows import Column
    from hlh_desktop.domain.orders import Administration
    from hlh_desktop.domain.quantity import Quantity
    from hlh_desktop.report.sheet import Sheet

DAY, DATE, SUM, DUE = 21.0, 57.0, 43.0, 61.0
DUE_GAP = 8.0
PADDING, APART, TIME_GAP, MOST_STRETCH = 8.0, 6.0, 2.5, 26.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A dose as it stands in a cell: a clock time where it is not the usual one, and the amount with its unit."""

    text: str
    time: str = ""

    @property
    def whole(self) -> str:
        """The number up to its decimal mark, or up to its unit."""
        return self.text.replace("\N{NO-BREAK SPACE}", ".").partition(".")[0]

    @property
    def before(self) -> float:
        """Width up to the decimal mark, the time before it included."""
        early = width(self.time, REGULAR, look.NOTE) + TIME_GAP if self.time else 0.0
        return early + width(self.whole, BOLD, look.BODY)

    @property
    def after(self) -> float:
        """Width from the decimal mark on, the unit included."""
        return width(self.text, BOLD, look.BODY) - width(self.whole, BOLD, look.BODY)


@dataclass(frozen=True, slots=True)
class Track:
    """A column as it is drawn: its head in lines, its doses side by side, room before and after their decimal mark."""

    index: int
    name: tuple[str, ...]
    below: tuple[str, ...]
    side: int
    before: float
    after: float
    heavy: bool
    room: float

    @property
    def slot(self) -> float:
        """The room of one dose."""
        return self.before + self.after

    @property
    def content(self) -> float:
        """The room of all doses of one line."""
        return self.side * self.slot + (self.side - 1) * APART


def dose_figure(column: Column, one: Administration, day: Sequence[Administration]) -> Figure:
    """A dose in its cell; on a day with other clock times than usual its time stands before it."""
    usual = tuple(dose.at.time() for dose in day) == column.times
    return Figure(quantity(one.dose.amount), "" if usual else clock(one.at))


def track(
    sheet: Sheet, index: int, column: Column, doses: Sequence[Figure], sums: Sequence[Figure], most: int
) -> Track:
    """A column with the room that its widest dose, sum or head needs; its name is never shortened."""
    drug = sheet.drug(column.drug)
    side = min(most, max(len(column.times), 1))
    before = max(one.before for one in (*doses, *(sums if side == 1 else ())))
    after = max(one.after for one in (*doses, *sums))
    content = max(side * (before + after) + (side - 1) * APART, *(one.before + after for one in sums))
    words, times = drug.tall_man.split(), [clock(one) for one in column.times]
    notes = [sheet.say("as_stated", drug=drug.stated_as)] if drug.stated_as else []
    notes.append(sheet.say(f"by.{column.route}"))
    room = max(
        content, *(width(one, BOLD, look.NOTE) for one in words), *(width(one, REGULAR, look.NOTE) for one in notes)
    )
    below = (*notes, *wrapped(times, room, REGULAR))
    heavy = drug.cytotoxic or drug.antibody
    return Track(index, wrapped(words, room, BOLD), below, side, before, after, heavy, room + PADDING)


def sum_figure(amount: Quantity) -> Figure:
    """What a column comes to in a week."""
    return Figure(quantity(amount))


def wrapped(words: Sequence[str], room: float, font: str, size: float = look.NOTE) -> tuple[str, ...]:
    """Words in lines that fit; a word alone is never broken."""
    lines: list[str] = []
    for word in words:
        longer = " ".join((lines[-1], word)) if lines else word
        if lines and width(longer, font, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def needed(tracks: Sequence[Track], *, cumulative: bool) -> float:
    """The width of a calendar with these columns."""
    return DAY + DATE + sum(one.room for one in tracks) + (SUM if cumulative else 0.0) + DUE


def groups(tracks: Sequence[Track], room: float, *, cumulative: bool) -> list[tuple[Track, ...]]:
    """The columns in groups that each fit beside day and date."""
    found: list[tuple[Track, ...]] = [()]
    for one in tracks:
        if found[-1] and needed([*found[-1], one], cumulative=cumulative) > room:
            found.append(())
        found[-1] = (*found[-1], one)
    return found


def stretched(tracks: tuple[Track, ...], room: float, *, cumulative: bool) -> tuple[Track, ...]:
    """The columns with the room that is left shared among them."""
    left = room - needed(tracks, cumulative=cumulative)
    more = min(max(left, 0.0) / max(len(tracks), 1), MOST_STRETCH)
    return tuple(replace(one, room=one.room + more) for one in tracks)

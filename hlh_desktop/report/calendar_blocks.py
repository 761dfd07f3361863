"""The weeks of the calendar made ready to be drawn: each row with its texts and its height."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.calendar_rows import no_dose_spans
from hlh_desktop.domain.summary import spans
from hlh_desktop.report.calendar_layout import Figure, dose_figure, sum_figure, wrapped
from hlh_desktop.report.fonts import REGULAR
from hlh_desktop.report.writing import listed, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.calendar_rows import Calendar, DayRow, WeekRows
    from hlh_desktop.report.calendar_layout import Track
    from hlh_desktop.report.sheet import Sheet

LINE, AIR, BAND, BETWEEN = 10.4, 4.4, 13.0, 6.0
SATURDAY = 6
Cell = tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a day, a span of days without a dose (`words` says so), or the sums of a week."""

    label: str
    date: str
    heavy: bool
    cells: tuple[Cell, ...]
    cumulative: str
    due: tuple[str, ...]
    words: str = ""
    sums: bool = False

    @property
    def height(self) -> float:
        """As tall as its cell with the most lines."""
        return LINE * max(1, len(self.due), *(len(cell) for cell in self.cells), 1) + AIR


@dataclass(frozen=True, slots=True)
class Block:
    """One week with its heading."""

    number: int
    title: str
    span: str
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Its rows under its heading."""
        return BAND + sum(row.height for row in self.rows) + BETWEEN


def parted(block: Block, room: float) -> tuple[Block | None, Block | None]:
    """A week in two: the days that fit, and the others. A day is never split."""
    used, place = BAND + BETWEEN, 0
    while place < len(block.rows) and used + block.rows[place].height <= room:
        used += block.rows[place].height
        place += 1
    first, rest = block.rows[:place], block.rows[place:]
    return replace(block, rows=first) if first else None, replace(block, rows=rest) if rest else None


def block(sheet: Sheet, calendar: Calendar, week: WeekRows, tracks: Sequence[Track], due: float) -> Block:
    """A week made ready for the columns of a page."""
    rows = [_days(sheet, calendar, days, tracks, due) for days in no_dose_spans(week)]
    span = sheet.from_to(week.days[0].on, week.days[-1].on)
    return Block(week.number, sheet.say("calendar.week", number=week.number), span, (*rows, _sums(sheet, week, tracks)))


def _days(sheet: Sheet, calendar: Calendar, days: Sequence[DayRow], tracks: Sequence[Track], due: float) -> Row:
    """A day, or several days without a dose."""
    first, last = days[0], days[-1]
    label = str(first.day) if first is last else sheet.say("days.span", first=first.day, last=last.day)
    date = (
        _date(sheet, first)
        if first is last
        else sheet.say("days.from_to", first=sheet.short(first.on), last=sheet.short(last.on))
    )
    if first.empty:
        words = sheet.say("calendar.no_dose" if first is last else "calendar.no_doses")
        return Row(label, date, _weekend(first) and first is last, (), "", _due(sheet, first, due), words)
    cells = tuple(_cell(calendar, first, one) for one in tracks)
    total = "" if first.cumulative is None else number(first.cumulative, 1)
    return Row(label, date, _weekend(first), cells, total, _due(sheet, first, due))


def _date(sheet: Sheet, row: DayRow) -> str:
    return "\N{NO-BREAK SPACE}".join((sheet.say(f"weekday.{row.on.isoweekday()}"), sheet.short(row.on)))


def _weekend(row: DayRow) -> bool:
    return row.on.isoweekday() >= SATURDAY


def _cell(calendar: Calendar, row: DayRow, track: Track) -> Cell:
    """The doses of a day in lines; those with a clock time of their own one under the other."""
    column, given = calendar.columns[track.index], row.doses[track.index]
    figures = tuple(dose_figure(column, one, given) for one in given)
    side = 1 if any(one.time for one in figures) else track.side
    return tuple(figures[start : start + side] for start in range(0, len(figures), side))


def _due(sheet: Sheet, row: DayRow, room: float) -> tuple[str, ...]:
    """What else is due: the word intrathecal without drug or amount, and tasks by their numbers."""
    spinal = sheet.say("calendar.intrathecal").split() if row.intrathecal else []
    if not row.tasks:
        return wrapped(spinal, room, REGULAR)
    numbers = listed(
        str(a) if a == b else sheet.say("days.two" if b == a + 1 else "days.span", first=a, last=b)
        for a, b in spans(row.tasks)
    )
    return (*wrapped(spinal, room, REGULAR), *wrapped(numbers.split(" "), room, REGULAR))


def _sums(sheet: Sheet, week: WeekRows, tracks: Sequence[Track]) -> Row:
    sums = (week.sums[one.index] for one in tracks)
    cells = tuple(() if amount is None else ((sum_figure(amount),),) for amount in sums)
    total = "" if week.cumulative is None else number(week.cumulative, 1)
    return Row("", sheet.say("calendar.sum", number=week.number), True, cells, total, (), sums=True)

"""Where everything of the calendar stands, in pixels: columns wide enough for every word, weeks tall enough for all.

No drug name is ever shortened or cut: a column that is too narrow for a name makes the calendar wider than its window.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

from hlh_desktop.domain.schedule import WEEK
from hlh_desktop.ui.wizard.calendar_words import chip_words, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QFontMetrics

    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.domain.wizard.timetable import DayCell, Timetable
    from hlh_desktop.domain.wizard.timetable import Week as WeekValue
    from hlh_desktop.ui.tokens import Tokens
    from hlh_desktop.ui.wizard.calendar_words import CalendarWords

# At 100 %: inside a cell, inside a dose, between doses, of the mark of a dose, the least height of a dose and a week.
CELL, INSIDE, BETWEEN, MARK, CHIP, TALL = 4, 5, 3, 14, 24, 48
# The widest that the running lines' column gets before its words go to the next line; the second where room is scarce.
BESIDE, NARROW = 222, 150


@dataclass(frozen=True, slots=True)
class Measure:
    """The fonts of the calendar as they measure on this screen."""

    plain: QFontMetrics
    bold: QFontMetrics
    tokens: Tokens

    def px(self, pixels: float) -> int:
        """A length of the design."""
        return self.tokens.px(pixels)

    def font(self, dose: DayDose) -> QFontMetrics:
        """The font of a dose: cytotoxic and intrathecal ones are bold."""
        return self.bold if dose.kind in ("cytotoxic", "intrathecal") else self.plain


@dataclass(frozen=True, slots=True)
class Box:
    """A dose, or the place that it was moved away from, with its words in lines."""

    dose: DayDose
    rect: QRect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in its place."""

    day: DayCell
    rect: QRect
    date: str
    number: str
    doses: tuple[Box, ...]
    ghosts: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week in its place, with the words beside its days."""

    number: int
    rect: QRect
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The whole calendar: left edges of the eight columns and the right edge, and the weeks."""

    edges: tuple[int, ...]
    weeks: tuple[Week, ...]
    size: QSize

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every day."""
        return tuple(cell for week in self.weeks for cell in week.cells)

    def day_at(self, point: QPoint) -> int | None:
        """The course day at a point, or None."""
        return next((cell.day.day for cell in self.cells if cell.rect.contains(point)), None)


def laid(table: Timetable, width: int, measure: Measure, words: CalendarWords) -> Laid:
    """The calendar in a width; wider where its words need it."""
    if not table.weeks:
        return Laid((), (), QSize(0, 0))
    beside = _beside(table, BESIDE, measure, words)
    columns, short = _columns(table, width - beside, measure, words)
    if beside + sum(columns) > width:
        beside = _beside(table, NARROW, measure, words)
        columns, short = _columns(table, width - beside, measure, words)
    edges = [0, beside]
    for column in columns:
        edges.append(edges[-1] + column)
    weeks, top = [], 0
    for week in table.weeks:
        made = _week(week, top, edges, measure, words, short=short)
        weeks.append(made)
        top += made.rect.height()
    return Laid(tuple(edges), tuple(weeks), QSize(edges[-1], top))


def wrapped(words: Sequence[str], room: int, font: QFontMetrics) -> tuple[str, ...]:
    """Words in lines that fit; a word alone is never broken."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _beside(table: Timetable, most: int, measure: Measure, words: CalendarWords) -> int:
    """The width of the column beside the days."""
    texts = [words.running(one, week.days) for week in table.weeks for one in week.running]
    lines = [measure.plain.horizontalAdvance(text) for text in texts]
    longest = max((measure.plain.horizontalAdvance(part) for text in texts for part in text.split(" ")), default=0)
    number = measure.bold.horizontalAdvance(tr("Week %1").replace("%1", str(len(table.weeks))))
    widest = max(longest, number, min(max(lines, default=0), measure.px(most)))
    return widest + 2 * measure.px(CELL + 3)


def _columns(table: Timetable, room: int, measure: Measure, words: CalendarWords) -> tuple[list[int], bool]:
    """The widths of the seven days, and whether course days are bare numbers but in each week's first.

    All alike if everything fits so; else as each needs for its words in one line, the empty ones as alike as can be;
    or at least for its longest word.
    """
    dates = [_widest(table, place, lambda cell: _date(cell, measure, words, short=False)) for place in range(WEEK)]
    bare = [_widest(table, place, lambda cell: _date(cell, measure, words, short=True)) for place in range(WEEK)]
    whole = [_widest(table, place, lambda cell: _doses(cell, measure, words, broken=False)) for place in range(WEEK)]
    least = [_widest(table, place, lambda cell: _doses(cell, measure, words, broken=True)) for place in range(WEEK)]
    for days, doses, short in ((dates, whole, False), (bare, whole, True)):
        wanted = [max(pair) for pair in zip(days, doses, strict=True)]
        if max(wanted) * WEEK <= room:
            return [room // WEEK] * WEEK, short
        if sum(wanted) <= room:
            return _levelled(wanted, room), short
    needed = [max(pair) for pair in zip(bare, least, strict=True)]
    return _shared(needed, [max(pair) for pair in zip(bare, whole, strict=True)], room), True


def _levelled(wanted: Sequence[int], room: int) -> list[int]:
    """What each wants, and what is left over to the narrowest, so that the days are as alike as their words allow."""
    level, order = 0, sorted(wanted)
    for place, wider in enumerate((*order[1:], room), 1):
        level = (room - sum(order[place:])) // place
        if level <= wider:
            break
    return [max(one, level) for one in wanted]


def _shared(needed: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """What each needs, and of the rest as much as each lacks to what it wants."""
    rest, lacking = max(0, room - sum(needed)), sum(wanted) - sum(needed)
    return [one + (rest * (more - one) // lacking if lacking else 0) for one, more in zip(needed, wanted, strict=True)]


def _widest(table: Timetable, place: int, width: Callable[[DayCell], int]) -> int:
    return max(width(week.days[place]) for week in table.weeks)


def _date(cell: DayCell, measure: Measure, words: CalendarWords, *, short: bool) -> int:
    """The width of a cell for its date line."""
    on, number = words.date_line(cell, first=cell.day == 1, short=short and not _leads(cell))
    gap = measure.px(6)
    flag = measure.px(MARK) + measure.bold.horizontalAdvance(tr("review")) + gap if cell.reviews else 0
    line = measure.plain.horizontalAdvance(on) + measure.plain.horizontalAdvance(number) + gap + flag
    return line + 2 * measure.px(CELL)


def _doses(cell: DayCell, measure: Measure, words: CalendarWords, *, broken: bool) -> int:
    """The width of a cell for its doses."""
    chips = [_wide(chip_words(dose), measure.font(dose), broken=broken) + _mark(dose, measure) for dose in cell.doses]
    ghosts = [_wide(words.ghost(dose), measure.plain, broken=broken) for dose in cell.ghosts]
    inside = (*chips, *ghosts)
    return max(inside) + 2 * measure.px(INSIDE) + 2 * measure.px(CELL) if inside else 0


def _leads(cell: DayCell) -> bool:
    """Whether it is the first day of its week."""
    return cell.day % WEEK == 1


def _wide(words: Sequence[str], font: QFontMetrics, *, broken: bool) -> int:
    return max(font.horizontalAdvance(one) for one in (words if broken else (" ".join(words),)))


def _mark(dose: DayDose, measure: Measure) -> int:
    """The room of the mark behind the words: only a dose that is no longer as planned has one."""
    return 0 if dose.placement == "planned" else measure.px(MARK + 2)


def _week(
    week: WeekValue, top: int, edges: Sequence[int], measure: Measure, words: CalendarWords, *, short: bool
) -> Week:
    room = edges[1] - 2 * measure.px(CELL + 3)
    texts = [wrapped(words.running(one, week.days).split(" "), room, measure.plain) for one in week.running]
    lines = tuple(line for text in texts for line in text)
    sides = pairwise(edges[1:])
    cells = [_cell(day, top, side, measure, words, short=short) for side, day in zip(sides, week.days, strict=True)]
    beside = measure.bold.height() + len(lines) * measure.plain.height() + measure.px(CELL + 2)
    tall = max(measure.px(TALL), beside, *(cell.rect.height() for cell in cells))
    stretched = tuple(replace(cell, rect=QRect(cell.rect.topLeft(), QSize(cell.rect.width(), tall))) for cell in cells)
    return Week(week.number, QRect(0, top, edges[-1], tall), lines, stretched)


def _cell(
    day: DayCell, top: int, sides: tuple[int, int], measure: Measure, words: CalendarWords, *, short: bool
) -> Cell:  # fmt: skip
    left, right = sides
    inner = right - left - 2 * measure.px(CELL)
    at = top + measure.px(CELL - 1) + measure.plain.height() + measure.px(BETWEEN)
    made: list[list[Box]] = [[], []]
    for place, group in enumerate((day.doses, day.ghosts)):
        for dose, lines in _lines(group, inner, measure, words, ghosts=bool(place)):
            tall = max(measure.px(CHIP), len(lines) * measure.font(dose).height() + measure.px(4))
            made[place].append(Box(dose, QRect(left + measure.px(CELL), at, inner, tall), lines))
            at += tall + measure.px(BETWEEN)
    on, number = words.date_line(day, first=day.day == 1, short=short and not _leads(day))
    rect = QRect(left, top, right - left, at + measure.px(2) - top)
    return Cell(day, rect, on, number, tuple(made[0]), tuple(made[1]))


def _lines(
    doses: Iterable[DayDose], inner: int, measure: Measure, words: CalendarWords, *, ghosts: bool
) -> Iterable[tuple[DayDose, tuple[str, ...]]]:
    for dose in doses:
        said = words.ghost(dose) if ghosts else chip_words(dose)
        font = measure.plain if ghosts else measure.font(dose)
        room = inner - 2 * measure.px(INSIDE) - (0 if ghosts else _mark(dose, measure))
        yield dose, wrapped(said, room, font)

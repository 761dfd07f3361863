"""How the calendar says things: dates, doses, gaps and amounts, short in a cell and whole for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.road_marks import times_of_part
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed, quantity, unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, timedelta

    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.domain.wizard.timetable import DayCell, Running, Stretch
    from hlh_desktop.domain.wording import Wording

HOURS, MINUTES = 3600, 60


def tr(words: str) -> str:
    """A text of the calendar in the language of the program."""
    return QCoreApplication.translate("Calendar", words)


def state_words(dose: DayDose) -> str:
    """Where a dose stands, in one word."""
    return {
        "planned": tr("Planned"),
        "moved": tr("Moved"),
        "held": tr("Held"),
        "omitted": tr("Omitted"),
    }[dose.placement]


def name(dose: DayDose) -> str:
    """What a dose is called: never shortened, and an intrathecal one without its drug."""
    return tr("intrathecal") if dose.kind == "intrathecal" else dose.drug


def numbered(dose: DayDose) -> str:
    """A dose with its number among those of its line where there is more than one, and its times within a day."""
    said = f"{name(dose)} {dose.number}" if dose.of > 1 else name(dose)
    return listed((said, *times_of_part(dose)))


def chip_words(dose: DayDose) -> tuple[str, ...]:
    """The words of a dose in its cell, which may go to the next line between them."""
    number = str(dose.number) if dose.of > 1 else ""
    said = {"held": tr("held"), "omitted": tr("omitted")}.get(dose.placement, "")
    tail = NON_BREAKING.join(part for part in (number, said) if part)
    return tuple(part for part in (*name(dose).split(" "), tail, *times_of_part(dose)) if part)


def heading(dose: DayDose) -> str:
    """The heading of the form of a dose."""
    said = tr("Dose %1 of %2").replace("%1", str(dose.number)).replace("%2", str(dose.of))
    return listed((said, *times_of_part(dose)))


def whole(dose: DayDose) -> str:
    """Drug, amount and route of a dose."""
    if dose.kind == "intrathecal":
        return tr("intrathecal, on a page of its own")
    amount = quantity(dose.amount) if dose.amount is not None else ""
    many = f"{len(dose.times)}{NON_BREAKING}\N{MULTIPLICATION SIGN}{NON_BREAKING}" if len(dose.times) > 1 else ""
    return " ".join(part for part in (dose.title, f"{many}{amount}" if amount else "", dose.route) if part)


class CalendarWords:
    """Dates and sentences with the wording of the ward."""

    def __init__(self, wording: Wording) -> None:
        self.tell = Telling(wording)

    def weekday(self, day: date) -> str:
        """The day of the week in three letters."""
        return self.tell.say(f"weekday.{day.isoweekday()}")

    def date_line(self, cell: DayCell, *, first: bool, short: bool) -> tuple[str, str]:
        """The date of a cell, with its month where that begins, and its course day, as a bare number where `short`."""
        on = self.tell.short(cell.on) if first or cell.on.day == 1 else str(cell.on.day)
        bare = short or bool(cell.reviews)
        return on, str(cell.day) if bare else unbroken(tr("day %1").replace("%1", str(cell.day)))

    def ghost(self, dose: DayDose) -> tuple[str, ...]:
        """What stands at the old place of a dose that was moved."""
        return (tr("moved"), unbroken(tr("to %1").replace("%1", self.tell.short(dose.at.date()))))

    def day(self, on: date, number: int) -> str:
        """A day by its date and course day."""
        return tr("%1, day %2").replace("%1", self.tell.weekday(on)).replace("%2", str(number))

    def day_said(self, cell: DayCell) -> str:
        """A day as a screen reader says it: its date, its doses, what was moved away, reviews."""
        doses = [self.chip_said(dose) for dose in cell.doses] or [tr("no dose to move")]
        gone = [tr("%1 was moved away").replace("%1", numbered(dose)) for dose in cell.ghosts]
        reviews = [tr("review")] if cell.reviews else []
        return "; ".join((self.day(cell.on, cell.day), *doses, *gone, *reviews))

    def chip_said(self, dose: DayDose) -> str:
        """A dose as a screen reader says it."""
        parts = (numbered(dose), self.day(dose.at.date(), dose.day), clock(dose.at), state_words(dose).lower())
        return ", ".join(parts)

    def running(self, one: Running, days: Sequence[DayCell]) -> str:
        """A line that goes on day after day, in one week: its amount, and the days where they are not all."""
        return f"{one.title} {'; '.join(self._stretch(part, days) for part in joined(one.stretches))}"

    def _stretch(self, part: tuple[Stretch, ...], days: Sequence[DayCell]) -> str:
        first = part[0]
        many = f"{first.per_day}{NON_BREAKING}\N{MULTIPLICATION SIGN}{NON_BREAKING}" if first.per_day > 1 else ""
        amount = unbroken(f"{many}{quantity(first.amount)}")
        if len(part) == 1 and first.last - first.first + 1 == len(days):
            return amount
        named = {cell.day: self.weekday(cell.on) for cell in days}
        spans = (
            named[one.first] if one.first == one.last else f"{named[one.first]}\N{EN DASH}{named[one.last]}"
            for one in part
        )
        return f"{amount} {unbroken(', '.join(spans))}"

    def span(self, time: timedelta) -> str:
        """A time between two doses, in days where it is whole days, else in days and hours."""
        minutes = int(time.total_seconds()) // MINUTES
        days, rest = divmod(minutes, 24 * MINUTES)
        hours, left = divmod(rest, MINUTES)
        parts = (
            (days, tr("1 day") if days == 1 else tr("%1 days")),
            (hours, tr("1 hour") if hours == 1 else tr("%1 hours")),
            (left, tr("%1 min")),
        )
        said = [words.replace("%1", str(count)) for count, words in parts if count]
        return unbroken(" ".join(said)) or tr("no time")

    def hours(self, time: timedelta) -> str:
        """A least time between doses, in hours."""
        return unbroken(tr("%1 hours").replace("%1", str(int(time.total_seconds()) // HOURS)))


def joined(stretches: Sequence[Stretch]) -> list[tuple[Stretch, ...]]:
    """Stretches of the same amount together."""
    found: dict[tuple[object, int], list[Stretch]] = {}
    for one in stretches:
        found.setdefault((one.amount, one.per_day), []).append(one)
    return [tuple(parts) for parts in found.values()]

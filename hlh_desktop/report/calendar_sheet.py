"""The calendar: a day a row, a drug a column with its hour; every dose stands on it once, with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from hlh_desktop.domain.calendar_rows import calendar
from hlh_desktop.report import look
from hlh_desktop.report.calendar_blocks import block
from hlh_desktop.report.calendar_choice import chosen
from hlh_desktop.report.calendar_layout import DUE, DUE_GAP, stretched
from hlh_desktop.report.calendar_page import CalendarPage, Words
from hlh_desktop.report.document import new_page
from hlh_desktop.report.pieces import Title, space
from hlh_desktop.report.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.calendar_rows import Calendar
    from hlh_desktop.report.calendar_choice import Chosen
    from hlh_desktop.report.document import Layout
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.sheet import Sheet

AIR = 3.0


def calendar_story(sheet: Sheet, pages: dict[str, Layout]) -> Story:
    """The pages of the calendar, each beginning with a page break; none for a plan without doses."""
    found = calendar(sheet.plan)
    if not found.weeks:
        return []
    rooms = {name: (page.room, _tall(sheet, found, page)) for name, page in pages.items()}
    return [piece for one in chosen(sheet, found, rooms) for piece in _pages(sheet, found, one, pages[one.name])]


def _tall(sheet: Sheet, found: Calendar, page: Layout) -> float:
    """The height that is left for heads and weeks under the longest legend."""
    longest = Paragraph(_legend(sheet, found, ()), look.NOTE_TEXT)
    return page.frame[3] - Title("", "", "").height - float(longest.wrap(page.room, page.room)[1]) - AIR


def _pages(sheet: Sheet, found: Calendar, one: Chosen, page: Layout) -> Iterator[object]:
    """One page, or one a group of columns."""
    cumulative = bool(sheet.plan.cumulative.points)
    shown = {track.index for tracks in one.parts for track in tracks}
    for number, tracks in enumerate(one.parts, 1):
        wide = stretched(tracks, page.room, cumulative=cumulative)
        blocks = [block(sheet, found, week, wide, DUE - DUE_GAP) for week in found.weeks[one.start : one.end]]
        name = "calendar" if one.start == 0 and number == 1 else ""
        yield from new_page(page.name)
        yield Title(
            name, _title(sheet, one, found, number), sheet.say("calendar.zone", zone=sheet.plan.case.time_zone.key)
        )
        yield Paragraph(_legend(sheet, found, shown), look.NOTE_TEXT)
        yield space(AIR)
        yield CalendarPage(_words(sheet), wide, blocks, cumulative=cumulative)


def _title(sheet: Sheet, one: Chosen, found: Calendar, number: int) -> str:
    first, last = found.weeks[one.start].number, found.weeks[one.end - 1].number
    weeks = sheet.say("calendar.one" if first == last else "calendar.span", first=first, last=last)
    count = len(one.parts)
    return weeks if count == 1 else " ".join((weeks, sheet.say("calendar.group", number=number, count=count)))


def _legend(sheet: Sheet, found: Calendar, shown: Iterable[int]) -> str:
    """How to read the page, and which drugs of the plan have no dose on it."""
    total, wanted = sheet.plan.cumulative, set(shown)
    key = "calendar.cumulative_all" if total.prior or total.elsewhere else "calendar.cumulative_here"
    absent = [column for index, column in enumerate(found.columns) if index not in wanted]
    names = listed(" ".join((sheet.drug(one.drug).tall_man, sheet.say(f"by.{one.route}"))) for one in absent)
    missing = sheet.markup("calendar.absent", drugs=names) if absent else ""
    parts = (sheet.markup("calendar.legend"), sheet.markup(key) if total.points else "", missing)
    return " ".join(part for part in parts if part)


def _words(sheet: Sheet) -> Words:
    return Words(
        sheet.say("calendar.day"), sheet.say("calendar.date"), sheet.say("calendar.cumulative"),
        sheet.say("calendar.per_m2"), sheet.say("calendar.due"),
    )  # fmt: skip

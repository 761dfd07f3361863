"""Doses in words: how often, at which times, on which days, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import date_of
from hlh_desktop.domain.summary import again, each_week, spans
from hlh_desktop.report.marks import bold
from hlh_desktop.report.writing import escape, listed, unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.orders import AnyOrder
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.report.sheet import Sheet

MOST_WORDS = 4


def often(sheet: Sheet, run: Run) -> str:
    """How often: "once daily", "twice daily on each day named", "once a week"."""
    count = len(run.times)
    if count == 1:
        return sheet.say(f"rhythm.{run.rhythm}")
    times = sheet.say(f"times.{count}") if count <= MOST_WORDS else sheet.say("times.more", count=count)
    return sheet.say(f"rhythm_more.{run.rhythm}", times=times)


def at(sheet: Sheet, run: Run) -> str:
    """The clock times of a run."""
    return sheet.clocks(run.times)


def days(sheet: Sheet, numbers: Sequence[int]) -> str:
    """Course days: as the same days of every week where they are, else each span of days."""
    weekly = each_week(numbers)
    if weekly is not None:
        named = sheet.joined([str(day) for day in weekly.days])
        return sheet.say("days.each_week", days=named, first=weekly.first, last=weekly.last)
    repeated = again(numbers)
    if repeated is not None:
        first, last = _span(sheet, *repeated.first), _span(sheet, *repeated.last)
        return sheet.say("days.again", first=first, every=repeated.every, last=last)
    return listed(_span(sheet, first, last) for first, last in spans(numbers))


def _span(sheet: Sheet, first: int, last: int) -> str:
    if first == last:
        return str(first)
    return unbroken(sheet.say("days.span" if last > first + 1 else "days.two", first=first, last=last))


def dates(sheet: Sheet, numbers: Sequence[int]) -> str:
    """First and last date of course days, with their years."""
    day_one = sheet.plan.case.day_one
    first, last = date_of(day_one, numbers[0]), date_of(day_one, numbers[-1])
    if first == last:
        return sheet.weekday(first)
    return sheet.from_to(first, last)


def drug_and_route(sheet: Sheet, order: AnyOrder) -> str:
    """The drug in its tall-man letters and the route in words, in capitals."""
    drug = sheet.drug(order.drug)
    name = bold(escape(drug.tall_man))
    stated = sheet.markup("as_stated", drug=drug.stated_as) if drug.stated_as else ""
    return " ".join(part for part in (name, stated, escape(sheet.say(f"route.{order.route}"))) if part)

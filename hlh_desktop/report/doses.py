"""Doses in words: how often, at which times, on which days, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain import dose_words
from hlh_desktop.report.marks import bold
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.orders import AnyOrder
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.report.sheet import Sheet


def often(sheet: Sheet, run: Run) -> str:
    """How often: "once daily", "twice daily on each day named", "once a week"."""
    return dose_words.often(sheet.tell, run)


def at(sheet: Sheet, run: Run) -> str:
    """The clock times of a run."""
    return sheet.tell.clocks(run.times)


def days(sheet: Sheet, numbers: Sequence[int]) -> str:
    """Course days: as the same days of every week where they are, else each span of days."""
    return dose_words.days(sheet.tell, numbers)


def dates(sheet: Sheet, numbers: Sequence[int]) -> str:
    """First and last date of course days, with their years."""
    return dose_words.dates(sheet.tell, sheet.plan.case.day_one, numbers)


def drug_and_route(sheet: Sheet, order: AnyOrder) -> str:
    """The drug in its tall-man letters and the route in words, in capitals."""
    drug = sheet.drug(order.drug)
    name = bold(escape(drug.tall_man))
    stated = sheet.markup("as_stated", drug=drug.stated_as) if drug.stated_as else ""
    return " ".join(part for part in (name, stated, escape(sheet.say(f"route.{order.route}"))) if part)

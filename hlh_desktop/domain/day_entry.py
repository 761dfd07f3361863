"""Dates and moments as a person types and reads them: "22 Jun 2024 06:10"; the case holds ISO texts.

Read are day, month in words and year in this order, ISO, and day.month.year with points. What could be read in two
ways, such as 06/07/2024 or a year of two digits, is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hlh_desktop.domain.plain import DAY, parse_moment
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling, clock

if TYPE_CHECKING:
    from hlh_desktop.domain.wording import Wording

IN_WORDS = re.compile(r"(\d{1,2})[\s.-]*([^\W\d_]{3,})[\s.-]*(\d{4})")
POINTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
WITH_CLOCK = re.compile(r"(.*\S)(?:\s+|T)(\d{1,2}:\d{2})")


@dataclass(frozen=True, slots=True)
class DayEntry:
    """How dates are typed in one language, with its names of months."""

    wording: Wording

    def read_day(self, text: str, today: date) -> str | None:
        """The ISO day of a text, or None for what is none. "today" is `today`."""
        text = text.replace(NON_BREAKING, " ").strip()
        if text.casefold() == self.wording.say("entry.today"):
            return today.isoformat()
        if DAY.fullmatch(text):
            return _iso(*(int(part) for part in text.split("-")))
        if found := POINTED.fullmatch(text):
            return _iso(int(found[3]), int(found[2]), int(found[1]))
        if found := IN_WORDS.fullmatch(text):
            month = self._month(found[2])
            return None if month is None else _iso(int(found[3]), month, int(found[1]))
        return None

    def read_moment(self, text: str, today: date) -> str | None:
        """The ISO moment of a text with its clock time, or the ISO day of one without; None for what is none."""
        text = text.replace(NON_BREAKING, " ").strip()
        found = WITH_CLOCK.fullmatch(text)
        if found is None:
            return self.read_day(text, today)
        day = self.read_day(found[1], today)
        moment = None if day is None else f"{day}T{found[2]:0>5}"
        return moment if moment and parse_moment(moment) else None

    def weekday(self, iso: str) -> str:
        """An ISO day with its day of the week, e.g. "Sun 22 Nov 2026"; empty for what is none."""
        if DAY.fullmatch(iso) and _iso(*(int(part) for part in iso.split("-"))):
            return Telling(self.wording).weekday(date.fromisoformat(iso))
        return ""

    def shown(self, iso: str) -> str:
        """An ISO day or moment as readers see it; what is none stays as it was typed."""
        tell = Telling(self.wording)
        if DAY.fullmatch(iso) and _iso(*(int(part) for part in iso.split("-"))):
            return tell.day(date.fromisoformat(iso)).replace(NON_BREAKING, " ")
        moment = parse_moment(iso)
        if moment is None:
            return iso
        return " ".join((tell.day(moment.date()).replace(NON_BREAKING, " "), clock(moment)))

    def _month(self, name: str) -> int | None:
        """The number of a month by its short or its whole name."""
        name = name.casefold()
        for number in range(1, 12 + 1):
            names = (self.wording.say(f"paper.month.{number}"), self.wording.say(f"entry.month.{number}"))
            if name in (one.casefold() for one in names):
                return number
        return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return None
    return found if DAY.fullmatch(found) else None

"""How screen and paper tell dates, clock times and lists of them in words: from one place, so both say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.writing import listed, on_paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from hlh_desktop.domain.patient import Age
    from hlh_desktop.domain.sources import Cites
    from hlh_desktop.domain.wording import Wording

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a printed plan, for whoever shows a plan: keys stand below `paper`."""

    wording: Wording

    def say(self, key: str, **values: Any) -> str:
        """A sentence or label that screen and paper share."""
        return self.wording.say(f"paper.{key}", **values)

    def sentence(self, words: str) -> str:
        """A sentence of a rule, its numbers, units and dates written for readers."""
        return on_paper(words, self._iso)

    def _iso(self, day: str, clock_time: str | None) -> str:
        written = self.day(date.fromisoformat(day))
        return written if clock_time is None else NON_BREAKING.join((written, clock_time))

    def day(self, day: date) -> str:
        """A date, e.g. "22 Nov 2026"."""
        return NON_BREAKING.join((self.short(day), str(day.year)))

    def short(self, day: date) -> str:
        """A date of a year that stands near by, e.g. "22 Nov"."""
        return NON_BREAKING.join((str(day.day), self.say(f"month.{day.month}")))

    def from_to(self, first: date, last: date) -> str:
        """From one date to another, the year once where both have the same."""
        early = self.short(first) if first.year == last.year else self.day(first)
        return self.say("days.from_to", first=early, last=self.day(last))

    def weekday(self, day: date) -> str:
        """A date with its day of the week, e.g. "Sun 22 Nov 2026"."""
        return NON_BREAKING.join((self.say(f"weekday.{day.isoweekday()}"), self.day(day)))

    def moment(self, at: datetime) -> str:
        """A date with day of the week and clock time, e.g. "Sun 22 Nov 2026 14:00"."""
        return NON_BREAKING.join((self.weekday(at.date()), clock(at)))

    def from_today(self, at: datetime, today: date) -> str:
        """A moment as seen from a day: "today 14:00", "tomorrow 08:00", else with its date."""
        named = {today: "today", today + DAY: "tomorrow"}.get(at.date())
        if named is None:
            return self.moment(at)
        day = self.wording.say(f"page.board.{named}")
        return self.wording.say("page.board.at", day=day, clock=clock(at))

    def clocks(self, times: Sequence[time]) -> str:
        """Clock times in words, e.g. "08:00 and 20:00"."""
        return self.joined([clock(one) for one in times])

    def joined(self, parts: Sequence[str]) -> str:
        """Parts with commas and a last "and"."""
        *others, last = parts
        return self.say("and", first=listed(others), last=last) if others else last

    def age(self, age: Age) -> str:
        """An age in years and months, in months under one year, in days under one month."""
        if age.years:
            return self.say("age.years", years=age.years, months=age.months_past_birthday)
        return self.say("age.months", months=age.months) if age.months else self.say("age.days", days=age.days)

    def cites(self, cites: Cites) -> str:
        """Sources as they stand behind a datum, e.g. "T1 R, T4 M, APP": one whose tag is its own name is said once."""
        others = [cite for cite in cites if cite.source != cite.evidence]
        own = [cite.source for cite in cites if cite.source == cite.evidence]
        said = (self.say("cite", source=cite.source, evidence=cite.evidence) for cite in others)
        return listed((*(one.replace(" ", NON_BREAKING) for one in said), *own))


def clock(at: datetime | time) -> str:
    """A time of 24 hours, e.g. "08:00"."""
    return f"{at:%H:%M}"

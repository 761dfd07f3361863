"""What is typed at the bedside, read strictly: a clock time of today, a moment with its date, an amount.

What could be read in two ways is not read at all; the time that a clock change makes twice is the one that has passed.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.day_entry import DayEntry
from hlh_desktop.domain.plain import CLOCK, parse_moment
from hlh_desktop.domain.quantity import NON_BREAKING, parse_decimal
from hlh_desktop.domain.telling import Telling, clock

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from hlh_desktop.ward.open_ward import OpenWard


def read_moment(desk: OpenWard, words: str, now: datetime) -> datetime | None:
    """The moment of "14:05", which is today, or of "2 Dec 2026 14:05"; None for what is neither."""
    words, here = words.replace(NON_BREAKING, " ").strip(), desk.here(now)
    if CLOCK.fullmatch(words):
        return _at(desk, here.date(), words, now)
    found = parse_moment(DayEntry(desk.ward.wording).read_moment(words, here.date()) or "")
    return None if found is None else _at(desk, found.date(), clock(found), now)


def _at(desk: OpenWard, day: date, words: str, now: datetime) -> datetime | None:
    """The clock time of a day in ward time: of two the last that has passed; None where the clock skipped it."""
    try:
        typed = datetime.combine(day, time.fromisoformat(words), desk.zone)
    except ValueError:
        return None
    if typed.astimezone(UTC).astimezone(desk.zone).replace(tzinfo=None) != typed.replace(tzinfo=None):
        return None
    later = typed.replace(fold=1)
    return later if later.astimezone(UTC) <= now.astimezone(UTC) else typed


def show_moment(desk: OpenWard, at: datetime, now: datetime) -> str:
    """A moment as it is typed: the clock time alone today, else with its date."""
    here = desk.here(at)
    if here.date() == desk.here(now).date():
        return clock(here)
    return " ".join((Telling(desk.ward.wording).day(here.date()).replace(NON_BREAKING, " "), clock(here)))


def read_day(desk: OpenWard, words: str, now: datetime) -> date | None:
    """The date of a text, such as an expiry; None for what is none."""
    found = DayEntry(desk.ward.wording).read_day(words, desk.here(now).date())
    return None if found is None else datetime.fromisoformat(found).date()


def read_amount(words: str) -> Decimal | None:
    """A plain decimal above nothing; None for anything else."""
    found = parse_decimal(words.strip())
    return found or None


def interruption(desk: OpenWard, begin: str, end: str, reason: str, now: datetime) -> str | None:
    """An interruption of an infusion in words, from when to when and why; None where something is not legible."""
    first, last = read_moment(desk, begin, now), read_moment(desk, end, now)
    if first is None or last is None or not reason.strip() or first.astimezone(UTC) > last.astimezone(UTC):
        return None
    values = {"begin": show_moment(desk, first, now), "end": show_moment(desk, last, now), "reason": reason.strip()}
    return desk.ward.wording.say("doses.interruption", **values)

"""How far the newest result lies from peak, day one and the one before: exact, only within one series, never guessed.

A result with a comparator is an interval. What follows for every number of the interval is said, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeVar

from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.results.trend.values import Change, Changes
from hlh_desktop.domain.results.trend.window import DAY, midnight
from hlh_desktop.domain.writing import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hlh_desktop.domain.results.trend.values import CurvePoint, Way
    from hlh_desktop.domain.results.trend.words import Words

ABOVE, BELOW = (">", ">="), ("<", "<=")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Apart:
    """What is sure of the way from one result to another; `part` as a fraction of the first, without sign."""

    way: Way
    part: Fraction | None = None
    at_least: bool = False


class Reported(Protocol):
    """A result as far as it is compared: a point of a chart, or one of a series."""

    @property
    def at(self) -> datetime:
        """When its sample was taken."""

    @property
    def value(self) -> Decimal:
        """In the unit of its series."""

    @property
    def comparator(self) -> str:
        """Empty for a plain number."""


One = TypeVar("One", bound=Reported)


def apart(before: Reported, after: Reported) -> Apart:
    """How `after` lies from `before`. From "> 20,000" to 610 is more than 96 % less; to "< 35" is lower, no number."""
    old, new = before.value, after.value
    if not before.comparator and not after.comparator:
        return _plain(old, new)
    if before.comparator in ABOVE and after.comparator not in ABOVE and new < old:
        return Apart("less", None if after.comparator else _part(old, new), at_least=not after.comparator)
    if before.comparator in BELOW and after.comparator not in BELOW and new > old:
        part = None if after.comparator or not old else _part(old, new)
        return Apart("more", part, at_least=part is not None)
    if not before.comparator and after.comparator in ABOVE and new >= old:
        return Apart("more")
    if not before.comparator and after.comparator in BELOW and new <= old:
        return Apart("less")
    return Apart("unknown")


def _plain(old: Decimal, new: Decimal) -> Apart:
    if old == new:
        return Apart("same", Fraction(0))
    way: Way = "more" if new > old else "less"
    return Apart(way, _part(old, new) if old > 0 else None)


def _part(old: Decimal, new: Decimal) -> Fraction:
    """How far apart they are as a part of the first; exact, and made at once, because every point of a chart asks."""
    (one, below), (other, under) = old.as_integer_ratio(), new.as_integer_ratio()
    return Fraction(abs(other * below - one * under), one * under)


def changes_of(points: Sequence[CurvePoint], name: str, words: Words, *, others: bool) -> Changes:
    """The newest of the points of one series, oldest first, against the others; `others`: there are more series."""
    newest, say = points[-1], words.say
    day_one, peak = day_one_of(points, words), peak_of(points)
    sentences = [
        *([say("change.peak", since=_dated(peak, words))] if peak is not None and peak is not newest else []),
        *([say("change.is_peak")] if peak is newest and len(points) > 1 else []),
        *(_about_day_one(day_one, words)),
        say("change.other_series" if others else "change.one_series"),
    ]
    return Changes(
        newest,
        None if peak is None or peak is newest else _change(_from_peak(points, peak), peak, newest, name, words),
        None if day_one is None or day_one is newest else since(day_one, newest, name, words),
        per_day(points, name, words),
        " ".join(sentences),
        highest=peak is newest and len(points) > 1,
    )


def _about_day_one(day_one: CurvePoint | None, words: Words) -> Iterator[str]:
    if day_one is not None:
        yield words.say("change.day_one", since=_dated(day_one, words))
    elif words.subject.day_one is not None:
        yield words.say("change.no_day_one")


def since(before: CurvePoint, after: CurvePoint, name: str, words: Words) -> Change:
    """One result against an earlier one of its series."""
    return _change(apart(before, after), before, after, name, words)


def peak_of(points: Sequence[CurvePoint]) -> CurvePoint | None:
    """The highest result, one beyond the assay before a number as high; None where all lie below what it can tell."""
    known = [point for point in points if point.comparator not in BELOW]
    return max(known, key=lambda point: (point.value, point.comparator in ABOVE), default=None)


def _from_peak(points: Sequence[CurvePoint], peak: CurvePoint) -> Apart:
    """From the peak, of which less is sure where any result lay beyond the assay: that may have been higher still."""
    found = apart(peak, points[-1])
    beyond = any(point.comparator in ABOVE for point in points)
    if not beyond or peak.comparator or found.part is None:
        return found
    return Apart(found.way, found.part, at_least=True) if found.way == "less" else Apart("unknown")


def day_one_of(points: Sequence[One], words: Words) -> One | None:
    """The first result of day one; without one the last of the days before it that still tell of it."""
    day_one = words.subject.day_one
    if day_one is None:
        return None
    days = (-words.knowledge.trends.start_days, 0, 1)
    begin, first, end = (midnight(day_one + day * DAY, words.subject).astimezone(UTC) for day in days)
    near = [(point.at.astimezone(UTC), point) for point in points if begin <= point.at.astimezone(UTC) < end]
    on = [point for at, point in near if at >= first]
    return on[0] if on else near[-1][1] if near else None


def per_day(points: Sequence[CurvePoint], name: str, words: Words) -> Change | None:
    """The change since the result before, divided by the days between, in percent with one decimal.

    None over an interval that is too short for it, and where either lies beyond the assay.
    """
    if len(points) < 2:
        return None
    before, newest = points[-2:]
    between = newest.at.astimezone(UTC) - before.at.astimezone(UTC)
    found = apart(before, newest)
    if between < words.knowledge.trends.least_hours * HOUR or found.part is None or found.at_least:
        return None
    days = Fraction(between // timedelta(seconds=1), 24 * 3600)
    percent = rounded(found.part / days * 100, 1)
    text = _percent_text(found, percent, words)
    daily = words.say("change.per_day", change=text)
    whole = words.say("change.whole_per_day", **_told(before, newest, name, words), change=daily)
    return Change(found.way, percent, at_least=False, text=text, since=_dated(before, words), whole=whole)


def _change(found: Apart, before: CurvePoint, after: CurvePoint, name: str, words: Words) -> Change:
    percent, text = None if found.part is None else _percent(found), change_words(found, words)
    key = {"same": "whole_same", "unknown": "whole_unknown"}.get(found.way, "whole")
    whole = words.say(f"change.{key}", **_told(before, after, name, words), change=text)
    return Change(found.way, percent, found.at_least, text, _dated(before, words), whole)


def change_words(found: Apart, words: Words) -> str:
    """The change alone, e.g. "65 % less"."""
    return _percent_text(found, None if found.part is None else _percent(found), words)


def _percent(found: Apart) -> Decimal:
    """Whole percent: rounded half up, and down where it is a bound."""
    assert found.part is not None  # asked for where there is a number
    above, below = 100 * found.part.numerator, found.part.denominator
    return Decimal(above // below if found.at_least else (2 * above + below) // (2 * below))


def _percent_text(found: Apart, percent: Decimal | None, words: Words) -> str:
    """E.g. "65 % less", "> 96 % less"; the direction alone where no number is sure."""
    if found.way in ("same", "unknown"):
        return words.say(f"change.{found.way}")
    if percent is None:
        return words.say("change.lower" if found.way == "less" else "change.higher")
    key = f"at_least_{found.way}" if found.at_least else found.way if percent else f"little_{found.way}"
    return words.say(f"change.{key}", percent=number(percent))


def _dated(point: CurvePoint, words: Words) -> str:
    return words.say("on_day", shown=point.shown, date=words.short(point.at))


def _told(before: CurvePoint, after: CurvePoint, name: str, words: Words) -> dict[str, str]:
    return {"name": name, "newest": after.shown, "since": _dated(before, words)}

"""What can't have happened yet: a sample later than now, a measure of a day after today (safety-rules I7)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.plain import parse_moment
from hlh_desktop.domain.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.problem import Problem

GATE, AHEAD = "entries", "ahead_minutes"


def in_future(case: Mapping[str, Any], now: datetime, knowledge: Knowledge) -> tuple[Problem, ...]:
    """The rows of a raw case that lie after `now`, which is ward time with its zone; other clocks may go ahead a bit.

    What can't be read as a moment is told elsewhere.
    """
    minutes = int(knowledge.asking.gates[GATE].numbers[AHEAD])
    return (*_samples(case, now, timedelta(minutes=minutes)), *_measures(case, now.date()))


def _samples(case: Mapping[str, Any], now: datetime, ahead: timedelta) -> Iterator[Problem]:
    for number, text in _texts(case, "labs", "at"):
        at = parse_moment(text)
        if at is None:
            day = _day(text)
            at = None if day is None else datetime.combine(day, time())
        if at is not None and (at if at.tzinfo else at.replace(tzinfo=now.tzinfo)) > now + ahead:
            day_now, clock = now.date().isoformat(), f"{now:%H:%M}"
            yield problem(f"labs[{number}].at", text, "taken_in_future", day=day_now, clock=clock)


def _measures(case: Mapping[str, Any], today: date) -> Iterator[Problem]:
    for number, text in _texts(case, "measurements", "on"):
        day = _day(text)
        if day is not None and day > today:
            yield problem(f"measurements[{number}].on", text, "measured_in_future", day=today.isoformat())


def _texts(case: Mapping[str, Any], part: str, field: str) -> Iterator[tuple[int, str]]:
    """The number of each row with the text in one of its fields."""
    rows = value_at(case, part)
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        text = row.get(field) if isinstance(row, dict) else None
        if isinstance(text, str):
            yield number, text


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None

"""A change of doses in words: which doses it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import date_of
from hlh_desktop.domain.slots import planned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.wording import Wording


def change_place(change: Change, ordered: Ordered, day_one: date, wording: Wording) -> str:
    """The doses that a change is of: "day 5", "day 5 at 20:00", "from day 5 on", "from the 20:00 dose of day 5 on".

    A clock time is told only where the doses of a day have to be told apart: not where it is that of its first dose.
    """
    key: str = "whole" if change.of_a_day else change.reach or "dose"
    if key == "onward" and change.time is not None and _begins_within(change, ordered, day_one):
        key = "onward_time"
    return wording.say(f"reach.{key}", day=change.day, time="" if change.time is None else f"{change.time:%H:%M}")


def _begins_within(change: Change, ordered: Ordered, day_one: date) -> bool:
    """Whether a dose of its line was planned earlier on the day on which a change begins."""
    day = date_of(day_one, change.day)
    mine = (at for at in _firsts(ordered) if at.date() == day)
    return any(change.time is not None and at.time() < change.time for at in mine)


def _firsts(ordered: Ordered) -> Iterator[datetime]:
    """The moments at which the doses of a line were planned, those that were held or omitted too."""
    for order in ordered.orders:
        yield from (planned(one) for one in order.administrations)
    for applied in ordered.applied:
        if applied.change.do in ("hold", "omit"):
            yield from applied.due

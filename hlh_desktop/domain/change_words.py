"""A change of doses in words: which doses it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.wording import Wording


def change_place(change: Change, wording: Wording) -> str:
    """The doses that a change is of: "day 5", "day 5 at 20:00", "day 5 from 14:00 on", "from day 5, 20:00 on"."""
    key: str = "whole" if change.of_a_day else change.reach or "dose"
    if key == "onward" and change.time is not None:
        key = "onward_time"
    return wording.say(f"reach.{key}", day=change.day, time="" if change.time is None else f"{change.time:%H:%M}")

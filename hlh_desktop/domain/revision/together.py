"""Changes that are tried together: of two of the same doses the later one counts, and none is of doses left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.slots import named_day, planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.trial import Kind, Wish

# What each kind takes the place of where it is of the same doses: a dose has one place, or none, and one factor.
OVERTAKES: dict[Kind, tuple[Kind, ...]] = {
    "move": ("move", "hold", "omit"), "hold": ("move", "hold", "omit"), "omit": ("move", "hold", "omit"),
    "factor": ("factor",), "stop": ("move", "hold", "omit", "factor", "stop"), "add": ("add",),
}  # fmt: skip


def without_overtaken(wishes: Iterable[Wish], later: Wish) -> tuple[Wish, ...]:
    """The changes that still stand beside a later one: all but those of which every dose is the later one's."""
    return tuple(one for one in wishes if not _overtaken(one, later))


def _overtaken(one: Wish, later: Wish) -> bool:
    if (one.line, one.part) != (later.line, later.part) or one.kind not in OVERTAKES[later.kind]:
        return False
    if later.kind in ("stop", "add"):
        return True
    wide = ("dose", "day", "onward")
    return wide.index(_reach(one)) <= wide.index(_reach(later)) and _of(one.day, _clock(one), later)


def finds_doses(plan: Plan, wish: Wish, now: datetime) -> bool:
    """Whether a plan still has a dose to come that a change is of. A line that is added needs none."""
    if wish.kind in ("stop", "add"):
        return wish.kind == "add" or any(_to_come(plan, wish, now))
    return any(_of(named_day(plan, wish.line, first), f"{first:%H:%M}", wish) for first in _to_come(plan, wish, now))


def _to_come(plan: Plan, wish: Wish, now: datetime) -> Iterator[datetime]:
    """When the doses of its line were planned first that stand at a moment or later."""
    for order in plan.orders:
        if (order.line, order.part) == (wish.line, wish.part):
            yield from (planned(one) for one in order.administrations if one.at >= now)


def _of(day: int, clock: str, wish: Wish) -> bool:
    """Whether a change is of the dose that was planned first on a day at a clock time."""
    if _reach(wish) == "onward":
        return (day, clock) >= (wish.day, _clock(wish))
    return day == wish.day and (clock == _clock(wish) or (_reach(wish) == "day" and clock > _clock(wish)))


def _reach(wish: Wish) -> Reach:
    """How far a change goes; one without a start is of all doses of its day."""
    return "day" if wish.start is None else wish.start.reach


def _clock(wish: Wish) -> str:
    """The clock time at which the first of its doses was planned; "" where it is simply the day's first."""
    return (wish.start.time if wish.start is not None else wish.first) or ""

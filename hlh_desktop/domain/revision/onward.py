"""A factor typed for a whole line while its course goes on: it would rewrite the past, and may count from now on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain import edits
from hlh_desktop.domain.edits import From
from hlh_desktop.domain.revision.difference import has_passed, pairs_of
from hlh_desktop.domain.revision.edits import passed
from hlh_desktop.domain.revision.past import rewritten
from hlh_desktop.domain.slots import named_day, planned
from hlh_desktop.domain.wizard.unplanned import typed_parameters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.case import Case, Change, LineRequest, Reach
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.values import Course, DosePair

FACTOR, REASON = "factor", "reason"
ONWARD: Reach = "onward"
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Offer:
    """A line's typed factor that can count from a dose still to come, in place of the whole line.

    `passed` doses would be rewritten otherwise; `before` is the line's own factor in the version that goes on.
    """

    key: Key
    factor: Decimal
    before: Decimal
    reason: str
    since: datetime
    day: int
    passed: int

    @property
    def unexplained(self) -> bool:
        """Whether the full dose comes back: the line then has no factor that a reason could stand beside."""
        return self.factor == 1 and not self.reason


@dataclass(frozen=True, slots=True)
class Standing:
    """A factor that counts from a dose on; `begun` where doses by it lie before now and it can't be taken back."""

    change: Change
    since: datetime
    begun: bool


def offer_of(key: Key, course: Course | None, plan: Plan | None, now: datetime) -> Offer | None:
    """What may be offered for a line of a draft's plan at a moment of ward time.

    None without a factor of its own, where it rewrites nothing, or where no dose of the line is to come.
    """
    if course is None or course.plan is None or plan is None:
        return None
    old, new = _request(course.plan.case, key), _request(plan.case, key)
    if old is None or new is None or _factor(old) == _factor(new):
        return None
    over = [one for one in rewritten(course.plan, plan, now, course.settled) if _line(one) == key]
    since = _first_to_come(key, course, plan, now)
    if not over or since is None:
        return None
    reason = str(new.parameters.get(REASON) or "")
    day = named_day(plan, key[0], since)
    return Offer(key, _factor(new), _factor(old), reason, since, day, len(over))


def _line(pair: DosePair) -> Key:
    return pair.key.line, pair.key.part


def _request(case: Case, key: Key) -> LineRequest | None:
    lines = case.regimen.lines if case.regimen is not None else ()
    return next((one for one in lines if (one.line, one.part) == key), None)


def _factor(request: LineRequest) -> Decimal:
    return Decimal(str(request.parameters.get(FACTOR) or 1))


def _first_to_come(key: Key, course: Course, plan: Plan, now: datetime) -> datetime | None:
    """When the first dose was planned that comes after all that have passed; None where none is left."""
    assert course.plan is not None
    mine = [one for one in pairs_of(course.plan, plan) if _line(one) == key]
    moments: dict[bool, list[datetime]] = {True: [], False: []}
    for one in mine:
        placed = one.after or one.before
        if placed is not None:
            moments[has_passed(one, now, course.settled)].append(planned(placed.one))
    last = max(moments[True], default=None)
    return min((at for at in moments[False] if last is None or at > last), default=None)


def from_now_on(case: Mapping[str, Any], course: Course, offer: Offer) -> dict[str, Any]:
    """The case with the line's factor as the version before has it, and the typed one for each dose to come."""
    line, part = offer.key
    old = _request(course.plan.case, offer.key) if course.plan is not None else None
    kept = {name: old.parameters[name] for name in (FACTOR, REASON) if old is not None and name in old.parameters}
    typed = {name: value for name, value in typed_parameters(case, line, part).items() if name not in (FACTOR, REASON)}
    whole = edits.decide(case, line, "change", parameters={**typed, **kept}, part=part)
    start = From(f"{offer.since:%H:%M}", ONWARD)
    return edits.reduce_dose(whole, line, part, offer.day, f"{offer.factor:f}", offer.reason, start)


def standing(key: Key, plan: Plan | None, now: datetime) -> tuple[Standing, ...]:
    """The factors of a line in a plan that count from a dose on, in their order.

    One has begun where a dose by it stands before a moment, wherever that was planned first.
    """
    applied = (one for ordered in plan.ordered for one in ordered.applied) if plan is not None else ()
    gone = {first for line, part, _, first in passed(plan, now) if (line, part) == key} if plan is not None else set()
    return tuple(
        Standing(one.change, one.due[0], begun=not gone.isdisjoint(one.due))
        for one in applied
        if (one.change.line, one.change.part) == key and (one.change.do, one.change.reach) == (FACTOR, ONWARD)
    )


def taken_back(case: Mapping[str, Any], one: Standing) -> dict[str, Any]:
    """The case without a factor that counts from a dose on."""
    return edits.take_back(case, one.change)

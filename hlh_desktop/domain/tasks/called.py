"""What conditions of tasks are made of: from when a task counts, until when it recurs, what it reads of its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.schedule import WEEK, date_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hlh_desktop.domain.orders import Administration, AnyOrder, IntrathecalAdministration
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.rules import TaskRule
    from hlh_desktop.domain.situation import Situation

    Given = Administration | IntrathecalAdministration

ETOPOSIDE, CICLOSPORIN, ANAKINRA, PULSE = "etoposide", "ciclosporin", "anakinra", "methylprednisolone_pulse"
RITUXIMAB, EMAPALUMAB, RUXOLITINIB = "rituximab", "emapalumab", "ruxolitinib"
STEROID = "steroid"


@dataclass(frozen=True, slots=True)
class Call:
    """What a condition looks at: the child with its orders, the entry of the task, the codes of the findings."""

    situation: Situation
    rule: TaskRule
    codes: frozenset[str]

    def number(self, name: str) -> int:
        """A whole number of the entry."""
        return int(self.rule.numbers[name])


# The date or moment that a task counts from, or None where it is not called for; and the last moment it may be due.
Anchor = Callable[[Call], date | None]
Until = Callable[[Call], datetime | None]


@dataclass(frozen=True, slots=True)
class Calls:
    """A condition of a task, and what it reads of its entry. Without `until` a task that recurs does so for good.

    `of_now`: it rests on what is known as of the last revision, so that it was not called for before.
    """

    anchor: Anchor
    until: Until | None = None
    numbers: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    of_now: bool = False


# --- conditions


def when(holds: Callable[[Situation], bool]) -> Calls:
    """A task of day one, called for where a condition of the situation holds."""
    return Calls(lambda call: call.situation.case.day_one if holds(call.situation) else None)


def with_finding(code: str, *, of_now: bool = False) -> Calls:
    """A task of day one that comes with a finding; `of_now` as of `Calls`."""
    return Calls(lambda call: call.situation.case.day_one if code in call.codes else None, of_now=of_now)


def from_first(*lines: str) -> Calls:
    """A task that counts from the first dose of some lines."""
    return Calls(lambda call: first(call.situation, *lines))


def ends(*lines: str) -> Calls:
    """A task some days before the last dose of a line that is given for longer than that."""

    def anchor(call: Call) -> date | None:
        begun, ended = first(call.situation, *lines), last(call.situation, *lines)
        if begun is None or ended is None:
            return None
        before = ended.date() - timedelta(days=call.number("days_before"))
        return before if before > begun.date() else None

    return Calls(anchor, numbers=("days_before",))


# --- what is ordered


def given(situation: Situation, *lines: str) -> Iterator[Given]:
    """Every administration of some lines."""
    for order in situation.orders:
        if order.line in lines:
            yield from order.administrations


def first(situation: Situation, *lines: str) -> datetime | None:
    """The first administration of some lines by the ward's clock."""
    return min((one.at.replace(tzinfo=None) for one in given(situation, *lines)), default=None)


def last(situation: Situation, *lines: str) -> datetime | None:
    """The last administration of some lines by the ward's clock."""
    return max((one.at.replace(tzinfo=None) for one in given(situation, *lines)), default=None)


def last_moment(situation: Situation, *lines: str) -> datetime | None:
    """The last administration of some lines as a moment."""
    return max((one.at for one in given(situation, *lines)), default=None)


def steroids(situation: Situation) -> dict[date, str]:
    """The days with a dose of a systemic steroid, in their order, each with the line that gave the last of it."""
    return steroid_days(situation.orders, situation.knowledge.formulary)


def steroid_days(orders: Iterable[AnyOrder], formulary: Mapping[str, Drug]) -> dict[date, str]:
    """The same of orders."""
    found = [
        (one.at, order.line)
        for order in orders
        if isinstance(order, Order) and STEROID in formulary[order.drug].groups
        for one in order.administrations
    ]
    return {at.date(): line for at, line in sorted(found)}


def plan_end(situation: Situation) -> date | None:
    """The last day of the plan's weeks; None without a regimen."""
    regimen = situation.regimen
    return None if regimen is None else date_of(situation.case.day_one, regimen.last_week * WEEK)


def etoposide(situation: Situation) -> bool:
    """Whether etoposide is ordered, by the protocol or within DEP."""
    return situation.gives(ETOPOSIDE)


def continued(situation: Situation) -> bool:
    """Whether etoposide goes on after the weeks of the first treatment."""
    return any(True for _ in _continuation(situation))


def first_continuation(situation: Situation) -> date | None:
    """The day of the first dose of continuation."""
    return min((one.at.date() for one in _continuation(situation)), default=None)


def _continuation(situation: Situation) -> Iterator[Given]:
    days = min(situation.knowledge.settings.plan_weeks) * WEEK
    yield from (one for one in given(situation, ETOPOSIDE) if one.day > days)

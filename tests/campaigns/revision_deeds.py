"""What may be done to a plan while its course goes on, each a step of the campaign of revisions.

Each answers the case after it, or None where there is nothing to do it to. `Bedside` is what it looks at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain import edits
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.revision import edits as trial
from hlh_desktop.domain.revision.onward import from_now_on, offer_of, standing, taken_back
from hlh_desktop.domain.revision.together import finds_doses, without_overtaken
from hlh_desktop.domain.revision.trial import Wish, Wished, changeable, wished_case
from hlh_desktop.domain.revision.values import Course
from hlh_desktop.domain.slots import named_day, planned, slots_of
from hlh_desktop.domain.wizard.day_doses import doses_of_days
from hlh_desktop.domain.wizard.placing import undone
from hlh_desktop.domain.wizard.unplanned import typed_parameters
from hlh_desktop.exchange.case_file import read_object
from tests.builders import knowledge

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.trial import Kind
    from hlh_desktop.domain.slots import SlotKey

Raw = dict[str, Any]


@dataclass(frozen=True)
class Bedside:
    """The plan that is changed, now, what the log has settled of it, and the dice."""

    plan: Plan
    now: datetime
    settled: frozenset[SlotKey]
    chance: random.Random


def planned_case(case: Raw) -> Plan | None:
    """The plan of a raw case; None where it is refused."""
    found = read_object(case, knowledge()).case
    return None if found is None else make_plan(found, knowledge())


def later(by: Bedside, days: int) -> datetime:
    """A moment to come: any, or one of the two hours of a night on which the clock changes."""
    at = by.now + timedelta(minutes=by.chance.randint(1, days * 24 * 60))
    if by.chance.random() < 0.1:
        nights = [night.replace(tzinfo=by.now.tzinfo) for night in (datetime(2027, 3, 28), datetime(2026, 10, 25))]
        at = next((night.replace(hour=2, minute=30) for night in nights if night > by.now), at)
    return at.replace(tzinfo=None)


def weigh(case: Raw, by: Bedside) -> Raw:
    weight = float(by.plan.weight.value) * by.chance.uniform(0.93, 1.07)
    height = str(by.plan.height.value + by.chance.randint(0, 1)) if by.chance.random() < 0.3 else None
    return trial.measured(case, by.now, f"{weight:.1f}", height)


def _line(by: Bedside) -> tuple[str, str | None]:
    order = by.chance.choice([order for order in by.plan.orders if order.administrations])
    return order.line, order.part


def _day(by: Bedside) -> tuple[str, str | None, int] | None:
    line, part = _line(by)
    days = trial.days_to_come(by.plan, line, part, by.now)
    return (line, part, by.chance.choice(days)) if days else None


def move(case: Raw, by: Bedside) -> Raw | None:
    found = _day(by)
    return None if found is None else edits.move_dose(case, *found, later(by, 9), "theatre")


def hold(case: Raw, by: Bedside) -> Raw | None:
    found = _day(by)
    return None if found is None else edits.hold_dose(case, *found, "fever")


def less(case: Raw, by: Bedside) -> Raw | None:
    line, part = _line(by)
    days = trial.days_to_come(by.plan, line, part, by.now)
    if not days:
        return None
    first = by.chance.randrange(len(days))
    return trial.reduce_doses(case, line, part, days[first:], by.chance.choice(("0.75", "0.5")), "kidney")


def stop(case: Raw, by: Bedside) -> Raw | None:
    line, part = _line(by)
    days = trial.days_to_come(by.plan, line, part, by.now)
    return trial.stop_line(case, line, part, days, "remission") if days else None


def stop_now(case: Raw, by: Bedside) -> Raw | None:
    """A line stopped within a day that has begun."""
    return trial.stop_rest(case, by.plan, *_line(by), by.now, "remission")


def add(case: Raw, by: Bedside) -> Raw | None:
    day = (by.now.date() - by.plan.case.day_one).days + 2
    line = by.chance.choice(("anakinra", "rituximab", "ivig", "methylprednisolone"))
    if any(row["line"] == line for row in case["regimen"]["lines"]):
        return None
    more = {"mg_per_kg_per_day": "2"} if line == "anakinra" else {}
    return edits.decide(case, line, "accept", parameters={"first_day": day, **more})


def single(case: Raw, by: Bedside) -> Raw | None:
    """One dose, the rest of a day or all that is to come: omitted, held, moved or reduced."""
    open_ = changeable(by.plan, knowledge(), by.now)
    if not open_.reaches:
        return None
    (place, _), named = by.chance.choice(list(open_.reaches.items()))
    dose = open_.doses[int(str(place))]
    which = dose.line, dose.part, named.day
    deed = by.chance.choice(("omit", "hold", "move", "factor"))
    if deed == "move" and named.reach != "onward":
        return edits.move_dose(case, *which, later(by, 3), "theatre", named.start)
    if deed == "factor":
        return edits.reduce_dose(case, *which, by.chance.choice(("0.75", "0.5")), "kidney", named.start)
    change = edits.omit_dose if deed == "omit" else edits.hold_dose
    return change(case, *which, "fever", named.start)


def overdue(case: Raw, by: Bedside) -> Raw | None:
    """A dose that was due and of which nothing was written: moved to a time to come, held or omitted."""
    found = _passed(by, settled=False)
    if found is None:
        return None
    *which, start = found
    if by.chance.random() < 0.6:
        return edits.move_dose(case, *which, later(by, 2), "late", start)
    change = by.chance.choice((edits.omit_dose, edits.hold_dose))
    return change(case, *which, "missed", start)


def tampered(case: Raw, by: Bedside) -> Raw | None:
    """A dose that was given or of which the log tells why it was not: omitted, moved or reduced, which is refused."""
    found = _passed(by, settled=True)
    if found is None:
        return None
    *which, start = found
    deed = by.chance.choice(("omit", "move", "factor"))
    if deed == "move":
        return edits.move_dose(case, *which, later(by, 2), "late", start)
    if deed == "factor":
        return edits.reduce_dose(case, *which, "0.5", "kidney", start)
    return edits.omit_dose(case, *which, "fever", start)


def _passed(by: Bedside, *, settled: bool) -> tuple[str, str | None, int, edits.From | None] | None:
    """A dose that stands before now, by itself: one that the log has settled, or one of which nothing was written.

    The two drugs of an intrathecal dose are one: where one of them was given, something was written.
    """
    firsts, every = trial.first_moments(by.plan), list(slots_of(by.plan))
    written = {(slot.order.line, slot.order.part, planned(slot.one)) for slot in every if slot.key in by.settled}
    ones = [
        (slot.order.line, slot.order.part, named_day(by.plan, slot.order.line, first), first)
        for slot in every
        if slot.one.at < by.now
        and (first := planned(slot.one))
        and ((slot.order.line, slot.order.part, first) in written) is settled
    ]
    if not ones:
        return None
    line, part, day, first = by.chance.choice(ones)
    return line, part, day, trial.start_of(first, firsts[line, part, day], "dose")


def whole_line(case: Raw, by: Bedside) -> Raw | None:
    """A factor typed for a whole line, which counts from now on, or is taken back."""
    line, part = _line(by)
    found = [one for one in standing((line, part), by.plan, by.now) if not one.begun]
    if found and by.chance.random() < 0.5:
        return taken_back(case, by.chance.choice(found))
    factor = by.chance.choice(("0.75", "0.5", "1"))
    parameters = {**typed_parameters(case, line, part), "factor": factor, "reason": "kidney"}
    if factor == "1":
        del parameters["reason"]
    typed = planned_case(edits.decide(case, line, "change", parameters=parameters, part=part))
    course = Course(by.plan.case.day_one, by.plan, by.settled)
    offer = None if typed is None else offer_of((line, part), course, typed, by.now)
    return None if offer is None else from_now_on(case, course, replace(offer, reason=offer.reason or "better"))


def put_back(case: Raw, by: Bedside) -> Raw | None:
    """Doses that were moved, held or omitted stand again where they were planned, as far as that is to come."""
    every = doses_of_days(by.plan, knowledge())
    placed = [one for one in every if one.change is not None and one.change.reach != "onward"]
    to_come = [one for one in placed if min(one.planned, *one.firsts, *one.times) >= by.now]
    return undone(case, by.chance.choice(to_come)) if to_come else None


def what_if(case: Raw, by: Bedside) -> Raw | None:
    """Some changes tried together on the page of a trial, each as that page takes or refuses it."""
    open_ = changeable(by.plan, knowledge(), by.now)
    weight = f"{by.plan.weight.value}" if by.chance.random() < 0.7 else f"{float(by.plan.weight.value) * 1.04:.1f}"
    wished = Wished(weight, f"{by.plan.height.value}", by.chance.choice(open_.starts)[0])
    for _ in range(by.chance.randint(1, 4)):
        asked = _asked(open_, by)
        kept = () if asked is None else without_overtaken(wished.wishes, asked)
        tried = planned_case(wished_case(case, by.plan, replace(wished, wishes=kept), knowledge(), by.now))
        if asked is not None and tried is not None and finds_doses(tried, asked, by.now):
            wished = replace(wished, wishes=(*kept, asked))
    return wished_case(case, by.plan, wished, knowledge(), by.now) if wished.wishes else None


def _asked(open_: Any, by: Bedside) -> Wish | None:
    kinds: tuple[Kind, ...] = ("move", "factor", "hold", "hold", "omit", "stop", "add")
    kind = by.chance.choice(kinds)
    if kind == "add":
        return Wish("add", "", by.chance.choice(open_.more)[0]) if open_.more else None
    if not open_.lines:
        return None
    (line, part), _ = by.chance.choice(open_.lines)
    if kind == "stop":
        return Wish("stop", "", line, part, reason="remission")
    mine = [key for key in open_.reaches if (open_.doses[key[0]].line, open_.doses[key[0]].part) == (line, part)]
    # Mostly the next doses, so that two changes are often of the same.
    place, reach = by.chance.choice(mine[: by.chance.choice((4, len(mine)))])
    if reach == "onward" and kind != "factor":
        return None
    named, dose = open_.reaches[place, reach], open_.doses[place]
    to = later(by, 4).replace(tzinfo=by.now.tzinfo) if kind == "move" else None
    return Wish(kind, "", line, part, named.day, to, "0.75", "x", named.start, f"{dose.first:%H:%M}")


DEEDS: tuple[Callable[[Raw, Bedside], Raw | None], ...] = (
    weigh, weigh, move, hold, less, stop, add, single, single, single, stop_now, overdue, whole_line, put_back,
    put_back,
)  # fmt: skip

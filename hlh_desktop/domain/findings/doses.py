"""Findings about single doses: rounding, doses of nothing, and changes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hlh_desktop.domain.change_words import change_place
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import line_title
from hlh_desktop.domain.quantity import plain, shown
from hlh_desktop.domain.schedule import wall_text, ward_time
from hlh_desktop.domain.working import PERCENT, percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.case import Change
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.orders import Ordered
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation
    from hlh_desktop.domain.wording import Wording


def rounding_above_5_percent(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Doses that rounding moves further than the limit in percent; one finding for each line, whatever its parts."""
    limit = alert.numbers["percent"]
    for line in dict.fromkeys(ordered.line for ordered in situation.ordered):
        doses = (dose for ordered in situation.ordered if ordered.line == line for dose in _distinct(ordered))
        moved = [dose for dose in doses if abs(dose.rounding or Fraction(0)) * PERCENT > Fraction(limit)]
        if moved:
            told = dict.fromkeys(_moved(dose, limit, situation.knowledge.wording) for dose in moved)
            yield Fired({"line": line_title(situation, line), "doses": ", ".join(told), "limit": plain(limit)})


def _moved(dose: Dose, limit: Decimal, wording: Wording) -> str:
    """A dose before and after rounding; two decimals where one would read as the limit itself."""
    values = {"exact": shown(dose.exact), "dose": plain(dose.amount.amount), "unit": dose.amount.unit}
    by = dose.rounding or Fraction(0)
    places = 2 if percent(abs(by)) == plain(limit) else 1
    return wording.say("dose.moved", percent=percent(by, places), **values)


def _distinct(ordered: Ordered) -> list[Dose]:
    """The doses of a line, each once."""
    doses = (one.dose for order in ordered.orders for one in order.administrations)
    return list({id(dose): dose for dose in doses if isinstance(dose, Dose)}.values())


def dose_rounds_to_zero(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Days whose dose is less than half a step: refused, because nothing is left to give."""
    for ordered in situation.ordered:
        if ordered.zero_days:
            yield Fired({"line": line_title(situation, ordered.line, ordered.part), "days": _days(ordered.zero_days)})


def line_without_doses(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A chosen line none of whose days lie in the plan, such as ciclosporin of HLH-94 in a plan of 8 weeks."""
    for ordered in situation.ordered:
        if not ordered.orders and not ordered.zero_days and not ordered.applied:
            yield Fired({"line": line_title(situation, ordered.line, ordered.part)})


def change_not_applied(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A change that names a day on which its line has no dose."""
    for ordered in situation.ordered:
        for change in ordered.missed:
            of = _of(situation, ordered, change)
            yield Fired(
                {
                    "line": line_title(situation, ordered.line, ordered.part),
                    "of": of,
                    "deed": _deed(situation, change, doses=1),
                }
            )


def dose_changed(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A dose that was moved, held, omitted, reduced or given by another route, and why."""
    for ordered in situation.ordered:
        for applied in ordered.applied:
            change = applied.change
            deed = _deed(situation, change, doses=len(applied.due))
            of = _of(situation, ordered, change)
            yield Fired(
                {
                    "line": line_title(situation, ordered.line, ordered.part),
                    "of": of,
                    "deed": deed,
                    "reason": change.reason,
                }
            )


def _of(situation: Situation, ordered: Ordered, change: Change) -> str:
    return change_place(change, ordered, situation.case.day_one, situation.knowledge.wording)


def _deed(situation: Situation, change: Change, *, doses: int) -> str:
    """What is done: with its factor, its route, or when it is given instead; of several doses when the first is."""
    say, zone = situation.knowledge.wording.say, situation.case.time_zone
    factor = "" if change.factor is None else plain(change.factor)
    to = "" if change.to is None else wall_text(ward_time(change.to, zone))
    route = "" if change.route is None else say(f"paper.by.{change.route}")
    several = "_several" if change.do == "move" and doses > 1 else ""
    return say(f"deed.{change.do}{several}", factor=factor, to=to, route=route)


def _days(days: tuple[int, ...]) -> str:
    return ", ".join(str(day) for day in days)


RULES: dict[str, Finds[Rule]] = {
    "rounding_above_5_percent": Finds(rounding_above_5_percent, numbers=("percent",)),
    "dose_rounds_to_zero": Finds(dose_rounds_to_zero),
    "line_without_doses": Finds(line_without_doses),
    "change_not_applied": Finds(change_not_applied),
    "dose_changed": Finds(dose_changed),
}

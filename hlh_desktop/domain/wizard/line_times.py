"""The clock times of each line of a plan: the ward's usual ones, or those that were typed for this child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.lines import asked_lines, clock_of
from hlh_desktop.domain.protocol import Line
from hlh_desktop.domain.telling import clock

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.lines import Asked
    from hlh_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class LineTimes:
    """The times of a day of one line, as written ("14:00"): those in force, and the ward's usual ones."""

    line: str
    title: str
    times: tuple[str, ...]
    usual: tuple[str, ...]


def line_times(plan: Plan, knowledge: Knowledge) -> tuple[LineTimes, ...]:
    """Each line that has doses, once, in the order of the plan."""
    regimen = plan.case.regimen
    given = {ordered.line for ordered in plan.ordered if any(order.administrations for order in ordered.orders)}
    found: dict[str, LineTimes] = {}
    for asked in asked_lines(regimen, knowledge):
        if asked.name in given and asked.name not in found and regimen is not None:
            usual = tuple(clock(one) for one in clock_of(asked, knowledge))
            typed = tuple(clock(one) for one in regimen.times.get(asked.name, ()))
            found[asked.name] = LineTimes(asked.name, _title(asked, knowledge), typed or usual, usual)
    return tuple(found.values())


def _title(asked: Asked, knowledge: Knowledge) -> str:
    """The title of a line, its drug in tall-man letters."""
    if not isinstance(asked.rule, Line):
        return asked.rule.title
    drug = knowledge.formulary[asked.rule.drug]
    return asked.rule.title.replace(drug.title, drug.tall_man)

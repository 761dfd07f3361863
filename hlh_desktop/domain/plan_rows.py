"""A plan as a table of lines: a row for each run of equal doses, in the words of the sheet of orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain import dose_words
from hlh_desktop.domain.dosing import Dose
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.summary import runs
from hlh_desktop.domain.telling import Telling
from hlh_desktop.domain.writing import number, spelt

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.orders import IntrathecalDose
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class LineRow:
    """Equal doses of an order that follow each other: one row of the table of lines, as on the sheet of orders.

    `dose` and `unit` never share a text: "89" and "mg per dose". `first`: the row that names the drug.
    """

    line: str
    part: str | None
    run: Run
    name: str
    how: str
    days: str
    dates: str
    dose: str
    unit: str
    calculation: str
    doses: int
    first: bool


def line_rows(plan: Plan, knowledge: Knowledge) -> tuple[LineRow, ...]:
    """The rows of every order by an ordinary route; intrathecal orders have a table of their own."""
    tell = Telling(knowledge.wording)
    orders = (order for order in plan.orders if isinstance(order, Order))
    return tuple(
        _line_row(plan, knowledge, tell, order, run, first=place == 0)
        for order in orders
        for place, run in enumerate(runs(order))
    )


def _line_row(plan: Plan, knowledge: Knowledge, tell: Telling, order: Order, run: Run, *, first: bool) -> LineRow:
    dose = run.given[0].dose
    name = dose_words.drug_name(knowledge, order.drug)
    route, times = tell.say(f"by.{order.route}"), tell.clocks(run.times)
    days = dose_words.days(tell, run.days)
    key = "one" if len(run.days) == 1 else "counted"
    return LineRow(
        order.line, order.part, run, name,
        knowledge.wording.say("page.how.each", route=route, often=dose_words.often(tell, run), times=times),
        days if days.startswith("days") else knowledge.wording.say(f"page.days.{key}", days=days),
        dose_words.dates(tell, plan.case.day_one, run.days),
        amounts(knowledge.wording, run), unit_words(knowledge, run), _calculation(tell, dose), len(run.given), first,
    )  # fmt: skip


def amounts(wording: Wording, run: Run) -> str:
    """The dose of a run without its unit; the parts of a course total one by one, "10.8 + 10.8"."""
    dose = run.given[0].dose
    parts = run.given if isinstance(dose, Dose) and dose.part is not None else run.given[:1]
    return wording.say("page.dose.plus").join(number(one.dose.amount.amount) for one in parts)


def unit_words(knowledge: Knowledge, run: Run) -> str:
    """The unit of a dose in words: per day only where one dose is the whole day's, every day."""
    dose = run.given[0].dose
    if isinstance(dose, Dose) and dose.part is not None:
        return spelt(dose.amount.unit)
    per = "day" if run.rhythm == "daily" and len(run.times) == 1 and not run.unusual else "dose"
    return knowledge.wording.say(f"page.unit.{per}", unit=spelt(dose.amount.unit))


def _calculation(tell: Telling, dose: Dose | IntrathecalDose) -> str:
    return dose_words.calculation(tell, dose) if isinstance(dose, Dose) else ""

"""The doses of one line as rows: the calculation apart from the dose, the dose apart from its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.dose_words import days, often
from hlh_desktop.domain.plan_rows import amounts, unit_words
from hlh_desktop.domain.summary import each_week, runs
from hlh_desktop.domain.wizard.lines import DoseRow
from hlh_desktop.domain.working import working

if TYPE_CHECKING:
    from hlh_desktop.domain.orders import AnyOrder, Ordered
    from hlh_desktop.domain.summary import Run
    from hlh_desktop.domain.wizard.words import Words


def dose_rows(ordered: Ordered, words: Words) -> tuple[DoseRow, ...]:
    """One row for each run of equal doses of a line, in order of time."""
    return tuple(_row(order, run, words) for order in ordered.orders for run in runs(order))


def _row(order: AnyOrder, run: Run, words: Words) -> DoseRow:
    tell = words.tell
    return DoseRow(
        drug=words.drug(order.drug),
        calculation=words.text(working(run.given[0].dose, words.knowledge.wording)),
        dose=amounts(words.knowledge.wording, run),
        unit=unit_words(words.knowledge, run),
        route=words.route(order.route),
        days=_days(run, words),
        times=words.joined((often(tell, run), tell.clocks(run.times))),
        doses=len(run.given),
    )


def _days(run: Run, words: Words) -> str:
    """Course days in words; the days of every week are called so already."""
    told = days(words.tell, run.days)
    if each_week(run.days) is not None:
        return told
    return words.screen("day" if len(run.days) == 1 else "days", days=told)

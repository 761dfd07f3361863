"""Printed trends for tests: the demo series with the plan of a worked example, printed once a test run."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.results.trend.given import given_lines
from hlh_desktop.report.trend_sheet import OpenTask, Round, write_trends
from tests.builders import case_data, knowledge, lab, plan
from tests.domain.results.trend.demo import course, dose, result, series, trend, words
from tests.report.sheets import Printed, printing, texts

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.report.plan_pdf import Paper

TRENDS = "trends"
# What the criteria of the page rest on: the morning of day 0.
CASE = case_data(
    patient={"family_name": "Example", "given_name": "Four"},
    labs=[
        lab("ferritin", "11734", "ug/L"), lab("scd25", "14700", "U/mL"), lab("plt", "41", "10*9/L"),
        lab("hb", "82", "g/L"), lab("anc", "0.7", "10*9/L"), lab("fibrinogen", "1.1", "g/L"),
    ],
)  # fmt: skip


def tasks(count: int) -> tuple[OpenTask, ...]:
    """So many tasks, the first of them overdue."""
    said = "Response at week 2: fever, spleen, counts, ferritin; compare with day one and decide whether to go on."
    return tuple(OpenTask(f"due {day} Dec 2026", said, "overdue" if day == 1 else "") for day in range(1, count + 1))


def mixed() -> list[LabResult]:
    """The series with what a page must also show: another assay, a preliminary result, one below the assay."""
    more = [result("scd25", "700", 27, method="IBL"), result("ferritin", "650", 20, status="preliminary")]
    return [*series(), *more, result("plt", "< 5", 2), result("ferritin", "", 12, status="pending")]


@cache
def trend_page(
    paper: Paper = "A4", count: int = 3, *, log: bool = True, busy: bool = False, drugs: tuple[str, ...] = ()
) -> Printed:
    """The page of the round; `drugs` are given beside those of the course."""
    doses = tuple(sorted((*course(), *(dose(drug, 2) for drug in drugs)), key=lambda one: one.at))
    results = mixed() if busy else series()
    analytes = ("plt", "fibrinogen", "tg", "anc", "ast", "na") if busy else None
    asked: dict[str, Any] = {"log": log, "doses": doses, "analytes": analytes}
    found = Round(trend(results, **asked), given_lines(doses, words(), hidden=False), tasks(count), "day 29")
    made, target = plan(CASE), BytesIO()
    write_trends(made, knowledge(), printing(paper), found, target)
    return Printed(made, target.getvalue(), tuple(texts(target.getvalue())))

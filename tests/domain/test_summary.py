"""Doses grouped for readers: runs, patterns of days, workings once each, totals, the rows of a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from hlh_desktop.domain.calendar_rows import calendar, no_dose_spans
from hlh_desktop.domain.summary import (
    Again,
    EachWeek,
    again,
    each_week,
    exact_total,
    intrathecal,
    is_chosen,
    rhythm,
    rounded_far,
    runs,
    spans,
    totals,
    weigh_again_by,
    workings,
)
from tests.builders import case_data, plan, regimen

ETOPOSIDE = [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]


def ordered(*lines: Any, **more: Any) -> Any:
    return plan(case_data(regimen=regimen(*lines, **more)))


@pytest.mark.parametrize(
    ("days", "word"),
    [([3], "once"), ([1, 2, 3], "daily"), ([1, 8, 15], "weekly"), ([57, 71], "two_weekly"), (ETOPOSIDE, "listed"),
     ([1, 2, 4], "listed"), ([1, 3, 5], "listed")],
)  # fmt: skip
def test_a_simple_word_stands_only_where_it_cannot_mislead(days: list[int], word: str) -> None:
    assert rhythm(days) == word


def test_the_same_days_of_every_week_are_a_pattern() -> None:
    assert each_week([1, 2, 3, 8, 9, 10]) == EachWeek((1, 2, 3), 1, 2)
    assert each_week([15, 18, 22, 25, 29, 32]) == EachWeek((1, 4), 3, 5)


@pytest.mark.parametrize("days", [[1, 2, 3], [1, 2, 8], [1, 8, 15], [1, 2, 15, 16], list(range(1, 15)), ETOPOSIDE])
def test_other_days_are_no_weekly_pattern(days: list[int]) -> None:
    assert each_week(days) is None


def test_days_in_a_row_that_come_again_are_a_pattern_and_lose_none() -> None:
    days = [day for start in range(64, 361, 14) for day in range(start, start + 3)]
    assert again(days) == Again((64, 66), (358, 360), 14)


@pytest.mark.parametrize("days", [ETOPOSIDE, [1, 2, 15, 16], [1, 2, 15, 16, 29], [1, 8, 15, 22], [5]])
def test_other_days_are_no_pattern_that_comes_again(days: list[int]) -> None:
    assert again(days) is None


def test_spans_hold_each_day_once() -> None:
    assert spans([52, 53, 54, 56]) == ((52, 54), (56, 56))


def test_equal_doses_that_follow_each_other_are_one_run() -> None:
    (order,) = ordered("dexamethasone").orders
    found = runs(order)
    assert [str(run.dose.amount.amount) for run in found] == ["5.9", "3.0", "1.5", "0.7", "0.4"]
    assert [len(run.given) for run in found] == [14, 14, 14, 9, 4]
    assert sum((run.given for run in found), ()) == order.administrations


def test_a_reduced_dose_parts_the_runs_before_and_after_it() -> None:
    change = {"line": "etoposide", "day": 15, "do": "factor", "factor": "0.5", "reason": "bilirubin"}
    (order,) = ordered("etoposide", changes=[change]).orders
    assert [run.days for run in runs(order)] == [(1, 4, 8, 11), (15,), (22, 29, 36, 43, 50)]


def test_a_dose_at_another_time_is_told_apart() -> None:
    (order,) = ordered("etoposide", first_dose_at={"etoposide": "2026-11-22T18:30"}).orders
    (run,) = runs(order)
    assert run.times == (time(14),)
    assert [one.day for one in run.unusual] == [1]


def test_parts_of_a_course_are_one_calculation_while_they_are_equal() -> None:
    assert len(workings(ordered({"line": "ivig", "days": 2}))) == 1
    unequal = workings(ordered({"line": "ivig", "days": 2, "total_g_per_kg": "1.63"}))
    assert len({row.dose.amount for row in unequal}) == len(unequal)


def test_workings_are_numbered_and_hold_all_days_but_no_intrathecal_dose() -> None:
    made = ordered("dexamethasone", "intrathecal", last_week=52)
    rows = workings(made)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    days = sorted(day for row in rows for day in row.days)
    (order,) = (one for one in made.orders if one.line == "dexamethasone")
    assert days == [one.day for one in order.administrations]


def test_totals_are_the_sums_of_the_doses() -> None:
    (total,) = totals(ordered("etoposide"))
    assert (total.amount.amount, total.amount.unit, total.doses) == (Decimal(890), "mg", 10)


def test_the_exact_total_of_a_course_is_the_sum_of_its_exact_parts() -> None:
    (row,) = workings(ordered("ivig"))
    assert exact_total(row.dose) == Fraction("21.6")


def test_rounding_is_far_only_beyond_the_limit() -> None:
    rows = {str(row.dose.amount.amount): row.dose for row in workings(ordered("dexamethasone"))}
    assert rounded_far(rows["0.7"], Decimal(5))
    assert not rounded_far(rows["5.9"], Decimal(5))


MAS = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "75"}
STABLE = {"course": "stable", "cns": "none"}
FAILED = {"course": "stable", "cns": "none", "response": "below_partial"}
INFECTED = {"kind": "infection", "pathogen": "EBV", "ebv_lineage": "B"}
RHEUMATIC = {"kind": "rheumatic"}


@pytest.mark.parametrize(
    ("cause", "severity", "lines", "protocol", "chosen"),
    [
        (INFECTED, STABLE, ["etoposide", "dexamethasone"], "hlh-94", {"hlh-94"}),
        # "dexamethasone without etoposide", and "HLH-94: etoposide and dexamethasone", are what they say.
        (INFECTED, STABLE, ["dexamethasone"], "hlh-94", {"dexamethasone"}),
        (INFECTED, STABLE, ["dexamethasone", "rituximab"], "none", {"dexamethasone", "rituximab"}),
        (INFECTED, FAILED, ["dep_etoposide", "dep_liposomal_doxorubicin"], "none", {"dep"}),
        (INFECTED, FAILED, ["dep_etoposide", "dexamethasone", "ivig"], "none", {"dep", "ivig"}),
        (RHEUMATIC, STABLE, ["methylprednisolone_pulse", MAS], "none", {"methylprednisolone_pulse", "etoposide_mas"}),
        (RHEUMATIC, STABLE, ["methylprednisolone_pulse"], "none", {"methylprednisolone_pulse"}),
        (RHEUMATIC, STABLE, ["etoposide"], "none", set()),
    ],
)
def test_an_option_is_chosen_where_its_title_is_what_was_decided(
    cause: Any, severity: Any, lines: list[Any], protocol: str, chosen: set[str]
) -> None:
    """Else the first page says "advised against" of what is ordered, or "without etoposide" above its doses."""
    data = case_data(etiology=cause, severity=severity, regimen=regimen(*lines, protocol=protocol))
    made = plan(data)
    offered = {option.id for option in made.options}
    assert {option.id for option in made.options if is_chosen(option, made)} == chosen & offered == chosen
    assert not any(is_chosen(option, plan({**data, "regimen": None})) for option in made.options)


def test_the_weight_holds_for_so_many_days() -> None:
    assert weigh_again_by(ordered("etoposide"), Decimal(7)) == date(2026, 11, 28)


def test_the_calendar_holds_each_ordinary_dose_once_and_intrathecal_days_without_dose() -> None:
    made = ordered("etoposide", "ciclosporin", "intrathecal", protocol="hlh-2004", last_week=40)
    found = calendar(made)
    ones = [one for week in found.weeks for row in week.days for given in row.doses for one in given]
    ordinary = [one for order in made.orders if order.line != "intrathecal" for one in order.administrations]
    assert sorted(map(id, ones)) == sorted(map(id, ordinary))
    days = {row.day for week in found.weeks for row in week.days if row.intrathecal}
    assert days == {one.day for order in intrathecal(made) for one in order.administrations}
    assert [week.number for week in found.weeks] == list(range(1, 41))


def test_a_dose_before_day_one_would_still_be_on_the_calendar() -> None:
    made = ordered("etoposide")
    (order,) = made.orders
    first, *others = order.administrations
    early = replace(order, administrations=(replace(first, day=-1), *others))
    found = calendar(replace(made, orders=(early,)))
    assert found.weeks[0].days[0].day == -1
    assert found.weeks[0].days[0].doses[0]


def test_the_cumulative_column_is_that_of_the_plan() -> None:
    made = ordered("etoposide")
    found = calendar(made)
    column = [row.cumulative for week in found.weeks for row in week.days if row.cumulative is not None]
    assert column == [point.overall for point in made.cumulative.points]
    assert found.weeks[-1].cumulative == made.cumulative.overall


def test_days_without_dose_and_task_stand_together_and_none_is_lost() -> None:
    for week in calendar(ordered("etoposide")).weeks:
        groups = no_dose_spans(week)
        assert [row for group in groups for row in group] == list(week.days)
        assert all(len(group) == 1 or all(row.empty and not row.tasks for row in group) for group in groups)


def test_a_plan_without_doses_has_no_weeks() -> None:
    assert calendar(plan(case_data())).weeks == ()


def test_tasks_stand_on_their_first_day_and_as_they_recur() -> None:
    made = ordered("etoposide")
    rows = [row for week in calendar(made).weeks for row in week.days]
    for number, task in enumerate(made.tasks, 1):
        days = [row.day for row in rows if number in row.tasks]
        if task.every_days == 1:
            assert len(days) == 1
        elif task.every_days and days:
            assert {right - left for left, right in pairwise(days)} <= {task.every_days}

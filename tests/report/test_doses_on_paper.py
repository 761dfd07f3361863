"""Each planned dose stands on paper, on its day, with its unit, and the sums are those of the doses."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.calendar_rows import calendar
from hlh_desktop.domain.orders import Order
from hlh_desktop.domain.quantity import NON_BREAKING, grouped, plain
from hlh_desktop.domain.schedule import date_of
from tests.builders import case_data, knowledge, lab, regimen
from tests.report.sheets import BUSY, TV04, YEAR, Printed, cases, printed
from tests.thorough import some

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_CASE = some((pytest.param(data, id=name) for name, data in cases().items()), 3)


def written(one: Any) -> str:
    return f"{grouped(plain(one.dose.amount.amount))} {one.dose.amount.unit}"


def day_row(sheet: Printed, lines: list[str], day: int) -> str:
    """The row of a day, from its label to the next one's or to the week's sums."""
    on = date_of(sheet.plan.case.day_one, day)
    label = f"{day} {DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} "
    (start,) = [place for place, line in enumerate(lines) if line.startswith(label)]
    rest = lines[start + 1 :]
    end = next(place for place, line in enumerate(rest) if re.match(rf"week \d|\d+ ({'|'.join(DAYS)}) |\d+ to ", line))
    return " ".join([lines[start].removeprefix(label), *rest[:end]])


def calendar_lines(sheet: Printed) -> list[str]:
    pages = [page for page in sheet.pages if "\nCalendar, week" in page]
    return [line for page in pages for line in page.splitlines()]


@pytest.mark.parametrize("data", EVERY_CASE)
def test_every_planned_dose_stands_in_the_text(data: dict[str, Any]) -> None:
    sheet = printed(data)
    for order in sheet.plan.orders:
        for one in order.administrations:
            assert re.search(rf"(?<![\d.,]){re.escape(written(one))}(?!\w)", sheet.text), written(one)


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in cases().items() if name != "BUSY"])
def test_each_day_of_the_calendar_holds_exactly_its_doses(data: dict[str, Any]) -> None:
    sheet = printed(data)
    lines = calendar_lines(sheet)
    for week in calendar(sheet.plan).weeks:
        for row in week.days:
            doses = [written(one) for given in row.doses for one in given]
            if doses:
                found = re.findall(r"[\d.,]+ m?g\b", day_row(sheet, lines, row.day))
                assert sorted(found) == sorted(doses)


def test_a_day_with_many_doses_holds_each_with_its_clock_time() -> None:
    text = "\n".join(calendar_lines(printed(BUSY)))
    assert text.count("27 mg") == 7 + 4 * 7
    for time in ("00:00", "06:00", "12:00", "18:00"):
        assert text.count(f"{time} 27 mg") == 7
    assert "18:30 67 mg" in text or "18:30 66 mg" in text


def test_a_year_of_a_drug_twice_daily_stands_whole_on_the_calendar() -> None:
    sheet = printed(YEAR)
    text = "\n".join(calendar_lines(sheet))
    given = [order for order in sheet.plan.orders if isinstance(order, Order) and order.line == "ciclosporin"]
    count = sum(len(order.administrations) for order in given)
    assert count == 728
    assert text.count(f"{written(given[0].administrations[0])}") == count


def test_no_week_stands_on_two_pages() -> None:
    sheet = printed(YEAR)
    for page in (page for page in sheet.pages if "\nCalendar, week" in page):
        assert page.count("\nweek ") == page.count("\nWeek ")


def test_the_sum_of_a_week_is_the_sum_of_its_doses() -> None:
    sheet = printed(YEAR)
    lines = calendar_lines(sheet)
    for week in calendar(sheet.plan).weeks:
        (line,) = [line for line in lines if line.startswith(f"week {week.number} ")]
        for index, total in enumerate(week.sums):
            amounts = [one.dose.amount.amount for row in week.days for one in row.doses[index]]
            assert (total.amount if total else Decimal(0)) == sum(amounts)
            assert total is None or f"{grouped(plain(total.amount))} {total.unit}" in line


def test_a_day_without_any_dose_says_so() -> None:
    sheet = printed({**YEAR, "regimen": {**YEAR["regimen"], "lines": [{"line": "etoposide"}]}})
    text = "\n".join(calendar_lines(sheet))
    assert "2 to 3" in text
    assert "no dose on these days" in text
    assert "no dose on this day" in text or text.count("no dose on these days") > 1


def test_equal_doses_in_a_row_are_one_row_of_the_orders() -> None:
    page = printed(json.loads(TV04.read_text(encoding="utf-8"))).page("Orders")
    assert "dexAMETHasone INTRAVENOUS 5.9 mg once daily, 08:00 1 to 14 (22 Nov to 5 Dec 2026) 14 [" in page


ONE_BY_ONE = case_data(
    regimen=regimen(
        "cotrimoxazole",
        "dexamethasone",
        changes=[
            {"line": "cotrimoxazole", "day": 1, "do": "omit", "time": "20:00", "reason": "rash"},
            {
                "line": "cotrimoxazole",
                "day": 2,
                "do": "move",
                "time": "20:00",
                "to": "2026-11-23T22:00",
                "reason": "scan",
            },
            {"line": "cotrimoxazole", "day": 3, "do": "factor", "factor": "0.5", "time": "20:00", "reason": "kidney"},
            {"line": "dexamethasone", "day": 9, "do": "factor", "factor": "0.5", "reach": "onward", "reason": "sugar"},
        ],
    )
)


def test_an_order_by_another_route_than_usual_says_when_both_are_the_same_dose() -> None:
    told = "1 to 1, only where both are stated as dexamethasone base"
    oral = case_data(regimen=regimen({"line": "dexamethasone", "route": "oral"}))
    assert told in " ".join(" ".join(printed(oral).pages).split()).replace(NON_BREAKING, " ")
    usual = case_data(regimen=regimen("dexamethasone"))
    assert told not in " ".join(" ".join(printed(usual).pages).split()).replace(NON_BREAKING, " ")


def test_doses_of_a_day_that_are_changed_one_by_one_stand_so_on_paper() -> None:
    sheet = printed(ONE_BY_ONE)
    lines = calendar_lines(sheet)
    found = {day: re.findall(r"[\d.,]+ m?g\b", day_row(sheet, lines, day)) for day in (1, 2, 3, 8, 9)}
    assert found == {
        1: ["5.9 mg", "44 mg"],
        2: ["5.9 mg", "44 mg", "44 mg"],
        3: ["5.9 mg", "44 mg", "22 mg"],
        8: ["5.9 mg", "44 mg", "44 mg"],
        9: ["3 mg", "44 mg", "44 mg"],
    }
    text = " ".join(sheet.text.split())
    assert "Day 1 at 20:00, due Sun 22 Nov 2026 20:00: omitted, not in this plan. Reason: rash." in text
    assert "Day 2 at 20:00, due Mon 23 Nov 2026 20:00: now Mon 23 Nov 2026 22:00. Reason: scan." in text
    assert "Day 3 at 20:00, due Tue 24 Nov 2026 20:00: 50 % of the standard dose. Reason: kidney." in text
    assert "From day 9 on, due Mon 30 Nov 2026 08:00 to Sat 16 Jan 2027 08:00: 50 % of the standard dose." in text


@pytest.mark.parametrize(
    ("answer", "said", "silent"),
    [
        (True, "renal replacement counts as below the last band", "etoposide: no change of dose"),
        (None, "etoposide: no change of dose", "renal replacement counts as below the last band"),
    ],
)
def test_no_estimate_calls_a_kidney_well_whose_work_a_filter_does(answer: bool | None, said: str, silent: str) -> None:
    data = case_data(labs=[lab("crea", "30", "umol/L")], safety={"renal_replacement": answer}, regimen=regimen())
    text = " ".join(printed(data).text.split())
    assert said in text
    assert silent not in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_name_of_a_drug_is_broken_within_a_word_on_the_first_sheet(paper: Any) -> None:
    lines = ["methylprednisolone_pulse", "dexamethasone", "ivig", {"line": "dep_liposomal_doxorubicin"}]
    sheet = printed(case_data(regimen=regimen(*lines, protocol="none")), paper)
    first = " ".join(sheet.pages[0].split())
    for drug in {order.drug for order in sheet.plan.orders}:
        assert knowledge().formulary[drug].tall_man in first

"""A plan as rows: what stands on the sheet of orders stands here, and every dose has its moment."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hlh_desktop.domain.orders import IntrathecalOrder
from hlh_desktop.domain.plan_rows import line_rows
from hlh_desktop.domain.planned_doses import intrathecal_doses, planned_doses
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.telling import Telling
from tests.builders import case_data, knowledge, plan, regimen

PARIS = ZoneInfo("Europe/Paris")


def spaced(text: str) -> str:
    return text.replace(NON_BREAKING, " ").replace("\N{MULTIPLICATION SIGN}", "x")


def rows(*lines: str, **more: object) -> list[tuple[str, str, str, str, str]]:
    made = plan(case_data(regimen=regimen(*lines, **more)))
    return [
        (row.name, spaced(row.days), row.dose, spaced(row.unit), spaced(row.calculation))
        for row in line_rows(made, knowledge())
    ]


def test_a_line_tells_drug_days_dose_unit_and_sum_in_places_of_their_own() -> None:
    found = rows("etoposide", "dexamethasone")
    assert found[0] == (
        "etoposide", "days 1, 4, 8, 11, 15, 22, 29, 36, 43, 50", "89", "mg per dose", "150 mg/m² x 0.59 m²",
    )  # fmt: skip
    assert found[1] == ("dexAMETHasone", "days 1 to 14", "5.9", "mg per day", "10 mg/m²/day x 0.59 m²")


def test_the_parts_of_a_total_stand_one_by_one() -> None:
    assert rows("ivig")[0][2:4] == ("10.8 + 10.8", "g")


def test_a_dose_given_twice_a_day_is_a_dose_and_not_a_day() -> None:
    name, days, dose, unit, _ = rows("cotrimoxazole")[0]
    assert (name, dose, unit) == ("co-trimoxazole as trimethoprim", "44", "mg per dose")
    assert days == "days 1, 2 and 3 of each week, weeks 1 to 8"


def test_every_administration_has_a_row_in_order_of_time() -> None:
    made = plan(case_data(regimen=regimen("etoposide", "dexamethasone", "cotrimoxazole")))
    found = planned_doses(made, knowledge())
    given = sorted(one.at for order in made.orders for one in order.administrations)
    assert [row.at for row in found] == given
    assert {spaced(row.amount) for row in found if row.line == "etoposide"} == {"89 mg"}
    assert [row.number for row in found if row.line == "etoposide"][-1] == "10 of 10"


def test_a_held_dose_keeps_its_place_without_an_amount_and_with_its_reason() -> None:
    change = {"line": "etoposide", "day": 4, "do": "hold", "reason": "neutrophils"}
    found = planned_doses(plan(case_data(regimen=regimen("etoposide", changes=[change]))), knowledge())
    held = [row for row in found if row.state == "held"]
    assert [(row.day, row.amount, row.dose) for row in held] == [(4, "", None)]
    assert "neutrophils" in held[0].note
    assert len(found) == 10


def test_a_moved_dose_tells_from_where() -> None:
    change = {"line": "etoposide", "day": 4, "do": "move", "to": "2026-11-26T14:00", "reason": "theatre"}
    found = planned_doses(plan(case_data(regimen=regimen("etoposide", changes=[change]))), knowledge())
    moved = [row for row in found if row.state == "moved"]
    assert [row.day for row in moved] == [5]
    assert spaced(moved[0].note) == "moved from Wed 25 Nov 2026 14:00"


def test_intrathecal_doses_stand_in_no_other_table() -> None:
    made = plan(case_data(severity={"cns": "progressive"}, regimen=regimen("etoposide", "intrathecal")))
    assert any(isinstance(order, IntrathecalOrder) for order in made.orders)
    ordinary, spinal = planned_doses(made, knowledge()), intrathecal_doses(made, knowledge())
    assert {row.line for row in ordinary} == {"etoposide"}
    assert {row.route for row in spinal} == {"INTRATHECAL"}
    assert len(spinal) == sum(len(o.administrations) for o in made.orders if isinstance(o, IntrathecalOrder))
    assert all(row.name not in {one.name for one in line_rows(made, knowledge())} for row in spinal)


def test_a_moment_is_told_from_today() -> None:
    tell, today = Telling(knowledge().wording), date(2026, 11, 25)
    told = [spaced(tell.from_today(datetime(2026, 11, day, 14, 0, tzinfo=PARIS), today)) for day in (24, 25, 26, 27)]
    assert told == ["Tue 24 Nov 2026 14:00", "today 14:00", "tomorrow 14:00", "Fri 27 Nov 2026 14:00"]

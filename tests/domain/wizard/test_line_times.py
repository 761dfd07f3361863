"""The clock times of each line: whose doses are in the plan, in its order, once, and beside the ward's usual ones."""

from __future__ import annotations

from typing import Any

from hlh_desktop.domain import edits
from hlh_desktop.domain.wizard.line_times import LineTimes, line_times
from tests.builders import case_data, child, knowledge, plan, regimen

TWICE = ("08:00", "20:00")


def times(data: dict[str, Any]) -> tuple[LineTimes, ...]:
    return line_times(plan(data), knowledge())


def test_a_line_in_parts_stands_once_with_its_first_part() -> None:
    parts = [
        {"line": "anakinra", "part": "a", "mg_per_kg_per_day": "2", "days": 3},
        {"line": "anakinra", "part": "b", "mg_per_kg_per_day": "4", "first_day": 4, "doses_per_day": 2},
    ]
    found = times(case_data(regimen=regimen(*parts, "cotrimoxazole")))
    assert [(one.line, one.times) for one in found] == [("anakinra", ("10:00",)), ("cotrimoxazole", TWICE)]


def test_a_line_without_a_dose_in_these_weeks_has_no_times() -> None:
    """Ciclosporin of HLH-94 begins in week 9."""
    assert times(case_data(regimen=regimen("ciclosporin"))) == ()
    assert [one.line for one in times(case_data(regimen=regimen("ciclosporin", last_week=40)))] == ["ciclosporin"]


def test_a_line_that_was_refused_has_no_times_and_those_after_it_do() -> None:
    too_young = child("5", "57", "2026-09-23", regimen=regimen("cotrimoxazole", "dexamethasone"))
    assert [one.line for one in times(too_young)] == ["dexamethasone"]


def test_without_a_regimen_there_are_no_lines() -> None:
    assert times(case_data()) == ()


def test_a_drug_is_written_in_tall_man_letters_and_a_line_of_two_drugs_by_its_own_title() -> None:
    found = times(case_data(regimen=regimen("rituximab", "methylprednisolone_pulse", "intrathecal")))
    assert [one.title for one in found] == ["riTUXimab", "methylPREDNISolone pulse", "intrathecal therapy"]


def test_typed_times_of_one_line_leave_the_others_as_the_ward_has_them() -> None:
    data = edits.set_times(
        case_data(regimen=regimen("cotrimoxazole", "intrathecal")), "cotrimoxazole", ["07:00", "19:05"]
    )
    assert [(one.times, one.usual) for one in times(data)] == [(("07:00", "19:05"), TWICE), (("11:00",), ("11:00",))]

"""What a next version is told of the past: which chosen doses the plan that stands had not ordered by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import move_dose, undo_change
from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.gaps import with_past
from hlh_desktop.domain.revision.past import rewritten
from tests.builders import case_data, child, knowledge, lab, levels, plan, regimen

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
LINES = ("etoposide", "cotrimoxazole")


def begun(case: dict[str, Any], now: datetime = NOW) -> dict[str, Any]:
    """The case of the next version, as the ward begins it."""
    return with_past(revise(case, now), plan(case), knowledge(), now)


def moments(case: dict[str, Any], line: str) -> list[datetime]:
    return sorted(one.at for order in plan(case).orders if order.line == line for one in order.administrations)


def kidney(creatinine: str, at: str = "2026-11-21T06:10") -> dict[str, Any]:
    return child("13.5", "90", "2024-06-22", labs=[lab("crea", creatinine, "umol/L", at)], regimen=regimen(*LINES))


def test_a_plan_that_refused_nothing_leaves_no_gap() -> None:
    case = begun(kidney("30"))
    assert (case["past"]["until"], case["past"]["without"]) == ("2026-12-02T14:05", [])
    assert plan(case).orders == plan(kidney("30")).orders


def test_a_line_that_was_refused_from_the_start_has_no_dose_in_the_past_once_its_reason_is_over() -> None:
    refused = kidney("220")
    assert "etoposide_refused_crcl" in levels(refused)
    case = begun(refused)
    assert case["past"]["without"][0] == {
        "line": "etoposide", "since": "2026-11-22T14:00", "until": "2026-12-02T14:05",
    }  # fmt: skip
    well = {**case, "labs": [*case["labs"], lab("crea", "30", "umol/L", "2026-12-02T12:00")]}
    assert all(at >= NOW for line in LINES for at in moments(well, line))
    assert all(moments(well, line) for line in LINES)
    assert rewritten(plan(refused), plan(well), NOW) == ()


def test_without_being_told_the_past_would_be_rewritten() -> None:
    refused = kidney("220")
    well = {**revise(refused, NOW), "labs": [lab("crea", "30", "umol/L", "2026-12-02T12:00")]}
    assert rewritten(plan(refused), plan(well), NOW) != ()


def test_a_line_refused_in_the_second_version_and_no_more_in_the_third_keeps_all_that_stood() -> None:
    """Refused from 25 Nov 9:00 on, and no more from 2 Dec on: the doses of 22 Nov stay, none of between comes back."""
    first = kidney("30")
    early = datetime(2026, 11, 25, 9, tzinfo=PARIS)
    second = begun({**first, "labs": [*first["labs"], lab("crea", "220", "umol/L", "2026-11-25T06:10")]}, early)
    third = begun(second)
    third = {**third, "labs": [*third["labs"], lab("crea", "30", "umol/L", "2026-12-02T12:00")]}
    assert rewritten(plan(first), plan(second), early) == ()
    assert rewritten(plan(second), plan(third), NOW) == ()
    found = [at for at in moments(third, "etoposide") if at < NOW]
    assert [at.day for at in found] == [22]


def test_a_gap_is_told_again_to_every_version_after() -> None:
    refused = kidney("220")
    second = begun(refused)
    second = {**second, "labs": [*second["labs"], lab("crea", "30", "umol/L", "2026-12-02T12:00")]}
    later = datetime(2026, 12, 10, 9, tzinfo=PARIS)
    third = begun(second, later)
    assert third["past"]["until"] == "2026-12-10T09:00"
    assert "2026-11-22T14:00" in {gap["since"] for gap in third["past"]["without"]}
    assert rewritten(plan(second), plan(third), later) == ()


def test_one_of_a_days_doses_can_be_the_first_that_was_not_ordered() -> None:
    first = kidney("30")
    noon = datetime(2026, 11, 23, 12, tzinfo=PARIS)
    second = begun({**first, "labs": [*first["labs"], lab("crea", "220", "umol/L", "2026-11-23T06:10")]}, noon)
    (gap,) = [one for one in begun(second)["past"]["without"] if one["line"] == "cotrimoxazole"]
    assert gap["since"] == "2026-11-23T20:00"


def test_other_times_of_the_ward_are_no_gap() -> None:
    case, known = kidney("30"), knowledge()
    clock = {**known.settings.clock, "etoposide": (time(15),)}
    later = replace(known, settings=known.settings.model_copy(update={"clock": clock}))
    assert with_past(case, plan(case), later, NOW)["past"]["without"] == []


def test_a_plan_without_a_regimen_has_tasks_alone_to_tell() -> None:
    past = begun(case_data())["past"]
    assert past["without"] == []
    assert {"code": "labs_daily", "due": "2026-11-22T08:00"} in past["tasks"]


def test_a_baby_that_was_too_young_begins_at_the_revision() -> None:
    rows = [{"on": "2026-11-21", "weight_kg": "4", "height_cm": "53"}]
    young = case_data(measurements=rows, patient={"date_of_birth": "2026-09-30"}, regimen=regimen("cotrimoxazole"))
    grown = begun(young)
    assert rewritten(plan(young), plan(grown), NOW) == ()
    assert moments(grown, "cotrimoxazole")[0] > NOW
    wrong = {**grown, "patient": {**grown["patient"], "date_of_birth": "2026-08-01"}}
    assert rewritten(plan(young), plan(wrong), NOW) == ()


def over(case: dict[str, Any]) -> dict[str, Any]:
    """The case with a kidney that is well again."""
    return {**case, "labs": [*case["labs"], lab("crea", "30", "umol/L", "2026-12-02T12:00")]}


def test_a_dose_that_was_moved_ahead_into_a_time_of_refusal_stays_where_it_was_given() -> None:
    """Day 15, 6 December, the first after a refusal, is given a day earlier; so long ago was nothing ordered."""
    to = datetime(2026, 12, 5, 9, 0, tzinfo=PARIS)
    second = move_dose(over(begun(kidney("220"))), "etoposide", None, 15, to, "theatre")
    third = begun(second, datetime(2026, 12, 8, 9, 0, tzinfo=PARIS))
    assert moments(third, "etoposide") == moments(second, "etoposide")
    assert moments(third, "etoposide")[0] == to
    assert plan(third).cumulative.planned == plan(second).cumulative.planned


def test_a_dose_that_was_refused_and_moved_to_a_time_to_come_is_given_then() -> None:
    to = datetime(2026, 12, 5, 9, 0, tzinfo=PARIS)
    second = move_dose(over(begun(kidney("220"))), "etoposide", None, 11, to, "theatre")
    assert moments(second, "etoposide")[0] == to


def test_a_gap_takes_no_intrathecal_dose_that_lies_beside_it() -> None:
    usual = case_data(regimen=regimen("intrathecal"))
    gap = {"line": "intrathecal", "since": "2026-12-07T00:00", "until": "2026-12-08T00:00"}
    past = {"until": "2026-12-20T00:00", "without": [gap]}
    case = {**usual, "revised_at": ["2026-12-20T00:00"], "past": past}
    days = sorted({at.date().isoformat() for at in moments(usual, "intrathecal")} - {"2026-12-07"})
    assert "2026-12-14" in days
    assert sorted({at.date().isoformat() for at in moments(case, "intrathecal")}) == days


# --- measures that count from a later dose on


SOON = datetime(2026, 12, 3, 9, 0, tzinfo=PARIS)


def later(creatinine: str, at: datetime) -> dict[str, Any]:
    """A version of day 12 with a creatinine of that morning, after one whose measures count from a later moment on."""
    second = revise(begun(kidney("30")), at)
    third = with_past(revise(second, SOON), plan(second), knowledge(), SOON)
    return {**third, "labs": [*third["labs"], lab("crea", creatinine, "umol/L", "2026-12-03T07:00")]}


@pytest.mark.parametrize("day", [6, 13, 20])
def test_a_kidney_function_of_today_counts_where_measures_count_from_a_later_dose_on(day: int) -> None:
    case = later("250", datetime(2026, 12, day, 14, 0, tzinfo=PARIS))
    assert levels(case)["etoposide_refused_crcl"] == "refuse"
    assert "renal_unknown" not in levels(case)
    assert all(at < SOON for at in moments(case, "etoposide"))


def test_each_dose_to_come_is_looked_at_where_measures_count_from_a_later_dose_on() -> None:
    """Only the dose of 6 December is full and stands before the moment from which the measures count."""
    case = later("95", datetime(2026, 12, 13, 14, 0, tzinfo=PARIS))
    less = [
        {"line": "etoposide", "day": day, "do": "factor", "factor": "0.75", "reason": "kidney"}
        for day in (22, 29, 36, 43, 50)
    ]
    regimen_less = {**case["regimen"], "changes": less}
    assert "renal_review_etoposide" in levels({**case, "regimen": regimen_less})
    of_all = [{**less[0], "day": 15}, *less]
    assert "renal_review_etoposide" not in levels({**case, "regimen": {**case["regimen"], "changes": of_all}})


# --- doses that were moved


def test_a_dose_moved_ahead_that_was_refused_where_it_stood_never_comes_back_into_the_past() -> None:
    """Day 22, 13 December, is to be given on the 4th. From the 2nd to the 8th the kidney is too poor."""
    to = datetime(2026, 12, 4, 9, 0, tzinfo=PARIS)
    first = move_dose(kidney("30"), "etoposide", None, 22, to, "theatre")
    poor = [*first["labs"], lab("crea", "220", "umol/L", "2026-12-02T12:00")]
    second = {**begun(first), "labs": poor}
    assert to not in moments(second, "etoposide")
    later = datetime(2026, 12, 8, 9, 0, tzinfo=PARIS)
    third = begun(second, later)
    well = {**third, "labs": [*poor, lab("crea", "30", "umol/L", "2026-12-08T07:00")]}
    assert rewritten(plan(second), plan(well), later) == ()
    assert moments(well, "etoposide") == [
        at for at in moments(kidney("30"), "etoposide") if at < NOW or (at > later and at.day != 13)
    ]
    fourth = begun(well, datetime(2026, 12, 10, 9, 0, tzinfo=PARIS))
    assert moments(fourth, "etoposide") == moments(well, "etoposide")


def test_put_back_into_its_place_such_a_dose_is_given_there() -> None:
    to = datetime(2026, 12, 4, 9, 0, tzinfo=PARIS)
    first = move_dose(kidney("30"), "etoposide", None, 22, to, "theatre")
    poor = [*first["labs"], lab("crea", "220", "umol/L", "2026-12-02T12:00")]
    third = begun({**begun(first), "labs": poor}, datetime(2026, 12, 8, 9, 0, tzinfo=PARIS))
    well = {**third, "labs": [*poor, lab("crea", "30", "umol/L", "2026-12-08T07:00")]}
    back = undo_change(well, "etoposide", None, 22, deeds=("move",))
    assert datetime(2026, 12, 13, 14, 0, tzinfo=PARIS) in moments(back, "etoposide")
    assert to not in moments(back, "etoposide")


def test_a_baby_that_is_old_enough_by_now_begins_now_though_measures_count_from_a_later_dose_on() -> None:
    """Born 30 September: two months on 30 November. A version of 25 November has measures from 13 December on."""
    rows = [{"on": "2026-11-21", "weight_kg": "4", "height_cm": "53"}]
    young = case_data(measurements=rows, patient={"date_of_birth": "2026-09-30"}, regimen=regimen("cotrimoxazole"))
    early = datetime(2026, 11, 25, 9, 0, tzinfo=PARIS)
    second = with_past(
        revise(young, datetime(2026, 12, 13, 14, 0, tzinfo=PARIS)), plan(young), knowledge(), early
    )  # fmt: skip
    assert moments(second, "cotrimoxazole")[0] >= datetime(2026, 12, 13, 14, 0, tzinfo=PARIS)
    third = with_past(second, plan(second), knowledge(), NOW)
    assert moments(third, "cotrimoxazole")[0] == datetime(2026, 12, 6, 8, 0, tzinfo=PARIS), "the next of its days"
    assert rewritten(plan(second), plan(third), NOW) == ()

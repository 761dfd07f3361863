"""A line becomes administrations: days, times and doses, then the changes of single doses, one by one."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.case import Change
from hlh_desktop.domain.course import Timing, daily_doses, doses_per_day, order_line
from hlh_desktop.domain.dosing import Bodies, Body
from hlh_desktop.domain.lines import asked_lines, clock_of
from tests.builders import case_data, child, codes_of_problems, findings, knowledge, plan, read, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.orders import Administration, Ordered

TEN = [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]


def ordered(*lines: dict[str, Any] | str, data: dict[str, Any] | None = None, **more: Any) -> tuple[Ordered, ...]:
    """What became of the lines of the usual child (13.5 kg, 0.59 m2), day one 2026-11-22 in Paris."""
    data = data or case_data()
    return plan({**data, "regimen": regimen(*lines, **more)}).ordered


def given(*lines: dict[str, Any] | str, **more: Any) -> list[Administration]:
    """Every administration of the first line, over all its routes, in order of time."""
    doses = [one for order in ordered(*lines, **more)[0].orders for one in order.administrations]
    return sorted(doses, key=lambda one: one.at)


def twice(*changes: dict[str, Any]) -> list[str]:
    """Co-trimoxazole of the first days, 08:00 and 20:00, each with its dose in mg."""
    doses = given("cotrimoxazole", changes=[{"line": "cotrimoxazole", "reason": "x", **one} for one in changes])
    return [f"{one.at:%d %H:%M} {mg(one)}" for one in doses if one.at.month == 11]


def at(one: Administration) -> str:
    return one.at.isoformat(timespec="minutes")


def mg(one: Administration) -> str:
    return f"{one.dose.amount.amount:f}"


def change(day: int, do: str, line: str = "etoposide", **more: str) -> dict[str, Any]:
    return {"line": line, "day": day, "do": do, "reason": "a reason", **more}


# --- days, times and amounts


def test_a_line_is_given_on_its_days_at_the_wards_time() -> None:
    doses = given("etoposide")
    assert [one.day for one in doses] == TEN
    assert at(doses[0]) == "2026-11-22T14:00+01:00"
    assert {one.at.hour for one in doses} == {14}
    assert {one.moved_from for one in doses} == {None}


def test_doses_of_one_step_share_one_dose() -> None:
    doses = given("dexamethasone")
    assert len({id(one.dose) for one in doses}) == 5
    assert doses[0].dose is doses[13].dose
    assert doses[13].dose is not doses[14].dose


def test_dexamethasone_falls_by_halves_and_tapers_to_day_56() -> None:
    doses = {one.day: mg(one) for one in given("dexamethasone")}
    assert [day for day in range(1, 57) if day not in doses] == [55]
    assert {day: doses[day] for day in (1, 14, 15, 28, 29, 42, 43, 51, 52, 54, 56)} == {
        1: "5.9", 14: "5.9", 15: "3.0", 28: "3.0", 29: "1.5", 42: "1.5", 43: "0.7", 51: "0.7", 52: "0.4", 54: "0.4",
        56: "0.4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("per_day", "times", "amount"),
    [(1, ["10:00"], "96"), (2, ["08:00", "20:00"], "68"), (3, ["06:00", "14:00", "22:00"], "45"),
     (4, ["00:00", "06:00", "12:00", "18:00"], "34")],
)  # fmt: skip
def test_a_daily_amount_is_divided_by_the_doses_of_the_day(per_day: int, times: list[str], amount: str) -> None:
    # 10 mg/kg/day x 13.5 kg = 135 mg a day: 67.5 twice, 45 three times, 33.75 four times.
    line = {"line": "anakinra", "mg_per_kg_per_day": "10", "doses_per_day": per_day, "days": 1, "cap_mg_per_dose": None}
    doses = given(line)
    assert [f"{one.at:%H:%M}" for one in doses] == times
    assert {mg(one) for one in doses} == {"135" if per_day == 1 else amount}


def test_the_number_of_doses_a_day_is_the_lines_own_or_the_chosen_one() -> None:
    case = read(
        case_data(
            regimen=regimen(
                "cotrimoxazole", {"line": "dexamethasone", "doses_per_day": 2}, {"line": "ciclosporin"}, "etoposide"
            )
        )
    )
    numbers = [doses_per_day(one.rule, one.chosen) for one in asked_lines(case.regimen, knowledge())]
    assert numbers == [2, 2, 2, 1]


def test_the_dose_changes_only_where_the_weight_band_does() -> None:
    line = knowledge().extra_lines["tocilizumab"]
    drug = knowledge().formulary["tocilizumab"]
    chosen = next(asked_lines(read(case_data(regimen=regimen("tocilizumab"))).regimen, knowledge())).chosen
    for kg, amount in (("29.9", 359), ("30.0", 240), ("101", 800)):
        doses = daily_doses(line, chosen, drug, Body(Decimal(kg), Decimal(1)), 8)
        assert {day: dose.amount.amount for day, dose in doses.items()} == {1: amount}


def test_the_days_of_a_line_are_in_order_whatever_step_they_come_from() -> None:
    assert [one.day for one in given({"line": "emapalumab", "label": "still"}, last_week=8)] == [
        1, 4, 7, 10, 13, 16, 19, 22, 26, 29, 33, 36, 40, 43, 47, 50, 54,
    ]  # fmt: skip


def test_the_first_of_a_lines_routes_is_its_usual_one() -> None:
    line = {"line": "anakinra", "mg_per_kg_per_day": "2"}
    assert ordered("dexamethasone")[0].orders[0].route == "intravenous"
    assert ordered(line)[0].orders[0].route == "subcutaneous"
    assert ordered({**line, "route": "intravenous"})[0].orders[0].route == "intravenous"
    assert ordered("cotrimoxazole")[0].orders[0].route == "oral"


def test_alemtuzumab_is_divided_by_its_days_not_split() -> None:
    doses = given({"line": "alemtuzumab", "total_mg_per_kg": "1", "days": 3})
    assert [mg(one) for one in doses] == ["4.5", "4.5", "4.5"]
    assert {one.dose.part for one in doses} == {None}


def test_a_total_given_on_one_day_is_one_dose() -> None:
    assert [mg(one) for one in given({"line": "alemtuzumab", "total_mg_per_kg": "1", "days": 1})] == ["13.5"]


def test_a_dose_carries_the_sources_of_its_step() -> None:
    steps = knowledge().protocols["hlh-94"].lines["dexamethasone"].steps
    doses = {one.day: one.dose for one in given("dexamethasone")}
    assert [doses[day].rule.cites for day in (1, 52)] == [steps[0].cites, steps[4].cites]


# --- wall-clock time


def test_doses_keep_their_wall_clock_time_when_clocks_go_forward_and_back() -> None:
    for day_one, offsets in (("2026-03-27", "+01:00 +01:00 +02:00"), ("2026-10-23", "+02:00 +02:00 +01:00")):
        measures = [{"on": day_one, "weight_kg": "13.5", "height_cm": "92"}]
        data = case_data(day_one=day_one, measurements=measures)
        data["patient"]["date_of_birth"] = "2024-01-22"
        doses = given("methylprednisolone_pulse", data=data)
        assert [at(one)[11:] for one in doses] == [f"08:00{offset}" for offset in offsets.split()]


def test_a_dose_at_a_midnight_that_does_not_exist_is_given_after_the_change() -> None:
    measures = [{"on": "2026-03-28", "weight_kg": "13.5", "height_cm": "92"}]
    data = case_data(day_one="2026-03-28", measurements=measures, time_zone="Asia/Beirut")
    data["patient"]["date_of_birth"] = "2023-10-28"
    line = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4, "days": 3}
    doses = given(line, data=data)
    assert [at(one) for one in doses[3:9]] == [
        "2026-03-28T18:00+02:00",
        "2026-03-29T01:00+03:00",
        "2026-03-29T06:00+03:00",
        "2026-03-29T12:00+03:00",
        "2026-03-29T18:00+03:00",
        "2026-03-30T00:00+03:00",
    ]
    assert [one.day for one in doses] == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]


def test_typed_times_replace_the_wards_usual_ones() -> None:
    doses = given("etoposide", times={"etoposide": ["16:30"]})
    assert {at(one)[11:16] for one in doses} == {"16:30"}
    twice = given({"line": "dexamethasone", "doses_per_day": 2}, times={"dexamethasone": ["09:00", "21:00"]})
    assert [at(one)[11:16] for one in twice[:4]] == ["09:00", "21:00", "09:00", "21:00"]


# --- the first dose


def test_a_typed_first_moment_takes_the_place_of_the_first_dose_only() -> None:
    doses = given("etoposide", first_dose_at={"etoposide": "2026-11-22T18:30"})
    assert [at(one) for one in doses[:2]] == ["2026-11-22T18:30+01:00", "2026-11-25T14:00+01:00"]
    assert [one.day for one in doses] == TEN
    assert doses[0].moved_from is None


def test_doses_of_the_first_day_that_are_past_by_then_are_not_given_late() -> None:
    line = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4, "days": 2}
    doses = given(line, first_dose_at={"anakinra": "2026-11-22T12:00"})
    assert [at(one)[:16] for one in doses] == [
        "2026-11-22T12:00", "2026-11-22T18:00",
        "2026-11-23T00:00", "2026-11-23T06:00", "2026-11-23T12:00", "2026-11-23T18:00",
    ]  # fmt: skip


def test_a_first_moment_before_the_usual_one_leaves_the_later_doses_of_the_day() -> None:
    line = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 2, "days": 1}
    doses = given(line, first_dose_at={"anakinra": "2026-11-22T07:00"})
    assert [at(one)[11:16] for one in doses] == ["07:00", "20:00"]


def test_a_first_dose_after_midnight_stands_on_the_day_that_it_is_given() -> None:
    doses = given("rituximab", first_dose_at={"rituximab": "2026-11-23T00:30"})
    assert [(one.day, at(one)[:16]) for one in doses[:2]] == [(2, "2026-11-23T00:30"), (8, "2026-11-29T08:30")]


def test_a_first_moment_with_an_offset_becomes_ward_time() -> None:
    doses = given("etoposide", first_dose_at={"etoposide": "2026-11-22T17:30:00Z"})
    assert at(doses[0]) == "2026-11-22T18:30+01:00"


# --- changes: hold and omit


@pytest.mark.parametrize("deed", ["hold", "omit"])
def test_a_dose_held_or_omitted_is_not_ordered_and_the_others_stay(deed: str) -> None:
    (line,) = ordered("etoposide", changes=[change(22, deed)])
    assert [one.day for one in line.orders[0].administrations] == [day for day in TEN if day != 22]
    (applied,) = line.applied
    assert applied.change.do == deed
    assert [moment.isoformat() for moment in applied.due] == ["2026-12-13T14:00:00+01:00"]
    assert not line.missed


def test_all_doses_of_a_day_are_omitted_together() -> None:
    (line,) = ordered("cotrimoxazole", changes=[change(2, "omit", "cotrimoxazole")])
    assert [one.day for one in line.orders[0].administrations][:6] == [1, 1, 3, 3, 8, 8]
    assert len(line.applied[0].due) == 2


# --- changes: move


def test_a_moved_dose_keeps_where_it_stood_and_takes_its_new_day() -> None:
    (line,) = ordered("etoposide", changes=[change(15, "move", to="2026-12-08T15:30")])
    moved = next(one for one in line.orders[0].administrations if one.moved_from)
    assert (moved.day, at(moved)) == (17, "2026-12-08T15:30+01:00")
    assert moved.moved_from.isoformat() == "2026-12-06T14:00:00+01:00"
    assert [one.day for one in line.orders[0].administrations] == [1, 4, 8, 11, 17, 22, 29, 36, 43, 50]


def test_the_doses_of_a_day_move_together_and_keep_their_distance() -> None:
    changes = [change(2, "move", "cotrimoxazole", to="2026-11-25T09:00")]
    doses = given("cotrimoxazole", changes=changes)
    moved = [one for one in doses if one.moved_from]
    assert [(one.day, at(one)[:16]) for one in moved] == [(4, "2026-11-25T09:00"), (4, "2026-11-25T21:00")]
    assert [f"{one.moved_from:%d %H:%M}" for one in moved] == ["23 08:00", "23 20:00"]


def test_a_dose_moved_across_a_clock_change_is_given_at_the_typed_wall_clock_time() -> None:
    measures = [{"on": "2026-10-20", "weight_kg": "13.5", "height_cm": "92"}]
    data = case_data(day_one="2026-10-20", measurements=measures)
    line = {"line": "dexamethasone", "doses_per_day": 2}
    doses = given(line, data=data, changes=[change(4, "move", "dexamethasone", to="2026-10-26T07:00")])
    moved = [at(one) for one in doses if one.moved_from]
    assert moved == ["2026-10-26T07:00+01:00", "2026-10-26T19:00+01:00"]


def autumn(to: str) -> list[str]:
    """The pulse of the second day moved into the night on which 02:30 comes twice; its doses as they stand."""
    data = case_data(day_one="2026-10-23", measurements=[{"on": "2026-10-23", "weight_kg": "13.5", "height_cm": "92"}])
    data["patient"]["date_of_birth"] = "2024-01-22"
    doses = given("methylprednisolone_pulse", data=data, changes=[change(2, "move", "methylprednisolone_pulse", to=to)])
    return [at(one) for one in doses if one.moved_from]


def test_a_dose_moved_into_an_hour_that_comes_twice_stands_there_once_at_the_moment_that_was_typed() -> None:
    assert autumn("2026-10-25T02:30") == autumn("2026-10-25T02:30+02:00") == ["2026-10-25T02:30+02:00"]
    assert autumn("2026-10-25T02:30+01:00") == ["2026-10-25T02:30+01:00"]


def test_a_dose_moved_past_the_next_one_is_listed_in_order_of_time() -> None:
    doses = ordered("etoposide", changes=[change(1, "move", to="2026-11-26T14:00")])[0].orders[0].administrations
    assert [one.day for one in doses][:3] == [4, 5, 8]


def test_a_second_move_counts_from_the_first_and_the_day_stays_the_plans_own() -> None:
    twice = [change(15, "move", to="2026-12-08T15:30"), change(15, "move", to="2026-12-09T10:00")]
    (line,) = ordered("etoposide", changes=twice)
    moved = next(one for one in line.orders[0].administrations if one.moved_from)
    assert (moved.day, at(moved)) == (18, "2026-12-09T10:00+01:00")
    assert len(line.applied) == 2
    assert line.applied[1].due[0].isoformat() == "2026-12-08T15:30:00+01:00"


def test_a_dose_is_moved_to_a_moment_with_an_offset_in_ward_time() -> None:
    doses = given("etoposide", changes=[change(15, "move", to="2026-12-08T14:30:00Z")])
    assert [at(one) for one in doses if one.moved_from] == ["2026-12-08T15:30+01:00"]


# --- changes: factor and route


def test_a_reduced_dose_is_calculated_anew_with_its_own_factor() -> None:
    doses = {one.day: one for one in given("etoposide", changes=[change(8, "factor", factor="0.75")])}
    assert mg(doses[8]) == "66"  # 150 x 0.59 x 0.75 = 66.375
    assert {mg(one) for day, one in doses.items() if day != 8} == {"89"}
    assert doses[8].dose.rule.factor == Decimal("0.75")
    assert doses[8].at.hour == 14


def test_the_factor_of_a_change_takes_the_place_of_the_lines_own() -> None:
    line = {"line": "etoposide", "factor": "0.5", "reason": "eGFR 30"}
    doses = {one.day: mg(one) for one in given(line, changes=[change(8, "factor", factor="0.75")])}
    assert (doses[4], doses[8]) == ("44", "66")  # 44.25 and 66.375


def test_a_factor_that_leaves_nothing_of_a_dose_refuses_the_dose() -> None:
    # 0.6 mg/m2 x 0.25 m2 x 0.1 = 0.015 mg, and dexamethasone is given in steps of 0.1 mg.
    infant = child("4.2", "55", "2026-09-22")
    (line,) = ordered("dexamethasone", data=infant, changes=[change(52, "factor", "dexamethasone", factor="0.1")])
    assert 52 not in [one.day for one in line.orders[0].administrations]
    assert line.zero_days == (52,)
    infant["regimen"] = regimen("dexamethasone", changes=[change(52, "factor", "dexamethasone", factor="0.1")])
    assert "dose_rounds_to_zero" in findings(infant)


def test_a_dose_that_rounds_to_nothing_is_not_ordered_and_its_days_are_named() -> None:
    tiny = child("0.9", "35", "2026-11-01", patient={"gestation_weeks": 25})  # 0.09 m2: 0.6 x 0.09 = 0.054 mg a day
    line = {"line": "dexamethasone", "doses_per_day": 2}  # two of 0.027 each round to 0
    (found,) = ordered(line, data=tiny)
    assert found.zero_days == (52, 53, 54, 56)
    assert {one.day for one in found.orders[0].administrations} == set(range(1, 52))


def test_a_change_of_a_day_whose_dose_rounds_to_nothing_is_told_as_missed() -> None:
    tiny = child("0.9", "35", "2026-11-01", patient={"gestation_weeks": 25})
    line = {"line": "dexamethasone", "doses_per_day": 2}
    (found,) = ordered(line, data=tiny, changes=[change(52, "omit", "dexamethasone")])
    assert [one.day for one in found.missed] == [52]


def test_a_dose_by_another_route_becomes_an_order_of_its_own() -> None:
    (line,) = ordered("dexamethasone", changes=[change(14, "route", "dexamethasone", route="oral")])
    intravenous, oral = sorted(line.orders, key=lambda order: order.route)
    assert (intravenous.route, oral.route) == ("intravenous", "oral")
    assert [one.day for one in oral.administrations] == [14]
    assert 14 not in [one.day for one in intravenous.administrations]
    assert mg(oral.administrations[0]) == "5.9"


def test_changes_of_one_dose_add_up_in_their_order() -> None:
    changes = [
        change(8, "factor", "dexamethasone", factor="0.5"),
        change(8, "move", "dexamethasone", to="2026-11-29T10:00"),
        change(8, "route", "dexamethasone", route="oral"),
    ]
    (line,) = ordered("dexamethasone", changes=changes)
    oral = next(order for order in line.orders if order.route == "oral")
    (one,) = oral.administrations
    assert (mg(one), at(one)[11:16]) == ("3.0", "10:00")  # 10 x 0.59 x 0.5 = 2.95
    assert len(line.applied) == 3


# --- changes that fit nothing


def test_a_change_of_a_day_without_a_dose_is_told_and_nothing_else_changes() -> None:
    (line,) = ordered("etoposide", changes=[change(2, "omit")])
    assert [one.day for one in line.missed] == [2]
    assert not line.applied
    assert [one.day for one in line.orders[0].administrations] == TEN


def test_a_dose_cannot_be_changed_after_it_was_omitted() -> None:
    (line,) = ordered("etoposide", changes=[change(8, "omit"), change(8, "move", to="2026-11-30T10:00")])
    assert [one.do for one in line.missed] == ["move"]
    assert [one.change.do for one in line.applied] == ["omit"]


def test_omitting_every_dose_leaves_a_line_without_orders() -> None:
    (line,) = ordered(
        {"line": "methylprednisolone_pulse", "days": 1}, changes=[change(1, "omit", "methylprednisolone_pulse")]
    )
    assert line.orders == ()
    assert len(line.applied) == 1


def test_a_change_belongs_to_the_part_that_it_names() -> None:
    lines = [
        {"line": "anakinra", "part": "first", "days": 3, "mg_per_kg_per_day": "2"},
        {"line": "anakinra", "part": "second", "first_day": 3, "days": 3, "mg_per_kg_per_day": "4"},
    ]
    first, second = ordered(*lines, changes=[change(3, "omit", "anakinra", part="second")])
    assert [one.day for one in first.orders[0].administrations] == [1, 2, 3]
    assert [one.day for one in second.orders[0].administrations] == [4, 5]
    assert (first.part, second.part, first.orders[0].part, second.orders[0].part) == (
        "first", "second", "first", "second",
    )  # fmt: skip


@pytest.mark.parametrize("do", ["move", "factor", "route"])
def test_a_change_without_what_it_needs_changes_nothing_even_past_the_door(do: str) -> None:
    case = read(case_data(regimen=regimen("etoposide")))
    (asked,) = asked_lines(case.regimen, knowledge())
    timing = Timing(case.day_one, case.time_zone, 8, clock_of(asked, knowledge()))
    changes = [Change(line="etoposide", day=8, do=do, reason="x")]
    bodies, drug = Bodies(Body(Decimal("13.5"), Decimal("0.59"))), knowledge().formulary["etoposide"]
    made = order_line("etoposide", None, asked.rule, asked.chosen, drug, bodies, timing, changes)
    assert made.orders == ordered("etoposide")[0].orders


# --- a line without days


def test_ciclosporin_of_hlh_94_has_no_dose_in_a_plan_of_eight_weeks() -> None:
    (line,) = ordered("ciclosporin")
    assert (line.orders, line.zero_days, line.missed) == ((), (), ())


def test_times_of_a_line_with_parts_must_fit_every_part() -> None:
    # Once-daily times must not make a part of four doses a day a part of one.
    lines = [
        {"line": "anakinra", "part": "first", "days": 2, "mg_per_kg_per_day": "2"},
        {"line": "anakinra", "part": "second", "first_day": 3, "mg_per_kg_per_day": "8", "doses_per_day": 4},
    ]
    for times in (["09:00"], ["00:30", "06:30", "12:30", "18:30"]):
        data = case_data(regimen=regimen(*lines, times={"anakinra": times}))
        assert codes_of_problems(data) == {"regimen.times.anakinra": "times_wrong"}


# --- changes that name less or more than a day


def test_a_change_names_one_dose_of_a_day_by_its_time() -> None:
    evening = {"day": 1, "time": "20:00"}
    assert twice()[:3] == ["22 08:00 44", "22 20:00 44", "23 08:00 44"]
    assert twice({**evening, "do": "omit"})[:3] == ["22 08:00 44", "23 08:00 44", "23 20:00 44"]
    assert twice({**evening, "do": "move", "to": "2026-11-22T22:00"})[:3] == [
        "22 08:00 44",
        "22 22:00 44",
        "23 08:00 44",
    ]
    assert twice({**evening, "do": "factor", "factor": "0.5"})[:3] == ["22 08:00 44", "22 20:00 22", "23 08:00 44"]


def test_a_change_of_a_day_alone_is_of_all_its_doses_as_ever() -> None:
    assert twice({"day": 1, "do": "omit"})[:2] == ["23 08:00 44", "23 20:00 44"]
    assert twice({"day": 1, "do": "omit", "reach": "day"}) == twice({"day": 1, "do": "omit"})


def test_a_change_of_the_rest_of_a_day_leaves_what_stands_before() -> None:
    four = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4}
    rest = {"line": "anakinra", "day": 2, "do": "hold", "time": "12:00", "reach": "day", "reason": "x"}
    hours = [one.at.hour for one in given(four, changes=[rest]) if one.day == 2]
    assert hours == [0, 6]


def test_a_change_onward_is_of_every_later_dose_and_of_none_before() -> None:
    less = {"line": "cotrimoxazole", "day": 1, "do": "factor", "factor": "0.5", "time": "20:00", "reach": "onward"}
    doses = [mg(one) for one in given("cotrimoxazole", changes=[{**less, "reason": "x"}])]
    assert doses == ["44", *["22"] * (len(doses) - 1)]


def test_a_time_at_which_no_dose_was_planned_is_told_and_changes_nothing() -> None:
    (found,) = ordered("cotrimoxazole", changes=[
        {"line": "cotrimoxazole", "day": 1, "do": "omit", "time": "14:00", "reason": "x"}
    ])  # fmt: skip
    assert ([one.time for one in found.missed], found.applied) == ([time(14)], ())
    assert twice({"day": 1, "do": "omit", "time": "14:00"}) == twice()


def test_a_dose_that_was_moved_is_named_by_the_time_at_which_it_was_planned() -> None:
    moved = {"day": 1, "do": "move", "to": "2026-11-22T09:00"}
    assert twice(moved)[:2] == ["22 09:00 44", "22 21:00 44"]
    assert twice(moved, {"day": 1, "do": "omit", "time": "20:00"})[:2] == ["22 09:00 44", "23 08:00 44"]
    assert twice(moved, {"day": 1, "do": "omit", "time": "21:00"})[:2] == twice(moved)[:2]


def test_a_day_is_moved_by_its_first_dose_whatever_was_changed_of_its_doses_before() -> None:
    less = {"day": 8, "do": "factor", "factor": "0.5", "time": "08:00"}
    moved = {"day": 8, "do": "move", "to": "2026-11-29T10:00"}
    assert twice(less, moved)[6:8] == ["29 10:00 22", "29 22:00 44"]


@pytest.mark.parametrize("held", [{}, {"time": "20:00"}, {"time": "20:00", "reach": "day"}])
def test_what_goes_on_from_a_dose_is_the_same_whether_that_dose_is_held_before_or_after(held: dict[str, str]) -> None:
    """The factor counts from the evening of day 2 on; of day 2 the evening or everything is held."""
    less = {"day": 2, "do": "factor", "factor": "0.5", "time": "20:00", "reach": "onward"}
    hold = {"day": 2, "do": "hold", **held}
    assert twice(less, hold) == twice(hold, less)
    assert twice(hold, less)[-2:] == ["30 08:00 22", "30 20:00 22"]
    every = [{"line": "cotrimoxazole", "reason": "x", **one} for one in (hold, less)]
    assert ordered("cotrimoxazole", changes=every)[0].missed == ()


def test_the_rest_of_a_day_is_held_though_its_first_dose_is_gone_and_a_move_names_one_that_is_there() -> None:
    four = {"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4}
    of = {"line": "anakinra", "day": 2, "reason": "x", "time": "12:00"}
    omit = {**of, "do": "omit"}
    rest = {**of, "do": "hold", "reach": "day"}
    assert [one.at.hour for one in given(four, changes=[omit, rest]) if one.day == 2] == [0, 6]
    to = {**of, "do": "move", "reach": "day", "to": "2026-11-23T13:00"}
    assert [one.at.hour for one in given(four, changes=[omit, to]) if one.day == 2] == [0, 6, 18]
    assert [one.do for one in ordered(four, changes=[omit, to])[0].missed] == ["move"]


def test_what_goes_on_from_a_dose_is_told_from_its_first_dose_to_its_last() -> None:
    moved = {"line": "cotrimoxazole", "day": 8, "do": "move", "to": "2026-11-29T10:00", "time": "08:00", "reason": "x"}
    less = {**change(8, "factor", "cotrimoxazole", factor="0.5"), "time": "08:00", "reach": "onward"}
    _, applied = ordered("cotrimoxazole", changes=[moved, less])[0].applied
    every = [one.moved_from or one.at for one in given("cotrimoxazole", changes=[moved, less])]
    assert (applied.due[0], applied.due[-1]) == (every[6], every[-1])
    assert list(applied.due) == sorted(applied.due)


def test_an_intrathecal_dose_is_named_by_its_time_too() -> None:
    doses = {"day": 23, "do": "omit", "line": "intrathecal", "reason": "x"}
    assert [one.day for one in given("intrathecal", changes=[{**doses, "time": "11:00"}])] == [16, 30, 37]
    assert [one.day for one in given("intrathecal", changes=[{**doses, "reach": "onward"}])] == [16]
    assert [one.day for one in given("intrathecal", changes=[doses, {**doses, "reach": "onward"}])] == [16]
    (missed,) = ordered("intrathecal", changes=[{**doses, "time": "12:00"}])
    assert [one.day for one in missed.missed] == [23]


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"reach": "dose"}, "time", "change_needs"),
        ({"time": "25:00"}, "time", "not_a_clock_time"),
        ({"reach": "onward", "do": "move", "to": "2026-11-22T09:00"}, "reach", "not_of_list"),
    ],
)  # fmt: skip
def test_a_change_that_names_doses_wrongly_is_a_problem(wrong: dict[str, str], field: str, code: str) -> None:
    row = {"line": "cotrimoxazole", "day": 1, "do": "omit", "reason": "x", **wrong}
    found = codes_of_problems(case_data(regimen=regimen("cotrimoxazole", changes=[row])))
    assert found == {f"regimen.changes[0].{field}": code}

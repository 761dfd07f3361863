"""What a regimen may not say: each problem by its field and code, and each with a sentence that can be said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from hlh_desktop.exchange.case_file import read_case
from tests.builders import case_data, child, knowledge, lab, plan, regimen

ANAKINRA = {"line": "anakinra", "mg_per_kg_per_day": "4"}


def problems(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Field and code of each problem; every one of them must have words."""
    reading = read_case(json.dumps(data).encode(), knowledge())
    for found in reading.problems:
        assert knowledge().wording.say(f"problem.{found.code}", **found.values)
    return [(found.field.removeprefix("regimen."), found.code) for found in reading.problems]


def told(*lines: dict[str, Any] | str, **more: Any) -> list[tuple[str, str]]:
    return problems(case_data(regimen=regimen(*lines, **more)))


def values(*lines: dict[str, Any] | str, **more: Any) -> dict[str, Any]:
    """What the only problem of a regimen carries into its sentence, and what it found."""
    (found,) = read_case(json.dumps(case_data(regimen=regimen(*lines, **more))).encode(), knowledge()).problems
    return {"found": found.found, **found.values}


def change(do: str, day: int = 1, line: str = "etoposide", **more: Any) -> list[dict[str, Any]]:
    return [{"line": line, "day": day, "do": do, "reason": "a reason", **more}]


# --- protocol and length


def test_a_regimen_without_fault_has_no_problem() -> None:
    assert told("etoposide", "dexamethasone", "cotrimoxazole") == []
    assert problems(case_data()) == []


@pytest.mark.parametrize("week", [8, 40, 52])
def test_a_plan_lasts_8_40_or_52_weeks(week: int) -> None:
    assert told("etoposide", last_week=week) == []


@pytest.mark.parametrize("week", [0, 7, 9, 41, 53, -8])
def test_another_length_is_refused(week: int) -> None:
    assert told("etoposide", last_week=week) == [("last_week", "not_of_list")]
    assert values("etoposide", last_week=week) == {"found": str(week), "choices": "8, 40, 52"}


def test_an_unknown_protocol_is_refused_with_those_that_are_known() -> None:
    assert ("protocol", "not_of_list") in told("etoposide", protocol="HLH-94")
    assert values("etoposide", protocol="hlh-95") == {"found": '"hlh-95"', "choices": "hlh-94, hlh-2004, none"}


# --- lines


def test_an_unknown_line_is_refused_with_those_that_are_known() -> None:
    assert told("Etoposide") == [("lines[0].line", "line_unknown")]
    assert values("vincristine") == {"found": '"vincristine"', "known": ", ".join(knowledge().lines("hlh-94"))}
    assert told("etoposide", declined=[{"line": "co-trimoxazole", "reason": "x"}]) == [
        ("declined[0].line", "line_unknown")
    ]


def test_a_line_that_stands_twice_needs_a_part_of_its_own_each_time() -> None:
    twice = [{**ANAKINRA}, {**ANAKINRA, "first_day": 15}]
    assert told(*twice) == [("lines[0].part", "part_needed"), ("lines[1].part", "part_needed")]
    assert told({**twice[0], "part": "a"}, twice[1]) == [("lines[1].part", "part_needed")]
    assert told({**twice[0], "part": "a"}, {**twice[1], "part": "a"}) == [
        ("lines[0].part", "part_needed"),
        ("lines[1].part", "part_needed"),
    ]
    assert told({**twice[0], "part": "a"}, {**twice[1], "part": "b"}) == []
    assert told(ANAKINRA, "etoposide") == []
    assert values({**twice[0], "part": "a"}, twice[1]) == {"found": None, "line": "anakinra"}
    same = read_case(
        json.dumps(case_data(regimen=regimen(*({**one, "part": "a"} for one in twice)))).encode(), knowledge()
    )
    assert [found.found for found in same.problems] == ['"a"', '"a"']


def test_parts_of_different_lines_may_have_the_same_name() -> None:
    assert told({"line": "ivig", "part": "a"}, {**ANAKINRA, "part": "a"}) == []


# --- etoposide under and from 10 kg


@pytest.mark.parametrize(
    ("kg", "found"),
    [("9.99", []), ("10.0", [("lines[0].rule", "rule_only_below")]), ("10", [("lines[0].rule", "rule_only_below")])],
)  # fmt: skip
def test_the_rule_by_kilogram_is_for_children_under_10_kg(kg: str, found: list[tuple[str, str]]) -> None:
    data = child(kg, "76", "2025-11-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_kg"}))
    assert problems(data) == found


def test_the_rule_by_kilogram_is_refused_with_the_weight_and_its_limit() -> None:
    data = child("10.10", "76", "2025-11-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_kg"}))
    (found,) = read_case(json.dumps(data).encode(), knowledge()).problems
    assert (found.found, found.values) == ('"mg_per_kg"', {"limit": "10", "weight": "10.1"})


def test_the_weight_that_counts_is_the_latest_by_day_one() -> None:
    data = child("9.9", "76", "2025-11-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_kg"}))
    data["measurements"].append({"on": "2026-11-22", "weight_kg": "10.0"})
    assert problems(data) == [("lines[0].rule", "rule_only_below")]
    data["measurements"][-1]["on"] = "2026-11-23"
    assert problems(data) == []


def test_the_rule_by_surface_is_for_every_weight() -> None:
    assert told({"line": "etoposide", "rule": "mg_per_m2"}) == []


def test_the_scheme_for_mas_has_no_rule_by_kilogram() -> None:
    line = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "50", "rule": "mg_per_kg"}
    data = child("9.9", "76", "2025-11-22", regimen=regimen(line))
    assert problems(data) == [("lines[0]", "no_such_step")]
    found = read_case(json.dumps(data).encode(), knowledge()).problems[0]
    assert found.found == '"scheme=mas, rule=mg_per_kg"'


def test_a_line_with_a_wrong_parameter_is_told_that_alone() -> None:
    assert told({"line": "emapalumab", "label": "mas"}) == [("lines[0].label", "not_of_list")]


@pytest.mark.parametrize(
    ("umol", "ordered"), [("255.5", 1), ("257.3", 0)]
)  # fmt: skip
def test_kidney_function_is_no_problem_of_the_case_but_a_refusal_of_the_line(umol: str, ordered: int) -> None:
    # 105 cm: 36.5 x 105 / 255.5 = 15.0; / 257.3 = 14.9
    data = child("17", "105", "2021-08-01", labs=[lab("crea", umol, "umol/L")], regimen=regimen("etoposide"))
    assert len(plan(data).orders) == ordered


# --- changes


@pytest.mark.parametrize(
    ("do", "more"),
    [("move", {"to": "2026-11-22T16:00"}), ("hold", {}), ("omit", {}), ("factor", {"factor": "0.75"})],
)
def test_a_change_with_what_it_needs_is_no_problem(do: str, more: dict[str, str]) -> None:
    assert told("etoposide", changes=change(do, **more)) == []


@pytest.mark.parametrize(("do", "name"), [("move", "to"), ("factor", "factor"), ("route", "route")])
def test_a_change_without_what_it_needs_is_refused(do: str, name: str) -> None:
    assert told("dexamethasone", changes=change(do, line="dexamethasone")) == [(f"changes[0].{name}", "change_needs")]
    assert values("dexamethasone", changes=change(do, line="dexamethasone")) == {
        "found": None,
        "deed": do,
        "name": name,
    }


@pytest.mark.parametrize(
    ("do", "more", "name"),
    [
        ("hold", {"to": "2026-11-23T10:00"}, "to"),
        ("omit", {"factor": "0.5"}, "factor"),
        ("omit", {"route": "oral"}, "route"),
        ("move", {"to": "2026-11-23T10:00", "factor": "0.5"}, "factor"),
        ("factor", {"factor": "0.5", "to": "2026-11-23T10:00"}, "to"),
        ("route", {"route": "oral", "factor": "0.5"}, "factor"),
    ],
)
def test_a_change_with_something_else_beside_is_refused(do: str, more: dict[str, str], name: str) -> None:
    changes = change(do, line="dexamethasone", **more)
    assert told("dexamethasone", changes=changes) == [(f"changes[0].{name}", "change_takes_no")]
    found = more[name].replace("T", " ") + ":00" if name == "to" else more[name]
    assert values("dexamethasone", changes=changes) == {"found": f'"{found}"', "deed": do, "name": name}


@pytest.mark.parametrize("factor", ["0", "0.0", "1.01", "7.5"])
def test_the_factor_of_a_change_is_above_0_and_at_most_1(factor: str) -> None:
    assert told("etoposide", changes=change("factor", factor=factor)) == [("changes[0].factor", "not_decimal_above")]
    shown = {"0.0": "0"}.get(factor, factor)
    assert values("etoposide", changes=change("factor", factor=factor)) == {
        "found": f'"{shown}"',
        "low": "0",
        "high": "1",
    }


@pytest.mark.parametrize("factor", ["0.000001", "0.75", "1"])
def test_a_factor_within_its_range_is_taken(factor: str) -> None:
    assert told("etoposide", changes=change("factor", factor=factor)) == []


def test_a_route_is_one_of_the_lines_own() -> None:
    assert told("dexamethasone", changes=change("route", line="dexamethasone", route="oral")) == []
    assert told("dexamethasone", changes=change("route", line="dexamethasone", route="subcutaneous")) == [
        ("changes[0].route", "not_of_list")
    ]
    assert values("etoposide", changes=change("route", route="oral")) == {"found": '"oral"', "choices": "intravenous"}
    changes = change("route", line="dexamethasone", route="subcutaneous")
    assert values("dexamethasone", changes=changes)["choices"] == "intravenous, oral"


def test_a_change_names_a_line_and_part_of_the_regimen() -> None:
    assert told("etoposide", changes=change("omit", line="rituximab")) == [("changes[0].line", "change_of_no_line")]
    assert told("etoposide", changes=change("omit", part="first")) == [("changes[0].line", "change_of_no_line")]
    assert told({"line": "etoposide", "part": "first"}, changes=change("omit")) == [
        ("changes[0].line", "change_of_no_line")
    ]
    assert told({"line": "etoposide", "part": "first"}, changes=change("omit", part="first")) == []
    found = values("ivig", "etoposide", changes=change("omit", line="rituximab"))
    assert found == {"found": '"rituximab"', "lines": "ivig, etoposide"}


def test_every_change_is_looked_at() -> None:
    changes = [*change("omit"), *change("factor", factor="2"), *change("omit", line="ivig")]
    assert told("etoposide", changes=changes) == [
        ("changes[1].factor", "not_decimal_above"),
        ("changes[2].line", "change_of_no_line"),
    ]


def test_one_part_of_a_total_cannot_be_reduced_by_itself() -> None:
    assert told("ivig", changes=change("factor", line="ivig", factor="0.5")) == [("changes[0].do", "parts_of_a_total")]
    assert values("ivig", changes=change("factor", line="ivig", factor="0.5")) == {"found": '"factor"', "line": "ivig"}
    assert told("ivig", changes=change("move", line="ivig", to="2026-11-23T10:00")) == []


@pytest.mark.parametrize(("do", "more"), [("factor", {"factor": "0.5"}), ("route", {"route": "oral"})])
def test_the_intrathecal_wall(do: str, more: dict[str, str]) -> None:
    found = told("intrathecal", changes=change(do, day=16, line="intrathecal", **more))
    assert found == [("changes[0].do", "intrathecal_wall")]
    assert values("intrathecal", changes=change(do, day=16, line="intrathecal", **more)) == {
        "found": f'"{do}"', "line": "intrathecal",
    }  # fmt: skip


@pytest.mark.parametrize(("do", "more"), [("move", {"to": "2026-12-08T10:00"}), ("hold", {}), ("omit", {})])
def test_an_intrathecal_dose_may_be_moved_held_or_omitted(do: str, more: dict[str, str]) -> None:
    assert told("intrathecal", changes=change(do, day=16, line="intrathecal", **more)) == []


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("2026-11-21T23:59", [("changes[0].to", "before_day_one")]),
        ("2026-11-22T00:00", []),
        ("2026-11-21T23:00:00Z", []),  # midnight in Paris
        ("2026-11-21T22:59:00Z", [("changes[0].to", "before_day_one")]),
    ],
)
def test_no_dose_is_moved_before_day_one_in_ward_time(to: str, found: list[tuple[str, str]]) -> None:
    assert told("etoposide", changes=change("move", to=to)) == found


def test_a_moment_before_day_one_is_told_with_day_one() -> None:
    assert values("etoposide", changes=change("move", to="2026-11-21T10:00")) == {
        "found": '"2026-11-21T10:00"', "day": "2026-11-22",
    }  # fmt: skip


# --- times and first moments


def test_times_belong_to_a_line_of_the_regimen() -> None:
    assert told("etoposide", times={"rituximab": ["08:00"]}) == [("times.rituximab", "times_of_no_line")]
    assert values("etoposide", "ivig", times={"rituximab": ["08:00"]}) == {
        "found": '"rituximab"', "lines": "etoposide, ivig",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("times", "good"),
    [
        (["08:00", "20:00"], True), (["00:00", "23:59"], True), (["08:00"], False), ([], False),
        (["08:00", "14:00", "20:00"], False), (["20:00", "08:00"], False), (["08:00", "08:00"], False),
    ],
)  # fmt: skip
def test_times_are_as_many_as_the_doses_of_a_day_different_and_in_order(times: list[str], good: bool) -> None:
    assert told("cotrimoxazole", times={"cotrimoxazole": times}) == (
        [] if good else [("times.cotrimoxazole", "times_wrong")]
    )


def spring(day_one: str = "2027-03-20") -> dict[str, Any]:
    """A child whose third week has the night without 02:00 to 03:00 in Paris, 28 March 2027."""
    return case_data(day_one=day_one, measurements=[{"on": day_one, "weight_kg": "13.5", "height_cm": "92"}])


@pytest.mark.parametrize(
    ("times", "good"),
    [
        (["02:00", "03:00"], False), (["02:30", "03:30"], False), (["02:30", "03:00"], True),
        (["01:00", "02:00"], True), (["02:00", "14:00"], True),
    ],
)  # fmt: skip
def test_times_that_are_one_moment_where_clocks_go_forward_are_refused(times: list[str], good: bool) -> None:
    line = {**ANAKINRA, "doses_per_day": 2}
    chosen = regimen(line, times={"anakinra": times})
    assert problems({**spring(), "regimen": chosen}) == ([] if good else [("times.anakinra", "times_meet")])
    assert problems({**spring("2027-04-20"), "regimen": chosen}) == []


def test_the_wards_own_times_are_held_to_that_too_and_the_night_is_told() -> None:
    clock = {**knowledge().settings.clock, "2": (time(2), time(3))}
    settings = knowledge().settings.model_copy(update={"clock": clock})
    ward = replace(knowledge(), settings=settings)
    data = {**spring(), "regimen": regimen({**ANAKINRA, "doses_per_day": 2})}
    (found,) = read_case(json.dumps(data).encode(), ward).problems
    said = ward.wording.say(f"problem.{found.code}", **found.values)
    assert (found.found, "on 2027-03-28 too: clocks go forward" in said) == ('"02:00, 03:00"', True)


def test_wrong_times_are_told_with_the_number_that_is_expected() -> None:
    assert values("cotrimoxazole", times={"cotrimoxazole": ["08:00"]}) == {"found": '"08:00"', "count": 2}
    assert values("cotrimoxazole", times={"cotrimoxazole": ["20:00", "08:00"]}) == {
        "found": '"20:00, 08:00"', "count": 2,
    }  # fmt: skip
    assert values("intrathecal", times={"intrathecal": ["08:00", "20:00"]})["count"] == 1


def test_times_go_by_the_chosen_number_of_doses() -> None:
    line = {**ANAKINRA, "doses_per_day": 3}
    assert told(line, times={"anakinra": ["07:00", "15:00", "23:00"]}) == []
    assert told(line, times={"anakinra": ["07:00"]}) == [("times.anakinra", "times_wrong")]


def test_times_must_fit_every_part_of_their_line() -> None:
    parts = [{**ANAKINRA, "part": "a", "days": 2}, {**ANAKINRA, "part": "b", "first_day": 3, "doses_per_day": 4}]
    assert told(*parts, times={"anakinra": ["09:00"]}) == [("times.anakinra", "times_wrong")]
    assert values(*parts, times={"anakinra": ["09:00"]})["count"] == 4
    assert values(*parts, times={"anakinra": ["00:00", "06:00", "12:00", "18:00"]})["count"] == 1
    same = [{**part, "doses_per_day": 2} for part in parts]
    assert told(*same, times={"anakinra": ["09:00", "21:00"]}) == []


def test_times_of_a_line_whose_parameters_are_wrong_are_not_judged() -> None:
    line = {**ANAKINRA, "doses_per_day": 9}
    assert told(line, times={"anakinra": ["09:00", "21:00"]}) == [("lines[0].doses_per_day", "not_whole_from")]


def test_other_lines_times_are_still_judged_after_one_that_is_not() -> None:
    times = {"anakinra": ["09:00", "21:00"], "rituximab": ["08:00"], "etoposide": ["08:00", "09:00"]}
    assert told({**ANAKINRA, "doses_per_day": 9}, "etoposide", times=times) == [
        ("lines[0].doses_per_day", "not_whole_from"),
        ("times.rituximab", "times_of_no_line"),
        ("times.etoposide", "times_wrong"),
    ]


def test_a_first_moment_belongs_to_a_line_of_the_regimen() -> None:
    assert told("etoposide", first_dose_at={"ivig": "2026-11-22T18:30"}) == [("first_dose_at.ivig", "times_of_no_line")]
    assert values("etoposide", first_dose_at={"ivig": "2026-11-22T18:30"}) == {"found": '"ivig"', "lines": "etoposide"}


def test_a_first_moment_before_day_one_is_refused() -> None:
    found = told("etoposide", first_dose_at={"etoposide": "2026-11-21T23:59"})
    assert ("first_dose_at.etoposide", "before_day_one") in found


@pytest.mark.parametrize(
    ("line", "moment", "code"),
    [
        ({"line": "etoposide"}, "2026-11-22T00:00", None),
        ({"line": "etoposide"}, "2026-11-25T13:59", None),
        ({"line": "etoposide"}, "2026-11-25T14:00", "first_of_all"),  # the second dose
        ({"line": "etoposide"}, "2026-11-25T13:00:00Z", "first_of_all"),  # the same moment
        ({"line": "dexamethasone"}, "2026-11-23T07:59", None),
        ({"line": "dexamethasone"}, "2026-11-23T08:00", "first_of_all"),
        ({"line": "cotrimoxazole"}, "2026-11-23T07:59", None),
        ({"line": "cotrimoxazole"}, "2026-11-23T08:00", "first_of_all"),
        ({"line": "intrathecal"}, "2026-12-06T23:59", "first_of_all"),
        ({"line": "intrathecal"}, "2026-12-07T00:00", None),
        ({"line": "intrathecal"}, "2026-12-14T10:59", None),
        ({"line": "intrathecal"}, "2026-12-14T11:00", "first_of_all"),
        ({"line": "tocilizumab", "first_day": 3}, "2026-11-23T23:59", "first_from"),
        ({"line": "tocilizumab", "first_day": 3}, "2027-11-24T00:00", None),
        ({"line": "ciclosporin"}, "2027-11-24T00:00", None),  # no dose in a plan of eight weeks
    ],
)
def test_a_first_moment_lies_between_the_first_day_and_the_second(
    line: dict[str, Any], moment: str, code: str | None
) -> None:
    name = line["line"]
    assert told(line, first_dose_at={name: moment}) == ([] if code is None else [(f"first_dose_at.{name}", code)])


def test_a_first_moment_that_is_refused_is_told_with_its_bounds() -> None:
    assert values("etoposide", first_dose_at={"etoposide": "2026-11-26T10:00"}) == {
        "found": '"2026-11-26T10:00"', "first": "2026-11-22", "end": "2026-11-25T14:00",
    }  # fmt: skip
    line = {"line": "tocilizumab", "first_day": 3}
    assert values(line, first_dose_at={"tocilizumab": "2026-11-23T10:00"}) == {
        "found": '"2026-11-23T10:00"', "first": "2026-11-24", "end": "",
    }  # fmt: skip


def test_the_first_moment_of_a_line_whose_parameters_are_wrong_is_not_judged() -> None:
    line = {**ANAKINRA, "days": 99}
    assert told(line, first_dose_at={"anakinra": "2027-11-26T10:00"}) == [("lines[0].days", "not_whole_from")]


def test_the_first_moment_is_held_against_the_first_part() -> None:
    parts = [{**ANAKINRA, "part": "a", "days": 2}, {**ANAKINRA, "part": "b", "first_day": 3, "days": 2}]
    assert told(*parts, first_dose_at={"anakinra": "2026-11-23T09:00"}) == []
    assert told(*parts, first_dose_at={"anakinra": "2026-11-24T09:00"}) == [("first_dose_at.anakinra", "first_of_all")]

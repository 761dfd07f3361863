"""Findings about a weight or an age at which a dose turns, and a weight that changed under the doses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, child, findings, knowledge, levels, plan, regimen
from tests.domain.findings.sides_steroids import BY_KG, LATER, given, heavy, infant, regrown, weighed

EDGE, CHANGED, OUTGROWN = "near_band_edge", "weight_changed", "infant_rule_outgrown"

# --- edges


@pytest.mark.parametrize(
    ("line", "edge", "near", "far"),
    [
        ({"line": "etoposide", "rule": "mg_per_m2"}, "10", ("9.5", "10", "10.5"), ("9.49", "10.51")),
        ("ruxolitinib", "10", ("9.5", "10.5"), ("9.49", "10.51")),
        ("ruxolitinib", "20", ("19", "21"), ("18.99", "21.01")),
        ("tocilizumab", "30", ("28.5", "30", "31.5"), ("28.49", "31.51")),
        ("dexamethasone", "", (), ("10", "20", "30")),
    ],
)
def test_weights_at_which_a_drug_turns(line: Any, edge: str, near: tuple[str, ...], far: tuple[str, ...]) -> None:
    for weight in near:
        (text,) = findings(of_weight(weight, line))[EDGE]
        assert text.startswith(f"{weight} kg is within 5 % of {edge} kg, where the dose of ")
        assert levels(of_weight(weight, line))[EDGE] == "info"
    for weight in far:
        assert EDGE not in levels(of_weight(weight, line))


@pytest.mark.parametrize(
    ("line", "before", "now", "turns"),
    [
        # 13 % more weight doubles the dose, and 9 % more takes a third away.
        ("ruxolitinib", "19", "21.5", ("5", "10")),
        ("ruxolitinib", "21.5", "19", ("10", "5")),
        ({"line": "tocilizumab", "doses": 2}, "29", "31.6", ("348", "253")),
        ("ruxolitinib", "17", "20", None),
        ("ruxolitinib", "21.5", "23", None),
        ({"line": "tocilizumab", "doses": 1}, "29", "31.6", None),  # no dose comes after
        ({"line": "ruxolitinib", "first_day": 20}, "19", "21.5", None),  # none was before
        ("dexamethasone", "19", "31", None),
    ],
)
def test_a_new_weight_in_another_band_says_how_the_dose_turns(
    line: Any, before: str, now: str, turns: tuple[str, str] | None
) -> None:
    case = regrown(before, now, line)
    texts = [text for text in findings(case).get(EDGE, []) if "another band" in text]
    assert len(texts) == (turns is not None)
    if turns is not None:
        older, newer = turns
        assert f" turns from {older}\N{NO-BREAK SPACE}mg to {newer}\N{NO-BREAK SPACE}mg a dose" in texts[0]
        assert f"{now} kg lies in another band than {before} kg" in texts[0]
        assert [one.level for one in plan(case).findings if one.text == texts[0]] == ["warning"]


@pytest.mark.parametrize(
    ("day", "time", "reach", "turns"),
    [
        (11, "08:00", "dose", ("5", "10")),  # only the last dose before the revision was halved
        (11, "20:00", "dose", ("5", "10")),  # only the first dose after it is
        (5, "08:00", "onward", ("2.5", "5")),
    ],
)
def test_a_dose_reduced_by_itself_does_not_turn_because_of_the_weight(
    day: int, time: str, reach: str, turns: tuple[str, str]
) -> None:
    change = {"line": "ruxolitinib", "day": day, "time": time, "do": "factor", "reach": reach, "factor": "0.5",
              "reason": "counts"}  # fmt: skip
    case = regrown("19", "21.5", "ruxolitinib")
    (text,) = [text for text in findings({**case, "regimen": regimen("ruxolitinib", changes=[change])})[EDGE]
               if "another band" in text]  # fmt: skip
    older, newer = turns
    assert text.startswith(f"ruxolitinib turns from {older}\N{NO-BREAK SPACE}mg to {newer}\N{NO-BREAK SPACE}mg a dose")


def test_a_version_with_the_same_weight_does_not_settle_that_a_dose_turned() -> None:
    case = regrown("19", "21.5", "ruxolitinib")
    later = {**case, "revised_at": [*case["revised_at"], "2026-12-02T15:00"]}
    assert findings(later)[EDGE] == findings(case)[EDGE]


def test_a_line_halved_where_its_dose_would_double_is_not_said_to_turn() -> None:
    case = regrown("19", "21.5", "ruxolitinib")
    halved = {"line": "ruxolitinib", "day": 11, "time": "20:00", "do": "factor", "reach": "onward", "factor": "0.5",
              "reason": "counts"}  # fmt: skip
    found = findings({**case, "regimen": regimen("ruxolitinib", changes=[halved])})
    assert not [text for text in found.get(EDGE, []) if "another band" in text]


def of_weight(weight: str, line: Any) -> dict[str, Any]:
    """A child of a usual height for the weight."""
    height, born = ("78", "2025-07-22") if len(weight.partition(".")[0]) < 2 or weight < "12" else ("122", "2019-06-22")
    return child(weight, height, born, regimen=regimen(line))


def test_a_refused_line_is_told_too_and_a_drug_once() -> None:
    assert len(findings(of_weight("9.6", "etoposide"))[EDGE]) == 1
    dep = {"line": "dep_etoposide", "rule": "mg_per_m2"}
    case = of_weight("9.6", {"line": "etoposide", "rule": "mg_per_m2"})
    both = {**case, "regimen": regimen({"line": "etoposide", "rule": "mg_per_m2"}, dep)}
    assert len(findings(both)[EDGE]) == 1
    two = {**case, "regimen": regimen(dep, "ruxolitinib")}
    assert len(findings(two)[EDGE]) == 2


def intrathecal(born: str, doses: int = 1, **parts: Any) -> dict[str, Any]:
    """Doses from day 20, 2026-12-11, on."""
    return given({"line": "intrathecal", "first_day": 20, "doses": doses}, patient={"date_of_birth": born}, **parts)


@pytest.mark.parametrize(
    ("born", "fires"),
    [
        ("2023-12-25", True), ("2023-12-26", False), ("2023-11-27", True), ("2023-11-26", False),
        ("2024-12-11", True), ("2022-12-11", False),
    ],
)  # fmt: skip
def test_a_birthday_within_14_days_of_an_intrathecal_dose(born: str, fires: bool) -> None:
    assert (EDGE in levels(intrathecal(born))) is fires


def test_doses_about_one_birthday_are_one_finding() -> None:
    (text,) = findings(intrathecal("2023-12-25", 3))[EDGE]
    assert text.startswith(
        "Intrathecal doses within 14 days of 2026-12-25, when the child turns 3 and the dose turns too"
    )
    assert "2026-12-11, 2026-12-18, 2026-12-25." in text


def test_each_part_is_looked_at_by_its_own_days_and_days_before_a_revision_are_not() -> None:
    parts = [
        {"line": "intrathecal", "first_day": day, "doses": 1, "part": part} for part, day in (("a", 20), ("b", 60))
    ]
    born = {"patient": {"date_of_birth": "2023-12-25"}}
    (text,) = findings(given(*parts, **born))[EDGE]
    assert "2026-12-11." in text
    assert EDGE not in levels(given(*parts, revised_at=["2026-12-12T08:00"], **born))
    assert EDGE in levels(given(*parts, revised_at=["2026-12-11T08:00"], **born))


# --- changes


@pytest.mark.parametrize(
    ("before", "now", "fires"),
    [
        (("2026-11-14", "12"), ("2026-11-21", "13.21"), True), (("2026-11-14", "12"), ("2026-11-21", "13.2"), False),
        (("2026-11-13", "12"), ("2026-11-21", "13.21"), False), (("2026-11-20", "15"), ("2026-11-21", "13.49"), True),
        (("2026-11-20", "15"), ("2026-11-21", "13.5"), False), (("2026-11-21", "12"), ("2026-11-21", "13.21"), True),
    ],
)  # fmt: skip
def test_within_7_days_by_more_than_10_percent(before: tuple[str, str], now: tuple[str, str], fires: bool) -> None:
    assert (CHANGED in levels(weighed(before, now))) is fires
    if fires:
        assert levels(weighed(before, now))[CHANGED] == "warning"


def test_a_weight_after_the_doses_were_worked_out_is_held_against_theirs() -> None:
    rows = (("2026-11-21", "13"), ("2026-12-10", "14.4"))
    (text,) = findings(weighed(*rows))[CHANGED]
    assert text.startswith("Weight 14.4 kg (2026-12-10) differs by 10.8 % from 13 kg (2026-11-21)")
    assert "oedema or ascites" in text
    assert CHANGED not in levels(weighed(rows[0], ("2026-12-10", "14.3")))


def test_a_revision_is_held_against_the_weight_of_the_doses_before_it() -> None:
    rows = (("2026-11-21", "13"), ("2026-12-10", "14.4"))
    assert CHANGED in levels(weighed(*rows, revised_at=["2026-12-10T12:00"]))
    assert CHANGED in levels(weighed(*rows, revised_at=["2026-12-10T12:00", "2026-12-20T12:00"]))
    slow = (*rows[:1], ("2026-12-01", "13.8"), ("2026-12-10", "14.4"))
    assert CHANGED not in levels(weighed(*slow, revised_at=["2026-12-01T12:00", "2026-12-10T12:00"]))


def test_rows_without_a_weight_and_the_worst_of_several() -> None:
    rows = weighed(("2026-11-16", "12"), ("2026-11-18", "11.9"), ("2026-11-21", "13.5"))
    rows["measurements"].append({"on": "2026-11-20", "weight_kg": None, "height_cm": "92"})
    (text,) = findings(rows)[CHANGED]
    assert "differs by 13.4 % from 11.9 kg (2026-11-18)" in text


# --- the rule of small infants


def test_a_child_who_came_to_10_kg_with_doses_by_the_kilogram() -> None:
    (text,) = findings(infant("10"))[OUTGROWN]
    assert text.startswith("10 kg now, 10 kg or more")
    assert "50 mg; by surface (150 mg/m2) 69 mg" in text
    assert levels(infant("10"))[OUTGROWN] == "warning"


def test_by_surface_unrevised_or_done_it_says_nothing() -> None:
    assert OUTGROWN not in levels(infant("10", {**BY_KG, "rule": "mg_per_m2"}))
    assert OUTGROWN not in levels(infant("10", revised=()))
    assert OUTGROWN not in levels(infant("10", revised=("2027-02-01T08:00",)))
    assert OUTGROWN not in levels(infant("10", "dexamethasone"))
    assert OUTGROWN not in levels(case_data(revised_at=[LATER]))


def test_the_limit_is_that_of_the_rule_itself() -> None:
    assert knowledge().alerts["under_10_kg_rule_needed"].numbers["weight_kg"] == 10
    assert OUTGROWN in levels(infant("10.4"))
    (text,) = findings(heavy("30", "tocilizumab"))[EDGE]
    assert text == "30 kg is within 5 % of 30 kg, where the dose of tocilizumab turns: weigh again."


def test_a_weight_of_the_hour_of_its_revision_is_the_newest_and_is_told_first() -> None:
    """Weighed on the ward at 14:05, by the clock, and revised at that moment: it stood as the older of the two."""
    rows = [
        {"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"},
        {"on": "2026-12-02", "time": "14:05", "weight_kg": "15.1"},
    ]
    data = case_data(measurements=rows, regimen=regimen("etoposide"), revised_at=["2026-12-02T14:05"])
    (text,) = findings(data)[CHANGED]
    assert text.startswith("Weight 15.1 kg (2026-12-02) differs by 11.9 % from 13.5 kg (2026-11-21)")

"""Refusals in a revised plan: what was given before stays, and from the revision on nothing goes undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import case_data, child, lab, levels, plan, regimen, tasks
from tests.domain.findings.sides_steroids import BY_FACTOR, LATER, REPLACED, infant, kidney, revised
from tests.domain.wizard.sights import at, changed, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan

POOR, WELL = "220", "30"
KIDNEY, INFANT, COTRIMOXAZOLE = "etoposide_refused_crcl", "under_10_kg_rule_needed", "cotrimoxazole_refused_crcl"
BELOW, UNDER_AGE = "etoposide_at_crcl_below_15", "cotrimoxazole_under_2_months"
# Etoposide of the scheme for MAS: days 1, 8 and 15. The revision is on day 11.
THREE = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "100", "doses": 3}


def days(made: Plan) -> list[int]:
    return sorted(one.day for order in made.orders for one in order.administrations)


def decided(day: int, do: str, **more: str) -> dict[str, Any]:
    return {"line": "etoposide", "day": day, "do": do, "reason": "kidney", **more}


def texts(made: Plan, code: str) -> list[str]:
    return [one.text for one in made.findings if one.code == code]


# --- without a decision


def test_doses_before_the_revision_stay_and_none_follows() -> None:
    assert days(plan(revised(WELL, "etoposide"))) == [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]
    # The dose of day 11 stands at 14:00, five minutes before the revision.
    made = plan(revised(POOR, "etoposide"))
    assert days(made) == [1, 4, 8, 11]
    assert levels(revised(POOR, "etoposide"))[KIDNEY] == "refuse"
    (text,) = texts(made, KIDNEY)
    assert text.startswith("No etoposide from 2026-12-02T14:05 on: eGFR 14.9")
    assert BELOW not in levels(revised(POOR, "etoposide"))


def test_the_doses_that_stay_are_the_same_doses() -> None:
    before, after = (plan(revised(value, "etoposide")) for value in (WELL, POOR))
    assert after.orders[0].administrations == before.orders[0].administrations[:4]
    assert after.cumulative.planned < before.cumulative.planned


def test_a_dose_at_the_very_moment_goes_and_a_minute_before_it_stays() -> None:
    case = revised(POOR, "etoposide")
    assert days(plan({**case, "revised_at": ["2026-12-02T14:00"]})) == [1, 4, 8]
    assert days(plan({**case, "revised_at": ["2026-12-02T14:01"]})) == [1, 4, 8, 11]


def test_only_the_last_revision_counts() -> None:
    case = revised(POOR, "etoposide")
    case["labs"] = [lab("crea", POOR, "umol/L", "2026-12-10T06:00")]
    assert days(plan({**case, "revised_at": [LATER, "2026-12-10T08:00"]})) == [1, 4, 8, 11, 15]


def test_cotrimoxazole_keeps_its_doses_too() -> None:
    well, poor = (days(plan(revised(value, "cotrimoxazole"))) for value in (WELL, POOR))
    assert poor == [day for day in well if day < 11]
    assert levels(revised(POOR, "cotrimoxazole"))[COTRIMOXAZOLE] == "refuse"


def test_a_child_that_fell_under_10_kg_keeps_its_doses() -> None:
    case = infant("9.99", "etoposide", before="10.2")
    assert days(plan(case)) == [1, 4, 8, 11]
    (text,) = texts(plan(case), INFANT)
    assert text.startswith("No etoposide from 2026-12-02T14:05 on: the child weighs 9.99 kg now")
    assert "under_10_kg_rules_differ" not in levels(case), "no rule was chosen, so nothing is dosed by one of them"
    assert INFANT not in levels(infant("10", "etoposide", before="10.2"))


def test_other_lines_of_the_plan_are_untouched() -> None:
    made = plan(revised(POOR, "etoposide", "dexamethasone"))
    assert max(one.day for order in made.orders if order.line == "dexamethasone" for one in order.administrations) == 56


def test_a_line_with_all_its_doses_to_come_has_none_left() -> None:
    made = plan(revised(POOR, {"line": "dep_etoposide", "first_day": 15}))
    assert not made.orders
    assert "line_without_doses" not in {one.code for one in made.findings}
    assert levels(revised(POOR, {"line": "dep_etoposide", "first_day": 15}))[KIDNEY] == "refuse"


def test_a_line_whose_doses_are_all_given_is_not_refused() -> None:
    made = plan(revised(POOR, {**THREE, "doses": 2}))
    assert days(made) == [1, 8]
    assert not {KIDNEY, BELOW} & {one.code for one in made.findings}


def test_without_a_revision_nothing_of_it_is_ordered() -> None:
    labs = [lab("crea", POOR, "umol/L")]
    made = plan(child("13.5", "90", "2024-06-22", labs=labs, regimen=regimen("etoposide")))
    assert not made.orders
    assert texts(made, KIDNEY)[0].startswith("No etoposide in this plan")


def test_co_trimoxazole_before_2_months_was_refused_from_the_start_and_stays_out() -> None:
    rows = [{"on": "2026-11-21", "weight_kg": "4", "height_cm": "53"}]
    lines = regimen("cotrimoxazole")
    patient = {"date_of_birth": "2026-10-20"}
    case = case_data(measurements=rows, patient=patient, regimen=lines, revised_at=[LATER])
    assert levels(case)[UNDER_AGE] == "refuse"
    assert texts(plan(case), UNDER_AGE)[0].startswith("No co-trimoxazole in this plan")
    assert not plan(case).orders
    poor = {**case, "labs": [lab("crea", POOR, "umol/L", "2026-12-02T06:10")]}
    assert not plan(poor).orders


# --- too young


def baby(born: str, *revised_at: str, past: Any = None, **regimen_parts: Any) -> dict[str, Any]:
    """Co-trimoxazole on days 1, 2 and 3 of each week, for a baby."""
    rows = [{"on": "2026-11-21", "weight_kg": "4", "height_cm": "53"}]
    return case_data(
        measurements=rows, patient={"date_of_birth": born}, regimen=regimen("cotrimoxazole", **regimen_parts),
        revised_at=list(revised_at), past=past,
    )  # fmt: skip


# Two months old on 30 November, day 9.
NINE = "2026-09-30"


def test_a_child_that_has_grown_old_enough_has_doses_from_the_revision_on_and_none_before() -> None:
    assert not plan(baby(NINE)).orders
    grown = baby(NINE, "2026-12-01T09:00")
    assert days(plan(grown))[:3] == [10, 15, 15]
    assert UNDER_AGE not in levels(grown)
    assert days(plan(baby(NINE, "2026-11-29T09:00"))) == []
    assert levels(baby(NINE, "2026-11-29T09:00"))[UNDER_AGE] == "refuse"


def test_a_second_revision_keeps_what_stands_since_the_first() -> None:
    once, twice = baby(NINE, "2026-12-01T09:00"), baby(NINE, "2026-12-01T09:00", "2026-12-09T09:00")
    assert plan(once).orders == plan(twice).orders


KNOWN = {"until": "2026-11-30T09:00"}


def test_what_is_known_to_have_been_ordered_stays_although_the_child_is_younger_than_was_thought() -> None:
    wrong, right = "2026-09-01", "2026-10-20"
    before = plan(baby(wrong))
    after = baby(right, "2026-11-30T09:00", past=KNOWN)
    kept = [one for one in before.orders[0].administrations if one.at.isoformat() < "2026-11-30T09:00"]
    assert list(plan(after).orders[0].administrations) == kept
    assert len(kept) == 9
    (text,) = texts(plan(after), UNDER_AGE)
    assert text.startswith("No co-trimoxazole from 2026-11-30T09:00 on: 1 completed months")
    assert tasks(after)["cotrimoxazole_start"] == "2026-12-20T08:00+01:00"


def test_a_factor_of_a_single_dose_does_not_make_a_child_old_enough() -> None:
    change = {
        "line": "cotrimoxazole", "day": 9, "time": "20:00", "do": "factor", "factor": "0.5", "reason": "wanted",
        "reach": "onward",
    }  # fmt: skip
    case = baby("2026-10-20", "2026-11-30T09:00", past=KNOWN, changes=[change])
    assert max(days(plan(case))) == 9
    assert levels(case)[UNDER_AGE] == "refuse"


def test_a_time_in_which_nothing_was_ordered_stays_empty_once_the_reason_is_over() -> None:
    gap = {"line": "etoposide", "since": "2026-11-25T14:00", "until": "2026-12-02T14:05"}
    past = {"until": "2026-12-02T14:05", "without": [gap]}
    assert days(plan({**revised(WELL, "etoposide"), "past": past})) == [1, 15, 22, 29, 36, 43, 50]
    other = {**past, "without": [{**gap, "part": "another"}, {**gap, "line": "dexamethasone"}]}
    assert days(plan({**revised(WELL, "etoposide"), "past": other}))[:4] == [1, 4, 8, 11]


# --- decided dose by dose


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (decided(15, "factor", factor="0.5"), [1, 8, 15]), (decided(15, "hold"), [1, 8]),
        (decided(15, "omit"), [1, 8]),
    ],
)  # fmt: skip
def test_each_dose_to_come_decided_leaves_nothing_to_refuse(change: dict[str, Any], left: list[int]) -> None:
    case = revised(POOR, THREE, plan={"changes": [change]})
    assert days(plan(case)) == left
    assert KIDNEY not in levels(case)
    assert (BELOW in levels(case)) is (15 in left)


def test_a_dose_with_a_factor_stays_and_is_told_as_decided() -> None:
    case = revised(POOR, THREE, plan={"changes": [decided(15, "factor", factor="0.5")]})
    (order,) = plan(case).orders
    first, _, last = order.administrations
    assert last.dose.amount.amount * 2 in (first.dose.amount.amount, first.dose.amount.amount + 1)
    assert levels(case)[BELOW] == "critical"
    assert "each dose to come was decided by itself" in texts(plan(case), BELOW)[0]


def test_one_dose_undecided_is_refused_and_the_decided_one_stays() -> None:
    case = revised(POOR, "etoposide", plan={"changes": [decided(15, "factor", factor="0.5")]})
    assert days(plan(case)) == [1, 4, 8, 11, 15]
    assert levels(case)[KIDNEY] == "refuse"


@pytest.mark.parametrize("first", ["move", "factor"])
def test_a_dose_moved_and_reduced_is_decided_in_either_order(first: str) -> None:
    two = [decided(15, "move", to="2026-12-07T14:00"), decided(15, "factor", factor="0.5")]
    case = revised(POOR, THREE, plan={"changes": two if first == "move" else two[::-1]})
    assert days(plan(case)) == [1, 8, 16]
    assert KIDNEY not in levels(case)


def test_a_move_alone_decides_nothing() -> None:
    moved = decided(15, "move", to="2026-12-07T14:00")
    case = revised(POOR, THREE, plan={"changes": [moved]})
    assert days(plan(case)) == [1, 8]
    assert KIDNEY in levels(case)
    early = decided(8, "move", to="2026-12-02T15:00")
    late = revised(POOR, {**THREE, "doses": 2}, plan={"changes": [early]})
    assert days(plan(late)) == [1]
    assert KIDNEY in levels(late)


def test_a_factor_of_the_whole_line_is_a_decision_as_before() -> None:
    case = revised(POOR, {**THREE, "factor": "0.5", "reason": "agreed"})
    assert days(plan(case)) == [1, 8, 15]
    assert KIDNEY not in levels(case)
    assert "typed factor 0.5" in texts(plan(case), BELOW)[0]


def test_nobody_signs_a_revised_plan_with_a_refusal() -> None:
    case = changed(**{key: value for key, value in revised(POOR, "etoposide").items() if key != "schema"})
    assert [one.state for one in seen(case, at("2026-12-02T14:10")).gates if one.key.startswith(KIDNEY)] == ["refused"]


# --- renal replacement


@pytest.mark.parametrize("line", ["etoposide", "dep_etoposide", "cotrimoxazole"])
@pytest.mark.parametrize("creatinine", [WELL, POOR, None])
def test_renal_replacement_refuses_whatever_the_estimate(line: str, creatinine: str | None) -> None:
    """A filter cleans the blood, so that its creatinine says nothing of the kidney: 30 under dialysis is no health."""
    code = COTRIMOXAZOLE if line == "cotrimoxazole" else KIDNEY
    case = kidney(creatinine or WELL, line)
    case["labs"] = case["labs"] if creatinine else []
    made = plan({**case, "safety": REPLACED})
    assert not made.orders
    (text,) = texts(made, code)
    assert "renal replacement counts as an eGFR below 15 mL/min/1.73 m2 whatever the estimate says" in text
    for answer in (False, None):
        assert (code in levels({**case, "safety": {"renal_replacement": answer}})) is (creatinine == POOR)


def test_etoposide_under_renal_replacement_takes_a_typed_factor_and_stays_critical() -> None:
    found = kidney(WELL, BY_FACTOR, safety=REPLACED)
    assert KIDNEY not in levels(found)
    assert len(days(plan(found))) == 10
    assert levels(found)["renal_unknown"] == "critical"


def test_replacement_that_began_later_leaves_the_doses_before_it() -> None:
    made = plan({**revised(WELL, "etoposide"), "safety": REPLACED})
    assert days(made) == [1, 4, 8, 11]
    (text,) = texts(made, KIDNEY)
    assert text.startswith("No etoposide from 2026-12-02T14:05 on: renal replacement counts")
    assert "Doses before stay" in text
    each = [decided(15, "factor", factor="0.5")]
    made = plan({**revised(WELL, THREE, plan={"changes": each}), "safety": REPLACED})
    assert KIDNEY not in {one.code for one in made.findings}
    assert days(made) == [1, 8, 15]

"""Tasks: when each is called for, when not, and the moment at which it is first due in ward time."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.tasks import RULES
from tests.builders import case_data, knowledge, plan, tasks
from tests.domain.findings.sides import ONE_DOSE, etoposide_at, infant, ordering, weighed

Case = dict[str, Any]
WAITING = {"course": "stable", "responding_to_specific_treatment": True}
ANAKINRA = {"line": "anakinra", "mg_per_kg_per_day": "2"}
FULL = ordering("etoposide")
NOTHING = ordering("dexamethasone")
# A case that calls for it, when it is then due, and a case that comes near and does not.
TASKS: dict[str, tuple[Case, str, Case]] = {
    "reassess_12h": (
        case_data(severity={"course": "deteriorating"}),
        "2026-11-22T20:00+01:00",
        case_data(severity={"course": "stable"}),
    ),
    "icu_called": (
        case_data(severity={"course": "deteriorating"}),
        "2026-11-22T08:00+01:00",
        case_data(severity={"course": None}),
    ),
    "reassess_24h": (
        case_data(severity=WAITING),
        "2026-11-23T08:00+01:00",
        case_data(severity={**WAITING, "responding_to_specific_treatment": None}),
    ),
    "response_24_48h": (
        ordering("methylprednisolone_pulse"),
        "2026-11-23T08:00+01:00",
        ordering("methylprednisolone_pulse", "etoposide"),
    ),
    "response_week_2": (FULL, "2026-12-06T08:00+01:00", NOTHING),
    "response_week_8": (FULL, "2027-01-10T08:00+01:00", NOTHING),
    "blood_count_follow_up": (FULL, "2027-04-17T10:00+02:00", NOTHING),
    "cmv_dna": (FULL, "2026-11-22T08:00+01:00", NOTHING),
    "galactomannan": (FULL, "2026-11-22T08:00+01:00", NOTHING),
    "ebv_dna": (
        case_data(etiology={"kind": "infection", "pathogen": "EBV"}),
        "2026-11-22T08:00+01:00",
        case_data(etiology={"kind": "infection", "pathogen": "CMV"}),
    ),
    "lumbar_puncture_decision": (FULL, "2026-12-06T08:00+01:00", ordering("etoposide", plan={"protocol": "none"})),
    "brain_mri": (
        case_data(severity={"cns": "present"}),
        "2026-11-22T08:00+01:00",
        case_data(severity={"cns": "none", "csf": "normal"}),
    ),
    "ciclosporin_trough": (
        ordering("ciclosporin", plan={"protocol": "hlh-2004"}),
        "2026-11-24T07:30+01:00",
        ordering("ciclosporin"),  # HLH-94 gives none in 8 weeks
    ),
    "genetic_tests": (
        case_data(signs={"family_history": True}),
        "2026-11-22T10:00+01:00",
        case_data(signs={"family_history": False}),
    ),
    "transplant_referral": (
        case_data(signs={"hlh_gene_defect": True}),
        "2026-11-22T10:00+01:00",
        case_data(signs={"hlh_gene_defect": False}),
    ),
    "weigh": (weighed("2026-11-14"), "2026-11-22T08:00+01:00", weighed("2026-11-15")),
    "labs_weekly": (FULL, "2026-11-29T08:00+01:00", NOTHING),
}
ALWAYS = {"labs_daily": "2026-11-22T08:00+01:00"}


def test_every_task_of_the_resources_is_tried_here() -> None:
    assert {*TASKS, *ALWAYS} == set(knowledge().tasks) == set(RULES)


@pytest.mark.parametrize("code", TASKS)
def test_it_is_called_for_and_due(code: str) -> None:
    called, due, near = TASKS[code]
    assert tasks(called)[code] == due
    assert code not in tasks(near)


@pytest.mark.parametrize("case", [case_data(), FULL, NOTHING])
def test_daily_results_are_asked_of_every_child(case: Case) -> None:
    assert {code: due for code, due in tasks(case).items() if code in ALWAYS} == ALWAYS


# --- further circumstances


def called(code: str, case: Case) -> bool:
    return code in tasks(case)


@pytest.mark.parametrize(
    ("severity", "chosen", "waits"),
    [
        (WAITING, None, True),
        ({**WAITING, "course": "deteriorating"}, None, False),
        ({**WAITING, "course": None}, None, False),
        ({**WAITING, "responding_to_specific_treatment": False}, None, False),
        (WAITING, {"protocol": "none", "last_week": 8, "lines": []}, False),
    ],
)
def test_waiting_is_reviewed_after_a_day(severity: Case, chosen: Case | None, waits: bool) -> None:
    assert called("reassess_24h", case_data(severity=severity, regimen=chosen)) is waits


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        ([ANAKINRA], "2026-11-23T10:00+01:00"),
        ([{"line": "methylprednisolone_pulse", "first_day": 3}], "2026-11-25T08:00+01:00"),
        ([{"line": "methylprednisolone_pulse", "first_day": 3}, ANAKINRA], "2026-11-23T10:00+01:00"),
        (["methylprednisolone"], None),
        (["dexamethasone"], None),
        ([ANAKINRA, ONE_DOSE], None),
    ],
)
def test_the_step_up_review_counts_from_the_first_dose(lines: list[Any], due: str | None) -> None:
    assert tasks(ordering(*lines)).get("response_24_48h") == due


def test_an_etoposide_that_was_refused_calls_for_none_of_its_tasks() -> None:
    its_own = {code for code, (_, _, near) in TASKS.items() if near is NOTHING}
    assert its_own <= set(tasks(FULL))
    for case in (infant("9", "etoposide"), etoposide_at("300", "etoposide")):
        assert not its_own & set(tasks(case))


@pytest.mark.parametrize(("protocol", "asked"), [("hlh-94", True), ("hlh-2004", True), ("none", False)])
def test_lumbar_puncture_is_a_question_of_the_named_protocols(protocol: str, asked: bool) -> None:
    plan = {"protocol": protocol}
    assert called("lumbar_puncture_decision", ordering("etoposide", plan=plan)) is asked
    assert not called("lumbar_puncture_decision", ordering("dexamethasone", plan=plan))


@pytest.mark.parametrize(
    ("severity", "asked"),
    [
        ({"cns": "progressive"}, True),
        ({"csf": "abnormal"}, True),
        ({"cns": "none", "csf": "abnormal"}, True),
        ({"csf": "not_done"}, False),
        ({}, False),
    ],
)
def test_brain_signs_or_an_abnormal_fluid_ask_for_a_picture(severity: Case, asked: bool) -> None:
    assert called("brain_mri", case_data(severity=severity)) is asked


def test_ebv_dna_comes_with_etoposide_too() -> None:
    assert called("ebv_dna", FULL)
    assert not called("ebv_dna", NOTHING)


@pytest.mark.parametrize(("last_week", "due"), [(8, "2027-04-17"), (40, "2027-11-27"), (52, "2028-02-19")])
def test_blood_counts_go_on_from_the_end_of_the_plan(last_week: int, due: str) -> None:
    found = tasks(ordering("etoposide", plan={"last_week": last_week}))
    assert found["blood_count_follow_up"].startswith(due)


def test_the_trough_follows_the_first_ciclosporin() -> None:
    late = ordering("ciclosporin", plan={"last_week": 40})
    assert tasks(late)["ciclosporin_trough"] == "2027-01-19T07:30+01:00"


def test_tasks_stand_in_order_of_their_moment() -> None:
    dues = [task.due for task in plan(ordering("etoposide", severity={"course": "deteriorating"})).tasks]
    assert dues == sorted(dues)
    assert len(dues) > 5


@pytest.mark.parametrize("code", knowledge().tasks)
def test_a_task_carries_what_its_entry_says(code: str) -> None:
    case = FULL if code in ALWAYS else TASKS[code][0]
    (task,) = (task for task in plan(case).tasks if task.code == code)
    rule = knowledge().tasks[code]
    assert (task.text, task.statements, task.cites, task.every_days, task.every_hours) == (
        rule.text["en"], rule.statements, rule.cites, rule.every_days, rule.every_hours,
    )  # fmt: skip


# --- ward time


def test_hours_are_of_the_wards_clock_across_a_clock_change() -> None:
    """On 25 October the clocks of Paris go back at 3: tomorrow at 8 is 25 hours away."""
    day = {"day_one": "2026-10-24", "measurements": [{"on": "2026-10-23", "weight_kg": "13.5", "height_cm": "92"}]}
    assert tasks(case_data(**day, severity=WAITING))["reassess_24h"] == "2026-10-25T08:00+01:00"
    assert tasks(case_data(**day))["labs_daily"] == "2026-10-24T08:00+02:00"


def test_another_zone_has_its_own_clock() -> None:
    found = tasks(case_data(time_zone="Asia/Kolkata", severity={"course": "deteriorating"}))
    assert found["reassess_12h"] == "2026-11-22T20:00+05:30"

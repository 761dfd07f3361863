"""Tasks: when each is called for, when not, and the moment at which it is first due in ward time."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.tasks.engine import RULES
from tests.builders import case_data, child, knowledge, lab, plan, regimen, tasks
from tests.domain.findings.sides import ONE_DOSE, etoposide_at, infant, ordering, weighed

Case = dict[str, Any]
WAITING = {"course": "stable", "responding_to_specific_treatment": True}
ANAKINRA = {"line": "anakinra", "mg_per_kg_per_day": "2"}
RUXOLITINIB = {"line": "ruxolitinib"}
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
    "antiinfective_started": (
        case_data(etiology={"kind": "infection"}),
        "2026-11-22T08:00+01:00",
        case_data(etiology={"kind": "rheumatic"}),
    ),
    "fever_cultures": (
        ordering("dexamethasone", signs={"temperature_c": "38.0"}),
        "2026-11-22T08:00+01:00",
        ordering("dexamethasone", signs={"temperature_c": "37.9"}),
    ),
    "adenovirus_dna": (
        ordering({"line": "alemtuzumab", "first_day": 3}),
        "2026-11-24T08:00+01:00",
        ordering("rituximab"),
    ),
    "igg_level": (ordering("rituximab"), "2026-12-06T08:00+01:00", ordering("alemtuzumab")),
    "prophylaxis_stop_decision": (
        ordering("cotrimoxazole", "rituximab"),
        "2027-01-16T08:00+01:00",
        ordering("cotrimoxazole", RUXOLITINIB),  # its 28 days are over long before
    ),
    "cotrimoxazole_start": (
        child("4.2", "55", "2026-10-10", regimen=regimen("cotrimoxazole")),
        "2026-12-10T08:00+01:00",
        child("4.2", "55", "2026-09-22", regimen=regimen("cotrimoxazole")),
    ),
    "etoposide_decision": (
        ordering({**ONE_DOSE, "doses": 2}),
        "2026-11-29T08:00+01:00",
        ordering(ONE_DOSE),  # nothing comes after it
    ),
    "etoposide_continuation_look": (
        ordering("etoposide", plan={"last_week": 40}),
        "2027-01-17T08:00+01:00",
        ordering("etoposide", plan={"last_week": 8}),
    ),
    "rituximab_decision": (ordering("rituximab"), "2026-11-28T08:00+01:00", ordering("ivig")),
    "emapalumab_continue_decision": (
        ordering({"line": "emapalumab", "label": "still", "first_day": 2}),
        "2026-12-11T08:00+01:00",
        ordering({"line": "emapalumab", "label": "primary", "first_day": 40}),  # its last dose is day 17 of its own
    ),
    "steroid_taper_decision": (
        ordering({"line": "methylprednisolone", "first_day": 1, "days": 7}),
        "2026-11-26T08:00+01:00",
        ordering({"line": "methylprednisolone", "first_day": 1, "days": 6}),
    ),
    "steroid_stress_plan": (
        ordering({"line": "methylprednisolone", "first_day": 1, "days": 21}),
        "2026-12-12T08:00+01:00",
        ordering({"line": "methylprednisolone", "first_day": 1, "days": 20}),
    ),
    "ruxolitinib_taper_decision": (
        ordering({**RUXOLITINIB, "days": 4}),
        "2026-11-23T08:00+01:00",
        ordering({**RUXOLITINIB, "days": 3}),
    ),
    "ciclosporin_taper_decision": (
        ordering("ciclosporin", plan={"protocol": "hlh-2004"}),
        "2027-01-14T08:00+01:00",
        ordering("ciclosporin"),  # HLH-94 gives none in 8 weeks
    ),
    "anakinra_taper_decision": (
        ordering({**ANAKINRA, "days": 4}),
        "2026-11-23T08:00+01:00",
        ordering({**ANAKINRA, "days": 3}),
    ),
    "response_ruxolitinib": (ordering(RUXOLITINIB), "2026-11-24T08:00+01:00", ordering(ANAKINRA)),
    "response_day_7": (FULL, "2026-11-28T08:00+01:00", NOTHING),
    "response_week_4": (FULL, "2026-12-20T08:00+01:00", NOTHING),
    "cns_baseline": (
        case_data(severity={"cns": "none"}),
        "2026-11-22T08:00+01:00",
        case_data(severity={"cns": "present"}),  # brain_mri says it with more
    ),
    "brain_mri_week_2": (
        case_data(severity={"csf": "abnormal"}),
        "2026-12-06T08:00+01:00",
        case_data(severity={"csf": "normal"}),
    ),
    "oncology_sign_off": (
        case_data(etiology={"kind": "malignancy"}),
        "2026-11-22T10:00+01:00",
        case_data(etiology={"kind": "unknown"}),
    ),
    "hla_typing": (
        case_data(etiology={"kind": "malignancy"}),
        "2026-12-20T10:00+01:00",
        case_data(etiology={"kind": "malignancy"}, signs={"hlh_gene_defect": True}),  # the referral types already
    ),
    "transplant_review": (
        ordering("etoposide", plan={"last_week": 40}),
        "2027-01-10T10:00+01:00",
        ordering("etoposide", plan={"last_week": 8}),
    ),
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


def test_a_virus_is_looked_for_from_the_drug_that_lets_it_wake() -> None:
    """With etoposide from day one, else from the first dose of the other drug; once, whatever is ordered."""
    late = ordering({**RUXOLITINIB, "first_day": 5})
    assert {tasks(late)[code] for code in ("cmv_dna", "ebv_dna", "adenovirus_dna")} == {"2026-11-26T08:00+01:00"}
    both = [task.code for task in plan(ordering("etoposide", {**RUXOLITINIB, "first_day": 5})).tasks]
    assert len(both) == len(set(both))
    assert tasks(ordering("etoposide", {**RUXOLITINIB, "first_day": 5}))["cmv_dna"] == "2026-11-22T08:00+01:00"


def test_no_task_stands_twice_for_the_same_thing() -> None:
    """A child with signs of the brain has its picture once; one with a gene defect is typed by the referral."""
    case = case_data(severity={"cns": "present"}, signs={"hlh_gene_defect": True}, etiology={"kind": "malignancy"})
    found = tasks(case)
    assert {"brain_mri", "transplant_referral"} <= set(found)
    assert not {"cns_baseline", "hla_typing", "transplant_review"} & set(found)


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        (["dexamethasone"], None),  # the protocol tapers it itself
        (["dexamethasone", {"line": "methylprednisolone", "first_day": 57, "days": 7}], "2027-01-21T08:00+01:00"),
        (["methylprednisolone_pulse", "methylprednisolone"], "2026-12-06T08:00+01:00"),
        (["methylprednisolone_pulse"], None),
    ],
)
def test_a_taper_is_decided_before_a_long_steroid_ends(lines: list[Any], due: str | None) -> None:
    assert tasks(ordering(*lines)).get("steroid_taper_decision") == due


def test_a_protocol_steroid_that_is_cut_off_before_its_taper_asks_for_one() -> None:
    omitted = [{"line": "dexamethasone", "day": day, "do": "omit", "reason": "moved"} for day in range(30, 57)]
    omitted = [one for one in omitted if one["day"] != 55]
    found = tasks(ordering("dexamethasone", plan={"changes": omitted}))
    assert found["steroid_taper_decision"] == "2026-12-18T08:00+01:00"


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        (["dexamethasone"], "2027-01-03T08:00+01:00"),  # day 43
        ([{"line": "methylprednisolone", "first_day": 40, "days": 20}], None),
        ([{"line": "methylprednisolone", "first_day": 40, "days": 21}], "2027-01-20T08:00+01:00"),  # its last day
    ],
)
def test_stress_doses_are_agreed_from_day_43(lines: list[Any], due: str | None) -> None:
    assert tasks(ordering(*lines)).get("steroid_stress_plan") == due


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["cotrimoxazole", "dexamethasone"], True),  # runs into the last week
        (["cotrimoxazole", {"line": "methylprednisolone", "first_day": 1}], False),
        (["cotrimoxazole", {**RUXOLITINIB, "first_day": 23}], True),  # to day 50, the first of the last week
        (["cotrimoxazole", {**RUXOLITINIB, "first_day": 22}], False),
        (["cotrimoxazole", "alemtuzumab"], True),
        (["dexamethasone"], False),
    ],
)
def test_prophylaxis_does_not_end_with_the_plan_unasked(lines: list[Any], asked: bool) -> None:
    assert called("prophylaxis_stop_decision", ordering(*lines)) is asked


def test_co_trimoxazole_of_an_infant_that_is_given_elsewhere_in_the_plan_is_not_asked_for() -> None:
    """Born on 31 December: two months old on the first of March, where February has no 31st."""
    case = child("3.5", "50", "2026-12-31", regimen=regimen("cotrimoxazole"), day_one="2027-01-05")
    case["measurements"][0]["on"] = "2027-01-05"
    assert tasks(case)["cotrimoxazole_start"] == "2027-03-01T08:00+01:00"


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        ({"etiology": {"kind": "malignancy"}}, {"hla_typing", "transplant_review"}),
        ({"etiology": {"kind": "primary_suspected"}}, {"hla_typing"}),
        ({"etiology": {"kind": "infection"}}, set()),
        # What came back is treated by a new plan, and what its form asked for ended with the plan before.
        (
            {"etiology": {"kind": "infection"}, "severity": {"response": "reactivated"}},
            {"hla_typing", "transplant_review"},
        ),
        ({"etiology": {"kind": "infection"}, "severity": {"response": "partial"}}, set()),
        ({"etiology": {"kind": "rheumatic"}, "severity": {"response": "reactivated"}}, set()),
    ],
)
def test_a_donor_is_looked_for_where_one_may_be_needed(parts: Case, asked: set[str]) -> None:
    assert set(tasks(case_data(**parts))) & {"hla_typing", "transplant_review"} == asked


def test_a_fever_of_an_earlier_day_is_the_one_that_cultures_are_asked_for() -> None:
    warm = [lab("temp", "39", "Cel", "2026-11-19T10:00"), lab("temp", "37", "Cel", "2026-11-21T10:00")]
    assert tasks(ordering("dexamethasone", labs=warm))["fever_cultures"] == "2026-11-19T08:00+01:00"
    assert not called("fever_cultures", case_data(labs=warm))


# --- until when


@pytest.mark.parametrize(
    ("code", "lines", "weeks", "until"),
    [
        ("etoposide_decision", ["etoposide"], 40, "2027-01-10T14:00+01:00"),  # day 50: then each dose is looked at
        ("etoposide_continuation_look", ["etoposide"], 40, "2027-08-15T14:00+02:00"),
        ("rituximab_decision", ["rituximab"], 8, "2026-12-20T08:30+01:00"),  # a week after the fourth
        ("emapalumab_continue_decision", [{"line": "emapalumab", "label": "still"}], 8, "2027-01-14T10:00+01:00"),
        ("adenovirus_dna", [RUXOLITINIB], 8, None),
    ],
)
def test_a_decision_ends_with_what_is_decided(code: str, lines: list[Any], weeks: int, until: str | None) -> None:
    found = plan(ordering(*lines, plan={"last_week": weeks})).tasks
    (task,) = (task for task in found if task.code == code)
    assert (task.until and task.until.isoformat(timespec="minutes")) == until


# --- ward time


def test_hours_are_of_the_wards_clock_across_a_clock_change() -> None:
    """On 25 October the clocks of Paris go back at 3: tomorrow at 8 is 25 hours away."""
    day = {"day_one": "2026-10-24", "measurements": [{"on": "2026-10-23", "weight_kg": "13.5", "height_cm": "92"}]}
    assert tasks(case_data(**day, severity=WAITING))["reassess_24h"] == "2026-10-25T08:00+01:00"
    assert tasks(case_data(**day))["labs_daily"] == "2026-10-24T08:00+02:00"


def test_a_decision_before_the_end_stays_at_eight_across_a_clock_change() -> None:
    """Methylprednisolone of 20 to 27 October: two days before its end is the 25th, when the clocks go back."""
    day = {"day_one": "2026-10-20", "measurements": [{"on": "2026-10-19", "weight_kg": "13.5", "height_cm": "92"}]}
    lines = ({"line": "methylprednisolone", "first_day": 1, "days": 8}, "rituximab")
    found = tasks(ordering(*lines, **day))
    assert found["steroid_taper_decision"] == "2026-10-25T08:00+01:00"
    assert found["rituximab_decision"] == "2026-10-26T08:00+01:00"


def test_another_zone_has_its_own_clock() -> None:
    found = tasks(case_data(time_zone="Asia/Kolkata", severity={"course": "deteriorating"}))
    assert found["reassess_12h"] == "2026-11-22T20:00+05:30"

"""The proof of findings, tasks and options: sentence, inputs with dates, limits tested, the article, sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.proof_rules import finding_proof, option_proof, task_proof
from tests.builders import ROOT, case_data, knowledge, lab, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.finding import Finding, Task
    from hlh_desktop.domain.proof_values import Proof

EXAMPLE = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
PLAN = plan(EXAMPLE)


def of_finding(code: str, data: dict[str, Any]) -> Proof:
    made = plan(data)
    return finding_proof(made, knowledge(), next(one for one in made.findings if one.code == code))


def of_task(code: str, data: dict[str, Any]) -> Proof:
    made = plan(data)
    return task_proof(made, knowledge(), next(one for one in made.tasks if one.code == code))


def low_sodium() -> dict[str, Any]:
    return case_data(labs=[lab("na", "131", "mmol/L", "2026-11-20T06:10"), lab("na", "134", "mmol/L")])


def test_a_finding_shows_its_newest_result_with_its_date_and_the_limit_that_it_is_beyond() -> None:
    found = of_finding("hyponatremia", low_sodium())
    (row,) = found.inputs
    assert (row.name, row.value, row.unit) == ("Sodium", "134", "mmol/L")
    assert "21 Nov 2026" in row.when.replace("\N{NO-BREAK SPACE}", " ")
    (limit,) = found.limits
    assert limit.state == "warning"
    assert "below 135" in limit.text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_finding_names_the_rows_of_the_article_with_their_verdict_and_its_sources_with_their_tags() -> None:
    found = of_finding("hyponatremia", low_sodium())
    assert [row.title for row in found.rows] == ["S37: More precise"]
    assert [(row.id, row.tag) for row in found.sources] == [("T23", "R"), ("D49", "R")]
    assert found.others == ()


def test_where_sources_disagree_the_note_of_the_row_stands_on_the_card() -> None:
    found = of_finding("platelets_below_30", EXAMPLE)
    assert [row.title for row in found.others] == ["S42: Disagrees"]
    assert "misprint" in found.others[0].text


def test_the_review_shows_every_risk_sign_and_says_what_counts_only_while_the_child_bleeds() -> None:
    found = of_finding("escalation_review", EXAMPLE)
    assert len(found.inputs) == 8, "coagulation has two results"
    assert [row.state for row in found.limits[:4]] == ["ok", "ok", "info", "ok"]
    assert "only while the child bleeds" in found.limits[2].text
    assert "Usually a note" in found.where, "its entry speaks for information"


def test_an_input_that_was_never_measured_is_told_as_such_and_never_as_normal() -> None:
    made = case_data(labs=[lab("inr", "1.6", "{INR}")])
    found = of_finding("coagulopathy", made)
    assert [row.value for row in found.inputs] == ["1.6", "not known"]
    assert [row.state for row in found.limits] == ["warning", "info"]
    assert "not measured" in found.limits[1].text


def test_a_finding_of_body_kidney_or_total_shows_those() -> None:
    kidney = case_data(labs=[lab("crea", "100", "umol/L")], regimen=regimen("etoposide"))
    names = [row.name for row in of_finding("renal_review_etoposide", kidney).inputs]
    assert {"Creatinine", "eGFR, bedside Schwartz"} <= set(names)
    total = case_data(patient={"prior_etoposide_mg_per_m2": "600"}, regimen=regimen("etoposide"))
    assert "Cumulative" in [row.name for row in of_finding("cumulative_etoposide_above_2000", total).inputs]
    unasked = case_data(regimen=regimen("etoposide", last_week=40))
    (row,) = (one for one in of_finding("cumulative_etoposide_above_2000", unasked).inputs if one.name == "Cumulative")
    assert row.by == "what was given before was not asked"


@pytest.mark.parametrize("one", PLAN.findings, ids=lambda one: one.code)
def test_each_finding_of_the_example_has_a_card_that_says_what_its_level_means(one: Finding) -> None:
    found = finding_proof(PLAN, knowledge(), one)
    assert found.kind == "rule"
    assert found.where
    assert len(found.rows) == len(one.statements)
    assert len(found.sources) == len(one.cites)
    text = found.as_text(knowledge().wording)
    assert "What it says" in text
    assert "\nSum\n" not in text


@pytest.mark.parametrize("one", PLAN.tasks, ids=lambda one: one.code)
def test_each_task_of_the_example_tells_when_it_is_due_and_where_it_counts_from(one: Task) -> None:
    labels = [row.label for row in task_proof(PLAN, knowledge(), one).sums]
    assert labels == ["To do", "Counted from", "First due", "Again", *(["Ends"] if one.until else [])]


def counted(found: Proof) -> str:
    return next(row.text for row in found.sums if row.label == "Counted from").replace("\N{NO-BREAK SPACE}", " ")


def test_a_task_counts_from_day_one_from_a_day_of_the_course_or_so_many_hours_later() -> None:
    ordered = case_data(regimen=regimen("etoposide"))
    assert counted(of_task("response_week_2", ordered)) == (
        "day 1 of the course, 22 Nov 2026, on day 15 from there, at 08:00"
    )
    assert counted(of_task("blood_count_follow_up", ordered)).startswith("day 56 of the course, 16 Jan 2027, on day 92")
    worse = of_task("reassess_12h", case_data(severity={"course": "deteriorating"}))
    assert counted(worse).endswith("at 08:00, and 12 hours later")
    assert worse.sums[-1].text == "every 12 hours, counted from when it was done"
    assert of_task("labs_daily", case_data()).sums[-1].text == "every day"


def test_an_option_shows_the_answers_that_it_rests_on_and_that_the_physician_decides() -> None:
    made = plan(case_data(etiology={"kind": "rheumatic"}, severity={"course": "deteriorating"}))
    option = next(one for one in made.options if one.id == "hlh-94")
    found = option_proof(made, knowledge(), option)
    assert [(row.name, row.value) for row in found.inputs] == [
        ("cause", "a rheumatic disease"), ("course", "deteriorating"),
    ]  # fmt: skip
    assert "physician decides" in found.where
    assert "S28: Unverified" in [row.title for row in found.others]


def test_what_an_edition_no_longer_knows_still_has_its_sentence_and_its_sources() -> None:
    from dataclasses import replace

    made = plan(low_sodium())
    gone = replace(next(one for one in made.findings if one.code == "hyponatremia"), code="of_another_edition")
    found = finding_proof(made, knowledge(), gone)
    assert found.inputs == found.limits == ()
    assert found.sums[0].text
    assert found.sources
    task = replace(made.tasks[0], code="of_another_edition")
    assert [row.label for row in task_proof(made, knowledge(), task).sums] == ["To do", "First due", "Again"]

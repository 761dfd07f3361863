"""A finding that is told no more is over only where a newer result says so; without one it is not known."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.finding import Finding
from hlh_desktop.domain.revision.changes import raised_rows
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.values import FindingTurn
from tests.builders import case_data, knowledge, lab, plan, regimen

PARIS = ZoneInfo("Europe/Paris")
# The ten days after the results of 21 November: those of the last seven days count.
LATER = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
NEW = "2026-12-02T08:00"


def turns(*more: dict[str, Any], at: datetime = LATER, **parts: Any) -> dict[str, str]:
    """What became of each finding of a child with low sodium and platelets, by further results."""
    case = case_data(
        labs=[lab("na", "131", "mmol/L"), lab("plt", "28", "10*9/L"), lab("crea", "100", "umol/L")],
        regimen=regimen("etoposide"), **parts,
    )  # fmt: skip
    after = revise({**case, "labs": [*case["labs"], *more]}, at)
    return {one.finding.code: one.turn for one in difference(plan(case), plan(after), knowledge(), at).findings}


def test_a_finding_whose_result_is_too_old_is_not_over_but_unknown() -> None:
    found = turns()
    assert (found["hyponatremia"], found["platelets_below_30"]) == ("unknown", "unknown")
    assert found["renal_review_etoposide"] == "unknown", "no creatinine of the last days"
    assert found["renal_unknown"] == "new"


def test_a_finding_that_a_newer_result_ends_is_over() -> None:
    found = turns(lab("na", "138", "mmol/L", NEW), lab("crea", "30", "umol/L", NEW))
    assert (found["hyponatremia"], found["renal_review_etoposide"]) == ("gone", "gone")
    assert found["platelets_below_30"] == "unknown", "platelets were not counted again"


def test_a_finding_that_rests_on_no_result_is_over_where_its_reason_is() -> None:
    case = case_data(regimen=regimen("etoposide"))
    after = {**case, "regimen": regimen("etoposide", declined=[{"line": "cotrimoxazole", "reason": "G6PD deficiency"}])}
    found = difference(plan(case), plan(after), knowledge(), LATER).findings
    assert {one.finding.code: one.turn for one in found}["prophylaxis_missing"] == "gone"


def test_a_finding_whose_result_was_taken_back_is_not_over() -> None:
    case = case_data(labs=[lab("na", "131", "mmol/L")])
    found = difference(plan(case), plan({**case, "labs": []}), knowledge(), LATER).findings
    assert [(one.finding.code, one.turn) for one in found if one.finding.code == "hyponatremia"] == [
        ("hyponatremia", "unknown")
    ]


def test_cumulative_etoposide_of_which_the_part_before_is_not_known_any_more_is_not_over() -> None:
    case = case_data(patient={"prior_etoposide_mg_per_m2": "900"}, regimen=regimen("etoposide"))
    for before, turn in ((None, "unknown"), ("0", "gone")):
        other = {**case, "patient": {**case["patient"], "prior_etoposide_mg_per_m2": before}}
        found = difference(plan(case), plan(other), knowledge(), LATER).findings
        assert {one.finding.code: one.turn for one in found}["cumulative_etoposide_above_2000"] == turn


def test_a_warning_that_names_another_drug_now_has_changed_and_is_not_over() -> None:
    """The kidney function is as unknown as it was; there is one drug more that it matters for."""
    case = case_data(regimen=regimen("etoposide"))
    more = case_data(regimen=regimen("etoposide", "cotrimoxazole", "dexamethasone"))
    for before, after in ((case, more), (more, case)):
        found = difference(plan(before), plan(after), knowledge(), LATER).findings
        turns = {one.finding.code: one.turn for one in found}
        assert (turns["renal_unknown"], turns["antifungal_missing"]) == ("changed", "changed")


def test_within_the_days_that_count_nothing_is_told_differently() -> None:
    soon = turns(at=datetime(2026, 11, 25, 9, 0, tzinfo=PARIS))
    assert "hyponatremia" not in soon
    assert "unknown" not in soon.values()


@pytest.mark.parametrize("level", ["critical", "warning", "info"])
def test_what_is_not_known_any_more_stands_after_what_comes_and_before_what_is_over_and_never_with_a_tick(
    level: Any,
) -> None:
    lost, gone, new = (
        FindingTurn(turn, Finding(turn, grade, "Sodium 131 mmol/L.", (), ()))
        for turn, grade in (("unknown", level), ("gone", "critical"), ("new", "info"))
    )
    rows = list(raised_rows([gone, lost, new], knowledge()))
    assert [(row.state, row.word) for row in rows] == [
        ("info", "New."), ("info", "No longer known."), ("ok", "Gone."),
    ]  # fmt: skip
    assert rows[1].text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Sodium 131 mmol/L. Its result is too old to count, or was taken back: measure again."
    )
    assert "too old" not in rows[2].text

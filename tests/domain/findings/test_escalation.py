"""The review of treatment: when it is asked for, what it counts, and how loudly it speaks."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.findings.engine import INDICATORS
from tests.builders import case_data, findings, knowledge, lab, levels, regimen
from tests.domain.findings.sides import CALM

WORSE = {"course": "deteriorating"}
LOW = lab("na", "134", "mmol/L")
LOW_BEFORE = lab("na", "134", "mmol/L", "2026-11-20T06:00")
FEW = lab("plt", "29", "10*9/L")
FEW_BEFORE = lab("plt", "29", "10*9/L", "2026-11-20T06:00")


def level(*labs: dict[str, Any], **parts: Any) -> str | None:
    return levels(case_data(labs=list(labs), **{"severity": WORSE, **parts})).get("escalation_review")


@pytest.mark.parametrize(
    ("course", "chosen", "asked"),
    [
        ("deteriorating", None, True),
        ("stable", None, False),
        (None, None, False),
        ("stable", regimen("dexamethasone"), True),
        (None, regimen(), True),
        ("deteriorating", regimen("dexamethasone"), True),
    ],
)
def test_it_is_asked_for_under_treatment_or_while_deteriorating(course: str | None, chosen: Any, asked: bool) -> None:
    assert (level(LOW, severity={"course": course}, regimen=chosen) is not None) is asked


def test_without_an_indicator_there_is_nothing_to_review() -> None:
    assert level(*CALM) is None
    assert level() is None


def test_it_names_what_is_present_of_what_was_assessed() -> None:
    (text,) = findings(case_data(labs=[LOW, FEW, lab("ast", "20", "U/L")], severity=WORSE))["escalation_review"]
    assert text.startswith("Review the treatment: 2 of 3 assessed risk signs present, of 7 in all (sodium, platelets).")


def test_the_indicators_are_seven_and_each_has_a_name() -> None:
    assert len(INDICATORS) == 7
    assert set(INDICATORS) == {code for code, alert in knowledge().alerts.items() if alert.indicator}
    assert all(knowledge().wording.has(f"indicator.{code}") for code in INDICATORS)


def test_one_informs_whether_new_or_standing() -> None:
    assert level(LOW) == "info"
    assert level(LOW_BEFORE, LOW) == "info"


def test_a_second_that_is_new_warns() -> None:
    assert level(LOW_BEFORE, LOW, FEW) == "warning"
    assert level(LOW, FEW) == "warning"
    assert level(LOW_BEFORE, LOW, FEW_BEFORE, FEW) == "info"


def test_an_indicator_that_was_normal_before_is_new() -> None:
    normal = lab("plt", "200", "10*9/L", "2026-11-20T06:00")
    assert level(LOW_BEFORE, LOW, normal, FEW) == "warning"


@pytest.mark.parametrize(
    ("row", "loudness"),
    [
        (("na", "124.9", "mmol/L"), "critical"),
        (("na", "125", "mmol/L"), "info"),
        (("plt", "9.9", "10*9/L"), "critical"),
        (("plt", "10", "10*9/L"), "info"),
        (("fibrinogen", "0.99", "g/L"), "critical"),
        (("fibrinogen", "99", "mg/dL"), "critical"),
        (("fibrinogen", "1.0", "g/L"), "info"),
    ],
)
def test_the_extremes_are_critical(row: tuple[str, str, str], loudness: str) -> None:
    assert level(lab(*row)) == loudness


@pytest.mark.parametrize(
    ("bleeding", "value", "loudness"),
    [(True, "29.9", "critical"), (True, "30", None), (False, "29.9", "info"), (None, "29.9", "info")],
)
def test_few_platelets_are_critical_while_the_child_bleeds(bleeding: Any, value: str, loudness: str | None) -> None:
    assert level(lab("plt", value, "10*9/L"), safety={"bleeding": bleeding}) == loudness


AT_SIX, DAY_BEFORE, TOO_LONG = "2026-11-21T06:10", "2026-11-20T06:10", "2026-11-20T06:09"


def standing(*parts: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    """Indicators that were present before: analyte, unit, then value and now value."""
    rows = [(lab(a, was, unit, DAY_BEFORE), lab(a, now, unit, AT_SIX)) for a, unit, was, now in parts]
    return [row for pair in rows for row in pair]


@pytest.mark.parametrize(
    ("parts", "loudness"),
    [
        ([("na", "mmol/L", "134", "133"), ("plt", "10*9/L", "29", "28")], "warning"),
        ([("na", "mmol/L", "134", "133"), ("crea", "umol/L", "60", "61")], "warning"),
        ([("na", "mmol/L", "134", "133"), ("inr", "{INR}", "1.4", "1.5")], "warning"),
        ([("na", "mmol/L", "134", "133"), ("plt", "10*9/L", "29", "29")], "info"),
        ([("na", "mmol/L", "134", "134"), ("crea", "umol/L", "60", "60")], "info"),
        ([("fibrinogen", "g/L", "1.4", "1.4"), ("crea", "umol/L", "60", "60")], "info"),
        ([("na", "mmol/L", "133", "134"), ("plt", "10*9/L", "28", "29")], "info"),
        ([("na", "mmol/L", "134", "133")], "info"),
    ],
)
def test_two_that_worsen_within_a_day_warn(parts: list[tuple[str, str, str, str]], loudness: str) -> None:
    assert level(*standing(*parts)) == loudness


def test_every_result_of_the_day_before_counts_for_worsening() -> None:
    """The one before that is older and lower; the newest lies below that of the last hours."""
    oldest = {"at": "2026-11-19T12:00"}
    sodium = [{**lab("na", "132", "mmol/L"), **oldest}, *standing(("na", "mmol/L", "134", "133"))]
    platelets = [{**lab("plt", "27", "10*9/L"), **oldest}, *standing(("plt", "10*9/L", "29", "28"))]
    assert level(*sodium, *platelets) == "warning"


def test_worsening_over_more_than_a_day_is_standing() -> None:
    rows = standing(("na", "mmol/L", "134", "133"), ("plt", "10*9/L", "29", "28"))
    assert level(*rows) == "warning"
    assert level(*({**row, "at": TOO_LONG} if row["at"] == DAY_BEFORE else row for row in rows)) == "info"


def test_worsening_is_seen_across_units_and_a_censored_start_proves_none() -> None:
    sodium = standing(("na", "mmol/L", "134", "133"))
    mixed = [lab("crea", "60", "umol/L", DAY_BEFORE), lab("crea", "0.7", "mg/dL", AT_SIX)]
    assert level(*sodium, *mixed) == "warning"
    assert level(*sodium, {**mixed[0], "comparator": ">"}, mixed[1]) == "info"
    assert level(*sodium, mixed[0], {**mixed[1], "comparator": ">"}) == "warning"


def test_what_makes_it_critical_stands_in_it() -> None:
    rows = [lab("inr", "1.6", "{INR}"), lab("fibrinogen", "90", "mg/dL"), lab("plt", "9", "10*9/L")]
    case = case_data(labs=rows, severity=WORSE, safety={"bleeding": True})
    (text,) = findings(case)["escalation_review"]
    assert text.startswith("Review the treatment now: ")
    assert "fibrinogen 90 mg/dL (2026-11-21), below 1 g/L" in text
    assert text.count("platelets 9 10*9/L (2026-11-21), below 10 10*9/L") == 1
    assert "below 30" not in text
    assert "2 of 2 assessed risk signs present, of 7 in all (platelets, coagulation)" in text
    (calm,) = findings(case_data(labs=[LOW], severity=WORSE))["escalation_review"]
    assert calm.startswith("Review the treatment: 1 of 1")


def test_an_extreme_that_has_passed_is_not_critical() -> None:
    assert level(lab("na", "120", "mmol/L", "2026-11-20T06:00"), LOW) == "info"

"""Each alert: both sides of its limits, its level, what stays unknown, and the results that it is named by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.results.alerts.engine import RULES, find
from hlh_desktop.domain.results.alerts.watch import watch
from hlh_desktop.knowledge.response import WATCH_PARTS, unsound_alerts
from tests.builders import knowledge
from tests.domain.results.demo import BORN, result, seen, series

if TYPE_CHECKING:
    from hlh_desktop.domain.results.alerts.engine import Found
    from hlh_desktop.domain.results.values import LabResult


def found(*results: LabResult, day: float = 1, **more: Any) -> Found:
    return find(watch(seen(list(results), day), knowledge(), BORN, "male", **more))


def levels(*results: LabResult, day: float = 1, **more: Any) -> dict[str, str]:
    return {one.code: one.level for one in found(*results, day=day, **more).alerts}


def missing(code: str, *results: LabResult, day: float = 1, **more: Any) -> tuple[str, ...] | None:
    said = {one.code: one.missing for one in found(*results, day=day, **more).not_assessed}
    return said.get(code)


def test_every_rule_has_its_entry_and_the_other_way_round() -> None:
    rules = knowledge().result_alerts
    assert set(rules.rules) == set(RULES) == set(WATCH_PARTS)
    fewer = {code: rule for code, rule in rules.rules.items() if code != "sodium_very_low"}
    less = replace(knowledge(), result_alerts=rules.model_copy(update={"rules": fewer}))
    assert ("result_alerts.rules.sodium_very_low", "a rule without an entry") in list(unsound_alerts(less))


def test_nothing_measured_raises_nothing_and_every_rule_says_what_is_missing() -> None:
    nothing = found()
    assert nothing.alerts == ()
    assert {one.code for one in nothing.not_assessed} == set(RULES) - {"lumbar_puncture_unsafe"}
    assert missing("sodium_very_low") == ("sodium",)


@pytest.mark.parametrize(
    ("code", "analyte", "not_yet", "raises"),
    [
        ("sodium_very_low", "na", "125", "124.9"), ("platelets_very_low", "plt", "10", "9"),
        ("fibrinogen_very_low", "fibrinogen", "1.0", "0.99"),
    ],
)  # fmt: skip
def test_both_sides_of_a_critical_limit(code: str, analyte: str, not_yet: str, raises: str) -> None:
    assert code not in levels(result(analyte, not_yet, 1))
    assert levels(result(analyte, raises, 1))[code] == "critical"


def test_the_newest_result_counts() -> None:
    assert "platelets_very_low" not in levels(result("plt", "8", 0), result("plt", "12", 1))
    assert "platelets_very_low" in levels(result("plt", "12", 0), result("plt", "8", 1))


def test_a_result_of_more_than_a_week_ago_raises_nothing() -> None:
    assert missing("platelets_very_low", result("plt", "8", 0), day=8) == ("platelets",)
    assert "platelets_very_low" in levels(result("plt", "8", 0), day=6.9)


def test_platelets_below_10_stay_so_after_a_transfusion_and_beyond_the_assay() -> None:
    assert "platelets_very_low" in levels(result("plt", "8", 1, conditions=("transfused",)))
    assert "platelets_very_low" in levels(result("plt", "<10", 1))
    assert missing("platelets_very_low", result("plt", "<12", 1)) == ("platelets",)


@pytest.mark.parametrize(
    ("bleeding", "raised", "unknown"), [(True, True, False), (False, False, False), (None, False, True)]
)
def test_platelets_below_30_need_bleeding_said(bleeding: bool | None, raised: bool, unknown: bool) -> None:
    row = result("plt", "29", 1)
    assert ("platelets_low_bleeding" in levels(row, bleeding=bleeding)) is raised
    assert (missing("platelets_low_bleeding", row, bleeding=bleeding) == ("whether the child bleeds",)) is unknown
    assert "platelets_low_bleeding" not in levels(result("plt", "30", 1), bleeding=True)


# --- fever with neutropenia


@pytest.mark.parametrize(
    ("warm", "count", "raised"),
    [("38.0", "0.4", True), ("37.9", "0.4", False), ("38.0", "0.5", False), ("39.0", "0.49", True)],
)
def test_fever_with_neutropenia(warm: str, count: str, raised: bool) -> None:
    said = levels(result("temp", warm, 0.9), result("anc", count, 1))
    assert (said.get("fever_with_neutropenia") == "critical") is raised


def test_the_highest_temperature_of_the_day_counts_and_names_the_alert() -> None:
    rows = (
        result("temp", "38.6", 0.6),
        result("temp", "38.1", 0.8),
        result("anc", "0.2", 1),
        result("temp", "37", 0.9),
    )
    (alert,) = [one for one in found(*rows).alerts if one.code == "fever_with_neutropenia"]
    assert alert.results == {rows[0].id, rows[2].id}


def test_a_fever_of_the_day_before_and_an_old_count_raise_nothing() -> None:
    assert "fever_with_neutropenia" not in levels(result("temp", "39", -0.5), result("anc", "0.2", 1))
    assert missing("fever_with_neutropenia", result("temp", "39", 4), result("anc", "0.2", 0), day=4) == (
        "neutrophils",
    )


def test_one_side_unknown_is_told_and_one_side_clear_is_enough() -> None:
    assert missing("fever_with_neutropenia", result("anc", "0.2", 1)) == ("temperature",)
    assert missing("fever_with_neutropenia", result("anc", "1.2", 1)) is None


def test_a_temperature_that_proves_neither_fever_nor_none_is_not_known() -> None:
    few = result("anc", "0.2", 1)
    vague = result("temp", "<39", 0.9)
    assert missing("fever_with_neutropenia", vague, few) == ("temperature",)
    assert missing("fever_with_neutropenia", vague, result("temp", "37", 0.8), few) == ("temperature",)
    assert missing("fever_with_neutropenia", result("temp", "<38", 0.9), few) is None
    assert "fever_with_neutropenia" in levels(vague, result("temp", "38.2", 0.8), few)


# --- worsening and risk signs


def test_day_1_of_the_series_warns_of_worsening_markers() -> None:
    said = levels(*series(1))
    assert said["worsening_markers"] == "warning"
    assert said["fibrinogen_very_low"] == "critical"
    assert "platelets_very_low" not in said


def test_one_worse_marker_is_no_alert_and_says_what_could_still_decide() -> None:
    rows = [result("plt", "100", 0), result("plt", "50", 1)]
    assert "worsening_markers" not in levels(*rows)
    assert "ferritin" in (missing("worsening_markers", *rows) or ())


def test_a_standing_sign_informs_and_a_second_new_one_warns() -> None:
    standing = [result("na", "130", 0), result("na", "131", 1)]
    assert levels(*standing)["risk_signs"] == "info"
    assert levels(*standing, result("ast", "200", 1))["risk_signs"] == "warning"
    both = [*standing, result("ast", "200", 0), result("ast", "200", 1)]
    assert levels(*both)["risk_signs"] == "info"
    assert levels(result("na", "130", 1))["risk_signs"] == "info"


def test_risk_signs_are_named_counted_and_never_summed_into_a_score() -> None:
    (alert,) = [one for one in found(*series(0), day=0).alerts if one.code == "risk_signs"]
    assert "5 present of 7 assessed (aPTT, sodium, AST, bilirubin, coagulation); 0 not assessed" in alert.text
    assert "score" not in alert.text
    assert {one.analyte for one in alert.grounds} == {"aptt", "na", "ast", "bili_t", "fibrinogen"}


def test_a_creatinine_that_rose_over_the_own_baseline_is_a_sign_and_its_ground() -> None:
    """30, then 46 micromol/L: half again, and below the 53.1 of the age."""
    (alert,) = [
        one for one in found(result("crea", "30", 0), result("crea", "46", 1)).alerts if one.code == "risk_signs"
    ]
    assert "(creatinine)" in alert.text
    assert [(one.analyte, str(one.value)) for one in alert.grounds] == [("crea", "46")]
    assert "risk_signs" not in levels(result("crea", "31", 0), result("crea", "46", 1))


def test_an_aptt_under_heparin_is_no_sign() -> None:
    assert "risk_signs" not in levels(result("aptt", "60", 1, conditions=("heparin",)))
    assert "risk_signs" in levels(result("aptt", "60", 1))


def test_of_a_child_without_signs_what_was_not_measured_is_told() -> None:
    assert missing("risk_signs", result("na", "140", 1)) == (
        "aPTT",
        "platelets",
        "creatinine",
        "AST",
        "bilirubin",
        "coagulation",
    )


# --- before a puncture

SAFE = (result("plt", "50", 1), result("inr", "1.5", 1), result("fibrinogen", "1.0", 1))


@pytest.mark.parametrize(("analyte", "value"), [("plt", "49"), ("inr", "1.6"), ("fibrinogen", "0.9")])
def test_a_puncture_with_a_value_beyond_its_limit_warns(analyte: str, value: str) -> None:
    rows = [one for one in SAFE if one.analyte != analyte] + [result(analyte, value, 1)]
    assert levels(*rows, puncture=True)["lumbar_puncture_unsafe"] == "warning"
    assert "lumbar_puncture_unsafe" not in levels(*rows)
    assert "lumbar_puncture_unsafe" not in levels(*SAFE, puncture=True)


def test_before_a_puncture_a_value_not_known_of_that_day_warns_too() -> None:
    (alert,) = [one for one in found(*SAFE[:2], puncture=True).alerts if one.code == "lumbar_puncture_unsafe"]
    assert "not known today: fibrinogen" in alert.text
    assert (alert.results, alert.about) == (frozenset(), "2026-11-23")
    assert "lumbar_puncture_unsafe" in levels(*SAFE[:2], result("fibrinogen", "2.0", -1), puncture=True)


def test_the_worst_stand_first_and_each_has_its_source() -> None:
    alerts = found(*series(1)).alerts
    assert [one.level for one in alerts] == sorted(
        (one.level for one in alerts), key=["critical", "warning", "info"].index
    )
    assert all(one.cites for one in alerts)

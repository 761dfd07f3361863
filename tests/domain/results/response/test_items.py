"""Each rule of an item: both sides of its limit, what is unknown and why, and that only one series is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.results.response.items import RULES, answer
from hlh_desktop.domain.results.response.known import known
from hlh_desktop.knowledge.response import ITEM_PARTS
from tests.builders import knowledge
from tests.domain.results.demo import START, ZONE, at, result, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.results.response.items import Answer
    from hlh_desktop.domain.results.values import LabResult

WEEK = 72


def asked(code: str, *results: LabResult, now: float = 14, hours: int = WEEK, start: Any = ...) -> Answer:
    known = seen(list(results), now) if start is ... else seen(list(results), now, start)
    return answer(knowledge().response.items[code], known, hours)


def said(code: str, *results: LabResult, **more: Any) -> tuple[bool | None, str]:
    found = asked(code, *results, **more)
    return found.truth, found.why


def test_every_rule_has_its_function_and_is_used() -> None:
    used = {one.rule for one in knowledge().response.items.values()}
    assert used == {*RULES, "asked"} == set(ITEM_PARTS)


def test_what_only_the_clinician_knows_is_unknown_whatever_was_measured() -> None:
    assert said("spleen_smaller", result("plt", "200", 14)) == (None, "asked")


@pytest.mark.parametrize(("warm", "truth"), [("38.4", True), ("38.5", False)])
def test_one_fever_within_the_day_is_fever(warm: str, truth: bool) -> None:
    day = [result("temp", "37.0", 14), result("temp", warm, 13.8), result("temp", "39.5", 12)]
    found = asked("no_fever", *day)
    assert found.truth is truth
    assert [str(one.value) for one in found.seen] == ["37.0" if truth else warm]


@pytest.mark.parametrize(("warm", "truth"), [("38.4", False), ("38.5", True)])
def test_one_temperature_of_the_day_is_the_fever_of_a_reactivation(warm: str, truth: bool) -> None:
    day = [result("temp", warm, 13.8), result("temp", "37.0", 14), result("temp", "39.5", 12)]
    assert said("fever", *day) == (truth, "results")
    assert said("fever", result("temp", "39.5", 12)) == (None, "old")
    assert said("fever") == (None, "none"), "not measured is no absence of fever"


def test_fever_has_its_own_day_and_not_the_window_of_the_form() -> None:
    assert said("no_fever", result("temp", "37.0", 12)) == (None, "old")
    assert said("no_fever") == (None, "none")


@pytest.mark.parametrize(
    ("code", "analyte", "below", "line", "met_from_line"),
    [
        ("platelets_100", "plt", "99", "100", True), ("hemoglobin_90", "hb", "89", "90", True),
        ("neutrophils_500", "anc", "0.4", "0.5", True), ("triglycerides_3", "tg", "2.9", "3.0", False),
        ("ferritin_500", "ferritin", "500", "501", False), ("platelets_low", "plt", "99", "100", False),
        ("triglycerides_high", "tg", "2.9", "3.0", True), ("fibrinogen_low", "fibrinogen", "1.5", "1.6", False),
        ("scd25_high", "scd25", "2399", "2400", True), ("ferritin_2000", "ferritin", "1999", "2000", False),
    ],
)  # fmt: skip
def test_both_sides_of_a_line(code: str, analyte: str, below: str, line: str, met_from_line: bool) -> None:
    assert said(code, result(analyte, below, 14)) == (not met_from_line, "results")
    assert said(code, result(analyte, line, 14)) == (met_from_line, "results")


def test_triglycerides_are_tested_in_the_unit_they_were_reported_in() -> None:
    assert said("triglycerides_3", result("tg", "265", 14, unit="mg/dL"))[0] is False
    assert said("triglycerides_3", result("tg", "264", 14, unit="mg/dL"))[0] is True


def test_a_value_older_than_the_window_is_unknown_and_shown() -> None:
    found = asked("platelets_100", result("plt", "200", 10))
    assert (found.truth, found.why, len(found.seen)) == (None, "old", 1)


def test_the_newest_counts_and_not_the_best() -> None:
    assert said("platelets_100", result("plt", "150", 13), result("plt", "90", 14))[0] is False


def test_after_a_transfusion_a_line_is_not_met_but_may_be_missed() -> None:
    assert said("hemoglobin_90", result("hb", "95", 14, conditions=("transfused",))) == (None, "raised")
    assert said("hemoglobin_90", result("hb", "85", 14, conditions=("transfused",))) == (False, "results")


def test_triglycerides_of_a_child_who_was_fed_prove_only_that_they_are_not_higher() -> None:
    assert said("triglycerides_3", result("tg", "3.4", 14, fasting=False)) == (None, "raised")
    assert said("triglycerides_3", result("tg", "2.4", 14, fasting=False)) == (True, "results")


def test_what_lies_beyond_the_assay_answers_only_what_it_proves() -> None:
    assert said("ferritin_500", result("ferritin", "<600", 14)) == (None, "beyond")
    assert said("ferritin_500", result("ferritin", "<450", 14)) == (True, "results")


def test_a_pending_result_is_unknown() -> None:
    assert said("platelets_100", result("plt", None, 14, status="pending")) == (None, "none")


# --- the laboratory's range


def test_the_range_on_the_report_decides() -> None:
    inside = result("hb", "105", 14, low="100", high="140")
    assert said("hemoglobin_normal", _ranged("hb", "105", "100", "140")) == (True, "range")
    assert said("hemoglobin_normal", _ranged("hb", "99", "100", "140")) == (False, "range")
    assert said("hemoglobin_normal", _ranged("hb", "141", "100", "140")) == (False, "range")
    assert inside.reported.low == "100"


def _ranged(analyte: str, value: str, low: str | None, high: str | None) -> LabResult:
    from decimal import Decimal

    ends = {name: None if end is None else Decimal(end) for name, end in (("low", low), ("high", high))}
    return result(analyte, value, 14, **ends)


def test_without_a_range_nothing_is_called_normal() -> None:
    assert said("hemoglobin_normal", result("hb", "120", 14)) == (None, "no_range")


def test_fibrinogen_goes_by_the_lower_end_of_the_report_else_by_a_usual_one_that_says_so() -> None:
    assert said("fibrinogen_normal", result("fibrinogen", "1.7", 14)) == (True, "stand_in")
    assert said("fibrinogen_normal", result("fibrinogen", "1.6", 14)) == (False, "stand_in")
    assert said("fibrinogen_normal", result("fibrinogen", "<1.8", 14)) == (None, "beyond"), (
        "normal or not, nobody knows"
    )
    assert said("fibrinogen_normal", _ranged("fibrinogen", "1.9", "2.0", "4.0")) == (False, "range")
    assert said("fibrinogen_normal", _ranged("fibrinogen", "5.2", "2.0", "4.0")) == (True, "range")


# --- against the start


def test_a_fall_is_counted_from_the_newest_value_on_day_one_or_before() -> None:
    rows = [result("ferritin", "20000", -2), result("ferritin", "10000", 0), result("ferritin", "7500", 14)]
    found = asked("ferritin_fall_25", *rows)
    assert (found.truth, [str(one.value) for one in found.seen]) == (True, ["10000", "7500"])
    assert said("ferritin_fall_25", *rows[:2], result("ferritin", "7501", 14)) == (False, "results")


def test_where_the_first_dose_is_known_to_the_moment_a_value_after_it_is_no_start() -> None:
    # Pulse at 10:00; ferritin of 06:00 and 20:00, and of the next morning.
    day = [result("ferritin", value, moment=at(0, hour)) for value, hour in (("5000", 6), ("9000", 20))]
    rows = [*day, result("ferritin", "8500", 1)]
    rules = knowledge().response

    def judged(*found: LabResult) -> Answer:
        begun = known(found, knowledge().catalogue, rules, at(1, 10), ZONE, START, at(0, 10))
        return answer(rules.items["ferritin_falling"], begun, 24)

    assert [str(one.value) for one in judged(*rows).seen] == ["5000", "8500"]
    assert judged(*rows).truth is False, "it rose, and fell back by less"
    assert judged(*rows[1:]).truth is True, "without one before, the first of that day is the start"
    assert judged(rows[2]).why == "no_start"


def test_a_value_of_long_before_the_start_is_no_start() -> None:
    assert said("ferritin_fall_25", result("ferritin", "10000", -8), result("ferritin", "100", 14)) == (
        None,
        "no_start",
    )
    assert said("ferritin_fall_25", result("ferritin", "10000", -7), result("ferritin", "100", 14))[0] is True


def test_only_one_series_is_compared() -> None:
    old = result("scd25", "14700", 0, laboratory="North")
    assert said("scd25_falling", old, result("scd25", "1900", 14, laboratory="South")) == (None, "other_assay")
    assert said("scd25_falling", old, result("scd25", "1900", 14, laboratory="North")) == (True, "results")
    assert (
        said("scd25_falling", result("scd25", "14700", 0, method="A"), result("scd25", "9", 14, method="B"))[0] is None
    )


def test_without_a_plan_there_is_no_start() -> None:
    rows = (result("ferritin", "10000", 0), result("ferritin", "100", 14))
    assert said("ferritin_fall_25", *rows, start=None) == (None, "no_plan")


def test_more_than_a_third_is_more_than_a_third() -> None:
    assert said("scd25_fall_third", result("scd25", "3000", 0), result("scd25", "2000", 14))[0] is False
    assert said("scd25_fall_third", result("scd25", "3000", 0), result("scd25", "1999", 14))[0] is True


def test_platelets_hold_where_they_did_not_fall() -> None:
    assert said("platelets_held", result("plt", "41", 0), result("plt", "41", 1), now=1, hours=24)[0] is True
    assert said("platelets_held", result("plt", "41", 0), result("plt", "40", 1), now=1, hours=24)[0] is False


@pytest.mark.parametrize(
    ("first", "last", "truth", "why"),
    [
        ("401", "200", True, "results"), ("401", "201", False, "results"), ("400", "10", False, "not_so_at_start"),
        (">300", "10", None, "beyond"),
    ],
)  # fmt: skip
def test_alt_counts_only_where_it_was_above_400(first: str, last: str, truth: bool | None, why: str) -> None:
    assert said("alt_halved", result("alt", first, 0), result("alt", last, 14)) == (truth, why)


@pytest.mark.parametrize(
    ("first", "last", "low", "truth", "why"),
    [
        ("0.3", "0.6", None, True, "results"), ("0.3", "0.5", None, False, "results"),
        ("0.2", "0.5", None, False, "results"),
        ("0.5", "1.6", "1.5", True, "results"), ("0.5", "1.4", "1.5", False, "results"),
        ("0.9", "1.7", "1.5", False, "results"), ("0.5", "1.6", None, None, "no_range"),
        ("2.0", "6.0", "1.5", False, "not_low_at_start"),
    ],
)  # fmt: skip
def test_neutrophils_recover_by_doubling_and_by_where_they_come_to(
    first: str, last: str, low: str | None, truth: bool | None, why: str
) -> None:
    now = _ranged("anc", last, low, "8.5" if low else None)
    assert said("neutrophils_recovered", result("anc", first, 0), now) == (truth, why)


def test_what_is_taken_after_the_moment_is_not_known_yet() -> None:
    assert said("platelets_100", result("plt", "150", 14, moment=at(14, 9))) == (None, "none")

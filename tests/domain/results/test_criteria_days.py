"""Criteria over time: each day by its own window of results, signs as answered, unknown never negative."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.case import Signs
from hlh_desktop.domain.proof_scores import hscore_proof
from hlh_desktop.domain.results.criteria_days import Child, CriteriaDay, analytes, criteria_days
from tests.builders import knowledge
from tests.domain.results import demo

if TYPE_CHECKING:
    from hlh_desktop.domain.logic import Truth
    from hlh_desktop.domain.results.values import Condition, LabResult

AFTER: tuple[Condition, ...] = ("transfused",)
DAYS = (-2, 0, 1, 3, 7, 14, 28)


def child(**signs: object) -> Child:
    return Child(demo.BORN, Signs.model_validate(signs), demo.START, demo.ZONE)


def days(*numbers: int, **signs: object) -> list[CriteriaDay]:
    results = [one for number in numbers for one in demo.series(number) if one.at.date() == demo.at(number).date()]
    return list(criteria_days(results, child(**signs), knowledge()))


def day(number: int) -> date:
    return demo.START + timedelta(days=number)


def test_each_day_with_results_is_scored_and_no_other() -> None:
    assert [one.day for one in days(*DAYS)] == [day(number) for number in DAYS]
    assert days() == []


def test_a_day_sees_its_own_window_and_nothing_of_later_days() -> None:
    first, last = days(-2, 28)
    assert {one.on for one in first.observed.results} == {day(-2)}
    assert {one.on for one in last.observed.results} == {day(28)}, "four weeks later the first sample is out of sight"
    assert first.criteria.hscore.low > last.criteria.hscore.low


def test_the_score_falls_as_the_child_gets_better() -> None:
    counts = {one.day: one.criteria.hlh_2004.met for one in days(*DAYS, splenomegaly=True)}
    assert counts[day(1)] > counts[day(28)]


def test_what_was_not_answered_stays_unknown_on_every_day_and_is_never_a_no() -> None:
    for one in days(0, 28):
        items = {item.name: item.truth for item in one.criteria.hlh_2004.items}
        assert items["splenomegaly"] is None
        assert items["hemophagocytosis"] is None
        assert one.criteria.hscore.low < one.criteria.hscore.high


def test_mas_is_counted_for_a_child_with_known_or_suspected_sjia_only() -> None:
    (without,) = days(0, sjia=False)
    assert without.criteria.mas_2016 == "not_applicable"
    (known,) = days(0, sjia=True, temperature_c="39.2")
    assert known.criteria.mas_2016 == "met"


def test_the_typed_temperature_counts_in_the_week_after_it_was_asked_for_and_not_before_or_later() -> None:
    truths = {one.day: {item.name: item.truth for item in one.criteria.hlh_2004.items}["fever"]
              for one in days(-2, 0, 7, 14, temperature_c="39.2")}  # fmt: skip
    assert truths == {day(-2): None, day(0): True, day(7): True, day(14): None}


def test_what_was_used_are_the_results_that_the_items_rest_on_each_once() -> None:
    (found,) = days(0)
    used = [(one.analyte, one.reported) for one in found.used]
    assert ("ferritin", "11734") in used
    assert ("plt", "41") in used
    assert len(used) == len(set(used))


def test_results_of_no_criteria_make_no_day() -> None:
    urea = [demo.result("urea", "4.1", 5)]
    assert "urea" not in analytes(knowledge().criteria)
    assert criteria_days(urea, child(), knowledge()) == ()
    pending = [demo.result("ferritin", None, 5, status="pending")]
    assert criteria_days(pending, child(), knowledge()) == ()


def on_day_0(*results: LabResult, **signs: object) -> CriteriaDay:
    (found,) = criteria_days(results, child(**signs), knowledge())
    return found


def items(found: CriteriaDay) -> dict[str, Truth]:
    return {item.name: item.truth for item in found.criteria.hlh_2004.items}


def test_counts_after_a_transfusion_prove_no_normal_count_and_still_a_low_one() -> None:
    normal, low = (
        on_day_0(demo.result("hb", hb, conditions=AFTER), demo.result("plt", plt, conditions=AFTER),
                 demo.result("anc", "2.0"))
        for hb, plt in (("95", "150"), ("85", "99"))
    )  # fmt: skip
    assert items(normal)["cytopenias"] is None, "it may have been low before it was transfused"
    assert items(low)["cytopenias"] is True
    plain = on_day_0(demo.result("hb", "95"), demo.result("plt", "150"), demo.result("anc", "2.0"))
    assert items(plain)["cytopenias"] is False
    points = {one.item: (one.low, one.high) for one in normal.criteria.hscore.items}
    assert points["cytopenias"] == (0, 34), "both may have been low, and leucocytes are not known"


@pytest.mark.parametrize("condition", ["lipid", "propofol"])
def test_triglycerides_under_lipid_prove_only_that_they_are_not_higher(condition: Condition) -> None:
    high = on_day_0(demo.result("tg", "4.5", conditions=(condition,)))
    assert items(high)["triglycerides_or_fibrinogen"] is None
    points = {one.item: (one.low, one.high) for one in high.criteria.hscore.items}
    assert points["triglycerides"] == (0, 64)
    fine = on_day_0(demo.result("tg", "1.4", conditions=(condition,)))
    assert {one.item: one.high for one in fine.criteria.hscore.items}["triglycerides"] == 0


def test_ast_of_a_haemolysed_sample_earns_no_points_for_sure() -> None:
    found = on_day_0(demo.result("ast", "55", conditions=("haemolysed",)), sjia=True)
    assert {one.item: (one.low, one.high) for one in found.criteria.hscore.items}["ast"] == (0, 19)
    fine = on_day_0(demo.result("ast", "29", conditions=("haemolysed",)))
    assert {one.item: (one.low, one.high) for one in fine.criteria.hscore.items}["ast"] == (0, 0)


def test_fibrinogen_after_plasma_is_no_proof_of_a_normal_one() -> None:
    found = on_day_0(demo.result("fibrinogen", "2.6", conditions=AFTER), demo.result("tg", "1.0"))
    assert items(found)["triglycerides_or_fibrinogen"] is None
    assert {one.item: (one.low, one.high) for one in found.criteria.hscore.items}["fibrinogen"] == (0, 30)


def test_what_was_raised_is_shown_as_reported_with_what_it_proves() -> None:
    found = on_day_0(demo.result("plt", "150", conditions=AFTER))
    (used,) = found.used
    assert (used.reported, used.raised) == ("150", True)
    proof = hscore_proof(found.criteria.hscore, found.observed, knowledge())
    assert [(one.value, one.by) for one in proof.inputs if one.name == "Platelets"] == [
        ("150", "raised by its sample (transfusion, lipid, propofol, haemolysis): proves only that it is not higher")
    ]

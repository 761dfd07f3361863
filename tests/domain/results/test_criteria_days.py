"""Criteria over time: each day by its own window of results, signs as answered, unknown never negative."""

from __future__ import annotations

from datetime import date, timedelta

from hlh_desktop.domain.case import Signs
from hlh_desktop.domain.results.criteria_days import Child, CriteriaDay, analytes, criteria_days
from tests.builders import knowledge
from tests.domain.results import demo

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

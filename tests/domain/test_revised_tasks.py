"""Tasks of a next version: what the version before had keeps its time, nothing else is due before the revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.gaps import with_past
from tests.builders import case_data, knowledge, lab, plan, regimen, tasks

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
REVISED = "2026-12-02T14:05+01:00"
LATER = datetime(2026, 12, 4, 9, 0, tzinfo=PARIS)


def base(**parts: Any) -> dict[str, Any]:
    return case_data(regimen=regimen("etoposide", "dexamethasone"), **parts)


def begun(case: dict[str, Any], now: datetime = NOW, **parts: Any) -> dict[str, Any]:
    """The next version as the ward begins it, with what a person changed of it."""
    return {**with_past(revise(case, now), plan(case), knowledge(), now), **parts}


def test_weigh_again_is_due_from_the_revision_that_asks_for_it_and_not_on_day_one() -> None:
    assert "weigh" not in tasks(base())
    assert tasks(begun(base()))["weigh"] == REVISED


def test_a_weight_that_was_old_before_keeps_its_time() -> None:
    old = base(measurements=[{"on": "2026-11-01", "weight_kg": "13.5", "height_cm": "92"}])
    assert tasks(old)["weigh"] == tasks(begun(old))["weigh"] == "2026-11-22T08:00+01:00"


def test_what_came_with_one_revision_keeps_its_time_in_the_next() -> None:
    second = begun(base())
    assert tasks(begun(second, LATER))["weigh"] == REVISED


def test_without_being_told_of_the_version_before_only_what_rests_on_now_moves() -> None:
    told = tasks(revise(base(severity={"course": "deteriorating"}), NOW))
    assert told["weigh"] == REVISED
    assert told["icu_called"] == "2026-11-22T08:00+01:00"


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("icu_called", REVISED),  # once: at that moment
        ("reassess_12h", "2026-12-03T02:05+01:00"),  # so many hours later
        ("ebv_dna", "2026-11-22T08:00+01:00"),  # was there already
        ("antiinfective_started", REVISED),
    ],
)
def test_a_task_that_a_change_brings_is_due_from_the_revision_on(code: str, due: str) -> None:
    worse = {"severity": {"course": "deteriorating"}, "etiology": {"kind": "infection", "pathogen": "EBV"}}
    assert tasks(begun(base(), **worse))[code] == due


def test_one_that_comes_again_begins_at_its_next_time_of_day() -> None:
    only_steroid = case_data(regimen=regimen("dexamethasone"))
    ebv = {"etiology": {"kind": "infection", "pathogen": "EBV"}}
    assert tasks(begun(only_steroid, **ebv))["ebv_dna"] == "2026-12-03T08:00+01:00"
    early = datetime(2026, 12, 2, 7, 0, tzinfo=PARIS)
    assert tasks(begun(only_steroid, early, **ebv))["ebv_dna"] == "2026-12-02T08:00+01:00"


def test_no_task_that_is_new_is_due_before_the_revision() -> None:
    worse = {"severity": {"course": "deteriorating", "cns": "present"}, "etiology": {"kind": "malignancy"}}
    old, new = tasks(base()), tasks(begun(base(), **worse))
    assert {code for code, due in new.items() if datetime.fromisoformat(due) < NOW and old.get(code) != due} == set()


def test_a_task_that_lies_ahead_is_where_the_plan_has_it() -> None:
    assert tasks(begun(base()))["response_week_8"] == tasks(base())["response_week_8"]


def test_a_fever_since_day_one_is_asked_for_by_the_record_and_not_again_by_the_next_version() -> None:
    fever = lab("temp", "38.6", "Cel", "2026-11-30T07:00")
    assert "fever_cultures" not in tasks(begun(base(), labs=[fever]))
    assert tasks(revise(base(labs=[fever]), NOW))["fever_cultures"] == "2026-11-30T08:00+01:00"
    first = base(labs=[lab("temp", "38.6", "Cel", "2026-11-21T07:00")])
    assert tasks(begun(first))["fever_cultures"] == tasks(first)["fever_cultures"] == "2026-11-21T08:00+01:00"


@pytest.mark.parametrize("first_day", [1, 20])
def test_a_task_that_counts_from_another_day_of_the_past_now_is_due_from_the_revision_on(first_day: int) -> None:
    """Response on day 3 of ruxolitinib: before or after the revision in the old version, on day 7 in this one."""
    first = case_data(regimen=regimen({"line": "ruxolitinib", "first_day": first_day}))
    other = regimen({"line": "ruxolitinib", "first_day": 5})
    assert tasks(begun(first, regimen=other))["response_ruxolitinib"] == REVISED


def test_a_task_that_was_to_come_and_would_be_past_by_what_changed_is_due_from_the_revision_on() -> None:
    """The version before had it on 10 December; by the new one it would have been due on day one."""
    before = begun(base())
    later = {**before["past"], "tasks": [{"code": "labs_daily", "due": "2026-12-10T08:00"}]}
    assert tasks(before)["labs_daily"] == "2026-11-22T08:00+01:00"
    assert tasks({**before, "past": later})["labs_daily"] == "2026-12-03T08:00+01:00", "its next time of day"

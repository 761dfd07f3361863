"""Measures that count from a later dose on: everything else of the version is decided today, and told as of today."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.measures import decided_on
from hlh_desktop.domain.revision.edits import revise
from hlh_desktop.domain.revision.gaps import with_past
from tests.builders import case_data, findings, knowledge, lab, levels, plan, read, regimen, tasks
from tests.domain.wizard.sights import gate, seen

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
LATER = datetime(2026, 12, 13, 14, 0, tzinfo=PARIS)
FIRST = case_data(regimen=regimen("etoposide", "rituximab", "intrathecal"))


def second(since: datetime, case: dict[str, Any] = FIRST, **parts: Any) -> dict[str, Any]:
    """The version of 2 December, a weight of that day counting from a moment on."""
    weight = {"on": "2026-12-02", "time": "14:05", "weight_kg": "14.0"}
    begun = with_past(revise(case, since), plan(case), knowledge(), NOW)
    return {**begun, "measurements": [*case["measurements"], weight], **parts}


def test_a_version_is_decided_on_its_own_day_and_the_first_one_on_day_one() -> None:
    assert decided_on(read(FIRST)) == date(2026, 11, 22)
    assert decided_on(read(second(NOW))) == decided_on(read(second(LATER))) == date(2026, 12, 2)


@pytest.mark.parametrize("since", [NOW, LATER])
def test_intensive_care_is_called_today_for_a_child_that_deteriorates_today(since: datetime) -> None:
    due = tasks(second(since, severity={"course": "deteriorating"}))
    assert due["icu_called"] == "2026-12-02T14:05+01:00"
    assert due["reassess_12h"] == "2026-12-03T02:05+01:00"


@pytest.mark.parametrize("since", [NOW, LATER])
def test_a_dose_of_another_hospital_of_today_is_too_near_to_one_of_tomorrow(since: datetime) -> None:
    """Etoposide stands on 6 December; elsewhere one was given on the 5th."""
    row = {"on": "2026-12-05", "drug": "etoposide", "mg": "88", "bsa_m2": "0.59"}
    fifth = datetime(2026, 12, 5, 9, 0, tzinfo=PARIS)
    begun = with_past(revise(FIRST, max(since, fifth)), plan(FIRST), knowledge(), fifth)
    assert levels({**begun, "elsewhere": [row]})["doses_close"] == "critical"


@pytest.mark.parametrize("since", [NOW, LATER])
def test_the_fluid_of_a_day_before_those_measures_count_is_told(since: datetime) -> None:
    """Etoposide at 14:00 and rituximab moved onto 6 December: more than 20 mL/kg on that day."""
    move = {"line": "rituximab", "day": 15, "do": "move", "to": "2026-12-06T10:00", "reason": "theatre"}
    moved = {**FIRST, "regimen": {**FIRST["regimen"], "changes": [move]}}
    assert "2026-12-06" in findings(second(since, moved))["fluid_load_day"][0]


def test_a_weight_of_today_is_not_old_because_it_counts_from_a_later_dose_on() -> None:
    (said,) = findings(second(LATER))["weight_stale"]
    assert "weight measured" not in said
    assert "height measured 11 days ago" in said


@pytest.mark.parametrize("since", [NOW, LATER, datetime(2027, 1, 10, 14, 0, tzinfo=PARIS)])
def test_a_puncture_to_come_asks_for_platelets_whenever_the_measures_count(since: datetime) -> None:
    assert "lumbar_puncture_unsafe" in levels(second(since))


@pytest.mark.parametrize("since", [NOW, datetime(2027, 1, 10, 14, 0, tzinfo=PARIS)])
def test_fever_with_neutropenia_of_this_morning_is_told_whenever_the_measures_count(since: datetime) -> None:
    labs = [lab("temp", "39", "Cel", "2026-12-02T08:00"), lab("anc", "0.3", "10*9/L", "2026-12-02T08:00")]
    assert levels(second(since, labs=labs))["fever_with_neutropenia"] == "critical"


@pytest.mark.parametrize("since", [NOW, datetime(2027, 1, 10, 14, 0, tzinfo=PARIS)])
def test_a_birthday_between_intrathecal_doses_is_told_whenever_the_measures_count(since: datetime) -> None:
    """Three years old on 9 December; doses on 7 and 14 December."""
    case = {**FIRST, "patient": {**FIRST["patient"], "date_of_birth": "2023-12-09"}}
    assert "near_band_edge" in levels(second(since, case))


@pytest.mark.parametrize("since", [NOW, datetime(2027, 1, 10, 14, 0, tzinfo=PARIS)])
def test_a_weight_of_today_opens_its_gate_whenever_it_counts(since: datetime) -> None:
    assert gate(seen(second(since), NOW), "weight").state == "met"

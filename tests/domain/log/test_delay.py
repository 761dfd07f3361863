"""From the suspicion of HLH to the first dose that was given: exact where both are known, else unknown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.log.delay import Delay, delay_of
from tests.builders import case_data, knowledge
from tests.domain.log import doses
from tests.domain.log.doses import PARIS

if TYPE_CHECKING:
    from hlh_desktop.domain.log.values import Outcome

SETTINGS = knowledge().settings


def at(text: str) -> datetime:
    """A moment of November 2026 in ward time; day one is the 22nd."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=PARIS)


def given(drug: str, when: str) -> Outcome:
    return doses.outcome(doses.dose(drug=drug), taken=at(when))


def delay(suspected: str | None, *taken: Outcome, **parts: Any) -> Delay:
    said = {} if suspected is None else {"suspected_at": suspected}
    case = Case.model_validate(case_data(**said, **parts))
    return delay_of(case, taken, SETTINGS.first_drugs, SETTINGS.cumulative_names)


def test_it_is_the_time_to_the_first_of_the_doses_that_were_given() -> None:
    found = delay("2026-11-21T18:00", given("etoposide", "22 14:06"), given("dexamethasone", "22 08:10"))
    assert found.time == timedelta(hours=14, minutes=10)
    assert found.first is not None
    assert found.first.drug == "dexamethasone"


def test_a_typed_offset_and_ward_time_are_the_same_moment() -> None:
    dose = given("etoposide", "22 14:00")
    assert delay("2026-11-21T17:00Z", dose).time == delay("2026-11-21T18:00", dose).time == timedelta(hours=20)


def test_the_clock_change_of_a_night_counts_as_it_was() -> None:
    night = doses.outcome(doses.dose(), taken=datetime(2026, 10, 25, 8, tzinfo=PARIS))
    assert delay("2026-10-24T20:00", night, day_one="2026-10-25").time == timedelta(hours=13)


@pytest.mark.parametrize("drug", ["cotrimoxazole", "ivig", "rituximab"])
def test_other_drugs_are_not_the_first_dose(drug: str) -> None:
    assert delay("2026-11-21T18:00", given(drug, "22 06:00")).first is None


@pytest.mark.parametrize("drug", ["etoposide", "dexamethasone"])
def test_etoposide_and_dexamethasone_are(drug: str) -> None:
    assert delay("2026-11-21T18:00", given(drug, "22 06:00")).time == timedelta(hours=12)


def test_without_a_suspicion_or_a_dose_it_is_not_known() -> None:
    unknown = delay(None, given("etoposide", "22 14:00"))
    assert (unknown.suspected, unknown.time) == (None, None)
    assert unknown.first is not None
    waiting = delay("2026-11-21T18:00")
    assert (waiting.first, waiting.time) == (None, None)


def test_a_dose_before_the_suspicion_is_told_as_before_it() -> None:
    assert delay("2026-11-22T18:00", given("dexamethasone", "22 08:00")).time == -timedelta(hours=10)


def test_doses_of_an_earlier_course_are_not_of_this_one() -> None:
    assert delay("2026-11-21T18:00", given("etoposide", "03 14:00")).first is None
    assert delay(None, given("etoposide", "21 14:00")).first is None
    assert delay("2026-11-20T08:00", given("dexamethasone", "21 14:00")).time == timedelta(hours=30)


def elsewhere(drug: str, on: str) -> list[dict[str, str]]:
    return [{"drug": drug, "on": on, "mg": "80", "bsa_m2": "0.58"}]


@pytest.mark.parametrize(("drug", "on"), [("etoposide", "2026-11-21"), ("vp-16", "2026-11-22")])
def test_a_dose_of_another_place_without_its_hour_leaves_the_time_unknown(drug: str, on: str) -> None:
    found = delay("2026-11-21T06:00", given("etoposide", "22 14:00"), elsewhere=elsewhere(drug, on))
    assert found.time is None
    assert found.elsewhere is not None


@pytest.mark.parametrize(
    ("drug", "on"), [("etoposide", "2026-10-02"), ("etoposide", "2026-11-23"), ("prednisolone", "2026-11-21")]
)
def test_one_of_before_the_suspicion_one_of_later_and_another_drug_change_nothing(drug: str, on: str) -> None:
    found = delay("2026-11-21T06:00", given("etoposide", "22 14:00"), elsewhere=elsewhere(drug, on))
    assert found.time == timedelta(hours=32)


def test_the_course_begins_with_day_one_or_with_the_suspicion_where_that_is_earlier_to_the_minute() -> None:
    for suspected, start in ((None, "22 00:00"), ("2026-11-22T18:00", "22 00:00"), ("2026-11-20T08:00", "20 08:00")):
        assert delay(suspected, given("etoposide", start)).first is not None
        before = doses.outcome(doses.dose(), taken=at(start) - timedelta(minutes=1))
        assert delay(suspected, before).first is None
    assert delay("2026-11-20T08:00", given("etoposide", "20 08:00")).time == timedelta(0)


def test_a_dose_of_another_place_counts_from_the_day_of_the_suspicion_to_that_of_our_first_dose() -> None:
    for day, counts in (("19", False), ("20", True), ("24", True), ("25", False)):
        rows = elsewhere("etoposide", f"2026-11-{day}")
        found = delay("2026-11-20T23:00", given("etoposide", "24 00:30"), elsewhere=rows)
        assert (found.elsewhere is not None) is counts
    alone = delay("2026-11-20T23:00", elsewhere=elsewhere("dexamethasone", "2026-12-30"))
    assert (alone.first, alone.time) == (None, None)
    assert alone.elsewhere is not None, "while ours is still to come"


def test_of_several_doses_of_other_places_the_earliest_is_told_however_its_drug_is_written() -> None:
    rows = [row for drug, on in (("etoposide", "2026-11-22"), ("VePesid", "2026-11-21"), ("ETOPOSIDE", "2026-11-23"))
            for row in elsewhere(drug, on)]  # fmt: skip
    case = Case.model_validate(case_data(suspected_at="2026-11-21T06:00", elsewhere=rows))
    found = delay_of(case, (given("etoposide", "24 14:00"),), ("etoposide",), ("vepesid",))
    assert found.elsewhere == case.elsewhere[1]
    unnamed = delay_of(case, (given("etoposide", "24 14:00"),), ("etoposide",))
    assert unnamed.elsewhere == case.elsewhere[0]

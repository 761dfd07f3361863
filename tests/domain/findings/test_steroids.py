"""Findings about systemic steroids: stopped without a taper, days without one, days with two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.findings.steroids import hydrocortisone
from hlh_desktop.knowledge.soundness import unsound
from tests.builders import findings, knowledge, levels
from tests.domain.findings.sides_steroids import METHYLPREDNISOLONE, given, held

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge

STOPS, GAP, DOUBLE = "steroid_stops_without_taper", "steroid_gap", "steroid_duplicate"
PULSE = "methylprednisolone_pulse"
LONG = {"plan": {"last_week": 40}}
TAPER = range(50, 57)


# --- strengths


def test_strengths_are_those_of_the_reference() -> None:
    """1 mg dexamethasone is about 25 to 27 mg hydrocortisone; 4 mg methylprednisolone are 20 mg."""
    formulary = knowledge().formulary
    assert 25 <= hydrocortisone(formulary["dexamethasone"]) <= 27
    assert hydrocortisone(formulary["methylprednisolone"]) == 5
    with pytest.raises(ValueError, match="prednisolone"):
        hydrocortisone(formulary["prednisolone"])


def without_strength(found: Knowledge) -> Knowledge:
    weak = found.formulary["dexamethasone"].model_copy(update={"hydrocortisone_mg": None})
    return replace(found, formulary={**found.formulary, "dexamethasone": weak})


def test_a_systemic_steroid_without_a_strength_is_no_sound_knowledge() -> None:
    places = [place for place, _ in unsound(without_strength(knowledge()))]
    assert places == ["formulary.dexamethasone.hydrocortisone_mg"]


# --- a stop without a taper


def test_the_example_of_the_review_is_told_in_both_strengths() -> None:
    """2 mg/kg a day are 28 mg in 0.59 m2, 237 mg/m2 hydrocortisone, near 9 mg/m2 dexamethasone, ending on day 17."""
    (text,) = findings(given(PULSE, "methylprednisolone"))[STOPS]
    assert text.startswith(
        "The last steroid (methylprednisolone) stands on 2026-12-08, after 17 days, at about 237 mg/m2"
    )
    assert "near 9.1 mg/m2 dexamethasone" in text
    assert levels(given(PULSE, "methylprednisolone"))[STOPS] == "warning"


def test_the_protocols_own_taper_and_its_pulses_are_no_stop() -> None:
    assert not {STOPS, GAP, DOUBLE} & set(levels(given("dexamethasone")))
    assert not {STOPS, GAP, DOUBLE} & set(levels(given("dexamethasone", **LONG)))


def test_a_taper_that_is_held_is_a_stop() -> None:
    """1.25 mg/m2 dexamethasone on day 49 are above 10 mg/m2 hydrocortisone."""
    (text,) = findings(given("dexamethasone", plan=held("dexamethasone", *TAPER)))[STOPS]
    assert "2027-01-09, after 49 days" in text


def test_another_steroid_on_the_protocols_last_day_is_a_stop() -> None:
    second = {**METHYLPREDNISOLONE, "first_day": 43, "days": 14}
    assert STOPS in levels(given("dexamethasone", second))


def reduced(factor: str) -> dict[str, Any]:
    change = {"line": "methylprednisolone", "day": 7, "do": "factor", "factor": factor, "reason": "taper"}
    return {"changes": [change]}


def test_the_limit_itself_is_a_taper() -> None:
    """A girl of 1 m2 with 2 mg of methylprednisolone has 10 mg/m2 on her last day; with 3 mg 15."""
    assert STOPS not in levels(large("0.05"))
    assert STOPS in levels(large("0.06"))


def large(factor: str) -> dict[str, Any]:
    """28 kg and 128.57 cm are 1.00 m2; twice 28 mg, on day 7 by the factor."""
    line = {**METHYLPREDNISOLONE, "days": 7}
    rows = [{"on": "2026-11-21", "weight_kg": "28", "height_cm": "128.5"}]
    patient = {"date_of_birth": "2018-06-22"}
    return given(line, plan=reduced(factor), measurements=rows, patient=patient)


def test_alternate_days_belong_to_one_course_and_a_longer_pause_ends_it() -> None:
    early = {**METHYLPREDNISOLONE, "days": 4, "part": "a"}
    for first, fires in ((6, True), (7, False)):
        late = {**METHYLPREDNISOLONE, "first_day": first, "days": 3, "part": "b"}
        assert (STOPS in levels(given(early, late))) is fires


def test_what_is_intrathecal_is_no_systemic_steroid() -> None:
    found = levels(given("intrathecal", plan={"protocol": "hlh-2004"}))
    assert not {STOPS, GAP, DOUBLE} & set(found)


# --- gaps


def test_a_gap_names_its_first_day_and_how_many() -> None:
    after = {**METHYLPREDNISOLONE, "first_day": 6}
    (text,) = findings(given(PULSE, after))[GAP]
    assert "between 2026-11-22 and 2026-12-10: 2, the first on 2026-11-25" in text


def test_a_day_of_the_protocol_that_is_held_is_a_gap() -> None:
    for day in (5, 52):
        (text,) = findings(given("dexamethasone", plan=held("dexamethasone", day)))[GAP]
        assert ": 1, the first on" in text


def test_days_before_the_protocols_steroid_or_after_it_are_no_rest_of_it() -> None:
    late = {**METHYLPREDNISOLONE, "first_day": 59}
    (text,) = findings(given("dexamethasone", late))[GAP]
    assert ": 2, the first on 2027-01-17" in text


# --- two at once


def test_two_steroids_are_named_with_their_days() -> None:
    (text,) = findings(given("dexamethasone", PULSE))[DOUBLE]
    assert "(dexamethasone, methylprednisolone pulse), from 2026-11-22 to 2026-11-24, days: 3" in text
    assert levels(given("dexamethasone", PULSE))[DOUBLE] == "warning"


def test_two_parts_of_one_line_are_two() -> None:
    parts = [{**METHYLPREDNISOLONE, "part": part, "days": 2} for part in ("morning", "evening")]
    (text,) = findings(given(*parts))[DOUBLE]
    assert "(methylprednisolone (morning), methylprednisolone (evening))" in text


@pytest.mark.parametrize(("first", "days", "fires"), [(49, 1, True), (50, 7, False), (56, 1, False)])
def test_a_new_steroid_over_the_protocols_taper_is_none(first: int, days: int, fires: bool) -> None:
    assert (DOUBLE in levels(given("dexamethasone", {**METHYLPREDNISOLONE, "first_day": first, "days": days}))) is fires


def test_two_others_in_the_days_of_the_taper_are_two() -> None:
    two = [{"line": PULSE, "first_day": 53, "days": 1}, {**METHYLPREDNISOLONE, "first_day": 53, "days": 1}]
    assert DOUBLE in levels(given(*two))
    after = [{"line": "dexamethasone"}, {**METHYLPREDNISOLONE, "first_day": 64, "days": 1}]
    assert DOUBLE in levels(given(*after, **LONG))

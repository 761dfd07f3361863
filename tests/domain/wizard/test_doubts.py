"""Doubts: which values are asked for a second time, in which words, and what confirms them."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.edits import put
from tests.builders import lab
from tests.domain.wizard.sights import EXAMPLE, NBSP, at, changed, gate, seen

WEIGHT, HEIGHT, SODIUM = "measurements[0].weight_kg", "measurements[0].height_cm", "labs[9].value"


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def heavy(kg: str = "21") -> dict[str, Any]:
    """The girl of 2 years 5 months with a weight that is possible and rare."""
    return put(EXAMPLE, WEIGHT, kg)


def with_sodium(value: str, taken: str = "2026-11-21T20:10", unit: str = "mmol/L") -> dict[str, Any]:
    return put(EXAMPLE, "labs[9]", lab("na", value, unit, taken))


def measured(*rows: dict[str, Any]) -> dict[str, Any]:
    return put(EXAMPLE, "measurements", list(rows))


# --- measures


def test_one_doubt_of_a_weight_tells_every_limit_that_it_crosses() -> None:
    (doubt,) = seen(heavy()).doubts
    assert spaced(doubt.text) == (
        "Rare: weight 21 kg, z 4.54 is above 3.5 (usual at this age 10.5 to 16.4 kg); "
        "weight 21 kg, z 5.2 for the height is above 5."
    )
    assert (doubt.key, doubt.path, doubt.code) == ("rare.2026-11-21.weight_kg.21", WEIGHT, "weight_z_high")
    assert (doubt.name, doubt.step, doubt.typed) == ("Weight", 1, "21")
    assert (doubt.hint, doubt.hint_text, doubt.repeated, doubt.reason) == (None, "", False, None)
    assert "Weighed a second time on another scale" in doubt.reasons


def test_a_height_is_doubted_by_its_own_reasons() -> None:
    (doubt,) = seen(put(EXAMPLE, HEIGHT, "104")).doubts
    assert (doubt.key, doubt.path, doubt.code) == ("rare.2026-11-21.height_cm.104", HEIGHT, "height_z_high")
    assert (doubt.name, doubt.typed, doubt.reasons[0]) == ("Height", "104", "Measured a second time")


def test_a_rare_height_is_confirmed_by_the_height_and_not_by_the_weight_beside_it() -> None:
    case = put(EXAMPLE, HEIGHT, "104")
    assert not seen(case, again={HEIGHT: "13.5"}).doubts[0].repeated
    assert seen(case, again={HEIGHT: "104"}).doubts[0].repeated


def test_a_rare_weight_and_a_rare_height_of_one_day_are_two_doubts() -> None:
    doubts = seen(put(heavy("22"), HEIGHT, "104")).doubts
    assert [(one.path, one.code) for one in doubts] == [(WEIGHT, "weight_z_high"), (HEIGHT, "height_z_high")]


def test_a_weight_that_may_be_pounds_is_asked_about_as_pounds() -> None:
    """A boy of ten of 32 kg is 70.7 lb."""
    of_ten = changed(patient__date_of_birth="2016-11-01", patient__sex="male")
    case = put(put(of_ten, WEIGHT, "70.7"), HEIGHT, "138")
    (doubt,) = seen(case).doubts
    assert (doubt.hint, doubt.hint_text) == ("pounds", "Pounds?")
    told = gate(seen(case), "rare").text
    assert told.endswith("body mass index 37.13 is above 33. Pounds? Type it a second time.")
    again = gate(seen(case, again={WEIGHT: "70.7"}), "rare").text
    assert again.endswith("is above 33. Say why it is right.")


def test_only_the_measures_that_doses_rest_on_are_doubted() -> None:
    today = {"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92"}
    assert seen(measured({"on": "2026-06-01", "weight_kg": "20", "height_cm": "104"}, today)).doubts == ()
    taken_before = {"on": "2026-11-17", "weight_kg": "13.4", "height_cm": "104"}
    (doubt,) = seen(measured(taken_before, {"on": "2026-11-21", "weight_kg": "13.5"})).doubts
    assert (doubt.key, doubt.path) == ("rare.2026-11-17.height_cm.104", HEIGHT)


def test_a_change_is_told_with_its_sign_and_beside_the_newer_row() -> None:
    fell = measured(
        {"on": "2026-11-17", "weight_kg": "15", "height_cm": "92"},
        {"on": "2026-11-21", "weight_kg": "13.2", "height_cm": "92"},
    )
    (doubt,) = seen(fell).doubts
    # 13.2 / 15 - 1
    assert spaced(doubt.text) == "Rare: weight 13.2 kg, changed by \N{MINUS SIGN}12 %, more than 10 %."
    assert doubt.path == "measurements[1].weight_kg"


def test_without_a_birth_date_nothing_can_be_rare() -> None:
    assert seen(put(put(heavy(), "patient.date_of_birth", ""), SODIUM, "115")).doubts == ()


# --- results


@pytest.mark.parametrize(("value", "doubted"), [
    ("119.9", True), ("120", False), ("160", False), ("160.1", True),
])  # fmt: skip
def test_a_result_is_rare_beyond_its_usual_range_and_not_at_its_ends(value: str, *, doubted: bool) -> None:
    assert [one.typed for one in seen(with_sodium(value)).doubts] == ([value] if doubted else [])


def test_a_rare_result_is_told_in_the_unit_that_it_came_in_and_its_range_in_the_usual_one() -> None:
    """101 mg/L of ferritin are 101,000 micrograms."""
    (doubt,) = seen(put(EXAMPLE, "labs[0]", lab("ferritin", "101", "mg/L"))).doubts
    assert spaced(doubt.text) == "Rare: Ferritin 101 mg/L, outside 5 to 100,000 microgram/L."
    assert (doubt.key, doubt.path) == ("rare.2026-11-21T06:10:00.ferritin.101", "labs[0].value")
    assert (doubt.code, doubt.name, doubt.step, doubt.hint) == ("value_implausible", "Value", 2, None)


def test_a_unit_in_another_spelling_is_read_as_the_same_unit() -> None:
    (doubt,) = seen(put(EXAMPLE, "labs[0]", lab("ferritin", "100001", "µg/L"))).doubts
    assert doubt.typed == "100001"


@pytest.mark.parametrize(("taken", "doubted"), [
    ("2026-11-14T23:59", False), ("2026-11-15T00:00", True), ("2026-11-22T23:59", True), ("2026-11-23T00:00", False),
    # Half past six in the morning of the 15th in Tokyo is still the 14th in Paris.
    ("2026-11-15T06:30+09:00", False), ("2026-11-15T08:00+09:00", True),
])  # fmt: skip
def test_results_of_the_seven_days_before_day_one_are_looked_at(taken: str, *, doubted: bool) -> None:
    assert bool(seen(with_sodium("115", taken), at("2026-11-24T08:00")).doubts) is doubted


def test_a_result_that_is_not_converted_hides_no_rare_one_after_it() -> None:
    unread = put(with_sodium("115"), "labs[0]", lab("ferritin", "9000", "pmol/L"))
    assert [one.path for one in seen(unread).doubts] == [SODIUM]


def test_every_rare_result_is_doubted_after_the_measures() -> None:
    doubts = seen(put(put(heavy(), SODIUM, "115"), "labs[3].value", "250")).doubts
    assert [one.path for one in doubts] == [WEIGHT, "labs[3].value", SODIUM]


def test_a_doubt_stands_at_the_row_as_typed_though_a_row_before_it_can_not_be_used() -> None:
    assert [one.path for one in seen(put(with_sodium("115"), "labs[3].value", "8,2")).doubts] == [SODIUM]


# --- what confirms it


@pytest.mark.parametrize(("again", "repeated"), [
    ("115", True), (" 115.0 ", True), ("11.5", False), ("x", False), ("", False),
])  # fmt: skip
def test_a_rare_value_is_repeated_as_the_same_number(again: str, *, repeated: bool) -> None:
    (doubt,) = seen(with_sodium("115"), again={SODIUM: again}).doubts
    assert doubt.repeated is repeated


def test_a_value_typed_again_at_another_field_repeats_nothing() -> None:
    assert not seen(with_sodium("115"), again={"labs[8].value": "115"}).doubts[0].repeated


def test_a_doubt_is_confirmed_once_it_was_repeated_and_has_a_reason() -> None:
    case, key = with_sodium("115"), "rare.2026-11-21T20:10:00.na.115"
    for again, reasons, confirmed in (
        ({SODIUM: "115"}, {}, False), ({}, {key: "Second sample agrees"}, False),
        ({SODIUM: "115"}, {key: "Second sample agrees"}, True),
    ):  # fmt: skip
        (doubt,) = seen(case, again=again, reasons=reasons).doubts
        assert doubt.confirmed is confirmed
    assert doubt.reason == "Second sample agrees"

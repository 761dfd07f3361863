"""A weight and height about to be written down: what can't be, what is rare, and against what each is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.measuring import Confirmed, Scale, Weighed, path_of, typed_row, weighed
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.growth.tables import Sex
    from hlh_desktop.domain.knowledge import Knowledge

BORN, TODAY = date(2024, 6, 22), date(2026, 11, 25)
A_NUMBER = "A number with a decimal point, such as 13.5 or 0.75: no comma, no space, no unit, a digit before the point."


def row(kg: str | None = None, cm: str | None = None, on: str = "2026-11-25") -> Measurement:
    return Measurement.model_validate({"on": on, "weight_kg": kg, "height_cm": cm})


# The usual child of these tests: 13.5 kg and 92 cm four days ago.
GIRL = Scale("female", BORN, None, (row("13.5", "92", "2026-11-21"),))


def held(one: Measurement, scale: Scale = GIRL, confirmed: Confirmed | None = None, **parts: Any) -> Weighed:
    said = Confirmed() if confirmed is None else confirmed
    return weighed(scale, one, said, parts.get("known", knowledge()), parts.get("today", TODAY))


def words(one: Measurement, scale: Scale = GIRL, **parts: Any) -> dict[str, str]:
    """What can't be, by field, with ordinary spaces."""
    return {field: text.replace("\xa0", " ") for field, text in held(one, scale, **parts).wrong.items()}


def rare(one: Measurement, scale: Scale = GIRL) -> dict[str, str]:
    """What is rare, by the path of its field, with ordinary spaces."""
    return {doubt.path: doubt.text.replace("\xa0", " ") for doubt in held(one, scale).doubts}


def surface(low: str, high: str) -> Knowledge:
    """Knowledge in which a body surface lies between these, in m2."""
    settings = knowledge().settings
    ranges = {**settings.ranges, "bsa_m2": (Decimal(low), Decimal(high))}
    return replace(knowledge(), settings=settings.model_copy(update={"ranges": ranges}))


# --- as typed


def test_what_was_typed_becomes_a_row_in_which_an_empty_field_is_not_known() -> None:
    found, wrong = typed_row("2026-11-25", {"weight_kg": " 13.9 ", "height_cm": "  "}, "measured", knowledge())
    assert found == row("13.9").model_copy(update={"weight_source": "measured"})
    assert wrong == {}


@pytest.mark.parametrize("typed", ["13,9", "13.9 kg", "-1"])
def test_what_is_illegible_is_told_at_its_field(typed: str) -> None:
    found, wrong = typed_row("2026-11-25", {"weight_kg": "13.9", "height_cm": typed}, "stated", knowledge())
    assert (found, wrong) == (None, {"height_cm": A_NUMBER})


def test_a_day_that_is_none_and_a_number_that_is_none_are_both_told() -> None:
    found, wrong = typed_row("yesterday", {"weight_kg": "x"}, "measured", knowledge())
    assert found is None
    assert wrong["weight_kg"] == A_NUMBER
    assert wrong["on"].startswith("A date between 1900 and 2199")


# --- the day


def test_nothing_is_measured_tomorrow_nor_before_birth() -> None:
    tomorrow = "Measured in the future: today is 25 Nov 2026. Check the day."
    assert words(row("13.9", on="2026-11-26")) == {"on": tomorrow}
    assert words(row("3.4", on="2024-06-21")) == {"on": "A day on or after birth, 22 Jun 2024."}
    for kg, day in (("13.9", "2026-11-25"), ("3.4", "2024-06-22")):
        assert held(row(kg, on=day)) == Weighed({}, ())


def test_a_row_says_a_weight_a_height_or_both() -> None:
    assert words(row()) == {"weight_kg": "Needed: a weight, a height or both."}
    for one in (row("13.9"), row(None, "92"), row("13.9", "92")):
        assert held(one).ready


def test_on_a_day_that_cannot_be_nothing_else_is_said() -> None:
    found = held(row("135", on="2026-11-26"))
    assert (list(found.wrong), found.doubts, found.ready) == (["on"], (), False)


# --- what no child can be


def test_a_weight_and_a_height_that_no_child_of_the_age_has_are_each_told_with_what_is_usual() -> None:
    heavy = "Decimal point? Too heavy for any child of this age; usual is 10.5 to 16.5 kg."
    short = "Too short for any child of this age; usual is 81.9 to 96.8 cm."
    assert words(row("135", "92")) == {"weight_kg": heavy}
    assert words(row("135", "40")) == {"weight_kg": heavy, "height_cm": short}


def test_beside_an_impossible_weight_only_the_other_field_is_asked_about() -> None:
    found = held(row("135", "97"))
    assert list(found.wrong) == ["weight_kg"]
    assert [doubt.path for doubt in found.doubts] == ["measurements[0].height_cm"]
    assert not found.ready


# --- the surface: 13.5 kg and 92 cm are 0.59 m2


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [("0.59", "3", False), ("0.6", "3", True), ("0.08", "0.59", False), ("0.08", "0.58", True)],
)
def test_a_surface_outside_what_a_child_has_is_told_and_at_the_very_limit_not(low: str, high: str, told: bool) -> None:
    text = f"Weight and height together give a body surface outside {low} to {high} m². Check both."
    assert words(row("13.5", "92"), known=surface(low, high)) == ({"weight_kg": text} if told else {})


def test_a_weight_alone_is_taken_with_the_last_height_and_a_height_with_the_last_weight() -> None:
    narrow = surface("0.6", "3")
    older = row("10", "80", "2026-11-01")
    for scale in (GIRL, replace(GIRL, known=(older, *GIRL.known)), replace(GIRL, known=(*GIRL.known, older))):
        assert list(words(row("13.5"), scale, known=narrow)) == ["weight_kg"]
        assert list(words(row(None, "92"), scale, known=narrow)) == ["height_cm"]
        assert words(row("14", "93"), scale, known=narrow) == {}, "0.6 m2 by its own two measures"
    for one in (row("13.5"), row(None, "92")):
        assert words(one, replace(GIRL, known=()), known=narrow) == {}, "nothing to take it with"


def test_an_impossible_weight_is_told_as_such_and_not_by_its_surface() -> None:
    assert words(row("135", "92"), known=surface("0.08", "0.5"))["weight_kg"].startswith("Decimal point? Too heavy")


# --- what is rare


def test_a_rare_weight_and_a_rare_height_are_each_asked_about_the_weight_first() -> None:
    found = rare(row("15.5", "97"))
    assert list(found.items()) == [
        (path_of("weight_kg"), "Rare: weight 15.5 kg, changed by 14.8 %, more than 10 %."),
        (path_of("height_cm"), "Rare: height 97 cm, changed by 5 cm, more than 3 cm."),
    ]
    assert list(found) == ["measurements[0].weight_kg", "measurements[0].height_cm"]


def test_each_is_ready_once_it_was_typed_again_with_its_own_reason() -> None:
    weight, height = held(row("15.5", "97")).doubts
    again = {weight.path: "15.5", height.path: "97"}
    reasons = {weight.key: "oedema", height.key: "measured twice"}
    done = held(row("15.5", "97"), confirmed=Confirmed(again, reasons))
    assert done.ready
    assert [doubt.reason for doubt in done.doubts] == ["oedema", "measured twice"]
    for half in (
        Confirmed({weight.path: "15.5"}, reasons), Confirmed(again, {weight.key: "oedema"}), Confirmed(reasons, again),
    ):  # fmt: skip
        assert not held(row("15.5", "97"), confirmed=half).ready


def test_a_weight_is_held_against_those_of_its_day_and_before_and_not_against_later_ones() -> None:
    changed = "Rare: weight 15.5 kg, changed by 14.8 %, more than 10 %."
    for day, wanted in (("2026-11-24", [changed]), ("2026-11-25", [changed]), ("2026-11-26", [])):
        scale = replace(GIRL, known=(row("13.5", None, day),))
        assert list(rare(row("15.5"), scale).values()) == wanted


@pytest.mark.parametrize(("gestation", "asked"), [(None, True), (30, False)])
def test_an_infant_born_early_is_judged_by_its_corrected_age(gestation: int | None, asked: bool) -> None:
    """4.4 kg at four months is rare; ten weeks early it is a child of seven weeks."""
    infant = Scale("male", date(2026, 7, 28), gestation)
    assert bool(rare(row("4.4"), infant)) is asked


@pytest.mark.parametrize(("sex", "asked"), [("male", True), ("female", False), (None, False)])
def test_a_child_is_held_against_its_own_sex_and_without_one_only_against_what_holds_for_both(
    sex: Sex | None, asked: bool
) -> None:
    """WHO at a year: -3 and -2 SD are 6.9 and 7.7 kg for boys, 6.3 and 7.0 kg for girls; rare is below -3.5."""
    assert bool(rare(row("6.2"), Scale(sex, date(2025, 11, 25), None))) is asked

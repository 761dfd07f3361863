"""The second check: three ways, and a difference of any kind stops the dose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hlh_desktop.domain.log.records import record_of
from hlh_desktop.domain.log.second_check import Own, Seen, compare, own_of
from tests.builders import knowledge
from tests.domain.log.doses import dose

SEEN = Seen(Decimal("13.5"), Decimal(89), Decimal(250), Decimal(125))


def own() -> Own:
    """Etoposide 89 mg: 223 to 445 mL at 0.4 to 0.2 mg per mL, over 60 to 120 minutes."""
    return own_of(Decimal("13.5"), Decimal(89), record_of(dose(), knowledge()))


def test_equal_values_agree_with_the_programs_own() -> None:
    found = compare(SEEN, SEEN, own())
    assert found.agrees
    assert [row.measure for row in found.rows] == ["weight", "dose", "volume", "rate"]


@pytest.mark.parametrize(
    ("measure", "value"),
    [("weight_kg", "13.4"), ("dose", "98"), ("dose", "890"), ("volume_ml", "251"), ("rate_ml_per_h", "124")],
)
@pytest.mark.parametrize("who", [0, 1])
def test_one_persons_other_value_stops_the_dose(measure: str, value: str, who: int) -> None:
    both = [SEEN, SEEN]
    both[who] = replace(SEEN, **{measure: Decimal(value)})
    assert not compare(*both, own()).agrees


@pytest.mark.parametrize(("measure", "value"), [("weight_kg", "31.5"), ("dose", "98")])
def test_both_people_with_the_same_wrong_value_are_stopped_by_the_program(measure: str, value: str) -> None:
    wrong = replace(SEEN, **{measure: Decimal(value)})
    assert not compare(wrong, wrong, own()).agrees


@pytest.mark.parametrize(("volume", "agrees"), [("222", False), ("223", True), ("445", True), ("446", False)])
def test_the_volume_lies_within_the_concentrations_of_the_drug(volume: str, agrees: bool) -> None:
    rate = Decimal(volume)  # over one hour
    both = replace(SEEN, volume_ml=Decimal(volume), rate_ml_per_h=rate)
    assert compare(both, both, own()).agrees is agrees


@pytest.mark.parametrize(("rate", "agrees"), [("124", False), ("125", True), ("250", True), ("251", False)])
def test_the_rate_gives_the_volume_within_the_duration_of_the_drug(rate: str, agrees: bool) -> None:
    both = replace(SEEN, rate_ml_per_h=Decimal(rate))
    assert compare(both, both, own()).agrees is agrees


def test_a_value_that_one_person_leaves_out_does_not_agree() -> None:
    assert not compare(SEEN, replace(SEEN, volume_ml=None), own()).agrees


def test_a_dose_without_a_pump_needs_no_volume_and_no_rate() -> None:
    both = Seen(Decimal("13.5"), Decimal(10))
    assert compare(both, both, Own(Decimal("13.5"), Decimal(10))).agrees

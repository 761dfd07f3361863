"""A late entry is held against the version of the plan that was in force when the dose was taken."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.ward import measuring
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.ward.log.giving import Written

# The child weighs 13.5 kg and has 0.59 m2 in the first version, 12.9 kg in the second.
LATE = {"far_past": "given on paper while the program was down"}


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    made = bedside.make(tmp_path / "ward")
    made.be(NURSE)
    return made


def lighter(bed: Bed) -> None:
    """A second version, at less weight, is signed now."""
    bed.head = bedside.sign(bed.doctor, "TV04", 2, bed.child, bed.now, rewriting=True)
    assert (bed.head.version, bed.head.measures.weight_kg) == (2, Decimal("12.9"))


def late(bed: Bed, dose: LoggedDose, **parts: Any) -> Written:
    return bed.write(dose, taken=bed.desk.here(dose.due), **{"reasons": LATE, **parts})


def test_a_dose_of_the_day_before_is_held_against_the_surface_and_the_amount_of_that_day(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"), days=1, hours=-2)
    lighter(bed)
    assert bed.dose("dexamethasone").amount != dose.amount
    done = late(bed, dose)
    assert done.outcome is not None
    assert (done.outcome.bsa_m2, done.outcome.planned_amount) == (Decimal("0.59"), Decimal("5.9"))
    assert [gate.code for gate in done.gates] == ["far_past", "in_force"]
    words = done.gates[-1].text.replace("\xa0", " ")
    assert words.startswith("Held against version 1, in force when it was taken: 13.5 kg, 0.59 m²")
    (fact,) = bed.desk.store.facts(bed.child, ("dose_outcome",))
    assert (fact.body["version"], fact.body["plan"]) == (1, str(dose.plan))


def test_too_much_by_the_plan_of_that_day_is_not_let_pass_by_another_plan_since(bed: Bed) -> None:
    bed.head = bedside.sign(bed.doctor, "TV04", 2, bed.child, bed.now, rewriting=True)
    dose = bed.at(bed.dose("dexamethasone"), days=1, hours=-2)
    bed.head = bedside.sign(bed.doctor, "TV04", 3, bed.child, bed.now, rewriting=True)
    assert bed.head.measures.weight_kg == Decimal("13.8")
    assert dose.amount is not None
    now = bed.dose("dexamethasone").amount
    assert now is not None
    limit = (dose.amount * Decimal("1.05"), now * Decimal("1.05"))
    between = sum(limit) / 2
    codes = [gate.code for gate in late(bed, dose, amount=between).gates]
    assert "amount_deviates" in codes


def test_what_was_just_given_is_held_against_the_version_that_stands(bed: Bed) -> None:
    """A form that was opened before the new version was signed shows an old amount: that is no late entry."""
    dose = bed.at(bed.dose("dexamethasone"), minutes=120)
    lighter(bed)
    done = late(bed, dose, reasons={})
    assert "in_force" not in [gate.code for gate in done.gates]
    assert done.outcome is not None
    assert done.outcome.planned_amount == bed.dose("dexamethasone").amount
    assert done.outcome.bsa_m2 == bed.head.measures.bsa_m2


def test_a_dose_from_before_the_first_signature_is_held_against_that_one(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"), days=1, hours=-2)
    lighter(bed)
    before = bed.desk.here(bedside.NOW) - timedelta(hours=3)
    done = bed.write(dose, taken=before, reasons={**LATE, "early": "directed by the prescriber"})
    assert done.outcome is not None
    assert done.outcome.bsa_m2 == Decimal("0.59")


def test_a_weight_of_a_later_day_does_not_make_that_of_the_dose_newer(bed: Bed) -> None:
    """Etoposide of day 11: the newest weight then was of before day one; that of day 12 was not known."""
    dose = bed.at(bed.dose("etoposide", 4))
    bed.now += timedelta(days=1)
    assert "weight_old" in [gate.code for gate in late(bed, dose).gates]
    row = Measurement(on=bed.now.date(), weight_kg=Decimal("13.6"), by=NURSE)
    assert measuring.measure(bed.desk, bed.child, row, bed.now) == ()
    assert "weight_old" in [gate.code for gate in late(bed, dose).gates]

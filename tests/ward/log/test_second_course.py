"""A second course that is told an earlier amount of etoposide, which may be what this ward gave in the first."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.ward.alarms import alarms
from hlh_desktop.ward.log.looked import values
from tests.ward.log import bed as bedside
from tests.ward.log import two_children

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.log.bed import Bed

# Etoposide 89 mg on 0.59 m2.
ONE = Fraction(89) / Fraction("0.59")


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    """The first dose of the first course is given; the next day has begun."""
    made = bedside.make(tmp_path / "ward")
    assert made.write(made.ready()).outcome is not None
    made.now += timedelta(hours=20)
    return made


def another(bed: Bed, prior: str, **parts: Any) -> None:
    """Another version is signed now, which tells so much etoposide as given earlier."""
    opened = bed.doctor.new_draft(bed.child, bed.now)
    case = opened.draft.case
    patient = {**case["patient"], "prior_etoposide_mg_per_m2": prior}
    bed.head = two_children.sign(bed.doctor, opened, {**case, "patient": patient, **parts}, bed.now)


def second_course(bed: Bed, prior: str) -> None:
    another(bed, prior, day_one=(bed.now.date() + timedelta(days=1)).isoformat())


def told(bed: Bed) -> list[str]:
    """What the alarms say of a sum that may count something twice."""
    found = alarms(bed.desk, bed.desk.log.day(bed.child, bed.now), (), (), bed.now)
    return [one.text.replace("\xa0", " ") for one in found if one.strong == "Sum may count doses twice."]


def gate(bed: Bed, number: int = 1) -> str | None:
    dose = bed.at(bed.dose("etoposide", number))
    spoken = {one.code: one for one in bed.write(dose).gates}
    return spoken["cumulative_overlap"].text if "cumulative_overlap" in spoken else None


def test_an_earlier_amount_that_may_contain_the_first_course_is_told_beside_the_log_and_both_count(bed: Bed) -> None:
    second_course(bed, "450")
    day = bed.desk.log.day(bed.child, bed.now)
    assert day.given is not None
    assert day.given.total == 450 + ONE, "nothing is left out, though a part may be there twice"
    (words,) = told(bed)
    for figure in ("450 mg/m²", "150.8 mg/m²", "600.8 mg/m² in all", "450 mg/m² if it does"):
        assert figure in words
    assert gate(bed) == (
        "450 mg/m2 of etoposide were told as given before the plan, when this ward's log had 151 mg/m2. Whether the "
        "one contains the other is not known: both are counted, 752 mg/m2 with this dose, 601 if it does."
    )


def test_a_prescriber_who_releases_sees_both_figures(bed: Bed) -> None:
    second_course(bed, "450")
    day = bed.desk.log.day(bed.child, bed.now)
    (seen,) = [one.today for one in values(bed.desk, day, bed.now) if one.key == "cumulative"]
    assert seen is not None
    for figure in ("600.8", "450", "150.8", "may overlap"):
        assert figure in seen


def test_an_amount_that_was_told_before_this_ward_gave_anything_overlaps_with_nothing(tmp_path: Path) -> None:
    bed = bedside.make(tmp_path / "ward")
    another(bed, "300")
    assert bed.write(bed.ready()).outcome is not None
    bed.now += timedelta(hours=20)
    another(bed, "300")
    assert (told(bed), gate(bed, 2)) == ([], None)
    another(bed, "450")
    assert told(bed), "an amount that was raised since may contain the dose"


def test_where_nothing_was_given_earlier_nothing_is_told(bed: Bed) -> None:
    second_course(bed, "0")
    assert (told(bed), gate(bed)) == ([], None)


def test_while_amounts_are_hidden_it_is_told_without_figures(bed: Bed) -> None:
    second_course(bed, "450")
    dose = bed.at(bed.dose("etoposide"))
    bed.be(bedside.NURSE).log.begin_check(dose.id, uuid4(), bed.now)
    (words,) = told(bed)
    assert "450" not in words
    assert "150" not in words

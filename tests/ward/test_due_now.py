"""The most urgent dose of a child in words: which it is, how late, who released it, and what is to be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ward import stay
from hlh_desktop.ward.due_now import due_now
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.due_now import DueNow


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def due(bed: Bed) -> DueNow:
    return due_now(bed.desk, bed.desk.log.day(bed.child, bed.now), bed.now)


def plain(words: str) -> str:
    return words.replace(NON_BREAKING, " ")


def give(bed: Bed, *drugs: str) -> None:
    bed.be(NURSE)
    for drug in drugs:
        assert bed.write(bed.dose(drug), reasons={"late": "waited for results"}).outcome is not None


def test_a_dose_that_is_late_tells_its_number_how_late_and_who_released_it(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"), minutes=-40)
    bed.release(dose)
    bed.at(dose, minutes=5)
    bed.be(NURSE)
    found = due(bed)
    assert plain(found.title) == "etoposide 89 mg intravenous"
    assert found.detail == f"dose 1 of 10, due 14:00, released 13:20 by {wards.DOCTOR}"
    assert found.state is not None
    assert (plain(found.state.words), found.state.tone, found.late) == ("Overdue 5 min", "critical", True)
    assert (found.dose, found.deed, found.button) == (dose.id, "check", "Check dose 1...")


def test_a_cytotoxic_that_is_late_stands_before_an_older_dose_and_that_is_told_as_due_too(bed: Bed) -> None:
    """At 14:05 "Next 08:00" would read as tomorrow."""
    bed.at(bed.dose("etoposide"), minutes=5)
    found = due(bed)
    assert found.title.startswith("etoposide")
    assert plain(found.then).startswith("Also due, since 08:00: ")


def test_who_may_release_is_led_there_and_who_may_not_only_looks(bed: Bed) -> None:
    bed.at(bed.dose("etoposide"), minutes=-30)
    give(bed, "dexamethasone", "cotrimoxazole")
    bed.be("")
    rituximab = bed.dose("rituximab")
    assert (due(bed).dose, due(bed).button) == (rituximab.id, "Release dose 1...")
    assert "not released yet" in due(bed).detail
    bed.be(NURSE)
    assert due(bed).button == "Open dose 1..."


def test_nothing_due_tells_what_comes_next(bed: Bed) -> None:
    bed.at(bed.dose("dexamethasone", 6), hours=-5)
    found = due(bed)
    assert (found.title, found.dose, found.state) == ("Nothing is due now.", None, None)
    assert plain(found.then).startswith("Next 08:00: ")


def test_an_infusion_under_way_tells_since_when(bed: Bed) -> None:
    dose = bed.ready()
    give(bed, "dexamethasone", "cotrimoxazole")
    bed.write(dose, "running", reason="")
    bed.release(bed.dose("rituximab"))
    give(bed, "rituximab")
    found = due(bed)
    assert (found.dose, found.detail, found.button) == (dose.id, "dose 1 of 10, since 14:00", "Finish dose 1...")


def test_no_amount_is_told_while_a_dose_is_in_its_second_check(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.be(NURSE).log.begin_check(dose.id, uuid4(), bed.now)
    found = due(bed)
    assert "hidden" in found.title
    assert "89" not in found.title
    assert " mg" not in plain(found.then).replace("mg hidden", "")


def test_a_child_that_has_left_has_nothing_due(bed: Bed) -> None:
    bed.at(bed.dose("etoposide"), minutes=5)
    stay.change_stay(bed.be(NURSE), bed.child, "transferred", bed.now, bed.now)
    assert (due(bed).dose, due(bed).title) == (None, "The child is not this ward's any more.")


def test_after_the_last_dose_none_is_left(bed: Bed) -> None:
    day = bed.desk.log.day(bed.child, bed.now)
    bed.at(day.doses[-1].dose, days=30)
    assert due(bed).title == "No dose is left in this plan."

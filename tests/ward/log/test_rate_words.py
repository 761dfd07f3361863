"""How a ward's second checks are told to the ward itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.ward.log.rate_words import rate_lines
from tests.ward.log import bed as beds
from tests.ward.log.bed import NURSE, SECOND, seen_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ward.log.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Iterator[Bed]:
    made = beds.make(tmp_path / "ward")
    yield made
    made.doctor.store.close()


def told(bed: Bed) -> dict[str, str]:
    return {line.label: line.value for line in rate_lines(bed.desk)}


def test_a_ward_without_a_check_is_told_no_percentage(bed: Bed) -> None:
    assert told(bed) == {
        "Checked independently": "no dose yet that asks for a second check",
        "Time per check": "no whole check yet",
        "Did not agree": "no whole check yet",
    }


def test_independence_time_and_disagreement_are_told_as_parts_of_a_whole(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    for label in (Decimal(98), Decimal(89)):
        bed.be(NURSE).log.begin_check(dose.id, dose.id if label == 89 else bed.child, bed.now)
        bed.enter(dose, NURSE, seen_of(dose))
        bed.now += timedelta(minutes=4)
        bed.enter(dose, SECOND, replace(seen_of(dose), dose=label))
    bed.be(NURSE)
    assert bed.write(dose, reasons={"late": "waited for results"}).outcome is not None
    assert told(bed) == {
        "Checked independently": "1 of 1 doses (100 %)",
        "Time per check": "half of them took 4 min or less",
        "Did not agree": "1 of 2 checks (50 %)",
    }

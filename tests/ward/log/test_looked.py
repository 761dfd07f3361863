"""What a prescriber is shown before a release: the newest of each value, and nothing unknown told as nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.ward import measuring
from hlh_desktop.ward.log.looked import values
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.log.day import ChildDay
    from tests.ward.log.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    made = bedside.make(tmp_path / "ward")
    made.at(made.dose("etoposide"))
    return made


def seen(bed: Bed, name: str, day: ChildDay | None = None) -> str | None:
    found = day or bed.desk.log.day(bed.child, bed.now)
    return next(one.today for one in values(bed.desk, found, bed.now) if one.key == name)


def test_of_two_weights_of_one_day_the_one_that_was_written_later_is_shown(bed: Bed) -> None:
    for weight in ("13.6", "13.9"):
        row = Measurement(on=bed.now.date(), weight_kg=Decimal(weight), weight_source="measured")
        assert measuring.measure(bed.desk, bed.child, row, bed.now) == ()
    told = seen(bed, "weight")
    assert told is not None
    assert "13.9" in told


def test_a_sum_before_which_something_is_not_known_is_not_known(bed: Bed) -> None:
    day = bed.desk.log.day(bed.child, bed.now)
    assert day.signed is not None
    assert seen(bed, "cumulative", day) is not None
    assert seen(bed, "cumulative", replace(day, signed=replace(day.signed, before=None))) is None

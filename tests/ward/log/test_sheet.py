"""What stands beside a dose when it is given: the order as a rule, and over how long an infusion runs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.log.records import record_of
from hlh_desktop.ward.log.sheet import order_words
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.log.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def test_the_order_of_an_infusion_says_over_how_long_it_runs(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    record = record_of(dose, bed.desk.ward.knowledge)
    assert record is not None
    assert order_words(bed.desk, dose, record).endswith("over 60 to 120 min")
    exact = record.model_copy(update={"minutes_most": Decimal(60)})
    assert order_words(bed.desk, dose, exact).endswith("over 60 min")
    unknown = record.model_copy(update={"minutes_least": None, "minutes_most": None})
    assert "over" not in order_words(bed.desk, dose, unknown)

"""After a weight change the plan awaits a revision: from which change on, by which weight, and what is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.weight import Revision, awaits_revision

PLANNED = date(2026, 11, 21)
FIVE = Decimal(5)


def weighed(on: date, kg: str | None) -> Measurement:
    return Measurement.model_validate({"on": on.isoformat(), "weight_kg": kg, "height_cm": "92"})


def revision(*rows: Measurement) -> Revision | None:
    return awaits_revision(Decimal("13.5"), PLANNED, rows, FIVE)


@pytest.mark.parametrize("kg", ["13.5", "14.175", "12.825", "14.1"])
def test_within_the_limit_the_plan_stands(kg: str) -> None:
    assert revision(weighed(date(2026, 11, 24), kg)) is None


@pytest.mark.parametrize(("kg", "percent"), [("14.18", "5.1"), ("12.82", "5.1"), ("14.5", "7.5"), ("27", "100")])
def test_beyond_it_both_weights_the_day_and_the_percent_are_told(kg: str, percent: str) -> None:
    day = date(2026, 11, 24)
    found = revision(weighed(day, kg))
    assert found == Revision(Decimal("13.5"), Decimal(kg), Decimal(percent), day)
    assert found.gained is (Decimal(kg) > found.old)


def test_a_percent_just_above_the_limit_does_not_read_as_the_limit() -> None:
    found = revision(weighed(date(2026, 11, 24), "14.176"))
    assert found is not None
    assert found.percent == Decimal("5.1")


def test_the_newest_weight_counts_and_of_one_day_the_later_written() -> None:
    first, second = weighed(date(2026, 11, 24), "15"), weighed(date(2026, 11, 24), "13.6")
    assert revision(first, second) is None
    assert revision(second, first) is not None
    assert revision(weighed(date(2026, 11, 25), "13.6"), first) is None


def test_a_weight_of_before_the_plans_says_nothing() -> None:
    assert revision(weighed(date(2026, 11, 20), "20")) is None


def test_a_height_alone_says_nothing() -> None:
    assert revision(weighed(date(2026, 11, 24), None)) is None
    assert revision() is None

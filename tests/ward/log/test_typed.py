"""What is typed at the bedside is read strictly, in ward time, on the nights of a clock change too."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.ward.log.typed import interruption, read_amount, read_moment, show_moment
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.log.bed import Bed


@pytest.fixture
def desk(tmp_path: Path) -> Bed:
    return bed.make(tmp_path / "ward")


def now(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_clock_time_is_todays(desk: Bed) -> None:
    found = read_moment(desk.desk, "14:05", now("2026-12-02T14:06+01:00"))
    assert found is not None
    assert found.isoformat() == "2026-12-02T14:05:00+01:00"


def test_another_day_stands_before_the_time(desk: Bed) -> None:
    at = now("2026-12-02T14:06+01:00")
    found = read_moment(desk.desk, "1 Dec 2026 23:50", at)
    assert found is not None
    assert found.isoformat() == "2026-12-01T23:50:00+01:00"
    assert show_moment(desk.desk, found, at) == "1 Dec 2026 23:50"


@pytest.mark.parametrize(
    "typed", ["", "8", "8:5", "8:05", "24:00", "14.05", "1405", "2:05 pm", "1/12/2026 08:00", "1 Dec"]
)
def test_anything_else_is_not_read(desk: Bed, typed: str) -> None:
    assert read_moment(desk.desk, typed, now("2026-12-02T14:06+01:00")) is None


def test_of_a_time_that_comes_twice_the_last_that_has_passed_counts(desk: Bed) -> None:
    """On 25 October 2026 the clock is set back from 03:00 to 02:00 in Paris."""
    before, after = now("2026-10-25T00:45+00:00"), now("2026-10-25T01:45+00:00")
    first, second = (read_moment(desk.desk, "02:30", at) for at in (before, after))
    assert first is not None
    assert second is not None
    assert first.astimezone(UTC).isoformat() == "2026-10-25T00:30:00+00:00"
    assert second.astimezone(UTC).isoformat() == "2026-10-25T01:30:00+00:00"


def test_a_time_that_the_clock_skipped_is_not_read(desk: Bed) -> None:
    assert read_moment(desk.desk, "02:30", now("2026-03-29T05:00+02:00")) is None


@pytest.mark.parametrize(
    ("typed", "amount"), [("5.9", Decimal("5.9")), ("44", Decimal(44)), ("0", None), ("5,9", None)]
)
def test_an_amount_is_a_plain_number_above_nothing(typed: str, amount: Decimal | None) -> None:
    assert read_amount(typed) == amount


def test_an_interruption_needs_both_times_in_order_and_a_reason(desk: Bed) -> None:
    at = now("2026-12-02T16:00+01:00")
    assert interruption(desk.desk, "14:30", "14:40", "line blocked", at) == "interrupted 14:30 to 14:40: line blocked"
    assert interruption(desk.desk, "14:40", "14:30", "line blocked", at) is None
    assert interruption(desk.desk, "14:30", "", "line blocked", at) is None
    assert interruption(desk.desk, "14:30", "14:40", " ", at) is None

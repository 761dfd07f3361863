"""What cannot have happened yet is told at its row: a sample later than now, a measure of a day after today."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.problem import Problem
from hlh_desktop.domain.wizard.future import in_future
from tests.builders import knowledge

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def told(**rows: Any) -> tuple[Problem, ...]:
    return in_future(rows, NOW, knowledge())


def samples(*moments: Any) -> list[str]:
    """The fields of the samples that are told."""
    return [one.field for one in told(labs=[{"at": moment} for moment in moments])]


def test_a_sample_of_the_future_is_told_with_what_was_typed_and_the_moment_of_now() -> None:
    (one,) = told(labs=[{"at": "2026-11-22T13:59"}, {"at": "2026-11-22T15:00"}])
    assert one == Problem(
        "labs[1].at", '"2026-11-22T15:00"', "taken_in_future", {"day": "2026-11-22", "clock": "14:00"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-11-22T14:05", False),  # a clock of the laboratory may be five minutes ahead
        ("2026-11-22T14:06", True),
        ("2026-11-22T13:06Z", True),  # the same moment, told in UTC
        ("2026-11-22T13:05Z", False),
        ("2026-11-22", False),
        ("2026-11-23", True),
    ],
)
def test_a_sample_may_be_as_far_ahead_as_another_clock(moment: str, *, late: bool) -> None:
    assert samples(moment) == (["labs[0].at"] if late else [])


@pytest.mark.parametrize("unread", ["tomorrow", "", None, 5, "2026-13-01", "2026-11-23T25:00"])
def test_what_is_no_moment_is_told_elsewhere_and_hides_no_row_after_it(unread: Any) -> None:
    assert samples(unread, "2026-11-23T08:00") == ["labs[1].at"]


def test_a_measure_of_tomorrow_is_told_with_the_day_of_today() -> None:
    found = told(measurements=[{"on": "2026-11-22"}, {"on": "2026-11-23"}, {"on": "soon"}])
    assert found == (Problem("measurements[1].on", '"2026-11-23"', "measured_in_future", {"day": "2026-11-22"}),)


@pytest.mark.parametrize("rows", [None, "x", {}, [None], ["2026-11-23"], [[]]])
def test_rows_that_are_none_are_passed_over(rows: Any) -> None:
    assert told(labs=rows, measurements=rows) == ()

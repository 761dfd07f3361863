"""Gates of time in their own words, and lengths of time as they are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hlh_desktop.domain.log.gates.when import minutes, span
from tests.domain.log.doses import DUE, attempt, chart, steroid
from tests.domain.log.gates.spoken import NOW, texts

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (timedelta(0), "0 min"), (-MINUTE, "0 min"), (SECOND, "1 min"), (MINUTE, "1 min"), (61 * SECOND, "2 min"),
        (59 * MINUTE, "59 min"), (60 * MINUTE, "1 h"), (85 * MINUTE, "1 h 25 min"), (1439 * MINUTE, "23 h 59 min"),
        (1440 * MINUTE, "1 d"), (1441 * MINUTE, "1 d 1 min"), (49 * 60 * MINUTE, "2 d 1 h"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_told_in_days_hours_and_begun_minutes(time: timedelta, told: str) -> None:
    assert span(time) == told


@pytest.mark.parametrize(("seconds", "wanted"), [(0, 0), (1, 1), (60, 1), (61, 2), (-59, 0)])
def test_a_minute_that_has_begun_is_counted(seconds: int, wanted: int) -> None:
    assert minutes(timedelta(seconds=seconds)) == wanted


def test_the_later_of_begin_and_end_says_how_far_ahead_it_is() -> None:
    begun = attempt(steroid(), taken=NOW + 61 * SECOND)
    ends = attempt(steroid(), ended=NOW + 5 * MINUTE)
    for made, ahead in ((begun, 2), (ends, 5)):
        assert texts(made, chart(steroid())) == {
            "future": f"That moment is {ahead} min ahead. What was not taken yet is not written down."
        }


def test_an_entry_is_late_by_when_the_infusion_ended_where_it_has_an_end() -> None:
    now = DUE + timedelta(hours=2, minutes=1)
    assert texts(attempt(steroid()), chart(steroid()), now) == {"far_past": "2 h 1 min ago. A late entry says why."}
    assert texts(attempt(steroid(), ended=DUE + MINUTE), chart(steroid()), now) == {}


def test_too_early_and_too_late_are_told_against_the_due_moment() -> None:
    early, late = DUE - 61 * MINUTE, DUE + 61 * MINUTE
    assert texts(attempt(steroid(), taken=early), chart(steroid()), early) == {
        "early": "1 h 1 min before it is due."
    }  # fmt: skip
    assert texts(attempt(steroid(), taken=late), chart(steroid()), late) == {"late": "1 h 1 min after it was due."}
    for at in (early, late):
        refused = attempt(steroid(), "refused", taken=at, amount=None, reason="asleep")
        assert texts(refused, chart(steroid()), at) == {}


def test_an_infusion_may_end_in_the_minute_in_which_it_began() -> None:
    assert texts(attempt(steroid(), ended=DUE), chart(steroid())) == {}
    assert texts(attempt(steroid(), ended=DUE - SECOND), chart(steroid())) == {
        "ended_before_begun": "It ended before it began."
    }


def test_what_is_past_its_date_is_told_to_who_gives_it_here() -> None:
    old = {"expiry": date(2026, 12, 1)}
    assert texts(attempt(steroid(), **old), chart(steroid())) == {"expired": "Past its date, 2026-12-01."}
    assert texts(attempt(steroid(), "home", **old), chart(steroid())) == {}
    assert texts(attempt(steroid(), expiry=None), chart(steroid())) == {}

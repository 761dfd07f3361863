"""Dates as they are typed: read where there is one way to read them, else not at all."""

from __future__ import annotations

from datetime import date

import pytest

from hlh_desktop.domain.day_entry import DayEntry
from tests.builders import knowledge

TODAY = date(2026, 11, 22)


@pytest.fixture
def entry() -> DayEntry:
    return DayEntry(knowledge().wording)


@pytest.mark.parametrize(
    "text",
    [
        "22 Jun 2024", "22 june 2024", "22Jun2024", "22-Jun-2024", "22. June 2024", "2024-06-22", "22.06.2024",
        "22.6.2024", " 22 Jun 2024 ",
    ],
)  # fmt: skip
def test_a_date_is_read_in_each_way_that_has_one_meaning(entry: DayEntry, text: str) -> None:
    assert entry.read_day(text, TODAY) == "2024-06-22"


@pytest.mark.parametrize(
    "text",
    [
        "", "22/06/2024", "06/07/2024", "22 06 2024", "22.06.24", "22 Jun 24", "Jun 22 2024", "22 Juin 2024",
        "31 Jun 2024", "29 Feb 2025", "0 Jun 2024", "22 J 2024", "22 Jun 1824", "2024-6-22", "20240622",
    ],
)  # fmt: skip
def test_a_date_that_could_be_another_one_or_none_is_not_read(entry: DayEntry, text: str) -> None:
    assert entry.read_day(text, TODAY) is None


def test_today_is_the_day_of_the_ward(entry: DayEntry) -> None:
    assert entry.read_day("Today", TODAY) == "2026-11-22"


def test_a_moment_has_a_clock_time_or_is_a_day(entry: DayEntry) -> None:
    assert entry.read_moment("21 Nov 2026 6:10", TODAY) == "2026-11-21T06:10"
    assert entry.read_moment("2026-11-21T06:10", TODAY) == "2026-11-21T06:10"
    assert entry.read_moment("21.11.2026 20:10", TODAY) == "2026-11-21T20:10"
    assert entry.read_moment("today 09:05", TODAY) == "2026-11-22T09:05"
    assert entry.read_moment("21 Nov 2026", TODAY) == "2026-11-21"


@pytest.mark.parametrize("text", ["21 Nov 2026 24:00", "21 Nov 2026 6:1", "21 Nov 2026 6.10", "06:10", "21 Nov 2026 6"])
def test_a_moment_without_a_clear_clock_time_is_not_read(entry: DayEntry, text: str) -> None:
    assert entry.read_moment(text, TODAY) is None


def test_what_is_kept_is_shown_as_readers_see_it_and_read_back(entry: DayEntry) -> None:
    for iso, shown in (("2024-06-22", "22 Jun 2024"), ("2026-11-21T06:10", "21 Nov 2026 06:10")):
        assert entry.shown(iso) == shown
        assert entry.read_moment(shown, TODAY) == iso


def test_what_is_no_date_is_shown_as_it_was_typed(entry: DayEntry) -> None:
    for typed in ("22 J", "31 Jun 2024", "2024-06-31", "soon"):
        assert entry.shown(typed) == typed


def test_a_date_is_told_with_its_day_of_the_week_and_what_is_none_is_not(entry: DayEntry) -> None:
    assert entry.weekday("2026-11-22").replace("\N{NO-BREAK SPACE}", " ") == "Sun 22 Nov 2026"
    for none in ("", "2026-02-30", "22 Nov 2026", "2026-11-22T14:00"):
        assert entry.weekday(none) == ""

"""Where a child is at a moment, and what becomes of a dose that falls due while the child is away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from hlh_desktop.domain.log.stay import state_away, where
from hlh_desktop.domain.log.values import Stay, StayKind
from tests.builders import knowledge

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOME = knowledge().stay.home_routes


def stay(kind: StayKind, since: datetime, number: int = 1) -> Stay:
    return Stay(UUID(int=number), kind, since)


def test_a_child_of_whom_nothing_was_written_is_on_the_ward() -> None:
    assert where((), MONDAY) is None
    assert state_away("oral", None, HOME) is None


def test_the_entry_that_began_last_counts_whenever_it_was_written() -> None:
    leave, back = stay("on_leave", MONDAY), stay("admitted", MONDAY + DAY, 2)
    for written in ((leave, back), (back, leave)):
        assert where(written, MONDAY - DAY) is None
        assert where(written, MONDAY) == leave
        assert where(written, MONDAY + DAY) == back


def test_of_two_entries_of_one_moment_the_later_written_counts() -> None:
    first, second = stay("on_leave", MONDAY), stay("outpatient", MONDAY, 2)
    assert where((first, second), MONDAY) == second


@pytest.mark.parametrize("kind", ["on_leave", "outpatient"])
def test_at_home_the_family_gives_by_mouth_and_the_rest_waits_for_a_visit(kind: StayKind) -> None:
    away = stay(kind, MONDAY)
    assert state_away("oral", away, HOME) == "at_home"
    for route in ("intravenous", "subcutaneous", "intrathecal"):
        assert state_away(route, away, HOME) == "visit"


@pytest.mark.parametrize("kind", ["transferred", "died", "archived"])
@pytest.mark.parametrize("route", ["oral", "intravenous", "intrathecal"])
def test_who_is_gone_has_no_doses_here(kind: StayKind, route: str) -> None:
    assert state_away(route, stay(kind, MONDAY), HOME) == "ended"


def test_on_the_ward_a_dose_is_an_ordinary_one() -> None:
    assert state_away("oral", stay("admitted", MONDAY), HOME) is None

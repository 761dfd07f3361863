"""Where a child is: from which moment, in which bed, what is refused, and that a wrong entry stays readable."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import stay
from tests.builders import case_data, knowledge
from tests.ward.wards import LATER, NOW, OTHER, OTHER_PASSWORD, add_other, enter, new_ward, signed, ungated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.domain.log.values import StayKind
    from hlh_desktop.ward.open_ward import OpenWard

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    ungated(monkeypatch)
    return new_ward(tmp_path / "ward")


@pytest.fixture
def child(desk: OpenWard) -> UUID:
    return signed(desk, case_data()).child


@pytest.fixture
def neighbour(desk: OpenWard) -> UUID:
    return signed(desk, case_data(patient={"mrn": "T2"})).child


def refused(deed: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        deed()
    assert knowledge().wording.say(f"problem.{caught.value.code}", **caught.value.values)
    return caught.value


def move(desk: OpenWard, child: UUID, kind: StayKind, bed: str = "", at: datetime = NOW) -> None:
    stay.change_stay(desk, child, kind, at, LATER, bed)


def now(desk: OpenWard, child: UUID, at: datetime = LATER) -> tuple[str, str] | None:
    stays = stay.stays_of(desk.store.facts(child, stay.OF_STAY))
    found = stay.stay_at(stays, at)
    return None if found is None else (found.kind, found.bed)


def test_the_bed_is_known_from_the_moment_that_was_written(desk: OpenWard, child: UUID) -> None:
    assert now(desk, child) is None
    move(desk, child, "admitted", " Bed  7 ", NOW + HOUR)
    assert now(desk, child, NOW) is None
    assert now(desk, child, NOW + HOUR) == ("admitted", "Bed 7")
    (line,) = stay.entries(desk, child)
    assert (line.stay.by, line.stay.since, line.saved) == ("Dr A. Example", NOW + HOUR, LATER)


def test_a_child_who_is_not_on_the_ward_has_no_bed(desk: OpenWard, child: UUID) -> None:
    move(desk, child, "on_leave", "7")
    assert now(desk, child) == ("on_leave", "")


def test_where_the_child_will_be_is_not_written_yet(desk: OpenWard, child: UUID) -> None:
    assert refused(lambda: move(desk, child, "on_leave", at=LATER + HOUR)).code == "stay_future"


def test_a_bed_holds_one_child_and_the_other_is_not_named(desk: OpenWard, child: UUID, neighbour: UUID) -> None:
    move(desk, neighbour, "admitted", "Bed 7")
    told = refused(lambda: move(desk, child, "admitted", "bed  7"))
    assert (told.code, told.values) == ("bed_taken", {"bed": "Bed 7"})
    move(desk, neighbour, "on_leave", at=NOW + HOUR)
    move(desk, child, "admitted", "bed 7", NOW + 2 * HOUR)
    assert now(desk, child) == ("admitted", "bed 7")


def test_two_children_may_be_without_a_bed(desk: OpenWard, child: UUID, neighbour: UUID) -> None:
    move(desk, neighbour, "admitted")
    move(desk, child, "admitted")
    assert now(desk, child) == now(desk, neighbour) == ("admitted", "")


def test_what_is_so_already_is_not_written_twice(desk: OpenWard, child: UUID) -> None:
    for _ in range(2):
        move(desk, child, "admitted", "7")
    move(desk, child, "admitted", "7", NOW + HOUR)
    assert len(stay.entries(desk, child)) == 1


def test_nothing_follows_a_death_until_that_is_struck_out(desk: OpenWard, child: UUID) -> None:
    move(desk, child, "died", at=NOW + HOUR)
    assert refused(lambda: move(desk, child, "admitted", "7", NOW + 2 * HOUR)).code == "stay_died"
    (line,) = stay.entries(desk, child)
    stay.strike_stay(desk, child, line.stay.id, "wrong chart", LATER)
    assert now(desk, child) is None
    move(desk, child, "admitted", "7", NOW + 2 * HOUR)


def test_a_death_is_not_written_before_what_came_after_it(desk: OpenWard, child: UUID) -> None:
    move(desk, child, "on_leave", at=NOW + 2 * HOUR)
    assert refused(lambda: move(desk, child, "died", at=NOW + HOUR)).code == "stay_later"
    move(desk, child, "died", at=NOW + 3 * HOUR)


def test_who_was_transferred_can_come_back(desk: OpenWard, child: UUID) -> None:
    move(desk, child, "transferred")
    move(desk, child, "admitted", "7", NOW + HOUR)
    assert now(desk, child) == ("admitted", "7")


def test_a_wrong_entry_is_struck_out_once_and_stays_readable(desk: OpenWard, child: UUID) -> None:
    move(desk, child, "admitted", "7")
    move(desk, child, "on_leave", at=NOW + HOUR)
    line = stay.entries(desk, child)[1]
    assert refused(lambda: stay.strike_stay(desk, child, line.stay.id, " ", LATER)).code == "stay_reason"
    stay.strike_stay(desk, child, line.stay.id, "leave was put off", LATER)
    assert now(desk, child) == ("admitted", "7")
    struck = stay.entries(desk, child)[1]
    assert (struck.stay.kind, struck.struck_by, struck.reason) == ("on_leave", "Dr A. Example", "leave was put off")
    assert refused(lambda: stay.strike_stay(desk, child, line.stay.id, "again", LATER)).code == "stay_struck"
    assert refused(lambda: stay.strike_stay(desk, child, UUID(int=1), "wrong", LATER)).code == "no_stay"


def test_a_child_of_another_ward_is_refused(desk: OpenWard) -> None:
    assert refused(lambda: move(desk, UUID(int=1), "admitted")).code == "no_child"


def test_who_may_not_is_told_so(desk: OpenWard, child: UUID) -> None:
    add_other(desk)
    (other,) = (one.id for one in desk.staff() if one.name == OTHER)
    desk.change_roles(other, ("pharmacist",), NOW)
    pharmacist = enter(desk.face.folder, OTHER_PASSWORD, OTHER)
    assert refused(lambda: move(pharmacist, child, "on_leave")).code == "not_allowed"
    assert refused(lambda: stay.strike_stay(pharmacist, child, UUID(int=1), "wrong", LATER)).code == "not_allowed"


def test_the_history_tells_it_in_words(desk: OpenWard, child: UUID) -> None:
    stay.change_stay(desk, child, "admitted", NOW, LATER, "7", "from the ICU")
    move(desk, child, "on_leave", at=NOW + HOUR)
    stay.strike_stay(desk, child, stay.entries(desk, child)[1].stay.id, "leave was put off", LATER)
    told = [(event.what, event.detail) for event in desk.history(child)[:3]]
    assert told == [
        ("Entry about where the child is struck out", "on leave, bed none. Why: leave was put off."),
        ("Where the child is", "on leave, bed none. Note: none."),
        ("Where the child is", "admitted, bed 7. Note: from the ICU."),
    ]


def test_on_the_night_of_a_clock_change_what_lies_ahead_is_told_by_time_and_not_by_the_wall(
    desk: OpenWard, child: UUID
) -> None:
    """On 25 Oct 2026 the clock of Paris goes from 03:00 back to 02:00."""
    first, again = (
        datetime(2026, 10, 25, 2, minute, tzinfo=desk.zone, fold=fold) for minute, fold in ((50, 0), (10, 1))
    )
    assert refused(lambda: stay.change_stay(desk, child, "on_leave", again, first)).code == "stay_future"
    stay.change_stay(desk, child, "on_leave", first, again)
    assert stay.entries(desk, child)[-1].stay.kind == "on_leave"

"""What is remembered of the record: never more, less or other than is read afresh."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from tests.record import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading

CHILD, DOSE = uuid4(), uuid4()


@pytest.fixture
def other(opened: Store, folder: Path) -> Iterator[Store]:
    """A second window on the same ward."""
    with wards.reopen(folder) as store:
        yield store


def asked(reading: Reading, plan: UUID | None = None) -> list[object]:
    """Everything that is remembered of a child."""
    return [
        reading.facts(CHILD, ("noted",)), reading.facts(None, ("noted",)), reading.outcomes(CHILD),
        reading.outcomes(CHILD, drug="etoposide"), reading.ends(CHILD), reading.doses(plan or CHILD),
    ]  # fmt: skip


def fresh(folder: Path, plan: UUID | None = None) -> list[object]:
    """The same, asked by a window that was just opened."""
    with wards.reopen(folder) as store, store.reading() as reading:
        return asked(reading, plan)


def look(store: Store, plan: UUID | None = None) -> list[object]:
    with store.reading() as reading:
        return asked(reading, plan)


def test_what_this_and_another_window_add_is_answered_each_time(opened: Store, other: Store, folder: Path) -> None:
    for window in (opened, other, opened):
        window.append(wards.entry(window, child=CHILD), wards.entry(window), now=wards.NOW)
        wards.strike(window, wards.give(window, CHILD, uuid4()))
        assert look(opened) == look(other) == fresh(folder)
    assert [len(one) for one in look(opened)] == [3, 3, 3, 3, 3, 0]  # type: ignore[arg-type]


def test_the_doses_of_a_plan_that_was_asked_about_before_it_was_signed_are_answered(opened: Store) -> None:
    assert opened.doses(CHILD) == ()
    _, plan = wards.sign(opened, CHILD)
    assert opened.doses(CHILD) == ()
    assert len(opened.doses(plan)) == wards.DOSES
    opened.append(wards.entry(opened), now=wards.NOW)
    assert len(opened.doses(plan)) == wards.DOSES


def test_a_state_that_is_being_read_stays_that_state_whatever_others_remember(opened: Store, other: Store) -> None:
    with opened.reading() as reading:
        before = reading.last()
        wards.give(other, CHILD, DOSE)
        assert len(opened.facts(CHILD, ("dose_outcome",))) == 1
        with opened.reading() as later:
            assert len(later.outcomes(CHILD)) == 1
        assert reading.outcomes(CHILD) == ()
        assert reading.facts(CHILD, ("dose_outcome",)) == ()
        assert reading.last() == before
    assert len(look(opened)[2]) == 1  # type: ignore[arg-type]


def test_of_a_ward_that_was_put_back_from_a_copy_nothing_is_remembered(opened: Store, folder: Path) -> None:
    opened.append(wards.entry(opened, child=CHILD), now=wards.NOW)
    shutil.copytree(folder, folder.with_name("copy"))
    with wards.reopen(folder.with_name("copy")) as copy:
        # The same number of facts in both, and what is remembered of the one is asked of the other.
        for store in (opened, copy):
            store.append(wards.entry(store, child=CHILD), now=wards.NOW)
            wards.give(store, CHILD, DOSE)
        mine, theirs = look(opened), look(copy)
        assert mine != theirs
        copy._known = opened._known
        assert look(copy) == theirs
        copy.append(wards.entry(copy, child=CHILD), now=wards.NOW)
        assert look(opened) == mine
        assert look(copy) == fresh(copy.folder)


def test_of_a_ward_that_was_closed_nothing_stays_in_memory(opened: Store) -> None:
    opened.append(wards.entry(opened, child=CHILD), now=wards.NOW)
    look(opened)
    assert opened._known._answers
    opened.close()
    assert not opened._known._answers


def test_what_is_remembered_is_bounded(opened: Store) -> None:
    from hlh_desktop.record.known import MOST

    with opened.reading() as reading:
        for _ in range(MOST + 5):
            reading.outcomes(uuid4())
    assert len(opened._known._answers) == MOST


def test_what_was_refused_after_it_was_decided_is_not_remembered(opened: Store) -> None:
    wards.give(opened, CHILD, DOSE)

    def decide(reading: Reading) -> None:
        asked(reading)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        opened.decide(decide, wards.NOW)
    assert len(look(opened)[2]) == 1  # type: ignore[arg-type]

"""Two windows on one ward that do the same thing at the same moment. HLH_RACES=100 makes each race a long one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from tests.ward.entered import NOW, entered
from tests.ward.racing import ROUNDS, Race
from tests.ward.windows import KEEPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.domain.draft import Draft
    from tests.ward.racing import Told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the windows are split by fork")


@pytest.fixture
def race(tmp_path: Path) -> Race:
    return Race(tmp_path / "ward")


def winners(told: Told, *calm: str) -> Iterator[list[Any]]:
    """The plan and version of each round, of which exactly one of the two was told; the other had a calm trouble."""
    for one in told:
        (won,) = (came for came in one if not isinstance(came, str))
        (lost,) = (came for came in one if isinstance(came, str))
        assert lost in calm
        yield won


def test_of_two_who_sign_a_version_of_the_same_child_one_does(race: Race) -> None:
    won = list(winners(race.run("same_child"), "draft_changed", "ward_busy"))
    assert [version for _, version in won] == list(range(2, ROUNDS + 2))
    desk = race.opened()
    assert {str(fact.id) for fact in desk.store.facts(kinds=("plan",))} > {plan for plan, _ in won}
    (line,) = desk.children(NOW)
    assert line.plan is not None
    assert (line.plan.version, line.draft) == (ROUNDS + 1, None)


def test_of_two_new_children_with_the_same_number_one_is_signed(race: Race) -> None:
    won = list(winners(race.run("same_number"), "number_taken", "ward_busy"))
    assert [version for _, version in won] == [1] * ROUNDS
    numbers = [line.identity.mrn for line in race.opened().children(NOW)]
    assert sorted(numbers) == sorted(f"NEW-{number}" for number in range(ROUNDS))


def test_a_draft_that_stands_otherwise_in_two_windows_is_signed_as_in_one(race: Race) -> None:
    told = race.run("same_draft")
    won = list(winners(told, "draft_gone", "ward_busy"))
    desk = race.opened()
    for number, (plan, _) in enumerate(won):
        mine = 0 if not isinstance(told[number][0], str) else 1
        stored = desk.plan(UUID(plan)).case["measurements"][0]
        assert stored["by"] == f"RN {1 + mine}"
    assert desk.drafts() == ()


def test_a_draft_that_is_signed_alike_in_two_windows_is_signed_once(race: Race) -> None:
    for one, other in race.run("twice"):
        assert one == other
    assert len(race.opened().children(NOW)) == ROUNDS


def test_who_types_on_in_a_draft_that_is_signed_meanwhile_is_told(race: Race) -> None:
    won = list(winners(race.run("typing_on"), "draft_gone"))
    assert len(won) == ROUNDS
    assert race.opened().drafts() == ()


def test_a_draft_is_signed_or_discarded_and_never_both(race: Race) -> None:
    told = race.run("discarding")
    for signed, discarded in told:
        assert (signed == "draft_gone") == (discarded is None), (signed, discarded)
    desk = race.opened()
    assert desk.drafts() == ()
    assert len(desk.children(NOW)) == sum(signed != "draft_gone" for signed, _ in told)


def test_two_who_type_at_once_are_both_kept(race: Race) -> None:
    told = race.run("keeping")
    desk = race.opened()
    for number, both in enumerate(told):
        for who, draft in enumerate(both):
            found: Draft = desk.draft(UUID(draft[0])).draft
            assert found == entered(f"MINE-{number}-{who}", KEEPS)


def test_a_window_that_opens_while_another_writes_waits_or_is_told(race: Race) -> None:
    told = race.run("opening", max(ROUNDS, 2))
    assert {came for _, came in told[::2]} == {"waited"}
    assert {came for _, came in told[1::2]} == {"ward_busy"}
    race.opened()

"""Two windows on one ward that do the same thing at the same moment. HLH_RACES=100 makes each race a long one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.ward.dose_rows import dose_rows
from tests.builders import ROOT, knowledge
from tests.ward import wards
from tests.ward.after_kill import halves
from tests.ward.entered import NOW, entered
from tests.ward.windows import KEEPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.ward.open_ward import OpenWard

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the windows are split by fork")
ROUNDS = int(os.environ.get("HLH_RACES", "2"))
Told = list[tuple[Any, Any]]


class Race:
    """What both were told in each round, and the ward as it was left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, name: str, rounds: int = ROUNDS) -> Told:
        """Both windows, so many rounds."""
        command = [sys.executable, "-m", "tests.ward.windows", name, str(rounds), str(self.folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        said = {(number, who): came for number, who, came in map(json.loads, done.stdout.splitlines())}
        assert len(said) == 2 * rounds
        told = [(said[number, 0], said[number, 1]) for number in range(rounds)]
        print(
            name, Counter(" / ".join(sorted(came if isinstance(came, str) else "done" for came in one)) for one in told)
        )
        return told

    def opened(self) -> OpenWard:
        """The ward, whole, with no signing by half and no plan that differs from its doses."""
        desk = wards.enter(self.folder, now=NOW)
        assert desk.verify().whole
        assert not desk.verify().head_behind
        assert list(halves(desk)) == []
        for fact in desk.store.facts(kinds=("plan",)):
            found = desk.plan(fact.id)
            assert set(desk.store.doses(fact.id)) == set(dose_rows(found.head.child, fact.id, found.plan, knowledge()))
        return desk


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

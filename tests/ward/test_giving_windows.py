"""Two windows that do something about the same dose at the same moment. HLH_RACES=100 makes each race a long one."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.ward import tasks
from tests.ward.log import two_children
from tests.ward.log.naive import Facts
from tests.ward.racing import ROUNDS, Race

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the windows are split by fork")
BUSY = "ward_busy"


@pytest.fixture
def race(tmp_path: Path) -> Race:
    return Race(tmp_path / "ward", "tests.ward.giving_windows")


def counted(race: Race) -> tuple[OpenWard, Facts]:
    """The ward, whole, its log counted by hand: no dose has two outcomes that stand."""
    desk, facts = race.opened(), Facts()
    facts.take(desk.store.facts(), None)
    assert list(facts.twice()) == []
    with desk.store.reading() as reading:
        turns = Counter((one.dose, one.turn) for one in reading.outcomes())
    assert set(turns.values()) <= {1}
    return desk, facts


def winners(told: list[tuple[Any, Any]], *calm: str) -> Iterator[list[str]]:
    """What the one of each round was told who came first; the other got a calm sentence, with who that was."""
    for one in told:
        (won,) = (came for came in one if not isinstance(came, str))
        (lost,) = (came for came in one if isinstance(came, str))
        code, _, sentence = lost.partition(" ")
        assert code in (*calm, BUSY), lost
        assert code == BUSY or any(name in sentence for name in two_children.PEOPLE), sentence
        yield won


def test_of_two_who_give_a_dose_one_does_and_the_other_is_told_by_whom_and_when(race: Race) -> None:
    told = race.run("both_give")
    won = [UUID(came[0]) for came in winners(told, "standing")]
    lost = [one for both in told for one in both if isinstance(one, str) and not one.startswith(BUSY)]
    assert all(re.search(r"given, 202[67]-\d\d-\d\dT\d\d:\d\d", one) for one in lost)
    _, facts = counted(race)
    assert sorted(facts.written) == sorted(won)


def test_a_dose_is_given_or_held_and_never_both(race: Race) -> None:
    won = [UUID(came[0]) for came in winners(race.run("give_or_hold"), "standing", "held")]
    _, facts = counted(race)
    assert sorted(facts.written) == sorted(won)


def test_a_dose_is_given_again_only_once_its_entry_was_struck_out(race: Race) -> None:
    told = race.run("give_or_strike")
    _, facts = counted(race)
    for given, struck in told:
        assert isinstance(struck, list), struck
        assert UUID(struck[0]) in facts.ended
        dose = facts.written[UUID(struck[0])].dose
        assert dose is not None
        left = [str(one.id) for one in facts.left(dose)]
        assert left == (given if isinstance(given, list) else [])
        assert isinstance(given, list) or given.startswith(("standing ", BUSY))


def test_of_two_second_entries_of_a_check_one_counts(race: Race) -> None:
    won = list(winners(race.run("second_entry"), "check_done"))
    assert {phase for phase, _ in won} == {"agrees"}
    desk, _ = counted(race)
    parts = Counter(fact.body["check"] for fact in desk.store.facts(kinds=("check_entered",)))
    assert list(parts.values()) == [2] * ROUNDS


def test_a_dose_that_a_new_version_omits_was_given_before_or_is_refused(race: Race) -> None:
    told = race.run("give_or_sign")
    _, facts = counted(race)
    for given, signed in told:
        assert isinstance(signed, list), signed
        assert UUID(signed[0]) in facts.kept
        if isinstance(given, list):
            assert UUID(given[0]) in facts.written
        else:
            assert given.startswith(("superseded The version that stands, version ", BUSY))
    assert len(facts.written) == sum(isinstance(given, list) for given, _ in told)


def test_an_entry_on_the_wrong_chart_is_moved_once(race: Race) -> None:
    won = [UUID(came[0]) for came in winners(race.run("both_move"), "struck_meanwhile")]
    desk, facts = counted(race)
    assert len(facts.ended) == ROUNDS
    assert {one for one in facts.written if one not in facts.ended} == set(won)
    moved = {fact.id: fact.body.get("moved_from") for fact in desk.store.facts(kinds=("dose_outcome",))}
    assert {moved[one] for one in won} == {str(one) for one in facts.ended}


def test_a_task_is_answered_once(race: Race) -> None:
    told = race.run("both_tasks")
    list(winners(told, "task_answered"))
    desk, _ = counted(race)
    turns = Counter((fact.body["task"], fact.body["due"]) for fact in desk.store.facts(kinds=(tasks.DONE,)))
    assert list(turns.values()) == [1] * ROUNDS

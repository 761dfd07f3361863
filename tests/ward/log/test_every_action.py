"""Anything a ward can do, at random, in two windows: whatever was done, the log is whole and adds up.

A short form runs with the tests. HLH_ACTIONS=100000 makes it that many (pytest -s counts them by kind).
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.board import Board
from hlh_desktop.ward.log.entries import entries
from hlh_desktop.ward.log.giving import Written
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.log.hands import NOTHING, Hands

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.domain.log.values import Outcome

ASKED = int(os.environ.get("HLH_ACTIONS", "0"))
IN_A_ROW = 100 if ASKED else 40
SHORT = 240
# How often everything is read again by a window that was just opened.
EVERY = 10
OFTEN = ("write", "give_checked", "release", "check_whole", "time_goes_on")
ONCE = (
    "write", "give_whole", "days_go_by", "clock_is_set_back", "other_window", "other_person", "opened_again",
    "store_again", "finish", "strike", "lift", "note_elsewhere", "move", "wrong_password", "withdraw", "check_begun",
    "check_entered", "check_left", "stop", "lift_stop", "countersign", "stay", "strike_stay", "measure",
    "strike_measure", "link", "task", "strike_task", "new_version",
)  # fmt: skip
# Actions of several deeds, of which the last may be refused.
SEVERAL = ("give_whole", "check_whole")
COUNTS: Counter[str] = Counter()


class EveryAction(RuleBasedStateMachine):
    """Two windows on a ward that was copied; what must hold after each action, and what is looked at now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(mkdtemp(prefix="hlh-every-"))
        self.hands = Hands(two_children.copied(self.place / "ward"))
        self.boards: dict[str, Board] = {}
        self.actions = 0
        self.look_at_new(None)

    def look_at_new(self, clock: object) -> int:
        """Takes down the facts that are new; how many."""
        facts = self.hands.facts
        with self.hands.desk.store.reading() as reading:
            new = reading.facts(after=facts.number)
        facts.take(new, clock)  # type: ignore[arg-type]
        return len(new)

    @rule(action=st.sampled_from((*OFTEN, *OFTEN, *ONCE)), seed=st.integers(0, 1 << 32))
    def somebody_does_something(self, action: str, seed: int) -> None:
        self.actions += 1
        try:
            came = getattr(self.hands, action)(Random(seed))
        except Trouble as trouble:
            refused = trouble
        else:
            self.answered(action, came, self.look_at_new(self.hands.desk.here(self.hands.now)))
            return
        COUNTS[f"{action}: {refused.code}"] += 1
        assert self.hands.desk.ward.wording.say(f"problem.{refused.code}", **refused.values)
        # A password that did not fit is written down; nothing else that is refused leaves a trace.
        new = self.look_at_new(self.hands.desk.here(self.hands.now))
        assert new == (refused.code == "wrong_password") or action in SEVERAL, (action, refused.code)

    def answered(self, action: str, came: object, new: int) -> None:
        """What was acknowledged stands; what a gate stopped wrote nothing."""
        if not isinstance(came, Written):
            COUNTS[f"{action}, {came}" if came == NOTHING else f"{action}: done"] += 1
            return
        COUNTS.update(f"gate {gate.code}" for gate in came.gates if not gate.met)
        if came.outcome is None:
            assert new == 0 or action in SEVERAL, (action, came.gates)
            assert any(not gate.met for gate in came.gates), action
        else:
            assert came.outcome.id in self.hands.facts.written
            assert all(gate.met for gate in came.gates)
        COUNTS[f"{action}: {'stopped by a gate' if came.outcome is None else 'written' if new else 'stood'}"] += 1

    @invariant()
    def a_dose_has_at_most_one_standing_outcome(self) -> None:
        assert list(self.hands.facts.twice()) == []

    @invariant()
    def now_and_then_everything_is_read_again(self) -> None:
        if self.actions % EVERY == 0:
            self.everything()

    def everything(self) -> None:
        """A window that was just opened sees the same, nothing is lost, and every sum is that of the facts."""
        hands, now = self.hands, self.hands.desk.here(self.hands.now)
        fresh = wards.enter(hands.folder, now=now)
        self.look_at_new(now)
        for child in hands.children:
            self.one_child(child, fresh)
        with fresh.store.reading() as reading:
            assert hands.facts.lost(reading.facts()) == []
            assert turns_once(reading.outcomes())
        board = self.boards.setdefault(str(hands.window), Board(hands.desk))
        assert board.rows(now) == Board(fresh).rows(now)
        fresh.store.close()

    def one_child(self, child: UUID, fresh: object) -> None:
        hands, now = self.hands, self.hands.now
        day = hands.desk.log.day(child, now)
        assert day == fresh.log.day(child, now)  # type: ignore[attr-defined]
        assert {dose: one.id for dose, one in day.ledger.standing.items()} == hands.facts.standing(child)
        assert day.given is not None
        assert day.given.here == hands.facts.total(child)
        for dose, written in day.written.items():
            shown = entries(hands.desk, child, dose, now, hidden=False)
            assert [one.outcome for one in shown] == [one.id for one in hands.facts.of_dose[str(dose)]]
            assert [one.gone is not None for one in shown] == [one.id in hands.facts.ended for one in written]

    def teardown(self) -> None:
        self.everything()
        found = self.hands.desk.store.check()
        assert found.whole, found.broken
        assert not found.head_behind
        COUNTS["examples"] += 1
        self.hands.close()
        shutil.rmtree(self.place)


def turns_once(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether no dose has two outcomes of one turn, and its turns are 1, 2, 3 in the order they were written."""
    seen: Counter[UUID] = Counter()
    for one in outcomes:
        if one.dose is not None:
            seen[one.dose] += 1
            if one.turn != seen[one.dose]:
                return False
    return True


def test_whatever_a_ward_does_its_log_is_whole_and_adds_up() -> None:
    COUNTS.clear()
    began = time.monotonic()
    actions = ASKED or SHORT
    run_state_machine_as_test(
        EveryAction,
        settings=settings(
            max_examples=-(-actions // IN_A_ROW) * 21 // 20, stateful_step_count=IN_A_ROW,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
    done = sum(count for what, count in COUNTS.items() if ": " in what)
    print(f"\n{done:,} actions in {COUNTS['examples']:,} wards, {time.monotonic() - began:.0f} s")
    for what, count in sorted(COUNTS.items()):
        print(f"{count:>8,}  {what}")
    assert done >= actions * 0.9
    for action in {*OFTEN, *ONCE} if ASKED else OFTEN:
        assert any(what.startswith(f"{action}:") for what in COUNTS), action
    assert COUNTS["write: written"]

"""Whatever is done, in whatever order and however the clock goes: rows that were kept are those of a fresh board."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import children, stay, tasks
from hlh_desktop.ward.board import Board
from hlh_desktop.ward.log import kinds
from tests.ui import wards
from tests.ward import boards

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

WEIGHT = {"on": "2026-12-01", "height_cm": None, "weight_source": None, "by": None, "lying": None}


class Evening:
    """A ward of two children and what is done to the first of them."""

    def __init__(self, folder: Path) -> None:
        self.ward: OpenWard = wards.new_ward(folder)
        self.head: PlanHead = boards.sign(self.ward, "Four", "TV04", labs=boards.LABS)
        boards.sign(self.ward, "Nine", "TV09", severity={"course": "deteriorating"})
        self.outcomes: list[Any] = []
        self.turns: dict[Any, int] = {}

    def write(self, now: datetime, became: str) -> None:
        """The first dose that is open, or one that is held, of those about this time."""
        near = [row for row in boards.doses(self.ward, self.head) if abs(row.due - now) < timedelta(days=2)]
        for row in near[:1]:
            turn = self.turns[row.id] = self.turns.get(row.id, 0) + 1
            self.outcomes.append(boards.write(self.ward, row, now, became, turn=turn, directed_by="Dr B. Other"))

    def end(self, now: datetime, how: str) -> None:
        if self.outcomes:
            boards.end(self.ward, self.head.child, self.outcomes.pop(), now, how)

    def of_dose(self, now: datetime, kind: str) -> None:
        row = next(row for row in boards.doses(self.ward, self.head, "etoposide") if row.due > now - timedelta(days=1))
        if kind == kinds.RELEASED:
            boards.release(self.ward, row, now)
        else:
            body = {"dose": str(row.id), "plan": str(row.plan), "line": row.line, "part": None, "drug": row.drug}
            boards.note(self.ward, row.child, kind, now, directed_by="", version=1, **body)

    def move(self, now: datetime, kind: Any, bed: str = "") -> None:
        stay.change_stay(self.ward, self.head.child, kind, now, now, bed=bed)

    def task(self, now: datetime) -> None:
        found = [one for one in tasks.tasks(self.ward, self.head.child, now) if one.open and one.due < now]
        for one in found[:1]:
            tasks.task_done(self.ward, self.head.child, one.code, one.due, now, now)

    def version(self, now: datetime) -> None:
        case = wards.named("TV04", "Example", "Four", regimen=boards.regimen(*boards.BOTH, last_week=40))
        self.head = wards.sign(self.ward, case, child=self.head.child, at=now)

    def draft(self, now: datetime) -> None:
        wards.begin(self.ward, wards.named("TV04", "Example", "Four"), child=self.head.child, at=now)

    def weigh(self, now: datetime) -> None:
        boards.note(self.ward, self.head.child, children.MEASURED, now, weight_kg="15", **WEIGHT)


DEEDS: dict[str, Callable[[Evening, datetime], None]] = {
    "nothing": lambda _, __: None,
    "given": lambda on, now: on.write(now, "given"),
    "running": lambda on, now: on.write(now, "running"),
    "held": lambda on, now: on.write(now, "held"),
    "struck": lambda on, now: on.end(now, "struck"),
    "lifted": lambda on, now: on.end(now, "lifted"),
    "released": lambda on, now: on.of_dose(now, kinds.RELEASED),
    "check": lambda on, now: on.of_dose(now, kinds.CHECK_BEGUN),
    "check_left": lambda on, now: on.of_dose(now, kinds.CHECK_LEFT),
    "stopped": lambda on, now: on.of_dose(now, kinds.STOPPED),
    "bed": lambda on, now: on.move(now, "admitted", "7"),
    "leave": lambda on, now: on.move(now, "on_leave"),
    "transferred": lambda on, now: on.move(now, "transferred"),
    "task": Evening.task,
    "version": Evening.version,
    "draft": Evening.draft,
    "weigh": Evening.weigh,
}
STEPS = st.tuples(
    st.sampled_from(sorted(DEEDS)),
    st.sampled_from([timedelta(minutes=m) for m in (0, 1, 29, 61, 7 * 60, 26 * 60, -3, -90)])
    | st.timedeltas(timedelta(0), timedelta(hours=3)),
)


# An example is short as it is, and making it shorter takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=12, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=12))
def test_rows_that_were_kept_are_those_of_a_fresh_board(steps: list[tuple[str, timedelta]]) -> None:
    with TemporaryDirectory() as folder:
        evening = Evening(Path(folder))
        try:
            follow(evening, steps)
        finally:
            evening.ward.store.close()


def follow(evening: Evening, steps: list[tuple[str, timedelta]]) -> None:
    board, now = Board(evening.ward), wards.SIGNED + timedelta(days=1)
    for deed, later in steps:
        now += later
        try:
            DEEDS[deed](evening, now)
        except Trouble:
            continue  # what cannot be done changes nothing: the bed is taken, the child has left
        assert board.rows(now) == Board(evening.ward).rows(now), deed
        soon = now + timedelta(seconds=59)
        assert board.rows(soon) == Board(evening.ward).rows(soon), deed

"""What of a child is most urgent: the group of each thing that waits, at every limit, and when to look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args
from uuid import UUID

import pytest

from hlh_desktop.domain.log.ledger import Ledger
from hlh_desktop.domain.log.rules import Window
from hlh_desktop.domain.log.shift import Shift
from hlh_desktop.domain.log.states import DoseNow, dose_now
from hlh_desktop.domain.log.tasks import TaskState
from hlh_desktop.domain.log.urgency import (
    Clock,
    Group,
    Waiting,
    clock_of,
    dose_turns,
    earliest,
    has_come,
    minutes_left,
    next_minute,
    of_dose,
    of_task,
    of_voice,
    task_turns,
    this_shift,
)
from hlh_desktop.domain.log.values import Stay
from tests.builders import knowledge
from tests.domain.log.doses import DUE, dose, outcome, release, steroid

if TYPE_CHECKING:
    from datetime import datetime

    from hlh_desktop.domain.log.values import LoggedDose

# Given from an hour before, in time until half an hour after, missed after half a day; soon is 45 min before.
WINDOW = Window(early_minutes=60, late_minutes=30, missed_minutes=720)
SOON, JUST = timedelta(minutes=45), timedelta(microseconds=1)
NOON = DUE.astimezone(UTC)
# A shift so long that it ends nowhere near what a test is about.
LONG = Shift(NOON - timedelta(days=9), NOON + timedelta(days=9))


def after(minutes: float) -> datetime:
    """So many minutes after the dose or the task is due, in UTC."""
    return NOON + timedelta(minutes=minutes)


def clock(minutes: float, shift: Shift = LONG) -> Clock:
    return Clock(after(minutes), shift, SOON, timedelta(hours=48), frozenset({"icu_called"}))


def seen(of: LoggedDose, minutes: float, ledger: Ledger | None = None) -> DoseNow:
    """The dose at a moment; one that needs it is released unless the ledger says otherwise."""
    usual = Ledger(releases={of.id: release(of)}) if of.kind != "other" else Ledger()
    return dose_now(
        of, usual if ledger is None else ledger, WINDOW, after(minutes), needs_release=of.kind != "other",
        partly=Decimal(5), home_routes=("oral",),
    )  # fmt: skip


def written(of: LoggedDose, became: Any) -> Ledger:
    return Ledger(standing={of.id: outcome(of, became)})


def group(of: LoggedDose, minutes: float, ledger: Ledger | None = None, shift: Shift = LONG) -> Group | None:
    found = of_dose(seen(of, minutes, ledger), clock(minutes, shift))
    return None if found is None else found.group


def task(state: Any = "due", code: str = "labs_daily") -> TaskState:
    return TaskState(code, DUE, "Do it.", state)


def test_a_look_is_made_at_a_moment_in_utc_by_the_limits_of_the_ward() -> None:
    board = knowledge().board.model_copy(update={"soon_minutes": 45})
    found = clock_of(DUE, LONG, board, 48)
    assert found == Clock(NOON, LONG, SOON, timedelta(days=2), frozenset(board.critical_tasks))
    assert found.now.tzinfo is UTC


# --- doses


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [
        (-106, "nothing"), (-105, "soon"), (-60, "soon"), (0, "soon"), (30, "soon"), (31, "overdue"),
        (719, "overdue"), (720, "waits"), (900, "waits"),
    ],
)  # fmt: skip
def test_a_dose_is_soon_before_its_window_opens_then_overdue_and_then_waits_as_missed(
    minutes: int, wanted: Group
) -> None:
    planned = seen(steroid(), minutes)
    assert of_dose(planned, clock(minutes)) == Waiting(wanted, "dose", NOON, wanted == "overdue", planned)


@pytest.mark.parametrize(("kind", "wanted"), [("cytotoxic", "critical"), ("antibody", "overdue"), ("other", "overdue")])
def test_of_what_is_overdue_a_cytotoxic_is_critical(kind: Any, wanted: Group) -> None:
    assert group(dose(kind=kind), 31) == wanted
    assert group(dose(kind=kind), 30) == "soon"


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [
        (-2881, "nothing"),
        (-2880, "waits"),
        (-60, "waits"),
        (-46, "waits"),
        (-45, "soon"),
        (30, "soon"),
        (31, "critical"),
    ],
)
def test_a_dose_waits_for_its_release_from_two_days_before_until_it_is_due_soon(minutes: int, wanted: Group) -> None:
    assert group(dose(), minutes, Ledger()) == wanted


def test_one_that_is_released_is_soon_before_its_window_opens() -> None:
    assert [group(dose(), minutes) for minutes in (-106, -105)] == ["nothing", "soon"]


def test_what_is_due_only_after_this_shift_does_not_wait_now() -> None:
    for end, wanted in ((NOON, None), (NOON + JUST, "nothing")):
        assert group(steroid(), -300, shift=replace(LONG, end=end)) == wanted
        assert group(dose(), -2881, Ledger(), replace(LONG, end=end)) == wanted
    assert group(steroid(), -105, shift=replace(LONG, end=after(-100))) == "soon"


def test_a_dose_is_told_as_missed_in_the_shift_in_which_its_time_ran_out() -> None:
    for begin, wanted in ((after(720) - JUST, "waits"), (after(720), None), (after(721), None)):
        assert group(steroid(), 800, shift=replace(LONG, begin=begin)) == wanted


@pytest.mark.parametrize("became", ["given", "held", "refused", "omitted", "elsewhere", "home"])
def test_of_what_was_written_down_nobody_has_to_do_anything(became: str) -> None:
    assert group(dose(), 10, written(dose(), became)) is None


def test_an_infusion_that_runs_waits_for_its_end_however_long_ago_it_was_due() -> None:
    for minutes in (0, 200, 5000):
        found = of_dose(seen(dose(), minutes, written(dose(), "running")), clock(minutes))
        assert found is not None
        assert (found.group, found.overdue) == ("waits", False)


def test_at_home_the_ward_waits_for_the_visit_and_not_for_what_the_family_gives() -> None:
    home = Ledger(stays=(Stay(UUID(int=8), "on_leave", after(-600)),))
    assert group(steroid(), 10, home) is None
    visit = steroid(route="intravenous")
    assert [group(visit, minutes, home) for minutes in (0, 30, 31, 5000)] == ["soon", "soon", "overdue", "overdue"]
    gone = Ledger(stays=(Stay(UUID(int=8), "transferred", after(-600)),))
    assert group(visit, 10, gone) is None


# --- tasks and orders by voice


@pytest.mark.parametrize(("code", "wanted"), [("icu_called", "critical"), ("labs_daily", "overdue")])
def test_of_the_overdue_tasks_those_with_a_clock_of_their_own_are_critical(code: str, wanted: Group) -> None:
    late = task("overdue", code)
    assert of_task(late, clock(61)) == Waiting(wanted, "task", NOON, overdue=True, task=late)


@pytest.mark.parametrize("code", ["icu_called", "labs_daily"])
@pytest.mark.parametrize(("minutes", "wanted"), [(-46, "nothing"), (-45, "soon"), (0, "soon"), (40, "soon")])
def test_any_other_open_task_is_soon_or_comes_later_in_the_shift(code: str, minutes: int, wanted: Group) -> None:
    open_ = task("due", code)
    found = of_task(open_, clock(minutes))
    assert found == Waiting(wanted, "task", NOON, overdue=False, task=open_)
    assert found is not None
    assert found.at.tzinfo is UTC


def test_a_task_of_the_next_shift_does_not_wait_now() -> None:
    assert of_task(task("upcoming"), clock(-300, replace(LONG, end=NOON))) is None
    assert of_task(task("upcoming"), clock(-300, replace(LONG, end=NOON + JUST))) is not None


def test_an_order_by_voice_waits_until_its_last_moment_and_is_overdue_after_it() -> None:
    assert of_voice(NOON, clock(0)) == Waiting("waits", "voice", NOON)
    late = replace(clock(0), now=NOON + JUST)
    assert of_voice(NOON, late) == Waiting("overdue", "voice", NOON, overdue=True)


# --- order, and what belongs to the shift


def test_the_most_urgent_group_comes_first_in_it_doses_and_then_what_is_due_first() -> None:
    groups: tuple[Group, ...] = get_args(Group)
    assert groups == ("critical", "overdue", "soon", "waits", "nothing")
    wanted = [
        Waiting(each, what, at)
        for each in groups
        for what, at in (
            ("dose", after(5)), ("dose", after(6)), ("task", after(-90)), ("voice", after(-80)), ("task", after(9)),
        )
    ]  # fmt: skip
    mixed = wanted[::-1]
    assert sorted(mixed, key=lambda one: one.rank) == wanted


def test_the_work_of_a_shift_is_what_is_due_before_its_end_and_what_is_left_from_before() -> None:
    shift = Shift(after(-30), NOON + JUST)
    for minutes, wanted in ((-5000, True), (0, True), (1, False)):
        for what in ("dose", "task"):
            assert this_shift(Waiting("soon", what, after(minutes)), clock(-10, shift)) is wanted
    assert not this_shift(Waiting("soon", "task", NOON), clock(-10, replace(shift, end=NOON)))
    for what in ("voice", "draft", "revision"):
        assert not this_shift(Waiting("waits", what, after(-60)), clock(-10, shift))


def test_neither_a_missed_dose_nor_an_infusion_under_way_is_to_be_given_in_the_shift() -> None:
    late, missed = of_dose(seen(dose(), 719), clock(719)), of_dose(seen(dose(), 720), clock(720))
    running = of_dose(seen(dose(), 719, written(dose(), "running")), clock(719))
    assert late is not None
    assert missed is not None
    assert running is not None
    for one, wanted in ((late, True), (missed, False), (running, False)):
        assert this_shift(one, clock(720)) is wanted
        assert has_come(one, clock(720)) is wanted


def test_the_time_of_a_dose_has_come_at_the_moment_it_is_due() -> None:
    one = of_dose(seen(steroid(), -1), clock(-1))
    assert one is not None
    assert [has_come(one, clock(minutes)) for minutes in (-1, 0, 1)] == [False, True, True]
    assert not has_come(Waiting("soon", "task", NOON, task=task()), clock(5))


# --- when to look again


def test_a_dose_is_looked_at_again_at_each_limit_of_its_window() -> None:
    limits = {after(-105), after(-60), after(-45), NOON, after(30) + JUST, after(720)}
    assert set(dose_turns(seen(steroid(), 0), clock(0))) == limits
    for kind in ("cytotoxic", "antibody", "intrathecal"):
        assert set(dose_turns(seen(dose(kind=kind), 0), clock(0))) == limits | {after(-2880)}


@pytest.mark.parametrize("ledger", [None, Ledger(), Ledger(stays=(Stay(UUID(int=8), "on_leave", after(-9000)),))])
@pytest.mark.parametrize("planned", [steroid(), dose(), dose(kind="antibody")])
def test_between_two_such_moments_a_dose_never_comes_into_another_group_or_state(
    planned: LoggedDose, ledger: Ledger | None
) -> None:
    moments = sorted({*dose_turns(seen(planned, 0), clock(0)), after(-4000), after(4000)})

    def told(at: datetime) -> tuple[Any, ...]:
        minutes = (at - NOON) / timedelta(minutes=1)
        one = seen(planned, minutes, ledger)
        return one.state, group(planned, minutes, ledger), one.overdue is None

    for begin, end in pairwise(moments):
        assert told(begin) == told(begin + (end - begin) / 2) == told(end - JUST)


def test_a_task_is_looked_at_again_when_it_is_soon_due_past_due_and_past_its_grace() -> None:
    found = task_turns(task(), clock(0), timedelta(minutes=60))
    assert found == (after(-45), NOON, NOON + JUST, after(60) + JUST)
    assert all(one.tzinfo is UTC for one in found)


def test_minutes_are_told_for_less_than_a_day_and_hours_from_the_very_day_on() -> None:
    day = NOON + timedelta(days=1)
    assert next_minute(NOON, day - JUST) == day
    assert next_minute(NOON, day) == day + timedelta(hours=1)


def test_two_minutes_past_is_no_time_left() -> None:
    assert [minutes_left(NOON, after(minutes)) for minutes in (-2, 0, 2)] == [2, 0, -2]


def test_where_no_moment_is_to_come_it_is_looked_at_again_at_once() -> None:
    assert earliest((), NOON) == NOON
    assert earliest((after(-5), NOON), NOON) == NOON
    assert earliest((NOON + JUST, after(3)), NOON) == NOON + JUST

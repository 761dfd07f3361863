"""Tasks of a child at a moment: what is open, when it is overdue, and when it comes again after it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.finding import Task
from hlh_desktop.domain.log.tasks import (
    Arisen,
    How,
    TaskDone,
    TaskState,
    TaskStruck,
    occurrences,
    with_arisen,
)

PARIS = ZoneInfo("Europe/Paris")
NOBODY = UUID(int=0)
GRACE = 60


def at(text: str) -> datetime:
    """A moment of the ward, such as "22 08:00" in November 2026."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=PARIS)


def task(due: str = "22 08:00", code: str = "icu_called", **every: int) -> Task:
    return Task(code, at(due), "Do it.", (), (), **every)


DAILY = task(code="labs_daily", every_days=1)
WEEKLY = task(code="cmv_dna", every_days=7)
TWELVE = task("22 20:00", code="reassess_12h", every_hours=12)
ONCE = task()


def answer(one: Task, due: datetime, taken: datetime, how: How = "done") -> TaskDone:
    id_ = uuid5(NOBODY, f"{one.code}/{due}/{taken}")
    return TaskDone(id_, one.code, due.astimezone(UTC), how, taken.astimezone(UTC), taken, "Nurse", "n", one.text)


def struck(one: TaskDone) -> TaskDone:
    return replace(one, struck=TaskStruck("Nurse", one.saved, "the other child's"))


def states(one: Task, now: datetime, *answers: TaskDone) -> tuple[TaskState, ...]:
    return occurrences((one,), answers, now, zone=PARIS, grace_minutes=GRACE)


def open_turn(one: Task, now: datetime, *answers: TaskDone) -> TaskState | None:
    found = [state for state in states(one, now, *answers) if state.open]
    assert len(found) <= 1, "of each task there is one open turn"
    return found[0] if found else None


def next_due(one: Task, *answers: TaskDone) -> datetime | None:
    found = open_turn(one, at("22 08:00"), *answers)
    return found.due if found else None


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("21 23:59", "upcoming"), ("22 00:00", "due"), ("22 08:00", "due"), ("22 09:00", "due"),
        ("22 09:01", "overdue"), ("29 08:00", "overdue"),
    ],
)  # fmt: skip
def test_a_task_is_due_on_its_day_and_overdue_after_the_grace(now: str, state: str) -> None:
    found = open_turn(ONCE, at(now))
    assert found is not None
    assert found.state == state


def test_what_was_due_late_last_night_is_not_of_tomorrow() -> None:
    late = task("22 23:30")
    found = open_turn(late, at("23 00:10"))
    assert found is not None
    assert found.state == "due"


@pytest.mark.parametrize("how", ["done", "not_done"])
def test_a_task_of_once_is_over_when_it_was_answered(how: How) -> None:
    done = answer(ONCE, ONCE.due, at("22 09:15"), how)
    (state,) = states(ONCE, at("30 08:00"), done)
    assert (state.state, state.answer) == (how, done)


def test_an_answer_that_was_struck_out_opens_the_task_again_and_stays_readable() -> None:
    wrong = struck(answer(ONCE, ONCE.due, at("22 09:15")))
    found = states(ONCE, at("22 10:00"), wrong)
    assert sorted(state.state for state in found) == ["overdue", "struck"]
    assert next(state for state in found if state.state == "struck").answer == wrong


def test_a_task_that_a_revision_put_later_is_asked_again() -> None:
    early = answer(ONCE, ONCE.due, at("22 09:00"))
    assert next_due(replace(ONCE, due=at("25 08:00")), early) == at("25 08:00")


def test_a_task_that_was_done_before_its_time_is_over() -> None:
    assert next_due(task("25 08:00"), answer(ONCE, at("25 08:00"), at("23 10:00"))) is None


@pytest.mark.parametrize(
    ("taken", "due"),
    [("22 07:30", "23 08:00"), ("22 23:50", "23 08:00"), ("24 10:00", "25 08:00")],
)
def test_a_daily_task_comes_again_the_day_after_it_was_done(taken: str, due: str) -> None:
    assert next_due(DAILY, answer(DAILY, DAILY.due, at(taken))) == at(due)


def test_a_weekly_task_is_counted_from_when_it_was_done_and_not_from_the_plan() -> None:
    late = answer(WEEKLY, WEEKLY.due, at("24 15:00"))
    assert next_due(WEEKLY, late) == datetime(2026, 12, 1, 8, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("taken", "due"),
    [("22 20:00", "23 08:00"), ("23 10:00", "23 08:00"), ("25 01:00", "25 08:00")],
)
def test_what_was_left_undone_comes_again_at_its_own_next_time(taken: str, due: str) -> None:
    assert next_due(DAILY, answer(DAILY, DAILY.due, at(taken), "not_done")) == at(due)


def test_a_weekly_task_left_undone_keeps_its_day() -> None:
    left = answer(WEEKLY, WEEKLY.due, at("24 15:00"), "not_done")
    assert next_due(WEEKLY, left) == at("29 08:00")


def test_every_twelve_hours_is_counted_from_when_it_was_done() -> None:
    assert next_due(TWELVE, answer(TWELVE, TWELVE.due, at("22 21:40"))) == at("23 09:40")


@pytest.mark.parametrize(
    ("taken", "due"), [("22 20:30", "23 08:00"), ("23 07:59", "23 08:00"), ("23 20:10", "23 20:00")]
)
def test_twelve_hours_left_undone_come_again_at_the_turn_that_runs(taken: str, due: str) -> None:
    assert next_due(TWELVE, answer(TWELVE, TWELVE.due, at(taken), "not_done")) == at(due)


@pytest.mark.parametrize("one", [DAILY, WEEKLY, TWELVE])
def test_a_turn_that_was_answered_never_comes_again(one: Task) -> None:
    early = answer(one, one.due, one.due - timedelta(days=9))
    found = next_due(one, early)
    assert found is not None
    assert found > one.due


def test_the_last_answer_counts() -> None:
    monday = answer(DAILY, DAILY.due, at("22 09:00"))
    tuesday = answer(DAILY, at("23 08:00"), at("23 09:00"))
    assert next_due(DAILY, tuesday, monday) == at("24 08:00")
    assert next_due(DAILY, struck(tuesday), monday) == at("23 08:00")


def test_an_hour_of_the_ward_stays_the_same_across_a_clock_change() -> None:
    """The clocks of Paris go forward on 29 March 2026."""
    daily = replace(DAILY, due=datetime(2026, 3, 28, 8, 0, tzinfo=PARIS))
    found = next_due(daily, answer(daily, daily.due, datetime(2026, 3, 28, 9, 0, tzinfo=PARIS)))
    assert found is not None
    assert found.isoformat() == "2026-03-29T08:00:00+02:00"


def test_twelve_hours_are_hours_across_a_clock_change() -> None:
    twelve = replace(TWELVE, due=datetime(2026, 3, 28, 20, 0, tzinfo=PARIS))
    found = next_due(twelve, answer(twelve, twelve.due, twelve.due))
    assert found is not None
    assert found.isoformat() == "2026-03-29T09:00:00+02:00"


def test_a_recurring_task_waits_for_the_begin_that_a_revision_gave_it() -> None:
    later = replace(DAILY, due=at("27 08:00"))
    assert next_due(later, answer(DAILY, DAILY.due, at("22 09:00"))) == at("27 08:00")


def test_answers_of_another_task_do_not_count() -> None:
    assert next_due(DAILY, answer(WEEKLY, WEEKLY.due, at("22 09:00"))) == DAILY.due


def test_what_was_done_stays_in_the_list_after_the_plan_lost_its_task() -> None:
    done = answer(ONCE, ONCE.due, at("22 09:00"))
    (state,) = occurrences((), (done,), at("23 08:00"), zone=PARIS, grace_minutes=GRACE)
    assert (state.state, state.text) == ("done", "Do it.")


def test_a_task_that_arose_from_the_log_stands_among_the_others() -> None:
    order = UUID(int=7)
    extra = Arisen(f"countersign/{order}", at("22 10:00"), "Sign.", about=order)
    found = occurrences((ONCE,), (), at("22 12:00"), zone=PARIS, grace_minutes=GRACE, extra=(extra,))
    assert [(state.code, state.state, state.about) for state in found] == [
        ("icu_called", "overdue", None), (f"countersign/{order}", "overdue", order),
    ]  # fmt: skip


def test_what_is_due_at_one_moment_stands_in_the_order_of_the_plan() -> None:
    """Intensive care is called before the CMV DNA is sent, though i comes after c."""
    found = occurrences((ONCE, DAILY, WEEKLY), (), at("22 10:00"), zone=PARIS, grace_minutes=GRACE)
    assert [state.code for state in found] == ["icu_called", "labs_daily", "cmv_dna"]


def test_turns_stand_in_order_of_their_moment_in_ward_time() -> None:
    done = answer(DAILY, DAILY.due, at("22 09:00"))
    found = occurrences((WEEKLY, DAILY), (done,), at("22 10:00"), zone=PARIS, grace_minutes=GRACE)
    assert [state.due.isoformat() for state in found] == [
        "2026-11-22T08:00:00+01:00", "2026-11-22T08:00:00+01:00", "2026-11-23T08:00:00+01:00",
    ]  # fmt: skip


@given(
    st.sampled_from([DAILY, WEEKLY, TWELVE]),
    st.lists(st.tuples(st.sampled_from(["done", "not_done"]), st.integers(-30_000, 30_000)), max_size=12),
)
def test_whatever_is_answered_there_is_one_open_turn_and_it_never_goes_back(
    one: Task, answered: list[tuple[How, int]]
) -> None:
    done: list[TaskDone] = []
    due = next_due(one)
    for how, minutes in answered:
        assert due is not None
        done.append(answer(one, due, due + timedelta(minutes=minutes), how))
        after = next_due(one, *done)
        assert after is not None
        assert after.astimezone(UTC) > due.astimezone(UTC)
        due = after


def test_a_task_that_ends_is_not_due_after_its_end() -> None:
    ending = replace(WEEKLY, until=at("29 08:00"))
    first = answer(ending, at("22 08:00"), at("22 09:00"))
    second = answer(ending, at("29 08:00"), at("29 09:00"))
    assert next_due(ending) == at("22 08:00")
    assert next_due(ending, first) == at("29 08:00")
    assert next_due(ending, first, second) is None
    assert next_due(replace(ending, until=None), first, second) is not None


# --- what the log calls for beside the plan


def arisen(due: str, since: str | None = None) -> Arisen:
    return Arisen(ONCE.code, at(due), "Do it again.", since=at(since or due))


def first(*answers: TaskDone, called: tuple[Arisen, ...] = ()) -> datetime | None:
    (one,) = with_arisen((ONCE,), called, answers, PARIS)
    found = [state.due for state in occurrences((one,), answers, at("22 08:00"), zone=PARIS, grace_minutes=GRACE)]
    return found[0] if found and len(found) > len(answers) else None


def test_one_task_of_plan_and_log_has_one_open_turn_that_of_the_plan_first() -> None:
    assert first(called=(arisen("21 08:00"), arisen("25 08:00"))) == ONCE.due
    over = answer(ONCE, ONCE.due, at("22 09:00"))
    (one,) = with_arisen((ONCE,), (arisen("24 08:00"), arisen("25 08:00")), (over,), PARIS)
    assert one.due == at("24 08:00")


def test_the_log_asks_again_what_was_answered_before_it_arose() -> None:
    before = answer(ONCE, ONCE.due, at("22 09:00"))
    (one,) = with_arisen((ONCE,), (arisen("24 10:00", "23 15:00"),), (before,), PARIS)
    assert one.due == at("24 10:00")


def test_what_was_done_after_it_arose_answers_it_before_its_time() -> None:
    after = answer(ONCE, ONCE.due, at("23 16:00"))
    found = with_arisen((ONCE,), (arisen("24 10:00", "23 15:00"),), (after,), PARIS)
    assert found == (ONCE,)


def test_an_answer_to_its_own_turn_counts_whenever_it_was_done() -> None:
    early = answer(ONCE, at("24 10:00"), at("23 14:00"))
    assert all(
        occurrences((one,), (early,), at("25 08:00"), zone=PARIS, grace_minutes=GRACE)[0].state == "done"
        for one in with_arisen((), (arisen("24 10:00", "23 15:00"),), (early,), PARIS)
    )


def test_why_an_earlier_turn_was_left_undone_does_not_answer_the_next() -> None:
    """Cultures left out for one fever say nothing of the fever six hours later; cultures taken cover both."""
    fever = arisen("24 10:00", "23 10:00")
    for how, due in (("not_done", fever.due), ("done", ONCE.due)):
        (one,) = with_arisen((ONCE,), (fever,), (answer(ONCE, ONCE.due, at("24 04:00"), how),), PARIS)
        assert one.due == due

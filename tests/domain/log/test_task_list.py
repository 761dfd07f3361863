"""The list of tasks of a child: what each turn tells, its order, its day on the ward, and answers to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.finding import Task
from hlh_desktop.domain.log.tasks import Arisen, How, TaskDone, TaskState, TaskStruck, next_due, occurrences
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.log.tasks import Asked

PARIS = ZoneInfo("Europe/Paris")
DUE = datetime(2026, 11, 22, 8, 0, tzinfo=PARIS)
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
CITES = knowledge().board.cites
UNTIL = DUE + 90 * DAY
WEEKLY = Task("cmv_dna", DUE, "Send CMV DNA.", ("S49",), CITES, every_days=7, until=UNTIL)
TWICE = Task("reassess_12h", DUE, "Look again.", (), (), every_hours=12)


def answer(code: str, due: datetime, taken: datetime, how: How = "done") -> TaskDone:
    return TaskDone(UUID(int=5), code, due, how, taken, taken, "Nurse", "n", "As it was called then.")


def listed(*tasks: Asked, done: tuple[TaskDone, ...] = (), extra: tuple[Asked, ...] = (), now: datetime = DUE) -> list:
    return list(occurrences(tasks, done, now, zone=PARIS, grace_minutes=60, extra=extra))


def test_an_open_turn_tells_what_its_task_rests_on_and_how_it_comes_again() -> None:
    assert listed(replace(WEEKLY, due=DUE.astimezone(UTC))) == [
        TaskState("cmv_dna", DUE, "Send CMV DNA.", "due", ("S49",), CITES, 7, None, until=UNTIL)
    ]
    assert listed(TWICE)[0].every_hours == 12
    about = Arisen("countersign/1", DUE, "Sign.", UUID(int=7))
    assert listed(extra=(about,))[0].about == UUID(int=7)
    assert listed(replace(WEEKLY, due=DUE.astimezone(UTC)))[0].due.tzinfo is PARIS


def test_an_answered_turn_keeps_its_words_of_that_day_and_rests_on_what_its_task_rests_on() -> None:
    done = answer("cmv_dna", DUE.astimezone(UTC), DUE + HOUR)
    turn, then = listed(WEEKLY, done=(done,))
    assert turn == TaskState(
        "cmv_dna", DUE, "As it was called then.", "done", ("S49",), CITES, 7, None, answer=done
    )  # fmt: skip
    assert (turn.due.tzinfo, turn.open, then.open, then.due) == (PARIS, False, True, DUE + 7 * DAY)
    (lost,) = listed(done=(done,))
    assert (lost.statements, lost.cites, lost.every_days, lost.every_hours) == ((), (), None, None)
    twice, _ = listed(TWICE, done=(answer("reassess_12h", DUE, DUE),))
    assert twice.every_hours == 12


def test_turns_of_one_moment_stand_as_asked_those_of_the_log_after_them_and_lost_ones_last_by_code() -> None:
    """The two last were answered once and belong to no task of this plan any more."""
    done = tuple(answer(code, DUE, DUE) for code in ("b_lost", "a_lost"))
    found = listed(TWICE, WEEKLY, done=done, extra=(Arisen("a_arisen", DUE.astimezone(UTC), "Sign."),))
    assert [one.code for one in found] == ["reassess_12h", "cmv_dna", "a_arisen", "a_lost", "b_lost"]
    sooner = replace(WEEKLY, due=DUE.astimezone(UTC) - MINUTE)
    assert [one.code for one in listed(TWICE, sooner)] == ["cmv_dna", "reassess_12h"]


def test_what_is_of_today_is_decided_by_the_clock_of_the_ward() -> None:
    """23:30 on 21 Nov in UTC is half past midnight of the 22nd in Paris."""
    night = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert [listed(TWICE, now=now)[0].state for now in (night - HOUR, night)] == ["upcoming", "due"]


def test_an_answer_counts_from_the_very_moment_and_one_that_was_struck_out_never() -> None:
    once = Task("icu_called", DUE, "Call.", (), ())
    for taken, over in ((DUE - MINUTE, False), (DUE, True)):
        earlier = answer("icu_called", DUE - DAY, taken)
        assert (next_due(once, [earlier], PARIS) is None) is over
    gone = replace(answer("icu_called", DUE, DUE), struck=TaskStruck("Nurse", DUE, "wrong child"))
    assert [one.state for one in listed(once, done=(gone,))] == ["due", "struck"]


@pytest.mark.parametrize(
    ("how", "hours", "over"),
    [("done", -1, False), ("done", 0, True), ("not_done", 0, False), ("not_done", 23, False), ("not_done", 24, True)],
)
def test_what_arose_a_day_before_it_is_due_is_covered_by_what_was_done_since(how: How, hours: int, over: bool) -> None:
    arisen = Arisen("cultures", DUE + DAY, "Take cultures.", since=DUE)
    other_turn = answer("cultures", DUE - 9 * DAY, DUE + hours * HOUR, how)
    assert (next_due(arisen, [other_turn], PARIS) is None) is over
    assert next_due(arisen, [replace(other_turn, due=arisen.due)], PARIS) is None, "its own turn"


@pytest.mark.parametrize(
    ("how", "taken", "then"),
    [
        ("done", DUE - 12 * HOUR, DUE + 12 * HOUR), ("done", DUE - 12 * HOUR + MINUTE, DUE + MINUTE),
        ("not_done", DUE + 24 * HOUR - MINUTE, DUE + 12 * HOUR), ("not_done", DUE + 24 * HOUR, DUE + 24 * HOUR),
    ],
)  # fmt: skip
def test_every_twelve_hours_to_the_minute(how: How, taken: datetime, then: datetime) -> None:
    assert next_due(TWICE, [answer("reassess_12h", DUE, taken, how)], PARIS) == then


@pytest.mark.parametrize(
    ("how", "days", "then"),
    [("done", -7, 7), ("done", -6, 1), ("done", 3, 10), ("not_done", 7, 7), ("not_done", 8, 14), ("not_done", -9, 7)],
)
def test_a_week_is_counted_in_days_from_when_it_was_done_else_from_its_own_day(how: How, days: int, then: int) -> None:
    evening = DUE + days * DAY + 12 * HOUR
    assert next_due(WEEKLY, [answer("cmv_dna", DUE, evening, how)], PARIS) == DUE + then * DAY

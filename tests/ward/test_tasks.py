"""Tasks on the ward: answered once by whoever is first, struck out when wrong, never erased, and in the history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.log.tasks import Arisen
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import plans, tasks
from hlh_desktop.ward.log.bedside import form_of_task, problem, written
from hlh_desktop.ward.task_words import task_rows
from tests.builders import case_data, knowledge
from tests.ward.wards import LATER, NOW, OTHER, OTHER_PASSWORD, add_other, enter, new_ward, signed, ungated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.domain.log.tasks import TaskState
    from hlh_desktop.ward.open_ward import OpenWard

DETERIORATING = case_data(severity={"course": "deteriorating"})
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    ungated(monkeypatch)
    made = new_ward(tmp_path / "ward")
    add_other(made)
    return made


@pytest.fixture
def child(desk: OpenWard) -> UUID:
    return signed(desk, DETERIORATING).child


def turn(desk: OpenWard, child: UUID, code: str, now: datetime = LATER) -> TaskState:
    (found,) = (one for one in tasks.tasks(desk, child, now) if one.code == code and one.open)
    return found


def answered(desk: OpenWard, child: UUID, code: str) -> list[TaskState]:
    return [one for one in tasks.tasks(desk, child, LATER) if one.code == code and not one.open]


def done(desk: OpenWard, child: UUID, code: str, at: datetime = LATER - HOUR, note: str = "") -> None:
    tasks.task_done(desk, child, code, turn(desk, child, code).due, at, LATER, note)


def refused(deed: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        deed()
    assert knowledge().wording.say(f"problem.{caught.value.code}", **caught.value.values)
    return caught.value


def test_the_tasks_are_those_of_the_signed_plan_in_its_own_words(desk: OpenWard, child: UUID) -> None:
    standing = plans.standing(desk, child)
    assert standing is not None
    planned = plans.signed(desk, standing.id).plan.tasks
    found = {one.code: one for one in tasks.tasks(desk, child, NOW)}
    assert len(planned) > 2
    for task in planned:
        shown = found[task.code]
        assert (shown.due, shown.text, shown.cites, shown.every_days, shown.every_hours) == (
            task.due, task.text, task.cites, task.every_days, task.every_hours,
        )  # fmt: skip


def test_a_plan_of_another_edition_is_told_as_it_was_signed(desk: OpenWard, child: UUID) -> None:
    (fact,) = desk.store.facts(child, (plans.SIGNATURE,))
    quick = tasks.planned_tasks(desk, fact)
    object.__setattr__(fact, "body", {**fact.body, "edition": "2020.01-1", "tasks": [["icu_called", "2020-01-01"]]})
    assert tasks.planned_tasks(desk, fact) == quick


def test_a_plan_of_before_the_log_tells_its_tasks_too(desk: OpenWard, child: UUID) -> None:
    (fact,) = desk.store.facts(child, (plans.SIGNATURE,))
    quick = tasks.planned_tasks(desk, fact)
    object.__setattr__(fact, "body", {name: value for name, value in fact.body.items() if name != "tasks"})
    assert tasks.planned_tasks(desk, fact) == quick


def test_who_did_it_and_when_are_kept_apart_from_when_it_was_written(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "icu_called")
    (one,) = answered(desk, child, "icu_called")
    assert one.state == "done"
    assert one.answer is not None
    assert (one.answer.by, one.answer.taken, one.answer.saved) == ("Dr A. Example", LATER - HOUR, LATER)


def test_what_recurs_comes_again_from_when_it_was_done(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "reassess_12h")
    assert turn(desk, child, "reassess_12h").due.astimezone(UTC) == (LATER - HOUR + 12 * HOUR).astimezone(UTC)


def test_what_was_left_undone_needs_a_reason(desk: OpenWard, child: UUID) -> None:
    due = turn(desk, child, "icu_called").due
    told = refused(lambda: tasks.task_not_done(desk, child, "icu_called", due, LATER, LATER, " "))
    assert told.code == "task_reason"
    tasks.task_not_done(desk, child, "icu_called", due, LATER, LATER, "no longer needed")
    (one,) = answered(desk, child, "icu_called")
    assert one.answer is not None
    assert (one.state, one.answer.note) == ("not_done", "no longer needed")


def test_what_was_done_cannot_lie_ahead(desk: OpenWard, child: UUID) -> None:
    assert refused(lambda: done(desk, child, "icu_called", LATER + timedelta(minutes=1))).code == "task_future"
    assert answered(desk, child, "icu_called") == []
    done(desk, child, "icu_called", LATER)


def test_an_entry_long_after_the_deed_says_why(desk: OpenWard, child: UUID) -> None:
    shift = timedelta(minutes=knowledge().task_log.late_minutes)
    long_ago = LATER - shift - timedelta(minutes=1)
    assert refused(lambda: done(desk, child, "icu_called", long_ago)).code == "task_late"
    done(desk, child, "icu_called", long_ago, "record was not at hand")
    done(desk, child, "labs_daily", LATER - shift)


def test_a_second_window_hears_who_was_first(desk: OpenWard, child: UUID) -> None:
    due = turn(desk, child, "icu_called").due
    other = enter(desk.face.folder, OTHER_PASSWORD, OTHER)
    tasks.task_done(other, child, "icu_called", due, LATER, LATER)
    told = refused(lambda: tasks.task_done(desk, child, "icu_called", due, LATER, LATER))
    assert (told.code, told.values["by"], told.values["clock"]) == ("task_answered", OTHER, "07:50")
    told = refused(lambda: tasks.task_not_done(desk, child, "icu_called", due, LATER, LATER, "no longer needed"))
    assert told.code == "task_answered"
    assert len(answered(desk, child, "icu_called")) == 1


def test_pressed_twice_it_stands_once(desk: OpenWard, child: UUID) -> None:
    due = turn(desk, child, "labs_daily").due
    for _ in range(2):
        tasks.task_done(desk, child, "labs_daily", due, LATER, LATER)
    assert len(answered(desk, child, "labs_daily")) == 1


def test_a_turn_that_is_not_there_is_told(desk: OpenWard, child: UUID) -> None:
    due = turn(desk, child, "icu_called").due + HOUR
    assert refused(lambda: tasks.task_done(desk, child, "icu_called", due, LATER, LATER)).code == "task_gone"
    assert refused(lambda: tasks.task_done(desk, child, "no_such", due, LATER, LATER)).code == "task_gone"


def test_a_wrong_answer_is_struck_out_and_the_turn_is_answered_again(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "icu_called")
    (wrong,) = answered(desk, child, "icu_called")
    assert wrong.answer is not None
    id_ = wrong.answer.id
    assert refused(lambda: tasks.strike_task(desk, child, id_, "", LATER)).code == "task_reason"
    tasks.strike_task(desk, child, id_, "it was the other child", LATER)
    assert refused(lambda: tasks.strike_task(desk, child, id_, "again", LATER)).code == "task_struck"
    assert turn(desk, child, "icu_called").due == wrong.due
    done(desk, child, "icu_called")
    found = {one.state: one.answer for one in answered(desk, child, "icu_called")}
    struck = found["struck"]
    assert struck is not None
    assert struck.struck is not None
    assert (struck.id, struck.struck.reason) == (id_, "it was the other child")
    assert found["done"] is not None


def test_only_an_answer_is_struck_out(desk: OpenWard, child: UUID) -> None:
    assert refused(lambda: tasks.strike_task(desk, child, UUID(int=1), "wrong", LATER)).code == "task_gone"


def test_a_revised_plan_knows_what_was_done(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "icu_called")
    signed(desk, None, child, LATER)
    assert [one.state for one in answered(desk, child, "icu_called")] == ["done"]
    assert all(one.code != "icu_called" for one in tasks.tasks(desk, child, LATER) if one.open)


def test_another_course_asks_anew(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "icu_called")
    signed(desk, {**DETERIORATING, "day_one": "2026-11-24"}, child, LATER)
    assert turn(desk, child, "icu_called").due.date().isoformat() == "2026-11-24"


def test_a_task_that_arose_from_the_log_is_answered_like_any_other(desk: OpenWard, child: UUID) -> None:
    extra = (Arisen("form/1", NOW, "Look at the arm again."),)
    tasks.task_done(desk, child, "form/1", NOW, LATER, LATER, extra=extra)
    assert [one.state for one in tasks.tasks(desk, child, LATER, extra) if one.code == "form/1"] == ["done"]


def test_an_order_by_voice_is_not_ticked_off(desk: OpenWard, child: UUID) -> None:
    extra = (Arisen("countersign/1", NOW, "Sign the order.", about=UUID(int=1)),)
    told = refused(lambda: tasks.task_done(desk, child, "countersign/1", NOW, LATER, LATER, extra=extra))
    assert told.code == "task_by_deed"


def test_who_may_not_is_told_so(desk: OpenWard, child: UUID) -> None:
    due = turn(desk, child, "icu_called").due
    (other,) = (one.id for one in desk.staff() if one.name == OTHER)
    desk.change_roles(other, ("administrator",), NOW)
    clerk = enter(desk.face.folder, OTHER_PASSWORD, OTHER)
    for deed in (
        lambda: tasks.task_done(clerk, child, "icu_called", due, LATER, LATER),
        lambda: tasks.task_not_done(clerk, child, "icu_called", due, LATER, LATER, "no longer needed"),
        lambda: tasks.strike_task(clerk, child, UUID(int=1), "wrong", LATER),
    ):
        assert refused(deed).code == "not_allowed"


def test_the_history_tells_each_answer_in_words(desk: OpenWard, child: UUID) -> None:
    done(desk, child, "icu_called")
    (one,) = answered(desk, child, "icu_called")
    assert one.answer is not None
    tasks.strike_task(desk, child, one.answer.id, "it was the other child", LATER)
    tasks.task_not_done(desk, child, "icu_called", one.due, LATER, LATER, "no longer needed")
    told = [(event.what, event.detail.removeprefix(one.text)) for event in desk.history(child)[:3]]
    assert told == [
        ("Task not done", " Why not: no longer needed."),
        ("Answer to a task struck out", " Why: it was the other child."),
        ("Task done", " Note: none."),
    ]


def test_on_the_night_of_a_clock_change_what_lies_ahead_is_told_by_time_and_not_by_the_wall(
    desk: OpenWard, child: UUID
) -> None:
    """On 25 Oct 2026 the clock of Paris goes from 03:00 back to 02:00."""
    first, again = (
        datetime(2026, 10, 25, 2, minute, tzinfo=desk.zone, fold=fold) for minute, fold in ((50, 0), (10, 1))
    )
    due = turn(desk, child, "reassess_12h").due
    assert refused(lambda: tasks.task_done(desk, child, "reassess_12h", due, again, first)).code == "task_future"
    assert refused(lambda: tasks.task_done(desk, child, "no_such", due, first, again)).code == "task_gone"
    late = datetime(2026, 10, 25, 14, 20, tzinfo=desk.zone)  # 12 h 30 min on, though the wall says 11 h 30 min
    assert refused(lambda: tasks.task_done(desk, child, "no_such", due, first, late)).code == "task_late"


def test_a_source_whose_tag_is_its_own_name_is_named_once(desk: OpenWard, child: UUID) -> None:
    rows = task_rows(desk, tasks.tasks(desk, child, LATER), LATER)
    assert any(row.sources.endswith("APP") for row in rows)
    assert not any("APP\N{NO-BREAK SPACE}APP" in row.sources for row in rows)


def test_the_form_that_answers_a_task_is_stored_with_the_answer_or_not_at_all(desk: OpenWard, child: UUID) -> None:
    key = form_of_task(desk, "icu_called")
    answers = {"called": "08:10", "who": "Dr I.", "access": "in place", "access_at": "08:20"}
    for item in ("ventilation", "vasopressors", "renal_replacement"):
        answers |= {item: "prepared", f"{item}_at": "08:15"}
    assert problem(desk, key, {**answers, "access_at": ""}, LATER).startswith("Access")
    one, id_ = turn(desk, child, "icu_called"), uuid4()
    entry = written(desk, child, key, None, answers, id_, LATER)
    for _ in range(2):  # pressed twice
        tasks.done_by_form(desk, child, (one.code, one.due), LATER - HOUR, LATER, "", entry)
    assert [fact.id for fact in desk.store.facts(child, ("bedside_form",))] == [id_]
    (told,) = [event.detail for event in desk.history(child, LATER) if event.what == "Form of the bedside"]
    assert "Access: central and arterial line: in place, " in told
    other = written(desk, child, key, None, answers, uuid4(), LATER)
    refused(lambda: tasks.done_by_form(desk, child, (one.code, one.due), LATER, LATER, "", other))
    assert len(desk.store.facts(child, ("bedside_form",))) == 1

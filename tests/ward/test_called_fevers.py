"""Tasks that a fever of the record calls for: on treatment and shortly after its last dose, once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.proof_rules import task_proof
from hlh_desktop.domain.revision.edits import stop_rest
from hlh_desktop.domain.slots import last_dose
from hlh_desktop.ward import called, tasks
from hlh_desktop.ward.board.source import Source
from hlh_desktop.ward.task_words import asked
from tests.builders import knowledge
from tests.domain.results import demo
from tests.ward.calling import answer, at_week_8, open_turn, revised, turns
from tests.ward.results.judged import Judged, case

if TYPE_CHECKING:
    from pathlib import Path


FEVER = "fever_cultures"


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    return at_week_8(tmp_path, monkeypatch)


def ward_last(ward: Judged) -> datetime:
    """When the last dose of the plan that stands is due."""
    standing = tasks.plans.standing(ward.desk, ward.child)
    assert standing is not None
    found = last_dose(tasks.plans.signed(ward.desk, standing.id).plan)
    assert found is not None
    return found


def stopped(ward: Judged) -> list[dict[str, Any]]:
    """The changes that leave out every dose to come of the plan that stands."""
    standing = tasks.plans.standing(ward.desk, ward.child)
    assert standing is not None
    before, made = tasks.plans.signed(ward.desk, standing.id).plan, dict[str, Any](case())
    for line, part in dict.fromkeys((order.line, order.part) for order in before.orders):
        made = stop_rest(made, before, line, part, ward.now, "remission")
    changes: list[dict[str, Any]] = made["regimen"]["changes"]
    return changes


def measure(ward: Judged, celsius: str, at: datetime) -> None:
    ward.write(demo.result("temp", celsius, moment=at))


def test_a_fever_on_treatment_asks_for_cultures_when_it_was_measured(ward: Judged) -> None:
    measure(ward, "37.9", demo.at(5, 6, 10))
    assert turns(ward, FEVER) == []
    measure(ward, "38.0", demo.at(5, 10, 10))
    found = open_turn(ward, FEVER)
    assert found is not None
    assert (found.due, found.state, found.statements) == (demo.at(5, 10, 10), "due", ("S52",))
    assert found.text.startswith("Fever on treatment: new cultures")
    assert found.text.replace("\N{NO-BREAK SPACE}", " ").endswith("Measured: 38 °C on 27 Nov 10:10.")


def test_a_fever_in_another_unit_is_one_too(ward: Judged) -> None:
    ward.write(demo.result("temp", "100.6", moment=demo.at(5, 10), unit="[degF]"))
    assert open_turn(ward, FEVER) is not None


def test_a_fever_of_some_days_asks_once_a_day(ward: Judged) -> None:
    measure(ward, "38.6", demo.at(5, 20, 0))
    answer(ward, demo.at(5, 20, 30), FEVER)
    measure(ward, "39.1", demo.at(6, 2, 0))
    measure(ward, "38.4", demo.at(6, 20, 30))
    assert open_turn(ward, FEVER) is None
    measure(ward, "38.2", demo.at(6, 20, 31))
    found = open_turn(ward, FEVER)
    assert found is not None
    assert found.due == demo.at(6, 20, 31)


def test_a_fever_that_nobody_answered_stays_the_one_that_is_asked_for(ward: Judged) -> None:
    measure(ward, "38.6", demo.at(5, 20, 0))
    measure(ward, "39.1", demo.at(8, 2, 0))
    found = open_turn(ward, FEVER)
    assert found is not None
    assert (found.due, found.state) == (demo.at(5, 20, 0), "overdue")
    answer(ward, demo.at(8, 3, 0), FEVER)
    assert open_turn(ward, FEVER) is None


def test_a_temperature_that_was_struck_out_is_no_fever(ward: Judged) -> None:
    measure(ward, "39.6", demo.at(5, 10))
    (one,) = ward.desk.labs.results(ward.child, ("temp",))
    ward.desk.labs.strike(ward.child, one.id, "other child", ward.now)
    assert turns(ward, FEVER) == []


def test_a_fever_of_before_this_course_or_without_treatment_asks_for_nothing(ward: Judged) -> None:
    measure(ward, "39.6", demo.at(-1))
    ward.now = demo.at(1)
    assert turns(ward, FEVER) == []
    revised(ward, {"regimen": None})
    measure(ward, "39.6", demo.at(2))
    assert turns(ward, FEVER) == []


def test_a_fever_weeks_after_the_last_dose_is_none_on_treatment(ward: Judged) -> None:
    """The plan of the example ends with week 8, and 28 days are told after its last dose."""
    last = ward_last(ward)
    measure(ward, "39.0", last + timedelta(days=28, minutes=1))
    assert turns(ward, FEVER) == []
    measure(ward, "38.4", last + timedelta(days=28))
    ward.now = last + timedelta(days=90)
    found = open_turn(ward, FEVER)
    assert found is not None
    assert (found.due, found.state) == (last + timedelta(days=28), "overdue")
    tasks.task_not_done(ward.desk, ward.child, FEVER, found.due, ward.now, ward.now, "no longer needed")
    assert open_turn(ward, FEVER) is None


def test_treatment_that_is_stopped_asks_for_no_fever_of_long_after_and_keeps_the_one_that_it_asked_for(
    ward: Judged,
) -> None:
    measure(ward, "38.6", demo.at(5, 10))
    ward.now = demo.at(5, 12)
    revised(ward, {"regimen": {**case()["regimen"], "changes": stopped(ward)}})
    last = ward_last(ward)
    assert last < ward.now
    found = open_turn(ward, FEVER)
    assert found is not None
    ward.now = demo.at(45, 12)
    answer(ward, demo.at(45, 12), FEVER)
    measure(ward, "39.1", demo.at(46, 14))
    assert open_turn(ward, FEVER) is None


def test_a_signature_that_does_not_tell_its_last_dose_is_read_in_its_plan(ward: Judged) -> None:
    last = ward_last(ward)
    (fact,) = ward.desk.store.facts(child=ward.child, kinds=(tasks.plans.SIGNATURE,))
    assert fact.body["last_dose"] == last.isoformat()
    object.__setattr__(fact, "body", {name: value for name, value in fact.body.items() if name != "last_dose"})
    assert called._last_dose(ward.desk, fact) == last


def test_a_fever_that_plan_and_record_know_is_asked_for_once(ward: Judged) -> None:
    measure(ward, "38.6", demo.at(5, 7, 0))
    answer(ward, demo.at(5, 7, 30), FEVER)
    ward.now = demo.at(6, 9, 0)
    rows = [{"analyte": "temp", "value": "38.6", "unit": "Cel", "at": "2026-11-27T07:00"}]
    revised(ward, labs=rows, revised_at=["2026-11-28T09:00"])
    standing = tasks.plans.standing(ward.desk, ward.child)
    assert standing is not None
    assert FEVER in {one.code for one in tasks.plans.signed(ward.desk, standing.id).plan.tasks}
    assert open_turn(ward, FEVER) is None


def test_the_board_tells_a_fever_as_the_chart_does(ward: Judged) -> None:
    board = Source(ward.desk)
    board.look(ward.now)
    measure(ward, "38.6", demo.at(5, 10))
    board.look(ward.now)
    kept = board.kept[ward.child]
    assert [one for one in kept.open_turns if one.code == FEVER] == [open_turn(ward, FEVER)]
    (one,) = ward.desk.labs.results(ward.child, ("temp",))
    ward.desk.labs.strike(ward.child, one.id, "other child", ward.now)
    board.look(ward.now)
    assert not [one for one in kept.open_turns if one.code == FEVER]


def test_the_proof_of_a_task_of_the_record_tells_what_called_for_it_and_no_day_of_the_plan(ward: Judged) -> None:
    standing = tasks.plans.standing(ward.desk, ward.child)
    assert standing is not None
    plan = tasks.plans.signed(ward.desk, standing.id).plan
    measure(ward, "38.6", demo.at(5, 10))
    found = open_turn(ward, FEVER)
    daily = open_turn(ward, "labs_daily")
    assert found is not None
    assert daily is not None
    told = {row.label: row.text for row in task_proof(plan, knowledge(), asked(plan, found)).sums}
    assert list(told) == ["To do", "First due", "Again"]
    assert "Measured: 38.6" in told["To do"]
    assert asked(plan, daily) in plan.tasks

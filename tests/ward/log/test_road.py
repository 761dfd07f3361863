"""What the road map is told of a child's log: each entry with what differs, the sum as it was given, reviews done."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.ward import tasks
from hlh_desktop.ward.log.road import child_road, road_log, total_words
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.road_log import LogMark, RoadLog
    from hlh_desktop.domain.road_map import RoadMap

DOSE = Fraction(89) / Fraction("0.59")


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def log(bed: Bed) -> RoadLog:
    day = bed.desk.log.day(bed.child, bed.now)
    return road_log(day, bed.head.day_one, bed.desk.zone, bed.desk.ward.wording)


def marks(bed: Bed, line: str, day: int) -> list[LogMark]:
    return [mark for mark in log(bed).marks if (mark.line, mark.day) == (line, day)]


def road(bed: Bed) -> RoadMap:
    plan = bed.desk.plan(bed.head.id, bed.now).plan
    found = tasks.tasks(bed.desk, bed.child, bed.now)
    return child_road(bed.desk, plan, bed.desk.log.day(bed.child, bed.now), found, bed.now)


def test_a_dose_given_in_time_has_its_amount_its_day_and_nothing_that_differs(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"), minutes=6)
    bed.write(dose)
    (mark,) = marks(bed, "dexamethasone", 1)
    assert (mark.state, mark.amount, mark.on, mark.text) == ("given", Decimal("5.9"), 1, "")
    assert mark.dose_id == dose.id


def test_a_dose_that_nobody_wrote_of_stands_as_the_clock_has_it(bed: Bed) -> None:
    bed.at(bed.dose("dexamethasone"), minutes=6)
    (mark,) = marks(bed, "dexamethasone", 1)
    assert (mark.state, mark.amount, mark.on) == ("due", None, None)
    (ahead,) = marks(bed, "etoposide", 4)
    assert ahead.state == "awaiting_release"


def test_the_reason_of_a_late_infusion_is_still_told_when_it_has_ended(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.now += timedelta(minutes=85)
    bed.check(dose)
    bed.be(NURSE)
    begun = bed.now
    assert bed.write(dose, "running", reason="", reasons={"late": "line blocked"}).outcome is not None
    bed.now += timedelta(hours=2)
    assert bed.write(dose, taken=begun, ended=bed.now).outcome is not None
    (mark,) = marks(bed, "etoposide", 1)
    assert (mark.state, mark.text) == ("given", "1 h 25 min late, line blocked")


def test_a_dose_in_part_tells_what_was_given_and_why(bed: Bed) -> None:
    dose = bed.ready()
    bed.write(dose, amount=Decimal("44.5"), reasons={"amount_deviates": "stopped early"})
    (mark,) = marks(bed, "etoposide", 1)
    assert (mark.state, mark.amount, mark.text) == ("partly_given", Decimal("44.5"), "stopped early")
    assert [rise.total for rise in log(bed).given] == [DOSE / 2]


def test_a_hold_that_was_lifted_stays_on_its_day_and_the_dose_stands_on_the_day_it_was_given(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone", 2))
    held = bed.write(dose, "held", reason="fever").outcome
    assert held is not None
    assert [mark.state for mark in marks(bed, "dexamethasone", 2)] == ["held"]
    bed.now += timedelta(hours=16)
    bed.be("").log.lift(held.id, "better", bed.now)
    bed.be(NURSE)
    bed.write(dose, reasons={"late": "waited for results"})
    before, after = marks(bed, "dexamethasone", 2)
    assert (before.state, before.text, before.on) == ("held", "fever", None)
    assert (after.state, after.on, after.text) == ("given", 3, "16 h late, waited for results")


def test_an_entry_that_was_struck_out_leaves_neither_mark_nor_sum(bed: Bed) -> None:
    dose = bed.ready()
    given = bed.write(dose).outcome
    assert given is not None
    assert [rise.total for rise in log(bed).given] == [DOSE]
    bed.desk.log.strike(given.id, "wrong dose of the list", bed.now)
    (mark,) = marks(bed, "etoposide", 1)
    assert (mark.state, mark.amount, mark.text) == ("due", None, "")
    assert log(bed).given == ()


def test_an_amount_in_its_second_check_is_left_out(bed: Bed) -> None:
    dose = bed.ready()
    begun = bed.write(dose, "running", reason="").outcome
    assert begun is not None
    assert marks(bed, "etoposide", 1)[0].amount == 89
    bed.desk.log.strike(begun.id, "wrong time", bed.now)
    bed.desk.log.begin_check(dose.id, uuid4(), bed.now)
    assert marks(bed, "etoposide", 1)[0].amount is None


def test_a_review_is_done_once_its_task_is_answered(bed: Bed) -> None:
    bed.be(NURSE)
    code = "response_week_2"
    due = next(task.due for task in tasks.tasks(bed.desk, bed.child, bed.now) if task.code == code)
    bed.now = due
    assert not next(one for one in road(bed).reviews if one.code == code).done
    tasks.task_done(bed.desk, bed.child, code, due, due, due)
    assert next(one for one in road(bed).reviews if one.code == code).done


def test_the_sum_stands_in_words_beside_what_is_planned(bed: Bed) -> None:
    wording = bed.desk.ward.wording
    bed.write(bed.ready())
    assert total_words(road(bed), wording) == "Cumulative etoposide, mg/m²: 151 given, 1,508 planned by week 8"
    bed.now -= timedelta(days=2)
    assert total_words(road(bed), wording) == "Cumulative etoposide, mg/m²: 1,508 planned by week 8"


def test_a_mark_opens_the_dose_that_the_log_knows(bed: Bed) -> None:
    bed.at(bed.dose("etoposide"))
    known = {one.dose.id for one in bed.desk.log.day(bed.child, bed.now).doses}
    shown = [mark for lane in road(bed).lanes for mark in lane.marks if mark.state != "ghost"]
    assert shown
    assert {mark.dose_id for mark in shown} <= known

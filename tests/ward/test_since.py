"""What was written of a child since the shift began: short lines, oldest first, no amount while one is in check."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ward import tasks
from hlh_desktop.ward.since import since
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def told(bed: Bed, *, hidden: bool = False) -> list[tuple[str, str, str]]:
    found = since(bed.desk, bed.child, bed.now, hidden=hidden)
    return [(line.at, line.words.replace(NON_BREAKING, " "), line.by) for line in found.lines]


def test_it_begins_with_the_shift_and_tells_nothing_of_before(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose("dexamethasone"), minutes=4))
    assert since(bed.desk, bed.child, bed.now, hidden=False).title == "Since 07:00"
    assert told(bed) == [("08:04", "dexAMETHasone 5.9 mg given", NURSE)]
    bed.now = bed.now.replace(hour=14, minute=31)
    assert since(bed.desk, bed.child, bed.now, hidden=False).title == "Since 14:30"
    assert told(bed) == []


def test_deeds_of_every_kind_stand_in_a_few_words_oldest_first(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"), minutes=-40)
    bed.release(dose)
    desk = bed.be(NURSE)
    bed.at(dose, minutes=10)
    bed.write(dose, "held", reason="fever")
    open_ = tasks.tasks(desk, bed.child, bed.now)
    task = next(one for one in open_ if one.open and one.due <= bed.now and one.code == "labs_daily")
    tasks.task_done(desk, bed.child, task.code, task.due, bed.now, bed.now)
    assert told(bed) == [
        ("13:20", "Dose released: etoposide, dose 1 of 10", wards.DOCTOR),
        ("14:10", "etoposide held", NURSE),
        ("14:10", "Task done: Daily blood tests", NURSE),
    ]


def test_a_late_entry_stands_at_the_time_it_was_taken(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"), hours=1)
    bed.write(dose, taken=bed.now - timedelta(minutes=50))
    assert told(bed)[0][0] == "08:10"


def test_a_late_entry_stands_before_what_was_done_after_it(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose("cotrimoxazole"), minutes=20))
    dose = bed.at(bed.dose("dexamethasone"), hours=1)
    bed.write(dose, taken=bed.now - timedelta(minutes=50))
    assert [at for at, *_ in told(bed)] == ["08:10", "08:20"]


def test_no_amount_is_told_while_a_dose_is_in_its_second_check(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose("dexamethasone")))
    etoposide = bed.dose("etoposide")
    bed.desk.log.begin_check(etoposide.id, uuid4(), bed.now)
    assert told(bed, hidden=True)[0][1] == "dexAMETHasone mg hidden given"

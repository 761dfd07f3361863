"""The independent second check in the record: two people, no values before the second entry, kept for good."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log.sheet import dose_sheet
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, OFFICE, PHARMACIST, SECOND, Bed, seen_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    found = bedside.make(tmp_path / "ward")
    dose = found.at(found.dose("etoposide"))
    found.release(dose)
    found.be(NURSE)
    return found


def begin(bed: Bed) -> None:
    bed.desk.log.begin_check(bed.dose("etoposide").id, uuid4(), bed.now)


def test_two_people_agree_and_both_moments_are_kept(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    first = bed.enter(dose, NURSE, seen_of(dose))
    assert (first.phase, first.second) == ("first", None)
    bed.now += timedelta(minutes=3)
    done = bed.enter(dose, SECOND, seen_of(dose))
    assert done.phase == "agrees"
    assert done.first is not None
    assert done.second is not None
    assert (done.first.by, done.second.by) == (NURSE, SECOND)
    assert done.second.entered - done.first.entered == timedelta(minutes=3)
    opened = bed.desk.log.opened_check(dose.id, bed.now)
    assert opened is not None
    assert opened.comparison.agrees
    assert opened.own.dose == Decimal(89)


def test_a_difference_stops_the_dose_is_kept_and_a_new_check_goes_on(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    assert bed.check(dose, replace(seen_of(dose), dose=Decimal(98))).phase == "differs"
    bed.be(NURSE)
    assert "check_differs" in [gate.code for gate in bed.write(dose).gates]
    opened = bed.desk.log.opened_check(dose.id, bed.now)
    assert opened is not None
    assert [row.measure for row in opened.comparison.rows if not row.agrees] == ["dose"]
    assert bed.check(dose).phase == "agrees"
    bed.be(NURSE)
    assert bed.write(dose).outcome is not None
    results = [f.body.get("result") for f in bed.desk.store.facts(bed.child, ("check_entered",))]
    assert results == [None, "differs", None, "agrees"]


def test_the_program_reckons_from_the_raw_inputs_and_stops_two_who_agree_on_the_wrong_dose(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    wrong = replace(seen_of(dose), dose=Decimal(890))
    assert bed.check(dose, wrong, wrong).phase == "differs"


def test_the_same_person_and_one_without_the_right_are_refused_as_second(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    bed.enter(dose, NURSE, seen_of(dose))
    with pytest.raises(Trouble, match="check_same"):
        bed.enter(dose, NURSE, seen_of(dose))
    assert bed.enter(dose, PHARMACIST, seen_of(dose)).phase == "agrees"
    with pytest.raises(Trouble, match="check_done"):
        bed.enter(dose, SECOND, seen_of(dose))


def test_who_may_not_check_enters_neither_first_nor_second(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    with pytest.raises(Trouble, match="not_allowed"):
        bed.enter(dose, OFFICE, seen_of(dose))
    bed.enter(dose, NURSE, seen_of(dose))
    with pytest.raises(Trouble, match="not_allowed"):
        bed.enter(dose, OFFICE, seen_of(dose))


def test_a_check_that_runs_is_not_begun_again_by_another_and_may_be_left_with_a_reason(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    with pytest.raises(Trouble, match="check_running"):
        begin(bed)
    bed.desk.log.leave_check(dose.id, "interrupted by an emergency", bed.now)
    assert bed.desk.log.day(bed.child, bed.now).hidden == frozenset()
    begin(bed)


def test_only_a_marked_drug_is_checked(bed: Bed) -> None:
    with pytest.raises(Trouble, match="not_checked"):
        bed.desk.log.begin_check(bed.dose("dexamethasone").id, uuid4(), bed.now)


def test_no_answer_of_the_ward_holds_the_first_persons_values_before_the_second_entry(bed: Bed) -> None:
    dose, secret = bed.dose("etoposide"), Decimal("87.6543")
    begin(bed)
    now = bed.enter(dose, NURSE, replace(seen_of(dose), dose=secret, volume_ml=Decimal("251.357")))
    desk = bed.desk
    told = [now, desk.log.day(bed.child, bed.now), desk.history(bed.child), desk.child(bed.child, bed.now),
            desk.children(bed.now), desk.log.opened_check(dose.id, bed.now), desk.log.check_rates()]  # fmt: skip
    words = "\n".join(map(repr, told))
    assert "87.6543" not in words
    assert "251.357" not in words
    assert desk.log.opened_check(dose.id, bed.now) is None
    assert json.dumps(asdict(now), default=str).count("87.6543") == 0


def test_while_a_dose_is_in_check_its_amount_is_shown_nowhere(bed: Bed) -> None:
    desk, plan = bed.desk, bed.desk.plan(bed.head.id, bed.now)
    begin(bed)
    assert desk.log.day(bed.child, bed.now).hidden == {bed.dose("etoposide").id}
    for look in (
        lambda: desk.plan(bed.head.id, bed.now),
        lambda: desk.print_plan(plan, BytesIO(), now=bed.now),
        lambda: desk.new_draft(bed.child, bed.now),
    ):
        with pytest.raises(Trouble, match="in_check"):
            look()
    dose = bed.dose("etoposide")
    bed.enter(dose, NURSE, seen_of(dose))
    with pytest.raises(Trouble, match="in_check"):
        desk.plan(bed.head.id, bed.now)
    bed.enter(dose, SECOND, seen_of(dose))
    assert desk.plan(bed.head.id, bed.now).plan is not None


def test_a_check_that_was_forgotten_hides_nothing_for_ever(bed: Bed) -> None:
    begin(bed)
    bed.now += timedelta(minutes=60)
    with pytest.raises(Trouble, match="in_check"):
        bed.desk.plan(bed.head.id, bed.now)
    bed.now += timedelta(minutes=1)
    assert bed.desk.plan(bed.head.id, bed.now).plan is not None
    assert bed.desk.log.day(bed.child, bed.now).hidden == frozenset()
    begin(bed)


def test_a_check_counts_once_and_a_struck_entry_needs_a_new_one(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    bed.check(dose)
    bed.be(NURSE)
    done = bed.write(dose).outcome
    assert done is not None
    bed.desk.log.strike(done.id, "wrong time", bed.now)
    assert "check_missing" in [gate.code for gate in bed.write(dose).gates]


def test_the_ward_sees_its_own_rates(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    bed.enter(dose, NURSE, seen_of(dose))
    bed.now += timedelta(minutes=4)
    bed.enter(dose, SECOND, replace(seen_of(dose), dose=Decimal(98)))
    bed.check(dose)
    bed.be(NURSE)
    assert bed.write(dose, reasons={"late": "waited for results"}).outcome is not None
    second = bed.dose("etoposide", 2)
    bed.at(second, hours=5)
    late = {"far_past": "given on paper while the program was down", "not_released": "released on paper",
            "check_missing": "checked by two people on paper"}  # fmt: skip
    assert bed.write(second, taken=bed.desk.here(second.due), reasons=late).outcome is not None
    rates = bed.desk.log.check_rates()
    assert (rates.due, rates.independent) == (2, 1)
    assert (rates.checks, rates.differed) == (2, 1)
    assert rates.spent == timedelta(minutes=2), "one at once, one after four minutes"


def test_the_second_entry_of_two_windows_stands_once(bed: Bed, tmp_path: Path) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    bed.enter(dose, NURSE, seen_of(dose))
    other = wards.enter(tmp_path / "ward", now=bed.now)
    other.log.enter_check(
        dose.id, seen_of(dose), begun=bed.now, person=bed.people[SECOND], id_=uuid4(), now=bed.now
    )  # fmt: skip
    with pytest.raises(Trouble, match="check_done"):
        bed.enter(dose, PHARMACIST, seen_of(dose))
    other.store.close()


# --- what is no check


def test_a_check_that_was_forgotten_takes_no_entry_for_the_amounts_were_seen_since(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    bed.enter(dose, NURSE, seen_of(dose))
    bed.now += timedelta(minutes=61)
    with pytest.raises(Trouble, match="check_expired"):
        bed.enter(dose, SECOND, seen_of(dose))
    assert dose_sheet(bed.desk, bed.desk.log.day(bed.child, bed.now), dose.id, None, bed.now).check is None
    assert bed.check(dose).phase == "agrees"


@pytest.mark.parametrize("left", [{"volume_ml": None}, {"rate_ml_per_h": None}, {"rate_ml_per_h": Decimal(0)}])
def test_what_both_leave_out_does_not_agree(bed: Bed, left: dict[str, Any]) -> None:
    dose = bed.dose("etoposide")
    begin(bed)
    with pytest.raises(Trouble, match="check_incomplete"):
        bed.enter(dose, NURSE, replace(seen_of(dose), **left))


def test_a_check_is_not_ended_without_a_reason(bed: Bed) -> None:
    begin(bed)
    with pytest.raises(Trouble, match="reason_needed"):
        bed.desk.log.leave_check(bed.dose("etoposide").id, " ", bed.now)


def test_a_check_after_the_dose_is_told_needs_a_reason_and_is_not_counted_as_independent(bed: Bed) -> None:
    dose, given = bed.dose("etoposide"), bed.now
    bed.now += timedelta(minutes=20)
    bed.check(dose)
    bed.be(NURSE)
    assert [gate.code for gate in bed.write(dose, taken=given).gates] == ["check_after"]
    assert bed.write(dose, taken=given, reasons={"check_after": "an emergency"}).outcome is not None
    assert "an emergency" in bed.desk.history(bed.child, bed.now)[0].detail
    assert (bed.desk.log.check_rates().due, bed.desk.log.check_rates().independent) == (1, 0)


def test_neither_a_late_entry_nor_one_on_a_check_that_was_used_counts_as_independent(bed: Bed) -> None:
    dose = bed.dose("etoposide")
    bed.check(dose)
    bed.be(NURSE)
    done = bed.write(dose).outcome
    assert done is not None
    assert bed.desk.log.check_rates().independent == 1
    bed.desk.log.strike(done.id, "wrong time", bed.now)
    bed.now += timedelta(hours=3)
    late = {"far_past": "late entry", "check_missing": "checked by two people on paper"}
    assert bed.write(dose, taken=done.taken, reasons=late).outcome is not None
    assert (bed.desk.log.check_rates().due, bed.desk.log.check_rates().independent) == (1, 0)


def test_the_values_of_a_check_stay_closed_while_another_dose_of_the_drug_is_in_check(bed: Bed) -> None:
    first, other = bed.dose("etoposide"), bed.dose("etoposide", 2)
    bed.check(first)
    bed.desk.log.begin_check(other.id, uuid4(), bed.now)
    assert bed.desk.log.opened_check(first.id, bed.now) is None
    bed.desk.log.leave_check(other.id, "begun by mistake", bed.now)
    assert bed.desk.log.opened_check(first.id, bed.now) is not None


def test_a_draft_that_was_open_before_is_not_printed_while_a_dose_of_its_child_is_in_check(bed: Bed) -> None:
    desk = bed.doctor
    plan = desk.look(desk.new_draft(bed.child, bed.now).draft, bed.now).plan
    assert plan is not None
    desk.print_plan(plan, BytesIO(), now=bed.now)
    begin(bed)
    with pytest.raises(Trouble, match="in_check"):
        desk.print_plan(plan, BytesIO(), now=bed.now)

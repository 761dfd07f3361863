"""Release, stop, the wall around the intrathecal route, and entries that belong on another chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log.releasing import SEEN, Looked
from tests.builders import case_data, regimen
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, SECOND, Bed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


# --- release


def test_a_dose_waits_until_a_prescriber_releases_it(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"), minutes=-30)
    assert bed.state("etoposide").state == "awaiting_release"
    bed.release(dose)
    assert bed.state("etoposide").state == "due"
    (fact,) = bed.desk.store.facts(bed.child, ("dose_released",))
    assert set(fact.body["seen"]) == set(SEEN)


def test_only_a_prescriber_with_the_password_releases(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    with pytest.raises(Trouble, match="not_allowed"):
        bed.be(NURSE).log.release(dose.id, bedside.LOOKED, bedside.SECRET, uuid4(), bed.now)
    with pytest.raises(Trouble, match="wrong_password"):
        bed.doctor.log.release(dose.id, bedside.LOOKED, "not it at all", uuid4(), bed.now)


def test_a_release_comes_at_most_48_hours_before_the_dose(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"), hours=-48, minutes=-1)
    with pytest.raises(Trouble, match="release_early"):
        bed.release(dose)
    bed.at(dose, hours=-48)
    bed.release(dose)


def test_values_that_are_not_known_today_ask_for_a_reason(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    blind = Looked({**dict.fromkeys(SEEN, "as measured"), "creatinine": None})
    with pytest.raises(Trouble, match="release_blind"):
        bed.release(dose, blind)
    bed.release(dose, blind, reason="haemolysed twice, result in an hour")


def test_what_needs_no_release_or_is_done_is_not_released(bed: Bed) -> None:
    with pytest.raises(Trouble, match="release_needless"):
        bed.release(bed.at(bed.dose("dexamethasone")))
    dose = bed.ready()
    bed.write(dose)
    with pytest.raises(Trouble, match="dose_not_open"):
        bed.release(dose)


def test_a_release_is_taken_back_while_the_dose_is_open(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.doctor.log.withdraw(dose.id, "fever", uuid4(), bed.now)
    assert bed.state("etoposide").state == "awaiting_release"
    with pytest.raises(Trouble, match="not_released"):
        bed.doctor.log.withdraw(dose.id, "fever", uuid4(), bed.now)


def test_a_release_is_taken_back_while_the_dose_is_on_hold_too(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.be(NURSE)
    hold = bed.write(dose, "held").outcome
    assert hold is not None
    bed.doctor.log.withdraw(dose.id, "neutrophils low", uuid4(), bed.now)
    with pytest.raises(Trouble, match="reason_needed"):
        bed.doctor.log.lift(hold.id, " ", bed.now)
    bed.doctor.log.lift(hold.id, "values have recovered", bed.now)
    assert bed.state("etoposide").state == "awaiting_release"


def test_a_new_version_with_another_amount_needs_a_new_release(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide", 2), hours=-3)
    bed.release(dose)
    desk = bed.doctor
    opened = desk.new_draft(bed.child, bed.now)
    case = dict(opened.draft.case)
    change = {"line": "etoposide", "day": 4, "do": "factor", "factor": "0.75", "reason": "eGFR"}
    case["regimen"] = {**case["regimen"], "changes": [change]}
    draft = replace(bedside.entered("TV04", 0), case=case)
    desk.keep_draft(replace(opened, draft=draft), bed.now)
    desk.sign(opened.id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=bed.now)
    assert bed.dose("etoposide", 2).amount == Decimal(66)
    assert bed.state("etoposide", 2).released is False


# --- stop


def test_a_stopped_line_is_not_given_until_the_stop_is_lifted(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"))
    with pytest.raises(Trouble, match="directed_by_needed"):
        bed.desk.log.stop(bed.child, "dexamethasone", None, reason="psychosis", id_=uuid4(), now=bed.now)
    stop = uuid4()
    bed.desk.log.stop(
        bed.child, "dexamethasone", None, reason="psychosis", directed_by=wards.DOCTOR, id_=stop, now=bed.now
    )
    assert bed.state("dexamethasone").state == "stopped"
    assert [gate.code for gate in bed.write(dose).gates] == ["stopped"]
    assert bed.desk.log.voice_orders(bed.child)[0].what == "stop"
    with pytest.raises(Trouble, match="reason_needed"):
        bed.doctor.log.lift_stop(bed.child, stop, " ", bed.now)
    bed.doctor.log.lift_stop(bed.child, stop, "settled", bed.now)
    assert bed.write(dose).outcome is not None


def test_a_stop_names_a_line_of_the_plan_and_a_reason(bed: Bed) -> None:
    with pytest.raises(Trouble, match="no_line"):
        bed.doctor.log.stop(bed.child, "anakinra", None, reason="x", id_=uuid4(), now=bed.now)
    with pytest.raises(Trouble, match="reason_needed"):
        bed.doctor.log.stop(bed.child, "etoposide", None, reason=" ", id_=uuid4(), now=bed.now)


def test_what_was_due_before_the_stop_is_not_stopped_by_it(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"), minutes=10)
    bed.doctor.log.stop(bed.child, "dexamethasone", None, reason="x", id_=uuid4(), now=bed.now)
    assert bed.state("dexamethasone").state == "due"
    assert bed.state("dexamethasone", 2).state == "stopped"
    assert dose.place == 1


def test_after_a_stop_nothing_of_the_line_is_given_though_it_was_due_before(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"), minutes=10)
    bed.doctor.log.stop(bed.child, "dexamethasone", None, reason="adverse reaction", id_=uuid4(), now=bed.now)
    bed.be(NURSE)
    assert [gate.code for gate in bed.write(dose).gates] == ["stopped"]
    assert bed.write(dose, taken=bed.desk.here(dose.due)).outcome is not None, "what was given before may be written"


# --- the wall around the intrathecal route


@pytest.fixture
def walled(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> Bed:
    """Another child with etoposide and an intrathecal dose on day 15."""
    wards.ungated(monkeypatch)
    spinal = {"line": "intrathecal", "first_day": 15, "doses": 1}
    case = case_data(
        patient={"mrn": "IT1", "date_of_birth": "2023-11-22"},
        regimen=regimen("etoposide", spinal),
        day_one="2026-11-22",
    )
    bed.head = wards.signed(bed.doctor, case, now=bedside.NOW)
    bed.now = bedside.NOW
    return bed


def spinal_gates(bed: Bed) -> list[str]:
    dose = bed.state("methotrexate").dose
    return [gate.code for gate in bed.write(dose).gates if gate.code.startswith("spinal")]


def test_an_intrathecal_dose_opens_only_once_that_days_intravenous_cytotoxic_is_closed(walled: Bed) -> None:
    bed = walled
    etoposide, spinal = bed.dose("etoposide", 5), bed.dose("methotrexate")
    day = bed.desk.here(spinal.due).date()
    assert day == bed.desk.here(etoposide.due).date()
    bed.be(NURSE)
    bed.at(spinal)
    assert spinal_gates(bed) == ["spinal_locked"]
    bed.at(etoposide)
    bed.release(etoposide)
    assert bed.doctor.log.begin_check(etoposide.id, uuid4(), bed.now)
    bed.desk.log.leave_check(etoposide.id, "x", bed.now)
    own = replace(bedside.seen_of(etoposide), weight_kg=Decimal("13.5"))
    assert bed.check(etoposide, own, own).phase == "agrees"
    bed.be(NURSE)
    reasons = {"weight_old": "too unwell to be weighed"}
    assert bed.write(etoposide, "running", reasons=reasons).outcome is not None
    assert spinal_gates(bed) == ["spinal_locked"], "an infusion that runs is not finished"
    assert bed.write(etoposide, reasons=reasons).outcome is not None
    assert spinal_gates(bed) == []


def test_the_wall_is_that_of_the_day_on_which_the_dose_is_given_too(walled: Bed) -> None:
    """An intrathecal dose that is late by days meets the etoposide of the day on which it is given."""
    bed = walled
    bed.be(NURSE)
    spinal, later = bed.dose("methotrexate"), bed.dose("etoposide", 6)
    bed.at(spinal)
    bed.write(bed.dose("etoposide", 5), "held")
    assert spinal_gates(bed) == []
    bed.at(later)
    assert bed.desk.here(later.due).date() != bed.desk.here(spinal.due).date()
    assert spinal_gates(bed) == ["spinal_locked"]


def test_holding_that_days_cytotoxic_opens_it_too_and_only_the_trained_may_give(walled: Bed) -> None:
    bed = walled
    bed.at(bed.dose("methotrexate"))
    bed.be(NURSE)
    bed.write(bed.dose("etoposide", 5), "held")
    assert spinal_gates(bed) == []
    bed.be(SECOND)
    assert spinal_gates(bed) == ["spinal_people"]


# --- the wrong chart


def other_child(bed: Bed) -> UUID:
    return bedside.sign(bed.doctor, "TV99", 1).child


def other_dose(bed: Bed, child: UUID) -> UUID:
    day = bed.desk.log.day(child, bed.now)
    return next(one.dose.id for one in day.doses if one.dose.drug == "dexamethasone")


def attempt(bed: Bed) -> Attempt:
    return Attempt("given", bed.now, Decimal("5.9"), "intravenous", known="asked")


def test_an_entry_on_the_wrong_chart_is_struck_there_and_entered_here_each_naming_the_other(bed: Bed) -> None:
    child = other_child(bed)
    bed.be(NURSE)
    wrong = bed.write(bed.at(bed.dose("dexamethasone"))).outcome
    assert wrong is not None
    id_ = uuid4()
    moved = bed.desk.log.move_entry(wrong.id, other_dose(bed, child), attempt(bed), "wrong child", id_, bed.now)
    assert moved.outcome is not None
    assert bed.state("dexamethasone").state == "due"
    (struck,) = bed.desk.store.facts(bed.child, ("outcome_struck",))
    (here,) = bed.desk.store.facts(child, ("dose_outcome",))
    assert struck.body["moved_to"] == str(here.id)
    assert here.body["moved_from"] == str(wrong.id)
    with pytest.raises(Trouble, match="struck_meanwhile"):
        bed.desk.log.move_entry(wrong.id, other_dose(bed, child), attempt(bed), "wrong child", uuid4(), bed.now)


def test_a_moved_entry_says_that_the_child_was_not_identified_anew_whatever_the_form_says(bed: Bed) -> None:
    child = other_child(bed)
    bed.be(NURSE)
    wrong = bed.write(bed.at(bed.dose("dexamethasone"))).outcome
    assert wrong is not None
    moved = bed.desk.log.move_entry(wrong.id, other_dose(bed, child), attempt(bed), "wrong child", uuid4(), bed.now)
    assert moved.outcome is not None, "nobody stands at a bedside, so nobody is asked"
    (here,) = bed.desk.store.facts(child, ("dose_outcome",))
    assert here.body["known"] == "moved"
    assert "the child not identified anew" in bed.desk.history(child, bed.now)[0].detail


def test_where_the_right_dose_refuses_nothing_is_struck_either(bed: Bed) -> None:
    child = other_child(bed)
    bed.be(NURSE)
    wrong = bed.write(bed.at(bed.dose("dexamethasone"))).outcome
    assert wrong is not None
    late = replace(attempt(bed), taken=bed.now + timedelta(minutes=1))
    moved = bed.desk.log.move_entry(wrong.id, other_dose(bed, child), late, "wrong child", uuid4(), bed.now)
    assert moved.outcome is None
    assert bed.state("dexamethasone").state == "given"
    with pytest.raises(Trouble, match="same_chart"):
        bed.desk.log.move_entry(wrong.id, bed.dose("dexamethasone", 2).id, late, "x", uuid4(), bed.now)


def test_two_charts_of_one_child_name_each_other_and_stay_two(bed: Bed) -> None:
    child = other_child(bed)
    bed.be(NURSE)
    bed.desk.log.link_charts(bed.child, child, "registered twice", bed.now)
    for mine, yours in ((bed.child, child), (child, bed.child)):
        (fact,) = bed.desk.store.facts(mine, ("charts_linked",))
        assert fact.body["other"] == str(yours)
    assert len(bed.desk.children(bed.now)) == 2
    with pytest.raises(Trouble, match="same_chart"):
        bed.desk.log.link_charts(child, child, "x", bed.now)
    with pytest.raises(Trouble, match="no_child"):
        bed.desk.log.link_charts(child, uuid4(), "x", bed.now)

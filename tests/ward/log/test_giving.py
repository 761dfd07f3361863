"""Writing down what became of a dose, asked again on the record as it stands, in the transaction that stores it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.log.entries import order_words
from hlh_desktop.ward.stay import change_stay
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, PHARMACIST, SECOND, Bed, seen_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def codes(written: object) -> list[str]:
    return [gate.code for gate in written.gates]  # type: ignore[attr-defined]


def test_a_nurse_gives_an_ordinary_dose_and_it_stands_with_its_four_times(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"), minutes=6)
    done = bed.write(dose)
    assert done.gates == ()
    assert done.outcome is not None
    assert (done.outcome.amount, done.outcome.by, done.outcome.turn) == (Decimal("5.9"), NURSE, 1)
    assert done.outcome.due == dose.due
    assert (done.outcome.taken, done.outcome.saved) == (bed.now, bed.now)
    assert bed.state("dexamethasone").state == "given"
    (fact,) = bed.desk.store.facts(bed.child, ("dose_outcome",))
    assert {"planned", "due"} <= fact.body.keys()


def test_what_is_stored_again_by_its_id_stands_once(bed: Bed) -> None:
    bed.be(NURSE)
    dose, id_ = bed.at(bed.dose("dexamethasone")), uuid4()
    first, again = bed.write(dose, id_=id_), bed.write(dose, id_=id_)
    assert first.outcome == again.outcome
    assert len(bed.desk.store.facts(bed.child, ("dose_outcome",))) == 1


def test_the_id_of_an_entry_is_not_taken_for_that_of_another_dose_or_deed(bed: Bed) -> None:
    bed.be(NURSE)
    dose, id_ = bed.at(bed.dose("dexamethasone")), uuid4()
    assert bed.write(dose, id_=id_).outcome is not None
    before = bed.desk.store.seal()
    with pytest.raises(Trouble, match="entry_differs"):
        bed.write(bed.dose("dexamethasone", 2), id_=id_)
    with pytest.raises(Trouble, match="entry_differs"):
        bed.desk.log.begin_check(bed.dose("etoposide").id, id_, bed.now)
    assert bed.desk.store.seal() == before


def test_a_form_stored_again_after_its_entry_was_struck_and_a_new_check_writes_nothing(bed: Bed) -> None:
    dose, id_ = bed.ready(), uuid4()
    first = bed.write(dose, id_=id_).outcome
    assert first is not None
    bed.desk.log.strike(first.id, "wrong time", bed.now)
    bed.check(dose)
    bed.be(NURSE)
    assert bed.write(dose, id_=id_).outcome == first
    assert bed.state("etoposide").outcome is None


def test_a_checked_dose_pressed_twice_stands_once_and_another_form_is_told(bed: Bed) -> None:
    dose, id_ = bed.ready(), uuid4()
    assert bed.write(dose, id_=id_).outcome == bed.write(dose, id_=id_).outcome
    told = bed.write(dose)
    assert told.outcome is None
    assert codes(told)[0] == "standing"
    assert NURSE in told.gates[0].text


def test_a_gate_that_stops_writes_nothing(bed: Bed) -> None:
    bed.be(NURSE)
    before = bed.desk.store.seal()
    dose = bed.at(bed.dose("etoposide"))
    stopped = bed.write(dose)
    assert stopped.outcome is None
    assert codes(stopped) == ["not_released", "check_missing"]
    assert bed.desk.store.seal() == before


def test_the_gates_are_told_before_anything_is_written(bed: Bed) -> None:
    from hlh_desktop.domain.log.gates.values import Attempt

    dose = bed.at(bed.dose("dexamethasone"))
    found = bed.desk.log.gates(dose.id, Attempt("given", bed.now + timedelta(hours=1), dose.amount), bed.now)
    assert {gate.code for gate in found} == {"future", "identity"}
    assert bed.desk.store.facts(bed.child, ("dose_outcome",)) == ()


def test_a_pharmacist_does_not_give_and_the_sentence_says_who_may(bed: Bed) -> None:
    bed.be(PHARMACIST)
    with pytest.raises(Trouble) as told:
        bed.write(bed.at(bed.dose("dexamethasone")))
    assert told.value.code == "not_allowed"
    assert "nurse" in told.value.values["role"]


def test_a_released_and_checked_dose_of_etoposide_is_given_and_counts(bed: Bed) -> None:
    dose = bed.ready()
    done = bed.write(dose)
    assert done.outcome is not None
    given = bed.desk.log.day(bed.child, bed.now).given
    assert given is not None
    assert given.here == Fraction(89) / Fraction("0.59")


def test_partly_given_is_told_by_the_amount_and_counts_as_such(bed: Bed) -> None:
    dose = bed.ready()
    assert codes(bed.write(dose, amount=Decimal(60))) == ["amount_deviates"]
    done = bed.write(dose, amount=Decimal(60), reasons={"amount_deviates": "stopped early"})
    assert done.outcome is not None
    assert done.outcome.reason == "stopped early"
    assert bed.state("etoposide").state == "partly_given"
    given = bed.desk.log.day(bed.child, bed.now).given
    assert given is not None
    assert given.here == Fraction(60) / Fraction("0.59")


def test_an_infusion_is_begun_and_finished_and_has_one_standing_outcome(bed: Bed) -> None:
    dose = bed.ready()
    assert bed.write(dose, "running").outcome is not None
    assert bed.state("etoposide").state == "running"
    bed.now += timedelta(minutes=95)
    begun = bed.now - timedelta(minutes=95)
    done = bed.write(dose, taken=begun, ended=bed.now, amount=Decimal(89))
    assert done.gates == ()
    assert done.outcome is not None
    assert (done.outcome.turn, done.outcome.ended) == (2, bed.now)
    assert bed.state("etoposide").state == "given"


def test_a_hold_by_voice_names_who_ordered_it_and_nothing_else_is_taken_by_voice(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"))
    with pytest.raises(Trouble, match="voice_only_hold"):
        bed.write(dose, directed_by="Dr B. Other")
    assert bed.write(dose, "held", directed_by="Dr B. Other").outcome is not None
    (order,) = bed.desk.log.voice_orders(bed.child)
    assert (order.what, order.directed_by, order.signed_by) == ("hold", "Dr B. Other", None)
    assert order.until - order.at == timedelta(hours=24)
    with pytest.raises(Trouble, match="not_allowed"):
        bed.desk.log.countersign(order.fact, bedside.SECRET, bed.now)


def test_who_gave_an_order_by_voice_signs_it_freely_and_once(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose("dexamethasone")), "held", directed_by=f" {wards.DOCTOR.upper()} ")
    (order,) = bed.desk.log.voice_orders(bed.child)
    bed.doctor.log.countersign(order.fact, wards.PASSWORD, bed.now)
    (signed,) = bed.desk.log.voice_orders(bed.child)
    assert (signed.signed_by, signed.reason) == (wards.DOCTOR, "")
    assert not signed.in_view(bed.now), "there is nothing to tell of it any more"
    with pytest.raises(Trouble, match="countersigned_meanwhile"):
        bed.doctor.log.countersign(order.fact, wards.PASSWORD, bed.now)


def test_another_prescriber_signs_an_order_by_voice_only_with_a_reason_and_the_log_keeps_both(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose("dexamethasone")), "held", directed_by="Dr B. Other")
    (order,) = bed.desk.log.voice_orders(bed.child)
    with pytest.raises(Trouble, match="countersign_reason"):
        bed.doctor.log.countersign(order.fact, wards.PASSWORD, bed.now, reason=" ")
    bed.doctor.log.countersign(order.fact, wards.PASSWORD, bed.now, reason="off duty")
    (signed,) = bed.desk.log.voice_orders(bed.child)
    told = f"signed by {wards.DOCTOR} for Dr B. Other"
    assert f"{told}, 08:00: off duty" in order_words(bed.desk, signed, bed.now)
    assert "off duty" not in order_words(bed.desk, signed, bed.now, hidden=True), "typed words may name an amount"
    (event,) = [one for one in bed.desk.history(bed.child, bed.now) if one.what == "Order by voice signed"]
    assert event.detail == f"dexAMETHasone, {told}: off duty"
    assert signed.in_view(bed.now + timedelta(hours=24))
    assert not signed.in_view(bed.now + timedelta(hours=24, minutes=1))


def test_a_held_dose_is_given_once_the_hold_was_lifted(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"))
    hold = bed.write(dose, "held").outcome
    assert hold is not None
    assert codes(bed.write(dose)) == ["held"]
    bed.doctor.log.lift(hold.id, "values have recovered", bed.now)
    assert bed.state("dexamethasone").state == "due"
    assert bed.write(dose).outcome is not None


def test_only_a_hold_is_lifted(bed: Bed) -> None:
    bed.be(NURSE)
    given = bed.write(bed.at(bed.dose("dexamethasone"))).outcome
    assert given is not None
    with pytest.raises(Trouble, match="not_held"):
        bed.doctor.log.lift(given.id, "x", bed.now)


def test_a_wrong_entry_is_struck_out_stays_readable_and_the_dose_is_entered_again(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"))
    wrong = bed.write(dose, amount=Decimal("5.7")).outcome
    assert wrong is not None
    with pytest.raises(Trouble, match="reason_needed"):
        bed.desk.log.strike(wrong.id, "  ", bed.now)
    bed.desk.log.strike(wrong.id, "wrong amount", bed.now)
    with pytest.raises(Trouble, match="struck_meanwhile"):
        bed.desk.log.strike(wrong.id, "wrong amount", bed.now)
    assert bed.state("dexamethasone").state == "due"
    again = bed.write(dose).outcome
    assert again is not None
    assert again.turn == 2
    day = bed.desk.log.day(bed.child, bed.now)
    assert [one.amount for one in day.written[dose.id]] == [Decimal("5.7"), Decimal("5.9")]
    assert day.ledger.ended[wrong.id].how == "struck"
    (struck,) = bed.desk.store.facts(bed.child, ("outcome_struck",))
    assert (struck.body["reason"], struck.body["amount"], struck.author.name) == ("wrong amount", "5.7", NURSE)


def test_a_dose_of_another_place_counts_though_no_plan_has_it(bed: Bed) -> None:
    from hlh_desktop.ward.log.elsewhere import ElsewhereDose

    bed.be(NURSE)
    bed.now += timedelta(days=3)
    dose = ElsewhereDose("etoposide", Decimal(59), "mg", Decimal("0.59"), bed.now - timedelta(days=1), "City hospital")
    bed.desk.log.note_elsewhere(bed.child, dose, uuid4(), bed.now)
    given = bed.desk.log.day(bed.child, bed.now).given
    assert given is not None
    assert given.here == 100


def test_after_a_new_version_a_dose_that_it_does_not_have_is_refused(bed: Bed) -> None:
    bed.be(NURSE)
    from dataclasses import replace

    old = bed.dose("rituximab", 4)
    desk = bed.doctor
    opened = desk.new_draft(bed.child, bed.now)
    case = dict(opened.draft.case)
    change = {"line": "rituximab", "day": 22, "do": "omit", "reason": "EBV DNA negative"}
    case["regimen"] = {**case["regimen"], "changes": [change]}
    draft = replace(bedside.entered("TV04", 0), case=case)
    desk.keep_draft(replace(opened, draft=draft), bed.now)
    desk.sign(opened.id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=bed.now)
    bed.at(old)
    stopped = bed.write(old)
    assert stopped.outcome is None
    assert "superseded" in codes(stopped)
    assert bed.dose("rituximab", 3).plan != old.plan


def test_the_second_prescriber_is_another_person_with_the_right_and_the_password(bed: Bed) -> None:
    bed.ready()
    bed.write(bed.dose("etoposide"))
    second = bed.dose("etoposide", 2)
    bed.now += timedelta(hours=40)
    bed.release(second)
    bed.check(second)
    bed.be(NURSE)
    parts = {"reasons": {"early": "directed by the prescriber", "interval_line": "directed by the prescriber"}}
    assert "interval_etoposide" in codes(bed.write(second, **parts))
    with pytest.raises(Trouble, match="not_allowed"):
        bed.write(second, **parts, second=(bed.people[SECOND].id, bedside.SECRET))
    with pytest.raises(Trouble, match="wrong_password"):
        bed.write(second, **parts, second=(bed.doctor.store.person.id, "not it at all"))
    done = bed.write(second, **parts, second=(bed.doctor.store.person.id, wards.PASSWORD))
    assert done.outcome is not None


def test_seen_of_the_bag_lies_within_the_drugs_own_limits(bed: Bed) -> None:
    assert bed.check(bed.dose("etoposide"), seen_of(bed.dose("etoposide"))).phase == "agrees"


def test_what_a_prescriber_has_held_is_not_let_go_by_striking_the_hold_out(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"))
    hold = bed.be("").log.write(dose.id, Attempt("held", bed.now, reason="sepsis"), uuid4(), bed.now).outcome
    assert hold is not None
    bed.be(NURSE)
    with pytest.raises(Trouble, match="not_allowed"):
        bed.desk.log.strike(hold.id, "wrong dose of the list", bed.now)
    bed.doctor.log.strike(hold.id, "wrong dose of the list", bed.now)
    own = bed.write(dose, "held").outcome
    assert own is not None
    bed.desk.log.strike(own.id, "wrong dose of the list", bed.now)
    assert bed.state("dexamethasone").outcome is None


@pytest.mark.parametrize("wrong", [{"amount": Decimal(0)}, {"amount": Decimal(-60)}, {"unit": "mL"}, {"drug": "etopos"},
                                   {"bsa_m2": Decimal(0)}])  # fmt: skip
def test_a_dose_of_another_place_can_take_nothing_from_a_sum(bed: Bed, wrong: dict[str, Any]) -> None:
    usual = ElsewhereDose("etoposide", Decimal(60), "mg", Decimal("0.59"), bed.now, "Hospital of B.")
    with pytest.raises(Trouble, match="elsewhere_amount"):
        bed.be(NURSE).log.note_elsewhere(bed.child, replace(usual, **wrong), uuid4(), bed.now)


def test_nothing_is_given_after_the_child_has_left_though_it_was_due_before(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"), minutes=20)
    change_stay(bed.desk, bed.child, "transferred", bed.now - timedelta(minutes=10), bed.now)
    assert codes(bed.write(dose)) == ["stay_over"]
    assert bed.write(dose, taken=bed.desk.here(dose.due)).outcome is not None, "what was given before may be written"


def test_of_weights_of_one_day_the_last_that_was_written_counts_and_one_that_was_struck_out_does_not(bed: Bed) -> None:
    from hlh_desktop.domain.case import Measurement
    from hlh_desktop.ward import measuring
    from hlh_desktop.ward.log.chart import newest_weight

    day = bed.now.date()

    def weigh(kg: str, back: int = 0) -> None:
        row = Measurement(
            on=day - timedelta(days=back), weight_kg=Decimal(kg), height_cm=None, weight_source="measured"
        )
        assert measuring.measure(bed.desk, bed.child, row, bed.now) == ()

    def newest() -> Decimal | None:
        found = newest_weight(bed.desk.store.facts(bed.child, ("measured", "measure_struck")))
        return None if found is None else found.weight_kg

    assert newest() == Decimal("13.5")
    for kg, back in (("13.4", 0), ("13.6", 0), ("13.3", 1)):
        weigh(kg, back)
    assert newest() == Decimal("13.6")
    last = [fact.id for fact in bed.desk.store.facts(bed.child, ("measured",)) if fact.body["weight_kg"] == "13.6"]
    measuring.strike_measure(bed.desk, bed.child, last[0], "wrong scale", bed.now)
    assert newest() == Decimal("13.4")

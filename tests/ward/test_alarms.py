"""What is alarming of a child: what waits in the log before what the plan warns of, each with the way to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.finding import Finding
from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.ward import measuring, tasks
from hlh_desktop.ward.alarms import alarms
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed, seen_of

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.alarms import Alarm


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def found(bed: Bed, *, findings: bool = False, todo: bool = False) -> list[Alarm]:
    plan = bed.desk.plan(bed.head.id, bed.now).plan.findings if findings else ()
    open_ = tasks.tasks(bed.desk, bed.child, bed.now) if todo else ()
    return list(alarms(bed.desk, bed.desk.log.day(bed.child, bed.now), plan, open_, bed.now))


def words(bed: Bed, strong: str, **more: bool) -> str:
    (one,) = [one for one in found(bed, **more) if one.strong == strong]
    return one.text.replace(NON_BREAKING, " ")


def test_a_quiet_child_has_none(bed: Bed) -> None:
    assert found(bed) == []


def test_warnings_of_the_plan_lead_to_the_findings(bed: Bed) -> None:
    listed = found(bed, findings=True)
    assert listed
    assert {one.leads for one in listed} == {"findings"}
    assert any("Sodium" in one.text for one in listed)


def test_a_risk_sign_of_the_plan_is_told_until_it_is_measured_again(bed: Bed) -> None:
    def sodium() -> bool:
        return any("Sodium" in one.text for one in found(bed, findings=True))

    def platelets() -> bool:
        return any("Platelets" in one.text for one in found(bed, findings=True))

    bed.now += timedelta(days=3)
    assert (sodium(), platelets()) == (True, True)
    awaited = Sample(bed.now, (Reported("na", "mmol/L", status="pending"),))
    bed.desk.labs.write(bed.child, [awaited], uuid4(), bed.now)
    assert sodium(), "what is awaited says nothing yet"
    taken = Sample(bed.now, (Reported("na", "mmol/L", Decimal(137)),))
    bed.desk.labs.write(bed.child, [taken], uuid4(), bed.now)
    assert (sodium(), platelets()) == (False, True)


def test_a_finding_about_two_values_is_told_until_both_are_measured_again(bed: Bed) -> None:
    fever = Finding("fever_with_neutropenia", "critical", "Fever with neutropenia.", (), ())

    def told() -> bool:
        day = bed.desk.log.day(bed.child, bed.now)
        return any(one.text.startswith("Fever") for one in alarms(bed.desk, day, [fever], (), bed.now))

    bed.now += timedelta(days=3)
    assert told()
    warm, counted = Reported("temp", "Cel", Decimal(37)), Reported("anc", "10*9/L", Decimal(2))
    for row, there in ((warm, True), (counted, False)):
        bed.desk.labs.write(bed.child, [Sample(bed.now, (row,))], uuid4(), bed.now)
        assert told() is there


def test_a_second_check_that_differs_is_critical_and_stands_first(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.check(dose, replace(seen_of(dose), weight_kg=Decimal("13.9")))
    first = found(bed, findings=True)[0]
    assert (first.grade, first.strong, first.leads) == ("critical", "Second check differs.", "doses")
    assert "etoposide, dose 1 of 10" in first.text


def test_doses_counted_missed_are_named_and_counted(bed: Bed) -> None:
    bed.at(bed.dose("dexamethasone", 2), hours=11)  # the day before nothing was written either
    told = words(bed, "Counted as missed.")
    assert "Nothing is written down of" in told
    assert told.startswith("etoposide 22 Nov 14:00, immunoglobulin 22 Nov 18:00, ")
    count = sum(one.state == "missed" for one in bed.desk.log.day(bed.child, bed.now).doses)
    assert told.endswith(f"of these {count}.")
    assert f"{count - 2} more" in told


def test_one_dose_counted_missed_is_told_as_one(bed: Bed) -> None:
    dose = bed.at(bed.dose("dexamethasone"), hours=11)
    day = bed.desk.log.day(bed.child, bed.now)
    for one in day.doses:
        if one.state == "missed" and one.dose.id != dose.id:
            bed.write(one.dose, "omitted", reason="fever")
    assert words(bed, "Counted as missed.").endswith(". Nothing is written down of it.")


def test_an_overdue_task_is_told_and_one_with_a_clock_of_its_own_is_critical(bed: Bed) -> None:
    bed.now += timedelta(hours=20)
    (late,) = [one for one in found(bed, todo=True) if one.leads == "tasks"]
    assert (late.grade, late.strong) == ("critical", "Overdue.")
    assert "more" in late.text


def test_an_order_by_voice_waits_for_its_signature_and_is_critical_when_it_is_overdue(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose("dexamethasone"))
    bed.write(dose, "held", reason="fever", directed_by="Dr B. Other")
    assert "directed by Dr B. Other" in words(bed, "To be signed.")
    bed.now += timedelta(hours=25)
    (late,) = [one for one in found(bed) if one.strong == "Signature overdue."]
    assert late.grade == "critical"


def test_a_stopped_line_is_told_until_the_stop_is_lifted(bed: Bed) -> None:
    bed.at(bed.dose("dexamethasone"))
    desk, id_ = bed.be(""), uuid4()
    desk.log.stop(bed.child, "dexamethasone", None, reason="infection", id_=id_, now=bed.now)
    assert words(bed, "Stopped.").startswith("dexAMETHasone, since 08:00, by ")
    desk.log.lift_stop(bed.child, id_, "over", bed.now)
    assert not [one for one in found(bed) if one.strong == "Stopped."]


def test_a_weight_that_the_plan_was_not_made_at_leads_to_the_weight(bed: Bed) -> None:
    bed.now += timedelta(days=2)
    row = Measurement(on=bed.now.date(), weight_kg=Decimal("14.3"), height_cm=None, weight_source="measured", by=None,
                      lying=None)  # fmt: skip
    assert not measuring.measure(bed.be(NURSE), bed.child, row, bed.now)
    told = words(bed, "Plan awaits a revision.")
    assert told.startswith("Made at 13.5 kg; 14.3 kg on 24 Nov, ")
    assert next(one.leads for one in found(bed) if one.strong == "Plan awaits a revision.") == "weight"


def test_a_dose_that_stands_in_no_sum_is_told(bed: Bed) -> None:
    dose = ElsewhereDose("etoposide", Decimal(80), "mg", None, bed.now, "Other hospital")
    bed.be(NURSE).log.note_elsewhere(bed.child, dose, uuid4(), bed.now)
    assert words(bed, "Sum not whole.").startswith("1 given of etoposide cannot be counted")

"""The life of a signed plan on the ward: the next version begins as of now, and what was given is never rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.edits import From, omit_dose, put, reduce_dose
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.revision.edits import measured
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import measuring, revising
from tests.builders import case_data, regimen
from tests.ward import wards
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ward.log.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    """A child whose first dose of dexamethasone was given; it is the evening of the third day."""
    made = bedside.make(tmp_path / "ward")
    made.be(bedside.NURSE)
    made.write(made.at(made.dose("dexamethasone")))
    made.now += timedelta(days=2, hours=10)
    return made


def past_gate(bed: Bed, case: object) -> str:
    opened = bed.doctor.new_draft(bed.child, bed.now)
    draft = replace(opened.draft, case=case)
    look = bed.doctor.look(draft, bed.now, bed.doctor.revises(opened))
    return next(gate.state for gate in look.gates if gate.key == "past")


def test_a_next_version_begins_as_of_now_with_the_weight_and_the_results_of_the_ward(bed: Bed) -> None:
    measuring.measure(bed.doctor, bed.child, Measurement(on=bed.now.date(), weight_kg=Decimal("13.9")), bed.now)
    sample = Sample(bed.now - timedelta(hours=1), (Reported("crea", "umol/L", Decimal(61)),))
    bed.doctor.labs.write(bed.child, [sample], uuid4(), bed.now)
    case = bed.doctor.new_draft(bed.child, bed.now).draft.case
    assert case["revised_at"] == [bed.now.replace(tzinfo=None).isoformat(timespec="minutes")]
    assert (case["measurements"][-1]["weight_kg"], case["measurements"][-1]["time"]) == ("13.9", f"{bed.now:%H:%M}")
    assert ("crea", "61") in [(row["analyte"], row["value"]) for row in case["labs"]]


def test_of_a_course_that_has_not_begun_nothing_is_revised(tmp_path: Path) -> None:
    made = bedside.make(tmp_path / "ward")
    assert "revised_at" not in made.doctor.new_draft(made.child, made.now).draft.case


def test_what_the_log_has_settled_is_known_and_what_is_held_is_not_settled(bed: Bed) -> None:
    plan = revising.base(bed.doctor, bed.child).plan
    assert {(key.line, key.day) for key in revising.settled(bed.doctor, bed.child, plan)} == {("dexamethasone", 1)}
    held = bed.dose("dexamethasone", 2)
    bed.write(held, "held", taken=bed.desk.here(held.due), reasons={"far_past": "written down late"})
    assert len(revising.settled(bed.doctor, bed.child, plan)) == 1


def test_a_trial_stores_nothing_and_leaves_what_was_given(bed: Bed) -> None:
    before = bed.doctor.store.facts(bed.child)
    begun = revising.begun(bed.doctor, bed.child, bed.now)
    tried = revising.attempt(bed.doctor, bed.child, measured(begun, bed.now, "15.1"), bed.now)
    assert tried.problems == ()
    assert tried.difference is not None
    assert {pair.key.line for pair in tried.difference.doses} >= {"etoposide", "dexamethasone"}
    assert all(pair.after is None or pair.after.at >= bed.now for pair in tried.difference.doses)
    assert bed.doctor.store.facts(bed.child) == before


def test_a_trial_that_can_not_be_planned_says_why(bed: Bed) -> None:
    begun = revising.begun(bed.doctor, bed.child, bed.now)
    tried = revising.attempt(bed.doctor, bed.child, measured(begun, bed.now, "135"), bed.now)
    assert (tried.plan, tried.difference) == (None, None)
    assert "weight_kg" in tried.problems[0]


def test_a_draft_of_a_trial_is_signed_and_compared_and_the_log_stays(bed: Bed) -> None:
    first = bed.head
    later = bedside.sign(bed.doctor, "TV04", 2, bed.child, bed.now)
    found = revising.compare(bed.doctor, first.id, later.id)
    assert found.surface[1].used < found.surface[0].used
    assert not any(pair.before and pair.before.at < bed.now for pair in found.doses)
    given = next(one for one in bed.desk.log.day(bed.child, bed.now).doses if one.dose.line == "dexamethasone")
    assert given.state == "given"


def test_a_trial_becomes_a_draft_of_the_next_version(bed: Bed) -> None:
    case = measured(revising.begun(bed.doctor, bed.child, bed.now), bed.now, "13.8")
    opened = revising.as_draft(bed.doctor, bed.child, case, bed.now)
    assert (opened.base, bed.doctor.draft(opened.id, bed.now).draft.case) == (bed.head.id, case)


def test_no_version_is_signed_that_rewrites_what_was_given(bed: Bed) -> None:
    begun = revising.begun(bed.doctor, bed.child, bed.now)
    assert past_gate(bed, measured(begun, bed.now, "13.8")) == "met"
    assert past_gate(bed, put(begun, "measurements[0].weight_kg", "13.2")) == "refused"
    assert past_gate(bed, omit_dose(begun, "dexamethasone", None, 1, "fever")) == "refused"
    # The dose of the second day is overdue: nothing was written of it, and it may be left out.
    assert past_gate(bed, omit_dose(begun, "dexamethasone", None, 2, "fever")) == "met"
    opened = bed.doctor.new_draft(bed.child, bed.now)
    heavier = replace(opened.draft, case=put(opened.draft.case, "measurements[0].weight_kg", "13.2"))
    bed.doctor.keep_draft(replace(opened, draft=heavier), bed.now)
    with pytest.raises(Trouble) as refused:
        bed.doctor.sign(opened.id, heavier, person_name=wards.DOCTOR, password=wards.PASSWORD, now=bed.now)
    assert refused.value.code == "gates_open"
    assert "Doses of the past" in refused.value.values["gates"]


def test_of_a_day_that_has_begun_the_later_dose_alone_may_be_changed(bed: Bed) -> None:
    bed.be(bedside.NURSE)
    first = next(one for one in bed.desk.log.day(bed.child, bed.now).doses if one.dose.line == "cotrimoxazole").dose
    bed.now = bed.desk.here(first.due)
    bed.write(first)
    bed.now += timedelta(hours=4)
    begun = revising.begun(bed.doctor, bed.child, bed.now)
    named = ("cotrimoxazole", None, 1)
    assert past_gate(bed, omit_dose(begun, *named, "rash")) == "refused"
    assert past_gate(bed, omit_dose(begun, *named, "rash", From("08:00"))) == "refused"
    assert past_gate(bed, omit_dose(begun, *named, "rash", From("20:00"))) == "met"
    assert past_gate(bed, reduce_dose(begun, *named, "0.5", "kidney", From("20:00", "onward"))) == "met"
    tried = revising.attempt(bed.doctor, bed.child, omit_dose(begun, *named, "rash", From("20:00")), bed.now)
    assert tried.difference is not None
    gone = [one.key.slot for one in tried.difference.doses if one.key.line == "cotrimoxazole" and one.after is None]
    assert gone == [101]


def test_two_courses_are_not_compared(bed: Bed) -> None:
    other = bedside.sign(bed.doctor, "TV05", 0, None, bed.now - timedelta(days=2, hours=14))
    with pytest.raises(Trouble) as refused:
        revising.compare(bed.doctor, bed.head.id, other.id)
    assert refused.value.code == "other_course"


# --- refusals that come and go


def baby(desk: OpenWard, monkeypatch: pytest.MonkeyPatch, born: str) -> UUID:
    """A baby of 4 kg with co-trimoxazole, signed on day one."""
    with monkeypatch.context() as patched:
        wards.ungated(patched)
        case = case_data(
            measurements=[{"on": "2026-11-21", "weight_kg": "4", "height_cm": "53"}],
            patient={"date_of_birth": born}, regimen=regimen("dexamethasone", "cotrimoxazole"),
        )  # fmt: skip
        return wards.signed(desk, case).child


def begun_plan(desk: OpenWard, child: UUID, now: datetime, born: str | None = None) -> tuple[Plan, str]:
    """The plan of the next version as it is begun, and how the gate of the past stands."""
    opened = desk.new_draft(child, now)
    case = opened.draft.case if born is None else put(opened.draft.case, "patient.date_of_birth", born)
    look = desk.look(replace(opened.draft, case=case), now, desk.revises(opened))
    assert look.plan is not None
    return look.plan, next(gate.state for gate in look.gates if gate.key == "past")


def cotrimoxazole(plan: Plan) -> list[datetime]:
    return [one.at for order in plan.orders if order.line == "cotrimoxazole" for one in order.administrations]


def test_a_baby_that_has_turned_2_months_begins_with_the_next_version_and_the_past_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = wards.new_ward(tmp_path / "ward")
    child, now = baby(desk, monkeypatch, "2026-09-30"), datetime(2026, 12, 2, 9, tzinfo=desk.zone)
    plan, past = begun_plan(desk, child, now)
    assert (min(cotrimoxazole(plan)) > now, past) == (True, "met")


def test_a_baby_that_is_younger_than_was_thought_keeps_what_was_ordered_and_gets_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = wards.new_ward(tmp_path / "ward")
    child, now = baby(desk, monkeypatch, "2026-09-01"), datetime(2026, 12, 2, 9, tzinfo=desk.zone)
    plan, past = begun_plan(desk, child, now, born="2026-10-20")
    assert (max(cotrimoxazole(plan)) < now, len(cotrimoxazole(plan)), past) == (True, 12, "met")


# --- what was weighed or given shortly before


def weighed(bed: Bed, kilograms: str) -> None:
    row = Measurement(on=bed.now.date(), weight_kg=Decimal(kilograms))
    measuring.measure(bed.doctor, bed.child, row, bed.now)


def next_version(bed: Bed) -> tuple[Plan, str]:
    """The plan of the next version as it is begun now, and how the gate of the past stands."""
    return begun_plan(bed.doctor, bed.child, bed.now)


def amounts(plan: Plan, line: str, first: int) -> list[str]:
    """The amounts of the first doses of a line."""
    found = sorted(
        (one.at, one.dose.amount.amount) for order in plan.orders if order.line == line for one in order.administrations
    )
    return [str(amount) for _, amount in found[:first]]


def test_a_dose_that_was_given_before_its_time_keeps_its_amount_and_the_next_has_the_new_weight(bed: Bed) -> None:
    """The dose of 08:00 was given at 07:40; a child of another weight is revised at 07:45."""
    dose = bed.dose("dexamethasone", 4)
    bed.be(bedside.NURSE)
    bed.write(bed.at(dose, minutes=-20))
    bed.now += timedelta(minutes=5)
    weighed(bed, "14.2")
    plan, past = next_version(bed)
    assert past == "met"
    before, given, after = amounts(plan, "dexamethasone", 5)[2:]
    assert (before == given, Decimal(after) > Decimal(given)) == (True, True)
    assert plan.case.revised_at[-1].isoformat(timespec="minutes").endswith("T08:01")


def weighed_on_day_one(tmp_path: Path) -> Bed:
    """The first dexamethasone given, and the child weighed two hours later."""
    bed = bedside.make(tmp_path / "ward")
    bed.be(bedside.NURSE)
    bed.write(bed.at(bed.dose("dexamethasone")))
    bed.now += timedelta(hours=2)
    weighed(bed, "14.2")
    return bed


def test_on_day_one_a_new_weight_counts_for_the_doses_to_come(tmp_path: Path) -> None:
    bed = weighed_on_day_one(tmp_path)
    bed.now += timedelta(minutes=30)
    plan, past = next_version(bed)
    assert past == "met"
    assert plan.weight.value == Decimal("14.2")
    first, second = amounts(plan, "cotrimoxazole", 2)
    assert Decimal(second) > Decimal(first)


def test_what_was_weighed_on_day_one_after_the_signature_does_not_rewrite_the_days_since(tmp_path: Path) -> None:
    bed = weighed_on_day_one(tmp_path)
    bed.now += timedelta(days=4)
    plan, past = next_version(bed)
    assert (past, plan.weight.value) == ("met", Decimal("14.2"))
    assert len(set(amounts(plan, "dexamethasone", 5))) == 1

"""Single doses of a begun day on the ward: what was given stays, what is left out is gone, the rest is as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.edits import From, decide, move_dose, omit_dose, reduce_dose
from hlh_desktop.ward import revising
from tests.ward import wards
from tests.ward.entered import entered
from tests.ward.log import bed as bedside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ward.log.bed import Bed

LINE = "cotrimoxazole"


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    """A child whose first dose of co-trimoxazole was given at 08:00; it is noon of day one."""
    made = bedside.make(tmp_path / "ward")
    made.be(bedside.NURSE)
    first = next(one.dose for one in made.desk.log.day(made.child, made.now).doses if one.dose.line == LINE)
    made.write(made.at(first))
    made.now += timedelta(hours=4)
    return made


def sign(bed: Bed, change: Callable[[Any], Any]) -> None:
    """The next version with a change, signed."""
    opened = bed.doctor.new_draft(bed.child, bed.now)
    draft = replace(entered("TV04", 0), case=change(opened.draft.case))
    bed.doctor.keep_draft(replace(opened, draft=draft), bed.now)
    bed.doctor.sign(opened.id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=bed.now)


def doses(bed: Bed) -> list[tuple[str, str, str]]:
    """The first doses of the line by ward time, their amount and state."""
    day = bed.desk.log.day(bed.child, bed.now)
    mine = [one for one in day.doses if one.dose.line == LINE][:3]
    return [(f"{bed.desk.here(one.dose.due):%d %H:%M}", str(one.dose.amount), one.state) for one in mine]


def ids(bed: Bed) -> dict[str, object]:
    day = bed.desk.log.day(bed.child, bed.now)
    return {f"{bed.desk.here(one.dose.due):%d %b %H:%M}": one.dose.id for one in day.doses if one.dose.line == LINE}


def test_the_evening_dose_is_omitted_after_the_morning_dose_was_given(bed: Bed) -> None:
    before = ids(bed)
    sign(bed, lambda case: omit_dose(case, LINE, None, 1, "rash", From("20:00")))
    assert doses(bed)[:2] == [("22 08:00", "44", "given"), ("23 08:00", "44", "planned")]
    after = ids(bed)
    assert after == {when: id_ for when, id_ in before.items() if when != "22 Nov 20:00"}


def test_the_evening_dose_is_moved_or_reduced_and_stays_the_same_dose(bed: Bed) -> None:
    before = ids(bed)
    to = bed.now.replace(hour=22, minute=0, tzinfo=None)
    sign(bed, lambda case: move_dose(case, LINE, None, 1, to, "scan", From("20:00")))
    assert doses(bed)[:2] == [("22 08:00", "44", "given"), ("22 22:00", "44", "planned")]
    assert ids(bed)["22 Nov 22:00"] == before["22 Nov 20:00"]
    sign(bed, lambda case: reduce_dose(case, LINE, None, 1, "0.5", "kidney", From("20:00")))
    assert doses(bed)[:2] == [("22 08:00", "44", "given"), ("22 22:00", "22", "planned")]


def test_a_factor_from_now_on_leaves_the_dose_that_was_given(bed: Bed) -> None:
    def later(case: Any) -> Any:
        return reduce_dose(case, LINE, None, 1, "0.5", "kidney", From("20:00", "onward"))

    sign(bed, later)
    assert doses(bed) == [("22 08:00", "44", "given"), ("22 20:00", "22", "planned"), ("23 08:00", "22", "planned")]
    whole = decide(later(revising.begun(bed.doctor, bed.child, bed.now)), LINE, "accept")
    tried = revising.attempt(bed.doctor, bed.child, whole, bed.now)
    assert tried.difference is not None
    assert not [one for one in tried.difference.doses if one.key.line == LINE]

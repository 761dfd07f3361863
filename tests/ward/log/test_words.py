"""The day in words: what waits stands first, each dose with its state and deed, and no amount while one is in check."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.ward.log.sheet import dose_sheet
from hlh_desktop.ward.log.words import DayList, DayRow, day_list
from tests.ward.log import bed
from tests.ward.log.bed import NURSE, PHARMACIST, Bed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    made = bed.make(tmp_path / "ward")
    made.be(NURSE)
    return made


def shown(made: Bed, days: int = 0) -> DayList:
    """The list as it stands now; `days` later than the day of the clock."""
    on = made.desk.here(made.now).date() + timedelta(days=days)
    day = made.desk.log.day(made.child, made.now)
    return day_list(made.desk, day, on, made.head.day_one, made.now)


def row(made: Bed, drug: str, number: int = 1, days: int = 0) -> DayRow:
    dose = made.dose(drug, number)
    return next(one for one in shown(made, days).rows if one.dose == dose.id)


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_heading_tells_day_and_week_of_the_course(at_bed: Bed) -> None:
    assert plain(shown(at_bed).heading) == "Sun 22 Nov 2026, day 1, week 1"
    assert plain(shown(at_bed, 7).heading) == "Sun 29 Nov 2026, day 8, week 2"


def test_what_waits_stands_before_what_comes_later_and_what_is_done(at_bed: Bed) -> None:
    at_bed.at(at_bed.dose("dexamethasone"))
    at_bed.write(at_bed.dose("dexamethasone"))
    at_bed.at(at_bed.dose("etoposide"), minutes=5)
    order = ("now", "open", "later", "done", "next")
    groups = [one.group for one in shown(at_bed).rows]
    assert groups == sorted(groups, key=order.index)
    assert row(at_bed, "etoposide").group == "now"
    assert row(at_bed, "dexamethasone").group == "done"
    assert row(at_bed, "etoposide", 2).group == "next"


def test_a_dose_that_waits_says_how_late_it_is(at_bed: Bed) -> None:
    at_bed.ready()
    at_bed.now += timedelta(minutes=5)
    found = row(at_bed, "etoposide")
    assert (plain(found.state.words), found.state.icon, found.state.tone) == ("Overdue 5 min", "clock", "critical")
    assert found.late


def test_who_may_release_is_offered_the_release_and_others_are_not(at_bed: Bed) -> None:
    at_bed.at(at_bed.dose("etoposide"), hours=-1)
    assert row(at_bed, "etoposide").deed == "look"
    at_bed.be("the physician")
    assert row(at_bed, "etoposide").deed == "release"


def test_a_released_cytotoxic_is_checked_and_an_ordinary_dose_given(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    assert row(at_bed, "etoposide").deed == "check"
    assert row(at_bed, "dexamethasone").deed == "give"


@pytest.mark.parametrize(
    ("became", "state", "tone"),
    [
        ("given", "Given 08:00", "ok"), ("refused", "Refused 08:00", "warning"), ("omitted", "Left out", "warning"),
        ("missed", "Missed", "critical"), ("held", "Held 08:00", "warning"), ("home", "Taken at home 08:00", "ok"),
        ("elsewhere", "Given elsewhere 08:00", "ok"),
    ],
)  # fmt: skip
def test_each_outcome_has_its_word_its_icon_and_the_way_to_amend(
    at_bed: Bed, became: str, state: str, tone: str
) -> None:
    drug = "cotrimoxazole" if became == "home" else "dexamethasone"  # no family gives into a vein
    dose = at_bed.at(at_bed.dose(drug))
    assert at_bed.write(dose, became).outcome is not None
    found = row(at_bed, drug)
    assert (plain(found.state.words), found.state.tone) == (state.replace("08:00", f"{at_bed.now:%H:%M}"), tone)
    assert found.deed == "amend"
    assert NURSE in found.detail


def test_only_who_may_lift_is_offered_to_lift_a_hold(at_bed: Bed) -> None:
    at_bed.write(at_bed.at(at_bed.dose("dexamethasone")), "held")
    assert row(at_bed, "dexamethasone").deed == "amend"
    at_bed.be("the physician")
    assert row(at_bed, "dexamethasone").deed == "lift"


def test_what_was_saved_long_after_it_was_given_says_when(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("dexamethasone"))
    taken = at_bed.now
    at_bed.now += timedelta(minutes=40)
    at_bed.write(dose, taken=taken)
    assert f"saved {at_bed.now:%H:%M}" in row(at_bed, "dexamethasone").detail


def test_what_nobody_wrote_of_stays_in_the_list_of_the_next_day(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("dexamethasone"), days=1)
    found = next(one for one in shown(at_bed).rows if one.dose == dose.id)
    assert (found.group, found.state.words) == ("open", "Missed, nothing written")


def test_no_row_tells_an_amount_while_a_dose_is_in_check(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    at_bed.be(NURSE).log.begin_check(dose.id, uuid4(), at_bed.now)
    found = shown(at_bed)
    assert found.hidden
    assert not [one.words for one in found.rows if "5.9" in one.words or "89" in one.words]
    assert row(at_bed, "etoposide").in_check
    head = at_bed.doctor.child(at_bed.child, at_bed.now).plan
    day = at_bed.desk.log.day(at_bed.child, at_bed.now)
    for one in day.doses[:20]:
        sheet = dose_sheet(at_bed.desk, day, one.dose.id, head, at_bed.now)
        assert (sheet.planned, sheet.amount) == ("", "")


def test_the_order_is_a_rule_whatever_the_drug(at_bed: Bed) -> None:
    day = at_bed.desk.log.day(at_bed.child, at_bed.now)
    for one in day.doses:
        order = plain(dose_sheet(at_bed.desk, day, one.dose.id, at_bed.head, at_bed.now).order)
        assert order
        if one.dose.drug == "etoposide":
            assert order == "150 mg/m² per dose, INTRAVENOUS, over 60 to 120 min"


def test_the_chain_names_everybody_up_to_the_second_person(at_bed: Bed) -> None:
    dose = at_bed.ready()
    day = at_bed.desk.log.day(at_bed.child, at_bed.now)
    chain = dose_sheet(at_bed.desk, day, dose.id, at_bed.head, at_bed.now).chain
    assert [link.state for link in chain][-3:] == ["done", "done", "done"]
    said = plain("; ".join(link.words for link in chain))
    assert "Ordered by Dr A. Example, version 1" in said
    assert "Released by Dr A. Example, 14:00" in said
    assert f"First: {NURSE}" in said
    assert "agrees" in said


def test_a_pharmacist_sees_the_day_and_gives_nothing(at_bed: Bed) -> None:
    at_bed.be(PHARMACIST)
    assert row(at_bed, "dexamethasone").title.startswith("dexAMETHasone")

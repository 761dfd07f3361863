"""The clock and the log: nights on which it is changed, midnight, month and year ends, a leap day, a clock set back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.clock import clock_behind, clock_warning
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.log.entries import entries
from tests.builders import case_data, regimen
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log import two_children
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.log.values import LoggedDose
    from hlh_desktop.ward.log.giving import Written

PARIS, SANTIAGO = "Europe/Paris", "America/Santiago"
DEXAMETHASONE = "dexamethasone"
DAY = timedelta(days=1)


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    """The usual ward."""
    return bedside.make(tmp_path / "ward")


def begun(
    folder: Path, zone: str, day_one: str, *lines: Any, times: dict[str, list[str]] | None = None, **parts: Any
) -> Bed:  # fmt: skip
    """A ward of a zone with one child, whose course begins on a day."""
    desk = wards.new_ward(folder, zone=zone)
    for name, roles in two_children.PEOPLE.items():
        desk.add_person(name, two_children.SECRET, wards.NOW, cost=wards.CHEAP, roles=roles)  # type: ignore[arg-type]
    before = date.fromisoformat(day_one) - DAY
    weight = {"on": before.isoformat(), "weight_kg": "13.5", "height_cm": "92"}
    given = {} if times is None else {"times": times}
    case = case_data(
        day_one=day_one, time_zone=zone, measurements=[weight], regimen=regimen(*(lines or (DEXAMETHASONE,)), **given),
        **parts,
    )  # fmt: skip
    now = datetime(before.year, before.month, before.day, 20, 0, tzinfo=ZoneInfo(zone))
    head = two_children.sign(desk, desk.new_draft(None, now), case, now)
    people = {one.name: one for one in desk.face.people if one.name in two_children.PEOPLE}
    return Bed(desk, people, head, now, desk.act_as(people[NURSE]))


def utc(dose: LoggedDose) -> str:
    """Due, in UTC."""
    return f"{dose.due.astimezone(UTC):%Y-%m-%d %H:%M}"


def given(written: Written) -> datetime:
    """When it was taken, as it stands in the record."""
    assert written.outcome is not None, written.gates
    return written.outcome.taken


# --- nights on which the clock is changed


@pytest.mark.parametrize(
    ("zone", "day_one", "clock", "dues"),
    [
        # 25 Oct 2026: 02:30 comes twice, the first counts; 28 Mar 2027: 02:30 is skipped and is 03:30.
        (PARIS, "2026-10-24", "02:30", ["2026-10-24 00:30", "2026-10-25 00:30", "2026-10-26 01:30"]),
        (PARIS, "2027-03-27", "02:30", ["2027-03-27 01:30", "2027-03-28 01:30", "2027-03-29 00:30"]),
        # 4 Apr 2026: 23:30 comes twice; 6 Sep 2026: midnight is skipped and is 01:00.
        (SANTIAGO, "2026-04-03", "23:30", ["2026-04-04 02:30", "2026-04-05 02:30", "2026-04-06 03:30"]),
        (SANTIAGO, "2026-09-05", "00:00", ["2026-09-05 04:00", "2026-09-06 04:00", "2026-09-07 03:00"]),
    ],
)
def test_on_a_night_of_a_clock_change_a_dose_is_due_once_and_late_by_the_time_that_has_passed(
    tmp_path: Path, zone: str, day_one: str, clock: str, dues: list[str]
) -> None:
    bed = begun(tmp_path / "ward", zone, day_one, times={DEXAMETHASONE: [clock]})
    assert [utc(bed.dose(DEXAMETHASONE, number)) for number in (1, 2, 3)] == dues
    night = bed.at(bed.dose(DEXAMETHASONE, 2))
    assert bed.state(DEXAMETHASONE, 2).state == "due"
    bed.now = (night.due.astimezone(UTC) + timedelta(minutes=60)).astimezone(ZoneInfo(zone))
    assert bed.state(DEXAMETHASONE, 2).state == "due"
    bed.now = (night.due.astimezone(UTC) + timedelta(minutes=61)).astimezone(ZoneInfo(zone))
    late = bed.state(DEXAMETHASONE, 2)
    assert (late.state, late.overdue) == ("late", timedelta(minutes=61))
    told = bed.write(night)
    assert [gate.code for gate in told.gates] == ["late"]
    assert "1 h 1 min" in told.gates[0].text
    stands = given(bed.write(night, reasons={"late": "child was asleep"}))
    assert stands.astimezone(UTC) == bed.now.astimezone(UTC)
    assert bed.state(DEXAMETHASONE, 2).state == "given"
    assert bed.desk.store.check().whole


def test_the_hour_that_comes_twice_is_kept_as_the_one_that_it_was(tmp_path: Path) -> None:
    bed = begun(tmp_path / "ward", PARIS, "2026-10-24", times={DEXAMETHASONE: ["02:30"]})
    night = bed.at(bed.dose(DEXAMETHASONE, 2))
    second = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=ZoneInfo(PARIS))
    bed.now = second.replace(minute=15)
    # By the clock on the wall twenty minutes early; forty minutes late as time goes, which is still in its time.
    assert given(bed.write(night, taken=second)).astimezone(UTC).isoformat() == "2026-10-25T01:10:00+00:00"
    (fact,) = bed.desk.store.facts(bed.child, ("dose_outcome",))
    assert (fact.taken.utcoffset(), f"{fact.taken:%H:%M}") == (timedelta(hours=1), "02:10")


def test_what_lies_ahead_is_told_by_the_time_and_not_by_the_wall(tmp_path: Path) -> None:
    bed = begun(tmp_path / "ward", PARIS, "2026-10-24", times={DEXAMETHASONE: ["02:30"]})
    night = bed.at(bed.dose(DEXAMETHASONE, 2))
    bed.now = datetime(2026, 10, 25, 2, 40, fold=0, tzinfo=ZoneInfo(PARIS))
    ahead = datetime(2026, 10, 25, 2, 20, fold=1, tzinfo=ZoneInfo(PARIS))
    (gate,) = bed.write(night, taken=ahead).gates
    assert gate.code == "future"
    assert "40 min" in gate.text


# --- midnight, and the ward's day


def test_a_dose_of_midnight_may_be_given_before_and_after_it(tmp_path: Path) -> None:
    bed = begun(tmp_path / "ward", PARIS, "2026-12-30", times={DEXAMETHASONE: ["00:00"]})
    for number, minutes, state in ((2, -60, "due"), (3, 60, "due"), (4, -61, "planned")):
        dose = bed.at(bed.dose(DEXAMETHASONE, number), minutes=minutes)
        assert bed.state(DEXAMETHASONE, number).state == state
        assert [gate.code for gate in bed.write(dose).gates] == (["early"] if state == "planned" else [])


def test_over_the_end_of_a_year_a_dose_stays_the_one_of_its_day(tmp_path: Path) -> None:
    bed = begun(tmp_path / "ward", PARIS, "2026-12-30", times={DEXAMETHASONE: ["23:40"]})
    last = bed.at(bed.dose(DEXAMETHASONE, 2), minutes=35)
    assert f"{bed.now:%Y-%m-%d %H:%M}" == "2027-01-01 00:15"
    stands = given(bed.write(last))
    assert (stands.astimezone(ZoneInfo(PARIS)).date(), stands) == (date(2027, 1, 1), bed.now)
    assert bed.state(DEXAMETHASONE, 2).state == "given"
    assert bed.state(DEXAMETHASONE, 3).state == "planned"
    assert utc(bed.dose(DEXAMETHASONE, 3)) == "2027-01-01 22:40"


@pytest.mark.parametrize("first", [date(2026, 11, 29), date(2027, 2, 27), date(2028, 2, 28)])
def test_over_the_end_of_a_month_no_day_is_left_out_and_none_comes_twice(tmp_path: Path, first: date) -> None:
    bed = begun(tmp_path / "ward", PARIS, first.isoformat(), times={DEXAMETHASONE: ["08:00"]})
    for number in (1, 2, 3, 4):
        dose = bed.at(bed.dose(DEXAMETHASONE, number))
        assert bed.now.date() == first + (number - 1) * DAY
        assert given(bed.write(dose)) == bed.now


def test_on_a_leap_day_a_dose_is_due_given_and_counted_like_on_any_other(tmp_path: Path) -> None:
    none_before = {"prior_etoposide_mg_per_m2": "0"}
    bed = begun(tmp_path / "ward", PARIS, "2028-02-29", "etoposide", DEXAMETHASONE, patient=none_before)
    dose = bed.ready()
    assert bed.now.date() == date(2028, 2, 29)
    done = bed.write(dose, expiry=date(2028, 2, 29))
    assert given(done) == bed.now
    total = bed.desk.log.day(bed.child, bed.now).given
    assert total is not None
    assert [point.at.astimezone(ZoneInfo(PARIS)).date() for point in total.points] == [date(2028, 2, 29)]
    second = bed.dose("etoposide", 2)
    # Day four of a course that began on 29 Feb is 3 Mar, seventy-two hours on: no gate asks about the time between.
    assert second.due - dose.due == timedelta(hours=72)
    assert [gate.code for gate in bed.write(bed.at(second)).gates] == ["not_released", "check_missing"]


def test_the_intrathecal_wall_goes_by_the_wards_day_and_not_by_that_of_utc(tmp_path: Path) -> None:
    """In Santiago 23:30 lies on the next day of UTC."""

    def wall(first_day: int) -> list[str]:
        lines = ("etoposide", DEXAMETHASONE, {"line": "intrathecal", "first_day": first_day})
        bed = begun(
            tmp_path / str(first_day), SANTIAGO, "2026-05-04", *lines, times={"etoposide": ["23:30"]},
            severity={"cns": "progressive"},
        )  # fmt: skip
        return [gate.code for gate in bed.write(bed.at(bed.dose("methotrexate"))).gates]

    # Etoposide of day 15 at 23:30 stands open. Day 16 begins half an hour later: the wall is that of day 15 alone.
    assert "spinal_locked" in wall(15)
    assert "spinal_locked" not in wall(16)


# --- a clock that was set back


def test_with_a_clock_set_back_a_day_entries_keep_their_order_and_say_what_the_clock_said(bed: Bed) -> None:
    bed.be(NURSE)
    first = bed.at(bed.dose(DEXAMETHASONE, 2))
    wrong = bed.write(first).outcome
    assert wrong is not None
    bed.now -= DAY
    bed.desk.log.strike(wrong.id, "wrong dose of the list", bed.now)
    again = bed.write(first, reasons={"early": "as it was"}).outcome
    assert again is not None
    assert (again.turn, again.saved) == (2, bed.now)
    facts = bed.desk.store.facts(bed.child, ("dose_outcome", "outcome_struck"))
    assert [fact.kind for fact in facts] == ["dose_outcome", "outcome_struck", "dose_outcome"]
    assert [fact.saved for fact in facts] == [bed.now + DAY, bed.now, bed.now]
    assert [fact.sequence for fact in facts] == sorted({fact.sequence for fact in facts})
    shown = entries(bed.desk, bed.child, first.id, bed.now, hidden=False)
    assert [(one.outcome, one.gone) for one in shown] == [(wrong.id, "struck"), (again.id, None)]
    assert bed.desk.store.check().whole


def test_what_was_done_last_counts_although_the_clock_says_that_it_was_before(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.now -= DAY
    bed.doctor.log.withdraw(dose.id, "fever", uuid4(), bed.now)
    bed.now += DAY
    assert bed.state("etoposide").released is False
    other = bed.at(bed.dose(DEXAMETHASONE))
    hold = bed.write(other, "held").outcome
    assert hold is not None
    bed.now -= DAY
    bed.doctor.log.lift(hold.id, "better", bed.now)
    bed.now += DAY
    assert bed.state(DEXAMETHASONE).state == "due"


def test_what_was_taken_ahead_of_a_clock_that_was_set_back_is_refused_with_a_sentence(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose(DEXAMETHASONE, 2))
    taken, bed.now = bed.now, bed.now - DAY
    before = bed.desk.store.seal()
    told = bed.write(dose, taken=taken)
    assert (told.outcome, [gate.code for gate in told.gates if not gate.met]) == (None, ["future"])
    assert "1440 min ahead" in told.gates[0].text
    elsewhere = ElsewhereDose("etoposide", Decimal(60), "mg", None, taken, "Hospital of B.")
    with pytest.raises(Trouble, match="future_taken"):
        bed.desk.log.note_elsewhere(bed.child, elsewhere, uuid4(), bed.now)
    assert bed.desk.store.seal() == before


def test_that_the_clock_was_set_back_is_noticed_and_said_until_it_is_right_again(bed: Bed) -> None:
    bed.be(NURSE)
    dose = bed.at(bed.dose(DEXAMETHASONE))
    assert bed.write(dose).outcome is not None
    assert clock_behind(bed.desk, bed.now) is None
    assert clock_warning(bed.desk, bed.now) == ""
    bed.now -= DAY
    assert clock_behind(bed.desk, bed.now) == DAY
    assert "1 d behind" in clock_warning(bed.desk, bed.now)
    # What is written meanwhile does not hide it.
    second = bed.dose(DEXAMETHASONE, 2)
    assert bed.write(second, "held", directed_by="Dr B. Other").outcome is not None
    bed.now += timedelta(hours=20)
    assert clock_behind(bed.desk, bed.now) == timedelta(hours=4)
    bed.now += timedelta(hours=4)
    assert clock_behind(bed.desk, bed.now) is None


def test_a_second_between_two_clocks_is_no_warning(bed: Bed) -> None:
    bed.be(NURSE)
    bed.write(bed.at(bed.dose(DEXAMETHASONE)))
    assert clock_behind(bed.desk, bed.now - timedelta(seconds=60)) is None
    assert clock_behind(bed.desk, bed.now - timedelta(seconds=61)) == timedelta(seconds=61)


def test_a_release_and_a_check_that_lie_ahead_of_a_clock_set_back_stop_nobody_who_says_why(bed: Bed) -> None:
    dose = bed.ready()
    bed.now -= timedelta(minutes=30)
    asked = [gate for gate in bed.write(dose).gates if not gate.met]
    assert {gate.need for gate in asked} <= {"reason"}
    done = bed.write(dose, reasons={gate.code: "the clock was set back" for gate in asked})
    assert done.outcome is not None, done.gates
    assert bed.state("etoposide").state == "given"

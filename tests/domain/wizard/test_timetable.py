"""The calendar as a value: what stands on which day, under which number, and what a change leaves visible."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.wizard.cumulative_line import cumulative_line, weeks_shown
from hlh_desktop.domain.wizard.day_doses import DoseKey
from hlh_desktop.domain.wizard.gaps import gaps
from hlh_desktop.domain.wizard.line_times import line_times
from hlh_desktop.domain.wizard.placing import left_out, starts_of, undone
from hlh_desktop.domain.wizard.placing import moved as moved_together
from hlh_desktop.domain.wizard.timetable import timetable
from tests.builders import case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.day_doses import DayDose
    from hlh_desktop.domain.wizard.timetable import Timetable

NINTH = DoseKey("etoposide", None, 43)


def usual(*lines: dict[str, Any] | str, **more: Any) -> dict[str, Any]:
    """The usual child under HLH-94 with etoposide and dexamethasone, and what else a test needs."""
    return case_data(regimen=regimen("etoposide", "dexamethasone", *lines, **more))


def table(data: dict[str, Any]) -> Timetable:
    return timetable(plan(data), knowledge())


def dose(data: dict[str, Any], key: DoseKey) -> DayDose:
    found = table(data).dose(key)
    assert found is not None
    return found


def moved(data: dict[str, Any], day: int = 43, to: datetime = datetime(2027, 1, 4, 14)) -> dict[str, Any]:
    return edits.move_dose(data, "etoposide", None, day, to, "No pharmacy")


def test_weeks_begin_with_the_weekday_of_day_one_and_last_as_long_as_the_plan() -> None:
    found = table(usual())
    assert len(found.weeks) == 8
    assert {week.days[0].on.strftime("%a") for week in found.weeks} == {"Sun"}
    assert [cell.day for cell in found.weeks[1].days] == [8, 9, 10, 11, 12, 13, 14]


def test_a_plan_whose_doses_end_early_still_has_each_of_its_weeks_and_a_dose_after_them_another() -> None:
    short = case_data(regimen=regimen({"line": "ivig", "days": 2}))
    assert len(table(short).weeks) == 8
    assert len(table(moved(usual(), 50, datetime(2027, 1, 18, 14))).weeks) == 9


def test_a_dose_past_the_last_week_adds_its_week() -> None:
    assert len(table(moved(usual(), 50, datetime(2027, 1, 20, 14))).weeks) == 9


def test_etoposide_stands_on_the_days_of_the_protocol_numbered_from_one() -> None:
    found = [one for one in table(usual()).doses if one.key.line == "etoposide"]
    assert [(one.day, one.number, one.of) for one in found] == [
        (day, number, 10) for number, day in enumerate((1, 4, 8, 11, 15, 22, 29, 36, 43, 50), 1)
    ]
    assert {(one.kind, one.placement) for one in found} == {("cytotoxic", "planned")}


def test_a_line_of_every_day_stands_beside_the_days_with_its_amounts() -> None:
    week = table(usual()).weeks[7]
    assert all(not cell.running or one.key.line != "dexamethasone" for cell in week.days for one in cell.doses)
    assert [(one.first, one.last, str(one.amount.amount)) for one in week.running[0].stretches] == [
        (50, 51, "0.7"),
        (52, 54, "0.4"),
        (56, 56, "0.4"),
    ]


def test_a_short_line_stands_in_its_days_and_a_long_one_beside_them() -> None:
    found = table(usual("methylprednisolone_pulse", "cotrimoxazole", "ivig"))
    inside = {one.key.line for week in found.weeks for cell in week.days for one in cell.doses}
    assert inside == {"etoposide", "methylprednisolone_pulse", "ivig"}
    assert [one.line for one in found.weeks[0].running] == ["dexamethasone", "cotrimoxazole"]
    assert found.weeks[0].running[1].stretches[0].per_day == 2


def test_an_antibody_is_never_a_running_line_however_often_it_is_given() -> None:
    found = table(usual({"line": "emapalumab", "label": "still"}))
    assert sum(one.key.line == "emapalumab" for week in found.weeks for cell in week.days for one in cell.doses) == 17


def test_a_moved_dose_leaves_its_old_place_visible_and_keeps_its_number() -> None:
    found = table(moved(usual()))
    old, new = found.day(43), found.day(44)
    assert old is not None
    assert new is not None
    assert ([one.number for one in old.doses], [one.number for one in old.ghosts]) == ([], [9])
    assert [(one.number, one.placement, one.reason, one.planned_day) for one in new.doses] == [
        (9, "moved", "No pharmacy", 43)
    ]
    assert [one.key for one in found.changed] == [NINTH]


def test_a_dose_that_only_changes_its_hour_leaves_no_second_mark_on_its_day() -> None:
    cell = table(moved(usual(), to=datetime(2027, 1, 3, 16))).day(43)
    assert cell is not None
    assert (len(cell.doses), len(cell.ghosts)) == (1, 0)


@pytest.mark.parametrize(
    ("deed", "placement"), [(edits.hold_dose, "held"), (edits.omit_dose, "omitted")]
)  # fmt: skip
def test_a_dose_that_is_left_out_stays_in_its_place_with_its_reason(deed: Any, placement: str) -> None:
    left_out = deed(usual(), "etoposide", None, 43, "Counts")
    found = dose(left_out, NINTH)
    assert (found.placement, found.day, found.number, found.of, found.reason) == (placement, 43, 9, 10, "Counts")
    assert dose(left_out, DoseKey("etoposide", None, 50)).number == 10


def test_a_day_of_a_running_line_that_is_held_comes_to_stand_in_its_day() -> None:
    cell = table(edits.hold_dose(usual(), "dexamethasone", None, 5, "Sugar")).day(5)
    assert cell is not None
    assert [one.key.line for one in cell.doses] == ["dexamethasone"]
    assert cell.running == ()


def test_two_doses_of_a_day_are_one_to_move() -> None:
    found = dose(usual("cotrimoxazole"), DoseKey("cotrimoxazole", None, 1))
    assert [at.hour for at in found.times] == [8, 20]


def test_an_intrathecal_dose_names_neither_drug_nor_amount() -> None:
    found = [one for one in table(usual("intrathecal", protocol="hlh-2004")).doses if one.kind == "intrathecal"]
    assert [one.day for one in found] == [16, 23, 30, 37]
    assert {(one.title, one.amount) for one in found} == {("intrathecal therapy", None)}
    assert not any("methotrexate" in str(one) or "prednisolone" in str(one) for one in found)


def test_a_first_dose_after_midnight_is_still_that_of_day_one() -> None:
    data = edits.put(usual(), "regimen.first_dose_at.etoposide", "2026-11-23T00:30")
    found = dose(data, DoseKey("etoposide", None, 1))
    assert (found.day, found.number) == (2, 1)


def test_reviews_stand_on_their_days() -> None:
    cells = [cell for week in table(usual()).weeks for cell in week.days]
    assert [cell.day for cell in cells if cell.reviews] == [15, 50]


def test_without_a_dose_there_is_no_calendar() -> None:
    assert table(case_data()).weeks == ()
    assert table(case_data(regimen=regimen())).weeks == ()


# --- gaps


def test_the_gaps_of_a_dose_are_to_its_neighbours_as_they_stand_now() -> None:
    found = gaps(plan(moved(usual())), knowledge(), NINTH)
    assert found is not None
    assert found.before is not None
    assert found.after is not None
    assert (found.before.dose.number, found.before.time) == (8, timedelta(days=8))
    assert (found.after.dose.number, found.after.time) == (10, timedelta(days=6))
    assert (found.least, found.kept) == (timedelta(hours=72), "kept")


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        (datetime(2027, 1, 7, 14), "kept"),
        (datetime(2027, 1, 7, 15), "short"),
        (datetime(2027, 1, 8, 14), "short"),
        (datetime(2027, 1, 8, 15), "too_short"),
    ],
)
def test_a_gap_under_72_hours_is_short_and_under_48_far_too_short(to: datetime, kept: str) -> None:
    found = gaps(plan(moved(usual(), to=to)), knowledge(), NINTH)
    assert found is not None
    assert found.kept == kept


def test_a_held_dose_is_no_neighbour_and_has_none() -> None:
    held = edits.hold_dose(usual(), "etoposide", None, 43, "Counts")
    found = gaps(plan(held), knowledge(), DoseKey("etoposide", None, 36))
    assert found is not None
    assert found.after is not None
    assert found.after.dose.number == 10
    assert gaps(plan(held), knowledge(), NINTH) is None


def test_a_dose_alone_has_no_gap_to_keep() -> None:
    found = gaps(plan(usual("tocilizumab")), knowledge(), DoseKey("tocilizumab", None, 1))
    assert found is not None
    assert (found.before, found.after, found.least) == (None, None, None)


def test_a_clock_change_bends_no_gap() -> None:
    data = case_data(day_one="2026-10-20", measurements=[{"on": "2026-10-20", "weight_kg": "13.5", "height_cm": "92"}])
    data["regimen"] = regimen("etoposide")
    found = gaps(plan(data), knowledge(), DoseKey("etoposide", None, 8))
    assert found is not None
    assert found.before is not None
    assert found.before.time == timedelta(days=4)


# --- cumulative etoposide, and times


def test_the_line_of_cumulative_etoposide_ends_at_the_sum_of_the_plan() -> None:
    line = cumulative_line(plan(usual()), knowledge())
    assert line is not None
    assert (line.total, str(line.low), str(line.high), line.weeks) == ("1,508", "2000", "3000", 8)
    assert [day for day, _ in line.points] == [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]


def test_what_was_given_before_lifts_the_line_from_its_start() -> None:
    line = cumulative_line(
        plan(case_data(patient={"prior_etoposide_mg_per_m2": "450"}, regimen=regimen("etoposide"))), knowledge()
    )
    assert line is not None
    assert (line.before, line.total) == (450, "1,958")


def test_without_etoposide_there_is_no_line() -> None:
    assert cumulative_line(plan(case_data(regimen=regimen("dexamethasone"))), knowledge()) is None


def test_no_more_weeks_are_named_than_there_is_room_for() -> None:
    line = cumulative_line(plan(usual(last_week=52)), knowledge())
    assert line is not None
    assert len(weeks_shown(line, 8)) <= 8
    assert weeks_shown(line, 100) == tuple(range(1, 53))


def test_each_line_has_the_wards_times_until_others_are_typed() -> None:
    data = edits.set_times(usual("cotrimoxazole"), "etoposide", ["16:30"])
    found = {one.title: (one.times, one.usual) for one in line_times(plan(data), knowledge())}
    assert found == {
        "etoposide": (("16:30",), ("14:00",)),
        "dexAMETHasone": (("08:00",), ("08:00",)),
        "co-trimoxazole": (("08:00", "20:00"), ("08:00", "20:00")),
    }


# --- doses of a day one by one


def test_a_dose_omitted_alone_stands_apart_from_the_others_of_its_day() -> None:
    case = edits.omit_dose(usual("cotrimoxazole"), "cotrimoxazole", None, 1, "Fever", edits.From("20:00"))
    morning = dose(case, DoseKey("cotrimoxazole", None, 1, time(8)))
    evening = dose(case, DoseKey("cotrimoxazole", None, 1, time(20)))
    assert ([at.hour for at in morning.times], morning.placement, morning.slots) == ([8], "planned", (100,))
    assert ([at.hour for at in evening.times], evening.placement, evening.slots) == ([20], "omitted", (101,))
    assert (evening.reason, evening.number, evening.of) == ("Fever", morning.number, morning.of)
    assert undone(case, evening)["regimen"]["changes"] == []


@pytest.mark.parametrize(("start", "key"), [(None, None), (edits.From("20:00"), time(20))])
def test_a_dose_that_is_put_back_in_its_place_keeps_its_factor(start: edits.From | None, key: time | None) -> None:
    named, to = ("cotrimoxazole", None, 1), datetime(2026, 11, 22, 21, 0)
    less = edits.reduce_dose(usual("cotrimoxazole"), *named, "0.5", "Kidney", start)
    moved = edits.move_dose(less, *named, to, "Theatre", start)
    held = edits.hold_dose(less, *named, "Fever", start)
    omitted = edits.omit_dose(held, *named, "Fever", start)
    for case in (moved, held, omitted):
        assert undone(case, dose(case, DoseKey(*named, key))) == less


@pytest.mark.parametrize("start", [None, edits.From("08:00", "day")])
def test_a_dose_that_is_put_back_leaves_the_other_of_its_day_held(start: edits.From | None) -> None:
    named, evening = ("cotrimoxazole", None, 1), edits.From("20:00")
    both = edits.move_dose(usual("cotrimoxazole"), *named, datetime(2026, 11, 22, 9, 0), "Theatre", start)
    held = edits.hold_dose(both, *named, "Fever", evening)
    found = undone(held, dose(held, DoseKey(*named, time(8))))
    assert found["regimen"]["changes"] == held["regimen"]["changes"][1:]
    assert dose(found, DoseKey(*named, time(20))).placement == "held"
    assert dose(found, DoseKey(*named, time(8))).times[0].hour == 8


def test_a_dose_reduced_alone_shows_its_own_amount() -> None:
    case = edits.reduce_dose(usual("cotrimoxazole"), "cotrimoxazole", None, 1, "0.5", "Kidney", edits.From("20:00"))
    found = [one for one in table(case).doses if one.key.line == "cotrimoxazole" and one.day == 1]
    assert [(one.at.hour, one.amount and str(one.amount.amount)) for one in found] == [(8, "44"), (20, "22")]


def test_a_change_onward_leaves_whole_days_whole() -> None:
    case = edits.reduce_dose(
        usual("cotrimoxazole"), "cotrimoxazole", None, 1, "0.5", "Kidney", edits.From("20:00", "onward")
    )
    keys = [one.key.time for one in table(case).doses if one.key.line == "cotrimoxazole"]
    assert (keys[:2], set(keys[2:])) == ([time(8), time(20)], {None})


@pytest.mark.parametrize("deed", ["hold", "omit"])
def test_some_doses_of_a_day_are_left_out_and_the_whole_day_as_one_change(deed: Literal["hold", "omit"]) -> None:
    whole = dose(usual("cotrimoxazole"), DoseKey("cotrimoxazole", None, 1))
    assert starts_of(whole) == (None,)
    one = left_out(usual("cotrimoxazole"), whole, deed, "x", (edits.From("08:00"), edits.From("20:00")))
    assert [row["time"] for row in one["regimen"]["changes"]] == ["08:00", "20:00"]
    assert dose(one, DoseKey("cotrimoxazole", None, 1, time(8))).placement == {"hold": "held", "omit": "omitted"}[deed]


def test_doses_moved_together_keep_the_time_between_them() -> None:
    whole = dose(usual("cotrimoxazole"), DoseKey("cotrimoxazole", None, 1))
    to = whole.at + timedelta(hours=2)
    case = moved_together(usual("cotrimoxazole"), whole, to, "x", (edits.From("08:00"), edits.From("20:00")))
    assert [row["to"][:16] for row in case["regimen"]["changes"]] == ["2026-11-22T10:00", "2026-11-22T22:00"]

"""The road map: every dose at its day, changes marked, the wedge, the band, no drug in the intrathecal lane."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.road_map import RoadMap, road_map
from tests.builders import case_data, child, knowledge, plan, regimen
from tests.domain.wizard.sights import EXAMPLE

if TYPE_CHECKING:
    from hlh_desktop.domain.road_lanes import Bar, Lane

TO = datetime(2027, 1, 4, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def drawn(case: dict[str, Any], today: date | None = None) -> RoadMap:
    return road_map(plan(case), knowledge(), today)


def lane(found: RoadMap, line: str) -> Lane:
    return next(one for one in found.lanes if one.line == line)


def bar(found: RoadMap, line: str) -> Bar:
    return next(one for one in found.bars if one.line == line)


def places(one: Lane) -> list[tuple[int, str]]:
    return [(mark.day, mark.state) for mark in one.marks]


def test_eight_weeks_with_their_dates() -> None:
    found = drawn(EXAMPLE)
    assert (found.title, found.days, len(found.weeks)) == ("HLH-94, weeks 1 to 8", 56, 8)
    assert (found.weeks[0].first, found.weeks[7].last) == (date(2026, 11, 22), date(2027, 1, 16))


def test_every_dose_of_the_plan_stands_in_the_map_once() -> None:
    made = plan(EXAMPLE)
    found = road_map(made, knowledge())
    for order in made.orders:
        days = sorted({one.day for one in order.administrations})
        lanes = [mark.day for one in found.lanes if one.line == order.line for mark in one.marks]
        bars = [
            day
            for one in found.bars
            if one.line == order.line
            for step in one.steps
            for day in range(step.first, step.last + 1)
        ]
        assert lanes + bars == days


def test_a_moved_dose_leaves_a_ghost() -> None:
    found = lane(drawn(edits.move_dose(EXAMPLE, "etoposide", None, 43, TO, "No pharmacy")), "etoposide")
    assert places(found)[-3:] == [(43, "ghost"), (44, "moved"), (50, "planned")]
    ghost, moved = found.marks[-3:-1]
    assert (ghost.number, moved.number, moved.label) == (9, 9, "9, moved")
    assert "No pharmacy" in moved.text


def test_a_dose_moved_within_its_day_leaves_none() -> None:
    later = datetime(2027, 1, 3, 16, 0, tzinfo=ZoneInfo("Europe/Paris"))
    found = lane(drawn(edits.move_dose(EXAMPLE, "etoposide", None, 43, later, "x")), "etoposide")
    assert "ghost" not in [state for _, state in places(found)]


@pytest.mark.parametrize(("edit", "state"), [(edits.hold_dose, "held"), (edits.omit_dose, "omitted")])
def test_a_dose_that_is_not_given_keeps_its_place_and_its_number(edit: Any, state: str) -> None:
    found = lane(drawn(edit(EXAMPLE, "rituximab", None, 8, "counts")), "rituximab")
    assert places(found) == [(1, "planned"), (8, state), (15, "planned"), (22, "planned")]
    assert [mark.number for mark in found.marks] == [1, 2, 3, 4]


def test_dexamethasone_is_a_wedge() -> None:
    found = bar(drawn(EXAMPLE), "dexamethasone")
    steps = [(step.first, step.last, step.label) for step in found.steps]
    assert steps == [
        (1, 14, "5.9 mg"), (15, 28, "3 mg"), (29, 42, "1.5 mg"), (43, 51, "0.7 mg"), (52, 54, "0.4 mg"),
        (56, 56, "0.4 mg"),
    ]  # fmt: skip
    assert found.taper
    assert [step.share for step in found.steps][:2] == [Fraction(1), Fraction(30, 59)]


def test_two_doses_a_day_are_one_amount_a_day() -> None:
    case = edits.decide(EXAMPLE, "dexamethasone", "change", parameters={"doses_per_day": 2})
    assert bar(drawn(case), "dexamethasone").steps[0].label == "6 mg"  # 2.95, so 3.0 twice


def test_a_held_day_interrupts_the_bar_and_is_marked() -> None:
    found = bar(drawn(edits.hold_dose(EXAMPLE, "dexamethasone", None, 20, "x")), "dexamethasone")
    assert [(step.first, step.last) for step in found.steps][1:3] == [(15, 19), (21, 28)]
    assert [(mark.day, mark.state) for mark in found.marks] == [(20, "held")]


def test_a_bar_that_does_not_fall_is_no_wedge() -> None:
    case = case_data(regimen=regimen({"line": "anakinra", "mg_per_kg_per_day": "2"}))
    assert not bar(drawn(case), "anakinra").taper


# --- intrathecal


def test_the_intrathecal_lane_is_there_even_when_empty() -> None:
    found = drawn(EXAMPLE).intrathecal
    assert (found.state, found.doses) == ("locked", ())


@pytest.mark.parametrize("protocol", ["hlh-94", "hlh-2004"])
def test_the_intrathecal_lane_names_no_drug_and_no_amount(protocol: str) -> None:
    found = drawn(case_data(regimen=regimen("intrathecal", protocol=protocol), severity={"cns": "progressive"}))
    assert found.intrathecal.state == "planned"
    assert [one.day for one in found.intrathecal.doses] == [16, 23, 30, 37]
    assert all(one.amount is None for one in found.intrathecal.doses)
    written = repr(found)
    assert "methotrexate" not in written
    assert "prednisolone" not in written
    assert found.lanes == found.bars == ()


# --- reviews, cumulative, here


def test_reviews_stand_on_their_days() -> None:
    assert [(one.day, one.title) for one in drawn(EXAMPLE).reviews] == [
        (15, "week 2 response"),
        (15, "lumbar puncture decision"),
        (50, "week 8 decision"),
    ]


def test_cumulative_etoposide_of_tv04() -> None:
    found = drawn(EXAMPLE).cumulative
    assert found is not None
    assert (found.caution, found.limit, found.top) == (2000, 3000, 3000)
    totals = [round(rise.total) for rise in found.rises]
    assert (totals[2], totals[9], found.start) == (453, 1508, 0)  # 3 x 89 / 0.59, 10 x 89 / 0.59
    assert found.text == "1,508 planned by week 8"


def test_what_was_given_before_lifts_the_line_and_the_scale() -> None:
    case = edits.put(EXAMPLE, "patient.prior_etoposide_mg_per_m2", "1800")
    found = drawn(case).cumulative
    assert found is not None
    assert found.start == 1800
    assert round(found.top) == 3308


def test_without_etoposide_there_is_no_line() -> None:
    assert drawn(case_data(regimen=regimen("rituximab"))).cumulative is None


@pytest.mark.parametrize(("today", "day"), [
    (date(2026, 11, 21), None), (date(2026, 11, 22), 1), (date(2026, 12, 2), 11), (date(2027, 1, 16), 56),
    (date(2027, 1, 17), None), (None, None),
])  # fmt: skip
def test_you_are_here(today: date | None, day: int | None) -> None:
    found = drawn(EXAMPLE, today)
    assert (None if found.here is None else found.here.day) == day
    assert [week.number for week in found.weeks if week.now] == ([] if day is None else [(day + 6) // 7])


def test_a_plan_without_doses_has_no_weeks() -> None:
    found = drawn(case_data())
    assert (found.weeks, found.lanes, found.bars, found.cumulative, found.dates) == ((), (), (), None, "")


def test_a_long_plan_goes_on_to_its_last_dose() -> None:
    found = drawn(child("13.5", "92", "2024-06-22", regimen=regimen("etoposide", last_week=40)))
    assert len(found.weeks) == 40
    found = drawn(case_data(regimen=regimen({"line": "rituximab", "first_day": 60})))
    assert len(found.weeks) == 12  # day 81

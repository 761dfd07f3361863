"""Cumulative etoposide along the road map: where solid ends, where each dose rises, and how high the scale is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.road_log import RoadLog
from hlh_desktop.domain.road_map import Rise, road_map
from tests.builders import case_data, child, knowledge, plan, regimen
from tests.road_logs import mark

if TYPE_CHECKING:
    from hlh_desktop.domain.road_total import Corner, Cumulative

# Ten doses of 69 mg on 0.46 m2: 150 mg/m2 each, on days 1, 4, 8, 11, 15, 22, 29, 36, 43 and 50.
CHILD = child("10", "75", "2025-11-01", regimen=regimen("etoposide"))
DAY_ONE = date(2026, 11, 22)


def line(log: RoadLog | None, today: date | None, before: str | None = None) -> Cumulative:
    case = {**CHILD, "patient": {**CHILD["patient"], "prior_etoposide_mg_per_m2": before}} if before else CHILD
    found = road_map(plan(case), knowledge(), today, log).cumulative
    assert found is not None
    return found


def corners(line: tuple[Corner, ...]) -> list[tuple[float, int]]:
    return [(float(one.day), int(one.total)) for one in line]


def given(*days: int) -> RoadLog:
    """A log in which the doses of these days were given, the whole of each."""
    marks = tuple(mark("etoposide", day, "given", "69") for day in days)
    return RoadLog(marks, tuple(Rise(day, Fraction(150 * number)) for number, day in enumerate(days, 1)))


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 11, 1)])
def test_before_the_course_begins_nothing_is_solid_and_nothing_is_said_to_be_given(today: date) -> None:
    found = line(RoadLog(), today)
    assert (found.solid, found.given) == ((), "")
    assert corners(found.dashed)[:3] == [(1, 0), (1.5, 0), (1.5, 150)]


def test_on_day_one_the_solid_line_ends_in_the_middle_of_the_day() -> None:
    found = line(RoadLog(), DAY_ONE)
    assert (corners(found.solid), found.given) == ([(1, 0), (1.5, 0)], "0 given")


def test_each_dose_rises_in_the_middle_of_its_day_as_far_as_now() -> None:
    found = line(given(1, 4), date(2026, 11, 27))
    assert corners(found.solid) == [(1, 0), (1.5, 0), (1.5, 150), (4.5, 150), (4.5, 300), (6.5, 300)]
    assert corners(found.dashed)[:3] == [(6.5, 300), (8.5, 300), (8.5, 450)]
    assert corners(found.dashed)[-1] == (57, 1500)


def test_where_today_is_unknown_the_line_is_solid_up_to_the_last_dose_that_was_given() -> None:
    found = line(given(1, 4), None)
    assert corners(found.solid)[-1] == (4.5, 300)
    assert line(RoadLog(), None).solid == ()


def test_the_line_begins_with_what_was_given_before_this_plan() -> None:
    found = line(None, None, "600")
    assert (found.start, corners(found.dashed)[0]) == (600, (1, 600))
    assert found.rises[-1] == Rise(50, Fraction(2100))


def test_the_scale_ends_at_the_limit_or_at_a_total_above_it() -> None:
    assert (line(None, None).caution, line(None, None).limit, line(None, None).top) == (2000, 3000, 3000)
    assert line(None, None, "1500").top == 3000
    assert line(None, None, "1600").top == 3100


def test_the_band_and_the_total_are_said_in_words() -> None:
    found = line(None, None)
    assert found.band.replace("\N{NO-BREAK SPACE}", " ") == "caution from 2,000 to 3,000 mg/m², all regimens together"
    assert found.text == "1,500 planned by week 8"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("500", ""),
        ("500.5", "above 2,000 from 10 Jan 2027"),
        ("1499.5", "above 2,000 from 2 Dec 2026"),
        ("1500", "above 2,000 from 2 Dec 2026, 3,000 reached on 10 Jan 2027"),
    ],
)
def test_a_dose_passes_the_caution_only_above_it_and_reaches_the_limit_at_its_value(before: str, said: str) -> None:
    assert line(None, None, before).crossing.replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_plan_without_etoposide_has_no_line_unless_some_was_given() -> None:
    other = plan(case_data(regimen=regimen("dexamethasone")))
    assert road_map(other, knowledge(), DAY_ONE, RoadLog()).cumulative is None
    found = road_map(other, knowledge(), DAY_ONE, given(1)).cumulative
    assert found is not None
    assert (found.given, found.text) == ("150 given", "no further dose planned")

"""A screen draws with floats: they stand where the exact axes say, whatever the scale, zone and hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.results.series import SeriesKey
from hlh_desktop.domain.results.trend.axes import Axis, Tick
from hlh_desktop.domain.results.trend.values import CurvePoint, Segment
from hlh_desktop.ui.trends.axes import days_shown, numbers_shown
from hlh_desktop.ui.trends.places import days, height, run, span
from tests.ui.trends import drawn

if TYPE_CHECKING:
    from hlh_desktop.ui.theme import Theme

NUMBERS = st.decimals(Decimal("0.01"), Decimal(1_000_000), places=2)


@given(NUMBERS)
def test_a_value_stands_where_the_axis_says(value: Decimal) -> None:
    for axis in (drawn.log_axis("ferritin", "µg/L", 2, 5), drawn.plain_axis("platelets", "", "250")):
        assert height(axis, value) == pytest.approx(float(axis.place(value)), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 2_000_000), NUMBERS), min_size=1, max_size=20))
def test_every_point_of_a_run_stands_where_the_axes_say(found: list[tuple[int, Decimal]]) -> None:
    time, axis = drawn.time_axis(), drawn.log_axis("ferritin", "µg/L", 2, 5)
    points = tuple(
        CurvePoint(time.first + timedelta(seconds=shift), value, "", "", "") for shift, value in sorted(found)
    )
    made = run(time, axis, Segment(SeriesKey("ferritin"), points))
    for point, x, y in zip(points, made.x, made.y, strict=True):
        assert x / span(time) == pytest.approx(float(time.place(point.at)), abs=1e-6)
        assert y == pytest.approx(float(axis.place(point.value)), abs=1e-9)


def test_the_night_of_a_clock_change_is_an_hour_longer_on_the_axis() -> None:
    first = datetime(2026, 10, 24, tzinfo=drawn.PARIS)
    time = drawn.time_axis(first, first + timedelta(days=3))
    assert days(time, datetime(2026, 10, 26, tzinfo=drawn.PARIS)) == pytest.approx(2 + 1 / 24)


def test_what_is_in_view_is_counted_to_its_edges() -> None:
    chart = drawn.main_chart()
    made = run(drawn.time_axis(), chart.axes[0], chart.curves[0].segments[0])
    first = made.x[0]
    assert made.between(first, made.x[2]) == 3
    assert made.between(first + 0.1, made.x[2] - 0.1) == 1


def test_numbers_and_days_are_left_out_where_their_words_would_touch(theme: Theme) -> None:
    ticks = tuple(Tick(Decimal(step) * 10**power, f"{step * 10**power:,}") for power in (1, 2, 3) for step in (1, 2, 5))
    axis = Axis("AST", "U/L", "log", Decimal(10), Decimal(10_000), ticks)
    assert [label for _, label in numbers_shown(axis, 600)] == [tick.label for tick in ticks]
    assert [label for _, label in numbers_shown(axis, 60)] == ["10", "100", "1,000", "5,000"], "decades first"
    named = [(day, f"day {day + 1}") for day in range(-2, 30)]
    shown = days_shown(named, (-2, 30), 400, 0)
    assert (0, "day 1") in shown, "counted from day one"
    steps = {later[0] - earlier[0] for earlier, later in pairwise(shown)}
    assert len(steps) == 1
    assert days_shown(named, (-2, 30), 4000, 0) == named

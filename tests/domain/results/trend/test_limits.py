"""Threshold lines: whose they are, when they hold, and that each has a source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.results.trend.limits import completes
from tests.domain.results.trend.demo import DAY_ONE, at, chart, curve, result, trend

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.values import LimitLine, Trend


def lines(made: Trend, analyte: str) -> dict[str, LimitLine]:
    """The lines of an analyte by what they are called."""
    return {line.label: line for one in made.charts for line in one.lines if line.analyte == analyte}


def test_mas_lines_stand_only_where_sjia_is_known_or_suspected() -> None:
    assert "ferritin 684, MAS-2016" not in lines(trend(), "ferritin")
    assert "ferritin 684, MAS-2016" in lines(trend(subject={"sjia": True}), "ferritin")
    assert "platelets 181, MAS-2016" in lines(trend(subject={"sjia": True}), "plt")


def test_ferritin_2000_of_week_2_stands_on_those_days_only() -> None:
    line = lines(trend(), "ferritin")["ferritin 2,000, week 2"]
    assert (line.op, line.value) == (">", "2,000")
    (step,) = line.steps
    assert (step.first.date(), step.last.date()) == (date(2026, 11, 29), date(2026, 12, 7))
    assert step.first <= at(14) < step.last
    assert "ferritin 2,000, week 2" not in lines(trend(subject={"day_one": None}), "ferritin")


def test_a_limit_of_age_steps_on_the_birthday() -> None:
    made = trend(subject={"born": date(2023, 12, 6)})
    line = lines(made, "scd25")["sCD25 1,329, upper limit by age"]
    assert [step.value for step in line.steps] == [Decimal(1940), Decimal(1329)]
    assert [step.first.date() for step in line.steps] == [made.time.first.date(), date(2026, 12, 6)]
    told = [point.times_upper.partition(" times")[0] for point in curve(made, "scd25").points]
    # 14,700 and 9,100 by 1,940; 4,300 and 1,900 by 1,329
    assert told == ["7.6", "4.7", "3.2", "1.4"]


def test_the_limit_printed_by_the_laboratory_takes_the_place_of_the_default() -> None:
    results = [result("scd25", "14700", 0, high=Decimal(2000)), result("scd25", "9100", 7, high=Decimal(1500))]
    made = lines(trend(results), "scd25")
    assert "sCD25 1,329, upper limit by age" not in made
    own = made["sCD25 1,500, limit of the laboratory"]
    assert [(step.value, step.first.date()) for step in own.steps][1:] == [(Decimal(1500), date(2026, 11, 29))]
    assert "printed with the child's own results" in own.source


@pytest.mark.parametrize(
    ("born", "values"),
    [
        (date(2026, 11, 10), ["70.7", "26.5"]),
        (date(2025, 11, 30), ["26.5", "35.4"]),
        (date(2022, 6, 22), ["53.1"]),
    ],
)
def test_creatinine_has_the_limits_of_the_age(born: date, values: list[str]) -> None:
    made = chart(trend(analytes=("crea",), subject={"born": born}), "crea")
    (line,) = made.lines
    assert [str(step.value) for step in line.steps] == values


def test_mean_pressure_has_the_limit_of_the_age() -> None:
    made = chart(trend([result("map", "60", 0, "mm[Hg]")], analytes=("map",)), "map")
    assert [(line.value, line.op) for line in made.lines] == [("45", "<")]
    assert made.axes[0].unit == "mmHg"


def test_the_haemoglobin_line_of_newborns_ends_at_four_weeks() -> None:
    made = chart(trend(analytes=("hb",), subject={"born": date(2026, 11, 1)}), "hb")
    found = {line.value: line.steps for line in made.lines}
    assert {value: steps[0].first.date() for value, steps in found.items()} == {
        "90": date(2026, 11, 29), "100": date(2026, 11, 20),
    }  # fmt: skip
    assert found["100"][0].last.date() == date(2026, 11, 29)
    assert [line.value for line in chart(trend(analytes=("hb",)), "hb").lines] == ["90"]


def test_without_a_birth_date_nothing_by_age_is_drawn() -> None:
    made = trend(analytes=("crea", "hb"), subject={"born": None})
    assert chart(made, "crea").lines == ()
    assert [line.value for line in chart(made, "hb").lines] == ["90"]
    assert not any(line.set == "age" for line in made.main.lines)


def test_a_line_of_unknown_source_is_not_drawn() -> None:
    assert not any("rule-in" in line.name for line in trend().main.lines)


def test_lines_of_scores_are_thin_and_stand_in_small_charts_only_alone() -> None:
    assert {line.name for line in trend().main.lines if line.thin} == {"HScore", "Allen 2008"}
    assert [line.name for line in chart(trend(analytes=("wbc",)), "wbc").lines] == ["HScore"]


@pytest.mark.parametrize("born", [date(2024, 2, 29), date(2023, 1, 31), date(2022, 12, 15), date(2024, 8, 31)])
def test_the_day_of_a_birthday_is_the_first_of_its_age(born: date) -> None:
    for months in (1, 6, 12, 36):
        day = completes(born, months)
        assert age_on(born, day).months >= months
        assert age_on(born, date.fromordinal(day.toordinal() - 1)).months < months


def test_course_days_are_counted_from_day_one() -> None:
    assert trend().time.day_one is not None
    assert trend().time.day_one.date() == DAY_ONE
